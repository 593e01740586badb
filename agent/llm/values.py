"""What passes between the program and a chat model, and the protocol that a model meets."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, Field

from agent.prompts import Message
from vectorstore.values import Value

Reply = TypeVar("Reply", bound=BaseModel)
Listener = Callable[[str], None]
"""Is told the text of a reply as far as it has come, each time more of it does."""


class Usage(Value):
    """What the calls so far took."""

    calls: int = Field(default=0, ge=0, description="Requests that were sent, failed ones included.")
    prompt_tokens: int = Field(default=0, ge=0, description="Tokens sent; counted here where not reported.")
    reply_tokens: int = Field(default=0, ge=0, description="Tokens received; likewise.")
    cost_usd: float | None = Field(default=0.0, description="US dollars; none if the price is unknown.")
    seconds: float = Field(default=0.0, ge=0, description="Time spent waiting.")

    @property
    def tokens(self) -> int:
        """Tokens sent and received."""
        return self.prompt_tokens + self.reply_tokens


class Tool(Value):
    """Something a model may ask the program to do."""

    name: str = Field(description="Its name.")
    description: str = Field(description="What it does, for the model.")
    arguments: type[BaseModel] = Field(description="Its arguments, as a schema.")


class Call(Value):
    """A tool that a model asks for; its arguments fit the tool's schema."""

    tool: str = Field(description="Name of the tool.")
    arguments: dict[str, Any] = Field(description="What it is given.")


class ChatModel(Protocol):
    """Answers in the form that it was asked for."""

    name: str
    context: int
    """Tokens of a prompt and its reply together."""

    @property
    def usage(self) -> Usage:
        """What the calls so far took."""
        ...

    def ask(
        self,
        messages: Sequence[Message],
        schema: type[Reply],
        *,
        most: int,
        listener: Listener | None = None,
    ) -> Reply:
        """A reply of at most `most` tokens that fits `schema`; asked once more if the first does not.

        Raises:
            Unavailable: If the endpoint failed.
            Unusable: If neither reply could be read.
            Overflow: If the messages are too long.
            BudgetSpent: Before a call, if nothing is left for it.
        """
        ...

    def act(self, messages: Sequence[Message], tools: Sequence[Tool], *, most: int) -> Call | None:
        """The tool the model asks for next, or None if it asks for none; raises as `ask` does."""
        ...

"""A chat model that says what it was told to say, for tests of what stands around a model."""

from collections.abc import Callable, Iterable, Sequence

from pydantic import ValidationError

from agent.errors import ModelError, Unusable
from agent.llm.values import Call, Listener, Reply, Tool, Usage
from agent.prompts import Message

Line = str | ModelError | Callable[[Sequence[Message]], str]


class Scripted:
    """Gives its lines one after the other: JSON, an error to raise, or a function of the messages.

    Args:
        lines: What it says; when they are used up, it has nothing more to say.
        context: Tokens of a prompt and its reply together.
    """

    name = "scripted"

    def __init__(self, lines: Iterable[Line], *, context: int = 8192) -> None:
        self.context = context
        self.asked: list[Sequence[Message]] = []
        self._lines = iter(lines)

    @property
    def usage(self) -> Usage:
        """One token per call."""
        return Usage(calls=len(self.asked), prompt_tokens=len(self.asked))

    def ask(
        self,
        messages: Sequence[Message],
        schema: type[Reply],
        *,
        most: int,
        listener: Listener | None = None,
    ) -> Reply:
        """See `ChatModel.ask`; an unreadable line is an error at once."""
        del most
        text = self._next(messages)
        if listener:
            listener(text)
        try:
            return schema.model_validate_json(text)
        except ValidationError as error:
            raise Unusable(f"model {self.name!r} replied {text[:60]!r}; correct the script") from error

    def act(self, messages: Sequence[Message], tools: Sequence[Tool], *, most: int) -> Call | None:
        """See `ChatModel.act`; the line is `{"tool": …, "arguments": …}`, or `null`."""
        del tools, most
        text = self._next(messages)
        return None if text == "null" else Call.model_validate_json(text)

    def _next(self, messages: Sequence[Message]) -> str:
        self.asked.append(messages)
        line = next(self._lines, None)
        if line is None:
            raise Unusable(f"model {self.name!r} has nothing more to say")
        if isinstance(line, ModelError):
            raise line
        return line if isinstance(line, str) else line(messages)

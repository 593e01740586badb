"""What an endpoint can do, found out with two tiny requests, and at most as many again."""

from contextlib import suppress

from pydantic import BaseModel, ConfigDict, Field

from agent.errors import Unusable
from agent.llm.client import ChatClient
from agent.llm.values import Tool
from agent.prompts import Message
from vectorstore.values import Value

_MOST = 64
"""Tokens of a reply."""


class Abilities(Value):
    """What an endpoint can do."""

    json_schema: bool = Field(description="Whether it takes a JSON schema, and its reply fitted.")
    streaming: bool = Field(description="Whether replies come as they are written.")
    tool_calls: bool = Field(description="Whether it makes tool calls; a JSON schema stands in where not.")


class _Word(BaseModel):
    """One word."""

    model_config = ConfigDict(extra="forbid")

    word: str = Field(description="The word.")


def probe(model: ChatClient) -> Abilities:
    """Ask `model` for a word, then for a tool.

    Raises:
        ModelError: If the endpoint cannot be used at all.
    """
    heard: list[str] = []
    fits = True
    try:
        model.ask(_messages("Reply with the word 'ready'."), _Word, most=_MOST, listener=heard.append)
    except Unusable:
        fits = False
    say = Tool(name="say", description="Says a word to the user.", arguments=_Word)
    with suppress(Unusable):  # what it could not do is known by then
        model.act(_messages("Say 'ready' with the tool."), [say], most=_MOST)
    return Abilities(
        json_schema=fits and "response_format" not in model.refused,
        streaming=bool(heard),
        tool_calls=model.native_tools is True,
    )


def _messages(text: str) -> tuple[Message, Message]:
    return Message(role="system", text="You test a connection."), Message(role="user", text=text)

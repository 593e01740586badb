"""From the text of a reply to what was asked for, and from a schema to how it is asked for."""

import json
from collections.abc import Sequence
from typing import Any, Literal, Union

from pydantic import BaseModel, ValidationError, create_model

from agent.clean import one_line
from agent.llm.values import Call, Reply, Tool

_LONGEST = 300
"""Characters of what was wrong with a reply at most."""
_OPEN, _CLOSE, _FENCE = "<think>", "</think>", "```"


class Unfit(Exception):  # noqa: N818 - never leaves the package: says what was wrong with one reply
    """A reply does not fit; the message is for the model."""


def bare(text: str) -> str:
    """`text` without reasoning before it and a Markdown fence around it; empty if only reasoning has come."""
    text = text.strip()
    if not text.startswith(("{", "[", _FENCE)):
        _, closed, after = text.rpartition(_CLOSE)
        if closed:
            text = after.strip()
        elif text.startswith(_OPEN) or _OPEN.startswith(text):
            return ""
    if text.startswith(_FENCE):
        text = text.partition("\n")[2].rstrip().removesuffix(_FENCE)
    return text.strip()


def read(text: str, schema: type[Reply]) -> Reply:
    """The reply that `text` holds.

    Raises:
        Unfit: If it does not fit `schema`.
    """
    try:
        return schema.model_validate_json(bare(text))
    except ValidationError as error:
        raise Unfit(_wrong(error)) from error


def chosen(name: str, arguments: str, tools: Sequence[Tool]) -> Call | None:
    """The call of one of `tools`, or none if the model is done.

    Raises:
        Unfit: If there is no such tool, or its arguments do not fit.
    """
    if name == "done":
        return None
    tool = next((one for one in tools if one.name == name), None)
    if tool is None:
        raise Unfit(f"there is no tool {name[:40]!r}; choose one of {', '.join(one.name for one in tools)}")
    try:
        valid = tool.arguments.model_validate_json(arguments)
    except ValidationError as error:
        raise Unfit(_wrong(error)) from error
    return Call(tool=name, arguments=valid.model_dump(mode="json"))


class _Nothing(BaseModel):
    """No arguments."""


DONE = Tool(name="done", description="Everything asked for has been shown.", arguments=_Nothing)


def choice(tools: Sequence[Tool]) -> type[BaseModel]:
    """A schema of one call: `action` is one of `tools` with its arguments, or `done`."""
    options: list[Any] = []
    for one in (*tools, DONE):
        name: Any = Literal[one.name]
        options.append(create_model(f"Call_{one.name}", tool=(name, ...), arguments=(one.arguments, ...)))
    action: Any = Union[tuple(options)]  # noqa: UP007 - made of a tuple
    return create_model("Choice", action=(action, ...))


def strict(schema: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema in OpenAI's strict form: every property required, no other allowed."""
    import openai

    function = openai.pydantic_function_tool(schema, name="reply")["function"]
    return dict(function["parameters"])


def response_format(schema: type[BaseModel]) -> dict[str, Any]:
    """The parameter that asks for `schema`."""
    return {
        "type": "json_schema",
        "json_schema": {"name": schema.__name__, "strict": True, "schema": strict(schema)},
    }


def in_words(schema: type[BaseModel]) -> str:
    """The same for an endpoint that has no such parameter, as a line of the system message."""
    shown = json.dumps(strict(schema), ensure_ascii=False)
    return f"Reply with one JSON object that fits this JSON Schema, and with nothing else:\n{shown}"


def function(tool: Tool) -> dict[str, Any]:
    """`tool` as an entry of the parameter `tools`."""
    return {
        "type": "function",
        "function": {
            "name": tool.name,
            "description": tool.description,
            "parameters": strict(tool.arguments),
            "strict": True,
        },
    }


def _wrong(error: ValidationError) -> str:
    """The first problem, where it is, and no word of the value."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the reply"
    return one_line(f"{where}: {first['msg']}")[:_LONGEST]

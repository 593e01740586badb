"""ChatOpenAI, kept to one address: nothing comes from the environment, nothing goes anywhere else.

It is called below LangChain's callbacks. `invoke` would look into the environment for tracers to report to,
and fails on some that it finds; here none is looked for. What asks for more than messages goes through
`extra_body`, since the client parses what it knows of by itself and then loses what a cut-off reply cost.
"""

import base64
import json
import warnings
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx2
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_openai import ChatOpenAI
from pydantic import Field, SecretStr

from agent.llm.deadline import Deadline, Transport
from agent.llm.failure import FAULTS, Failure, failure
from agent.prompts import Message
from vectorstore.onnx import encodable
from vectorstore.values import Value

_ROLES: Mapping[str, Callable[[str], BaseMessage]] = {
    "system": SystemMessage,
    "user": HumanMessage,
    "assistant": AIMessage,
}


class Raw(Value):
    """A reply, as far as it has come."""

    text: str = Field(default="", description="What the model wrote.")
    finish: str | None = Field(default=None, description="Why it ended; none while it has not.")
    refusal: str | None = Field(default=None, description="What it said instead, if it refused.")
    tools: tuple[tuple[str, str], ...] = Field(
        default=(), description="Tools asked for: name and arguments, as JSON where they are."
    )
    prompt_tokens: int | None = Field(default=None, ge=0, description="Tokens sent, if reported.")
    reply_tokens: int | None = Field(default=None, ge=0, description="Tokens received, if reported.")


class Wire(ChatOpenAI):
    """A chat model at one address."""

    def replies(
        self, messages: Sequence[Message], body: Mapping[str, Any], *, stream: bool
    ) -> Generator[Raw | Failure, None, None]:
        """The reply, each time more of it has come; the last is complete, or is the failure."""
        turns = [_ROLES[one.role](encodable(one.text)) for one in messages]
        sent = {"extra_body": dict(body)}
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # advice about methods of LangChain that are not used here
                yield from self._streamed(turns, sent) if stream else self._whole(turns, sent)
        except FAULTS as error:
            yield failure(error)

    def _whole(self, turns: list[BaseMessage], sent: dict[str, Any]) -> Iterator[Raw]:
        generation = self._generate(turns, **sent).generations[0]
        yield _raw(generation.message, str(generation.text), generation.generation_info)

    def _streamed(self, turns: list[BaseMessage], sent: dict[str, Any]) -> Iterator[Raw | Failure]:
        raw = Raw()
        for chunk in self._stream(turns, stream_usage=False, **sent):
            new = _raw(chunk.message, raw.text + str(chunk.text), chunk.generation_info)
            raw = raw.model_copy(update=new.model_dump(exclude_none=True))
            yield raw
        if raw.finish is None:
            yield Failure(reason="the reply broke off")


def wire(
    base_url: str, model: str, key: SecretStr | None, deadline: Deadline, timeout: float
) -> tuple[Wire, httpx2.Client]:
    """A model at `base_url`, and the connections to close when it is done with."""
    parts = urlsplit(base_url)
    transport = Transport(deadline, _authorization(key, parts.username, parts.password))
    client = httpx2.Client(transport=transport, follow_redirects=False, trust_env=False, timeout=timeout)
    return Wire(
        model=model,
        base_url=parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(),
        api_key=SecretStr("none"),  # the transport has it
        use_responses_api=False,
        stream_usage=True,
        timeout=timeout,
        max_retries=0,
        http_client=client,
        # What follows would be read from the environment.
        http_socket_options=(),
        openai_proxy=None,
        output_version="v0",
        cache=False,
    ), client


def _authorization(key: SecretStr | None, user: str | None, password: str | None) -> str | None:
    if key:
        return f"Bearer {key.get_secret_value()}"
    if user is None:
        return None
    pair = f"{unquote(user)}:{unquote(password or '')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _raw(message: BaseMessage, text: str, about: Mapping[str, Any] | None) -> Raw:
    if not isinstance(message, AIMessage):
        return Raw(text=text, finish=(about or {}).get("finish_reason"))
    used = message.usage_metadata
    calls = [(one["name"], json.dumps(one["args"])) for one in message.tool_calls]
    broken = [(one["name"] or "", one["args"] or "") for one in message.invalid_tool_calls]
    return Raw(
        text=text,
        finish=(about or {}).get("finish_reason"),
        refusal=message.additional_kwargs.get("refusal") or None,
        tools=(*calls, *broken),
        prompt_tokens=max(0, used["input_tokens"]) if used else None,
        reply_tokens=max(0, used["output_tokens"]) if used else None,
    )

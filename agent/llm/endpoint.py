"""One endpoint: composes requests, tries them again where that may help, and counts what they took.

One request is in flight at a time, so that a budget holds for callers in several threads too. What an
endpoint refuses to take is left out for the rest of the run: `temperature`, `seed`, and `response_format`,
whose schema then stands in the system message.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, SecretStr

from agent.clean import one_line
from agent.errors import Overflow, Unavailable
from agent.llm import reading
from agent.llm.budget import Budget
from agent.llm.deadline import Deadline
from agent.llm.failure import Failure
from agent.llm.prices import Price
from agent.llm.values import Listener, Tool, Usage
from agent.llm.wire import Raw, wire
from agent.prompts import Message
from vectorstore.chunk import count_tokens
from vectorstore.onnx import encodable

_ATTEMPTS = 3
_PAUSE = 0.5
"""Seconds before the second attempt; twice that before the third."""
_LONGEST_PAUSE = 30.0
_OVERHEAD = 4
"""Tokens of a message besides its text."""
_FRAME, _BYTES = 1_000_000, 2000
"""Bytes of a reply at most: so many, and so many for each token, which takes 300 in a stream."""
_SLICE = 1000
"""Characters whose tokens are counted at once."""
_LEAST_SECRET = 8
"""Characters from which a key is one; a shorter one, such as `none`, may be a word."""


class NoTools(Exception):  # noqa: N818 - never leaves the package: says what the endpoint lacks
    """The endpoint takes no tools."""


class Endpoint:
    """See `agent.llm.client.ChatClient` for the arguments."""

    def __init__(
        self,
        base_url: str,
        model: str,
        key: SecretStr | None,
        *,
        limits: Sequence[str],
        context: int,
        timeout: float,
        budget: Budget,
        price: Price | None,
        temperature: float,
        seed: int,
        sleep: Callable[[float], None],
        clock: Callable[[], float],
    ) -> None:
        self.model = model
        self.refused: set[str] = set()
        self.usage = Usage(cost_usd=0.0 if price else None)
        self._deadline = Deadline(clock=clock)
        self._wire, self._connections = wire(base_url, model, key, self._deadline, timeout)
        parts = urlsplit(base_url)
        self.address = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        self._secrets = (key or SecretStr(""), SecretStr(unquote(parts.password or "")))
        self._limits = limits
        self._context = context
        self._timeout = timeout
        self._budget = budget
        self._price = price
        self._chance = {"temperature": temperature, "seed": seed}
        self._sleep = sleep
        self._clock = clock
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connections; no request can follow."""
        self._connections.close()

    def send(
        self,
        messages: Sequence[Message],
        most: int,
        *,
        schema: type[BaseModel] | None = None,
        tools: Sequence[Tool] = (),
        listener: Listener | None = None,
    ) -> Raw:
        """The reply to a request for `schema` or one of `tools`.

        Raises:
            NoTools: If the endpoint takes no tools.
            ModelError: As `ChatModel.ask` does, but not Unusable.
        """
        attempt = 1
        while True:
            turns, body = self._composed(messages, most, schema, tools)
            with self._lock:
                outcome = self._try(turns, body, most, listener)
            if isinstance(outcome, Raw):
                return outcome
            if outcome.overflow:
                raise Overflow(self.told(outcome.reason, "shorten the prompt, or lower `context`"))
            if refused := outcome.refused(body):
                self.refused.add(refused)
                if refused == "tools":
                    raise NoTools
                continue
            self._pause(outcome, attempt)
            attempt += 1

    def told(self, reason: str, remedy: str) -> str:
        """One line about this endpoint, without secrets."""
        return self._clean(f"model {self.model!r} at {self.address!r}: {one_line(reason)}; {remedy}")

    def _composed(
        self, messages: Sequence[Message], most: int, schema: type[BaseModel] | None, tools: Sequence[Tool]
    ) -> tuple[Sequence[Message], dict[str, Any]]:
        """What is sent: messages and parameters.

        Raises:
            Overflow: If they are too long.
        """
        limit = next((one for one in self._limits if one not in self.refused), None)
        wanted: dict[str, Any] = {**self._chance, "stream_options": {"include_usage": True}}
        wanted |= {limit: most} if limit else {}
        if tools:
            wanted["tools"] = [reading.function(tool) for tool in tools]
        if schema and "response_format" not in self.refused:
            wanted["response_format"] = reading.response_format(schema)
        elif schema:
            messages = _with_line(messages, reading.in_words(schema))
        body = {name: value for name, value in wanted.items() if name not in self.refused}
        size = _size(messages, body)
        if size + most > self._context:
            reason = f"{size} tokens and a reply of {most} exceed its context of {self._context}"
            raise Overflow(self.told(reason, "shorten the prompt, or raise `context`"))
        return messages, body

    def _try(
        self, turns: Sequence[Message], body: Mapping[str, Any], most: int, listener: Listener | None
    ) -> Raw | Failure:
        """One request; what it took is counted whatever becomes of it."""
        self._budget.check(self.usage)
        left = self._budget.seconds_left(self.usage)
        seconds = self._timeout if left is None else min(self._timeout, left)
        self._deadline.start(seconds, _FRAME + most * _BYTES)
        sent = dict(body)
        if listener is None:
            sent.pop("stream_options", None)
        started, raw, outcome = self._clock(), Raw(), None
        try:
            with closing(self._wire.replies(turns, sent, stream=listener is not None)) as replies:
                for outcome in replies:
                    if isinstance(outcome, Raw):
                        raw = outcome
                        self._tell(listener, raw)
        finally:
            free = isinstance(outcome, Failure) and (outcome.unsent or outcome.status is not None)
            self._count(turns, body, raw, self._clock() - started, free=free)
        return self._cleaned(raw) if outcome is raw else outcome or Failure(reason="no reply")

    def _tell(self, listener: Listener | None, raw: Raw) -> None:
        if listener and (text := reading.bare(self._clean(raw.text))):
            listener(text)

    def _count(
        self, turns: Sequence[Message], body: Mapping[str, Any], raw: Raw, seconds: float, *, free: bool
    ) -> None:
        """Add one call; tokens that are not reported are counted, but none of a call that is `free`."""
        sent, got = raw.prompt_tokens, raw.reply_tokens
        sent = (0 if free else _size(turns, body)) if sent is None else sent
        got = _tokens(raw.text) if got is None else got
        cost = self._price.of(sent, got) if self._price else None
        used = self.usage
        self.usage = Usage(
            calls=used.calls + 1,
            prompt_tokens=used.prompt_tokens + sent,
            reply_tokens=used.reply_tokens + got,
            cost_usd=None if cost is None or used.cost_usd is None else used.cost_usd + cost,
            seconds=used.seconds + max(0.0, seconds),
        )

    def _pause(self, failed: Failure, attempt: int) -> None:
        """Wait before the next attempt.

        Raises:
            Unavailable: If there is none.
            BudgetSpent: If nothing is left for one.
        """
        wait = _PAUSE * 2 ** (attempt - 1) if failed.wait is None else failed.wait
        left = self._budget.seconds_left(self.usage)
        if not failed.again:
            raise Unavailable(self.told(failed.reason, failed.remedy))
        if attempt == _ATTEMPTS:
            raise Unavailable(self.told(f"{failed.reason}, {attempt} times", failed.remedy))
        self._budget.check(self.usage)
        if wait > _LONGEST_PAUSE:
            raise Unavailable(self.told(f"{failed.reason}; it asks to wait {wait:.0f} s", failed.remedy))
        if left is not None and wait >= left:
            reason = f"{failed.reason}; the next attempt, in {wait:g} s, is beyond the budget"
            raise Unavailable(self.told(reason, "raise --max-seconds"))
        self._sleep(wait)
        with self._lock:
            self.usage = self.usage.model_copy(update={"seconds": self.usage.seconds + wait})

    def _cleaned(self, raw: Raw) -> Raw:
        tools = tuple((self._clean(name), self._clean(arguments)) for name, arguments in raw.tools)
        refusal = raw.refusal and self._clean(raw.refusal)
        return raw.model_copy(update={"text": self._clean(raw.text), "tools": tools, "refusal": refusal})

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            if len(secret) >= _LEAST_SECRET:
                text = text.replace(secret.get_secret_value(), "…")
        return text


def _with_line(messages: Sequence[Message], line: str) -> list[Message]:
    """`messages` with `line` at the end of the system message."""
    first, *rest = messages
    if first.role != "system":
        return [Message(role="system", text=line), first, *rest]
    return [Message(role="system", text=f"{first.text}\n\n{line}"), *rest]


def _size(messages: Sequence[Message], body: Mapping[str, Any]) -> int:
    """Tokens of a request, as far as the model reads it as text."""
    texts = [encodable(one.text) for one in messages]
    texts += [json.dumps(body["tools"])] if "tools" in body else []
    return sum(_tokens(text) + _OVERHEAD for text in texts)


def _tokens(text: str) -> int:
    """Tokens of `text`, counted in slices, since a word of a million letters would take minutes."""
    return sum(count_tokens(text[start : start + _SLICE]) for start in range(0, len(text), _SLICE))

"""Why a request failed, and what may be done about it, read from what the libraries raise.

Failures are values, and the error is raised from them outside of the handler: an error of the libraries may
repeat what the server echoed, and none of it shall hang on ours.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime

import httpx2
import openai
from pydantic import Field

from agent.clean import one_line
from vectorstore.values import Value

FAULTS = (
    openai.OpenAIError,
    httpx2.HTTPError,
    httpx2.StreamError,
    # What the libraries raise for a reply that is no JSON, or is not of the promised shape.
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
)
_LONGEST = 300
"""Characters of a reason at most."""
_OVERFLOW = (
    *("context_length", "context length", "context window", "contextwindow", "context size", "context_size"),
    *("maximum context", "prompt is too long", "input is too long", "input tokens exceed", "too many tokens"),
    "reduce the length",
)
_NAMED = {
    "tools": ("tools", "tool_choice", "tool choice", "function call"),
    "response_format": ("response_format", "json_schema", "json schema", "structured output", "grammar"),
    "temperature": ("temperature",),
    "seed": ("seed",),
    "stream_options": ("stream_options",),
    "max_completion_tokens": ("max_completion_tokens",),
    "max_tokens": ("max_tokens",),
}
"""Parameters that an endpoint may refuse, by words of the refusal; the longer name comes first."""
_REMEDY = {
    401: "check the key",
    402: "check the account's balance",
    403: "check what the key may do",
    404: "check the address and the model's name",
    405: "check the address",
    429: "wait, or check the account's limits",
}


class Failure(Value):
    """What became of a request that brought no reply."""

    reason: str = Field(description="One line.")
    remedy: str = Field(default="check that the server runs, and its address", description="What to do.")
    again: bool = Field(default=True, description="Whether it may be tried again.")
    wait: float | None = Field(default=None, description="Seconds that the server asks to wait.")
    overflow: bool = Field(default=False, description="Whether the request was too long for the model.")
    status: int | None = Field(default=None, description="Status, if the server refused.")
    unsent: bool = Field(default=False, description="Whether no connection came about.")
    text: str = Field(default="", description="What the server said, for `refused`.")

    def refused(self, parameters: Iterable[str]) -> str | None:
        """The one of `parameters` that the server does not take, if that is why."""
        if self.status not in {400, 404, 422, 500, 501}:
            return None
        said = self.text.lower()
        found = (name for name, words in _NAMED.items() if any(word in said for word in words))
        return next((name for name in found if name in parameters), None)


def failure(error: Exception) -> Failure:
    """What `error`, one of `FAULTS`, stands for."""
    if isinstance(error, openai.APIStatusError):
        return _refusal(error)
    if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
        return Failure(reason="no reply in time", remedy="raise `timeout`, or see what keeps the server")
    if isinstance(error, openai.APIConnectionError | httpx2.HTTPError | httpx2.StreamError):
        causes = list(_causes(error))
        unsent = any(isinstance(cause, httpx2.ConnectError) for cause in causes)
        return Failure(reason=_line(str(causes[-1]) or type(causes[-1]).__name__), unsent=unsent)
    text = str(error)
    if isinstance(error, openai.APIError):
        return Failure(reason=_line(text), text=text, overflow=_is_overflow(text))
    return Failure(
        reason=f"unreadable reply: {_line(text)}", remedy="check the address, which ends with /v1 as a rule"
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what is behind it, down to what was at the bottom, such as a refused connection."""
    while error is not None:
        yield error
        error = error.__cause__


def _refusal(error: openai.APIStatusError) -> Failure:
    status = error.status_code
    text = _said(error)
    later = status in {408, 409, 429} or status >= 500
    if status == 429 and "insufficient_quota" in text:
        later = False
    return Failure(
        reason=f"status {status}: {_line(_message(error.body) or text)}",
        remedy=_REMEDY.get(status, "try again later" if status >= 500 else "check the address and settings"),
        again=later,
        wait=_wait(error.response.headers) if later else None,
        overflow=status != 429 and (status == 413 or _is_overflow(text)),
        status=status,
        text=text,
    )


def _said(error: openai.APIStatusError) -> str:
    """The server's words: those of the error in its reply if there is one, else the reply."""
    if error.body is None:
        return error.message
    return error.body if isinstance(error.body, str) else json.dumps(error.body, ensure_ascii=False)


def _message(body: object) -> str | None:
    """What the error says, if it is of the usual form."""
    message = body.get("message") if isinstance(body, dict) else None
    return message if isinstance(message, str) else None


def _is_overflow(text: str) -> bool:
    return any(words in text.lower() for words in _OVERFLOW)


def _wait(headers: httpx2.Headers) -> float | None:
    """Seconds of `Retry-After`; a moment is compared with the server's own clock."""
    asked = headers.get("retry-after", "")
    try:
        return max(0.0, float(asked))
    except ValueError:
        pass
    until, now = _moment(asked), _moment(headers.get("date", ""))
    return max(0.0, until - now) if until is not None and now is not None else None


def _moment(text: str) -> float | None:
    try:
        moment: datetime = parsedate_to_datetime(text)
        return moment.timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _line(text: str) -> str:
    return one_line(text)[:_LONGEST]

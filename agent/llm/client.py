"""A chat model behind an OpenAI-compatible endpoint, which may fail in every way it likes."""

import json
import time
from collections.abc import Callable, Sequence
from typing import Self, TypeVar

from pydantic import SecretStr

from agent.clean import one_line
from agent.errors import CutOff, Overflow, SettingsError, Unusable
from agent.llm import reading
from agent.llm.budget import Budget
from agent.llm.prices import Price, price
from agent.llm.values import Call, Listener, Reply, Tool, Usage
from agent.prompts import Message
from agent.settings import Settings

OPENAI = "https://api.openai.com/v1"
Result = TypeVar("Result")
_WIDEST = 20
"""Characters of a token at most, on average over a reply."""


class ChatClient:
    """See `agent.llm.ChatModel`.

    Args:
        base_url: Address up to and including the version; OpenAI's if not given.
        model: Name of the model at the endpoint.
        api_key: Key, if the endpoint asks for one.
        context: Tokens of a prompt and its reply together.
        timeout: Seconds for one request, from the first byte to the last.
        budget: What may be spent.
        price: What the model costs, if known.
        temperature: 0 for the likeliest words; sent to endpoints that take one.
        seed: Likewise.
        sleep: Waits some seconds.
        clock: Seconds, monotonic.

    Raises:
        SettingsError: If cost is limited and the price unknown.
    """

    def __init__(
        self,
        base_url: str | None,
        model: str,
        api_key: SecretStr | None = None,
        *,
        context: int = 8192,
        timeout: float = 60.0,
        budget: Budget | None = None,
        price: Price | None = None,
        temperature: float = 0.0,
        seed: int = 0,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        budget = budget or Budget()
        if budget.max_cost is not None and price is None:
            raise SettingsError(
                f"max_cost is {budget.max_cost}, but the price of {model!r} is unknown; "
                "name a file with it in `prices`, or leave max_cost out"
            )
        from agent.llm.endpoint import Endpoint

        # OpenAI has renamed the limit, which other servers know by its first name.
        limits = ("max_tokens", "max_completion_tokens")
        self.name = model
        self.context = context
        self.native_tools: bool | None = None
        """Whether the endpoint makes tool calls; none while that is not known."""
        self._endpoint = Endpoint(
            base_url or OPENAI,
            model,
            api_key,
            limits=limits if base_url else limits[::-1],
            context=context,
            timeout=timeout,
            budget=budget,
            price=price,
            temperature=temperature,
            seed=seed,
            sleep=sleep,
            clock=clock,
        )

    @property
    def usage(self) -> Usage:
        """See `agent.llm.ChatModel.usage`."""
        return self._endpoint.usage

    @property
    def address(self) -> str:
        """Where the model is, without a user's name and password."""
        return self._endpoint.address

    @property
    def refused(self) -> frozenset[str]:
        """Parameters that the endpoint turned out not to take."""
        return frozenset(self._endpoint.refused)

    def ask(
        self,
        messages: Sequence[Message],
        schema: type[Reply],
        *,
        most: int,
        listener: Listener | None = None,
    ) -> Reply:
        """See `agent.llm.ChatModel.ask`; the listener hears a repeated reply from its start."""
        return self._twice(messages, lambda turns: self._asked(turns, schema, most, listener))

    def act(self, messages: Sequence[Message], tools: Sequence[Tool], *, most: int) -> Call | None:
        """See `agent.llm.ChatModel.act`; asks by JSON schema where the endpoint makes no tool calls."""
        return self._twice(messages, lambda turns: self._acted(turns, tools, most))

    def close(self) -> None:
        """Close the connections; no request can follow."""
        self._endpoint.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _twice(self, messages: Sequence[Message], once: Callable[[Sequence[Message]], Result]) -> Result:
        """What `once` makes of the messages; if that does not fit, what it makes of them and the reason."""
        try:
            return once(messages)
        except reading.Unfit as error:
            reason = str(error)
        told = f"Your reply could not be used: {reason}. Reply again, exactly in the form asked for."
        try:
            return once([*messages, Message(role="user", text=told)])
        except (reading.Unfit, Overflow) as error:
            reason = str(error)
        raise self._unusable(f"its reply does not fit, asked twice: {reason}", "try another model")

    def _asked(
        self, messages: Sequence[Message], schema: type[Reply], most: int, listener: Listener | None = None
    ) -> Reply:
        raw = self._endpoint.send(messages, most, schema=schema, listener=listener)
        if raw.refusal or raw.finish == "content_filter":
            refusal = one_line(raw.refusal or "its filter held the reply back")[:200]
            raise self._unusable(f"it refused: {refusal}", "ask in other words, or try another model")
        if raw.finish == "length":
            told = self._endpoint.told(f"its reply is longer than {most} tokens", "ask for less at once")
            raise CutOff(told, reading.bare(raw.text))
        if len(raw.text) > most * _WIDEST:
            reason = f"its reply of {len(raw.text):,} characters is longer than the {most} tokens asked for"
            raise self._unusable(reason, "see why the server does not keep to that")
        if not reading.bare(raw.text):
            raise reading.Unfit("the reply is empty")
        return reading.read(raw.text, schema)

    def _acted(self, messages: Sequence[Message], tools: Sequence[Tool], most: int) -> Call | None:
        from agent.llm.endpoint import NoTools

        if self.native_tools is not False:
            try:
                raw = self._endpoint.send(messages, most, tools=(*tools, reading.DONE))
            except NoTools:
                raw = None
            if raw and raw.tools:
                self.native_tools = True
                return reading.chosen(*raw.tools[0], tools)
            if raw and self.native_tools:
                return None
            self.native_tools = False
        action = self._asked(messages, reading.choice(tools), most).model_dump(mode="json")["action"]
        return reading.chosen(action["tool"], json.dumps(action["arguments"]), tools)

    def _unusable(self, reason: str, remedy: str) -> Unusable:
        return Unusable(self._endpoint.told(reason, remedy))


def connect(settings: Settings) -> ChatClient | None:
    """The chat model of the settings, or none if the engine in force is the extractive one.

    Raises:
        SettingsError: If the engine `llm` lacks an endpoint, a model's name or a price.
    """
    target = settings.target
    if target is None:
        return None
    return ChatClient(
        target.base_url,
        target.model,
        target.key,
        context=settings.context,
        timeout=settings.timeout,
        budget=Budget(
            max_tokens=settings.max_tokens, max_cost=settings.max_cost, max_seconds=settings.max_seconds
        ),
        temperature=settings.temperature,
        seed=settings.seed,
        price=price(target.model, openai=target.base_url is None, file=settings.prices),
    )

"""One result's dealings with a chat model: the prompts it rendered, what it spent, and what went wrong."""

from collections.abc import Mapping
from functools import cache

from pydantic import BaseModel

from agent.clean import one_line
from agent.errors import ModelError
from agent.llm import ChatModel, Listener
from agent.llm.values import Reply
from agent.offered import MARGIN
from agent.prompts import Fenced, load
from agent.values import Provenance
from vectorstore.chunk import count_tokens

_SLACK = 100
"""Tokens that an endpoint may put around a prompt."""


class Inquiry:
    """Asks a model on behalf of one result, and keeps account of it.

    Args:
        model: The model.
        prompts: Versions by name; those in use where none is given.
    """

    def __init__(self, model: ChatModel, prompts: Mapping[str, int] | None = None) -> None:
        self.model = model
        self._versions = prompts or {}
        self._before = model.usage
        self._prompts: dict[str, str] = {}
        self._notes: list[str] = []

    def ask(
        self,
        name: str,
        schema: type[Reply],
        *,
        most: int,
        listener: Listener | None = None,
        **values: int | str | Fenced | tuple[Fenced, ...],
    ) -> Reply:
        """The reply to prompt `name`, rendered with `values`; raises as `ChatModel.ask` does."""
        prompt = load(name, self._versions.get(name))
        self._prompts[prompt.id] = prompt.sha256
        return self.model.ask(prompt.render(**values), schema, most=most, listener=listener)

    def room(self, name: str, schema: type[Reply], most: int) -> int:
        """Tokens that passages may take beside prompt `name`, its schema, and a reply of `most` tokens."""
        fixed = _fixed(name, self._versions.get(name), schema)
        return max(1, self.model.context - most - round(MARGIN * fixed) - _SLACK)

    def note(self, text: str) -> None:
        """Keep what the reader of the result should know; once, however often it happens."""
        if text not in self._notes:
            self._notes.append(text)

    def failed(self, what: str, error: ModelError) -> None:
        """Keep that a call failed, and how."""
        self.note(f"{what}: {one_line(str(error))}")

    def provenance(self, base: Provenance, engine: str = "llm") -> Provenance:
        """`base` with what this result took: engine, model, prompts, tokens, cost and notes."""
        after, before = self.model.usage, self._before
        known = after.cost_usd is not None and before.cost_usd is not None
        return base.model_copy(
            update={
                "engine": engine,
                "model": self.model.name,
                "prompts": dict(sorted(self._prompts.items())),
                "tokens": after.tokens - before.tokens,
                "cost_usd": (after.cost_usd or 0.0) - (before.cost_usd or 0.0) if known else None,
                "notes": (*base.notes, *self._notes),
            }
        )


@cache
def _fixed(name: str, version: int | None, schema: type[BaseModel]) -> int:
    """Tokens of a prompt and a schema, as counted here."""
    prompt = load(name, version)
    return count_tokens(f"{prompt.system}{prompt.user}{schema.model_json_schema()}")

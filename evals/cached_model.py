"""Replies of a chat model kept by the SHA-256 of the request, so that a second run costs nothing.

A reply that could not be read is kept as well: the model was asked and paid. A call that never came to a
reply, for the endpoint failed or the budget was spent, is not kept but told, since what the system does
instead says nothing about it.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import get_ident, local
from typing import Any

from pydantic import Field, ValidationError

from agent.errors import BudgetSpent, ModelError, Unavailable, Unusable
from agent.llm import Call, ChatModel, Listener, Reply, Tool, Usage
from agent.prompts import Message
from vectorstore.values import Value


class _Chosen(Value):
    """What a model chose to do."""

    call: Call | None = Field(description="The tool; none if it chose none.")


class CachedModel:
    """A chat model that remembers; safe with several threads and processes.

    Args:
        model: What is asked for replies that are not there.
        folder: Where replies are kept, one file each.
        address: Where the model is, part of what a request is.
        seed: The seed that it is asked with, likewise.
    """

    def __init__(self, model: ChatModel, folder: Path, *, address: str = "", seed: int = 0) -> None:
        self.name = model.name
        self.context = model.context
        self.address = address
        self._model = model
        self._folder = folder
        self._of = {"model": model.name, "address": address, "seed": seed}
        self._lost = local()

    @property
    def usage(self) -> Usage:
        """What was newly spent; replies that were there cost nothing."""
        return self._model.usage

    def lost(self) -> ModelError | None:
        """The last call of this thread that never came to a reply, told once."""
        error: ModelError | None = getattr(self._lost, "error", None)
        self._lost.error = None
        return error

    def ask(
        self,
        messages: Sequence[Message],
        schema: type[Reply],
        *,
        most: int,
        listener: Listener | None = None,
    ) -> Reply:
        """See `agent.llm.ChatModel.ask`; the listener hears a kept reply at once."""
        path = self._path(messages, most, {"schema": schema.model_json_schema()})
        if (known := _read(schema, self._kept(path))) is not None:
            if listener:
                listener(known.model_dump_json())
            return known
        try:
            reply = self._model.ask(messages, schema, most=most, listener=listener)
        except ModelError as error:
            raise self._noted(path, error) from error
        _write(path, {"reply": reply.model_dump(mode="json")})
        return reply

    def act(self, messages: Sequence[Message], tools: Sequence[Tool], *, most: int) -> Call | None:
        """See `agent.llm.ChatModel.act`."""
        offered = [[each.name, each.description, each.arguments.model_json_schema()] for each in tools]
        path = self._path(messages, most, {"tools": offered})
        if (known := _read(_Chosen, self._kept(path))) is not None:
            return known.call
        try:
            call = self._model.act(messages, tools, most=most)
        except ModelError as error:
            raise self._noted(path, error) from error
        _write(path, {"reply": _Chosen(call=call).model_dump(mode="json")})
        return call

    def _path(self, messages: Sequence[Message], most: int, wanted: dict[str, Any]) -> Path:
        turns = [[each.role, each.text] for each in messages]
        request = json.dumps({**self._of, "messages": turns, "most": most, **wanted}, sort_keys=True)
        digest = hashlib.sha256(request.encode("utf-8", "surrogatepass")).hexdigest()
        return self._folder / digest[:2] / f"{digest}.json"

    def _kept(self, path: Path) -> dict[str, Any] | None:
        """The reply in a file, if there is one that can be read.

        Raises:
            Unusable: If what is kept is that the reply could not be read.
        """
        try:
            held = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        if not isinstance(held, dict):
            return None
        if "unusable" in held:
            raise Unusable(str(held["unusable"]))
        reply = held.get("reply")
        return reply if isinstance(reply, dict) else None

    def _noted(self, path: Path, error: ModelError) -> ModelError:
        if isinstance(error, Unusable):
            _write(path, {"unusable": str(error)})
        elif isinstance(error, Unavailable | BudgetSpent):
            self._lost.error = error
        return error


def _read(schema: type[Reply], kept: dict[str, Any] | None) -> Reply | None:
    """A kept reply; none if there is none, or it is damaged."""
    try:
        return None if kept is None else schema.model_validate(kept)
    except ValidationError:
        return None


def _write(path: Path, held: dict[str, Any]) -> None:
    """Write a file whole or not at all; that it cannot be kept is no reason to stop."""
    part = path.with_suffix(f".{os.getpid()}-{get_ident()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(held), "utf-8")
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()

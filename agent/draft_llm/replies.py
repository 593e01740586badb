"""What a model is asked to reply with, and the plain text of a reply that is still coming in."""

from collections.abc import Callable, Sequence
from types import GenericAlias
from typing import Any

from pydantic import BaseModel, Field, TypeAdapter, ValidationError, create_model
from pydantic.config import JsonDict

from agent.clean import one_line
from agent.llm import Listener
from agent.values import Kind

_CITED = 4
"""Passages that a sentence cites, at most."""
_OBJECT = TypeAdapter(dict[str, Any])


class Sentence(BaseModel):
    """One sentence; the passages come first, so that it is written from them."""

    ids: list[str] = Field(description="Ids of the passages that state it.")
    text: str = Field(description="The sentence.")
    speaker: str | None = Field(default=None, description="Whose words it reports, or null.")
    kind: Kind = Field(default=Kind.EVENT, description="What sort of thing it states.")


class Written(BaseModel):
    """A summary."""

    sentences: list[Sentence] = Field(description="Its sentences, in order.")


class Answered(BaseModel):
    """An answer."""

    answerable: bool = Field(description="Whether the passages answer the question.")
    sentences: list[Sentence] = Field(description="The answer; empty if there is none.")


def written(ids: Sequence[str], most: int) -> type[Written]:
    """A summary of at most `most` sentences that cite `ids`, by its schema alone: any other can be read."""
    return create_model("Written", __base__=Written, sentences=_sentences_citing(ids, most))


def answered(ids: Sequence[str], most: int) -> type[Answered]:
    """An answer, limited likewise."""
    return create_model("Answered", __base__=Answered, sentences=_sentences_citing(ids, most))


def citing(ids: Sequence[str]) -> type[Sentence]:
    """A sentence, limited likewise."""
    known: JsonDict = {"items": {"type": "string", "enum": [*ids]}, "maxItems": _CITED}
    described = Sentence.model_fields["ids"].description
    return create_model(
        "Sentence", __base__=Sentence, ids=(list[str], Field(description=described, json_schema_extra=known))
    )


def _sentences_citing(ids: Sequence[str], most: int) -> Any:
    field = Field(description="The sentences, in order.", json_schema_extra={"maxItems": most})
    return GenericAlias(list, (citing(ids),)), field


def plain(listener: Listener | None) -> Listener | None:
    """A listener to JSON that tells `listener` the sentences so far, each time they grow."""
    return _Unfolding(listener) if listener else None


class _Unfolding:
    def __init__(self, listener: Callable[[str], None]) -> None:
        self._listener = listener
        self._told = ""

    def __call__(self, text: str) -> None:
        told = _sentences(text)
        if told and told != self._told:
            self._told = told
            self._listener(told)


def complete(text: str) -> Written | None:
    """The sentences that were finished in a reply that was cut off; none if there is none."""
    try:
        found = _OBJECT.validate_json(text, experimental_allow_partial="on").get("sentences")
        finished = found[:-1] if isinstance(found, list) else []
        return Written.model_validate({"sentences": finished}) if finished else None
    except ValidationError:
        return None


def _sentences(text: str) -> str:
    """The sentences of an unfinished JSON text; empty while there is none."""
    try:
        read = _OBJECT.validate_json(text, experimental_allow_partial="trailing-strings")
    except ValidationError:
        return ""
    found = read.get("sentences")
    texts = [each.get("text") for each in found if isinstance(each, dict)] if isinstance(found, list) else []
    return one_line(" ".join(each for each in texts if isinstance(each, str)))

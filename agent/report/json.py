"""Results as one JSON document each, under a versioned schema.

Citations hold an article's id and offsets into its text; `articles` says what each id stands for. Keys may be
added under the same version; dropping one, or changing what it means, needs a new version.
"""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from agent.clean import hidden
from agent.values import Answer, Provenance, Summary, Verdict
from vectorstore.values import Article

if TYPE_CHECKING:
    from agent.agent import Ingested
    from vectorstore.retrieve import Hit

_SEPARATORS = "\u2028\u2029"
Document = dict[str, Any]
"""A JSON object."""


def dumps(document: Document) -> str:
    """The document, indented; what a terminal would obey instead of show is escaped, so nothing is lost.

    So are the line and paragraph separators, at which other programs would end the line.
    """
    written = json.dumps(document, ensure_ascii=False, indent=2)
    escaped = (json.dumps(char)[1:-1] if hidden(char) or char in _SEPARATORS else char for char in written)
    return "".join(escaped) + "\n"


def document(schema: str, **content: object) -> Document:
    """A document of schema `fairwitness.SCHEMA/1`."""
    return {"schema": f"fairwitness.{schema}/1", **content}


def articles(found: Iterable[Article]) -> list[Document]:
    """What is known of each article, without its text."""
    return [each.model_dump(mode="json", exclude={"text", "body", "source", "parts"}) for each in found]


def summary(result: Summary, sources: Sequence[Article]) -> Document:
    """The document of a summary."""
    rows = {"__all__": {"evidence": {"__all__": {"claim"}}}}
    unsaid = dict.fromkeys(("sentences", "attributed", "single_origin", "omissions"), rows)
    return document("summary", articles=articles(sources), **result.model_dump(mode="json", exclude=unsaid))


def answer(result: Answer, sources: Sequence[Article]) -> Document:
    """The document of an answer or abstention."""
    return document("answer", articles=articles(sources), **result.model_dump(mode="json"))


def verdicts(results: Iterable[Verdict], sources: Sequence[Article], provenance: Provenance) -> Document:
    """The document of the verdicts on one or more claims."""
    return document(
        "verdicts",
        verdicts=[each.model_dump(mode="json") for each in results],
        articles=articles(sources),
        provenance=provenance.model_dump(mode="json"),
    )


def ingested(done: "Ingested", store: str) -> Document:
    """The document of an ingest."""
    return document(
        "ingest",
        store=store,
        added=articles(done.added),
        replaced=done.replaced,
        unchanged=done.unchanged,
        problems=[each.model_dump(mode="json") for each in done.problems],
    )


def sources(found: Iterable[Article]) -> Document:
    """The document of the articles of a store."""
    return document("sources", articles=articles(found))


def source(found: Article) -> Document:
    """The document of one article, with its text and the spans of it that are reporting."""
    return document("source", **found.model_dump(mode="json", exclude={"source", "parts"}))


def removed(found: Article) -> Document:
    """The document of a removal."""
    return document("removed", articles=articles([found]))


def hits(query: str, found: "Iterable[Hit]", sources: Iterable[Article]) -> Document:
    """The document of a search."""
    return document(
        "search",
        query=query,
        hits=[
            {**each.passage.model_dump(mode="json", exclude={"id"}), "score": each.score} for each in found
        ],
        articles=articles(sources),
    )

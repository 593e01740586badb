"""A summary read back from the document that `agent.report.json` made of it, held against its articles."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError

from agent.errors import AgentError
from agent.values import Point, Summary, SummarySentence
from vectorstore.values import Article, Citation

_SCHEMA = "fairwitness.summary/1"
_LISTS = ("sentences", "attributed", "single_origin", "omissions")


def summary(document: str, articles: Sequence[Article], name: str) -> Summary:
    """The summary of a document, once every citation of it stands in `articles`, letter by letter.

    Args:
        document: What `summarize --json` wrote.
        articles: The articles it was made of.
        name: What errors call the document.

    Raises:
        AgentError: If it is no such document, or cites what is not in `articles`.
    """
    try:
        held = json.loads(document)
    except ValueError as error:
        raise AgentError(f"{name!r} is not JSON: {error}; write it with `summarize --json`") from error
    if not isinstance(held, dict) or held.get("schema") != _SCHEMA:
        found = held.get("schema") if isinstance(held, dict) else None
        raise AgentError(
            f"{name!r} is of schema {found!r}, not {_SCHEMA!r}; write it with `summarize --json`"
        )
    try:
        result = Summary.model_validate_json(json.dumps(_completed(held)))
    except (ValidationError, AttributeError, LookupError, TypeError) as error:
        raise AgentError(
            f"{name!r} is not a whole summary; write it again with `summarize --json`"
        ) from error
    texts = {article.id: article.text for article in articles}
    for each in citations(result):
        if texts.get(each.article, "")[each.start : each.end] != each.quote:
            raise AgentError(
                f"{name!r} cites {each.publisher}, {each.start}-{each.end}, not held by these articles; "
                "name those that the summary was made of"
            )
    return result


def points(result: Summary) -> tuple[SummarySentence | Point, ...]:
    """The sentences of a summary, and the points beside it."""
    return (*result.sentences, *result.attributed, *result.single_origin, *result.omissions)


def citations(result: Summary) -> Iterator[Citation]:
    """Every citation of a summary: those of its sentences, of disagreements, points, and all evidence."""
    for sentence in result.sentences:
        yield from sentence.citations
    for each in result.disagreements:
        for side in each.sides:
            yield from side.citations
    for point in points(result):
        yield from point.citations
        for cell in point.evidence:
            yield from cell.citations


def considered(result: Summary, articles: Sequence[Article]) -> Sequence[Article]:
    """Those of the articles that the summary was made of; all of them where it says of none."""
    made_of = {each.article for each in citations(result)}
    made_of |= {cell.article for point in points(result) for cell in point.evidence}
    return [article for article in articles if article.id in made_of] or articles


def _completed(held: dict[str, Any]) -> dict[str, Any]:
    """The fields of the summary, with the claim that each piece of evidence is about."""
    fields = {name: value for name, value in held.items() if name not in {"schema", "articles"}}
    for name in _LISTS:
        for point in fields.get(name, ()):
            for cell in point.get("evidence", ()):
                cell["claim"] = point["text"]
    return fields

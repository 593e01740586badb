"""A summary as one HTML page, beside the articles that it cites, which asks nothing of any other address.

The page is plain HTML and SVG, so it says as much without its script: sentences, passages and the cells of
the matrix are links to each other. The script opens passages beside the sentences and adds keys. The policy
of the page allows the one style and the one script that it holds, by their hashes, and nothing else: what
articles say is escaped, and would not run if it were not.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from pydantic import Field

from agent.report import made
from agent.report.html.passages import Passage, shown
from agent.report.html.render import render
from agent.report.html.timeline import timeline
from agent.report.matrix import Row, Rows, by_origin
from agent.report.saved import citations, considered
from agent.report.text import numbered
from agent.values import Disagreement, Side, Summary
from vectorstore.values import Article, Citation, Value

__all__ = ["page"]

_BESIDE = (
    ("attributed", "Only somebody’s words", "No article states these as its own."),
    ("single_origin", "From one origin only", "Chosen from a single story and its reprints."),
    ("omissions", "Left out", "Important, but there was no room."),
)


class Beside(Value):
    """A list of points beside the summary."""

    title: str = Field(description="Its heading.")
    told: str = Field(description="What it holds.")
    rows: tuple[Row, ...] = Field(description="Its points.")


class Stand(Value):
    """One side of a disagreement."""

    side: Side = Field(description="The side.")
    origins: tuple[tuple[Passage, tuple[Passage, ...]], ...] = Field(
        description="What it rests on, a passage per origin, each with those of its reprints."
    )


class Numbers:
    """The numbers of all citations on the page; those of the sentences are the first, as in every format."""

    def __init__(self, result: Summary) -> None:
        self._numbers = numbered(citations(result))
        citing: dict[Citation, list[int]] = {}
        for at, sentence in enumerate(result.sentences, start=1):
            for citation in dict.fromkeys(sentence.citations):
                citing.setdefault(citation, []).append(at)
        self.passages = {
            number: Passage(number=number, citation=citation, sentences=tuple(citing.get(citation, ())))
            for citation, number in self._numbers.items()
        }

    def __call__(self, citations: Iterable[Citation]) -> tuple[int, ...]:
        """The numbers of `citations`, each once."""
        return tuple(dict.fromkeys(self._numbers[each] for each in citations))


def page(result: Summary, articles: Sequence[Article]) -> str:
    """The page of a summary.

    Args:
        result: The summary.
        articles: The articles it was made of; others are left out.
    """
    articles = considered(result, articles)
    numbers = Numbers(result)
    known = {article.id: article for article in articles}
    columns = shown(articles, numbers.passages.values())
    rows = Rows(by_origin(articles), result.disagreements, numbers)
    told = [(each, rows.row(each, f"s{at}", at)) for at, each in enumerate(result.sentences, start=1)]
    beside = {
        (title, note): [
            (each, rows.row(each, f"{name}-{at}")) for at, each in enumerate(getattr(result, name))
        ]
        for name, title, note in _BESIDE
    }
    return render(
        __package__,
        "page.html.j2",
        summary=result,
        rows=[row for _, row in told],
        beside=[
            Beside(title=title, told=note, rows=tuple(row for _, row in pairs))
            for (title, note), pairs in beside.items()
            if pairs
        ],
        articles=columns,
        passages=numbers.passages,
        disagreements=[(each, _stands(each, numbers, known)) for each in result.disagreements],
        days=timeline([*told, *chain(*beside.values())], known, result.disagreements),
        span=_span(articles),
        origins=len({article.origin for article in articles}),
        made=made,
        on=_on,
    )


def _stands(found: Disagreement, numbers: Numbers, articles: Mapping[str, Article]) -> tuple[Stand, ...]:
    """The sides, the one that most origins are on first."""
    made = []
    for side in sorted(found.sides, key=lambda side: -len(side.origins)):
        heard: dict[str, list[Passage]] = {}
        for number in numbers(side.citations):
            passage = numbers.passages[number]
            heard.setdefault(articles[passage.citation.article].origin, []).append(passage)
        made.append(Stand(side=side, origins=tuple((first, tuple(more)) for first, *more in heard.values())))
    return tuple(made)


def _span(articles: Iterable[Article]) -> str | None:
    """From the first to the last day of publication, as far as they are known."""
    known = [article.published.date() for article in articles if article.published]
    if not known:
        return None
    first, last = min(known), max(known)
    if first == last:
        return _on(last)
    same = (first.year, first.month) == (last.year, last.month)
    return f"{first.day}–{_on(last)}" if same else f"{_on(first)} – {_on(last)}"


def _on(day: date) -> str:
    """A day as it is read."""
    return f"{day.day} {day:%B %Y}"

"""The evidence matrix as a picture: points by articles, with a mark for how the one stands to the other.

What the picture shows departs from the checker's rows in three ways. An article that a point cites says it,
since the gate held the point against that citation. Where a point is somebody's words, an article that agrees
reports those words and does not say so itself. And an article on the other side of a disagreement contradicts
the point, even where the checker, which reads one sentence at a time, was not sure.
"""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import groupby

from pydantic import Field

from agent.summary.sentences import CARRIES
from agent.values import Disagreement, Evidence, Label, Point, Stance, SummarySentence
from vectorstore.values import Article, Citation, Value

Numbers = Callable[[Iterable[Citation]], tuple[int, ...]]
"""Gives the numbers that citations have on the page."""


class Mark(StrEnum):
    """How an article stands to a point, as it is drawn."""

    SAYS = "says"
    CONTRADICTS = "contradicts"
    REPORTS = "reports"
    SILENT = "silent"


_TALLIED = (
    (Mark.SAYS, True, "says so", "say so"),
    (Mark.SAYS, False, "says much the same", "say much the same"),
    (Mark.REPORTS, True, "reports it as somebody’s words", "report it as somebody’s words"),
    (Mark.REPORTS, False, "reports much the same", "report much the same"),
    (Mark.CONTRADICTS, True, "contradicts it", "contradict it"),
    (Mark.CONTRADICTS, False, "seems to contradict it", "seem to contradict it"),
)


class Cell(Value):
    """A point against an article."""

    article: int = Field(description="Number of the article.")
    publisher: str = Field(description="Its publisher.")
    mark: Mark = Field(description="How it stands to the point.")
    sure: bool = Field(default=True, description="Whether that is sure; drawn as an outline if not.")
    joined: bool = Field(default=False, description="Whether it is of the same origin as the one before.")
    speaker: str | None = Field(default=None, description="Whose words it reports, if any.")
    reasons: tuple[str, ...] = Field(default=(), description="What contradicts, in words.")
    passages: tuple[int, ...] = Field(default=(), description="Numbers of the passages that decided.")

    @property
    def told(self) -> str:
        """How the article stands to the point, as the end of a sentence."""
        match self.mark:
            case Mark.SAYS:
                return "says so" if self.sure else "says much the same"
            case Mark.CONTRADICTS:
                return "contradicts it" if self.sure else "seems to contradict it"
            case Mark.REPORTS:
                what = "it" if self.sure else "much the same"
                return f"reports {what} as words of {self.speaker or 'somebody'}"
        return "is silent"


class Voice(Value):
    """What one origin says of a point: the clearest of its cells."""

    mark: Mark = Field(description="How it stands to the point.")
    sure: bool = Field(description="Whether that is sure.")
    cells: tuple[Cell, ...] = Field(description="Its articles.")

    @property
    def heard(self) -> tuple[tuple[Cell, tuple[Cell, ...]], ...]:
        """The articles that are not silent: of those that stand alike the first, with the others."""
        alike: dict[tuple[Mark, bool], list[Cell]] = {}
        for cell in self.cells:
            if cell.mark is not Mark.SILENT:
                alike.setdefault((cell.mark, cell.sure), []).append(cell)
        return tuple((first, tuple(more)) for first, *more in alike.values())


class Row(Value):
    """A point with what every article says of it."""

    anchor: str = Field(description="Id of the point on the page.")
    number: int | None = Field(
        default=None, description="Number of the sentence, if it is one of the summary."
    )
    text: str = Field(description="The point.")
    speaker: str | None = Field(default=None, description="Whose words it reports, if any.")
    label: Label | None = Field(default=None, description="The verdict on it.")
    passages: tuple[int, ...] = Field(description="Numbers of the passages that it cites.")
    voices: tuple[Voice, ...] = Field(description="What each origin says of it.")

    @property
    def cells(self) -> tuple[Cell, ...]:
        """One per article, in the order of the columns."""
        return tuple(cell for voice in self.voices for cell in voice.cells)

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers of all that say so or report it."""
        heard = (cell for cell in self.cells if cell.mark in {Mark.SAYS, Mark.REPORTS})
        return tuple(dict.fromkeys(cell.publisher for cell in heard))

    @property
    def tally(self) -> str:
        """How many origins say so, report it as somebody's words, or contradict it."""
        parts = list[str]()
        for mark, sure, one, many in _TALLIED:
            if count := sum((voice.mark, voice.sure) == (mark, sure) for voice in self.voices):
                what = "" if parts else (" origin" if count == 1 else " origins")
                parts.append(f"{count}{what} {one if count == 1 else many}")
        return ", ".join(parts)


def by_origin(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles in their order, but each behind the one that it reprints."""
    origins = list(dict.fromkeys(article.origin for article in articles))
    return tuple(sorted(articles, key=lambda article: origins.index(article.origin)))


class Rows:
    """Makes the rows.

    Args:
        articles: The columns, as `by_origin` orders them.
        disagreements: Where the articles differ.
        numbers: Gives citations their numbers.
    """

    def __init__(
        self, articles: Sequence[Article], disagreements: Sequence[Disagreement], numbers: Numbers
    ) -> None:
        self._articles = articles
        self._disagreements = disagreements
        self._numbers = numbers

    def row(self, point: SummarySentence | Point, anchor: str, number: int | None = None) -> Row:
        """The row of a point."""
        found = {cell.article: cell for cell in point.evidence}
        against = self._other_sides(point.citations)
        origins = groupby(enumerate(self._articles, start=1), key=lambda column: column[1].origin)
        return Row(
            anchor=anchor,
            number=number,
            text=point.text,
            speaker=point.speaker,
            label=point.verdict if isinstance(point, SummarySentence) else None,
            passages=self._numbers(point.citations),
            voices=tuple(
                _voice(
                    [
                        self._cell(column, at > 0, point, found.get(column[1].id), against)
                        for at, column in enumerate(group)
                    ]
                )
                for _, group in origins
            ),
        )

    def _cell(
        self,
        column: tuple[int, Article],
        joined: bool,
        point: SummarySentence | Point,
        evidence: Evidence | None,
        against: dict[str, tuple[Citation, ...]],
    ) -> Cell:
        number, article = column
        own = tuple(each for each in point.citations if each.article == article.id)
        stance = evidence.stance if evidence else Stance.SILENT
        says = own or stance is Stance.SUPPORTS
        citations = own or (evidence.citations if evidence else ())
        sure = bool(own) or not evidence or stance is Stance.SILENT or evidence.score >= CARRIES
        reasons = evidence.reasons if evidence and stance is Stance.REFUTES else ()
        speaker = evidence.speaker if evidence else None
        mark = Mark.REPORTS if stance is Stance.REPORTS else Mark.SILENT
        if says:
            mark, speaker = (Mark.REPORTS, point.speaker) if point.speaker else (Mark.SAYS, None)
        elif article.id in against:
            mark, sure, citations = Mark.CONTRADICTS, True, against[article.id]
        elif stance is Stance.REFUTES:
            mark = Mark.CONTRADICTS
        return Cell(
            article=number,
            publisher=article.publisher,
            mark=mark,
            sure=sure,
            joined=joined,
            speaker=speaker,
            reasons=reasons if mark is Mark.CONTRADICTS else (),
            passages=() if mark is Mark.SILENT else self._numbers(citations),
        )

    def _other_sides(self, cited: Iterable[Citation]) -> dict[str, tuple[Citation, ...]]:
        """What articles say that disagree with what is cited, by article.

        Of two citations of one article the last states the point; the other tells who is speaking.
        """
        mine = {each.article: each.start for each in cited}.items()
        found: dict[str, tuple[Citation, ...]] = {}
        for each in self._disagreements:
            held = [bool(mine & {(c.article, c.start) for c in side.citations}) for side in each.sides]
            if not any(held):
                continue
            for side, own in zip(each.sides, held, strict=True):
                for citation in () if own else side.citations:
                    found[citation.article] = (*found.get(citation.article, ()), citation)
        return found


def _voice(cells: Sequence[Cell]) -> Voice:
    order = list(Mark)
    best = min(cells, key=lambda cell: (order.index(cell.mark), not cell.sure))
    return Voice(mark=best.mark, sure=best.sure, cells=tuple(cells))

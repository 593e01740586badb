"""What the sources, taken together, say of an accepted sentence, and which sentences exclude each other."""

from collections.abc import Iterator, Sequence
from datetime import date

from agent.check import Checker, Source, verdict
from agent.claims import whole
from agent.gate import Accepted
from agent.summary.alleged import Alleged
from agent.summary.coverage import Coverage
from agent.values import Disagreement, DisagreementKind, Evidence, Label, Point, Side, Stance, SummarySentence
from vectorstore.values import Citation

CARRIES = 0.8
"""Least score at which a further source is cited; below, it may carry only a part of the sentence.

Precision of citations on the sample corpus (`fairwitness eval run faithfulness`): .93 without, .98 with it.
"""
READ = 10
"""Sources that a sentence is read beside, to find what they say in other words, at most."""

_ALLEGED = frozenset({DisagreementKind.CAUSE})
"""Kinds of disagreement whose sides are accusations, not figures. With outcomes too, fewer facts are told:
.38 of those of the corpus's development events at 120 words instead of .42.
"""


def words(text: str) -> int:
    """Length of `text` in words."""
    return len(text.split())


class Sentences:
    """Finds every source of an accepted sentence.

    Args:
        sources: The articles.
        checker: Finds further sources for a sentence.
        disagreements: Where the sources differ.
        reader: Finds those that say the same in other words; without it none is looked for.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        checker: Checker,
        disagreements: Sequence[Disagreement],
        reader: Checker | None = None,
    ) -> None:
        self._sources = sources
        self._checker = checker
        self._reader = reader
        self._disagreements = disagreements
        self.coverage = Coverage(sources)
        self.alleged = Alleged(sources)
        self.origin = {source.article.id: source.article.origin for source in sources}
        dated = ((source.article.id, source.article.published) for source in sources)
        self._day = {name: time.date() if time else date.min for name, time in dated}

    def evidence(self, text: str) -> tuple[Evidence, ...]:
        """What each source says of `text`."""
        return self._checker.check(whole(text), self._sources)

    def shown(self, accepted: Accepted) -> SummarySentence:
        """The sentence with every source that surely supports it, and the verdict on it."""
        evidence = self.evidence(accepted.text)
        ruling = verdict(whole(accepted.text), evidence, self._sources)
        evidence = self._reworded(accepted, evidence)
        citations = _citations(accepted, evidence, CARRIES)
        return SummarySentence(
            text=accepted.text,
            verdict=self._label(accepted, ruling.label, citations),
            origins=self._origins(citations),
            citations=citations,
            speaker=accepted.speaker,
            evidence=evidence,
        )

    def _reworded(self, accepted: Accepted, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        """The row of a sentence, with the sources that surely say the same in other words.

        Those are asked that most probably do, `READ` of them at most, since each takes its time.
        """
        unsure = [n for n, cell in enumerate(evidence) if not _agrees(accepted, cell, CARRIES)]
        likely = sorted(unsure, key=lambda n: (_likely(evidence[n]), -n), reverse=True)[:READ]
        if self._reader is None or not likely:
            return evidence
        asked = self._reader.check(whole(accepted.text), [self._sources[n] for n in likely])
        found = {n: cell for n, cell in zip(likely, asked, strict=True) if _agrees(accepted, cell, CARRIES)}
        return tuple(found.get(n, cell) for n, cell in enumerate(evidence))

    def beside(self, accepted: Accepted) -> Point:
        """The sentence as a point beside the summary, with what each source says of it."""
        return Point(
            text=accepted.text,
            citations=accepted.citations,
            speaker=accepted.speaker,
            evidence=self.evidence(accepted.text),
        )

    def carried(self, accepted: Accepted) -> tuple[int, int]:
        """How many origins and citations carry a sentence, in part at least."""
        citations = _citations(accepted, self.evidence(accepted.text), 0.0)
        return self._origins(citations), len(citations)

    def _origins(self, citations: Sequence[Citation]) -> int:
        return len({self.origin[citation.article] for citation in citations})

    def contradicts(self, new: set[tuple[str, int]], chosen: Sequence[Accepted]) -> bool:
        """Whether a chosen sentence is on the other side of a disagreement that is no later update.

        Args:
            new: What a sentence cites: articles, and where in them.
            chosen: The sentences chosen before.
        """
        old = {(c.article, c.start) for each in chosen for c in each.citations}
        for found in self._disagreements:
            sides = [{(c.article, c.start) for c in side.citations} for side in found.sides]
            mine = [side for side in sides if side & new]
            if mine and not found.update and any(side & old for side in sides if side not in mine):
                return True
        return False

    def outvoted(self, new: set[tuple[str, int]]) -> bool:
        """Whether a sentence is one origin's side of a disagreement in which several hold another.

        Such a side is told where the disagreement is listed, not as the equal of what the others report.
        """
        for found in self._disagreements:
            mine = [s for s in found.sides if {(c.article, c.start) for c in s.citations} & new]
            most = max(len(side.origins) for side in found.sides)
            if mine and not found.update and max(len(side.origins) for side in mine) == 1 < most:
                return True
        return False

    def overtaken(self, new: set[tuple[str, int]]) -> bool:
        """Whether all articles of another side of a cause or an outcome came after what a sentence tells.

        A figure that has changed since may be told, as what was first reported.
        """
        return any(
            self._newest(mine) < self._oldest(side)
            for mine, found in self._mine(new)
            if found.update and found.kind in _ALLEGED
            for side in found.sides
            if side is not mine
        )

    def listed(self, new: set[tuple[str, int]]) -> bool:
        """Whether a sentence is a side of a disagreement that is listed as such, and is not the newest."""
        return any(
            not found.update or self._newest(mine) < max(map(self._newest, found.sides))
            for mine, found in self._mine(new)
        )

    def claimed(self, accepted: Accepted) -> bool:
        """Whether a sentence tells as a fact what one origin alone gives as a cause that is in dispute.

        Of an update the newest side may be told; see `overtaken`.
        """
        cited = {(c.article, c.start) for c in accepted.citations}
        return not accepted.speaker and any(
            found.kind is DisagreementKind.CAUSE and not found.update and len(mine.origins) == 1
            for mine, found in self._mine(cited)
        )

    def later(self, origin: str) -> bool:
        """Whether all that another origin wrote is newer than what `origin` wrote."""
        days: dict[str, list[date]] = {}
        for name, each in self.origin.items():
            days.setdefault(each, []).append(self._day[name])
        own = max(days[origin])
        return own > date.min and any(min(held) > own for name, held in days.items() if name != origin)

    def _mine(self, new: set[tuple[str, int]]) -> Iterator[tuple[Side, Disagreement]]:
        """The sides that cite what a sentence cites, each with its disagreement."""
        for found in self._disagreements:
            for side in found.sides:
                if {(c.article, c.start) for c in side.citations} & new:
                    yield side, found

    def _newest(self, side: Side) -> date:
        return max((self._day[c.article] for c in side.citations), default=date.min)

    def _oldest(self, side: Side) -> date:
        return min((self._day[c.article] for c in side.citations), default=date.min)

    def _label(self, accepted: Accepted, label: Label, citations: Sequence[Citation]) -> Label:
        contested = {(c.article, c.start) for d in self._disagreements for s in d.sides for c in s.citations}
        if label is Label.DISPUTED or any((c.article, c.start) in contested for c in citations):
            return Label.DISPUTED
        return Label.ATTRIBUTED if accepted.speaker else Label.SUPPORTED


def _likely(cell: Evidence) -> float:
    """How likely a source says it after all, as far as its cell tells."""
    return 1 - cell.score if cell.stance is Stance.SILENT else cell.score


def _agrees(accepted: Accepted, cell: Evidence, least: float) -> bool:
    """Whether a source supports a sentence with that score; of reported speech, reporting it is enough."""
    agreeing = {Stance.SUPPORTS, Stance.REPORTS} if accepted.speaker else {Stance.SUPPORTS}
    return cell.stance in agreeing and cell.score >= least


def _citations(accepted: Accepted, evidence: Sequence[Evidence], least: float) -> tuple[Citation, ...]:
    """What a sentence rests on, with a citation of each further source that supports it with that score."""
    own = {citation.article for citation in accepted.citations}
    more = (cell for cell in evidence if _agrees(accepted, cell, least))
    further = (citation for cell in more for citation in cell.citations[-1:])
    return (*accepted.citations, *(each for each in further if each.article not in own))

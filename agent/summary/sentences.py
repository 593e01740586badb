"""What the sources, taken together, say of an accepted sentence, and which sentences exclude each other."""

from collections.abc import Sequence

from agent.check import Checker, Source, verdict
from agent.claims import whole
from agent.gate import Accepted
from agent.values import Disagreement, Evidence, Label, Point, Stance, SummarySentence
from vectorstore.values import Citation

CARRIES = 0.8
"""Least score at which a further source is cited; below, it may carry only a part of the sentence.

Precision of citations on the sample corpus (`fairwitness eval run faithfulness`): .93 without, .98 with it.
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
    """

    def __init__(
        self, sources: Sequence[Source], checker: Checker, disagreements: Sequence[Disagreement]
    ) -> None:
        self._sources = sources
        self._checker = checker
        self._disagreements = disagreements
        self.origin = {source.article.id: source.article.origin for source in sources}

    def evidence(self, text: str) -> tuple[Evidence, ...]:
        """What each source says of `text`."""
        return self._checker.check(whole(text), self._sources)

    def shown(self, accepted: Accepted) -> SummarySentence:
        """The sentence with every source that surely supports it, and the verdict on it."""
        evidence = self.evidence(accepted.text)
        ruling = verdict(whole(accepted.text), evidence, self._sources)
        citations = _citations(accepted, evidence, CARRIES)
        return SummarySentence(
            text=accepted.text,
            verdict=self._label(accepted, ruling.label, citations),
            origins=self._origins(citations),
            citations=citations,
            speaker=accepted.speaker,
            evidence=evidence,
        )

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

    def _label(self, accepted: Accepted, label: Label, citations: Sequence[Citation]) -> Label:
        contested = {(c.article, c.start) for d in self._disagreements for s in d.sides for c in s.citations}
        if label is Label.DISPUTED or any((c.article, c.start) in contested for c in citations):
            return Label.DISPUTED
        return Label.ATTRIBUTED if accepted.speaker else Label.SUPPORTED


def _citations(accepted: Accepted, evidence: Sequence[Evidence], least: float) -> tuple[Citation, ...]:
    """What a sentence rests on, with a citation of each further source that supports it with that score."""
    agreeing = {Stance.SUPPORTS, Stance.REPORTS} if accepted.speaker else {Stance.SUPPORTS}
    own = {citation.article for citation in accepted.citations}
    more = (cell for cell in evidence if cell.stance in agreeing and cell.score >= least)
    further = (citation for cell in more for citation in cell.citations[-1:])
    return (*accepted.citations, *(each for each in further if each.article not in own))

"""The offline checker: candidate sentences by words, then a stance by typed comparison and entailment.

Per claim and source, the sentences that share most with the claim are compared one by one, each with the
two before it as context, then up to four of them together, since a claim may join what several sentences
say; the strongest stance stands, with its sentences as the citation. The entailment model reads those four
beside the claim, once for each source: reading each sentence alone as well cost twice the time.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from agent.check import Source
from agent.check_local.candidates import Candidate, candidates, content
from agent.check_local.comparison import Comparison, View, of_source, view
from agent.check_local.head import SUPPORT
from agent.check_local.signals import Signals
from agent.check_local.stance import Reading, judge
from agent.claims import Statement
from agent.entail import CrossEncoder, Entailment
from agent.values import Claim, Evidence, Stance
from vectorstore.embed import Embedder, Vectors
from vectorstore.values import Span, cite

__all__ = ["Candidate", "Comparison", "LocalChecker", "Signals", "candidates", "content"]


@cache
def _shared() -> CrossEncoder:
    """One model for all checkers of this process."""
    return CrossEncoder()


class LocalChecker:
    """Checks claims without a chat model and without a network.

    Args:
        embedder: Makes the vectors that sentences are compared by.
        entailment: Reads claims beside evidence; our model if not given.
    """

    name = "local/2"

    def __init__(self, embedder: Embedder, entailment: Entailment | None = None) -> None:
        self._embedder = embedder
        self._entailment = entailment or _shared()

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """One `Evidence` per source, in the order of `sources`."""
        said, speaker = content(claim)
        found: dict[int, list[Comparison]] = {}
        for each in self.compare(said, sources, speaker):
            found.setdefault(each.source, []).append(each)
        return tuple(
            _evidence(claim, source, _readings(found.get(n, []), source, speaker))
            for n, source in enumerate(sources)
        )

    def support(self, given: Sequence[tuple[Claim, Source]]) -> tuple[float, ...]:
        """How far each source carries its claim, in [0, 1]; all sentences are embedded at once.

        At least `SUPPORT` exactly where `check` finds that it supports or reports it: against one document,
        what the document gives as somebody's words is not made up. A sentence that conflicts with the claim
        counts for that share of its probability.
        """
        views = [view(*content(claim), [source]) for claim, source in given]
        vectors = self._embedder.embed([text for each in views for text in (each.said, *each.texts)])
        scores, first = [], 0
        for asked in views:
            own = vectors[first : first + 1 + len(asked.texts)]
            scores.append(_support(asked, self._compared(asked, own)))
            first += len(own)
        return tuple(scores)

    def compare(
        self, said: str, sources: Sequence[Source], speaker: str | None = None
    ) -> tuple[Comparison, ...]:
        """The sentences of each source that share most with `said`, compared with it, `speaker`'s too."""
        asked = view(said, speaker, sources)
        return self._compared(asked, self._embedder.embed([said, *asked.texts]))

    def _compared(self, asked: View, vectors: Vectors) -> tuple[Comparison, ...]:
        """The comparisons of a view; `vectors` are those of what is said and of its texts, in order."""
        cosines = vectors[1:] @ vectors[0] if asked.likely else np.zeros(0, dtype=np.float32)
        near: dict[int, dict[int, float]] = {}
        for candidate, cosine in zip(asked.likely, cosines, strict=True):
            near.setdefault(candidate.source, {})[candidate.place] = float(cosine)
        found = (of_source(asked, number, near[number], self._entailment) for number in sorted(near))
        return tuple(comparison for each in found for comparison in each)


def _readings(
    found: Sequence[Comparison], source: Source, speaker: str | None
) -> list[tuple[Comparison, Reading]]:
    """How the comparisons of one source read; several sentences only where they hold more than each alone.

    Else what one of them denies, reports or turns round would be hidden by its neighbours.
    """
    alone = max((each.signals.coverage for each in found if len(each.places) == 1), default=0.0)
    kept = (each for each in found if len(each.places) == 1 or each.signals.coverage > alone)
    return [(each, _read(each, source, speaker)) for each in kept]


def _read(found: Comparison, source: Source, speaker: str | None) -> Reading:
    statements = [source.statements[place] for place in found.places]
    return judge(source.statements[found.place], found, statements, speaker, source.article.text)


def _support(asked: View, found: Sequence[Comparison]) -> float:
    """How far the one source of a view carries the claim."""
    stances = {reading.stance for _, reading in _readings(found, asked.sources[0], asked.speaker)}
    chance = found[0].chance if found else 0.0
    return chance if {Stance.SUPPORTS, Stance.REPORTS} & stances else SUPPORT * chance


_RANK = {Stance.SUPPORTS: 3, Stance.REFUTES: 2, Stance.REPORTS: 1, Stance.SILENT: 0}


def _evidence(claim: Claim, source: Source, readings: Sequence[tuple[Comparison, Reading]]) -> Evidence:
    """The strongest reading of a source; a clear support outweighs a conflict with another sentence."""
    if not readings:
        return Evidence(claim=claim.text, article=source.article.id, stance=Stance.SILENT, score=1.0)
    found, best = max(
        readings,
        key=lambda each: (_RANK[each[1].stance], len(each[0].places) == 1, each[1].score, -each[0].place),
    )
    spans = _spans([source.statements[place] for place in found.places])
    return Evidence(
        claim=claim.text,
        article=source.article.id,
        stance=best.stance,
        score=min(1.0, best.score if best.stance is not Stance.SILENT else 1 - best.score),
        citations=tuple(cite(source.article, span) for span in spans if best.stance is not Stance.SILENT),
        speaker=best.speaker,
        reasons=best.reasons,
    )


def _spans(statements: Sequence[Statement]) -> tuple[Span, ...]:
    """The sentences, and the earlier ones that name their speakers."""
    found = {span for each in statements for span in (each.claim.span, each.antecedent) if span}
    return tuple(sorted(found, key=lambda span: span.start))

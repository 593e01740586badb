"""The offline checker: candidate sentences by words, then a stance by typed comparison; and a probability.

Per claim and source, the sentences that share most with the claim are compared one by one, each with the
two before it as context; the strongest stance stands, with its sentence as the citation. How likely a
source carries a claim, whatever the wording, tells the calibrated head, which hears the entailment model
too.
"""

from collections.abc import Sequence

import numpy as np

from agent.check import Source
from agent.check_local.candidates import Candidate, candidates, content
from agent.check_local.comparison import Comparison, Near, View, compared, view, weighed
from agent.check_local.head import probability
from agent.check_local.signals import Signals
from agent.check_local.stance import Reading, judge
from agent.claims import Statement
from agent.entail import Entailment, shared
from agent.values import Claim, Evidence, Stance
from vectorstore.embed import Embedder, Vectors
from vectorstore.values import Span, cite

__all__ = ["Candidate", "Comparison", "LocalChecker", "Signals", "candidates", "content", "evidence"]


class LocalChecker:
    """Checks claims without a chat model and without a network.

    Args:
        embedder: Makes the vectors that sentences are compared by.
        entailment: Reads claims beside evidence; our model if not given.
    """

    name = "local/2"

    def __init__(self, embedder: Embedder, entailment: Entailment | None = None) -> None:
        self._embedder = embedder
        self._entailment = entailment or shared()

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """One `Evidence` per source, in the order of `sources`."""
        said, speaker = content(claim)
        found: dict[int, list[tuple[int, Reading]]] = {}
        asked = view(said, speaker, sources)
        for each in compared(asked, _near(asked, self._embedder.embed([said, *asked.texts]))):
            source = sources[each.source]
            reading = judge(source.statements[each.place], each.signals, speaker, source.article.text)
            found.setdefault(each.source, []).append((each.place, reading))
        return tuple(evidence(claim, source, found.get(n, [])) for n, source in enumerate(sources))

    def support(self, given: Sequence[tuple[Claim, Source]]) -> tuple[float, ...]:
        """How likely each source carries its claim, in [0, 1]; all sentences are embedded at once.

        The entailment model is heard here, and `SUPPORT` is the threshold; `check` asks for more before it
        says that a source supports. What a document gives as somebody's words counts as carried by it, for
        it is not made up.
        """
        asked = [view(content(claim)[0], None, [source]) for claim, source in given]
        vectors = self._embedder.embed([text for each in asked for text in (each.said, *each.texts)])
        scores, first = [], 0
        for each in asked:
            near = _near(each, vectors[first : first + 1 + len(each.texts)])
            scores.append(probability(weighed(each, near, self._entailment)) if near else 0.0)
            first += 1 + len(each.texts)
        return tuple(scores)

    def compare(
        self, said: str, sources: Sequence[Source], speaker: str | None = None
    ) -> tuple[Comparison, ...]:
        """The sentences of each source that share most with `said`, compared with it, `speaker`'s too."""
        asked = view(said, speaker, sources)
        return compared(asked, _near(asked, self._embedder.embed([said, *asked.texts])))

    def weighed(self, said: str, source: Source) -> dict[str, float] | None:
        """What the head weighs of one source; None where no sentence shares a word with `said`."""
        asked = view(said, None, [source])
        near = _near(asked, self._embedder.embed([said, *asked.texts]))
        return weighed(asked, near, self._entailment) if near else None


def _near(asked: View, vectors: Vectors) -> Near:
    """The candidate sentences of a view; `vectors` are those of what is said and of its texts, in order."""
    cosines = vectors[1:] @ vectors[0] if asked.likely else np.zeros(0, dtype=np.float32)
    near: dict[int, dict[int, float]] = {}
    for candidate, cosine in zip(asked.likely, cosines, strict=True):
        near.setdefault(candidate.source, {})[candidate.place] = float(cosine)
    return near


_RANK = {Stance.SUPPORTS: 3, Stance.REFUTES: 2, Stance.REPORTS: 1, Stance.SILENT: 0}


def evidence(claim: Claim, source: Source, readings: Sequence[tuple[int, Reading]]) -> Evidence:
    """The strongest reading of a source; a clear support outweighs a conflict with another sentence."""
    if not readings:
        return Evidence(claim=claim.text, article=source.article.id, stance=Stance.SILENT, score=1.0)
    index, best = max(readings, key=lambda item: (_RANK[item[1].stance], item[1].score, -item[0]))
    spans = _spans(source.statements[index]) if best.stance is not Stance.SILENT else ()
    return Evidence(
        claim=claim.text,
        article=source.article.id,
        stance=best.stance,
        score=min(1.0, best.score if best.stance is not Stance.SILENT else 1 - best.score),
        citations=tuple(cite(source.article, span) for span in spans),
        speaker=best.speaker,
        reasons=best.reasons,
    )


def _spans(statement: Statement) -> tuple[Span, ...]:
    """The sentence, and the earlier one that names its speaker."""
    return tuple(
        sorted({statement.claim.span, statement.antecedent or statement.claim.span}, key=lambda s: s.start)
    )

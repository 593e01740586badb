"""The offline checker: candidate sentences by words and embeddings, then a stance by typed comparison.

Per claim and source, the sentences that share most with the claim are compared one by one, each with the
two before it as context; the strongest stance stands, with its sentence as the citation.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from agent.check import Source
from agent.check_local.coverage import Coverage, rarity
from agent.check_local.signals import Signals, compare
from agent.check_local.stance import SUPPORT, Reading, judge, probability, same_speaker
from agent.claims import Statement
from agent.language.attribution import reports
from agent.language.words import stem
from agent.values import Claim, Evidence, Stance
from vectorstore.embed import Embedder, Vectors
from vectorstore.values import Span, cite

__all__ = ["Comparison", "LocalChecker", "Signals"]

_PER_SOURCE = 5
_IN_ALL = 16
_CONTEXT = 2
_SAYING = frozenset(
    map(stem, "said say told tell added claimed argued insisted wrote according stated noted".split())
)


class Candidate(NamedTuple):
    """A sentence of a source that may speak of a claim: the source's number, its place, shared words."""

    source: int
    place: int
    shared: float


class Comparison(NamedTuple):
    """A sentence of a source, compared with what a claim says."""

    source: int
    place: int
    signals: Signals


def content(claim: Claim) -> tuple[str, str | None]:
    """What a claim says, and whose words it says that is: ("it is safe", "Lund") for "Lund said …"."""
    main = next((report for report in reports(claim.text) if report.speaker and report.content), None)
    if claim.speaker is None or main is None:
        return claim.text, None
    said = " ".join(span.of(claim.text) for span in main.content)
    plain = stem(main.verb.split()[0]) in _SAYING
    return said if plain else f"{main.verb} {said}", main.speaker


class LocalChecker:
    """Checks claims without a chat model and without a network."""

    name = "local/1"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """One `Evidence` per source, in the order of `sources`."""
        said, speaker = content(claim)
        found: dict[int, list[tuple[int, Reading]]] = {}
        for each in self.compare(said, sources, speaker):
            source = sources[each.source]
            reading = judge(source.statements[each.place], each.signals, speaker, source.article.text)
            found.setdefault(each.source, []).append((each.place, reading))
        return tuple(_evidence(claim, source, found.get(n, [])) for n, source in enumerate(sources))

    def support(self, given: Sequence[tuple[Claim, Source]]) -> tuple[float, ...]:
        """How far each source carries its claim, in [0, 1]; all sentences are embedded at once.

        At least `SUPPORT` exactly where `check` finds that it supports or reports it: against one document,
        what the document gives as somebody's words is not made up. A sentence that conflicts with the claim
        counts for that share of its probability.
        """
        views = [_view(*content(claim), [source]) for claim, source in given]
        vectors = self._embedder.embed([text for view in views for text in (view.said, *view.texts)])
        scores, first = [], 0
        for view in views:
            own = vectors[first : first + 1 + len(view.texts)]
            scores.append(max((_support(view, each) for each in _compared(view, own)), default=0.0))
            first += len(own)
        return tuple(scores)

    def compare(
        self, said: str, sources: Sequence[Source], speaker: str | None = None
    ) -> tuple[Comparison, ...]:
        """The sentences of each source that share most with `said`, compared with it, `speaker`'s too."""
        view = _view(said, speaker, sources)
        return _compared(view, self._embedder.embed([said, *view.texts]))


class _View(NamedTuple):
    """What of some sources a claim is compared with."""

    said: str
    speaker: str | None
    sources: Sequence[Source]
    cover: Coverage
    likely: list[Candidate]

    @property
    def texts(self) -> list[str]:
        """The sentences, in the order of `likely`."""
        return [self.sources[c.source].statements[c.place].claim.text for c in self.likely]


def _view(said: str, speaker: str | None, sources: Sequence[Source]) -> _View:
    cover = Coverage(said, rarity(st.claim.text for source in sources for st in source.statements))
    return _View(said, speaker, sources, cover, candidates(cover, sources, speaker))


def _compared(view: _View, vectors: Vectors) -> tuple[Comparison, ...]:
    """The comparisons of a view; `vectors` are those of what is said and of its texts, in order."""
    cosines = vectors[1:] @ vectors[0] if view.likely else np.zeros(0, dtype=np.float32)
    found = []
    for candidate, text, cosine in zip(view.likely, view.texts, cosines, strict=True):
        source = view.sources[candidate.source]
        window = f"{context(source.statements, candidate.place)} {source.article.title}"
        signals = compare(view.said, view.cover, text, window, float(cosine), source.article.published)
        found.append(Comparison(candidate.source, candidate.place, signals))
    return tuple(found)


def _support(view: _View, found: Comparison) -> float:
    source = view.sources[found.source]
    statement = source.statements[found.place]
    reading = judge(statement, found.signals, view.speaker, source.article.text)
    likely = probability(found.signals)
    return likely if reading.stance in {Stance.SUPPORTS, Stance.REPORTS} else SUPPORT * likely


def candidates(cover: Coverage, sources: Sequence[Source], speaker: str | None) -> list[Candidate]:
    """The sentences that share most with a claim or are its speaker's, at least one a source if it can be."""
    first: list[Candidate] = []
    more: list[Candidate] = []
    for number, source in enumerate(sources):
        scored = [
            Candidate(number, place, cover.share(statement.claim.text).whole)
            for place, statement in enumerate(source.statements)
        ]
        scored.sort(key=lambda c: (-c.shared, c.place))
        likely = scored[:_PER_SOURCE]
        if speaker:
            likely += [c for c in scored[_PER_SOURCE:] if _speaks(source, c.place, speaker)][:_PER_SOURCE]
        held = [candidate for candidate in likely if candidate.shared > 0]
        first += held[:1]
        more += held[1:]
    for kept in (first, more):
        kept.sort(key=lambda c: (-c.shared, c.source, c.place))
    return [*first, *more][:_IN_ALL]


def _speaks(source: Source, place: int, speaker: str) -> bool:
    told = (report.speaker for report in source.statements[place].reports)
    return any(who and same_speaker(speaker, who, source.article.text) for who in told)


def context(statements: Sequence[Statement], index: int) -> str:
    """A sentence after the two that stand before it."""
    return " ".join(statement.claim.text for statement in statements[max(0, index - _CONTEXT) : index + 1])


_RANK = {Stance.SUPPORTS: 3, Stance.REFUTES: 2, Stance.REPORTS: 1, Stance.SILENT: 0}


def _evidence(claim: Claim, source: Source, readings: Sequence[tuple[int, Reading]]) -> Evidence:
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

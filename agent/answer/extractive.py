"""The answer without a model: sentences that answer a question, cited, or an abstention with its reason.

A sentence answers if it is close to the question in words and meaning, it and the lines before it name
whatever the question names, and it has the kind of detail asked for (a number for "how many", a name for
"who", a day for "when").
"""

from collections.abc import Sequence
from typing import NamedTuple

from agent.alike import overlap
from agent.check import Source
from agent.check_local.coverage import Coverage, rarity
from agent.claims import Statement
from agent.draft.wording import stand_alone
from agent.language.names import mentions, names
from agent.language.numbers import quantities, same_unit
from agent.language.words import concepts, glued
from agent.question import Kind, Question, fitness, parse
from agent.values import Answer, Label, Provenance
from vectorstore.embed import Embedder
from vectorstore.values import Citation, Span, cite

_ENOUGH = 0.55
"""Least fit at which a sentence is an answer; chosen on the sample corpus."""
_WRONG_KIND = 0.5
"""Taken off a sentence that lacks what was asked for, or what the question is about."""
_MEANING = 0.5
"""Weight of closeness in meaning; the most that it adds, so that what stays below is never embedded."""
_CANDIDATES = 8
SHOWN = 2
"""Sentences of an answer at most."""
_CONFIRMS = 0.5
"""Least overlap with the best sentence at which another origin's is shown beside it."""
ABOUT = 0.62
"""Least weighted share of the question's words that a sentence and what stands before it must hold."""


class Fit(NamedTuple):
    """A sentence with how well it answers."""

    score: float
    source: Source
    place: int

    @property
    def text(self) -> str:
        """The sentence."""
        return self.source.sentences[self.place].of(self.source.article.text)

    @property
    def window(self) -> str:
        """The sentence after the two that stand before it, and the title."""
        article, spans = self.source.article, self.source.sentences
        near = (span.of(article.text) for span in spans[max(0, self.place - 2) : self.place + 1])
        return " ".join([*near, article.title])

    @property
    def statement(self) -> Statement:
        """The sentence as read in the context of its article."""
        return self.source.statements[self.place]

    @property
    def rank(self) -> tuple[float, str, int]:
        """The best first; what differs by rounding alone keeps the order of articles."""
        return -round(self.score, 6), self.source.article.id, self.place


def missing(question: str, window: str) -> str | None:
    """A name in the question that the sentence and its context do not hold."""
    return next((name.text for name in names(question) if not mentions(window, name)), None)


def answer(
    question: str,
    sources: Sequence[Source],
    spans: dict[str, list[Span]],
    embedder: Embedder,
    provenance: Provenance,
) -> Answer:
    """Answer from the sentences of `sources` that lie in `spans`, by article id; abstain if none answers."""
    within = [
        Fit(0.0, source, place)
        for source in sources
        for place, sentence in enumerate(source.sentences)
        if any(s.start <= sentence.start < s.end for s in spans.get(source.article.id, ()))
    ]
    asked = parse(question)
    weighed = Coverage(asked.about, rarity(fit.text for fit in within))
    pool = [fit._replace(score=weighed.share(fit.text, fit.window).whole) for fit in within]
    pool = sorted(pool, key=lambda fit: fit.rank)[:_CANDIDATES]
    if not pool:
        return _abstain(question, "no passage is about it", provenance)
    fits = [fit._replace(score=_bare(asked, weighed, fit)) for fit in pool]
    able = [fit for fit in fits if fit.score + _MEANING >= _ENOUGH and not missing(question, fit.window)]
    if not able:
        return _none(question, fits, provenance)
    vectors = embedder.embed([question, *(fit.text for fit in able)])
    good = [
        fit._replace(score=fit.score + _MEANING * float(cosine))
        for fit, cosine in zip(able, vectors[1:] @ vectors[0], strict=True)
    ]
    good = sorted((fit for fit in good if fit.score >= _ENOUGH), key=lambda fit: fit.rank)
    return _best(question, good, provenance) if good else _none(question, fits, provenance)


def _bare(asked: Question, weighed: Coverage, fit: Fit) -> float:
    """How well a sentence answers as far as its words tell; closeness in meaning adds up to `_MEANING`."""
    kind = fitness(asked, fit.text, weighed.share(fit.text).matched)
    score = 0.5 * fit.score - 0.05 * glued(fit.text) + (0.15 * kind if kind else -_WRONG_KIND)
    return score - _WRONG_KIND if weighed.share(fit.window).whole < ABOUT else score


def _none(question: str, fits: Sequence[Fit], provenance: Provenance) -> Answer:
    best = max(fits, key=lambda fit: fit.score)
    name = missing(question, best.window)
    reason = f"no passage speaks of {name}" if name else "the nearest passages do not answer it"
    return _abstain(question, reason, provenance)


def _best(question: str, good: Sequence[Fit], provenance: Provenance) -> Answer:
    shown: list[tuple[str, tuple[Citation, ...]]] = []
    origins = set[str]()
    for fit in good:
        beside = _beside(question, fit.text, good[0].text)
        if fit.source.article.origin in origins or len(shown) == SHOWN or not beside:
            continue
        origins.add(fit.source.article.origin)
        shown.append(_quoted(fit))
    return Answer(
        question=question,
        text=" ".join(text for text, _ in shown),
        abstained=False,
        citations=tuple(citation for _, citations in shown for citation in citations),
        verdict=Label.ATTRIBUTED if good[0].statement.claim.speaker else Label.SUPPORTED,
        provenance=provenance,
    )


def _beside(question: str, text: str, first: str) -> bool:
    """Whether a sentence says as much as the best one of what was asked, with a figure of the same kind."""
    if overlap(concepts(text), concepts(first)) < _CONFIRMS:
        return False
    asked = {quantity.value for quantity in quantities(question)}
    alike = (
        one.measure is other.measure and (one.value == other.value or same_unit(one, other))
        for one in quantities(text)
        for other in quantities(first)
        if one.value not in asked
    )
    return parse(question).kind is not Kind.NUMBER or any(alike)


def _quoted(fit: Fit) -> tuple[str, tuple[Citation, ...]]:
    """The sentence attributed to its publisher: worded to stand alone where it can, else verbatim."""
    wording = stand_alone(fit.statement)
    text = wording.text if wording else " ".join(fit.statement.claim.text.split())
    spans = wording.spans if wording else (fit.statement.claim.span,)
    return f"{fit.source.article.publisher}: {text}", tuple(cite(fit.source.article, span) for span in spans)


def _abstain(question: str, reason: str, provenance: Provenance) -> Answer:
    return Answer(question=question, text="", abstained=True, reason=reason, provenance=provenance)

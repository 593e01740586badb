"""An answer: the sentences that answer a question, quoted and cited, or an abstention with its reason.

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
from agent.question import Kind, fitness, parse
from agent.values import Answer, Label, Provenance
from vectorstore.embed import Embedder
from vectorstore.values import Citation, Span, cite

_ENOUGH = 0.55
"""Least fit at which a sentence is an answer; chosen on the sample corpus."""
_WRONG_KIND = 0.5
"""Taken off a sentence that lacks what was asked for, or what the question is about."""
_CANDIDATES = 24
_SHOWN = 2
_CONFIRMS = 0.5
"""Least overlap with the best sentence at which another origin's is shown beside it."""
_ABOUT = 0.62
"""Least weighted share of the question's words that a sentence and what stands before it must hold."""


class Fit(NamedTuple):
    """A sentence with how well it answers."""

    score: float
    source: Source
    statement: Statement


def _missing(question: str, window: str) -> str | None:
    """A name in the question that the sentence and its context do not hold."""
    return next((name.text for name in names(question) if not mentions(window, name)), None)


def _window(source: Source, statement: Statement) -> str:
    at = source.statements.index(statement)
    return " ".join(
        [*(s.claim.text for s in source.statements[max(0, at - 2) : at + 1]), source.article.title]
    )


def answer(
    question: str,
    sources: Sequence[Source],
    spans: dict[str, list[Span]],
    embedder: Embedder,
    provenance: Provenance,
) -> Answer:
    """Answer from the sentences of `sources` that lie in `spans`, by article id; abstain if none answers."""
    within = [
        (source, statement)
        for source in sources
        for statement in source.statements
        if any(s.start <= statement.claim.span.start < s.end for s in spans.get(source.article.id, ()))
    ]
    asked = parse(question)
    weighed = Coverage(asked.about, rarity(statement.claim.text for _, statement in within))
    pool = [
        (weighed.share(statement.claim.text, _window(source, statement)).whole, source, statement)
        for source, statement in within
    ]
    pool.sort(key=lambda item: (-item[0], item[1].article.id, item[2].claim.span.start))
    pool = pool[:_CANDIDATES]
    if not pool:
        return _abstain(question, "no passage is about it", provenance)
    vectors = embedder.embed([question, *(statement.claim.text for _, _, statement in pool)])
    fits = []
    for (share, source, statement), cosine in zip(pool, vectors[1:] @ vectors[0], strict=True):
        sentence = statement.claim.text
        score = 0.5 * share + 0.5 * float(cosine) - 0.05 * glued(sentence)
        fit = fitness(asked, sentence, weighed.share(sentence).matched)
        score += 0.15 * fit if fit else -_WRONG_KIND
        if weighed.share(_window(source, statement)).whole < _ABOUT:
            score -= _WRONG_KIND
        fits.append(Fit(score, source, statement))
    fits.sort(key=lambda fit: (-fit.score, fit.source.article.id, fit.statement.claim.span.start))
    return _best(question, fits, provenance)


def _best(question: str, fits: Sequence[Fit], provenance: Provenance) -> Answer:
    best = fits[0]
    good = [
        fit
        for fit in fits
        if fit.score >= _ENOUGH and not _missing(question, _window(fit.source, fit.statement))
    ]
    if not good:
        missing = _missing(question, _window(best.source, best.statement))
        reason = f"no passage speaks of {missing}" if missing else "the nearest passages do not answer it"
        return _abstain(question, reason, provenance)
    shown: list[tuple[str, tuple[Citation, ...]]] = []
    origins = set[str]()
    for fit in good:
        beside = _beside(question, fit.statement.claim.text, good[0].statement.claim.text)
        if fit.source.article.origin in origins or len(shown) == _SHOWN or not beside:
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

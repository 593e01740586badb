"""Drafts of a summary: which points to make, in which words; none is shown before it passed the gate.

A writer offers its points best first, each with alternative wordings; the gate accepts or refuses them, and
the summary takes accepted ones until its length is reached. The extractive writer words a point by a sentence
of a source, the most neutral and self-contained of those that make it.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import numpy as np
from pydantic import Field

from agent.alike import similarity
from agent.check import Source
from agent.claims import AUTHOR
from agent.draft.groups import Candidate, Group, candidates, groups
from agent.draft.mend import known, mended
from agent.draft.shorter import shorter
from agent.draft.slight import slight
from agent.draft.wording import quoted_share, stand_alone
from agent.language.blanks import Blanks
from agent.language.dates import days
from agent.language.numbers import quantities
from agent.language.words import tokens
from agent.neutral import loaded, slanted
from agent.values import Kind
from vectorstore.embed import Embedder, Vectors
from vectorstore.values import Span, Value

__all__ = ["Draft", "Extractive", "Offer", "Writer"]

_MOST = 1200
"""Sentences considered at most; beyond, those nearest to the top of each article."""


_SHORTER = 3
"""Wordings with parts left out, of one sentence."""
_CUT = 0.4
"""How much less fit a wording is with parts left out."""
_GLUED = 0.5
"""How much less fit a wording is in which words are run together."""


class Draft(Value):
    """One sentence that was written, before the gate."""

    text: str = Field(description="The sentence.")
    article: str = Field(description="Id of the article it was written from.")
    spans: tuple[Span, ...] = Field(min_length=1, description="What it rests on, in that article's text.")
    speaker: str | None = Field(default=None, description="Whose words it reports, if any.")
    free: bool = Field(
        default=False, description="Whether somebody else than the program worded it, such as a chat model."
    )
    glued: bool = Field(default=False, description="Whether words seem to be run together in it.")


class Offer(Value):
    """One point with its alternative wordings, the best first."""

    drafts: tuple[Draft, ...] = Field(description="Wordings that stand alone; empty if there is none.")
    origins: int = Field(ge=1, description="Independent origins among the sentences that make it.")
    score: float = Field(description="Importance; higher is more important.")
    position: float = Field(ge=0, le=1, description="Mean place in the articles; 0 is the top.")
    rivals: tuple[float, ...] = Field(description="Similarity to each other offer, in their order.")
    elsewhere: float = Field(
        default=0.0, description="Greatest similarity to a sentence of an origin that does not make it."
    )


class Writer(Protocol):
    """Writes drafts from sources."""

    name: str

    def write(self, sources: Sequence[Source]) -> tuple[Offer, ...]:
        """Points of the sources, the most important first."""
        ...


class Extractive:
    """The writer that needs no model: it selects sentences."""

    name = "extractive"

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def write(self, sources: Sequence[Source]) -> tuple[Offer, ...]:
        """Points of the sources, the most important first."""
        words = known(sources)
        found = [_mended(each, words) for each in _considered(candidates(sources), len(sources))]
        if not found:
            return ()
        texts = [candidate.statement.claim.text for candidate in found]
        vectors = self._embedder.embed(texts)
        alike = similarity(texts, vectors)
        ranked = groups(found, alike, self._titled(sources, vectors))
        seeds = [group.members[0] for group in ranked]
        return tuple(
            Offer(
                drafts=_drafts(group, found, words),
                origins=group.origins,
                score=group.score + _substance(group, found),
                position=group.position,
                elsewhere=group.elsewhere,
                rivals=tuple(np.round(alike[group.members[0], seeds].astype(float), 4).tolist()),
            )
            for group in ranked
        )

    def _titled(self, sources: Sequence[Source], vectors: Vectors) -> Vectors:
        """Likeness of each sentence to the titles, one an origin, averaged; shape (n,)."""
        titles = {source.article.origin: source.article.title for source in sources}
        return np.asarray((vectors @ self._embedder.embed(list(titles.values())).T).mean(axis=1))


def _mended(candidate: Candidate, words: Blanks) -> Candidate:
    before = candidate.before and mended(candidate.before, words)
    return candidate._replace(statement=mended(candidate.statement, words), before=before)


def _considered(found: Sequence[Candidate], articles: int) -> tuple[Candidate, ...]:
    if len(found) <= _MOST:
        return tuple(found)
    most = max(3, _MOST // articles)
    kept: list[Candidate] = []
    count: dict[str, int] = {}
    for candidate in found:
        name = candidate.source.article.id
        count[name] = count.get(name, 0) + 1
        if count[name] <= most:
            kept.append(candidate)
    return tuple(kept[:_MOST])


def _substance(group: Group, found: Sequence[Candidate]) -> float:
    """More for figures and days, less for a quotation, somebody's opinion, or what says little."""
    best = [found[member].statement.claim for member in group.members]
    facts = max(len(quantities(claim.text)) + len(days(claim.text)) for claim in best)
    quoted = min(quoted_share(claim.text) for claim in best)
    spoken = all(claim.speaker for claim in best)
    empty = min(slight(claim.text) for claim in best)
    return 0.12 * min(facts, 3) - 0.9 * quoted - 0.2 * spoken - empty


def _drafts(group: Group, found: Sequence[Candidate], words: Blanks) -> tuple[Draft, ...]:
    worded = []
    for rank, member in enumerate(group.members):
        candidate = found[member]
        claim = candidate.statement.claim
        if claim.speaker == AUTHOR or _judges(candidate):
            continue
        for cut, (draft, named) in enumerate(_worded(candidate, words)):
            rough = _roughness(draft, named) + 0.05 * min(rank, 4) + _CUT * min(cut, 1)
            worded.append((rough, rank, cut, draft))
    return tuple(draft for *_, draft in sorted(worded, key=lambda item: item[:3]))


def _judges(candidate: Candidate) -> bool:
    """Whether a sentence is nobody's but the reporter's own opinion.

    What has to be done or paid reads like one; with its figure or day, in plain words, it is news.
    """
    claim = candidate.statement.claim
    if claim.kind is not Kind.OPINION or claim.speaker or candidate.statement.reports:
        return False
    return not (quantities(claim.text) or days(claim.text)) or bool(loaded(claim.text) or slanted(claim.text))


def _worded(candidate: Candidate, words: Blanks) -> Iterator[tuple[Draft, bool]]:
    """The sentence as it can stand, then with parts left out, each with whether a speaker was named in it."""
    wording = stand_alone(candidate.statement, candidate.before)
    if wording is None:
        return
    article = candidate.source.article
    draft = Draft(
        text=wording.text,
        article=article.id,
        spans=wording.spans,
        speaker=candidate.statement.claim.speaker,
        glued=words.suspect(wording.text),
    )
    yield draft, wording.named
    if not wording.named:
        cited = Source(article, (candidate.statement,))
        for text in shorter(wording.text, cited, words.suspect)[:_SHORTER]:
            changes = {"text": text, "free": True, "glued": words.suspect(text)}
            yield draft.model_copy(update=changes), False


def _roughness(draft: Draft, named: bool) -> float:
    """How unfit a wording is for a neutral summary; lower is better."""
    length = len(tokens(draft.text))
    return (
        0.6 * len(loaded(draft.text))
        + 0.1 * len(slanted(draft.text))
        + 0.5 * quoted_share(draft.text)
        + 0.2 * bool(draft.speaker)
        + 0.2 * named
        + _GLUED * draft.glued
        + 0.02 * max(0, length - 28)
        + 0.03 * max(0, 10 - length)
    )

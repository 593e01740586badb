"""What several articles say alike, as points: sentences grouped by meaning and ranked by who carries them.

Greedy grouping around the most central sentence by `agent.alike.similarity`. Rank is by independent
origins, which count in part where they only come near a sentence, then salience (mean similarity to the
sentences of each origin, as in LexRank, Erkan & Radev 2004), the share of its words that other origins use
anywhere, how early the sentence stands and how near it is to the titles.

Share of facts by hand told by summaries of 50 to 300 words of the events for development, weighted by
origins (as `python -m evals.baselines` counts): .440 with whole origins alone and no titles, .467 so. So
few facts tell no small differences: half or double the weight of a single part moved it by .03 at most.
"""

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from agent.check import Source
from agent.claims import Statement
from agent.language.words import concepts
from vectorstore.embed import Vectors

ALIKE = 0.6
"""Least mean of cosine and word overlap at which two sentences make the same point."""
_APART = 0.5
"""Likeness below which two sentences do not make one point, however alike both are to a third."""
_ORIGINS, _GROUPED, _SALIENCE, _POSITION, _TITLE = 0.5, 0.4, 1.0, 0.5, 0.5
_LOW = 0.3
_SHARED = 2.0


class Candidate(NamedTuple):
    """One sentence of one source."""

    source: Source
    statement: Statement
    position: float
    """0 at the top of its article, 1 at its end."""
    before: Statement | None = None
    """The sentence before it, if any."""


class Group(NamedTuple):
    """Sentences that say the same thing, the most central first."""

    members: tuple[int, ...]
    origins: int
    score: float
    position: float
    elsewhere: float
    """Greatest likeness of the most central to a sentence of an origin that none of them is of."""


def candidates(sources: Sequence[Source]) -> tuple[Candidate, ...]:
    """Every sentence of the sources, in order."""
    return tuple(
        Candidate(
            source,
            statement,
            index / max(1, len(source.statements) - 1),
            source.statements[index - 1] if index else None,
        )
        for source in sources
        for index, statement in enumerate(source.statements)
    )


def groups(found: Sequence[Candidate], alike: Vectors, titled: Vectors) -> tuple[Group, ...]:
    """Group the candidates and rank the groups, best first.

    Args:
        found: The candidates.
        alike: Their similarities, shape (n, n), from `similarity`.
        titled: Their similarities to the titles of the origins, averaged, shape (n,).
    """
    central = alike.mean(axis=1)
    worth = _worth(found, alike, titled)
    free = set(range(len(found)))
    grouped = []
    for seed in sorted(free, key=lambda i: (-central[i], i)):
        if seed not in free:
            continue
        members = _members(seed, free, alike)
        free -= set(members)
        grouped.append(_group(members, found, worth, alike))
    return tuple(sorted(grouped, key=lambda group: (-group.score, group.members)))


def _members(seed: int, free: Collection[int], alike: Vectors) -> list[int]:
    """The free sentences alike to `seed`; none that is unlike another one, as if the seed told two things."""
    members = [seed]
    near = (i for i in free if i != seed and alike[seed, i] >= ALIKE)
    for i in sorted(near, key=lambda i: -alike[seed, i]):
        if min(alike[i, member] for member in members) >= _APART:
            members.append(i)
    return members


def _group(members: Sequence[int], found: Sequence[Candidate], worth: Vectors, alike: Vectors) -> Group:
    first: dict[str, float] = {}
    for i in members:
        origin = found[i].source.article.origin
        first[origin] = min(found[i].position, first.get(origin, 1.0))
    position = min(first.values())
    score = float(max(worth[i] for i in members)) + _POSITION * (1 - position)
    score += _GROUPED * math.log2(len(first))
    row = alike[members[0]]
    others = (float(row[i]) for i, each in enumerate(found) if each.source.article.origin not in first)
    mean = float(np.mean(list(first.values())))
    return Group(tuple(members), len(first), score, mean, round(max(others, default=0.0), 4))


def _worth(found: Sequence[Candidate], alike: Vectors, titled: Vectors) -> Vectors:
    """How much each candidate is worth by what the origins say, wherever it stands; shape (n,)."""
    origins: dict[str, list[int]] = {}
    for i, candidate in enumerate(found):
        origins.setdefault(candidate.source.article.origin, []).append(i)
    nearest = np.stack([alike[:, own].max(axis=1) for own in origins.values()], axis=1)
    support = np.clip((nearest - _LOW) / (ALIKE - _LOW), 0, 1).sum(axis=1)
    central = np.stack([alike[:, own].mean(axis=1) for own in origins.values()], axis=1).mean(axis=1)
    spread = float(central.max() - central.min()) or 1.0
    salience = (central - central.min()) / spread
    worth = _ORIGINS * np.log2(support) + _SALIENCE * salience + _TITLE * titled
    return np.asarray(worth + _SHARED * _shared(found))


def _shared(found: Sequence[Candidate]) -> Vectors:
    """Share of each candidate's content words that another origin uses too, averaged over them; shape (n,).

    Sees what other origins tell in several sentences, or in other words of which most are these.
    """
    words = [concepts(candidate.statement.claim.text) for candidate in found]
    held: dict[str, set[str]] = {}
    for candidate, own in zip(found, words, strict=True):
        held.setdefault(candidate.source.article.origin, set()).update(own)
    shares = [
        [len(own & others) / len(own) for other, others in held.items() if own and other != origin]
        for own, origin in zip(words, (each.source.article.origin for each in found), strict=True)
    ]
    return np.asarray([float(np.mean(each)) if each else 0.0 for each in shares])

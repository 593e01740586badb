"""What several articles say alike, as points: sentences grouped by meaning and ranked by who carries them.

Greedy grouping around the most central sentence by `agent.alike.similarity`. Rank is by independent origins,
then salience (mean similarity to all other sentences, as in LexRank, Erkan & Radev 2004) and how early the
sentence stands.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from agent.check import Source
from agent.claims import Statement
from vectorstore.embed import Vectors

ALIKE = 0.6
"""Least mean of cosine and word overlap at which two sentences make the same point."""
_ORIGINS, _SALIENCE, _POSITION = 0.9, 1.0, 0.1


class Candidate(NamedTuple):
    """One sentence of one source."""

    source: Source
    statement: Statement
    position: float
    """0 at the top of its article, 1 at its end."""


class Group(NamedTuple):
    """Sentences that say the same thing, the most central first."""

    members: tuple[int, ...]
    origins: int
    score: float
    position: float


def candidates(sources: Sequence[Source]) -> tuple[Candidate, ...]:
    """Every sentence of the sources, in order."""
    return tuple(
        Candidate(source, statement, index / max(1, len(source.statements) - 1))
        for source in sources
        for index, statement in enumerate(source.statements)
    )


def groups(found: Sequence[Candidate], alike: Vectors) -> tuple[Group, ...]:
    """Group the candidates and rank the groups, best first.

    Args:
        found: The candidates.
        alike: Their similarities, shape (n, n), from `similarity`.
    """
    central = alike.mean(axis=1)
    free = set(range(len(found)))
    grouped = []
    for seed in sorted(free, key=lambda i: (-central[i], i)):
        if seed not in free:
            continue
        members = [
            seed,
            *sorted(
                (i for i in free if i != seed and alike[seed, i] >= ALIKE), key=lambda i: -alike[seed, i]
            ),
        ]
        free -= set(members)
        grouped.append(_group(members, found, central))
    return tuple(sorted(grouped, key=lambda group: (-group.score, group.members)))


def _group(members: Sequence[int], found: Sequence[Candidate], central: Vectors) -> Group:
    first: dict[str, float] = {}
    for i in members:
        origin = found[i].source.article.origin
        first[origin] = min(found[i].position, first.get(origin, 1.0))
    position = min(first.values())
    spread = float(central.max() - central.min()) or 1.0
    salience = float(max(central[i] for i in members) - central.min()) / spread
    score = _ORIGINS * math.log2(len(first)) + _SALIENCE * salience + _POSITION * (1 - position)
    return Group(tuple(members), len(first), score, float(np.mean(list(first.values()))))

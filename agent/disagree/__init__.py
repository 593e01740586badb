"""Where sources differ: one thing counted, dated, named or explained otherwise, or told to end otherwise.

Details of sentences of different origins are linked where they speak of the same thing; linked details that
cannot both hold are a disagreement, its sides the details that agree with one another. A difference does not
count where one of the two articles itself also gives the other's value.
"""

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from agent.alike import similarity
from agent.check import Source
from agent.claims import Statement
from agent.disagree.links import groups, stated
from agent.disagree.outcomes import ALIKE, outcome
from agent.disagree.sides import disagreement, sided
from agent.disagree.values import Stated
from agent.values import Disagreement
from vectorstore.embed import Embedder, Vectors

_MOST = 1500


def disagreements(sources: Sequence[Source], embedder: Embedder) -> tuple[Disagreement, ...]:
    """Disagreements among the sources, those that most origins take part in first."""
    rows = [(source, statement) for source in sources for statement in source.statements][:_MOST]
    if not rows:
        return ()
    texts = [statement.claim.text for _, statement in rows]
    alike = similarity(texts, embedder.embed(texts))
    linked = [disagreement(sided(part)) for part in groups(stated(rows), alike)]
    kept = [each for each in linked if each is not None]
    turned = [disagreement(sides) for sides in _outcomes(rows, alike)]
    kept += [each for each in turned if each is not None and not any(_repeats(each, one) for one in kept)]
    return tuple(sorted(kept, key=lambda d: (-sum(len(s.origins) for s in d.sides), d.kind, d.topic)))


def _repeats(one: Disagreement, other: Disagreement) -> bool:
    """Whether two outcomes part the same sentences: that nobody was arrested is a count and a denial."""
    if one.kind is not other.kind:
        return False
    first, second = (set(side.citations) for side in one.sides)
    held = [set(side.citations) for side in other.sides]
    return any(first & mine and second & theirs for mine, theirs in permutations(held, 2))


def _outcomes(rows: Sequence[tuple[Source, Statement]], alike: Vectors) -> list[tuple[list[Stated], ...]]:
    """Sentences of which one reverses the other; all pairs about one word are one disagreement."""
    found: dict[str, tuple[list[Stated], list[Stated]]] = {}
    for i, j in np.argwhere(np.triu(alike >= ALIKE, 1)).tolist():
        (source, statement), (other, theirs) = rows[i], rows[j]
        if source.article.origin == other.article.origin:
            continue
        if clash := outcome(statement, theirs, float(alike[i, j])):
            first, second = (
                Stated(i, source, statement, clash.one, True),
                Stated(j, other, theirs, clash.other, True),
            )
            key = " ".join(sorted({str(clash.one.value), str(clash.other.value)}))
            sides = found.setdefault(key, ([], []))
            turned = first in sides[1] or second in sides[0]
            for side, one in zip(sides, (second, first) if turned else (first, second), strict=True):
                if one not in side:
                    side.append(one)
    return list(found.values())

"""From rankings to a choice: what several searches agree on, without saying everything twice."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.embed import Vectors

_RANK_CONSTANT = 60


def fuse(rankings: Sequence[Sequence[str]]) -> dict[str, float]:
    """Reciprocal rank fusion: a score in (0, 1] for all that is ranked, 1 for what is first everywhere.

    Source: Cormack, Clarke and Buettcher 2009, "Reciprocal Rank Fusion outperforms Condorcet and Individual
    Rank Learning Methods", with its constant of 60. Departs from it: divided by the highest possible score.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for ranking in rankings:
        for rank, each in enumerate(ranking, start=1):
            scores[each] += (1 + _RANK_CONSTANT) / (rank + _RANK_CONSTANT) / len(rankings)
    return {each: min(1.0, score) for each, score in scores.items()}


def diversify(
    relevance: NDArray[np.float64],
    vectors: Vectors,
    origins: Sequence[str],
    k: int,
    *,
    cap: int,
    diversity: float,
) -> list[int]:
    """Rows of at most `k` candidates, in the order of choice, by maximal marginal relevance.

    Args:
        relevance: Higher is better, shape `(n,)`; scaled to [0, 1] here.
        vectors: Unit vectors of the candidates, shape `(n, dimension)`.
        origins: Origin of each candidate.
        k: How many to choose.
        cap: How many to choose of one origin.
        diversity: Weight of being unlike the chosen ones, in [0, 1].

    Source: Carbonell and Goldstein 1998, "The Use of MMR". Departs from it: no more than `cap` of one origin.
    """
    if not len(relevance):
        return []
    spread = float(np.ptp(relevance))
    scaled = (relevance - relevance.min()) / spread if spread else np.ones_like(relevance)
    nearest = np.zeros(len(relevance))
    blocked = np.zeros(len(relevance), dtype=bool)
    owner = np.array(list(origins))
    chosen: list[int] = []
    while len(chosen) < k and not blocked.all():
        marginal = np.where(blocked, -np.inf, (1 - diversity) * scaled - diversity * nearest)
        row = int(marginal.argmax())
        chosen.append(row)
        blocked[row] = True
        if sum(origins[each] == origins[row] for each in chosen) >= cap:
            blocked |= owner == origins[row]
        nearest = np.maximum(nearest, vectors @ vectors[row])
    return chosen

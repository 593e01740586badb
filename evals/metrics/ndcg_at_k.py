"""How high what decides stands among the first passages found."""

from collections.abc import Sequence
from math import log2

from evals.rows import RetrievalRow


def ndcg_at_k(rows: Sequence[RetrievalRow], k: int) -> float:
    """Mean gain of the first `k` passages found over that of the best order, in [0, 1]; higher is better.

    A relevant passage at rank r, counted from 1, gains 1 / log2(r + 1); found again, it gains nothing.

    Raises:
        ValueError: If there are no rows, or if nothing is relevant to a query: undefined, not zero.

    Source: Järvelin & Kekäläinen 2002, with the discount of Burges et al. 2005 and relevance of 0 or 1.
    """
    if not rows:
        raise ValueError("nDCG of no queries is undefined; score at least one")
    return sum(_ndcg(row, k) for row in rows) / len(rows)


def _ndcg(row: RetrievalRow, k: int) -> float:
    wanted = set(row.relevant)
    if not wanted:
        raise ValueError(f"nDCG of {row.id!r} is undefined: name the passages that are relevant to it")
    first = {passage: rank for rank, passage in reversed(list(enumerate(row.found[:k], 1)))}
    gained = sum(1 / log2(rank + 1) for passage, rank in first.items() if passage in wanted)
    return gained / sum(1 / log2(rank + 1) for rank in range(1, min(k, len(wanted)) + 1))

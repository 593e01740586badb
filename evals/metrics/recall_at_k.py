"""How much of what decides stands among the first passages found."""

from collections.abc import Sequence

from evals.rows import RetrievalRow


def recall_at_k(rows: Sequence[RetrievalRow], k: int) -> float:
    """Mean share of the relevant passages among the first `k` found, in [0, 1]; higher is better.

    Raises:
        ValueError: If there are no rows, or if nothing is relevant to a query: undefined, not zero.

    Source: Manning, Raghavan & Schütze 2008, Introduction to Information Retrieval, 8.4.
    """
    if not rows:
        raise ValueError("recall of no queries is undefined; score at least one")
    return sum(_recall(row, k) for row in rows) / len(rows)


def _recall(row: RetrievalRow, k: int) -> float:
    wanted = set(row.relevant)
    if not wanted:
        raise ValueError(f"recall of {row.id!r} is undefined: name the passages that are relevant to it")
    return len(wanted.intersection(row.found[:k])) / len(wanted)

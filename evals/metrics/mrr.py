"""How soon the first passage that decides is found."""

from collections.abc import Sequence

from evals.rows import RetrievalRow


def mrr(rows: Sequence[RetrievalRow]) -> float:
    """Mean of 1 / rank of the first relevant passage found, 0 where none is, in [0, 1]; higher is better.

    Raises:
        ValueError: If there are no rows, or if nothing is relevant to a query: undefined, not zero.

    Source: Voorhees 1999, The TREC-8 Question Answering Track Report.
    """
    if not rows:
        raise ValueError("mean reciprocal rank of no queries is undefined; score at least one")
    return sum(_reciprocal(row) for row in rows) / len(rows)


def _reciprocal(row: RetrievalRow) -> float:
    if not row.relevant:
        raise ValueError(f"rank of {row.id!r} is undefined: name the passages that are relevant to it")
    return next((1 / rank for rank, passage in enumerate(row.found, 1) if passage in row.relevant), 0.0)

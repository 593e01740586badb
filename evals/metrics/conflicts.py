"""Whether the disagreements listed are those found by hand; both taken over all outputs together.

Source: van Rijsbergen 1979, Information Retrieval, ch. 7.
"""

from collections.abc import Sequence

from evals.rows import SummaryRow


def conflict_precision(rows: Sequence[SummaryRow]) -> float:
    """Share of the disagreements listed that are so by hand, in [0, 1]; higher is better.

    Raises:
        ValueError: If none is listed: undefined, not zero.
    """
    listed = sum(row.listed for row in rows)
    if not listed:
        raise ValueError(f"{len(rows)!r} summaries list no disagreement; precision of none is undefined")
    return sum(row.true for row in rows) / listed


def conflict_recall(rows: Sequence[SummaryRow]) -> float:
    """Share of the disagreements by hand that are listed, in [0, 1]; higher is better.

    Raises:
        ValueError: If there is none by hand: undefined, not zero.
    """
    wanted = sum(row.conflicts for row in rows)
    if not wanted:
        raise ValueError(f"no disagreement by hand for {len(rows)!r} summaries; recall of none is undefined")
    return sum(row.met for row in rows) / wanted

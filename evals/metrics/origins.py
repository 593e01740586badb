"""Whether reprints are counted as one voice, and what one voice alone says is told as such.

Source: this project's fifth invariant, independent means independent; no published measure is known to us.
"""

from collections.abc import Sequence

from evals.rows import SummaryRow


def origins_counted(rows: Sequence[SummaryRow]) -> float:
    """Share of the events whose independent origins are counted as by hand, in [0, 1]; higher is better.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    _refuse_none(rows)
    return sum(row.origins_found == row.origins_gold for row in rows) / len(rows)


def origins_off(rows: Sequence[SummaryRow]) -> float:
    """Mean distance of the count of independent origins from that by hand, in origins.

    0 or more; lower is better.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    _refuse_none(rows)
    return sum(abs(row.origins_found - row.origins_gold) for row in rows) / len(rows)


def single_origin_precision(rows: Sequence[SummaryRow]) -> float:
    """Share of the points listed as one origin's alone that are so by hand, in [0, 1]; higher is better.

    Raises:
        ValueError: If no such point is listed: undefined, not zero.
    """
    listed = sum(row.singles for row in rows)
    if not listed:
        raise ValueError(f"{len(rows)!r} summaries list no point of one origin alone; precision is undefined")
    return sum(row.singles_true for row in rows) / listed


def _refuse_none(rows: Sequence[SummaryRow]) -> None:
    if not rows:
        raise ValueError("origins of no events are undefined; score at least one")

"""Of the claims given a label, how many have it by hand, and of those that have it, how many are given it.

Source: van Rijsbergen 1979, Information Retrieval, ch. 7, taking one label at a time as the relevant class.
"""

from collections.abc import Callable, Sequence

from agent.values import Label
from evals.rows import ClaimRow


def by_label(row: ClaimRow) -> bool:
    """Whether a claim counts as right because its label is; see `evals.metrics.grounded` for more."""
    return row.right


def precision(rows: Sequence[ClaimRow], label: Label, right: Callable[[ClaimRow], bool] = by_label) -> float:
    """Share of the claims given `label` that are right, in [0, 1]; higher is better.

    Raises:
        ValueError: If no claim is given `label`: undefined, not zero.
    """
    given = [row for row in rows if row.predicted is label]
    if not given:
        raise ValueError(
            f"none of {len(rows)!r} claims is given {label.value!r}; precision of none is undefined"
        )
    return sum(map(right, given)) / len(given)


def recall(rows: Sequence[ClaimRow], label: Label, right: Callable[[ClaimRow], bool] = by_label) -> float:
    """Share of the claims with `label` by hand that are right, in [0, 1]; higher is better.

    Raises:
        ValueError: If no claim has `label` by hand: undefined, not zero.
    """
    wanted = [row for row in rows if row.gold is label]
    if not wanted:
        raise ValueError(
            f"none of {len(rows)!r} claims is {label.value!r} by hand; recall of none is undefined"
        )
    return sum(map(right, wanted)) / len(wanted)

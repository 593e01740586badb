"""Precision and recall of all labels in one figure, every label weighing the same."""

from collections.abc import Callable, Sequence

from evals.metrics.precision_recall import by_label
from evals.rows import ClaimRow


def macro_f1(rows: Sequence[ClaimRow], right: Callable[[ClaimRow], bool] = by_label) -> float:
    """Mean of the F1 of the labels that occur, by hand or as given, in [0, 1]; higher is better.

    F1 of a label is twice its hits over the claims that have it plus the claims given it: the harmonic mean
    of precision and recall, and defined where one of these is not.

    Raises:
        ValueError: If there are no rows: undefined, not zero.

    Source: Opitz & Burst 2019, Macro F1 and Macro F1, "averaged F1".
    """
    if not rows:
        raise ValueError("macro-F1 of no claims is undefined; score at least one")
    labels = sorted(
        {row.gold for row in rows} | {row.predicted for row in rows}
    )  # the last digit of a sum depends on its order
    total = 0.0
    for label in labels:
        hits = sum(row.gold is label and right(row) for row in rows)
        total += 2 * hits / sum((row.gold is label) + (row.predicted is label) for row in rows)
    return total / len(labels)

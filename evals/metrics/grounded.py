"""The figures about claims, where a label counts as right only if a span cited for it decides by hand.

A claim for which no span decides, as when the articles are silent, needs its label alone. Ranges, directions
and what is undefined are those of the figures without `grounded`.

Source: Thorne et al. 2018 (FEVER), 3.1, the "FEVER score". Departs from it: one deciding span is enough,
not a full set of them.
"""

from collections.abc import Sequence

from agent.values import Label
from evals.metrics import balanced_accuracy, calibration, macro_f1, precision_recall, roc_auc
from evals.rows import ClaimRow


def grounded(row: ClaimRow) -> bool:
    """Whether a claim has its label by hand, and cites a span that decides if there is one."""
    return row.right and row.span_right is not False


def grounded_precision(rows: Sequence[ClaimRow], label: Label) -> float:
    """Share of the claims given `label` that are right with their span, in [0, 1]; higher is better.

    Raises:
        ValueError: If no claim is given `label`: undefined, not zero.
    """
    return precision_recall.precision(rows, label, grounded)


def grounded_recall(rows: Sequence[ClaimRow], label: Label) -> float:
    """Share of the claims with `label` by hand that are right with their span, in [0, 1]; higher is better.

    Raises:
        ValueError: If no claim has `label` by hand: undefined, not zero.
    """
    return precision_recall.recall(rows, label, grounded)


def grounded_macro_f1(rows: Sequence[ClaimRow]) -> float:
    """Macro-F1, a claim with a wrong span counting as missed and as wrongly given.

    In [0, 1]; higher is better.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    return macro_f1.macro_f1(rows, grounded)


def grounded_balanced_accuracy(rows: Sequence[ClaimRow]) -> float:
    """Mean of the grounded recall of the labels that occur by hand, in [0, 1]; higher is better.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    return balanced_accuracy.balanced_accuracy(rows, grounded)


def grounded_roc_auc(rows: Sequence[ClaimRow]) -> float:
    """ROC-AUC, a supported claim with a wrong span counting as scored 0, in [0, 1]; higher is better.

    Raises:
        ValueError: If all claims are of one class: undefined, not zero.
    """
    supported = [row.gold is Label.SUPPORTED for row in rows]
    lost = [wanted and row.span_right is False for row, wanted in zip(rows, supported, strict=True)]
    return roc_auc.area(
        [0.0 if missed else row.score for row, missed in zip(rows, lost, strict=True)], supported
    )


def grounded_calibration_error(rows: Sequence[ClaimRow]) -> float:
    """ECE of the confidence in label and span together, in [0, 1]; lower is better.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    return calibration.calibration_error(rows, grounded)

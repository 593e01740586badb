"""Accuracy where no class counts for more because it is more frequent.

Source: Brodersen et al. 2010, The Balanced Accuracy and Its Posterior Distribution.
"""

from collections.abc import Callable, Sequence

from evals.metrics.precision_recall import by_label, recall
from evals.rows import ClaimRow, PairRow


def balanced_accuracy(rows: Sequence[ClaimRow], right: Callable[[ClaimRow], bool] = by_label) -> float:
    """Mean of the recall of the labels that occur by hand, in [0, 1]; higher is better.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    if not rows:
        raise ValueError("balanced accuracy of no claims is undefined; score at least one")
    labels = sorted({row.gold for row in rows})  # the last digit of a sum depends on its order
    return sum(recall(rows, label, right) for label in labels) / len(labels)


def pair_balanced_accuracy(rows: Sequence[PairRow], threshold: float) -> float:
    """`at_threshold` of the scores of some pairs.

    Raises:
        ValueError: If all pairs are of one class: undefined, not zero.
    """
    return at_threshold([row.score for row in rows], [row.supported for row in rows], threshold)


def at_threshold(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> float:
    """Mean share of supported and of unsupported pairs on their side of `threshold`.

    In [0, 1], .5 is chance; higher is better.

    Args:
        scores: Higher means supported.
        labels: Whether each pair is supported.
        threshold: Least score that counts as supported.

    Raises:
        ValueError: If one of the classes is empty: undefined, not zero.
    """
    for_ = [score for score, label in zip(scores, labels, strict=True) if label]
    against = [score for score, label in zip(scores, labels, strict=True) if not label]
    if not for_ or not against:
        raise ValueError(f"{len(for_)} supported and {len(against)} unsupported pairs; both must be there")
    right = sum(score >= threshold for score in for_) / len(for_)
    return (right + sum(score < threshold for score in against) / len(against)) / 2

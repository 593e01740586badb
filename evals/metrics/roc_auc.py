"""How well a score tells supported from unsupported, whatever the threshold.

Source: Hanley & McNeil 1982: the Mann-Whitney U statistic over the product of the class sizes.
"""

from collections.abc import Sequence

import numpy as np

from agent.values import Label
from evals.rows import ClaimRow, PairRow


def roc_auc(rows: Sequence[ClaimRow]) -> float:
    """`area` of the scores of claims, those labelled `supported` by hand against all others.

    Raises:
        ValueError: If all claims are of one class: undefined, not zero.
    """
    return area([row.score for row in rows], [row.gold is Label.SUPPORTED for row in rows])


def pair_roc_auc(rows: Sequence[PairRow]) -> float:
    """`area` of the scores of some pairs.

    Raises:
        ValueError: If all pairs are of one class: undefined, not zero.
    """
    return area([row.score for row in rows], [row.supported for row in rows])


def area(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Probability that a supported pair scores above an unsupported one, ties counted half.

    In [0, 1], .5 is chance; higher is better.

    Args:
        scores: Higher means supported.
        labels: Whether each pair is supported.

    Raises:
        ValueError: If one of the classes is empty: undefined, not zero.
    """
    given = np.asarray(labels, dtype=bool)
    for_, against = int(given.sum()), int((~given).sum())
    if not for_ or not against:
        raise ValueError(f"{for_} supported and {against} unsupported pairs; both must be there")
    _, level = np.unique(np.asarray(scores, dtype=np.float64), return_inverse=True)
    at = np.bincount(level, weights=given)  # supported pairs per distinct score, from low to high
    other = np.bincount(level, weights=~given)
    below = np.cumsum(other) - other
    return float(at @ (below + other / 2)) / (for_ * against)

"""Whether a checker is right as often as it says it is.

Source: Guo et al. 2017, On Calibration of Modern Neural Networks, section 2: bins of equal width, here 10.
"""

from collections.abc import Callable, Sequence

import numpy as np
from pydantic import Field

from evals.metrics.precision_recall import by_label
from evals.rows import ClaimRow, PairRow
from vectorstore.values import Value

BINS = 10


class Bin(Value):
    """The items of one range of confidence; a point of a reliability plot."""

    low: float = Field(description="Its lower edge, outside it but for 0.")
    high: float = Field(description="Its upper edge, inside it.")
    n: int = Field(ge=1, description="Items in it.")
    confidence: float = Field(ge=0, le=1, description="Their mean confidence.")
    accuracy: float = Field(ge=0, le=1, description="Share of them that are right.")


def reliability(confidence: Sequence[float], right: Sequence[bool], bins: int = BINS) -> tuple[Bin, ...]:
    """The bins of equal width that hold an item, from low to high confidence.

    Args:
        confidence: How sure each item is, in [0, 1].
        right: Whether it is right.
        bins: How many ranges [0, 1] is cut into.
    """
    sure, hit = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=np.float64)
    edges = np.linspace(0.0, 1.0, bins + 1)
    place = np.searchsorted(edges[1:-1], sure)
    return tuple(
        Bin(
            low=float(edges[at]),
            high=float(edges[at + 1]),
            n=int((place == at).sum()),
            confidence=float(sure[place == at].mean()),
            accuracy=float(hit[place == at].mean()),
        )
        for at in np.unique(place).tolist()
    )


def calibration_error(rows: Sequence[ClaimRow], right: Callable[[ClaimRow], bool] = by_label) -> float:
    """`expected_error` of the confidence in the labels of claims.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    return expected_error(reliability([row.confidence for row in rows], [right(row) for row in rows]))


def pair_calibration_error(rows: Sequence[PairRow]) -> float:
    """`expected_error` of the scores of pairs, read as probabilities that the document supports the claim.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    return expected_error(reliability([row.score for row in rows], [row.supported for row in rows]))


def expected_error(bins: Sequence[Bin]) -> float:
    """Mean distance of confidence and accuracy over the items of all bins, in [0, 1]; lower is better (ECE).

    Raises:
        ValueError: If there are no bins, hence no items: undefined, not zero.
    """
    if not bins:
        raise ValueError("calibration of nothing is undefined; score at least one item")
    return sum(each.n * abs(each.confidence - each.accuracy) for each in bins) / sum(each.n for each in bins)

"""Where the marks of a plot stand; templates draw them."""

from collections.abc import Iterable, Sequence
from math import sqrt

from pydantic import Field

from evals.metrics.calibration import reliability
from evals.rows import ClaimRow
from vectorstore.values import Value

_START, _WIDTH = 4.0, 132.0
"""Where the axis of a bar begins, and its length, in its own units."""
_SIDE, _LEFT, _TOP = 200.0, 44.0, 12.0
"""Length of both axes of a square plot, and where they begin."""
_LEAST, _MOST = 3.0, 6.0
"""Radius of the smallest point, and what the largest has beyond it."""


class Bar(Value):
    """A figure with its interval on an axis; places are in the units of the drawing."""

    start: str = Field(description="What the axis begins with.")
    end: str = Field(description="What it ends with.")
    value: float = Field(description="Where the figure is.")
    low: float | None = Field(description="Where its interval begins, if it has one.")
    high: float | None = Field(description="Where it ends.")
    mark: float | None = Field(description="Where it is held against: the threshold, or no difference.")


class Dot(Value):
    """A point of a reliability plot; places are in the units of the drawing."""

    x: float = Field(description="Where its mean confidence is.")
    y: float = Field(description="Where its share of right items is.")
    ideal: float = Field(description="Where that would be if it were as sure as it is right.")
    radius: float = Field(description="Its size; its area grows with its items.")
    n: int = Field(description="Its items.")
    confidence: float = Field(description="Their mean confidence.")
    accuracy: float = Field(description="Share of them that are right.")


def bar(
    ends: tuple[float, float], value: float, low: float | None, high: float | None, mark: float | None
) -> Bar:
    """A figure on the axis between two ends."""

    def place(at: float) -> float:
        return round(_START + _WIDTH * (at - ends[0]) / (ends[1] - ends[0]), 1)

    low, high, mark = (None if each is None else place(each) for each in (low, high, mark))
    return Bar(
        start=f"{ends[0]:.3g}", end=f"{ends[1]:.3g}", value=place(value), low=low, high=high, mark=mark
    )


def span(values: Iterable[float | None]) -> tuple[float, float]:
    """The ends of an axis that holds 0, 1 and all values."""
    known = [each for each in values if each is not None]
    return min(0.0, *known), max(1.0, *known)


def around(values: Iterable[float | None]) -> tuple[float, float]:
    """The ends of an axis that holds all values, with 0 in its middle."""
    reach = max((abs(each) for each in values if each is not None), default=0.0) or 1.0
    return -reach, reach


def reliability_plot(rows: Sequence[ClaimRow]) -> tuple[Dot, ...]:
    """How often claims are right beside how sure their labels are, one point for each range of confidence."""
    bins = reliability([row.confidence for row in rows], [row.right for row in rows])
    most = max(each.n for each in bins)
    return tuple(
        Dot(
            x=round(_LEFT + _SIDE * each.confidence, 1),
            y=_height(each.accuracy),
            ideal=_height(each.confidence),
            radius=round(_LEAST + _MOST * sqrt(each.n / most), 1),
            n=each.n,
            confidence=each.confidence,
            accuracy=each.accuracy,
        )
        for each in bins
    )


def _height(share: float) -> float:
    return round(_TOP + _SIDE * (1 - share), 1)

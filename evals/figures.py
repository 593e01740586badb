"""Measured figures beside their targets, and the sums behind them."""

import math
import resource
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter, process_time
from typing import NamedTuple

from pydantic import Field

from vectorstore.values import Value


class Figure(Value):
    """One measured figure."""

    name: str = Field(description="What was measured.")
    value: float = Field(description="The figure.")
    unit: str = Field(default="", description="Its unit; none for a ratio.")
    target: float = Field(description="What it is to reach.")
    at_least: bool = Field(default=False, description="Whether the target is a least rather than a most.")
    detail: str = Field(default="", description="How it came about.")

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.value >= self.target if self.at_least else self.value <= self.target


class Spent(NamedTuple):
    """What an action took, in seconds."""

    wall: float
    processor: float
    """Of all cores together; other programs on the machine change it less."""


def spent(action: Callable[[], object]) -> Spent:
    """Do `action` and tell what it took."""
    wall, processor = perf_counter(), process_time()
    action()
    return Spent(perf_counter() - wall, process_time() - processor)


def seconds(action: Callable[[], object]) -> float:
    """How long `action` takes by the clock on the wall."""
    return spent(action).wall


def peak() -> float:
    """Most memory that this process has held, in MB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1e6 if sys.platform == "darwin" else 1e3)  # bytes on macOS, kilobytes elsewhere


def exponent(costs: Mapping[int, float]) -> float:
    """Exponent e of cost ~ size^e, the slope of the least-squares line through the logarithms; 1 is linear.

    Args:
        costs: Cost of each size, both above 0; at least two sizes.

    Raises:
        ValueError: If there are fewer than two sizes: undefined, not zero.
    """
    if len(costs) < 2:
        raise ValueError(f"an exponent needs two sizes or more, not {len(costs)!r}")
    sizes = [math.log(size) for size in costs]
    return statistics.linear_regression(sizes, [math.log(cost) for cost in costs.values()]).slope


def percentile(values: Sequence[float], share: float) -> float:
    """The least of `values` that at least `share` of them do not exceed (nearest rank); `share` in (0, 1].

    Raises:
        ValueError: If `values` is empty: undefined, not zero.
    """
    if not values:
        raise ValueError("a percentile of no values is undefined; measure something first")
    return sorted(values)[math.ceil(share * len(values) - 1e-9) - 1]


def table(figures: Sequence[Figure]) -> str:
    """One line for each figure: its name, the figure, the target, met or missed, and how it came about."""
    rows = [("figure", "measured", "target", "", "detail")]
    for figure in figures:
        relation = "≥" if figure.at_least else "≤"
        outcome = "met" if figure.met else "MISSED"
        rows.append(
            (
                figure.name,
                _shown(figure.value, figure.unit),
                f"{relation} {_shown(figure.target, figure.unit)}",
                outcome,
                figure.detail,
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def _shown(number: float, unit: str) -> str:
    digits = f"{number:.0f}" if number >= 100 else f"{number:.3g}"
    return f"{digits} {unit}".strip()

"""How sure a figure is: bootstrap intervals, paired tests of two runs, agreement of two graders.

Percentile bootstrap (Efron & Tibshirani 1993, 13.3): with few items, or items that share articles, its
intervals are somewhat too narrow. Exact tests rather than their chi-squared and normal approximations, which
fail on the few items that two versions of a prompt tell apart.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from pydantic import Field

from evals.rows import Row
from vectorstore.values import Value

T = TypeVar("T")
R = TypeVar("R", bound=Row)


class Interval(Value):
    """A 95 % interval, in the unit of what was measured."""

    low: float = Field(description="2.5th percentile of the resamples.")
    high: float = Field(description="97.5th percentile of the resamples.")
    skipped: int = Field(ge=0, description="Resamples for which the metric is undefined, left out.")

    @property
    def excludes_zero(self) -> bool:
        """Whether a difference with this interval is significant at 5 %."""
        return self.low > 0 or self.high < 0


class Both(NamedTuple, Generic[R]):
    """One item in two runs."""

    before: R
    after: R


class Rated(Value):
    """One item with the labels of two graders."""

    first: str = Field(description="Label by the one.")
    second: str = Field(description="Label by the other.")


def bootstrap(
    rows: Sequence[T], metric: Callable[[Sequence[T]], float], *, seed: int, resamples: int = 1000
) -> Interval:
    """95 % percentile interval of `metric` over `rows`, drawn anew with replacement.

    Args:
        rows: Items, taken as independent.
        metric: Raises ValueError where it is undefined; such resamples are skipped and counted.
        seed: The same gives the same interval.
        resamples: How many draws.

    Raises:
        ValueError: If there are no rows, or if the metric is undefined for every resample.

    Source: Efron & Tibshirani 1993, An Introduction to the Bootstrap, 13.3.
    """
    if not rows:
        raise ValueError("an interval over no rows is undefined; give at least one")
    draws = np.random.default_rng(seed)
    found: list[float] = []
    for _ in range(resamples):
        drawn = draws.integers(len(rows), size=len(rows)).tolist()
        try:
            found.append(metric([rows[at] for at in drawn]))
        except ValueError:
            continue
    if not found:
        raise ValueError(f"the metric is undefined for all of {resamples!r} resamples of {len(rows)!r} rows")
    low, high = np.percentile(found, [2.5, 97.5])
    return Interval(low=float(low), high=float(high), skipped=resamples - len(found))


def paired(before: Sequence[R], after: Sequence[R]) -> tuple[Both[R], ...]:
    """The items that two runs share, by id, in the order of the first.

    Raises:
        ValueError: If they share none, or if an id stands twice in a run.
    """
    for run in (before, after):
        twice = [name for name, times in Counter(row.id for row in run).items() if times > 1]
        if twice:
            raise ValueError(f"item {twice[0]!r} stands twice in a run; give every item its own id")
    later = {row.id: row for row in after}
    shared = tuple(Both(row, later[row.id]) for row in before if row.id in later)
    if not shared:
        raise ValueError(
            f"runs of {len(before)!r} and {len(after)!r} items share none; compare two of one suite"
        )
    return shared


def difference(
    both: Sequence[Both[R]], metric: Callable[[Sequence[R]], float], *, seed: int, resamples: int = 1000
) -> Interval:
    """95 % interval of `metric` after less `metric` before, items drawn in pairs.

    Args:
        both: Items that two runs share, see `paired`.
        metric: As of `bootstrap`.
        seed: As of `bootstrap`.
        resamples: How many draws.

    Raises:
        ValueError: As `bootstrap`.

    Source: Efron & Tibshirani 1993, 8.3 and 13.3; Koehn 2004 for the use on the items of two systems.
    """

    def gain(drawn: Sequence[Both[R]]) -> float:
        return metric([item.after for item in drawn]) - metric([item.before for item in drawn])

    return bootstrap(both, gain, seed=seed, resamples=resamples)


def sign_test(differences: Sequence[float]) -> float:
    """Two-sided exact p-value, in (0, 1], that differences fall as often above zero as below.

    Zeros are left out; if nothing else is left, the runs are alike and p is 1.

    Raises:
        ValueError: If there are no differences: undefined, not 1.

    Source: Dixon & Mood 1946, the binomial test with share 1/2.
    """
    if not differences:
        raise ValueError("a sign test of no differences is undefined; compare runs that share items")
    above, below = sum(each > 0 for each in differences), sum(each < 0 for each in differences)
    n, ways, term = above + below, 0, 1
    for k in range(min(above, below) + 1):
        ways += term
        term = term * (n - k) // (k + 1)
    return float(min(1.0, 2 * ways / 2**n))


def mcnemar(both: Sequence[Both[R]]) -> float:
    """Two-sided exact p-value, in (0, 1], that as many items turned right as turned wrong.

    Items whose outcome is no yes or no in either run are left out.

    Raises:
        ValueError: If no item is left: undefined, not 1.

    Source: McNemar 1947, in its exact form: the sign test on the items that differ.
    """
    outcomes = [(item.before.right, item.after.right) for item in both]
    return sign_test([late - early for early, late in outcomes if early is not None and late is not None])


def kappa(rated: Sequence[Rated]) -> float:
    """Cohen's kappa of two graders, in [-1, 1]: 1 is full agreement, 0 is agreement by chance.

    Its interval is `bootstrap(rated, kappa, seed=…)`.

    Raises:
        ValueError: If nothing is rated, or if both graders give everything one same label: undefined.

    Source: Cohen 1960, A Coefficient of Agreement for Nominal Scales.
    """
    n = len(rated)
    if not n:
        raise ValueError("agreement on nothing is undefined; give at least one rated item")
    first, second = Counter(each.first for each in rated), Counter(each.second for each in rated)
    chance = sum(first[label] * second[label] for label in first)
    if chance == n * n:
        raise ValueError(f"agreement is undefined where every label is {rated[0].first!r}; rate others too")
    agreed = sum(each.first == each.second for each in rated)
    return (agreed * n - chance) / (n * n - chance)

"""Whether two values can both hold, as far as their wording allows."""

import math
import re

from agent.disagree.spelling import spelt
from agent.disagree.values import Cause, Clock, Detail, Month
from agent.language.dates import Day, same_day
from agent.language.numbers import Quantity
from agent.language.numbers import agree as same_number
from agent.language.words import concepts

_OPEN = 1e9
"""Upper bound from which on a number only says that there was some."""
_SCALES = ((r"thousand|\dk\b", 1e3), (r"million|\dmn?\b", 1e6), ("billion|bn", 1e9), ("trillion", 1e12))
_LARGE = 1_000
"""From where on a whole number that ends in noughts is taken for a rounded one."""
_HALF_DAY, _DAY = 720, 1440


def _same_clock(one: Clock, other: Clock) -> bool:
    period = _HALF_DAY if one.half or other.half else _DAY
    apart = abs(one.minutes - other.minutes) % period
    return min(apart, period - apart) <= one.slack + other.slack


def _same_day(one: Day, other: Day) -> bool | None:
    """Whether both can be one day; a bare weekday may mean that of another week than was taken for it."""
    same = same_day(one, other)
    bare = one.weekday == other.weekday and not (one.month_day and other.month_day)
    return None if same is False and bare else same


def _same_month(one: Month, other: Month) -> bool:
    return one.month == other.month and (one.year is None or other.year is None or one.year == other.year)


def _step(quantity: Quantity) -> float:
    """What the last written digit of a large or scaled number counts: 3.3 million is told to the 100,000."""
    digits = re.match(r"[\d,]*(?:\.(\d+))?", quantity.text)
    places = len(digits[1] or "") if digits else 0
    scale = next((n for word, n in _SCALES if re.search(word, quantity.text, re.IGNORECASE)), 1.0)
    if scale > 1 or places:
        return scale / math.pow(10, places)
    noughts = re.search(r"0*$", f"{quantity.value:.0f}")
    return math.pow(10, len(noughts.group())) if noughts and quantity.value >= _LARGE else 0.0


def _same_count(one: Quantity, other: Quantity) -> bool | None:
    """Whether both can hold; that somebody was hurt agrees with no number, and excludes none but zero."""
    if (one.high > _OPEN * one.low) != (other.high > _OPEN * other.low) and min(one.high, other.high) > 0:
        return None
    return same_number(one, other) or abs(one.value - other.value) <= max(_step(one), _step(other)) / 2


def agree(one: Detail, other: Detail) -> bool | None:
    """Whether both details can hold; None where that cannot be told."""
    mine, theirs = one.value, other.value
    if isinstance(mine, Quantity) and isinstance(theirs, Quantity):
        return _same_count(mine, theirs)
    if isinstance(mine, Day) and isinstance(theirs, Day):
        return _same_day(mine, theirs)
    if isinstance(mine, Clock) and isinstance(theirs, Clock):
        return _same_clock(mine, theirs)
    if isinstance(mine, Month) and isinstance(theirs, Month):
        return _same_month(mine, theirs)
    if isinstance(mine, Cause) and isinstance(theirs, Cause):
        return bool(mine.cause & theirs.cause)
    return mine == theirs or spelt(str(mine)) == spelt(str(theirs))


def dropped(one: Detail, other: Detail) -> bool:
    """Whether the sentence of `one` says that it is not, or is no longer, the value of `other`."""
    return any(
        type(value) is type(other.value) and agree(one._replace(value=value), other) is True
        for value in one.instead
    )


def words(detail: Detail) -> frozenset[str]:
    """Concepts of the words of a detail itself."""
    return concepts(detail.text)

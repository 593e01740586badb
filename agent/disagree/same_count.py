"""Whether two numbers count the same thing."""

import re

from agent.disagree.agree import dropped
from agent.disagree.counts import SHARE
from agent.disagree.event import (
    ALIKE,
    ALONE,
    FATED,
    GENERIC,
    LOOSE,
    PEOPLE,
    apart,
    bare,
    elsewhere,
    other_time,
    unit_of,
)
from agent.disagree.times import DUE
from agent.disagree.values import Detail, Held, Stated
from agent.language.numbers import Measure, Quantity

_CLOSE = 0.36
"""Least likeness where a telling unit is all that two clauses share."""
_APART_COUNTED = 5
"""Ratio beyond which two numbers are of different things where nothing but a unit tells what is counted."""
_APART = 10
"""The same where it is told what befell them: deaths in all and deaths on a day, say."""
_SPARED = frozenset({"badly injured", "injured"})
"""Fates that befell nobody where nobody died either."""
_LISTED = re.compile(
    r"\s(?:[a-z]+\s){1,3}?and\s(?:at\sleast\s)?(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten)\s[a-z]"
)
"""Behind the first of several counts that only together are all: "eight students and two teachers"."""
_TOTAL = re.compile(
    r"\b(?:in\s+(?:all|total)|altogether|combined|overall|worldwide|nationwide)\b", re.IGNORECASE
)
_FOR, _AGAINST = re.compile(r"\bin\s+favou?r|\bfor\b|\bsupport"), re.compile(r"\bagainst|\boppos")


def _same_people(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two counts of people to whom the same happened are of the same event."""
    mine, theirs = one.detail, other.detail
    units = [unit_of(each) - GENERIC for each in (mine, theirs)]
    if elsewhere(one) or elsewhere(other):
        return False
    if all(units) and not units[0] & units[1]:
        return False
    if any(units) and not all(units):
        some, every = (mine.value, theirs.value) if units[0] else (theirs.value, mine.value)
        if _LISTED.match(_after(one if units[0] else other)):
            return False
        named = (units[0] | units[1]) & (mine.said & theirs.said)
        if alike < LOOSE or not (named or _more(some, every)):
            return False
    if apart(mine, theirs):
        return False
    shared = (mine.said & theirs.said) - FATED - PEOPLE
    return bare(mine) or bare(theirs) or (bool(shared) and alike >= ALONE)


def _after(stated: Stated) -> str:
    """What stands behind the words of a number."""
    value, text = stated.detail.value, stated.statement.claim.text
    return text[value.end :] if isinstance(value, Quantity) else ""


def _same_fate(one: Detail, other: Detail) -> bool:
    """Whether one count excludes another: that nobody was badly hurt excludes also that somebody died."""
    if one.role == other.role:
        return True
    spared = [each for each in (one, other) if isinstance(each.value, Quantity) and not each.value.high]
    return len(spared) == 1 and spared[0].role in _SPARED and "killed" in {one.role, other.role}


def _more(some: Held, every: Held) -> bool:
    """Whether some of the people, told by what they are, are more than all of them, who cannot be fewer."""
    return isinstance(some, Quantity) and isinstance(every, Quantity) and some.low > every.high


def _sides_with(stated: Stated) -> set[bool]:
    """Whether a share is told to be for something, or against it."""
    value = stated.detail
    text = stated.statement.claim.text[value.end : value.end + 40]
    return {told for told, word in ((True, _FOR), (False, _AGAINST)) if word.search(text)}


def same_count(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two numbers count the same: a telling unit and some context, or a common one and much of it."""
    mine, theirs = one.detail.value, other.detail.value
    if not (isinstance(mine, Quantity) and isinstance(theirs, Quantity)):
        return isinstance(mine, str) and isinstance(theirs, str) and alike >= LOOSE
    if mine.measure is not theirs.measure or mine.whole is not theirs.whole:
        return False
    if one.detail.role == other.detail.role == SHARE:
        shared = (one.detail.said & other.detail.said) - unit_of(one.detail)
        return bool(unit_of(one.detail) & unit_of(other.detail) and shared) and alike >= ALIKE
    if _replaced(one.detail, other.detail) and alike >= ALONE / 2:
        return True
    if _only_wanted(one, other) or one.detail.part != other.detail.part:
        return False
    units = unit_of(one.detail) | unit_of(other.detail)
    if one.detail.part and not (one.detail.near & other.detail.near) - units:
        return False
    small, large = sorted((mine.value, theirs.value))
    if one.detail.role or other.detail.role:
        if not _same_fate(one.detail, other.detail) or large > _APART * small > 0:
            return False
        return _same_people(one, other, alike)
    if apart(one.detail, other.detail) or other_time(one.statement.claim.text, other.statement.claim.text):
        return False
    return 0 < large <= _APART_COUNTED * small and _same_unit(one, other, alike)


def _only_wanted(one: Stated, other: Stated) -> bool:
    """Whether one number is only asked for or planned, and the other is neither so nor yet to come."""
    if one.detail.wanted == other.detail.wanted:
        return False
    return not DUE.search((other if one.detail.wanted else one).statement.claim.text)


def _in_all(stated: Stated) -> bool:
    """Whether a number is told to be a total."""
    end = stated.detail.end
    return bool(_TOTAL.search(stated.statement.claim.text[end : end + 40]))


def _replaced(one: Detail, other: Detail) -> bool:
    """Whether one of two sentences names the other's value as wrong or former."""
    units = unit_of(one), unit_of(other)
    return bool((units[0] & units[1]) or not all(units)) and (dropped(one, other) or dropped(other, one))


def _same_unit(one: Stated, other: Stated, alike: float) -> bool:
    mine, theirs = one.detail, other.detail
    if _in_all(one) != _in_all(other):
        return False
    shared, either = unit_of(mine) & unit_of(theirs), unit_of(mine) | unit_of(theirs)
    rest = (mine.about & theirs.about) - either
    if shared - GENERIC and len(shared) >= 0.3 * len(either):
        least = LOOSE if rest or len(shared) > 1 else _CLOSE
        return alike >= (ALONE if one.alone and other.alone else least)
    if _sides_with(one) and _sides_with(other) and not _sides_with(one) & _sides_with(other):
        return False
    near = (mine.near & theirs.near) - GENERIC
    if isinstance(mine.value, Quantity) and mine.value.measure is Measure.AGE:
        return bool(near) and alike >= ALIKE
    if isinstance(mine.value, Quantity) and mine.value.measure is Measure.MONEY and alike >= ALIKE:
        return len((mine.said & theirs.said) - either) >= 3 or len(near) >= 2
    fewer = min(len(mine.about - either), len(theirs.about - either))
    return bool(shared) and bool(near) and alike >= ALIKE and (len(rest) >= 2 or 0 < fewer <= 2 * len(rest))

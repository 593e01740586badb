"""Days that a text names: weekdays, dates and relative days, resolved against the publication date.

A bare weekday in news means the nearest such day before (or on) publication, or after it when the verb
looks ahead.
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

DAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
"""Weekdays, from Monday."""
MONTHS = tuple(
    "january february march april may june july august september october november december".split()
)
"""Months, from January."""
MONTH = (
    rf"(?:{'|'.join(MONTHS)}"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?)"
)
MONTH_BEFORE = re.compile(rf"\b{MONTH}\s+$", re.IGNORECASE)
MONTH_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}(?!\w)", re.IGNORECASE)
_MENTION = re.compile(
    rf"""(?P<iso>\b(?P<iy>\d{{4}})-(?P<im>\d\d)-(?P<id>\d\d)\b)
      | \b(?P<m1>{MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>\d{{4}}))?\b(?!,\d{{3}})
      | \b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{MONTH})(?:,?\s+(?P<y2>\d{{4}}))?(?!\w)
      | \b(?P<next>next\s+)?(?P<weekday>{"|".join(DAYS)})(?:s|night)?\b
      | \b(?P<relative>today|yesterday|tomorrow|tonight)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AHEAD = re.compile(
    r"\b(?:will|would|scheduled|due|set|plans?|planned|expected|going\s+to|upcoming|next|until)\b"
    r"|\bby\s+(?:(?:early|late|noon|midnight|the\s+end\s+of)\s+)?(?:on\s+)?\w+$",
    re.I,
)
"""Words before a weekday, and it, by which it is yet to come; "closed by a storm on Monday" is none."""


class Day(NamedTuple):
    """A day that a text names; whichever of the three is known."""

    text: str
    start: int
    end: int
    weekday: int | None
    month_day: tuple[int, int] | None
    resolved: date | None


def month(name: str) -> int:
    """The number of a month by its name, or by how it begins."""
    return next(n for n, each in enumerate(MONTHS, 1) if each.startswith(name.lower().rstrip(".")[:3]))


def _calendar(match: re.Match[str], published: date | None) -> Day | None:
    if match["iso"]:
        year, number, day = int(match["iy"]), int(match["im"]), int(match["id"])
    else:
        number = month(match["m1"] or match["m2"])
        day = int(match["d1"] or match["d2"])
        stated = match["y1"] or match["y2"]
        year = int(stated) if stated else (published.year if published else 0)
    try:
        resolved = date(year or 2000, number, day)
    except ValueError:
        return None
    known = resolved if year else None
    return Day(match.group(), *match.span(), known.weekday() if known else None, (number, day), known)


def _relative(match: re.Match[str], text: str, published: date | None) -> Day:
    if name := match["relative"]:
        shift = {"yesterday": -1, "tomorrow": 1}.get(name.lower(), 0)
        resolved = published + timedelta(days=shift) if published else None
        return Day(match.group(), *match.span(), resolved.weekday() if resolved else None, None, resolved)
    weekday = DAYS.index(match["weekday"].lower())
    resolved = None
    if published:
        ahead = _AHEAD.search(text[max(0, match.start() - 60) : match.start() + len(match.group())])
        step = (weekday - published.weekday()) % 7 if ahead else -((published.weekday() - weekday) % 7)
        resolved = published + timedelta(days=step)
    return Day(match.group(), *match.span(), weekday, None, resolved)


@lru_cache(maxsize=20_000)
def _days(text: str, published: date | None) -> tuple[Day, ...]:
    found = []
    for match in _MENTION.finditer(text):
        named = match["weekday"] or match["relative"]
        day = _relative(match, text, published) if named else _calendar(match, published)
        if day:
            found.append(day)
    return tuple(found)


def days(text: str, published: datetime | None = None) -> tuple[Day, ...]:
    """Days that `text` names, in order; `published` is when it was published."""
    return _days(text, published.date() if published else None)


def same_day(one: Day, other: Day) -> bool | None:
    """Whether both name the same day; None where that cannot be told."""
    if one.weekday is not None and other.weekday is not None and one.weekday != other.weekday:
        return False
    if one.resolved and other.resolved and one.month_day and other.month_day:
        return one.resolved == other.resolved
    if one.month_day and other.month_day:
        return one.month_day == other.month_day
    if one.resolved and other.resolved:
        return one.resolved == other.resolved
    if one.weekday is not None and other.weekday is not None:
        return True
    return None

"""Whether two clauses can be of one event, as far as the words around a value tell."""

import re
from functools import lru_cache

from agent.disagree.values import Detail, Stated
from agent.language.numbers import Quantity
from agent.language.words import concepts

ALIKE = 0.42
"""Least likeness of two sentences whose details are compared."""
LOOSE = 0.28
"""Least likeness where a telling unit ("passengers", "hectares") ties two numbers already."""
ALONE = 0.2
"""The same, where each article counts that unit only once."""
_BARE = 3
"""Content words, besides a count's own, up to which a sentence can only mean the event of its article."""
PEOPLE = frozenset("peopl person other".split())
GENERIC = PEOPLE | frozenset(
    """man woman day week month year hour minut time percent vote part case way side euro dollar crown
    pound metr mile kilometr million billion thousand hundr point mark franc cent member new total
    number mani""".split()
)
"""Concepts of units that alone do not tell what is counted."""
FATED = frozenset(
    "kill injur miss arrest detain evacu rescu shoot shot seriously serious critic bad fatal".split()
)
"""What befalls people, as concepts: no unit of their count."""
_TURNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:first|second|third|fourth|fifth|sixth|(?:last|final)(?!\s+(?:year|month|week|night|\w+day)))\b",
        r"\b(?:men|women|boys|girls)\b",
        r"\b(north|south|east|west)(?=ern\b|\b)",
        r"\b\d{1,2}[-–]\d{1,2}\b",
    )
)
"""What tells one of several from another: turns, who, where, and scores."""
_TIMES = _TURNS + tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?:19|20)\d\d\b",
        r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b",
        r"\b(?:Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays|weekdays|weekends)\b",
    )
)
"""The same with years, months and the days of the week in general."""
_OTHER_EVENT = re.compile(
    r"\b(?:in\s+(?:19|20)\d\d|last\s+(?:year|month)|years?\s+ago|earlier\s+this\s+year"
    r"|in\s+recent\s+(?:years|months)|per\s+(?:year|day)|since\s+(?:19|20)\d\d|previous|previously|annual\w*"
    r"|each\s+(?:year|day)|every\s+(?:year|day)|on\s+average)\b",
    re.IGNORECASE,
)


def telling_unit(detail: Detail) -> frozenset[str]:
    """Concepts of what a number counts that alone tell it."""
    return unit_of(detail) - GENERIC


def unit_of(detail: Detail) -> frozenset[str]:
    """Concepts of what a number counts; what befell it is none."""
    return detail.value.unit - FATED if isinstance(detail.value, Quantity) else frozenset()


def elsewhere(stated: Stated) -> bool:
    """Whether a sentence speaks of an event other than that of its article."""
    return bool(_OTHER_EVENT.search(stated.statement.claim.text))


def other_time(one: str, other: str) -> bool:
    """Whether two sentences tell of different months, years, kinds of day or turns ("first", "second")."""
    return any(
        mine and theirs and not mine & theirs
        for mine, theirs in ((_found(read, one), _found(read, other)) for read in _TIMES)
    )


def other_turn(one: str, other: str) -> bool:
    """Whether two sentences tell of different turns or scores; their months may be what they differ in."""
    return any(
        mine and theirs and not mine & theirs
        for mine, theirs in ((_found(read, one), _found(read, other)) for read in _TURNS)
    )


@lru_cache(maxsize=20_000)
def _found(read: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset(match.lower() for match in read.findall(text))


def bare(detail: Detail) -> bool:
    """Whether a sentence says hardly more than that something befell some people."""
    rest = detail.said - FATED - PEOPLE - concepts(detail.text)
    return sum(word.isalpha() for word in rest) <= _BARE


def apart(one: Detail, other: Detail) -> bool:
    """Whether two clauses name different places or people only, and so tell of different things."""
    return bool(one.named and other.named and not one.named & other.named)

"""Whether two details speak of the same thing, and whether they can both hold."""

import re
import unicodedata
from difflib import SequenceMatcher

from agent.alike import overlap
from agent.claims import Statement
from agent.disagree.values import Detail
from agent.language.dates import Day, same_day
from agent.language.names import names
from agent.language.numbers import Measure, Quantity
from agent.language.numbers import agree as same_number
from agent.language.polarity import hedged, opposite_conflict
from agent.language.words import concept, concepts, tokens
from agent.values import DisagreementKind

_ALIKE = 0.42
"""Least likeness of two sentences whose details are compared."""
_SAME_EVENT = 0.5
"""Least overlap of two clauses that date the same event, where no named event ties them."""
_LOOSE = 0.28
"""Least likeness where a telling unit ("passengers", "hectares") ties two numbers already."""
_CLOSE = 0.36
"""The same, where the unit is all that their clauses share."""
_APART = 10
"""Ratio beyond which two numbers are of different things: deaths in all and deaths on a day, say."""
_SLIP = 0.6
"""Least likeness of two given names, or surnames, of which one may be a slip for the other."""
_OPPOSED = 0.58
"""Least likeness of two sentences of which one reverses the other."""
_GENERIC = frozenset(
    """peopl person man woman day week month year hour minut time percent vote part case way side euro dollar
    crown pound metr mile kilometr""".split()
)
"""Concepts of units that alone do not tell what is counted."""

_FATES = frozenset("kill injur arrest rescu evacu miss home vote protest".split())
"""What befalls or is done by people; a count of one is not a count of the other."""


def _same_count(one: Detail, other: Detail, alike: float) -> bool:
    """Whether two numbers count the same: a telling unit and some context, or a common one and much of it."""
    mine, theirs = one.value, other.value
    if not (isinstance(mine, Quantity) and isinstance(theirs, Quantity)):
        return isinstance(mine, str) and isinstance(theirs, str) and alike >= _LOOSE
    if mine.measure is not theirs.measure or mine.whole is not theirs.whole or one.wanted != other.wanted:
        return False
    shared = mine.unit & theirs.unit
    either = mine.unit | theirs.unit
    rest = (one.about & other.about) - either
    if shared - _GENERIC and len(shared) >= 0.3 * len(either):
        return alike >= (_LOOSE if rest or len(shared) > 1 else _CLOSE)
    if mine.measure in {Measure.TIME, Measure.MONEY} and alike >= _ALIKE:
        return len((one.said & other.said) - either) >= 3
    if _differ_in_fate(one, other):
        return False
    fewer = min(len(one.about - either), len(other.about - either))
    return bool(shared) and alike >= _ALIKE and (len(rest) >= 2 or 0 < fewer <= 2 * len(rest))


def _differ_in_fate(one: Detail, other: Detail) -> bool:
    """Whether two counts of people are of those killed and those injured, say."""
    mine, theirs = one.about & _FATES, other.about & _FATES
    return bool(mine and theirs and not mine & theirs)


def _misspelt(one: str, other: str) -> bool:
    """Whether two full names share one word and differ in the other only as a slip would make it."""
    (first, last), (given, family) = (_spelt(word).split() for word in (one, other))
    if first != given and last == family:
        mine, theirs = first, given
    elif first == given and last != family:
        mine, theirs = last, family
    else:
        return False
    if mine.startswith(theirs) or theirs.startswith(mine):
        return False
    return mine[0] == theirs[0] and SequenceMatcher(None, mine, theirs).ratio() >= _SLIP


def _spelt(name: str) -> str:
    """A name without accents and doubled letters, by which outlets transcribe the same name differently."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"(\w)\1", r"\1", bare)


def comparable(one: Detail, other: Detail, alike: float) -> bool:
    """Whether two details of one kind speak of the same thing.

    Args:
        one: A detail.
        other: One of another sentence.
        alike: Likeness of the two sentences.
    """
    if one.kind is DisagreementKind.NUMBER:
        return _same_count(one, other, alike)
    if one.kind is DisagreementKind.NAME:
        return one.value == other.value or _misspelt(str(one.value), str(other.value))
    shared = (one.about & other.about) - one.named - other.named
    if one.kind is DisagreementKind.DATE:
        events = {anchor for anchor in one.anchors & other.anchors if "+" in anchor}
        event = bool(events) and bool(shared)
        return event or (
            alike >= _ALIKE and overlap(one.about, other.about) >= _SAME_EVENT and len(shared) >= 2
        )
    return alike >= _ALIKE and len(shared) >= 1


def agree(one: Detail, other: Detail) -> bool | None:
    """Whether both details can hold; None where that cannot be told."""
    if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
        return same_number(one.value, other.value)
    if isinstance(one.value, Day) and isinstance(other.value, Day):
        return same_day(one.value, other.value)
    if one.kind is DisagreementKind.CAUSE:
        return bool(concepts(str(one.value)) & concepts(str(other.value)))
    return one.value == other.value


def outcome(one: Statement, other: Statement, alike: float) -> tuple[Detail, Detail] | None:
    """The two sentences as details, where one says the opposite of the other in the author's own voice."""
    if alike < _OPPOSED or one.claim.speaker or other.claim.speaker:
        return None
    left, right = one.claim.text, other.claim.text
    if hedged(left) != hedged(right):
        return None
    pair = opposite_conflict(left, right)
    if pair is None:
        return None
    named = frozenset(concept(t.stem) for text in (left, right) for n in names(text) for t in tokens(n.text))
    about = concepts(left) & concepts(right)
    if len(about - named) < 3:
        return None
    return (
        Detail(DisagreementKind.OUTCOME, left, pair[0], about, frozenset(), frozenset(), about, False),
        Detail(DisagreementKind.OUTCOME, right, pair[1], about, frozenset(), frozenset(), about, False),
    )

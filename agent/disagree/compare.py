"""Whether two details speak of the same thing, and whether they can both hold."""

from agent.alike import overlap
from agent.claims import Statement
from agent.disagree.values import Detail
from agent.language.dates import Day, same_day
from agent.language.numbers import Quantity, agree as same_number, same_unit
from agent.language.polarity import hedged, opposite_conflict
from agent.language.words import concepts
from agent.values import DisagreementKind

_ALIKE = 0.42
"""Least likeness of two sentences whose details are compared."""
_SAME_EVENT = 0.5
"""Least overlap of two clauses that date the same event, where no named event ties them."""
_OPPOSED = 0.62
"""Least likeness of two sentences of which one reverses the other."""


def _units(one: Quantity, other: Quantity) -> float:
    if not one.unit and not other.unit:
        return 0.5 if one.measure is other.measure else 0.0
    return len(one.unit & other.unit) / max(1, len(one.unit | other.unit))


def comparable(one: Detail, other: Detail, alike: float) -> bool:
    """Whether two details of one kind speak of the same thing.

    Args:
        one: A detail.
        other: One of another sentence.
        alike: Likeness of the two sentences.
    """
    shared = one.about & other.about
    if one.kind is DisagreementKind.NUMBER:
        assert isinstance(one.value, Quantity) and isinstance(other.value, Quantity)
        if one.value.measure is not other.value.measure or _units(one.value, other.value) < 0.34:
            return False
        rest = shared - one.value.unit - other.value.unit
        return (alike >= _ALIKE and bool(rest)) or (same_unit(one.value, other.value) and len(rest) >= 3)
    events = {anchor for anchor in one.anchors & other.anchors if "+" in anchor}
    if one.kind is DisagreementKind.DATE:
        return bool(events) or (alike >= _ALIKE and overlap(one.about, other.about) >= _SAME_EVENT and len(shared) >= 3)
    if one.kind is DisagreementKind.NAME:
        return one.value == other.value and alike >= _ALIKE
    return alike >= _ALIKE and len(shared) >= 1


def agree(one: Detail, other: Detail) -> bool | None:
    """Whether both details can hold; None where that cannot be told."""
    if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
        return same_number(one.value, other.value)
    if isinstance(one.value, Day) and isinstance(other.value, Day):
        return same_day(one.value, other.value)
    if one.kind is DisagreementKind.NAME:
        return bool({w.lower() for w in one.text.split()[1:]} & {w.lower() for w in other.text.split()[1:]})
    left, right = concepts(str(one.value)), concepts(str(other.value))
    return bool(left & right)


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
    about = concepts(left) & concepts(right)
    return (
        Detail(DisagreementKind.OUTCOME, left, pair[0], about, frozenset()),
        Detail(DisagreementKind.OUTCOME, right, pair[1], about, frozenset()),
    )

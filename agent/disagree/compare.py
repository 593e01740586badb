"""Whether two details speak of the same thing."""

from agent.disagree.causes import WEAK
from agent.disagree.event import ALIKE, ALONE, GENERIC, LOOSE, apart
from agent.disagree.roles import SINGLE
from agent.disagree.same_count import same_count
from agent.disagree.same_date import same_date
from agent.disagree.spelling import misspelt, spelt
from agent.disagree.values import Cause, Stated
from agent.language.words import concepts
from agent.values import DisagreementKind


def _same_person(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two full names are of one person, or of two who cannot both hold one office."""
    mine, theirs = str(one.detail.value), str(other.detail.value)
    if spelt(mine) == spelt(theirs) or misspelt(mine, theirs):
        return True
    if apart(one.detail, other.detail):
        return False
    single = one.detail.role in SINGLE
    if not one.detail.role or one.detail.role != other.detail.role or alike < (LOOSE if single else ALIKE):
        return False
    absent = not any(
        name.split()[-1] in stated.source.article.text.lower()
        for name, stated in ((mine, other), (theirs, one))
    )
    office = concepts(one.detail.role)
    return absent and (single or len((one.detail.said & other.detail.said) - office - GENERIC) >= 2)


def _same_effect(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two causes are given for one thing."""
    mine, theirs = one.detail, other.detail
    if not (isinstance(mine.value, Cause) and isinstance(theirs.value, Cause)):
        return False
    effects = mine.value.effect, theirs.value.effect
    shared = effects[0] & effects[1]
    if WEAK in {mine.role, theirs.role}:
        return len(shared) >= 2 and 2 * len(shared) >= min(map(len, effects)) and alike >= ALIKE
    if not all(effects):
        return alike >= ALONE
    return bool(shared) and 2 * len(shared) >= min(map(len, effects))


def comparable(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two details of one kind speak of the same thing.

    Args:
        one: A detail.
        other: One of another sentence.
        alike: Likeness of the two sentences.
    """
    match one.detail.kind:
        case DisagreementKind.NUMBER:
            return same_count(one, other, alike)
        case DisagreementKind.NAME:
            return _same_person(one, other, alike)
        case DisagreementKind.DATE:
            return same_date(one, other, alike)
        case _:
            return _same_effect(one, other, alike)

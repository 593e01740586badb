"""Whether two details speak of the same thing."""

import re

from agent.alike import overlap
from agent.disagree.agree import dropped
from agent.disagree.causes import WEAK
from agent.disagree.counts import SHARE
from agent.disagree.reversals import reversal
from agent.disagree.spelling import misspelt, spelt
from agent.disagree.times import DUE
from agent.disagree.values import Cause, Clock, Detail, Held, Stated
from agent.language.numbers import Measure, Quantity
from agent.language.words import concept, concepts, stem
from agent.values import DisagreementKind

_ALIKE = 0.42
"""Least likeness of two sentences whose details are compared."""
_SAME_EVENT = 0.5
"""Least overlap of two clauses that date the same event, where no named event ties them."""
_LOOSE = 0.28
"""Least likeness where a telling unit ("passengers", "hectares") ties two numbers already."""
_CLOSE = 0.36
"""The same, where the unit is all that their clauses share."""
_ALONE = 0.2
"""The same, where each article counts that unit only once."""
_SURE = 0.6
"""Least likeness of two sentences that name one event and have no word beside their days in common."""
_APART_COUNTED = 5
"""The same where nothing but a unit tells what is counted."""
_APART = 10
"""Ratio beyond which two numbers are of different things: deaths in all and deaths on a day, say."""
_BARE = 3
"""Content words, besides a count's own, up to which a sentence can only mean the event of its article."""
_PEOPLE = frozenset("peopl person other".split())
_GENERIC = _PEOPLE | frozenset(
    """man woman day week month year hour minut time percent vote part case way side euro dollar crown pound metr
    mile kilometr million billion thousand hundr point mark franc cent member new total number mani""".split()
)
"""Concepts of units that alone do not tell what is counted."""
_FATED = frozenset("kill injur miss arrest detain evacu rescu shoot shot seriously serious critic bad fatal".split())
"""What befalls people, as concepts: no unit of their count."""
_OTHER_EVENT = re.compile(
    r"\b(?:in\s+(?:19|20)\d\d|last\s+(?:year|month)|years?\s+ago|earlier\s+this\s+year|in\s+recent\s+(?:years|months)"
    r"|per\s+(?:year|day)|since\s+(?:19|20)\d\d|previous|previously|annual\w*"
    r"|each\s+(?:year|day)|every\s+(?:year|day)|on\s+average)\b",
    re.IGNORECASE,
)
_SPARED = frozenset({"badly injured", "injured"})
"""Fates that befell nobody where nobody died either."""
_HOURS = frozenset("morn afternoon even night noon dawn today yesterday tomorrow a.m p.m am pm".split()) | frozenset(
    concept(stem(day)) for day in "monday tuesday wednesday thursday friday saturday sunday".split()
)
_BODIES = frozenset("find report result conclus verdict decis rule inquiri investig answer".split())
"""What an inquiry ends in; reports are due as their findings are."""
_FOR, _AGAINST = re.compile(r"\bin\s+favou?r|\bfor\b|\bsupport"), re.compile(r"\bagainst|\boppos")


def telling_unit(detail: Detail) -> frozenset[str]:
    """Concepts of what a number counts that alone tell it."""
    return _unit(detail) - _GENERIC


def _unit(detail: Detail) -> frozenset[str]:
    return detail.value.unit - _FATED if isinstance(detail.value, Quantity) else frozenset()


def _elsewhere(stated: Stated) -> bool:
    """Whether a sentence speaks of an event other than that of its article."""
    return bool(_OTHER_EVENT.search(stated.statement.claim.text))


def _bare(detail: Detail) -> bool:
    """Whether a sentence says hardly more than that something befell some people."""
    rest = detail.said - _FATED - _PEOPLE - concepts(detail.text)
    return sum(word.isalpha() for word in rest) <= _BARE


def _apart(one: Detail, other: Detail) -> bool:
    """Whether two clauses name different places or people only, and so tell of different things."""
    return bool(one.named and other.named and not one.named & other.named)


def _same_people(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two counts of people to whom the same happened are of the same event."""
    mine, theirs = one.detail, other.detail
    units = [_unit(each) - _GENERIC for each in (mine, theirs)]
    if _elsewhere(one) or _elsewhere(other):
        return False
    if all(units) and not units[0] & units[1]:
        return False
    if any(units) and not all(units):
        some, every = (mine.value, theirs.value) if units[0] else (theirs.value, mine.value)
        named = (units[0] | units[1]) & (mine.said & theirs.said)
        if alike < _LOOSE or not (named or _more(some, every)):
            return False
    if _apart(mine, theirs):
        return False
    shared = (mine.said & theirs.said) - _FATED - _PEOPLE
    return _bare(mine) or _bare(theirs) or bool(shared) and alike >= _ALONE


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


def _same_count(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two numbers count the same: a telling unit and some context, or a common one and much of it."""
    mine, theirs = one.detail.value, other.detail.value
    if not (isinstance(mine, Quantity) and isinstance(theirs, Quantity)):
        return isinstance(mine, str) and isinstance(theirs, str) and alike >= _LOOSE
    if mine.measure is not theirs.measure or mine.whole is not theirs.whole:
        return False
    if one.detail.role == other.detail.role == SHARE:
        shared = (one.detail.said & other.detail.said) - _unit(one.detail)
        return bool(_unit(one.detail) & _unit(other.detail) and shared) and alike >= _ALIKE
    if _replaced(one.detail, other.detail) and alike >= _ALONE / 2:
        return True
    if one.detail.wanted != other.detail.wanted or one.detail.part != other.detail.part:
        return False
    if one.detail.part and not (one.detail.near & other.detail.near) - _unit(one.detail) - _unit(other.detail):
        return False
    small, large = sorted((mine.value, theirs.value))
    if one.detail.role or other.detail.role:
        if not _same_fate(one.detail, other.detail) or large > _APART * small > 0:
            return False
        return _same_people(one, other, alike)
    return 0 < large <= _APART_COUNTED * small and _same_unit(one, other, alike)


def _replaced(one: Detail, other: Detail) -> bool:
    """Whether one of two sentences names the other's value as wrong or former."""
    units = _unit(one), _unit(other)
    return bool((units[0] & units[1]) or not all(units)) and (dropped(one, other) or dropped(other, one))


def _same_unit(one: Stated, other: Stated, alike: float) -> bool:
    mine, theirs = one.detail, other.detail
    shared, either = _unit(mine) & _unit(theirs), _unit(mine) | _unit(theirs)
    rest = (mine.about & theirs.about) - either
    if shared - _GENERIC and len(shared) >= 0.3 * len(either):
        least = _LOOSE if rest or len(shared) > 1 else _CLOSE
        return alike >= (_ALONE if one.alone and other.alone else least)
    if _sides_with(one) and _sides_with(other) and not _sides_with(one) & _sides_with(other):
        return False
    near = (mine.near & theirs.near) - _GENERIC
    if isinstance(mine.value, Quantity) and mine.value.measure is Measure.MONEY and alike >= _ALIKE:
        return len((mine.said & theirs.said) - either) >= 3 or len(near) >= 2
    fewer = min(len(mine.about - either), len(theirs.about - either))
    return (
        bool(shared) and bool(near) and alike >= _ALIKE and (len(rest) >= 2 or 0 < fewer <= 2 * len(rest))
    )


def _same_person(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two full names are of one person, or of two who cannot both hold one office."""
    mine, theirs = str(one.detail.value), str(other.detail.value)
    if spelt(mine) == spelt(theirs) or misspelt(mine, theirs):
        return True
    if not one.detail.role or one.detail.role != other.detail.role or alike < _ALIKE:
        return False
    absent = not any(
        name.split()[-1] in stated.source.article.text.lower() for name, stated in ((mine, other), (theirs, one))
    )
    office = concepts(one.detail.role)
    return absent and len((one.detail.said & other.detail.said) - office - _GENERIC) >= 2


def _same_date(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two days, months or times of day date the same event."""
    mine, theirs = one.detail, other.detail
    if type(mine.value) is not type(theirs.value):
        return False
    if dropped(mine, theirs) or dropped(theirs, mine):
        return alike >= _ALONE / 2
    if _elsewhere(one) != _elsewhere(other) or _awaited(one) != _awaited(other) or _apart(mine, theirs):
        return False
    if reversal(one.statement.claim.text, other.statement.claim.text):
        return False
    heads = (mine.near & theirs.near) - mine.named - theirs.named
    shared = (mine.about & theirs.about) - mine.named - theirs.named - _HOURS
    if {each for each in mine.anchors & theirs.anchors if "+" in each} and shared:
        return bool(heads) or alike >= _SURE
    if _awaited(one) and _awaited(other) and _bare(mine) and _bare(theirs):
        return bool(mine.near & _BODIES and theirs.near & _BODIES) or bool(mine.near & theirs.near - _GENERIC)
    if isinstance(mine.value, Clock) and one.alone and other.alone and shared and alike >= _ALONE:
        return True
    if not heads:
        return False
    if alike >= _ALIKE and overlap(mine.about, theirs.about) >= _SAME_EVENT and len(shared) >= 2:
        return True
    return len(heads) >= 2 and alike >= _ALONE or one.alone and other.alone and alike >= _LOOSE


def _awaited(stated: Stated) -> bool:
    return bool(DUE.search(stated.statement.claim.text))


def _same_effect(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two causes are given for one thing."""
    mine, theirs = one.detail, other.detail
    if not (isinstance(mine.value, Cause) and isinstance(theirs.value, Cause)):
        return False
    effects = mine.value.effect, theirs.value.effect
    shared = effects[0] & effects[1]
    if WEAK in {mine.role, theirs.role}:
        return len(shared) >= 2 and 2 * len(shared) >= min(map(len, effects)) and alike >= _ALIKE
    if not all(effects):
        return alike >= _ALONE or not any(effects)
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
            return _same_count(one, other, alike)
        case DisagreementKind.NAME:
            return _same_person(one, other, alike)
        case DisagreementKind.DATE:
            return _same_date(one, other, alike)
        case _:
            return _same_effect(one, other, alike)

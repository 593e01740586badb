"""Whether two days, months or times of day date the same event."""

from agent.alike import overlap
from agent.disagree.agree import dropped
from agent.disagree.clauses import clause
from agent.disagree.event import ALIKE, ALONE, GENERIC, LOOSE, apart, bare, elsewhere, other_turn
from agent.disagree.reversals import reversal
from agent.disagree.times import DUE
from agent.disagree.values import Clock, Detail, Stated
from agent.language.dates import DAYS
from agent.language.words import concept, stem

_SAME_EVENT = 0.5
"""Least overlap of two clauses that date the same event, where no named event ties them."""
_SURE = 0.6
"""Least likeness of two sentences that name one event and have no word beside their days in common."""
_SHORT = 4
"""Content words of a clause up to which one that another clause lacks tells of another thing."""
_AHEAD = frozenset("expect due schedul plan set".split())
_HOURS = frozenset("morn afternoon even night noon dawn today yesterday tomorrow a.m p.m am pm".split())
_HOURS |= {concept(stem(day)) for day in DAYS}
_EVENTS = frozenset(
    concept(stem(word))
    for word in """protest demonstration rally march parade festival match game final race concert ceremony
    funeral summit conference meeting debate election referendum vote strike trial hearing attack
    bombing explosion blast shooting crash collision earthquake storm flood launch""".split()
)
"""What takes place on one day, if it has a name of its own."""
_BODIES = frozenset("find report result conclus verdict decis rule inquiri investig answer".split())
"""What an inquiry ends in; reports are due as their findings are."""


def same_date(one: Stated, other: Stated, alike: float) -> bool:
    """Whether two days, months or times of day date the same event."""
    mine, theirs = one.detail, other.detail
    if type(mine.value) is not type(theirs.value):
        return False
    if dropped(mine, theirs) or dropped(theirs, mine):
        return alike >= ALONE / 2
    return not _differ(one, other) and _one_event(one, other, alike)


def _differ(one: Stated, other: Stated) -> bool:
    """Whether two sentences speak of different places, turns or times, or say the opposite."""
    if elsewhere(one) != elsewhere(other) or _awaited(one) != _awaited(other):
        return True
    if apart(one.detail, other.detail) or other_turn(one.statement.claim.text, other.statement.claim.text):
        return True
    return reversal(_clause(one), _clause(other)) is not None


def _one_event(one: Stated, other: Stated, alike: float) -> bool:
    """Whether what is dated is one event, by its name, its verb or what it is due to bring."""
    mine, theirs = one.detail, other.detail
    heads = (mine.near & theirs.near) - mine.named - theirs.named
    shared = (mine.about & theirs.about) - mine.named - theirs.named - _HOURS
    events = {each.partition("+")[2] for each in mine.anchors & theirs.anchors if "+" in each}
    if events and shared and (heads or alike >= _SURE or events & _EVENTS):
        return True
    if _awaited(one) and _awaited(other) and bare(mine) and bare(theirs):
        return bool(mine.near & _BODIES and theirs.near & _BODIES) or bool(mine.near & theirs.near - GENERIC)
    alone = one.alone and other.alone
    if isinstance(mine.value, Clock) and alone and shared and alike >= ALONE:
        return True
    if not heads or not (isinstance(mine.value, Clock) or _of_one_kind(mine, theirs)):
        return False
    if alike >= ALIKE and overlap(mine.about, theirs.about) >= _SAME_EVENT and len(shared) >= 2:
        return True
    return (len(heads) >= 2 and alike >= ALONE) or (alone and alike >= LOOSE)


def _of_one_kind(one: Detail, other: Detail) -> bool:
    """Whether two short clauses do not each hold a word that the other lacks: another thing closed, say."""
    mine, theirs = (each.about - _HOURS - _AHEAD for each in (one, other))
    return min(len(mine), len(theirs)) > _SHORT or mine <= theirs or theirs <= mine


def _clause(stated: Stated) -> str:
    text, detail = stated.statement.claim.text, stated.detail
    left, right = clause(text, detail.start, detail.end)
    return text[left:right]


def _awaited(stated: Stated) -> bool:
    return bool(DUE.search(stated.statement.claim.text))

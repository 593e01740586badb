"""What speaks for and against "this sentence says what the claim says": each comparison with its reason."""

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from agent.check_local.coverage import Coverage
from agent.language.dates import Day, days, same_day
from agent.language.names import Name, mentions, names
from agent.language.numbers import Measure, Quantity, agree, quantities, same_unit
from agent.language.polarity import hedged, negation_conflict, opposite_conflict, unreal
from agent.language.roles import role_conflict
from agent.language.words import Token, concept, tokens

_TITLED = re.compile(
    r"\b(?P<role>President|Mayor|Governor|Minister|Secretary|Judge|Justice|Senator|Sheriff|Captain|Director"
    r"|Commissioner|Chief|Chair(?:man|woman)?|Councillor|Spokes(?:man|woman|person))"
    r"\s+(?P<name>(?:[A-Z][\w’'-]+\s?){1,3})"
)
_FAR = 20
_REACH = 50
_CLAUSE_END = re.compile(r"[,;:.]\s|\band\b|\bbut\b|\bwhile\b")
_PHRASE = re.compile(r"[$€£¥]?\S+(?:[ \u00a0]+[^\W\d][\w’'-]*){0,2}")


class Against(StrEnum):
    """In what a sentence conflicts with a claim."""

    NUMBER = "number"
    DAY = "day"
    NEGATION = "negation"
    OPPOSITE = "opposite"
    ROLES = "roles"
    NAME = "name"


class Conflict(NamedTuple):
    """A detail in which a sentence and a claim cannot both be right."""

    kind: Against
    reason: str


class Signals(NamedTuple):
    """Comparison of a claim with one window of a source; all shares in [0, 1]."""

    cosine: float
    coverage: float
    predicate_missing: bool
    opposed: float
    names_missing: float
    names_elsewhere: float
    numbers_missing: float
    days_missing: float
    conflicts: tuple[Conflict, ...]
    hedge: bool
    unreal: bool
    """Whether the sentence says that it was asked for, wanted or possible, not that it happened."""
    matched: tuple[Token, ...]
    agreements: tuple[str, ...]

    def has(self, kind: Against) -> bool:
        """Whether there is a conflict of this kind."""
        return any(conflict.kind is kind for conflict in self.conflicts)


def _near_role(one: Quantity, claim: str, other: Quantity, window: str) -> bool:
    """Whether the words before two numbers name the same thing ("a toll of 12", "the toll to 15")."""
    words = [
        {concept(t.stem) for t in tokens(text[max(0, q.start - 40) : q.start]) if t.content}
        for text, q in ((claim, one), (window, other))
    ]
    return bool(words[0] & words[1])


def _comparable(quantity: Quantity, claim: str, theirs: Sequence[Quantity], window: str) -> list[Quantity]:
    """The quantities of the window that count what the claim's one counts."""
    same = [other for other in theirs if same_unit(quantity, other)]
    if quantity.unit or quantity.measure not in {Measure.COUNT, Measure.MONEY, Measure.PERCENT}:
        return same
    near = [other for other in theirs if _near_role(quantity, claim, other, window)]
    return near or (list(theirs) if len(theirs) == 1 else [])


def _number(quantity: Quantity, claim: str, window: str) -> tuple[str, str]:
    """How a claim's number fares in the window: `match`, `conflict` or `missing`, with the reason."""
    theirs = [other for other in quantities(window) if other.measure is quantity.measure]
    same = _comparable(quantity, claim, theirs, window)
    unclear = [other for other in theirs if not other.unit or not quantity.unit]
    said = [other for other in [*same, *(unclear if same else theirs)] if agree(quantity, other)]
    exact = (other for other in said if quantity.vague or not other.vague)
    agreeing = [other for other in exact if other.whole is quantity.whole]
    others = [o for o in quantities(claim) if o != quantity and (same_unit(o, quantity) or not o.unit)]
    mine = _beside(claim, quantity.start, quantity.end, _REACH) - quantity.unit
    current = [
        other
        for other in same
        if _contrary(quantity, other)
        and not any(agree(other, third) for third in others)
        and (
            not mine
            or len(quantity.unit & other.unit) > 1
            or mine & _beside(window, other.start, other.end, _REACH)
        )
    ]
    if agreeing and not (current and all(other.former for other in agreeing)):
        return "match", f"{_shown(claim, quantity)!r} in both"
    if current:
        shown = _shown(claim, quantity), _shown(window, current[0])
        return "conflict", f"{shown[0]!r} in the claim, {shown[1]!r} in the source"
    return "missing", f"the source does not say {_shown(claim, quantity)!r}"


def _contrary(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities of one thing exclude each other; one far larger counts something else."""
    if other.former or one.vague or other.vague or agree(one, other) or one.measure is Measure.NAME:
        return False
    small, large = sorted((abs(one.value), abs(other.value)))
    return large <= _FAR * small or one.measure not in {Measure.COUNT, Measure.MONEY}


def _shown(text: str, quantity: Quantity) -> str:
    """A number with what follows it, as the text has it."""
    start = quantity.start - (text[quantity.start - 1 : quantity.start] in {"$", "€", "£", "¥"})
    found = _PHRASE.match(text, start)
    return found.group().rstrip('.,;:)”"') if found else quantity.text


def _beside(text: str, start: int, end: int, reach: int) -> set[str]:
    """Concepts of the words next to `text[start:end]` in its clause, names left out."""
    before = _CLAUSE_END.split(text[max(0, start - reach) : start])[-1]
    near = f"{before} {_CLAUSE_END.split(text[end : end + reach])[0]}"
    named = {word for name in names(text) for word in name.words}
    return {
        concept(t.stem)
        for t in tokens(near)
        if t.content and not t.text[0].isdigit() and t.lower not in named
    }


def _day(
    day: Day, claim: str, sentence: str, theirs: tuple[Day, ...], window: tuple[Day, ...]
) -> tuple[str, str]:
    """How a claim's day fares; a day that stands beside other words dates something else."""
    if any(same_day(day, other) for other in theirs or window):
        return "match", f"{day.text!r} in both"
    if theirs and all(same_day(day, other) is False for other in theirs):
        mine = _beside(claim, day.start, day.end, 30)
        beside = (other for other in theirs if mine & _beside(sentence, other.start, other.end, 30))
        if other := next(beside, None):
            return "conflict", f"{day.text!r} in the claim, {other.text!r} in the source"
    return "missing", f"the source does not say {day.text!r}"


def _name_conflict(claim: str, window: str) -> str | None:
    """A person of the claim against another of the same title, or of the same surname, in the window."""
    theirs = list(_TITLED.finditer(window))
    for mine in _TITLED.finditer(claim):
        if mentions(window, Name(mine["name"].strip(), 0, 0)):
            continue
        for other in theirs:
            if other["role"] == mine["role"] and not mentions(claim, Name(other["name"].strip(), 0, 0)):
                return f"{mine.group().strip()!r} in the claim, {other.group().strip()!r} in the source"
    return _first_name_conflict(names(claim), names(window))


def _first_name_conflict(mine: Sequence[Name], theirs: Sequence[Name]) -> str | None:
    for name in mine:
        full = [other for other in theirs if len(other.words) == 2 and other.words[1] == name.words[-1]]
        if len(name.words) != 2 or not full:
            continue
        if all(not _same_start(name.words[0], other.words[0]) for other in full):
            return f"{name.text!r} in the claim, {full[0].text!r} in the source"
    return None


def _same_start(one: str, other: str) -> bool:
    """Whether one first name may shorten the other."""
    return one.startswith(other) or other.startswith(one)


def _conflicts(claim: str, sentence: str, window: str) -> list[Conflict]:
    found = []
    if word := negation_conflict(claim, sentence):
        who, other = ("claim", "source") if word[1] else ("source", "claim")
        found.append(Conflict(Against.NEGATION, f"the {who} denies {word[0]!r}, the {other} states it"))
    if pair := opposite_conflict(claim, sentence):
        found.append(Conflict(Against.OPPOSITE, f"{pair[0]!r} in the claim, {pair[1]!r} in the source"))
    if swapped := role_conflict(claim, sentence):
        roles = f"the roles of {swapped[0].title()} and {swapped[1].title()} are swapped"
        found.append(Conflict(Against.ROLES, roles))
    if name := _name_conflict(claim, window):
        found.append(Conflict(Against.NAME, name))
    return found


def _missing(found: Sequence[tuple[str, str]]) -> float:
    return sum(outcome == "missing" for outcome, _ in found) / len(found) if found else 0.0


def compare(
    claim: str, cover: Coverage, sentence: str, window: str, cosine: float, published: datetime | None
) -> Signals:
    """Compare a claim with a sentence read in its window (the sentence and what stands right before it).

    Args:
        claim: The claim.
        cover: The claim's words, weighed.
        sentence: The candidate sentence; polarity is read here only.
        window: Sentence with context; numbers, days and names may stand anywhere in it.
        cosine: Cosine similarity of claim and sentence embeddings, in [-1, 1].
        published: When the source was published; resolves weekdays.
    """
    share = cover.share(sentence, window)
    wished = [word for word in share.told if unreal(sentence, word, done=cover.done)]
    numbers = [_number(quantity, claim, sentence) for quantity in quantities(claim)]
    held, near = days(sentence, published), days(window, published)
    dates = [_day(day, claim, sentence, held, near) for day in days(claim, published)]
    named = names(claim)
    missing = [name for name in named if not mentions(window, name)]
    elsewhere = [name for name in named if not mentions(sentence, name)]
    conflicts = [
        Conflict(kind, reason)
        for kind, found in ((Against.NUMBER, numbers), (Against.DAY, dates))
        for outcome, reason in found
        if outcome == "conflict"
    ]
    return Signals(
        cosine=cosine,
        coverage=share.whole,
        predicate_missing=not share.predicate,
        opposed=cover.opposed(sentence),
        names_missing=len(missing) / len(named) if named else 0.0,
        names_elsewhere=len(elsewhere) / len(named) if named else 0.0,
        numbers_missing=_missing(numbers),
        days_missing=_missing(dates),
        conflicts=(*conflicts, *_conflicts(claim, sentence, window)),
        hedge=hedged(sentence) and not hedged(claim),
        unreal=not hedged(claim) and 2 * len(wished) > len(share.told),
        matched=share.matched,
        agreements=tuple(reason for outcome, reason in (*numbers, *dates) if outcome == "match"),
    )

"""Numbers and days of a claim against those of a source: the same, another, or not there.

Two numbers are compared only where they count the same thing, in the same year, quarter or month, beside
words that they share. What is only about as large ("30,000" for 30,900) does not exclude.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from agent.check_local.coverage import LIGHT
from agent.language.dates import Day, same_day
from agent.language.names import names
from agent.language.numbers import Measure, Quantity, agree, quantities, same_unit
from agent.language.periods import Period, periods
from agent.language.words import STOPWORDS, Token, concept, tokens

_FAR = 20
"""How many times larger a count may be and still count the same thing."""
_REACH = 50
_DAY_REACH = 30
_PERIOD_REACH = 70
_CLAUSE_END = re.compile(r"[,;:.]\s|\band\b|\bbut\b|\bwhile\b")
_PHRASE = re.compile(r"[$€£¥]?\S+(?:[ \u00a0]+[^\W\d][\w’'-]*){0,2}")
_COMMON = frozenset(
    concept(word)
    for word in "year month week day hour minut second mile kilometr meter metr km percent person peopl time "
    "point share dollar euro man woman other".split()
)
"""Units so common that two numbers of one are of one thing only if more words beside them agree."""
_TIMES = frozenset(concept(word) for word in "year month week day hour minut second".split())
AMOUNTS = frozenset({Measure.COUNT, Measure.MONEY, Measure.PERCENT})
"""What counts or measures, rather than dating or naming."""
_ROUND = 2
_BOUND = re.compile(r"\b(?:before|after|by|until|till|since|from|to|through)\s(?:the\s)?$", re.IGNORECASE)
"""Words by which a year is only one before or after which something was."""
_PERSONS = frozenset("he she him her i".split())


class Finding(NamedTuple):
    """How a number or day of a claim fares in a source: `match`, `conflict` or `missing`, with the reason."""

    outcome: str
    reason: str


@lru_cache(maxsize=20_000)
def beside(text: str, start: int, end: int, reach: int, *, whole: bool = False) -> frozenset[str]:
    """Concepts of the words next to `text[start:end]`, names and light words left out.

    Only those of its clause count, unless `whole`.
    """
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    if not whole:
        before, after = _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(after)[0]
    named = [(name.start, name.end) for name in names(text)]
    return frozenset(
        concept(t.stem)
        for t in tokens(text)
        if (start - len(before) <= t.start < start or end <= t.start < end + len(after))
        and t.content
        and not t.text[0].isdigit()
        and t.stem not in LIGHT
        and not any(a <= t.start < b for a, b in named)
    )


def number(quantity: Quantity, claim: str, window: str) -> Finding:
    """How a number of a claim fares in a text."""
    theirs = [other for other in quantities(window) if other.measure is quantity.measure]
    same = _comparable(quantity, claim, theirs, window)
    unclear = [other for other in theirs if not other.unit or not quantity.unit]
    said = [other for other in [*same, *(unclear if same else theirs)] if agree(quantity, other)]
    exact = (other for other in said if quantity.vague or not other.vague)
    agreeing = [other for other in exact if other.whole is quantity.whole]
    current = [other for other in same if _excludes(quantity, claim, other, window)]
    if agreeing and not (current and all(other.former for other in agreeing)):
        return Finding("match", f"{shown(claim, quantity)!r} in both")
    if current:
        return Finding("conflict", _difference(quantity, claim, current[0], window))
    return Finding("missing", f"the source does not say {shown(claim, quantity)!r}")


def _comparable(quantity: Quantity, claim: str, theirs: Sequence[Quantity], window: str) -> list[Quantity]:
    """The quantities of the window that count what the claim's one counts."""
    same = [other for other in theirs if same_unit(quantity, other)]
    if quantity.unit or quantity.measure not in AMOUNTS:
        return same
    return [o for o in theirs if not o.unit & _TIMES and _near_role(quantity, claim, o, window)]


def _near_role(one: Quantity, claim: str, other: Quantity, window: str) -> bool:
    """Whether the words before two numbers name the same thing ("a toll of 12", "the toll to 15")."""
    words = [
        {concept(t.stem) for t in tokens(text[max(0, q.start - 40) : q.start]) if t.content}
        for text, q in ((claim, one), (window, other))
    ]
    return bool(words[0] & words[1])


def _excludes(quantity: Quantity, claim: str, other: Quantity, window: str) -> bool:
    """Whether a number of the source cannot be right beside one of the claim, which says it of one thing."""
    if not _contrary(quantity, other) or _apart(quantity, claim, other, window):
        return False
    rest = [q for q in quantities(claim) if q != quantity and (same_unit(q, quantity) or not q.unit)]
    if any(agree(other, third) for third in rest):
        return False
    mine = beside(claim, quantity.start, quantity.end, _REACH)
    theirs = beside(window, other.start, other.end, _REACH)
    if quantity.measure is Measure.AGE:
        return _one_person(quantity, claim, other, window)
    if quantity.measure is Measure.YEAR:
        if _BOUND.search(claim[: quantity.start]) or _BOUND.search(window[: other.start]):
            return False
        mine = mine or beside(claim, quantity.start, quantity.end, _REACH, whole=True)
        theirs = theirs or beside(window, other.start, other.end, _REACH, whole=True)
        return 2 * len(mine & theirs) >= min(len(mine), len(theirs)) > 0
    rare = quantity.unit & other.unit - _COMMON
    if quantity.unit and not rare:
        return bool((mine - quantity.unit) & (theirs - other.unit))
    return (
        not mine - quantity.unit
        or len(quantity.unit & other.unit) > 1
        or bool((mine - quantity.unit) & theirs)
    )


def _one_person(quantity: Quantity, claim: str, other: Quantity, window: str) -> bool:
    """Whether two ages are of one person: what is that old agrees, or the name before them does."""
    if quantity.unit and other.unit:
        return bool(quantity.unit & other.unit) and not _of_others(quantity, claim, window)
    mine, theirs = (
        [t for t in tokens(text) if q.start - 30 <= t.start < q.start and (t.content or t.lower in _PERSONS)]
        for text, q in ((claim, quantity), (window, other))
    )
    if not mine or not theirs:
        return False
    if theirs[-1].lower in _PERSONS and mine[-1].lower not in _PERSONS:
        return not _apposed(window, other)
    if mine[-1].lower != theirs[-1].lower:
        return False
    cased = claim != claim.lower() and window != window.lower()
    return len(mine) < 2 or len(theirs) < 2 or _may_be_one(mine[-2], theirs[-2], cased=cased)


def _apposed(text: str, quantity: Quantity) -> bool:
    return text[quantity.start - 2 : quantity.start] == ", "


def _may_be_one(one: Token, other: Token, *, cased: bool) -> bool:
    """Whether words before two equal surnames may be said of one person: the same, or a role and a name."""
    return one.lower == other.lower or (cased and one.text[0].isupper() != other.text[0].isupper())


def _of_others(quantity: Quantity, claim: str, window: str) -> bool:
    """Whether an age is of somebody whom the source does not name: "16-year-old brother Tom"."""
    held = {token.lower for token in tokens(window)}
    for name in names(claim):
        gap = claim[quantity.end : name.start]
        if quantity.end <= name.start <= quantity.end + 25 and re.search(r"old\s+[a-z]+\s", gap):
            return name.words[0] not in held
    return False


def _contrary(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities of one thing exclude each other; one far larger counts something else."""
    if other.former or one.vague or other.vague or agree(one, other) or one.measure is Measure.NAME:
        return False
    if _rounded(one, other):
        return False
    small, large = sorted((abs(one.value), abs(other.value)))
    return large <= _FAR * small or one.measure not in {Measure.COUNT, Measure.MONEY}


def _rounded(one: Quantity, other: Quantity) -> bool:
    """Whether `one` is `other` with fewer digits: 30,000 for 30,900; of small numbers every digit counts."""
    if one.measure not in {Measure.COUNT, Measure.MONEY} or one.value < 100:
        return False
    for digits in range(1, _ROUND + 1):
        if f"{one.value:.{digits - 1}e}" == f"{other.value:.{digits - 1}e}":
            return float(f"{one.value:.{digits - 1}e}") == one.value
    return False


def _apart(one: Quantity, claim: str, other: Quantity, window: str) -> bool:
    """Whether two numbers are given for different years, quarters or months."""
    if one.measure is Measure.YEAR:
        return False
    mine, theirs = _when(claim, one.start, one.end), _when(window, other.start, other.end)
    kinds = {period.kind for period in mine} & {period.kind for period in theirs}
    return any(not _values(mine, kind) & _values(theirs, kind) for kind in kinds)


def _values(found: Sequence[Period], kind: str) -> set[int]:
    return {period.value for period in found if period.kind == kind}


def _when(text: str, start: int, end: int) -> list[Period]:
    near = (start - _PERIOD_REACH, end + _PERIOD_REACH)
    return [period for period in periods(text) if near[0] <= period.start <= near[1]]


def _difference(quantity: Quantity, claim: str, other: Quantity, window: str) -> str:
    reason = f"{shown(claim, quantity)!r} in the claim, {shown(window, other)!r} in the source"
    crossed = [q for q in quantities(window) if q.measure is quantity.measure and agree(q, quantity)]
    turned = [q for q in quantities(claim) if q.measure is quantity.measure and agree(q, other)]
    return f"{reason}: swapped" if crossed and turned else reason


def shown(text: str, quantity: Quantity) -> str:
    """A number with what follows it, as the text has it; up to the first word that says nothing by itself."""
    start = quantity.start - (text[quantity.start - 1 : quantity.start] in {"$", "€", "£", "¥"})
    found = _PHRASE.match(text, start)
    words = found.group().rstrip('.,;:)”"').split(" ") if found else [quantity.text]
    light = (n for n, word in enumerate(words) if n and word.lower() in STOPWORDS)
    return " ".join(words[: next(light, len(words))])


def day(one: Day, claim: str, sentence: str, theirs: Sequence[Day], window: Sequence[Day]) -> Finding:
    """How a day of a claim fares; one that stands beside other words dates something else."""
    if any(same_day(one, other) for other in theirs or window):
        return Finding("match", f"{one.text!r} in both")
    if theirs and all(same_day(one, other) is False for other in theirs):
        reach = _DAY_REACH if len(theirs) > 1 else _PERIOD_REACH
        mine = beside(claim, one.start, one.end, reach)
        if other := next((d for d in theirs if mine & beside(sentence, d.start, d.end, reach)), None):
            return Finding("conflict", f"{one.text!r} in the claim, {other.text!r} in the source")
    return Finding("missing", f"the source does not say {one.text!r}")


def month_conflict(claim: str, sentence: str) -> str | None:
    """The only month of a claim against the only other one of a sentence that dates the same, if any."""
    mine, theirs = ([p for p in periods(text) if p.kind == "month"] for text in (claim, sentence))
    if len(mine) != 1 or len(theirs) != 1 or mine[0].value == theirs[0].value:
        return None
    one, other = mine[0], theirs[0]
    near = [beside(t, p.start, p.end, _REACH) for t, p in ((claim, one), (sentence, other))]
    if 2 * len(near[0] & near[1]) < min(len(near[0]), len(near[1])) or not near[0] & near[1]:
        return None
    return f"{one.text!r} in the claim, {other.text!r} in the source"

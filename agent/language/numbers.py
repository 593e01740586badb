"""Quantities of a text: value, range, unit and kind, from digits and from words.

Two quantities are compared only where they count the same thing; "about 650" agrees with 650, "at least
3,000" with 3,000 and with 3,200. A value introduced by "up from" or corrected (", not 12") is a former one
and is not compared. A number that is part of a name ("Flight 447") counts nothing, and 31 of 36 is not 36.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from agent.language.bounds import bounds, changed, former
from agent.language.dates import MONTH_AFTER, MONTH_BEFORE
from agent.language.units import named, parted, total, unit
from agent.language.words import tokens


class Measure(StrEnum):
    """What kind of number it is."""

    COUNT = "count"
    ORDINAL = "ordinal"
    PERCENT = "percent"
    MONEY = "money"
    YEAR = "year"
    TIME = "time"
    AGE = "age"
    NAME = "name"


class Quantity(NamedTuple):
    """A number with what it counts; `low` and `high` bound what the wording allows."""

    text: str
    start: int
    end: int
    value: float
    low: float
    high: float
    measure: Measure
    unit: frozenset[str]
    former: bool
    vague: bool = False
    whole: bool = False
    """Whether it is a total of which the text tells a part: 36 in "31 of 36 lines"."""
    ranged: bool = False
    """Whether it is one end of a range, of which the other end is a bound."""


SPELLED = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen".split()
)
"""Small numbers in words, from zero."""
_WORDS = {word: float(n) for n, word in enumerate(SPELLED)}
_WORDS["dozen"] = 12.0
_WORDS |= {
    w: 10.0 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9}
_VAGUE = {"dozens": (24, 99), "scores": (40, 99), "hundreds": (200, 999), "thousands": (2e3, 1e5 - 1)}
_VAGUE |= {"millions": (2e6, 1e9 - 1), "billions": (2e9, 1e12 - 1)}
_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "two-thirds": 2 / 3, "three-quarters": 0.75}
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"
).split()
_ORDINAL = {word: float(n) for n, word in enumerate(_ORDINALS)}
_WORD = "|".join([*_WORDS, *_SCALES])
_NUMBER = re.compile(
    rf"""(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<ord>(?:st|nd|rd|th)\b)?
        (?:[\s\u00a0-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|mn|[mk])\b)?
      | \b(?P<words>(?:{_WORD})(?:[\s-](?:and\s)?(?:{_WORD}))*)\b
      | \b(?P<fraction>two-thirds|three-quarters|(?:a|one)\s(?:third|quarter)|half)\b
        (?=\s+(?:of|the|a|its|their))
      | \b(?P<ordinal>{"|".join(_ORDINALS[1:])})\b
      | \b(?P<vague>dozens|scores|hundreds|thousands|millions|billions)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_MONEY_BEFORE = re.compile(r"(?:[$€£¥₹]|\b(?:USD|EUR|GBP)\s?)\s?$")
_MONEY_AFTER = re.compile(r"\s*(?:dollars?|euros?|pounds?|cents?|crowns?|francs?|[€£])(?!\w)", re.IGNORECASE)
_PERCENT_AFTER = re.compile(r"\s*(?:%|percent\b|per\s+cent\b|percentage\s+points?\b)", re.IGNORECASE)
_TIME_AFTER = re.compile(r"(?::\d\d)?\s?(?:[ap]\.?m\b\.?|o'clock)|:\d\d\b", re.IGNORECASE)
_AGE_AFTER = re.compile(r"-year-old|\s+years?\s+old|\s+years\s+of\s+age", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\baged\s$|\b(?:wo)?man\sof\s$|\b(?:boy|girl|passenger)\sof\s$", re.IGNORECASE)
_APPOSED = re.compile(r"[^\W\d]{2}(?:\s?,\s|\s\()$"), re.compile(r"\s?(?:[,;)]|\.?$)")
_OLDEST = 110
_YEARS = frozenset("year old age".split())
_RANGE = re.compile(r"(?:\s+to\s+|\s?(?P<dash>[-–])\s?|(?P<and>\s+and\s+))[$€£]?")


def _value(match: re.Match[str]) -> tuple[float, float, float]:
    if digits := match["digits"]:
        value = float(digits.replace(",", ""))
        scale = (match["scale"] or "").lower()
        value *= _SCALES.get(scale, _SHORT.get(scale, 1.0))
        return value, value, value
    if words := match["words"]:
        total = current = 0.0
        for word in re.findall(r"[a-z]+", words.lower()):
            if word == "dozen":
                current = max(current, 1.0) * 12
            elif word in _WORDS:
                current += _WORDS[word]
            elif word in _SCALES and word != "hundred":
                total, current = total + max(current, 1.0) * _SCALES[word], 0.0
            elif word == "hundred":
                current = max(current, 1.0) * 100
        return total + current, total + current, total + current
    if fraction := match["fraction"]:
        value = _FRACTIONS[fraction.lower().split()[-1]] * 100
        return value, value - 2, value + 2
    if ordinal := match["ordinal"]:
        value = _ORDINAL[ordinal.lower()]
        return value, value, value
    low, high = _VAGUE[match["vague"].lower().split()[-1]]
    return (low + high) / 2, float(low), float(high)  # ends in .5: no exact number is taken for it


def _measure(match: re.Match[str], before: str, after: str, value: float) -> Measure:
    if match["fraction"] or _PERCENT_AFTER.match(after):
        return Measure.PERCENT
    if match["ordinal"] or match["ord"]:
        return Measure.ORDINAL
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
        return Measure.MONEY
    if _AGE_AFTER.match(after) or _AGE_BEFORE.search(before) or _apposed(match, before, after, value):
        return Measure.AGE
    if match["digits"] and _TIME_AFTER.match(after):
        return Measure.TIME
    if (
        match["digits"]
        and "," not in match["digits"]
        and 1900 <= value <= 2100
        and value == int(value)
        and not match["scale"]
    ):
        return Measure.YEAR
    bare = match["digits"] and match["digits"].isdigit() and not match["scale"]
    return Measure.NAME if bare and named(before, after) else Measure.COUNT


def _apposed(match: re.Match[str], before: str, after: str, value: float) -> bool:
    """Whether a bare number stands behind a name as its bearer's age: "Ada Birk, 34,", "Bo Rask (51)"."""
    bare = (match["digits"] or "").isdigit() and not match["scale"] and 0 < value <= _OLDEST
    return bare and bool(_APPOSED[0].search(before) and _APPOSED[1].match(after))


def _counts(match: re.Match[str], text: str) -> bool:
    before, after = text[: match.start()][-14:], text[match.end() : match.end() + 14]
    if (match["words"] or "").lower() in {"one", "zero"}:
        return False
    if re.search(r"\w$|\d[.,:]$|[^\W\d]-$", before):
        return bool(match["words"] or match["vague"]) and before.endswith("-")
    dated = re.match(r"[^\W\d]", after) or MONTH_BEFORE.search(before) or MONTH_AFTER.match(after)
    return not (match["digits"] and dated)


@lru_cache(maxsize=20_000)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of `text` in order; "one" as a pronoun and numbers inside words are left out."""
    found = []
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if not _counts(match, text):
            continue
        before, after = text[max(0, start - 40) : start], text[end : end + 80]
        value, low, high = _value(match)
        measure = _measure(match, before, after, value)
        if measure is Measure.TIME and (minutes := re.match(r":(\d\d)", after)):
            value = low = high = value + int(minutes[1]) / 60
        if not match["vague"]:
            low, high = bounds(before, after, value, low, high)
        following = tokens(after)
        found.append(
            Quantity(
                match.group(),
                start,
                end,
                value,
                low,
                high,
                measure,
                unit(after, following) - (_YEARS if measure is Measure.AGE else frozenset()),
                former(before, after),
                bool(match["vague"]),
                total(before),
            )
        )
    return _parts(text, found)


def _parts(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """`found`, a part counting what its total counts: "31 of 36 lines" are 31 lines, and 36 in all."""
    for i in range(len(found) - 1):
        part, whole = found[i : i + 2]
        if parted(text[part.end : whole.start]):
            found[i : i + 2] = part._replace(unit=part.unit or whole.unit), whole._replace(whole=True)
    return _ranges(text, found)


def _ranges(text: str, found: list[Quantity]) -> tuple[Quantity, ...]:
    """`found`, the ends of a range allowing what lies between: "30 to 40 houses" are 35 houses too."""
    for i in range(len(found) - 1):
        one, other = found[i : i + 2]
        between = _RANGE.fullmatch(text[one.end : other.start])
        paired = between and (between["dash"] or not changed(text[max(0, one.start - 40) : one.start]))
        if between and between["and"]:
            paired = re.search(r"\bbetween\s+\D?$", text[: one.start], re.IGNORECASE)
        alike = one.measure is other.measure or (one.measure is Measure.COUNT and not one.unit)
        if paired and alike and 0 < one.value < other.value and not one.former:
            units = one.unit or other.unit, other.unit or one.unit
            found[i : i + 2] = (
                one._replace(high=other.high, measure=other.measure, unit=units[0], ranged=True),
                other._replace(low=one.low, former=False, unit=units[1], ranged=True),
            )
    return tuple(found)


def agree(one: Quantity, other: Quantity) -> bool:
    """Whether both may state the same number; of two ranges, the same ends."""
    if one.ranged and other.ranged:
        return abs(one.value - (other.low if one.value < one.high else other.high)) < 1e-9
    return one.low <= other.high + 1e-9 and other.low <= one.high + 1e-9


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Whether both count the same thing, as far as their wording tells."""
    if one.measure is not other.measure or one.whole is not other.whole:
        return False
    if one.measure in {Measure.YEAR, Measure.TIME}:
        return True
    if one.measure is Measure.AGE and not (one.unit and other.unit):
        return True
    return bool(one.unit & other.unit)

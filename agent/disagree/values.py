"""What a sentence states that another can contradict: numbers, votes, days, full names and causes.

A day belongs to the clause it stands in ("hours after the vote on Sunday" dates the vote), so clauses are cut
at commas, dashes and conjunctions; a clause of hardly any words is joined to the next.
"""

import re
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from agent.language.dates import Day, days
from agent.language.names import names
from agent.language.numbers import Measure, Quantity, quantities
from agent.language.words import concept, concepts, tokens
from agent.values import DisagreementKind

_CUT = re.compile(
    r"[;:—–]|\band\s+(?=\w+(?:ing|ed)\b|[\w,]+\s+(?:were|was|others)\b)|,\s|\s-\s|\.\s"
    r"|\b(?:while|when|after|before|as|which|who|where|because|although|though|but|despite|amid|following|since)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(r"^[\s\"”’]*([a-z]+)(?:\s+([a-z]+))?")
_CAUSE = re.compile(
    r"\b(?:because\s+of|caused\s+by|due\s+to|blamed\s+(?:on|for)|blames?|blaming|as\s+a\s+result\s+of|owing\s+to"
    r"|sparked\s+by|started\s+by|triggered\s+by|set\s+off\s+by|attributed\s+to|the\s+cause\s+(?:was|of)"
    r"|stemmed\s+from|resulted\s+from|began\s+(?:when|with)|fault\s+of)\b",
    re.IGNORECASE,
)
_VOTE = re.compile(r"\b(?P<a>\d{1,4})(?:\s+votes?)?\s*(?:to|[-–])\s*(?P<b>\d{1,4})\b")
_DENIED = re.compile(
    r"\b(?:not|never|nor|instead\s+of|rather\s+than)\s+(?:the\s+|at\s+|about\s+|in\s+|on\s+)?$", re.IGNORECASE
)
_TALLY = re.compile(
    r"\b(?:number|toll|total|count|tally|figure)\s+(?:of\s+)?(?P<of>[\w\s]{3,40})", re.IGNORECASE
)
_WANTED = re.compile(
    r"\b(?:ask\w*|demand\w*|request\w*|sought|want\w*|plan(?:s|ned|ning)?|target\w*|goal|quota|requir\w+|propos\w+"
    r"|limit\w*|at most|allow\w*)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"dozens|scores|hundreds$|thousands$|millions$|billions$", re.IGNORECASE)


_MOST = 24
"""Details of one kind that are read of one sentence; more than a sentence of words ever holds."""


class Detail(NamedTuple):
    """One value that a sentence states."""

    kind: DisagreementKind
    text: str
    value: Quantity | Day | str
    about: frozenset[str]
    """Concepts of its clause, its own words left out."""
    anchors: frozenset[str]
    """Names, or a name with the noun behind it, that tell which event is meant."""
    named: frozenset[str]
    """Concepts of the names in its clause."""
    said: frozenset[str]
    """Concepts of its whole sentence."""
    wanted: bool
    """Whether it is asked for, planned or required rather than so."""


@lru_cache(maxsize=1_000)
def _cuts(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _CUT.finditer(text))


@lru_cache(maxsize=20_000)
def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of `text` that holds the characters from `start` to `end`."""
    cuts, after = _cuts(text), concepts(text[end : end + 60])
    left = next((b for _, b in reversed(cuts) if b <= start and len(concepts(text[b:start]) | after) > 2), 0)
    right = next((a for a, _ in cuts if a >= end and len(concepts(text[left:a])) >= 3), len(text))
    return left, right


def _anchors(text: str) -> frozenset[str]:
    found = set()
    for name in names(text):
        found.add(name.words[-1])
        if event := _EVENT.match(text[name.end : name.end + 40]):
            found.add(f"{' '.join(name.words)}+{concept(tokens(event[1])[0].stem)}")
    return frozenset(found)


def _detail(
    kind: DisagreementKind, text: str, shown: str, value: Quantity | Day | str, span: tuple[int, int]
) -> Detail:
    left, right = clause(text, *span)
    around = text[left : span[0]] + " " + text[span[1] : right]
    named = frozenset(concept(token.stem) for name in names(around) for token in tokens(name.text))
    return Detail(
        kind,
        shown,
        value,
        concepts(around),
        _anchors(around),
        named,
        concepts(text),
        bool(_WANTED.search(around)),
    )


def _phrase(text: str, quantity: Quantity) -> str:
    """The number with the words that say what it counts."""
    start = quantity.start - (text[max(0, quantity.start - 1) : quantity.start] in ("$", "€", "£"))
    rest = text[quantity.end : quantity.end + 60]
    if quantity.measure is Measure.TIME and (clock := re.match(r"(?::\d\d)?\s?(?:[ap]\.?m\.?)?", rest)):
        return text[start : quantity.end] + clock.group()
    stop = re.search(
        r"[,;:.()\"“”]|\s(?:and|in|on|to|at|from|were|was|had|have|who|that|by|after|as|is|are)\s", rest
    )
    words = (rest[: stop.start()] if stop else rest).split(" ")[:5]
    return (text[start : quantity.end] + " ".join(words)).strip()


def _counted(text: str, quantity: Quantity) -> Quantity:
    """The quantity with a unit from the words before it, where none follows ("the toll rose to six")."""
    if quantity.unit or quantity.measure is not Measure.COUNT:
        return quantity
    before = text[max(0, quantity.start - 90) : quantity.start]
    if tally := _TALLY.search(before):
        unit = concepts(tally["of"])
    else:
        unit = frozenset(concept(token.stem) for token in tokens(before)[-2:] if token.content)
    return quantity._replace(unit=unit)


def _numbers(text: str) -> list[Detail]:
    votes = (
        list(islice(_VOTE.finditer(text), _MOST))
        if re.search(r"\bvot|\bballot|\bmotion|\bmajority", text, re.IGNORECASE)
        else []
    )
    found = [_detail(DisagreementKind.NUMBER, text, m.group(), f"{m['a']}-{m['b']}", m.span()) for m in votes]
    for quantity in quantities(text)[:_MOST]:
        if (
            quantity.former
            or _VAGUE.search(quantity.text)
            or quantity.measure in {Measure.YEAR, Measure.ORDINAL, Measure.NAME}
        ):
            continue
        if text[quantity.end : quantity.end + 1] == "-":
            continue
        if any(m.start() <= quantity.start < m.end() for m in votes) or _DENIED.search(
            text[: quantity.start]
        ):
            continue
        span = (quantity.start, quantity.end)
        shown = _phrase(text, quantity)
        found.append(_detail(DisagreementKind.NUMBER, text, shown, _counted(text, quantity), span))
    return found


def details(text: str, published: datetime | None) -> tuple[Detail, ...]:
    """The details of one sentence; former values and vague numbers are left out."""
    found = _numbers(text)
    for day in days(text, published)[:_MOST]:
        if _DENIED.search(text[: day.start]):
            continue
        found.append(_detail(DisagreementKind.DATE, text, day.text, day, (day.start, day.end)))
    for name in names(text)[:_MOST]:
        if len(name.words) == 2:
            found.append(
                _detail(DisagreementKind.NAME, text, name.text, " ".join(name.words), (name.start, name.end))
            )
    for match in islice(_CAUSE.finditer(text), _MOST):
        shown = text[match.start() : match.start() + 120].strip()
        found.append(
            _detail(DisagreementKind.CAUSE, text, shown, text[match.end() : match.end() + 120], match.span())
        )
    return tuple(found)

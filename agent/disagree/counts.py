"""The numbers that a sentence states, each with what it counts, and what the sentence says it is not."""

import re
from itertools import islice

from agent.disagree.clauses import framed
from agent.disagree.fates import fate, nobody, partial, somebody
from agent.disagree.values import Detail
from agent.language.numbers import Measure, Quantity, quantities
from agent.language.units import unit
from agent.language.words import concept, concepts, tokens
from agent.values import DisagreementKind

SHARE = "of all"
"""Role of "one of its two" and "both", which tell a share of all; each excludes only the other."""
MOST = 24
"""Details of one kind that are read of one sentence; more than a sentence of words ever holds."""

_VOTE = re.compile(r"\b(?P<a>\d{1,4})(?:\s+votes?)?\s*(?:to|[-–])\s*(?P<b>\d{1,4})\b")
_VOTED = re.compile(r"\bvot|\bballot|\bmotion|\bmajority", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|never|nor|instead\s+of|rather\s+than)\s+(?:(?:the|at|about|in|on|for|by|to|with)\s+)*$",
    re.IGNORECASE,
)
_TALLY = re.compile(
    r"\b(?:number|toll|total|count|tally|figure)\s+(?:of\s+)?(?P<of>[\w\s]{3,40})", re.IGNORECASE
)
_JOINED = re.compile(r"\d\S*\s(?P<of>[a-z]+s)(?:\s(?:to|in)\s\w+)?,?\s(?:and|while|but)\s(?:\w+\s){1,2}$")
_VAGUE = re.compile(r"dozens|scores|hundreds$|thousands$|millions$|billions$", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:several|a\s+few|many|tens\s+of|hundreds\s+of|another|additional|extra|adding|plus)\s+$",
    re.IGNORECASE,
)
_THAN = re.compile(
    r"[^,;.]{0,25}\b(?:more|less|fewer|higher|lower|ahead|behind|earlier|later)\b", re.IGNORECASE
)
_AT_LEAST = 1.5
"""How far `quantities` lets "more than" reach, in multiples of the number; here nothing is too much."""
_SAMPLE = re.compile(
    r"\b(?:poll|survey|sample|interviews?|panel)(?:ed)?\s+(?:of|with)\s+(?:\w+\s+){0,2}$", re.IGNORECASE
)
_STOP = re.compile(
    r"[,;:.()\"“”]|\s(?:and|in|on|to|at|from|for|with|were|was|had|have|has|who|that|which|by|after|as|is|are|rather|instead"
    r"|near|when|while|of|into|out|during|over|since|before)\s"
)
_FEW = re.compile(
    r"\b(?:(?P<one>(?:just|only|exactly|killing|injuring|a\s+single)\s+one|one(?=\s+(?:person|man|woman|child)\b)"
    r"|(?<=and\s)one(?=\s+(?:was|is|were|person|other))|one\s+of\s+(?:its|the|their|his|her)\s+(?:two|three|four|five|six))"
    r"|(?P<both>both(?:\s+of)?(?:\s+(?:the|its|their|his|her))?))\s+(?P<unit>[a-z]\w+)",
    re.IGNORECASE,
)
_MANY = 100.0
_ROUND = 0.17
"""How far from a number of one digit and noughts "about" may be, as a share of it."""
_ANY = 1e12
"""How many at most a single casualty stands for, told without a number: any."""


def _phrase(text: str, quantity: Quantity) -> str:
    """The number with the words that say what it counts."""
    start = quantity.start - (text[max(0, quantity.start - 1) : quantity.start] in ("$", "€", "£"))
    rest = text[quantity.end : quantity.end + 60]
    stop = _STOP.search(rest)
    words = (rest[: stop.start()] if stop else rest).split(" ")[:5]
    return (text[start : quantity.end] + " ".join(words)).strip()


def _counted(text: str, quantity: Quantity) -> Quantity:
    """The quantity with a unit from the words before it, where none follows ("the toll rose to six")."""
    if quantity.low < quantity.value < quantity.high and len(f"{quantity.value:.0f}".rstrip("0")) == 1:
        quantity = quantity._replace(low=(1 - _ROUND) * quantity.value, high=(1 + _ROUND) * quantity.value)
    if quantity.high >= _AT_LEAST * quantity.value > 0:
        quantity = quantity._replace(high=_MANY * quantity.value)
    if quantity.unit or quantity.measure is not Measure.COUNT:
        return quantity._replace(unit=quantity.unit - _behind(text[quantity.end : quantity.end + 80]))
    before = text[max(0, quantity.start - 90) : quantity.start]
    if tally := _TALLY.search(before):
        return quantity._replace(unit=concepts(tally["of"]))
    if shared := _JOINED.search(before):
        return quantity._replace(unit=unit(shared["of"], tokens(shared["of"])))
    last = frozenset(concept(token.stem) for token in tokens(before)[-2:] if token.content)
    return quantity._replace(unit=last)


def _behind(after: str) -> frozenset[str]:
    """Concepts of names, and of what is told behind the noun that is counted ("40 singers toured Norway")."""
    words = [token for token in tokens(after)[:5] if token.content]
    verb = next((n for n, token in enumerate(words) if n and token.lower.endswith("ed")), len(words))
    told = (token for n, token in enumerate(words) if n >= verb or (n and not token.text.islower()))
    return frozenset(concept(token.stem) for token in told)


def _skipped(text: str, quantity: Quantity) -> bool:
    """Whether a number is no count of anything: a year, a rank, "dozens", the size of a poll."""
    return bool(
        _VAGUE.search(quantity.text)
        or quantity.measure in {Measure.YEAR, Measure.ORDINAL, Measure.NAME, Measure.TIME}
        or (text[quantity.end : quantity.end + 1] == "-" and quantity.measure is not Measure.AGE)
        or _SOME.search(text[max(0, quantity.start - 20) : quantity.start])
        or _THAN.match(text[quantity.end :])
        or _SAMPLE.search(text[max(0, quantity.start - 40) : quantity.start])
    )


def _plain(text: str, number: float, start: int, end: int, what: frozenset[str], high: float) -> Quantity:
    return Quantity(text, start, end, number, number, high, Measure.COUNT, what, False)


def _few(text: str) -> list[Detail]:
    """The counts "just one", "one of its two" and "both"."""
    found = []
    for match in islice(_FEW.finditer(text), MOST):
        number, noun = (2.0 if match["both"] else 1.0), match["unit"]
        value = _plain(
            match.group(), number, match.start(), match.start("unit") - 1, unit(noun, tokens(noun)), number
        )
        detail = framed(DisagreementKind.NUMBER, text, match.group(), value, match.span())
        share = match["both"] or " of " in match["one"]
        found.append(
            detail._replace(role=SHARE if share else fate(text, match.start(), match.start("unit") - 1))
        )
    return found


def _fates(text: str) -> list[Detail]:
    """Nobody, or somebody untold, whom something befell."""
    found = []
    for number, high, read in ((0.0, 0.0, nobody(text)), (1.0, _ANY, somebody(text))):
        for role, match in read[:MOST]:
            shown = match.group().strip(' ,;:“"')
            start = match.end() - len(match.group().lstrip(' ,;:“"'))
            value = _plain(shown, number, start, match.end(), frozenset(), high)
            found.append(framed(DisagreementKind.NUMBER, text, shown, value, (start, match.end()), role))
    return found


def _votes(text: str) -> list[Detail]:
    matches = islice(_VOTE.finditer(text), MOST) if _VOTED.search(text) else ()
    return [framed(DisagreementKind.NUMBER, text, m.group(), f"{m['a']}-{m['b']}", m.span()) for m in matches]


def _corrected(stated: list[Quantity], dropped: list[Quantity], quantity: Quantity) -> tuple[Quantity, ...]:
    """Former or wrong values of a sentence to which `quantity` is the nearest right one."""

    def nearest(other: Quantity) -> Quantity | None:
        same = [one for one in stated if one.measure is other.measure or not other.unit]
        return min(
            same, key=lambda one: (one.start > other.start, abs(one.start - other.start)), default=None
        )

    return tuple(
        other._replace(unit=other.unit or quantity.unit) for other in dropped if nearest(other) is quantity
    )


def counts(text: str) -> list[Detail]:
    """The numbers of one sentence; former and denied values stand beside those that replace them."""
    found, few = _votes(text), _few(text)
    taken = [(one.start, one.end) for one in (*found, *few)]
    read = [each for each in quantities(text)[:MOST] if not _skipped(text, each)]
    read = [each for each in read if not any(a <= each.start < b for a, b in taken)]
    dropped = [each for each in read if each.former or _DENIED.search(text[: each.start])]
    stated = [each for each in read if each not in dropped]
    for quantity in stated:
        span = (quantity.start, quantity.end)
        detail = framed(
            DisagreementKind.NUMBER, text, _phrase(text, quantity), _counted(text, quantity), span
        )
        found.append(
            detail._replace(
                role=fate(text, *span),
                part=partial(text, quantity.end),
                instead=_corrected(stated, dropped, quantity),
            )
        )
    return [*found, *few, *_fates(text)]

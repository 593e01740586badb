"""What speaks for and against "this sentence says what the claim says": typed comparisons, each with its reason."""

import re
from datetime import datetime
from typing import NamedTuple

from agent.language.dates import Day, days, same_day
from agent.language.names import Name, mentions, names
from agent.language.numbers import Measure, Quantity, agree, quantities, same_unit
from agent.language.polarity import hedged, negation_conflict, opposite_conflict, role_conflict
from agent.language.words import Token, concept, tokens

_LIGHT = frozenset(
    """say tell make take get go come give use keep put set see know find want need be have do new last first year day time
    people thing way part number member also still now today""".split()
)
_TITLED = re.compile(
    r"\b(?P<role>President|Mayor|Governor|Minister|Secretary|Judge|Justice|Senator|Sheriff|Captain|Director|Commissioner"
    r"|Chief|Chair(?:man|woman)?|Councillor|Spokes(?:man|woman|person))\s+(?P<name>(?:[A-Z][\w’'-]+\s?){1,3})"
)


class Signals(NamedTuple):
    """Comparison of a claim with one window of a source; all shares in [0, 1]."""

    cosine: float
    coverage: float
    names_missing: float
    numbers_missing: float
    days_missing: float
    conflicts: tuple[str, ...]
    hedge: bool
    matched: tuple[Token, ...]
    agreements: tuple[str, ...]


def _weight(token: Token, named: bool) -> float:
    if named:
        return 1.3
    return 0.3 if token.stem in _LIGHT else 1.0


def _covers(token: Token, held: dict[str, Token]) -> Token | None:
    found = held.get(concept(token.stem))
    if found or len(token.stem) < 5:
        return found
    return next(
        (
            o
            for k, o in held.items()
            if len(k) >= 5 and (k.startswith(token.stem) or token.stem.startswith(k))
        ),
        None,
    )


def coverage(claim: str, window: str) -> tuple[float, tuple[Token, ...]]:
    """Weighted share of the claim's content words that the window holds, and the window's matching words."""
    held = {concept(token.stem): token for token in reversed(tokens(window)) if token.content}
    named = names(claim)
    total = covered = 0.0
    matched: list[Token] = []
    for token in tokens(claim):
        if not token.content or token.text[0].isdigit():
            continue
        name = next((n for n in named if n.start <= token.start < n.end), None)
        weight = _weight(token, name is not None)
        total += weight
        if found := _covers(token, held):
            covered += weight
            matched.append(found)
        elif name and mentions(window, name):
            covered += weight
    return (covered / total if total else 0.0), tuple(matched)


def _near_role(one: Quantity, claim: str, other: Quantity, window: str) -> bool:
    """Whether the words before two numbers name the same thing ("a toll of 12", "the toll to 15")."""
    words = [
        {concept(t.stem) for t in tokens(text[max(0, q.start - 40) : q.start]) if t.content}
        for text, q in ((claim, one), (window, other))
    ]
    return bool(words[0] & words[1])


def _number(quantity: Quantity, claim: str, window: str) -> tuple[str, str]:
    """How a claim's number fares in the window: `match`, `conflict` or `missing`, with the reason."""
    theirs = [other for other in quantities(window) if other.measure is quantity.measure]
    same = [other for other in theirs if same_unit(quantity, other)]
    if not quantity.unit and quantity.measure in {Measure.COUNT, Measure.MONEY, Measure.PERCENT}:
        same = [other for other in theirs if _near_role(quantity, claim, other, window)] or (
            theirs if len(theirs) == 1 else []
        )
    agreeing = [other for other in same or theirs if agree(quantity, other)]
    current = [other for other in same if not other.former and not agree(quantity, other)]
    if agreeing and not (current and all(other.former for other in agreeing)):
        return "match", f"{quantity.text} in both"
    if not agreeing and any(agree(quantity, other) for other in theirs) and not current:
        return "match", f"{quantity.text} in both"
    if current:
        return (
            "conflict",
            f"{quantity.text} in the claim, {current[0].text} in the source{_counted(quantity)}",
        )
    return "missing", f"the source gives no {quantity.text}{_counted(quantity)}"


def _counted(quantity: Quantity) -> str:
    return "" if not quantity.unit else f" ({' '.join(sorted(quantity.unit))})"


def _day(day: Day, theirs: tuple[Day, ...]) -> tuple[str, str]:
    answers = [same_day(day, other) for other in theirs]
    if True in answers:
        return "match", f"{day.text} in both"
    if answers and all(answer is False for answer in answers):
        return "conflict", f"{day.text} in the claim, {theirs[0].text} in the source"
    return "missing", f"the source does not say {day.text}"


def _name_conflict(claim: str, window: str) -> str | None:
    """A titled person of the claim against another person of the same title in the window."""
    theirs = list(_TITLED.finditer(window))
    for mine in _TITLED.finditer(claim):
        if mentions(window, Name(mine["name"].strip(), 0, 0)):
            continue
        for other in theirs:
            if other["role"] == mine["role"] and not mentions(claim, Name(other["name"].strip(), 0, 0)):
                return f"{mine.group().strip()} in the claim, {other.group().strip()} in the source"
    return None


def _conflicts(claim: str, sentence: str, window: str) -> list[str]:
    found = []
    if word := negation_conflict(claim, sentence):
        found.append(f"one of them negates {word!r}")
    if pair := opposite_conflict(claim, sentence):
        found.append(f"{pair[0]!r} in the claim, {pair[1]!r} in the source")
    if swapped := role_conflict(claim, sentence):
        found.append(f"the roles of {swapped[0].title()} and {swapped[1].title()} are swapped")
    if name := _name_conflict(claim, window):
        found.append(name)
    return found


def compare(claim: str, sentence: str, window: str, cosine: float, published: datetime | None) -> Signals:
    """Compare a claim with a sentence read in its window (the sentence and what stands right before it).

    Args:
        claim: The claim.
        sentence: The candidate sentence; polarity is read here only.
        window: Sentence with context; numbers, days and names may stand anywhere in it.
        cosine: Cosine similarity of claim and sentence embeddings, in [-1, 1].
        published: When the source was published; resolves weekdays.
    """
    share, matched = coverage(claim, sentence)
    numbers = [_number(quantity, claim, sentence) for quantity in quantities(claim)]
    dates = [_day(day, days(sentence, published) or days(window, published)) for day in days(claim)]
    missing = [name for name in names(claim) if not mentions(window, name)]
    conflicts = [reason for outcome, reason in (*numbers, *dates) if outcome == "conflict"]
    conflicts += _conflicts(claim, sentence, window)

    def absent(found: list[tuple[str, str]]) -> float:
        return sum(outcome == "missing" for outcome, _ in found) / len(found) if found else 0.0

    return Signals(
        cosine=cosine,
        coverage=share,
        names_missing=len(missing) / len(names(claim)) if missing else 0.0,
        numbers_missing=absent(numbers),
        days_missing=absent(dates),
        conflicts=tuple(conflicts),
        hedge=hedged(sentence) and not hedged(claim),
        matched=matched,
        agreements=tuple(reason for outcome, reason in (*numbers, *dates) if outcome == "match"),
    )

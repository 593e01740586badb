"""What speaks for and against "this sentence says what the claim says": each comparison with its reason."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from agent.check_local.coverage import Coverage
from agent.check_local.figures import AMOUNTS, Finding, day, month_conflict, number
from agent.check_local.naming import name_conflict
from agent.language.dates import days
from agent.language.names import expanded, mentions, names
from agent.language.numbers import Measure, quantities
from agent.language.polarity import hedged, negation_conflict, opposite_conflict, unreal
from agent.language.quantifiers import quantifier_conflict
from agent.language.quotes import quotations, verbatim
from agent.language.roles import role_conflict
from agent.language.words import Token, tokens


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
    quotes_missing: float = 0.0
    """Share of the claim's quotations that are not verbatim in the window; marks and spacing aside."""
    phrases: float = 0.0
    """Share of the claim's pairs of neighbouring words that stand side by side in the sentence."""

    def has(self, kind: Against) -> bool:
        """Whether there is a conflict of this kind."""
        return any(conflict.kind is kind for conflict in self.conflicts)


def _conflicts(claim: str, sentence: str, window: str) -> list[Conflict]:
    found = []
    if pair := quantifier_conflict(claim, sentence):
        found.append(Conflict(Against.NUMBER, f"{pair[0]!r} in the claim, {pair[1]!r} in the source"))
    if word := negation_conflict(claim, sentence):
        who, other = ("claim", "source") if word[1] else ("source", "claim")
        found.append(Conflict(Against.NEGATION, f"the {who} denies {word[0]!r}, the {other} states it"))
    if pair := opposite_conflict(claim, sentence):
        found.append(Conflict(Against.OPPOSITE, f"{pair[0]!r} in the claim, {pair[1]!r} in the source"))
    if swapped := role_conflict(claim, sentence):
        roles = f"the roles of {swapped[0].title()} and {swapped[1].title()} are swapped"
        found.append(Conflict(Against.ROLES, roles))
    if (month := month_conflict(claim, sentence)) and not any(each.kind is Against.DAY for each in found):
        found.append(Conflict(Against.DAY, month))
    if name := name_conflict(claim, sentence, window):
        found.append(Conflict(Against.NAME, name))
    return found


def _missing(found: Sequence[Finding]) -> float:
    return sum(outcome == "missing" for outcome, _ in found) / len(found) if found else 0.0


def _numbers(claim: str, sentence: str) -> list[Finding]:
    """How the claim's numbers fare; where an amount does not stand there, another year is another time."""
    counted = quantities(claim)
    found = [number(quantity, claim, sentence) for quantity in counted]
    kinds = [quantity.measure for quantity in counted]
    pairs = zip(kinds, found, strict=True)
    if all(each.outcome == "match" for kind, each in pairs if kind in AMOUNTS):
        return found
    return [
        Finding("missing", each.reason) if kind is Measure.YEAR and each.outcome == "conflict" else each
        for kind, each in zip(kinds, found, strict=True)
    ]


def _quotes_missing(claim: str, window: str) -> float:
    """Share of the claim's quotations of several words that the window does not have letter by letter."""
    quoted = [verbatim(span.of(claim)) for span in quotations(claim)]
    quoted = [words for words in quoted if " " in words]
    held = verbatim(window) if quoted else ""
    return sum(words not in held for words in quoted) / len(quoted) if quoted else 0.0


def _phrases(claim: str, sentence: str) -> float:
    """Share of the claim's neighbouring words that are neighbours in the sentence too, by stem."""
    mine, theirs = (
        [(one.stem, other.stem) for one, other in pairwise(tokens(text))] for text in (claim, sentence)
    )
    held = set(theirs)
    return sum(pair in held for pair in mine) / len(mine) if mine else 0.0


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
    happens = share.told or share.plain
    wished = [word for word in happens if unreal(sentence, word, done=cover.done)]
    numbers = _numbers(claim, sentence)
    held, near = days(sentence, published), days(window, published)
    dates = [day(each, claim, sentence, held, near) for each in days(claim, published)]
    named = [name for name in names(claim) if not expanded(window, claim, name)]
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
        unreal=not hedged(claim) and 2 * len(wished) > len(happens),
        matched=share.matched,
        quotes_missing=_quotes_missing(claim, window),
        phrases=_phrases(claim, sentence),
        agreements=tuple(reason for outcome, reason in (*numbers, *dates) if outcome == "match"),
    )

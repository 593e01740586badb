"""Signals to a stance: supports, refutes, reports or silent, with a score.

Weights and both thresholds were set by hand while reading errors on the sample corpus, so accuracy there is
not held-out. The weight of a missing predicate was raised from 1 to 1.5: two claims fewer are rightly
labelled, three fewer wrongly supported. A sentence that lacks a number of the claim never supports it,
whatever its score.

Drafts are judged so, which are sentences of their sources; claims in a reader's words are in
`agent/check_entail`.
"""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.check_local.signals import Against, Signals
from agent.check_local.speaker import same_speaker
from agent.claims import Statement
from agent.language.words import Token
from agent.values import Stance

SUPPORT = 0.5
"""Least probability at which a sentence supports; set on the sample corpus."""
RELATED = 0.4
"""Least topical match, mean of cosine and coverage, at which a conflicting detail refutes; set as above."""
UNREAL = "the source says that it may be, or was asked for, not that it is so"
"""Why a sentence that tells a wish or a plan supports nothing."""
_INSIDE = 0.5
_MEANS = re.compile(r"\b(?:he|she|it|they|his|her|its|their|him|them|the\s\w+)\b", re.IGNORECASE)
_SHARES = (
    "cosine",
    "coverage",
    "predicate_missing",
    "opposed",
    "names_missing",
    "names_elsewhere",
    "numbers_missing",
    "days_missing",
    "hedge",
)
WEIGHTS = {
    "bias": -5.2,
    "cosine": 4.5,
    "coverage": 4.5,
    "predicate_missing": -1.5,
    "opposed": 0.0,
    "names_missing": -2.0,
    "names_elsewhere": -1.0,
    "numbers_missing": -2.5,
    "days_missing": -1.5,
    "hedge": -0.5,
    "number": -3.0,
    "day": -3.0,
    "negation": -3.0,
    "opposite": -3.0,
    "roles": -3.0,
    "name": -3.0,
}


class Reading(NamedTuple):
    """How one sentence stands to a claim."""

    stance: Stance
    score: float
    speaker: str | None
    reasons: tuple[str, ...]


def features(signals: Signals) -> dict[str, float]:
    """The signals as numbers, by name."""
    shares = {name: float(getattr(signals, name)) for name in _SHARES}
    return shares | {kind.value: float(signals.has(kind)) for kind in Against}


def probability(signals: Signals) -> float:
    """Probability that the sentence says what the claim says, in [0, 1]."""
    logit = WEIGHTS["bias"] + sum(WEIGHTS[name] * value for name, value in features(signals).items())
    return 1 / (1 + math.exp(-logit))


def topical(signals: Signals) -> float:
    """How much the sentence is about what the claim is about, in [0, 1]; opposites are about the same."""
    return max(0.0, 0.5 * signals.cosine + 0.5 * min(1.0, signals.coverage + signals.opposed))


def reported(statement: Statement, matched: Sequence[Token]) -> tuple[bool, str | None, bool]:
    """Whether the words that match are reported speech, whose, and whether the source calls it wrong."""
    if not matched:
        return statement.within_quote, statement.claim.speaker, False
    best, inside = (0, statement.claim.speaker, False), set[int]()
    for report in statement.reports:
        held = {t.start for t in matched for span in report.content if span.start <= t.start < span.end}
        inside |= held
        if len(held) > best[0]:
            best = (len(held), report.speaker, report.denied)
    numbers = {token.start for token in matched if token.text[0].isdigit()}
    best = (*best[:2], best[2] and numbers <= inside)
    if statement.within_quote:
        return True, best[1], best[2]
    return len(inside) > _INSIDE * len(matched), best[1], best[2]


def same_matter(statement: Statement, signals: Signals) -> bool:
    """Whether the claim's names stand in the sentence itself, or may be meant by a pronoun there."""
    if signals.names_elsewhere < 0.5 or signals.has(Against.NAME):
        return True
    return signals.names_missing == 0 and bool(_MEANS.search(statement.claim.text))


def judge(statement: Statement, signals: Signals, speaker: str | None, text: str = "") -> Reading:
    """The stance of one sentence to a claim.

    Args:
        statement: The sentence as read in its article.
        signals: Its comparison with the claim (with what the claim's speaker said, if it has one).
        speaker: Whose words the claim says it is, or None for a claim about the world.
        text: The whole text, in which a speaker's role and name may stand side by side.
    """
    told, who, denied = reported(statement, signals.matched)
    reasons = tuple(conflict.reason for conflict in signals.conflicts)
    if speaker and not (told and who and same_speaker(speaker, who, text)):
        why = f"said by {who}, not by {speaker}" if told and who else f"not given as the words of {speaker}"
        return Reading(Stance.SILENT, probability(signals), who, (why,))
    if signals.conflicts and topical(signals) >= RELATED and same_matter(statement, signals):
        stance = Stance.REFUTES if speaker or not told else Stance.SILENT
        return Reading(stance, topical(signals), None, reasons)
    score = probability(signals)
    if signals.unreal and score >= SUPPORT:
        reasons = (*reasons, UNREAL)
    if score < SUPPORT or signals.conflicts or signals.numbers_missing or signals.unreal:
        return Reading(Stance.SILENT, score, None, reasons)
    reasons = signals.agreements or (
        "the same in other words" if signals.coverage < 0.99 else "the same words",
    )
    if speaker:
        return Reading(Stance.SUPPORTS, score, who, (f"said by {who}", *reasons))
    if told and denied:
        return Reading(
            Stance.REFUTES, score, who, (f"the source calls it wrong that {who or 'somebody'} says so",)
        )
    return Reading(Stance.REPORTS if told else Stance.SUPPORTS, score, who if told else None, reasons)

"""Signals to a stance: supports, refutes, reports or silent, with a score."""

import math
from typing import NamedTuple

from agent.check_local.signals import Signals
from agent.claims import Statement
from agent.language.words import concept, tokens
from agent.values import Stance

SUPPORT = 0.5
"""Least probability at which a sentence supports; chosen on the public development pairs."""
RELATED = 0.5
"""Least topical match, mean of cosine and coverage, at which a conflicting detail refutes."""
_INSIDE = 0.5


class Reading(NamedTuple):
    """How one sentence stands to a claim."""

    stance: Stance
    score: float
    speaker: str | None
    reasons: tuple[str, ...]


def probability(signals: Signals) -> float:
    """Probability that the sentence says what the claim says, in [0, 1]."""
    logit = (
        4.5 * signals.cosine
        + 4.5 * signals.coverage
        - 5.2
        - 2.0 * signals.names_missing
        - 2.5 * signals.numbers_missing
        - 1.5 * signals.days_missing
        - 3.0 * bool(signals.conflicts)
        - 0.5 * signals.hedge
    )
    return 1 / (1 + math.exp(-logit))


def topical(signals: Signals) -> float:
    """How much the sentence is about what the claim is about, in [0, 1]."""
    return max(0.0, 0.5 * signals.cosine + 0.5 * signals.coverage)


def same_speaker(one: str, other: str) -> bool:
    """Whether two descriptions of a speaker share a content word ("Mayor Lund", "Lund", "city officials")."""
    words = [{concept(token.stem) for token in tokens(text) if token.content} for text in (one, other)]
    return bool(words[0] & words[1])


def reported(statement: Statement, signals: Signals) -> tuple[bool, str | None]:
    """Whether the words that match the claim stand in reported speech, and whose."""
    if statement.within_quote:
        return True, statement.claim.speaker
    if not signals.matched:
        return False, None
    best: tuple[int, str | None] = (0, None)
    inside = set[int]()
    for report in statement.reports:
        held = {
            t.start for t in signals.matched for span in report.content if span.start <= t.start < span.end
        }
        inside |= held
        if len(held) > best[0]:
            best = (len(held), report.speaker)
    return len(inside) > _INSIDE * len(signals.matched), best[1]


def judge(statement: Statement, signals: Signals, speaker: str | None) -> Reading:
    """The stance of one sentence to a claim.

    Args:
        statement: The sentence as read in its article.
        signals: Its comparison with the claim (with what the claim's speaker said, if it has one).
        speaker: Whose words the claim says it is, or None for a claim about the world.
    """
    told, who = reported(statement, signals)
    score = probability(signals)
    if signals.conflicts and topical(signals) >= RELATED:
        if not told or speaker:
            return Reading(Stance.REFUTES, topical(signals), None, signals.conflicts)
        return Reading(Stance.SILENT, topical(signals), None, signals.conflicts)
    if score < SUPPORT or signals.conflicts:
        return Reading(Stance.SILENT, score, None, signals.conflicts)
    reasons = signals.agreements or (
        "the same in other words" if signals.coverage < 0.99 else "the same words",
    )
    if speaker is None:
        stance = Stance.REPORTS if told else Stance.SUPPORTS
        return Reading(stance, score, who if told else None, reasons)
    if told and who and same_speaker(who, speaker):
        return Reading(Stance.SUPPORTS, score, who, (f"said by {who}", *reasons))
    why = f"said by {who}, not by {speaker}" if told and who else f"not given as the words of {speaker}"
    return Reading(Stance.SILENT, score, who, (why,))

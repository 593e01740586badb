"""Signals to a stance: supports, refutes, reports or silent, with a score."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.check_local.comparison import Comparison
from agent.check_local.head import SUPPORT
from agent.check_local.signals import Against, Signals
from agent.check_local.speaker import same_speaker
from agent.claims import Statement
from agent.language.words import Token
from agent.values import Stance

RELATED = 0.4
"""Least topical match, mean of cosine and coverage, at which a conflicting detail refutes; set on the
corpus.
"""
_INSIDE = 0.5
_MEANS = re.compile(r"\b(?:he|she|it|they|his|her|its|their|him|them|the\s\w+)\b", re.IGNORECASE)


class Reading(NamedTuple):
    """How one sentence stands to a claim."""

    stance: Stance
    score: float
    speaker: str | None
    reasons: tuple[str, ...]


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


def _joined(statements: Sequence[Statement], matched: Sequence[Token]) -> tuple[bool, str | None, bool]:
    """The same of several sentences with a blank between them: whether most words stand only in reports."""
    read, start = list[tuple[tuple[bool, str | None, bool], set[str]]](), 0
    for each in statements:
        end = start + len(each.claim.text)
        own = [
            t._replace(start=t.start - start, end=t.end - start) for t in matched if start <= t.start < end
        ]
        if own:
            read.append((reported(each, own), {token.stem for token in own}))
        start = end + 1
    plain = set[str]().union(*(stems for (told, *_), stems in read if not told))
    only = [(len(stems - plain), found) for found, stems in read if found[0]]
    told = set[str]().union(*(stems for (told, *_), stems in read if told)) - plain
    _, (_, who, denied) = max(only, key=lambda each: each[0], default=(0, (False, None, False)))
    return len(told) > _INSIDE * len({token.stem for token in matched}), who, denied


def _same_matter(statement: Statement, signals: Signals) -> bool:
    """Whether the claim's names stand in the sentence itself, or may be meant by a pronoun there."""
    if signals.names_elsewhere < 0.5 or signals.has(Against.NAME):
        return True
    return signals.names_missing == 0 and bool(_MEANS.search(statement.claim.text))


def judge(
    statement: Statement,
    found: Comparison,
    statements: Sequence[Statement],
    speaker: str | None,
    text: str = "",
) -> Reading:
    """The stance of one sentence, or of several together, to a claim.

    Args:
        statement: The sentence as read in its article; of several, the one that shares most with the claim.
        found: The comparison with the claim (with what the claim's speaker said, if it has one).
        statements: All sentences that were compared, in order.
        speaker: Whose words the claim says it is, or None for a claim about the world.
        text: The whole text, in which a speaker's role and name may stand side by side.
    """
    signals, score = found.signals, found.chance
    told, who, denied = (
        reported(statement, signals.matched) if len(statements) == 1 else _joined(statements, signals.matched)
    )
    reasons = tuple(conflict.reason for conflict in signals.conflicts)
    if speaker and not (told and who and same_speaker(speaker, who, text)):
        why = f"said by {who}, not by {speaker}" if told and who else f"not given as the words of {speaker}"
        return Reading(Stance.SILENT, score, who, (why,))
    if signals.conflicts and topical(signals) >= RELATED and _same_matter(statement, signals):
        stance = Stance.REFUTES if speaker or not told else Stance.SILENT
        return Reading(stance, topical(signals), None, reasons)
    if signals.unreal and score >= SUPPORT:
        reasons = (*reasons, "the source says that it may be, or was asked for, not that it is so")
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

"""How likely a sentence supports or refutes a claim, to the stance that its source takes.

The thresholds were chosen on the 334 claims of the development events of the corpus and of
`evals/data/events`, each event judged by a head that has not seen it: macro-F1 .57 (.74 on the corpus), 12 of
187 wrongly supported (`python -m evals.train.stances`). With `SUPPORTS` at .6 it is .58 and 16, at .7 .56
and 9.
"""

from typing import NamedTuple

from agent.check_entail.head import Shares
from agent.check_local.signals import Signals
from agent.check_local.stance import UNREAL, Reading, probability, reported, same_matter, topical
from agent.claims import Statement
from agent.entail import Entailed
from agent.values import Claim, Stance

SUPPORTS = 0.65
"""Least probability at which a sentence supports; a wrong `supported` costs more than what is missed."""
AGREED = 0.5
"""The same where the rules by themselves, in nearly the claim's own words, are as sure as `SURE`."""
SURE = 0.6
REPORTS = 0.4
"""Least probability at which it gives the claim as somebody's words, which asserts less."""
REFUTES = 0.4
"""Least probability at which it refutes, that by which it outweighs support being at least `CLEAR`."""
CLEAR = 0.2
RULED = 0.3
"""The same where a detail conflicts by rule, and sentence and claim are about the same matter; less is
asked of a sentence that would else support."""
RELATED = 0.5
"""Least topical match of the two that makes it so."""


class Told(NamedTuple):
    """Whether what a sentence says of a claim is reported speech, whose, and whether the source denies it."""

    told: bool
    speaker: str | None
    denied: bool


def told(statement: Statement, signals: Signals) -> Told:
    """See `Told`; where hardly a word is shared, most of the sentence decides."""
    if len(signals.matched) >= 2:
        return Told(*reported(statement, signals.matched))
    inside = {
        n for report in statement.reports for span in report.content for n in range(span.start, span.end)
    }
    held = statement.within_quote or 2 * len(inside) > len(statement.claim.text)
    first = next(iter(statement.reports), None)
    return Told(held, first.speaker if first else statement.claim.speaker, bool(first and first.denied))


def judge(
    claim: Claim, statement: Statement, signals: Signals, entailed: Entailed, weighed: Shares, spoken: bool
) -> Reading:
    """The stance of one sentence.

    Args:
        claim: The claim.
        statement: The sentence as read in its article.
        signals: What the rules read.
        entailed: What the model reads.
        weighed: What the head makes of both.
        spoken: Whether the claim itself says whose words it is.
    """
    given = told(statement, signals)
    own = spoken or not given.told
    conflicts = tuple(conflict.reason for conflict in signals.conflicts)
    sure = not signals.numbers_missing and not signals.unreal and probability(signals) >= SURE
    least = max(weighed.refutes, AGREED if sure else SUPPORTS) if own or given.denied else REPORTS
    if weighed.supports >= least and not conflicts and not signals.unreal:
        words = "the same in other words" if signals.coverage < 0.99 else "the same words"
        why = signals.agreements or (words,)
        if own:
            return Reading(Stance.SUPPORTS, weighed.supports, given.speaker if spoken else None, why)
        if given.denied:
            reason = f"the source calls it wrong that {given.speaker or 'somebody'} says so"
            return Reading(Stance.REFUTES, weighed.supports, given.speaker, (reason,))
        return Reading(Stance.REPORTS, weighed.supports, given.speaker, why)
    if weighed.supports >= least and signals.unreal:
        return Reading(Stance.SILENT, weighed.supports, None, (UNREAL,))
    doubt = conflicts or _doubt(claim, entailed)
    if own and weighed.refutes >= max(REFUTES, weighed.supports + CLEAR):
        return Reading(Stance.REFUTES, weighed.refutes, None, doubt)
    about = topical(signals) >= RELATED and same_matter(statement, signals)
    if own and conflicts and about and (weighed.refutes >= RULED or weighed.supports >= AGREED):
        return Reading(Stance.REFUTES, topical(signals), None, doubt)
    likely = conflicts or weighed.refutes > weighed.supports
    return Reading(Stance.SILENT, weighed.supports, None, doubt if likely else ())


def _doubt(claim: Claim, entailed: Entailed) -> tuple[str, ...]:
    if entailed.word is None:
        return ()
    return (f"{claim.text[slice(*entailed.word)]!r} in the claim does not fit the source",)

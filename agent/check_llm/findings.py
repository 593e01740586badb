"""What a model says it found, and what of that counts.

A finding counts only with the id of a passage that was offered and a quotation that stands there. The program
then compares the quoted sentences with the claim as the local checker does, without embeddings, and never
lets the model claim more than that allows: support and report need the claim's numbers, days and names and no
detail that conflicts, reported speech supports nothing but that it was said, and it refutes nothing.
"""

from collections import Counter
from collections.abc import Sequence
from textwrap import shorten
from typing import Literal, NamedTuple

from pydantic import Field

from agent.check_llm.passages import find
from agent.check_local.coverage import Coverage
from agent.check_local.signals import Signals, compare
from agent.check_local.speaker import same_speaker
from agent.check_local.stance import reported
from agent.claims import Statement
from agent.language.words import tokens
from agent.offered import Offered
from agent.values import Stance
from vectorstore.values import Span, Value

Void = tuple[str, str]
"""Why something did not count, of one and of several."""
_NOT_GIVEN = (
    "finding of the model cited what it was not given",
    "findings of the model cited what they were not given",
)
_CONTRARY = (
    "finding of the model contradicted another about the same passage",
    "findings of the model contradicted others about the same passage",
)
_NOT_NAMED = (
    "finding of the model named a speaker whom its passage does not name",
    "findings of the model named speakers whom their passages do not name",
)
_WORDS = 3
"""Fewest words of a quotation."""
_SHOWN = 80
"""Characters of a quotation in a reason."""
_ABOUT = 0.4
"""Least weighted share of the claim's words that the quoted sentences and their passage hold, for the model
to be heard. With a model that says "supports" of every sentence, the sample corpus has 53 right and 89 wrong
`supported` among 260 claims; at .25 it has 60 and 118, at .55 45 and 56."""


class Finding(Value):
    """What a model says that one passage does for a claim."""

    id: str = Field(description="Id of the passage.")
    stance: Literal["supports", "refutes", "reports"] = Field(description="What it does.")
    quotation: str = Field(description="The words of the passage that decide, copied exactly.")
    speaker: str | None = Field(default=None, description="Whose words they are, for reports; else null.")


class Findings(Value):
    """What a model says that passages do for a claim."""

    findings: tuple[Finding, ...] = Field(description="One for each passage that decides.")


class Asked(NamedTuple):
    """A claim as the passages are compared with it."""

    said: str
    speaker: str | None
    cover: Coverage


class Reading(NamedTuple):
    """What the quoted sentences of a passage do for a claim, once the program has looked at them."""

    passage: Offered
    stance: Stance
    spans: tuple[Span, ...]
    speaker: str | None
    reasons: tuple[str, ...]


def counting(found: Findings, batch: Sequence[Offered], asked: Asked, void: Counter[Void]) -> list[Reading]:
    """The findings that count, as the program reads them; the others are counted in `void`, by reason."""
    offered = {each.id: each for each in batch}
    stances: dict[str, set[str]] = {}
    for finding in found.findings:
        stances.setdefault(finding.id, set()).add(finding.stance)
    readings = []
    for finding in found.findings:
        passage = offered.get(finding.id)
        span = _quoted(finding, passage) if passage else None
        if passage is None or span is None:
            void[_NOT_GIVEN] += 1
        elif {"supports", "refutes"} <= stances[finding.id]:
            void[_CONTRARY] += 1
        elif finding.stance == "reports" and finding.speaker and not find(finding.speaker, passage.text):
            void[_NOT_NAMED] += 1
        else:
            readings.append(_read(finding, passage, span, asked))
    return readings


def _quoted(finding: Finding, passage: Offered) -> Span | None:
    """Where in the article the quotation stands, if it is long enough and stands in the passage."""
    found = find(finding.quotation, passage.text) if len(tokens(finding.quotation)) >= _WORDS else None
    start = passage.span.start
    return Span(start=start + found.start, end=start + found.end) if found else None


def _read(finding: Finding, passage: Offered, span: Span, asked: Asked) -> Reading:
    """A finding as far as the quoted sentences bear it out."""
    cited = [
        statement
        for statement in passage.source.statements
        if statement.claim.span.start < span.end and span.start < statement.claim.span.end
    ]
    article = passage.source.article
    sentence = " ".join(statement.claim.text for statement in cited)
    window = f"{passage.text} {article.title}"
    signals = compare(asked.said, asked.cover, sentence, window, 0.0, article.published)
    stance, speaker, why = _borne_out(finding, cited, signals, asked, article.text)
    spans = tuple(statement.claim.span for statement in cited) if stance is not Stance.SILENT else ()
    quoted = shorten(span.of(article.text), _SHOWN, placeholder=" …")
    reason = f"the model says that {quoted!r} {finding.stance} it"
    return Reading(passage, stance, spans, speaker, (reason, why) if why else (reason,))


def _borne_out(
    finding: Finding, cited: Sequence[Statement], signals: Signals, asked: Asked, text: str
) -> tuple[Stance, str | None, str | None]:
    """What stands of a finding's stance, whose words it is, and why it is less than the model says."""
    stance = Stance(finding.stance)
    if signals.coverage < _ABOUT:
        return Stance.SILENT, None, "but that shares too little with the claim"
    if stance is not Stance.REFUTES and (lacking := _lacking(signals)):
        return Stance.SILENT, None, f"but {lacking}"
    if asked.speaker:
        return _of_speaker(stance, cited, asked.speaker, text)
    read = [reported(each, asked.cover.share(each.claim.text).matched) for each in cited]
    told, who, denied = next((each for each in read if each[0]), (False, None, False))
    if stance is Stance.REPORTS:
        return _reports(finding.speaker, told, who, text)
    if not told or (denied and stance is Stance.REFUTES):
        return stance, None, None
    whose = f"but these are the words of {who or 'somebody'}"
    if denied:
        return Stance.SILENT, None, f"{whose}, which the source calls wrong"
    return (Stance.REPORTS, who, whose) if stance is Stance.SUPPORTS else (Stance.SILENT, None, whose)


def _of_speaker(
    stance: Stance, cited: Sequence[Statement], speaker: str, text: str
) -> tuple[Stance, str | None, str | None]:
    """The stance to a claim that `speaker` said something: that it is reported is what the claim says."""
    heard = {each.claim.speaker for each in cited} | {one.speaker for each in cited for one in each.reports}
    who = next((one for one in sorted(filter(None, heard)) if same_speaker(speaker, one, text)), None)
    if who is None:
        return Stance.SILENT, None, f"but that is not given as the words of {speaker}"
    return (Stance.REFUTES, None, None) if stance is Stance.REFUTES else (Stance.SUPPORTS, who, None)


def _reports(
    named: str | None, told: bool, who: str | None, text: str
) -> tuple[Stance, str | None, str | None]:
    """Reported speech is somebody's only if the program reads it so too."""
    if not told:
        return Stance.SILENT, None, "but that is not given as anybody's words"
    if named and who and not same_speaker(named, who, text):
        return Stance.SILENT, None, f"but these are the words of {who}, not of {named}"
    return Stance.REPORTS, who, None


def _lacking(signals: Signals) -> str | None:
    """What of a claim's details the quoted sentences or their passage lack or contradict."""
    if signals.conflicts:
        return signals.conflicts[0].reason
    missing = {
        "a name": signals.names_missing,
        "a number": signals.numbers_missing,
        "a day": signals.days_missing,
    }
    lacking = next((what for what, share in missing.items() if share), None)
    return f"{lacking} of the claim is not there" if lacking else None

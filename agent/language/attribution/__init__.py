"""Who is said to have said what in one sentence: speaker, reporting words, and what is only reported.

By rule, on the sentence with its quotations masked. Three shapes are read: a speaker before a reporting
verb ("X said that …", "…, X said"), one after it ("…," said X), and phrases ("according to X",
"reportedly"). What only looks like speech (an order, a title claimed) is left alone: a report that is none
would turn what a source states into somebody's words.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.attribution import contents, doers, subjects
from agent.language.attribution.phrases import phrases
from agent.language.distance import denies, distances
from agent.language.quotes import masked, quotations
from agent.language.reporting import says, speaks
from agent.language.saying import NAMING, PARTICIPLE, VERB, tells
from vectorstore.values import Span

_JOINED = re.compile(r"\b(?:and|but)(?:\s+\w+ly|\s+also|\s+then|\s+later|\s+has|\s+had|\s+have)*\s*$")


class Report(NamedTuple):
    """Something that a sentence gives as somebody's words."""

    speaker: str | None
    verb: str
    content: tuple[Span, ...]
    cue: Span
    quoted: bool
    distanced: bool
    denied: bool


def _mask(text: str) -> str:
    """`text` with its quotations masked up to their last mark, which tells if a clause ends too."""
    mask = masked(text)
    for span in quotations(text):
        if (last := text[span.end - 1]) in ",.!?…—-":
            mask = mask[: span.end - 1] + last + mask[span.end :]
    return mask


def _joined(mask: str, start: int, earlier: list[Report]) -> str | None:
    """Who speaks in "X did this and said that"."""
    said = [report.speaker for report in earlier if report.speaker and report.cue.start < start]
    return said[-1] if said else doers.doer(mask)


def _read(text: str, mask: str, match: re.Match[str], earlier: list[Report]) -> Report | None:
    verb, (start, end) = match["verb"], match.span()
    span = Span(start=start, end=end)
    who: str | None
    if not tells(verb) and verb not in NAMING and (turned := subjects.inverted(mask, start, end)):
        who, stop = turned
        return _report(text, who, verb, contents.before(text, mask, start, stop), Span(start=start, end=stop))
    if _JOINED.search(mask[:start]):
        who = _joined(mask, start, earlier)
        return _report(text, who, verb, contents.content(text, mask, start, span), span)
    if subject := subjects.subject(mask, start):
        told = contents.content(text, mask, subject.start, span)
        return _report(text, subject.who, verb, told, Span(start=subject.start, end=end))
    return None


def _reports(mask: str, match: re.Match[str]) -> bool:
    before, after = mask[: match.start()], mask[match.end() :]
    if match["quoted"] or speaks(match["verb"], before, after, led=bool(match["lead"])):
        return True
    return says(match["verb"], after) and bool(subjects.inverted(mask, *match.span()))


def _verbal(text: str, mask: str) -> list[Report]:
    found: list[Report] = []
    for match in VERB.finditer(mask):
        if not _reports(mask, match):
            continue
        report = _read(text, mask, match, found)
        if report is None or not report.content:
            continue
        if found:
            begin = report.cue.start
            found[-1] = found[-1]._replace(content=contents.joined(text, found[-1].content, begin))
        found.append(report)
    return found


def _report(text: str, speaker: str | None, verb: str, content: tuple[Span, ...], cue: Span) -> Report:
    inside = any(s.start <= q.start and q.end <= s.end + 1 for s in content for q in quotations(text))
    mask = masked(text)
    near, after = mask[max(0, cue.start - 40) : cue.end], mask[cue.end :]
    return Report(_clean(speaker), verb, content, cue, inside, distances(mask), denies(near, after))


def _clean(speaker: str | None) -> str | None:
    if speaker is None:
        return None
    speaker = re.sub(r"^[^\w]+|[^\w.’']+$", "", speaker)
    speaker = re.sub(
        r"^(?:But|And|Yet|So|Meanwhile|However|Still|Then|As|whose|On \w+day)\s+", "", speaker.strip()
    )
    speaker = re.sub(r"\s+(?:also|then|later|still|on\s+.*|in\s+an?\s.*)$", "", speaker)
    return re.sub(r"(?<=\w\w\w)\.$", "", speaker) or None


def main_subject(text: str) -> str | None:
    """The noun phrase that a sentence begins with, if it is a name or has an article, and a verb follows."""
    return doers.main_subject(masked(text))


def _participial(text: str, mask: str, earlier: list[Report]) -> list[Report]:
    found = []
    for match in PARTICIPLE.finditer(mask):
        before = [report for report in earlier if report.cue.start < match.start() and report.speaker]
        speaker = before[-1].speaker if before else doers.doer(mask)
        span = Span(start=match.start("verb"), end=match.end())
        content = contents.content(text, mask, match.start("verb"), span)
        if after := re.search(rf",\s(?={VERB.pattern}|\w+ed\b|left\b|went\b)", mask[match.end() :]):
            content = contents.cut(text, content, match.end() + after.start(), match.end() + after.start())
        if content and content[0].start > match.start() and speaker:
            earlier[:] = [
                each._replace(content=contents.cut(text, each.content, match.start("verb"), match.start()))
                for each in earlier
            ]
            found.append(_report(text, speaker, match["verb"], content, span))
    return found


@lru_cache(maxsize=20_000)
def reports(text: str) -> tuple[Report, ...]:
    """What the sentence `text` gives as somebody's words, in order of the reporting words; often empty."""
    mask = _mask(text)
    verbal = _verbal(text, mask)
    spoken = [*verbal, *_participial(text, mask, verbal)]
    verbs = {place for report in spoken for place in range(report.cue.start, report.cue.end)}
    spoken += [_report(text, *each) for each in phrases(text, mask) if each.cue.start not in verbs]
    return tuple(sorted(spoken, key=lambda report: report.cue.start))


def distanced(text: str) -> bool:
    """Whether the sentence does not stand behind what it reports ("falsely", "without evidence")."""
    return distances(masked(text))

"""Who is said to have said what in one sentence: speaker, reporting words, and what is only reported.

By rule, on the sentence with its quotations masked. Three shapes are read: a speaker before a reporting
verb ("X said that …", "…, X said"), one after it ("…," said X), and phrases ("according to X",
"reportedly").
"""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.quotes import masked, quotations
from agent.language.reporting import (
    CLAIM_NOUN,
    HEARSAY,
    NAMING,
    PARTICIPLE,
    PHRASE,
    VERB,
    denies,
    distances,
    speaks,
)
from vectorstore.values import Span

_BOUNDARY = re.compile(
    r"[,;:—–(]\s*[\"”’]?\s*|[\"”’]\s+|\s-\s"
    r"|\b(?:as|while|and|but|after|because|although|though|when|where|which|that|who)\s+"
)
_FILLER = re.compile(
    r"(?:\s*\b(?:\w+ly|also|then|later|now|has|have|had|since|once|again|often|earlier|even|still)\b)+\s*$"
)
_CAPITAL = r"[A-Z][\w’'.-]*(?:[ \u00a0](?:(?:of|de|van|von|the)\s)?[A-Z][\w’'.-]*)*"
_APPOSITION = re.compile(r",\s*(?P<apposed>[^,;\x01]{3,90}),?\s*$")
_INVERTED = re.compile(
    rf"\s+(?P<who>(?:(?:Dr|Mrs?|Ms|Prof|St)\.\s)?(?:[A-Z]|(?:an?|the|one|another|its|his|her|their)\s"
    rf"|(?!on|in|at|after|that|during|to|by|it|he|she|they)(?:[a-z-]+\s){{1,3}}(?=[A-Z]))(?:Dr\.|[^,;.:\x01\"“])"
    rf"{{1,60}}?)(?:,\s(?P<name>(?:Dr\.\s)?{_CAPITAL}))?(?=[,;.]|\s(?:on|in|at|after|of|who|during)\s|$)"
)
_EXPLAINED = re.compile(
    rf"(?:^|[.;:–—”\"]\s+|,\s)(?P<name>{_CAPITAL}),\s(?:the|an?|its|his|her|their|who|which|whose|\d+)\b[^\x01]*,\s*$"
)
_CLOSED = re.compile(r"[,?!.…-]?[\"”’]\s*$|,\s*$")
_NOT_SUBJECT = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|to|who|which|be|been|if|that|what|how|did|do|does|not|never|having)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(rf"(?P<name>{_CAPITAL})(?:,\s\d+)?,?\s+who$")
_NOBODY = re.compile(r"(?:nobody|no\s+one|none|neither|nothing)\b", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|but)(?:\s+\w+ly|\s+also|\s+then|\s+later)?\s*$")
_ROLE_PHRASE = re.compile(r"(?:the|its|his|her|their|an?|one|our)\b", re.IGNORECASE)
_LEAD = re.compile(
    r"\s*,?\s*(?:(?:on|in|at|to|during|without|late|early)\s[^,.;:]{2,40},?\s+(?=that\b)|on\s+\w+day\s*|in\s+an?\s\w+\s*)?"
    r"(?:that\b|how\b|of\b|as\b)?"
)
_TOLD = re.compile(
    r"\s+(?:(?:the|an?|his|her|its|their|this|our)\s)?(?:[\w’'-]+\s){0,3}?[\w’'-]+?,?\s+(?=that\b|[\"“]|the\b|it\b|he\b|she\b)"
)
_CLOSING = re.compile(
    r"\s*(?:[.,;!?]|$|(?:on|in|to|at|during|late|after|via|through|when)\b|(?:reporters|journalists|the|a|an|this|our)\b)"
)


class Report(NamedTuple):
    """Something that a sentence gives as somebody's words."""

    speaker: str | None
    verb: str
    content: tuple[Span, ...]
    cue: Span
    quoted: bool
    distanced: bool
    denied: bool


def _subject(text: str, end: int) -> tuple[int, str] | None:
    """Start and text of the noun phrase that ends before the verb at `end`, an apposition read."""
    left = re.sub(r"\s*\([^()]{1,30}\)$", "", _FILLER.sub("", text[:end]).rstrip())
    if explained := _EXPLAINED.search(left):
        return explained.start("name"), explained["name"]
    if relative := _RELATIVE.search(left):
        return relative.start("name"), relative["name"]
    named = None
    if (apposed := _APPOSITION.search(left)) and left.endswith(","):
        head = left[: apposed.start()]
        named = apposed["apposed"] if re.fullmatch(_CAPITAL, apposed["apposed"].strip()) else None
        left = head if re.search(r"[\w’')\]]$", head) else left
    left = _FILLER.sub("", left).rstrip()
    start = max((b.end() for b in _BOUNDARY.finditer(left) if b.end() < len(left)), default=0)
    phrase = left[start:].strip(" '\"“”")
    if _NOBODY.match(phrase):
        return None
    if not phrase or len(phrase.split()) > 9 or "\x01" in phrase or _NOT_SUBJECT.search(phrase):
        return None
    return start, named.strip() if named and _ROLE_PHRASE.match(phrase) else phrase


def _spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    while start < end and text[start] in " ,:;\t\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,;\t\u00a0":
        end -= 1
    return (Span(start=start, end=end),) if end - start > 2 else ()


def _content(text: str, start: int, end: int, verb_end: int) -> tuple[Span, ...]:
    """What is reported: before the speaker where the verb closes its clause, else after the verb."""
    before, after = text[:start].rstrip(), text[verb_end:]
    told = text[end:verb_end] in {"told", "tells"}
    if re.search(r"[,.?!—…-]?[\"”’]$", before):
        closing = not re.match(r"\s*(?:that\b|how\b|:|[\"“])", after)
    else:
        closing = before.endswith(",") and bool(_CLOSING.match(after)) and not re.search(r"\bthat\b", after)
    if closing and len(before.split()) >= 2:
        rest = re.search(r"[.:,]\s+(?=[\"“])", after)
        tail = _spans(text, verb_end + rest.end(), len(text)) if rest else ()
        return _spans(text, 0, start) + tail
    lead = (_TOLD.match(after) if told else None) or _LEAD.match(after)
    skipped = lead.end() if lead else 0
    if that := re.match(r"(?:that|how)\b", after[skipped:]):
        skipped += that.end()
    begin = verb_end + skipped
    stop = re.search(r";\s|(?<=.{20}):\s", masked(text)[begin:])
    return _spans(text, begin, begin + stop.start() if stop else len(text))


def _inverted(text: str, mask: str, match: re.Match[str]) -> tuple[str, tuple[Span, ...], Span] | None:
    """Speaker, content and cue of `"…," said X`."""
    after = _INVERTED.match(mask[match.end() :])
    before = mask[: match.start()]
    if not after or not _CLOSED.search(before) or len(text[: match.start()].split()) < 2:
        return None
    if match["verb"] in NAMING:
        return None
    if _NOT_SUBJECT.search(after["who"]):
        return None
    speaker = after["name"] if after["name"] and _ROLE_PHRASE.match(after["who"]) else after["who"]
    end = match.end() + after.end()
    resumed = re.search(r"[.:,]\s+(?=[\"“])", mask[end:])
    tail = _spans(text, end + resumed.end(), len(text)) if resumed else ()
    return speaker.strip(), _spans(text, 0, match.start()) + tail, Span(start=match.start(), end=end)


def _joined(mask: str, start: int, earlier: list[Report]) -> str | None:
    """Who speaks in "X did this and said that"."""
    said = [report.speaker for report in earlier if report.speaker and report.cue.start < start]
    pronoun = re.match(r"(?:He|She|They|It)\b", mask)
    return said[-1] if said else main_subject(mask) or (pronoun.group() if pronoun else None)


def _verbal(text: str, mask: str) -> list[Report]:
    found: list[Report] = []
    for match in VERB.finditer(mask):
        verb, (start, end) = match["verb"], match.span()
        who: str | None
        if not speaks(verb, mask[:start], mask[end:]):
            continue
        if turned := _inverted(text, mask, match):
            who, content, cue = turned
        elif _JOINED.search(mask[:start]):
            who = _joined(mask, start, found)
            content, cue = _content(text, start, start, end), Span(start=start, end=end)
        elif subject := _subject(mask, start):
            begin, who = subject
            content, cue = _content(text, begin, start, end), Span(start=begin, end=end)
        else:
            continue
        if content:
            found.append(_report(text, who, verb, content, cue))
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
    speaker = re.sub(r"^(?:But|And|Yet|So|Meanwhile|However|Still|Then|As|On \w+day)\s+", "", speaker.strip())
    speaker = re.sub(r"\s+(?:also|then|later|still|on\s+.*|in\s+an?\s.*)$", "", speaker)
    return re.sub(r"(?<=\w\w\w)\.$", "", speaker) or None


def main_subject(text: str) -> str | None:
    """The noun phrase that a sentence begins with, if it is a name or has an article, and a verb follows."""
    mask, start = masked(text), 0
    if lead := re.match(r"(?:On|In|At|After|Earlier|Last|But|And)\b[^,]{0,40},\s+", mask):
        start = lead.end()
    match = re.match(
        r"(?:[A-Z&][\w.’'-]*(?:[ \u00a0](?:[A-Z][\w.’'-]*|&))*|(?:The|A|An)\s(?:\w+\s){0,3}?\w+)"
        r"(?=,|\s(?:\w+ly\s)?(?:\w+ed|has|have|had|was|were|is|are|will|would|went|took|did)\b)",
        mask[start:],
    )
    return match.group() if match else None


def _participial(text: str, mask: str, earlier: list[Report]) -> list[Report]:
    found = []
    for match in PARTICIPLE.finditer(mask):
        before = [report for report in earlier if report.cue.start < match.start() and report.speaker]
        speaker = before[-1].speaker if before else main_subject(text)
        lead = re.match(r"\s*(?:that\b|how\b)?", mask[match.end() :])
        content = _spans(text, match.end() + (lead.end() if lead else 0), len(text))
        if content and speaker:
            cue = Span(start=match.start("verb"), end=match.end())
            found.append(_report(text, speaker, match["verb"], content, cue))
    return found


def _according(text: str, match: re.Match[str]) -> Report:
    if match.start() > 3:
        content = _spans(text, 0, match.start())
    else:
        comma = text.find(",", match.end())
        content = _spans(text, comma + 1 if comma > 0 else match.end(), len(text))
    cue = Span(start=match.start(), end=match.end())
    return _report(text, match["speaker"].strip(), "according to", content, cue)


def _phrases(text: str, mask: str) -> list[Report]:
    found = [_according(text, match) for match in PHRASE.finditer(mask)]
    for match in HEARSAY.finditer(mask):
        stop = re.search(r"[,;]", mask[match.end() :])
        content = _spans(text, match.end(), match.end() + stop.start() if stop else len(text))
        found.append(_report(text, None, match.group(), content, Span(start=match.start(), end=match.end())))
    for match in CLAIM_NOUN.finditer(mask):
        content = _spans(text, match.end(), len(text))
        cue = Span(start=match.start(), end=match.end())
        found.append(_report(text, main_subject(text), match.group(), content, cue))
    return [report for report in found if report.content]


@lru_cache(maxsize=20_000)
def reports(text: str) -> tuple[Report, ...]:
    """What the sentence `text` gives as somebody's words, in order of the reporting words; often empty."""
    mask = masked(text)
    verbal = _verbal(text, mask)
    found = [*verbal, *_participial(text, mask, verbal), *_phrases(text, mask)]
    return tuple(sorted(found, key=lambda report: report.cue.start))


def distanced(text: str) -> bool:
    """Whether the sentence does not stand behind what it reports ("falsely", "without evidence")."""
    return distances(masked(text))

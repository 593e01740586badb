"""Who is said to have said what in one sentence: speaker, reporting words, and the characters that are only reported.

By rule, on the sentence with its quotations masked. Three shapes are read: a speaker before a reporting verb ("X said
that …", "…, X said"), one after it ("…," said X), and phrases ("according to X", "reportedly", "claims that").
"""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.quotes import masked, quotations
from vectorstore.values import Span

_VERBS = """said says say told tells adds added claimed claims claim argued argues argue insisted insists insist asserted
    asserts alleged alleges warned warns warn wrote writes declared declares explained explains noted notes stressed
    stresses maintained maintains contended contends contend predicted predicts believes believed believe thinks think
    estimated estimates estimate vowed vows promised promises denied denies deny confirmed confirms acknowledged admitted
    admits conceded reiterated remarked commented quipped testified exclaimed ranted tweeted complained suggested suggests
    recalled concluded boasted lamented fumed thundered charged accused accuses described describes called calls reported
    reports report announced announces stated fears fear expects expect hopes hope posted blamed blames ruled read"""
_PARTICIPLES = """adding saying claiming arguing insisting asserting alleging warning writing declaring explaining noting
    stressing maintaining contending predicting denying accusing describing calling suggesting citing blaming boasting ruling"""
_VERB = re.compile(rf"\b(?P<verb>{'|'.join(_VERBS.split())})\b")
_PARTICIPLE = re.compile(
    rf",\s+(?:and\s+|while\s+)?(?:falsely\s+|wrongly\s+|baselessly\s+)?(?P<verb>{'|'.join(_PARTICIPLES.split())})\b"
)
_PHRASE = re.compile(
    r"\b[Aa]ccording\s+to\s+(?P<speaker>[^,;.]+?)(?=,|;|\.|\s+(?:on|in|after|who|which|that)\s|$)"
)
_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|rumou?red|(?:is|are|was|were)\s+(?:said|alleged|believed"
    r"|thought|understood|reported)\s+to)\b"
)
_CLAIM_NOUN = re.compile(
    r"\b(?:claims?|allegations?|accusations?|assertions?|theory|theories|rumou?rs?|charges|suggestions?|complaints?)"
    r"\s+(?:(?:that|of|about)\b|(?:he|she|they)\s+made\b)"
)
_DISTANCE = re.compile(
    r"\b(?:baseless(?:ly)?|false(?:ly)?|unfounded|unproven|unsubstantiated|debunked|without\s+(?:providing\s+|offering\s+|citing\s+"
    r"|giving\s+|any\s+)*(?:evidence|proof)|no\s+evidence|did\s+not\s+(?:provide|offer|give)\s+(?:any\s+)?(?:evidence|proof)|"
    r"(?:provided|offered|gave)\s+no\s+(?:evidence|proof)|conspiracy|wrongly|misleading(?:ly)?|unverified|so-called)\b",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    r"[,;:—–(]\s*[\"”’]?\s*|[\"”’]\s+|\b(?:as|while|and|but|after|because|although|though|when|where|which)\s+|\s-\s"
)
_FILLER = re.compile(
    r"(?:\s*\b(?:\w+ly|also|then|later|now|has|have|had|since|once|again|often|earlier|repeatedly|even)\b)+\s*$"
)
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:a|an|the|his|her|their|its|this|that|these|those|no|any|some|of|for|about|with|by|such|other|to|be|been|is|are"
    r"|was|were|not|being|so|both|two)|['’]s|s['’]|\w+less|false|conspiracy)\s*$",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    r"\s+(?P<who>(?:[A-Z]|(?:an?|the|one|another)\s)[^,;.:\x01\"“]{1,60}?)(?=[,;.:]|\s(?:on|in|at|after)\s|$)"
)
_CLOSED = re.compile(r"[,?!.]?[\"”’]\s*$|,\s*$")
_NOT_SUBJECT = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|to|who|which|be|been|if|that|what|how)\b", re.I
)
_AMBIGUOUS = frozenset(
    "claims claim report reports reported estimates estimate notes fears fear hopes hope charged called calls posted "
    "alleged estimated suggested believed confirmed announced blames".split()
)


class Report(NamedTuple):
    """Something that a sentence gives as somebody's words."""

    speaker: str | None
    verb: str
    content: tuple[Span, ...]
    cue: Span
    quoted: bool
    distanced: bool


def _subject(text: str, end: int) -> tuple[int, str] | None:
    """Start and text of the noun phrase that ends before the verb at `end`, an apposition skipped."""
    left = text[:end]
    if appositive := re.search(r",(?:[^,;]{3,90}),\s*$", left):
        left = left[: appositive.start()]
    left = _FILLER.sub("", left).rstrip()
    start = 0
    for boundary in _BOUNDARY.finditer(left):
        if boundary.end() < len(left):
            start = boundary.end()
    phrase = left[start:].strip(" '\"“”")
    if not phrase or len(phrase.split()) > 9 or "\x01" in phrase or _NOT_SUBJECT.search(phrase):
        return None
    return start, phrase


def _plausible(verb: str, before: str, after: str) -> bool:
    if _NOUN_BEFORE.search(before):
        return False
    if verb in {"called", "calls", "described", "describes", "accused", "accuses", "blamed", "blames"}:
        return not re.match(r"\s+(?:for|on|off|up|in|out|it|an?\s+(?:meeting|election|strike|vote))\b", after)
    if verb in {"told", "tells"} and re.match(r"\s+[^,.\x01]{2,60}?\sto\s", after):
        return " that " in after
    if verb == "ruled":
        return bool(re.match(r"\s+that\b", after))
    if verb in {"posted", "read"}:
        return bool(re.match(r"[^.]{0,40}[:\x01\"“]", after))
    if verb not in _AMBIGUOUS or re.search(r"\b(?:he|she|they|we|I)\s+$", before, re.IGNORECASE):
        return True
    clause = re.match(
        r"\s*(?:[:,]|that\b|how\b|[\"“‘]|\S+\s+(?:\S+\s+){0,6}?(?:is|are|was|were|has|have|had|will|would|could|can|\w+ed)\b|\d|fewer|more)",
        after,
    )
    return bool(clause) or not re.search(r"\w", after)


def _spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    while start < end and text[start] in " ,:;\t\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,;\t\u00a0":
        end -= 1
    return (Span(start=start, end=end),) if end - start > 2 else ()


def _finite(text: str) -> bool:
    return len(text.split()) >= 2


def _content(text: str, start: int, end: int, verb_end: int) -> tuple[Span, ...]:
    """What is reported: before the speaker where the verb closes its clause, else after the verb."""
    before, after = text[:start].rstrip(), text[verb_end:]
    if re.search(r"[,.?!—-]?[\"”’]$", before):
        closing = not re.match(r"\s*(?:that\b|how\b|:|[\"“])", after)
    else:
        closing = before.endswith(",") and bool(
            re.match(r"\s*(?:[.,;!?]|$|(?:on|in|to|at|during|late|after|via)\b)", after)
        )
    if closing and _finite(before):
        rest = re.search(r"[.:,]\s+(?=[\"“])", after)
        tail = _spans(text, verb_end + rest.end(), len(text)) if rest else ()
        return _spans(text, 0, start) + tail
    lead = re.match(r"\s*(?:on\s+\w+day\s*|in\s+a\s+\w+\s*|to\s+\w+\s*)?(?:that\b|how\b|of\b|as\b)?", after)
    return _spans(text, verb_end + (lead.end() if lead else 0), len(text))


def _verbal(text: str, mask: str) -> list[Report]:
    found = []
    for match in _VERB.finditer(mask):
        verb, (start, end) = match["verb"], match.span()
        if not _plausible(verb, mask[:start], mask[end:]):
            continue
        inverted = _INVERTED.match(mask[end:])
        if (
            inverted
            and _CLOSED.search(mask[:start])
            and _finite(mask[:start])
            and not _NOT_SUBJECT.search(inverted["who"])
        ):
            speaker = inverted["who"].strip()
            content = _spans(text, 0, start)
            cue = Span(start=start, end=end + inverted.end())
        elif subject := _subject(mask, start):
            begin, speaker = subject
            content = _content(text, begin, start, end)
            cue = Span(start=begin, end=end)
        else:
            continue
        if content:
            found.append(_report(text, speaker, verb, content, cue))
    return found


def _report(text: str, speaker: str | None, verb: str, content: tuple[Span, ...], cue: Span) -> Report:
    inside = any(s.start <= q.start and q.end <= s.end + 1 for s in content for q in quotations(text))
    return Report(_clean(speaker), verb, content, cue, inside, bool(_DISTANCE.search(masked(text))))


def _clean(speaker: str | None) -> str | None:
    if speaker is None:
        return None
    speaker = re.sub(r"^[^\w]+", "", speaker)
    speaker = re.sub(r"^(?:But|And|Yet|So|Meanwhile|However|Still|Then|As|On \w+day)\s+", "", speaker.strip())
    return re.sub(r"\s+(?:also|then|later|on\s+.*|in\s+an?\s.*)$", "", speaker) or None


def main_subject(text: str) -> str | None:
    """The noun phrase that a sentence begins with, if it is a name or has an article, and a verb follows."""
    mask, start = masked(text), 0
    if lead := re.match(r"(?:On|In|At|After|Earlier|Last|But|And)\b[^,]{0,40},\s+", mask):
        start = lead.end()
    match = re.match(
        r"(?:[A-Z][\w.’']*(?:[ \u00a0][A-Z][\w.’']*)*|(?:The|A|An)\s(?:\w+\s){0,3}?\w+)(?=,|\s(?:\w+ly\s)?(?:\w+ed|has|have|had|was|were|is|are|will|would|went|took)\b)",
        mask[start:],
    )
    return match.group() if match else None


def _participial(text: str, mask: str, earlier: list[Report]) -> list[Report]:
    found = []
    for match in _PARTICIPLE.finditer(mask):
        before = [report for report in earlier if report.cue.start < match.start() and report.speaker]
        speaker = before[-1].speaker if before else main_subject(text)
        lead = re.match(r"\s*(?:that\b|how\b)?", mask[match.end() :])
        content = _spans(text, match.end() + (lead.end() if lead else 0), len(text))
        if content and speaker:
            found.append(
                _report(
                    text, speaker, match["verb"], content, Span(start=match.start("verb"), end=match.end())
                )
            )
    return found


def _phrases(text: str, mask: str) -> list[Report]:
    found = []
    for match in _PHRASE.finditer(mask):
        content = (
            _spans(text, 0, match.start()) if match.start() > 3 else _spans(text, match.end(), len(text))
        )
        found.append(
            _report(
                text,
                match["speaker"].strip(),
                "according to",
                content,
                Span(start=match.start(), end=match.end()),
            )
        )
    for match in _HEARSAY.finditer(mask):
        stop = re.search(r"[,;]", mask[match.end() :])
        content = _spans(text, match.end(), match.end() + stop.start() if stop else len(text))
        found.append(_report(text, None, match.group(), content, Span(start=match.start(), end=match.end())))
    for match in _CLAIM_NOUN.finditer(mask):
        content = _spans(text, match.end(), len(text))
        found.append(
            _report(
                text, main_subject(text), match.group(), content, Span(start=match.start(), end=match.end())
            )
        )
    return [report for report in found if report.content]


@lru_cache(maxsize=20_000)
def reports(text: str) -> tuple[Report, ...]:
    """What the sentence `text` gives as somebody's words, in order of the reporting words; often empty."""
    mask = masked(text)
    verbal = _verbal(text, mask)
    found = [*verbal, *_participial(text, mask, verbal), *_phrases(text, mask)]
    return tuple(sorted(found, key=lambda report: report.cue.start))


def distanced(text: str) -> bool:
    """Whether the sentence says that it does not stand behind what it reports ("falsely", "without evidence")."""
    return bool(_DISTANCE.search(masked(text)))

"""A sentence of a source made to stand alone: only deletions, and a speaker's name in place of a pronoun.

What cannot be made to stand alone that way (a dangling "This", half a quotation) is not drafted.
"""

import re
from typing import NamedTuple

from agent.claims import Statement
from agent.language.names import names
from agent.language.quotes import masked, quotations, unbalanced
from vectorstore.values import Span

_BULLET = re.compile(r"^(?:[•*‣▪–—-]|\d{1,2}[.)])\s+")
_LABEL = re.compile(r"^(?:[A-Z][\w’']*)(?:\s[\w’']+){0,3}:\s+(?=[\"“]?[A-Z])")
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'-]{2,40}(?:,\s[A-Z][a-z.]+)?(?:\s*\([^)]{2,30}\))?\s*[-–—]{1,2}\s+(?=[\"“A-Z])"
)
_CONNECTOR = re.compile(
    r"^(?:But|And|Yet|So|However|Meanwhile|Still|Moreover|Furthermore|In addition|Also|Then|Currently|Now"
    r"|Additionally|Nevertheless|Nonetheless|Instead|Besides|Later|Earlier|Elsewhere|For example|For instance"
    r"|In fact|Indeed|Of course)\b,?\s+(?=\S)"
)
_PRONOUN = re.compile(r"^(?:He|She|They|It|We|I)\b(?!['’])")
_DANGLING = re.compile(
    r"^(?:He|She|They|It|We|I|You|This|That|These|Those|Such|His|Her|Their|Its|Our|My|Similar(?:ly)?|Another"
    r"|Other|Others|Both|Here|There|Neither|Either|Some of them|One of them|Among them|The (?:former|latter"
    r"|same|two|three|pair|group|move|decision|order|directive|agency|suit|ruling|incident|statement|post"
    r"|measure|plan|company|department|official|officials|proposal|deal|event|law|bill|agreement|announcement"
    r"|action|case|report|man|woman|other))\b"
)
_FRAGMENT = re.compile(
    r"\bsaid\s(?:that\s)?that\s(?:is|was)\swhy\b|^An?\s(?:further|similar)\s"
    r"|^(?:Because|Which|Who|Or|Nor|Than|Whose)\b|^(?:[\w’']+,?\s){0,3}(?:these|those|this|such)\s"
    r"|^The\s(?:new|latest|same|recent|proposed)\s(?:order|move|rule|measure|law|plan|policy|decision|bill)\b",
    re.IGNORECASE,
)
_OPENS_WITH = re.compile(
    r"^(?:In|At|During|After|Before|On|To|Of|From|With|For|By|While|As|Although|Though|Since|When|If)"
    r" (?:these|this|that|those|such|him|her|it|them|his|their)\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?<=[,”\"’])(\s*)(he|she|they|it)(\s+)", re.IGNORECASE)
_TOLD_DANGLING = re.compile(
    r"\b(?:said|says|told\s\w+)\s(?:that\s)?"
    r"(?:the\s(?:agency|order|move|company|department|plan|measure)|this|these|it)\b"
)
_POINTED = re.compile(
    r"(?<!\bsaid )(?<!\bsays )(?<!\bsay )(?<!\bargued )(?<!\bruled )(?<!\bclaimed )"
    r"\b(?:that|this|these|those)\s"
    r"(?:ruling|order|decision|directive|move|measure|plan|suit|lawsuit|law|bill|agreement|incident|statement"
    r"|proposal|deal|policy|promise|request|vote|figure|report|case)s?\b"
)
"""A thing pointed at that another sentence has named ("blocked that ruling")."""
_LATE = re.compile(r"^[^,]{2,80},\s(?:[^,]{2,40},\s)?(?:it|he|she|they)\s")
_PERSONAL = re.compile(
    r"\b(?:I|me|my|mine|we|us|our|ours|you|your|yours)\b|\btold\s(?:him|her|them)\b|\?\s*$"
)
_ASIDE = re.compile(
    r"\b(?:above|below|pictured|see also|click|subscribe|this article|read more)\b|\[\d+\]", re.IGNORECASE
)
_BACKWARD = re.compile(r"\b(?:him|his|her|hers|their|theirs|them)\b", re.IGNORECASE)


class Wording(NamedTuple):
    """A sentence that stands alone, and the spans of the article that it rests on."""

    text: str
    spans: tuple[Span, ...]
    named: bool
    """Whether a speaker was named in place of a pronoun, or before a bare quotation."""


def _stripped(text: str) -> str:
    for pattern in (_BULLET, _LABEL, _DATELINE, _BULLET, _CONNECTOR):
        text = pattern.sub("", text, count=1)
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]


def _named(text: str, statement: Statement) -> str | None:
    """`text` with the speaker's name for the pronoun that reports, or None where there is none to replace."""
    speaker = statement.claim.speaker or next((r.speaker for r in statement.reports if r.speaker), None)
    if not speaker or statement.antecedent is None:
        return None
    if _PRONOUN.match(text):
        return _PRONOUN.sub(lambda _: speaker, text, count=1)
    hidden = masked(text)
    if found := _INSIDE.search(hidden):
        start, end = found.span(2)
        return text[:start] + speaker + text[end:]
    return None


def _quotation(text: str, statement: Statement) -> str | None:
    """A bare quotation with its speaker before it."""
    inner = text.strip('"“”„ ')
    speaker = statement.claim.speaker
    if not speaker or len(inner.split()) < 4 or re.search(r"[\"“”]", inner) or _dangles(inner):
        return None
    return f"{speaker} said: “{inner}”"


def stand_alone(statement: Statement) -> Wording | None:
    """The sentence as it can stand in a summary, or None if it cannot."""
    own = statement.claim.span
    text = _stripped(statement.claim.text)
    if _ASIDE.search(text) or len(text.split()) < 6 or not re.search(r"[.!?…][\"”’)\]]*$", text):
        return None
    if statement.within_quote:
        quoted = _quotation(text, statement)
        if quoted is None or statement.antecedent is None:
            return None
        return Wording(quoted, _ordered(own, statement.antecedent), True)
    if unbalanced(text):
        return None
    if (named := _named(text, statement)) and statement.antecedent and not _dangles(named):
        return Wording(named, _ordered(own, statement.antecedent), True)
    if _dangles(text):
        return None
    return Wording(text, (own,), False)


def _dangles(text: str) -> bool:
    """Whether the sentence needs another one to be understood."""
    hidden = masked(text)
    if (
        _DANGLING.match(hidden)
        or _FRAGMENT.search(hidden)
        or _OPENS_WITH.match(hidden)
        or _TOLD_DANGLING.search(hidden)
        or _POINTED.search(hidden)
    ):
        return True
    if _PERSONAL.search(hidden) or ((late := _LATE.match(hidden)) and not names(late.group())):
        return True
    back = _BACKWARD.search(hidden)
    pronoun = re.search(r"\b(?:he|she|they)\b", hidden)
    first = min((match.start() for match in (back, pronoun) if match), default=None)
    if first is None:
        return False
    before = hidden[:first]
    return not names(before) and not re.search(
        r"\b(?:the|a|an|some|many|several|two|three)\s+\w+|\w+s\b", before, re.IGNORECASE
    )


def _ordered(*spans: Span) -> tuple[Span, ...]:
    return tuple(sorted(set(spans), key=lambda span: span.start))


def quoted_share(text: str) -> float:
    """Share of the characters that stand in quotation marks, in [0, 1]."""
    return sum(span.end - span.start for span in quotations(text)) / max(1, len(text))

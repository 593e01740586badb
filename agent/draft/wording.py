"""A sentence of a source made to stand alone: only deletions, and a speaker's name in place of a pronoun.

What cannot be made to stand alone that way (a dangling "This", half a quotation) is not drafted.
"""

import re
from typing import NamedTuple

from agent.claims import Statement
from agent.draft.dangling import BODIES, dangles
from agent.language.attribution import main_subject
from agent.language.dates import days
from agent.language.names import names
from agent.language.numbers import quantities
from agent.language.people import PRONOUN
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
    r"|In fact|Indeed|Of course|Separately|Afterwards?|Overall"
    r"|Similarly|Likewise|Thus|Hence|Therefore|Consequently"
    r"|As a result|On the other hand|By contrast|In contrast|At the same time|In other words"
    r"|For (?:his|her|their|its) part|Even so|That said|After all|Again|Plus)\b,?\s+(?=\S)"
)
_JOINING = re.compile(
    r"(?:,\s(?:however|meanwhile|moreover|though|therefore|nevertheless|nonetheless|too|in turn"
    r"|for (?:his|her|its) part),"
    r"|\s(?:meanwhile|moreover|therefore|nevertheless|nonetheless))(?=\s)"
    r"|,\s(?:too|however|though|as well)(?=\.)",
)
"""A word inside a sentence that joins it to the one before."""
_PRONOUN = re.compile(r"^(?:He|She|They|It|We|I)\b(?!['’])")
_SUBJECT = re.compile(r"^(?:He|She|(?P<owner>His|Her))\b(?!['’])")
_FEWEST = 6
_BRIEF = re.compile(r"(?:No|Nobody|The)\s|[A-Z]\w+\s(?:is|are|was|were|has|have|had|will)\s")
"""How a sentence of five words begins that can be the whole of a report."""
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|may|must|\w{3,}[^s\W]s)\b")
_PERSON = re.compile(r"(?:[A-Z][\w’'.-]*\s){1,4}[A-Z][\w’'-]+")
_PLACED = re.compile(r"\b(?:in|at|of|from|near|to|for|by|on)\s(?:the\s)?$", re.IGNORECASE)
_INSIDE = re.compile(r"(?<=[,”\"’])(\s*)(he|she|they|it)(\s+)", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:(?:see|shown|pictured|picture|photo|image|video|chart|map|graph|table)"
    r" (?:above|below)|pictured|see also"
    r"|click (?:here|on|the)|subscribe (?:to|now|here|for)|this article|this newsletter"
    r"|read more|sign up for)\b"
    r"|\[\d+\]|\((?:above|below)\)",
    re.IGNORECASE,
)


class Wording(NamedTuple):
    """A sentence that stands alone, and the spans of the article that it rests on."""

    text: str
    spans: tuple[Span, ...]
    named: bool
    """Whether a speaker was named in place of a pronoun, or before a bare quotation."""


def _stripped(text: str) -> str:
    for pattern in (_BULLET, _LABEL, _DATELINE, _BULLET, _CONNECTOR):
        text = pattern.sub("", text, count=1)
    text = _unjoined(" ".join(text.split()))
    return text[:1].upper() + text[1:]


def _ended(raw: str, text: str) -> str:
    """`text` with a full stop, if it is an item of a list that is a sentence but has none."""
    listed = _BULLET.match(raw) and _VERB.search(text) and len(text.split()) >= _FEWEST
    return f"{text}." if listed and text[-1].isalnum() else text


def _stub(text: str) -> bool:
    """Whether too few words are left; five will do for a day, a figure, or that something did not happen."""
    size = len(text.split())
    if size >= _FEWEST - 1 and _BRIEF.match(text):
        return size < _FEWEST and not (text.startswith("No") or quantities(text) or days(text))
    return size < _FEWEST


def _unjoined(text: str) -> str:
    """`text` without the words inside it, but outside quotations, that join it to the sentence before."""
    hidden = masked(text)
    for match in reversed(list(_JOINING.finditer(hidden))):
        text = text[: match.start()] + text[match.end() :]
    return text


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
    if not speaker or len(inner.split()) < 4 or re.search(r"[\"“”]", inner) or dangles(inner):
        return None
    return f"{speaker} said: “{inner}”"


def stand_alone(statement: Statement, before: Statement | None = None) -> Wording | None:
    """The sentence as it can stand in a summary, or None if it cannot.

    Args:
        statement: The sentence.
        before: The one before it, whose subject a pronoun that it begins with may stand for.
    """
    own = statement.claim.span
    text = _ended(statement.claim.text, _stripped(statement.claim.text))
    if _ASIDE.search(text) or _stub(text) or not re.search(r"[.!?…][\"”’)\]]*$", text):
        return None
    if statement.within_quote:
        quoted = _quotation(text, statement)
        if quoted is None or statement.antecedent is None:
            return None
        return Wording(quoted, _ordered(own, statement.antecedent), True)
    if unbalanced(text):
        return None
    if (named := _named(text, statement)) and statement.antecedent and not dangles(named):
        return Wording(named, _ordered(own, statement.antecedent), True)
    if statement.claim.speaker and PRONOUN.match(statement.claim.speaker):
        return None
    if before and (continued := _continued(text, statement, before)):
        return Wording(continued, _ordered(own, before.claim.span), True)
    if dangles(text):
        return None
    return Wording(text, (own,), False)


def _continued(text: str, statement: Statement, before: Statement) -> str | None:
    """`text` with the name of the only person of the sentence before for the "he" or "she" it begins with."""
    if not _SUBJECT.match(text) or statement.reports or before.within_quote:
        return None
    hidden = masked(before.claim.text)
    subject = main_subject(hidden)
    if not subject or not _PERSON.fullmatch(subject) or BODIES.search(subject):
        return None
    others = [
        name
        for name in names(hidden)
        if name.text not in subject and not _PLACED.search(hidden[: name.start])
    ]
    if any(len(name.words) > 1 and not BODIES.search(name.text) for name in others):
        return None
    named = _SUBJECT.sub(lambda match: f"{subject}’s" if match["owner"] else subject, text, count=1)
    return None if dangles(named) else named


def _ordered(*spans: Span) -> tuple[Span, ...]:
    return tuple(sorted(set(spans), key=lambda span: span.start))


def quoted_share(text: str) -> float:
    """Share of the characters that stand in quotation marks, in [0, 1]."""
    return sum(span.end - span.start for span in quotations(text)) / max(1, len(text))

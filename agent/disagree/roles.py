"""The persons that a sentence names in full, each with the office that it gives them."""

import re

from agent.disagree.clauses import framed
from agent.disagree.counts import MOST
from agent.disagree.values import Detail
from agent.language.names import Name, names
from agent.values import DisagreementKind

_HEADS = (
    "mayor governor master chief captain commander director chairman chairwoman chair chairperson president "
    "minister coach manager headteacher principal rector bishop owner founder curator pilot driver "
    "skipper winner conductor coroner warden suspect attacker gunman victim secretary executive "
    "commissioner ombudsman prosecutor editor"
)
_HEAD = "|".join(_HEADS.split())
_BEFORE = re.compile(
    rf"(?P<role>(?:\b[A-Za-z][a-z-]+\s)?\b(?:{_HEAD}))(?P<of>\sof\s(?:the\s)?[\w ]{{2,30}}?)?,?\s+"
    r"(?:Dr\.?\s|Mr\.?\s|Mrs?\.?\s)?$",
    re.IGNORECASE,
)
_IDENTIFIED = re.compile(
    rf"(?:named|identified)\s+(?:the\s+)?(?P<role>{_HEAD})\s+as\s+$"
    rf"|(?P<known>{_HEAD})\s+(?:was|is|has\s+been)\s+(?:named|identified)(?:\s+by\s[\w ]{{3,30}})?\s+as\s+$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\s*,?\s*(?:\d+,\s*)?,\s(?:[\w’' ]+?['’]s?|the|its|their|a|an|who\s(?:is|was)\s(?:the|a))\s"
    rf"(?:[\w’-]+\s){{0,2}}?(?P<role>(?:[a-z-]+\s)?\b(?:{_HEAD}))\b",
    re.IGNORECASE,
)
_KNOWN = re.compile(rf"(?P<role>(?:[A-Z][a-z]+\s)?(?i:{_HEAD}))\s+(?=[A-Z])")
_PAST = re.compile(
    r"\b(?:former|ex|deputy|acting|late|then|previous|outgoing|retired|elect|one|another)\b[\s-]*$",
    re.IGNORECASE,
)
_FILLER = frozenset(
    "the a an its their his her our said and by of for to from with as was is on in at".split()
)


SINGLE = frozenset({"suspect", "gunman", "attacker", "winner"})
"""Of whom a story has one, so that two names for them differ."""


def _role(text: str, name: Name) -> str:
    """The office that stands beside a name, in lower case; empty if none does."""
    inside = _KNOWN.match(name.text)
    start = name.start + (inside.end() if inside else 0)
    before = text[max(0, start - 70) : start]
    if identified := _IDENTIFIED.search(before):
        return str(identified["role"] or identified["known"]).lower()
    found = _BEFORE.search(before)
    if found and _PAST.search(before[: found.start()]):
        return ""
    found = found or _BEHIND.match(text, name.end)
    if not found:
        return ""
    words = found["role"].lower().split()
    if _PAST.match(words[0]):
        return ""
    return " ".join(words if words[0] not in _FILLER else words[1:])


def persons(text: str) -> list[Detail]:
    """The full names of one sentence."""
    return [
        framed(
            DisagreementKind.NAME,
            text,
            name.text,
            " ".join(name.words),
            (name.start, name.end),
            _role(text, name),
        )
        for name in names(text)[:MOST]
        if len(name.words) == 2
    ]

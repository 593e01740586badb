"""What stands beside a number: what it counts, whether it only names something, whether it is a total."""

import re
from collections.abc import Sequence

from agent.language.words import STOPWORDS, Token, concept

_STOP = re.compile(r"[,;:.!?()\"“”]|\s[-–—]\s")
_SKIP = frozenset("of the a an more additional new other per in about own all their his".split())
_LABEL = re.compile(r"(?:^|[\s(“\"])(?P<label>[A-Z][a-z]+)[ \u00a0]$")
_NUMBERED = re.compile(
    r"\b(?:flight|route|room|section|article|chapter|line|platform|gate|highway|bus|tram|train|unit"
    r"|ward|district|pier|lane|channel|phase|tier|grade|stage|level|type|page|worker|patient|witness"
    r"|juror|resident|number|no\.) $",
    re.IGNORECASE,
)
_NO_LABEL = re.compile(
    r"\w+(?:ly|ing|ed|day)|another|around|almost|nearly|least|fewer|last|next|police", re.IGNORECASE
)
_COUNTED = re.compile(
    r"[ \u00a0-](?:(?!said|says|told|was|is|has|of|the|to|in|on|and|for|at|from)\w+[ \u00a0])?"
    r"(?:(?!was|is|has|does|as|this|across)\w*[^\Ws]s|people|men|women|children|were|are|have)\b"
    r"|[ \u00a0]?(?:to|[-–])[ \u00a0]?\d"
)
_PART = re.compile(r"(?:\s+out)?\s+of\s+(?:(?:the|its|their|all|some|about)\s+){0,2}")
_OF_ALL = re.compile(r"(?:^|[.;:,”\"]\s)Of\s+(?:the|its|their|all)\s+$")


def unit(after: str, following: Sequence[Token]) -> frozenset[str]:
    """Concepts of the first content words, three at most, behind a number: what it counts.

    Args:
        after: The text behind the number.
        following: The words of `after`.
    """
    stop = _STOP.search(after)
    limit = stop.start() if stop else len(after)
    found: list[str] = []
    for token in following:
        if token.start >= limit or len(found) == 3 or token.text[0].isdigit():
            break
        if token.lower in STOPWORDS:
            if token.lower in _SKIP:
                continue
            break
        found.append(_counted(token))
    return frozenset(found)


def _counted(token: Token) -> str:
    """The concept of a unit word; who does something (`marchers`) is not what is done (`marches`)."""
    doer = re.search(r"[eo]rs?$", token.lower) and not re.search(r"[eo]r$", token.stem)
    return concept(token.stem) + ("-er" if doer else "")


def named(before: str, after: str) -> bool:
    """Whether a bare number between two texts is part of a name ("Flight 447") and counts nothing."""
    label = _LABEL.search(before)
    if label is None and _NUMBERED.search(before):
        return not _COUNTED.match(after)
    if label is None or label["label"].lower() in STOPWORDS or _NO_LABEL.fullmatch(label["label"]):
        return False
    return not _COUNTED.match(after)


def parted(between: str) -> bool:
    """Whether the number before a text is a part of the number behind it: "31 of the 36"."""
    return _PART.fullmatch(between) is not None


def total(before: str) -> bool:
    """Whether the number behind a text is a total of which a part is told next: "Of the 36 lines, 31 …"."""
    return _OF_ALL.search(before) is not None

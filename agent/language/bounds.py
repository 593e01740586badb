"""What the words beside a number make of it: about, at least or at most it, or a value of the past."""

import re

_ABOUT = re.compile(
    r"\b(?:about|around|some|roughly|approximately|nearly|almost|an\s+estimated|close\s+to)\s*\D?$", re.I
)
_AT_LEAST = re.compile(
    r"\b(?:at\s+least|more\s+than|over|upwards?\s+of|no\s+(?:fewer|less)\s+than|exceed\w*|above|beyond|topp(?:ed|ing)"
    r"|surpass\w*|(?:in\s+)?excess\s+of|a\s+minimum\s+of)\s*\D?$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"\s+or\s+(?P<way>more|fewer|less)\b|\+", re.IGNORECASE)
_AT_MOST = re.compile(
    r"\b(?:at\s+most|up\s+to|fewer\s+than|less\s+than|under|below|no\s+more\s+than"
    r"|not\s+more\s+than|a\s+maximum\s+of)\s*\D?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:up|down|rising|falling|rose|fell|increased?|cut|raised?|lower(?:ed)?|dropped|changed|grew)\s+from\s+\D{0,12}$",
    re.IGNORECASE,
)
_FORMER = re.compile(
    r"\b(?:from|compared\s+(?:with|to)|(?:rather|instead)\s+(?:than|of)|previously|formerly|originally|earlier)"
    r"\s+(?:(?:about|around|over|some|nearly|roughly|at\s+least|more\s+than)\s+)?\D?$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r",\s+(?:and\s+|but\s+)?not\s+(?:for\s+|the\s+|in\s+|at\s+|by\s+|to\s+)*\D?$", re.IGNORECASE
)
_TO = re.compile(r"\s*(?:to|until|through)\b")


def bounds(before: str, after: str, value: float, low: float, high: float) -> tuple[float, float]:
    """The least and the greatest value that the words beside a number allow."""
    if _ABOUT.search(before):
        return min(low, value * 0.9), max(high, value * 1.1)
    way = _OR_MORE.match(after)
    if _AT_LEAST.search(before) or (way and way["way"] in {None, "more"}):
        return low, max(high, value * 1.5)
    if way or _AT_MOST.search(before):
        return value * 0.5, high
    return low, high


def changed(before: str) -> bool:
    """Whether the number behind a text is where a change began: "rose from"."""
    return bool(_CHANGED.search(before))


def former(before: str, after: str) -> bool:
    """Whether the number between two texts no longer holds, or is denied: "up from 12", ", not 12"."""
    if changed(before):
        return True
    return not _TO.match(after) and bool(_FORMER.search(before) or _DENIED.search(before))

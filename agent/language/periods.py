"""Spans of time longer than a day that a text names: years, quarters and months."""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.dates import MONTH, month

_PERIOD = re.compile(
    rf"""\b(?P<year>(?:19|20)\d\d)\b(?![,.]\d|\s*(?:people|men|women|children))
      | \b(?P<quarter>Q[1-4]|(?:first|second|third|fourth|final)[\s-]quarter)\b
      | (?<!\w)(?P<month>{MONTH})(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_QUARTERS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4}
_MAY_BE = re.compile(
    r"\b(?:in|of|since|by|until|last|next|early|late|this|mid|from|to|and|on|during|\d)[\s-]$", re.I
)


class Period(NamedTuple):
    """A year, a quarter or a month that a text names."""

    text: str
    start: int
    end: int
    kind: str
    value: int


@lru_cache(maxsize=20_000)
def periods(text: str) -> tuple[Period, ...]:
    """Years, quarters and months of `text`, in order; those of a full date too."""
    found = []
    for match in _PERIOD.finditer(text):
        kind, named = match.lastgroup or "", match.group()
        if kind == "month":
            word = named.lower().rstrip(".")
            unsure = word in {"may", "march", "mar", "sept", "sep", "dec", "jan"} and not named[0].isupper()
            if (unsure or word == "may") and not _beside_time(text, match):
                continue
            value = month(word)
        elif kind == "quarter":
            value = _QUARTERS[re.split(r"[\s-]", named.lower())[0]]
        else:
            value = int(named)
        found.append(Period(named, *match.span(), kind, value))
    return tuple(found)


def _beside_time(text: str, match: re.Match[str]) -> bool:
    """Whether a word that may be a month stands where a month does: "in May", "May 3"."""
    before, after = text[max(0, match.start() - 10) : match.start()], text[match.end() : match.end() + 6]
    return bool(_MAY_BE.search(before) or re.match(r"\s\d{1,2}\b|\s(?:19|20)\d\d", after))

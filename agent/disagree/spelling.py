"""Whether two names are one name: transcribed in two ways, or misspelt."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_SLIP = 0.6
"""Least likeness of two given names, or surnames, of which one may be a slip for the other."""
_SOUNDS = (("gh|q", "g"), ("kh", "k"), ("ph", "f"), ("ou|oo", "u"), ("ee", "i"))
"""Letters that outlets transcribe differently from other scripts."""


def misspelt(one: str, other: str) -> bool:
    """Whether two full names share one word and differ in the other only as a slip would make it."""
    (first, last), (given, family) = (spelt(word).split() for word in (one, other))
    if first != given and last == family:
        mine, theirs = first, given
    elif first == given and last != family:
        mine, theirs = last, family
    else:
        return False
    if mine.startswith(theirs) or theirs.startswith(mine):
        return False
    return mine[0] == theirs[0] and SequenceMatcher(None, mine, theirs).ratio() >= _SLIP


@lru_cache(maxsize=20_000)
def spelt(name: str) -> str:
    """A name without accents and doubled letters, with one spelling of what is transcribed in several."""
    for sound, letters in _SOUNDS:
        name = re.sub(sound, letters, name.lower())
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"(\w)\1", r"\1", bare)

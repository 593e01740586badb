"""Proper names of a text and whether another text holds them: surnames, initials and acronyms count.

Matching ignores case, since headlines and some corpora have none; finding names needs capitals.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.words import STOPWORDS

_WORD = r"(?:[A-Z][\w’'.]*[\w]|[A-Z]\.?|[A-Z]{2,})"
_NAME = re.compile(
    rf"{_WORD}(?:(?:[ \u00a0-]|\s(?:of|de|van|von|bin|al|for|the)(?:\s(?:the|la))?\s){_WORD})*"
)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z])")
_BEFORE = re.compile(r"[\w,;:)\]]['\"’”]?[ \u00a0]+['\"‘“(]*$")
_NEAR = 40
"""Characters before a word that tell whether it begins a sentence."""
_LATER = re.compile(r"(?<=[\w,] )[A-Z][\w’'.-]{0,60}")
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december""".split()
)
_TITLES = frozenset(
    """mr mrs ms dr sir president mayor governor gov sen senator rep representative secretary
    minister judge justice chief deputy officer general gen col capt captain sgt prof professor
    king queen prince princess pope spokesman spokeswoman spokesperson director chairman
    chairwoman chair councillor commissioner sheriff attorney lord""".split()
)
_INITIALS = {"us": "united states", "uk": "united kingdom", "un": "united nations", "eu": "european union"}


class Name(NamedTuple):
    """A proper name, titles dropped."""

    text: str
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """Its words, lower-cased, without titles and particles."""
        return _words(self.text)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    split = re.split(r"[\s\u00a0-]+", _GLUED.sub(" ", text).lower())
    found = [part for word in split for part in re.split("['’]", re.sub(r"['’]s?$|\.", "", word))]
    return tuple(word for word in found if word and word not in STOPWORDS and word not in _TITLES)


def _sentence_start(text: str, start: int) -> bool:
    return not _BEFORE.search(text[max(0, start - _NEAR) : start])


@lru_cache(maxsize=1_000)
def _inside(text: str) -> frozenset[str]:
    """Capitalised words of `text` that stand behind another one, whole and up to each mark in them."""
    return frozenset(
        found.group()[: end.end()]
        for found in _LATER.finditer(text)
        for end in re.finditer(r"\w+", found.group())
    )


def _known(word: str, text: str) -> bool:
    """Whether a word at a sentence's start is capitalised elsewhere too, and so is a name."""
    return word in _inside(text) or (word.isupper() and len(word) > 1)


@lru_cache(maxsize=20_000)
def names(text: str) -> tuple[Name, ...]:
    """Proper names of `text`; weekdays, months and ordinary words that only begin a sentence are left out."""
    found = []
    for match in _NAME.finditer(text):
        start, value = match.start(), match.group()
        first = value.split()[0]
        lower = first.lower().rstrip("'’s") if first.endswith(("'s", "’s")) else first.lower()
        if _sentence_start(text, start) and (
            lower in STOPWORDS or (" " not in value and not _known(first, text))
        ):
            value = value[len(first) :].lstrip() if lower in STOPWORDS else ""
            start = match.end() - len(value)
        found += _parts(value, start)
    return tuple(found)


def _parts(value: str, start: int) -> list[Name]:
    """`value` cut at possessives and calendar words: "California's Assembly Sunday" holds two names."""
    found, at = [], 0
    for piece in re.finditer(r"\S+", value):
        word = _POSSESSIVE.sub("", piece.group())
        calendar = word.lower() in _CALENDAR
        if not calendar and word == piece.group():
            continue
        found.append((at, piece.start() if calendar else piece.start() + len(word)))
        at = piece.end() + 1
    found.append((at, len(value)))
    kept = [
        Name(value[i:j].strip(), start + i, start + i + len(value[i:j].rstrip())) for i, j in found if i < j
    ]
    return [name for name in kept if len(name.text) > 1 and name.words]


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


@lru_cache(maxsize=20_000)
def _haystack(text: str) -> tuple[frozenset[str], str]:
    words = re.findall(
        r"[^\W_]+",
        re.sub(r"(?<=\b\w)\.(?=\w\b)|['’]s\b", "", re.sub(r"(?<=[a-z]{2})(?=[A-Z])", " ", text)).lower(),
    )
    initials = "".join(word[0] for word in words if word not in {"of", "the", "and", "for"})
    return frozenset(words), initials


def mentions(text: str, name: Name) -> bool:
    """Whether `text` names `name`: by all words, the last, its initials or what its initials stand for."""
    held, initials = _haystack(text)
    words = name.words
    if not words:
        return True
    if all(word in held for word in words):
        return True
    joined = "".join(words)
    if len(words) == 1:
        expansion = _INITIALS.get(joined, "").split()
        if expansion and all(word in held for word in expansion):
            return True
        return name.text.isupper() and 2 <= len(joined) <= 6 and joined in initials
    return words[-1] in held or _initials(words) in held


_ACRONYM = re.compile(r"\b[A-Z]{3,6}\b")
_AND = frozenset("and of the for".split())


@lru_cache(maxsize=20_000)
def _acronyms(text: str) -> frozenset[str]:
    return frozenset(_ACRONYM.findall(text))


def expanded(text: str, claim: str, name: Name) -> bool:
    """Whether `text` has the acronym of the words of `claim` that `name` is a part of.

    "Customs Enforcement" of "Immigration and Customs Enforcement" is in a text that says ICE.
    """
    short = _acronyms(text)
    return bool(short) and any(
        acronym in short and start <= name.start and name.end <= end for acronym, start, end in _long(claim)
    )


@lru_cache(maxsize=20_000)
def _long(text: str) -> tuple[tuple[str, int, int], ...]:
    """Runs of three capitalised words or more, small ones between them, each with its initials and place."""
    words = list(re.finditer(r"[\w’'-]+", text))
    found, run = [], list[re.Match[str]]()
    for word in [*words, None]:
        if word and (word.group()[0].isupper() or (run and word.group().lower() in _AND)):
            run.append(word)
            continue
        capitals = [each for each in run if each.group()[0].isupper()]
        found += [
            ("".join(each.group()[0] for each in capitals[i:]), capitals[i].start(), capitals[-1].end())
            for i in range(len(capitals) - 2)
        ]
        run = []
    return tuple(found)

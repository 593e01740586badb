"""Words that mean the same, the opposite, or a sibling thing, from Princeton WordNet 3.0.

Only for making training pairs. Reads the files of Debian's package `wordnet-base`; senses are ordered by
how often they occur, and only first senses are used, since a word's rare senses make nonsense of a
sentence.
"""

from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path("/usr/share/wordnet")


class Sense(NamedTuple):
    """The first sense of a word.

    Attributes:
        words: All words of the sense.
        opposites: Words that mean the opposite.
        kinds: The senses that it is a kind of.
    """

    words: tuple[str, ...]
    opposites: tuple[str, ...]
    kinds: tuple[str, ...]


def _lines(name: str) -> list[str]:
    return [line for line in (FOLDER / name).read_text("utf-8").splitlines() if not line.startswith("  ")]


@lru_cache
def _senses(part: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Of one part of speech, each common word's first sense, and each sense's line."""
    first: dict[str, str] = {}
    for line in _lines(f"index.{part}"):
        fields = line.split()
        pointers = int(fields[3])
        tagged = int(fields[5 + pointers])
        if tagged and "_" not in fields[0] and fields[0].isalpha():
            first[fields[0]] = fields[6 + pointers]
    return first, {line.split(" ", 1)[0]: line.split(" | ")[0].split() for line in _lines(f"data.{part}")}


def _words(fields: list[str]) -> list[str]:
    count = int(fields[3], 16)
    return [fields[4 + 2 * n].split("(")[0].lower() for n in range(count)]


@cache
def sense(word: str, part: str) -> Sense | None:
    """The first sense of `word` as `noun`, `verb` or `adj`; None if it is not a common word of that part."""
    first, lines = _senses(part)
    if word not in first:
        return None
    fields = lines[first[word]]
    words, start = _words(fields), 5 + 2 * int(fields[3], 16)
    opposites, kinds = [], []
    for n in range(int(fields[start - 1])):
        symbol, offset, pos, link = fields[start + 4 * n : start + 4 * n + 4]
        if symbol == "!" and int(link[:2], 16) == words.index(word) + 1:
            there = _words(lines[offset]) if pos in "nva" else []
            opposites += there[int(link[2:], 16) - 1 : int(link[2:], 16)]
        elif symbol == "@" and pos in "nv":
            kinds.append(offset)
    return Sense(tuple(words), tuple(opposites), tuple(kinds))


@cache
def same(word: str, part: str) -> tuple[str, ...]:
    """Single words whose first sense is that of `word` too."""
    found, first = sense(word, part), _senses(part)[0]
    return tuple(
        each for each in (found.words if found else ()) if each != word and first.get(each) == first[word]
    )


@lru_cache
def _children(part: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in _senses(part)[0]:
        for kind in each.kinds if (each := sense(word, part)) else ():
            found.setdefault(kind, []).append(word)
    return found


@lru_cache
def _counts() -> dict[str, dict[str, int]]:
    """How often each word occurs as each part of speech in WordNet's tagged corpus."""
    parts = {"1": "noun", "2": "verb", "3": "adj", "4": "adv", "5": "adj"}
    found: dict[str, dict[str, int]] = {}
    for line in _lines("cntlist.rev"):
        key, _, count = line.split()
        word, _, rest = key.partition("%")
        held = found.setdefault(word, {})
        held[parts[rest[0]]] = held.get(parts[rest[0]], 0) + int(count)
    return found


def usual(word: str) -> str | None:
    """The part of speech as which `word` occurs most; None for one that is not there."""
    held = _counts().get(word)
    return max(held, key=lambda part: held[part]) if held else None


def siblings(word: str, part: str) -> tuple[str, ...]:
    """Common words that are another kind of what `word` is a kind of."""
    found = sense(word, part)
    if not found:
        return ()
    near = (each for kind in found.kinds for each in _children(part).get(kind, ()))
    return tuple(dict.fromkeys(each for each in near if each not in found.words))


def opposites(word: str, part: str) -> tuple[str, ...]:
    """Words that mean the opposite of the first sense of `word`."""
    found = sense(word, part)
    return found.opposites if found else ()

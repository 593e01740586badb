"""Which words of a text are loaded: they judge instead of report; and which only lean.

Both lexicons were written for this project: `agent/data/loaded.txt` and `agent/data/slanted.txt`, whose head
says how an entry matches. What stands in quotation marks counts for neither: what somebody said is theirs.

On BABE (2,903 sentences, `python -m evals.bias`) a loaded word stands in sentences that experts call biased
with precision .75, recall .50, F1 .60; one, or two words that lean, with .67, .64, .66. A lexicon of 400
words, with which this began, had .71, .40, .51. These figures flatter a little: no word was copied from BABE,
but eight of its sentences were looked at before the lexicons were written, and they were scored on it three
times while words were taken out of them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from agent.language.quotes import masked
from agent.language.words import Token, stem, tokens

_JOIN = re.compile(r"[_-]")
_ITSELF = ("ly", "able", "ible", "ing", "ful", "ist", "er", "ive", "ous", "ed", "or")
"""Endings whose stem is that of plainer words too: "remarkable" is loaded, "remark" is not."""
_APART = re.compile(r"[\s-]+")


class _Lexicon(NamedTuple):
    words: frozenset[str]
    stems: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """Phrases by the stem that they begin with, as stems, the longest first."""


@lru_cache(maxsize=2)
def _lexicon(name: str) -> _Lexicon:
    text = (files("agent") / "data" / name).read_text("utf-8")
    entries = " ".join(line for line in text.splitlines() if not line.startswith("#")).split()
    phrases: dict[str, list[tuple[str, ...]]] = {}
    words, stems = set[str](), set[str]()
    for entry in entries:
        parts = tuple(stem(part) for part in _JOIN.split(entry.lstrip("=").lower()))
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append(parts)
        elif entry.startswith("=") or entry.endswith(_ITSELF):
            words.update((entry.lstrip("="), f"{entry.lstrip('=')}s"))
        else:
            stems.add(parts[0])
    ordered = {first: tuple(sorted(held, key=len, reverse=True)) for first, held in phrases.items()}
    return _Lexicon(frozenset(words), frozenset(stems), ordered)


def loaded(text: str) -> tuple[str, ...]:
    """The loaded words and phrases of `text`, in order, quotations left out."""
    return tuple(_found(text, "loaded.txt"))


def slanted(text: str) -> tuple[str, ...]:
    """Words and phrases of `text` that lean, loaded ones aside, in order, quotations left out."""
    judging = set(loaded(text))
    return tuple(word for word in _found(text, "slanted.txt") if word not in judging)


@lru_cache(maxsize=20_000)
def _found(text: str, name: str) -> tuple[str, ...]:
    plain = masked(text)
    return tuple(_matches(plain, tokens(plain), _lexicon(name)))


def _matches(plain: str, words: tuple[Token, ...], lexicon: _Lexicon) -> Iterator[str]:
    place = 0
    while place < len(words):
        token = words[place]
        size = _phrase(plain, words, place, lexicon)
        if size:
            yield plain[token.start : words[place + size - 1].end]
        elif token.lower in lexicon.words or token.stem in lexicon.stems:
            yield token.text
        place += size or 1


def _phrase(plain: str, words: tuple[Token, ...], place: int, lexicon: _Lexicon) -> int:
    """Words of the longest phrase that begins at `place`; 0 if none does."""
    for phrase in lexicon.phrases.get(words[place].stem, ()):
        held = words[place : place + len(phrase)]
        if tuple(token.stem for token in held) == phrase and all(
            _APART.fullmatch(plain[one.end : other.start]) for one, other in pairwise(held)
        ):
            return len(phrase)
    return 0


def per_hundred(texts: Sequence[str]) -> float:
    """Loaded words per 100 words of `texts` taken together, quotations left out of both; 0 is neutral.

    Raises:
        ValueError: If there is no word: undefined, not zero.
    """
    words = sum(len(tokens(masked(text))) for text in texts)
    if not words:
        raise ValueError("no words to count loaded ones in")
    return 100 * sum(len(loaded(text)) for text in texts) / words

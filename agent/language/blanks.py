"""Where a stripped link has run words together, and where the blanks between them belong.

A blank is set only where the same articles show the parts as words of their own. A capital inside a word, as
in "byOfficials", is proof enough behind a small function word, as hardly a brand begins with one; every other
place must also stand in the articles with its blank, beside the same neighbour. So "YouTube", "McDonald" and
"wildfire" stay whole, and so does a "Parkin" beside a "Park in Velden". Two words of which none is a
function word may be a compound, and are parted only at a capital. A word that the articles use again
elsewhere is never parted, nor, without a capital inside, one that the vocabulary of the embedding model
holds whole.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from agent.language.quotes import masked
from agent.language.words import GLUED, STOPWORDS
from vectorstore import onnx

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ALONE = re.compile(r"(?<![\w@#/.&'’-])[^\W\d_]{5,40}(?![\w@/&'’-]|\.\w)")
_PREFIXES = frozenset(
    "over under out up off on in by down after before no not through for more well counter".split()
)
"""Words that others begin or end with: "overspending" is not "over spending", "shutdown" not "shut down"."""
_PARTICLES = frozenset("de du la le el al da di del der den des van von ten ter bin ibn mac".split())
_LEAST, _LONG = 2, 10
"""Letters of a part, and of a word in which there may be three, at least."""
_HALF = 7
"""Letters of a known word from which it and another like it hardly make up a compound."""


class _Place(NamedTuple):
    """A word in small letters between its neighbours, which are empty where more than a blank parts them."""

    before: str
    word: str
    after: str


class _Met(NamedTuple):
    """A word as it is written, and its place."""

    form: str
    start: int
    place: _Place


def _met(text: str) -> Iterator[_Met]:
    found = list(_WORD.finditer(text))
    words = [match.group().lower() for match in found]
    joined = [False, *(text[a.end() : b.start()].isspace() for a, b in pairwise(found)), False]
    for i, match in enumerate(found):
        before, after = words[i - 1] if joined[i] else "", words[i + 1] if joined[i + 1] else ""
        yield _Met(match.group(), match.start(), _Place(before, words[i], after))


@lru_cache(maxsize=1)
def _vocabulary() -> Any:
    return onnx.tokenizer()


def _ordinary(word: str) -> bool:
    return _vocabulary().token_to_id(word.lower()) is not None


class Blanks:
    """The words of some articles, which tell where in them a blank is missing.

    Args:
        texts: What the articles say.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        found = [met for text in texts for met in _met(text)]
        self._forms = frozenset(met.form for met in found)
        self._places = frozenset(met.place for met in found)

    @cached_property
    def _pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset((place.word, place.after) for place in self._places)

    @cached_property
    def _uses(self) -> dict[str, int]:
        """By word, between how many different neighbours it stands; a reprint adds nothing."""
        uses: dict[str, int] = {}
        for place in self._places:
            uses[place.word] = uses.get(place.word, 0) + 1
        return uses

    def suspect(self, text: str) -> bool:
        """Whether words seem to be run together in `text`, be it plain where the blank belongs or not."""
        return any(self._suspicious(match.group()) for match in _ALONE.finditer(masked(text)))

    def _suspicious(self, word: str) -> bool:
        if self._uses.get(word.lower(), 0) > 1:
            return False
        if marked := GLUED.search(word):
            return word[0].islower() or {word[: marked.start()], word[marked.start() :]} <= self._forms
        return (self._likely(word.lower()) or bool(self._inner(word))) and not _ordinary(word)

    def _likely(self, word: str) -> bool:
        """Whether a function word and another, or two long words that are known, make up a word."""
        for parts in ((word[:cut], word[cut:]) for cut in _cuts(word)):
            if _PREFIXES.intersection(parts):
                continue
            if STOPWORDS.intersection(parts) and max(map(len, parts)) > 3 and self._uses.keys() >= set(parts):
                return True
            if min(map(len, parts)) >= _HALF and all(map(_ordinary, parts)):
                return True
        return False

    def missing(self, text: str) -> tuple[int, ...]:
        """Places in `text` before which a blank is missing, in order; none inside a quotation."""
        alone = {match.start() for match in _ALONE.finditer(masked(text))}
        once = (met for met in _met(text) if met.start in alone and self._uses.get(met.place.word, 0) <= 1)
        return tuple(met.start + cut for met in once for cut in self._missing(met))

    def _missing(self, met: _Met) -> tuple[int, ...]:
        marked = tuple(match.start() for match in GLUED.finditer(met.form))
        if len(marked) > 1:
            return ()
        shown = tuple(cut for cut in marked or _cuts(met.form) if self._shown(met, cut, bool(marked)))
        if marked:
            return shown
        found = shown if len(shown) == 1 else self._inner(met.form)
        return found if found and not _ordinary(met.form) else ()

    def _shown(self, met: _Met, cut: int, marked: bool) -> bool:
        """Whether the articles show that a word is two, of which the second begins at `cut`."""
        left, right = met.form[:cut], met.form[cut:]
        first, second = left.lower(), right.lower()
        if not {left, right} <= self._forms or left in _PARTICLES:
            return False
        if marked and left in STOPWORDS:
            return True
        if not marked and (first in _PREFIXES or not {first, second} & STOPWORDS):
            return False
        ahead = bool(met.place.after) and _Place(first, second, met.place.after) in self._places
        behind = bool(met.place.before) and _Place(met.place.before, first, second) in self._places
        return ahead or (second not in STOPWORDS and behind)

    def _inner(self, word: str) -> tuple[int, ...]:
        """Where a function word stands between two others, as in "northandsouth"."""
        for start in range(_LEAST + 1, len(word) - _LEAST - 2 if len(word) >= _LONG else 0):
            for end in range(start + _LEAST, len(word) - _LEAST):
                first, second, third = word[:start], word[start:end], word[end:]
                pairs = {(first.lower(), second), (second, third.lower())}
                if second in STOPWORDS and {first, third} <= self._forms and pairs <= self._pairs:
                    return start, end
        return ()


def _cuts(word: str) -> range:
    return range(_LEAST, len(word) - _LEAST + 1)


@lru_cache(maxsize=4)
def blanks(texts: tuple[str, ...]) -> Blanks:
    """`Blanks` of texts, kept for the next time."""
    return Blanks(texts)


def parted(text: str, places: Iterable[int]) -> str:
    """`text` with a blank before each of `places`."""
    for place in sorted(places, reverse=True):
        text = f"{text[:place]} {text[place:]}"
    return text


def spaced(text: str, model: str) -> str:
    """`text` with words of it parted where `model` has the same letters as two or three words."""
    words = list(_WORD.finditer(model))
    parts: dict[str, str] = {}
    for size in (2, 3):
        for first, last in zip(words, words[size - 1 :], strict=False):
            run = model[first.start() : last.end()]
            parts.setdefault("".join(run.split()), " ".join(run.split()))
    return _WORD.sub(lambda match: parts.get(match.group(), match.group()), text)

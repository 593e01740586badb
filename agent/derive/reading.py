"""A sentence as the words that are compared, each with what stands before it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from agent.derive.lexicon import ADJUNCT, AUXILIARY, DATED, DETERMINERS, NO_ADJUNCT, PLACES, VERBS, WHEN
from agent.language.quotes import quotations
from vectorstore.values import Span

GAP = "\x00"
"""Stands where words were taken off, beside which a comma may stand or not."""
_PART = re.compile(
    r"(?P<bound>[,;:()\[\]—…\x00]|(?<!\d)–(?!\d)|\s-{1,2}\s)"
    r"|(?P<word>(?:(?<![\w.])[-−–+±]\s?)?[$€£¥]?\d+(?:[.,:/]\d+)*(?:\s?%|[^\W\d_]+)?|(?:[^\W\d_]\.){2,}"
    r"|[^\W_]+(?:['’.&-][^\W_]+)*['’]?|[^\w\s.!?\"'“”‘’«»「」…-])"
)
_SINGLE_DATES = frozenset({"may", "march"})
"""Names of months that are other words in lower case."""
_HOLDS_TO_THAT = frozenset("so such now not only".split())
"""Words that mean something else without the "that" behind them."""
_SHORT_FRONT = 4


class Word(NamedTuple):
    """A word or number as it is compared."""

    lower: str
    start: int
    quoted: bool
    bound: bool
    """Whether a comma, dash or bracket, or the start of the text, stands before it."""
    free: bool
    """Whether that need not be so in another wording."""
    capital: bool
    acronym: bool
    clausal: bool
    """Whether "that" stands before it."""


class Sentence(NamedTuple):
    """The words of a sentence, and which of them may not be left out."""

    words: tuple[Word, ...]
    kept: frozenset[int]


def read(text: str, kept: Sequence[Span] = ()) -> Sentence:
    """The sentence `text`, of which the words in the spans `kept` may not be left out."""
    words = _words(text)
    places = (i for i, word in enumerate(words) if any(s.start <= word.start < s.end for s in kept))
    return Sentence(words, frozenset(places))


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[Word, ...]:
    quoted = [(span.start, span.end) for span in quotations(text)]
    found: list[Word] = []
    bound, free, clausal = True, True, False
    parts = list(_PART.finditer(text))
    for place, part in enumerate(parts):
        if part["bound"]:
            bound, free = True, free or part["bound"] == GAP
            continue
        inside = any(start <= part.start() < end for start, end in quoted)
        lower = part["word"].lower().replace("’", "'").rstrip(".'" if inside else ".")
        following = parts[place + 1]["word"] if place + 1 < len(parts) else None
        if _is_free(lower, following, found):
            free, clausal = True, lower == "that"
            continue
        caps = (part["word"][0].isupper(), len(lower) > 1 and part["word"].isupper())
        free = free or lower in {"and", "or", "but"} or part["word"][0] in '"“'
        found.append(Word(lower, part.start(), inside, bound, free, *caps, clausal))
        bound, free, clausal = False, False, False
    return _eased(tuple(found))


def _is_free(lower: str, following: str | None, before: Sequence[Word]) -> bool:
    """Whether a word may stand or not: "that", and "on" before a day."""
    if lower == "that":
        return not (before and before[-1].lower in _HOLDS_TO_THAT)
    return lower == "on" and bool(following and following.lower() in DATED)


def _eased(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """`words` with the comma behind a short fronted adjunct free."""
    place = front(words)
    if not 0 < place <= _SHORT_FRONT:
        return words
    return (*words[:place], words[place]._replace(free=True), *words[place + 1 :])


def front(words: Sequence[Word]) -> int:
    """Number of words of the adjunct that `words` begin with, up to its comma; 0 if with none."""
    if not words or not (adjunct(words) or dated(words[0])):
        return 0
    return next((place for place, word in enumerate(words) if place and word.bound), 0)


def adjunct(words: Sequence[Word]) -> bool:
    """Whether an adjunct begins with the first of `words`."""
    if len(words) < 2 or words[0].lower not in ADJUNCT or words[1].lower in NO_ADJUNCT:
        return False
    after = words[1]
    named = after.capital or after.lower in DETERMINERS | WHEN or after.lower[0].isdigit()
    return named or words[0].lower not in PLACES


def dated(word: Word) -> bool:
    """Whether a word names a day or month; "may" and "march" do with a capital letter."""
    return word.lower in DATED and (word.capital or word.lower not in _SINGLE_DATES)


def verb(word: Word) -> bool:
    """Whether a word has the form of a verb, as far as that tells."""
    if word.lower in DATED and dated(word):
        return False
    return word.lower in VERBS | AUXILIARY or word.lower.endswith(("ed", "n't"))

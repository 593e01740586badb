"""Tokens with offsets, their stems, which stems mean nearly the same or the opposite, and if it is English.

Stems are Snowball's (Porter 2001). Words that news uses for one another ("sued", "filed a lawsuit") share a
concept: the classes stand in `agent/data/synonyms.txt`, irregular forms in `irregular.txt`, opposites in
`opposites.txt`, words of which a thing bears only one in `exclusive.txt`, all written for this project. A
stripped link often glues two words ("byOfficials"); such a token is read as two.
"""

import re
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from typing import NamedTuple

import snowballstemmer

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
GLUED = re.compile(r"(?<=[a-z]{2})(?=[A-Z][a-z]{2})")
"""A small letter before a capital, where a stripped link may have run two words together."""
_TRIPLED = re.compile(r"([a-z])\1{2,}")  # no English word has a letter three times in a row
_STEMMER = snowballstemmer.stemmer("english")
_STEMMING = Lock()  # the stemmer keeps the word it works on: in two threads it fails, or gives wrong stems

STOPWORDS = frozenset(
    """a about after again against ahead all also although am amid among an and any are around as at be
    because been before being between both but by can could did do does doing down during each either
    ever every few for from further had has have having he her here hers herself him himself his how
    however i if in into is it its itself just me more most my myself nor of off on once only onto or
    other our ours ourselves out over own per rather same she should since so some such than that the
    their theirs them themselves then there these they this those though through throughout thus to too
    toward towards under until up upon us very was we were what when where whether which while who whom
    whose why will with within would yet you your yours s t d ll re ve m one""".split()
)


_ENGLISH = 0.2
"""Least share of stopwords in English: of 40 words of the sample corpus .23; elsewhere at most .19."""
_FEW = 40
"""Words of which fewer do not tell a language."""
_LATIN = 0x250


class Token(NamedTuple):
    """A word or number of a text."""

    text: str
    start: int
    end: int
    lower: str
    stem: str

    @property
    def content(self) -> bool:
        """Whether it carries meaning of its own."""
        return self.lower not in STOPWORDS


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Snowball stem of a lower-case word; a possessive ending is dropped first."""
    bare = re.sub(r"['’](s|re|ve|ll|d|m)?$", "", word)
    with _STEMMING:
        return str(_STEMMER.stemWord(bare))


@lru_cache(maxsize=100_000)
def _stem_of(lower: str) -> str:
    """The stem of a word, its stretched letters ("sooo") cut to two."""
    return stem(_TRIPLED.sub(r"\1\1", lower))


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """Words and numbers of `text` with their offsets, in order."""
    found = []
    for match in _TOKEN.finditer(text):
        start = match.start()
        for part in GLUED.split(match.group()):
            lower = part.lower().replace("’", "'").replace(".", "" if part[0].isalpha() else ".")
            found.append(Token(part, start, start + len(part), lower, _stem_of(lower)))
            start += len(part)
    return tuple(found)


def glued(text: str) -> bool:
    """Whether `text` holds two words run together, as a stripped link leaves them."""
    return any(GLUED.search(match.group()) for match in _TOKEN.finditer(text))


def foreign(text: str) -> bool:
    """Whether `text` is not English, as far as its script and the share of its stopwords tell."""
    letters = [char for char in text if char.isalpha()]
    if 2 * sum(ord(char) < _LATIN for char in letters) < len(letters):
        return True
    found = [token for token in tokens(text) if token.text[0].isalpha()]
    return len(found) >= _FEW and sum(not token.content for token in found) < _ENGLISH * len(found)


def _lines(name: str) -> list[str]:
    text = (files("agent") / "data" / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    lines = ([stem(word) for word in line.split()] for line in _lines("irregular.txt"))
    return {form: stems[0] for stems in lines for form in stems}


@lru_cache(maxsize=1)
def _concepts() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _lines("synonyms.txt"):
        stems = [stem(word) for word in line.split()]
        for each in stems:
            table.setdefault(each, stems[0])
    for form, plain in _bases().items():
        table.setdefault(form, table.get(plain, plain))
    return table


def _opposed(name: str) -> dict[str, frozenset[str]]:
    """By base, the bases on the other sides of the lines that it stands in."""
    table: dict[str, set[str]] = {}
    for line in _lines(name):
        sides = [{base(stem(word)) for word in side.split()} for side in line.split("|")]
        for side in sides:
            others = set[str]().union(*(other for other in sides if other is not side))
            for each in side:
                table.setdefault(each, set()).update(others)
    return {key: frozenset(value) for key, value in table.items()}


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    return _opposed("opposites.txt")


@lru_cache(maxsize=1)
def _exclusive() -> dict[str, frozenset[str]]:
    return _opposed("exclusive.txt")


@lru_cache(maxsize=1)
def phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Phrases of several words, each with the one word that it stands for ("struck down": "overturned")."""
    split = (line.split(" = ") for line in _lines("phrases.txt"))
    return tuple((re.compile(rf"\b{left}\b", re.IGNORECASE), right) for left, right in split)


def base(word_stem: str) -> str:
    """The stem of the base of an irregular form ("sank": "sink"), or the stem itself."""
    return _bases().get(word_stem, word_stem)


def concept(word_stem: str) -> str:
    """The class of near-synonyms that a stem belongs to, or the stem itself."""
    return _concepts().get(word_stem, word_stem)


def opposites(word_stem: str) -> frozenset[str]:
    """Bases of words that mean the opposite; to be compared with `base` of a stem."""
    return _opposites().get(base(word_stem), frozenset())


def exclusive(word_stem: str) -> frozenset[str]:
    """Bases of words that exclude it where both are said of one thing ("red": "green", …)."""
    return _exclusive().get(base(word_stem), frozenset())


@lru_cache(maxsize=20_000)
def concepts(text: str) -> frozenset[str]:
    """Concepts of the content words of `text`."""
    return frozenset(concept(token.stem) for token in tokens(text) if token.content)

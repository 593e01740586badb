"""How many of them: all, most or some, and of what; whether two texts can both be right about it."""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.words import STOPWORDS, concept, tokens

_LEVELS = {
    3: "all every each both entire whole",
    2: "most majority",
    1: "some several few many part half",
}
_LEVEL = {word: level for level, words in _LEVELS.items() for word in words.split()}
_QUANTIFIER = re.compile(
    rf"\b(?P<not>not\s+)?(?P<only>(?:only|just)\s+)?(?P<word>{'|'.join(_LEVEL)}|\d+|two|three|four|five|six|seven|eight|nine|ten)"
    r"\s+(?P<of>of\s+)?(?:(?:the|its|their|his|her|these|those|our|a)\s+)?",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\s+(?:and|or)\b")
_SUPERLATIVE = re.compile(r"(?:\b(?:the|an?|its|their|his|her|our|my|your)|['’]s?)\s+$", re.IGNORECASE)
_FEW = 1


class Quantified(NamedTuple):
    """Words of a text that say how many of them."""

    text: str
    level: int
    noun: str
    only: bool


@lru_cache(maxsize=20_000)
def quantified(text: str) -> tuple[Quantified, ...]:
    """The quantifiers of a text, each with the noun that it is about; "not all" is at most most."""
    found = []
    for match in _QUANTIFIER.finditer(text):
        word = match["word"].lower()
        level = _LEVEL.get(word, _FEW)
        if word not in _LEVEL and not (match["only"] and match["of"]):
            continue
        if word == "most" and not match["of"] and _SUPERLATIVE.search(text[: match.start()]):
            continue
        if word == "both" and _PAIR.search(text, match.end(), match.end() + 40):
            continue
        noun = next((t for t in tokens(text) if t.start >= match.end()), None)
        if noun is None or noun.start != match.end() or noun.lower in STOPWORDS or noun.text[0].isdigit():
            continue
        only = bool(match["only"]) or bool(match["not"])
        shown = text[match.start() : noun.end]
        found.append(Quantified(shown, min(level, 2) if match["not"] else level, concept(noun.stem), only))
    return tuple(found)


def quantifier_conflict(claim: str, sentence: str) -> tuple[str, str] | None:
    """Quantifiers of one noun of which the claim's says more than the source's, or only a part of its all."""
    theirs = quantified(sentence)
    for mine in quantified(claim):
        same = [other for other in theirs if other.noun == mine.noun]
        if any(other.level == mine.level for other in same):
            continue
        for other in same:
            if mine.level > other.level or (mine.only and other.level > mine.level):
                return mine.text, other.text
    return None

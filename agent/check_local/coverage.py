"""How much of a claim's wording a sentence holds, rare words counting most."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from agent.language.names import Name, mentions, names
from agent.language.words import Token, base, concept, concepts, opposites, tokens

Weights = Mapping[str, float]
"""Weight of a concept in (0, 1]; one that is not held weighs 1."""

LIGHT = frozenset(
    """say tell make take get go come give use keep put set see know find want need be have do new last first
    year day time people thing way part number member also still now today""".split()
)
"""Words that say little of what a sentence is about."""
_AUXILIARY = re.compile(
    r"\b(?:has|have|had|was|were|is|are|been|be|will|would|did|not)\s"
    r"(?:(?:been|being|not|be|already|also|\w+ly)\s)*",
    re.IGNORECASE,
)
_START = 5
"""Letters that two concepts of which one begins the other have in common at least."""
_NEARBY = 0.6
"""Share of a name's weight that counts where the name stands in the sentences before."""


def rarity(texts: Iterable[str]) -> Weights:
    """Weight of each concept by its inverse frequency over `texts`, in (0, 1]; 1 for one that is nowhere."""
    held, number = Counter[str](), 0
    for text in texts:
        held.update(concepts(text))
        number += 1
    most = math.log(number + 1) or 1.0
    return {key: max(0.1, math.log((number + 1) / (count + 0.5)) / most) for key, count in held.items()}


class _Held(NamedTuple):
    """The content words of a sentence, found by concept and by how their concept begins."""

    concepts: dict[str, Token]
    starts: dict[str, tuple[str, ...]]


@lru_cache(maxsize=20_000)
def _held(sentence: str) -> _Held:
    found = {concept(token.stem): token for token in reversed(tokens(sentence)) if token.content}
    starts: dict[str, tuple[str, ...]] = {}
    for key in found:
        if len(key) >= _START:
            starts[key[:_START]] = (*starts.get(key[:_START], ()), key)
    return _Held(found, starts)


def _covers(token: Token, held: _Held) -> Token | None:
    found = held.concepts.get(concept(token.stem))
    if found or len(token.stem) < _START:
        return found
    near = (
        key
        for key in held.starts.get(token.stem[:_START], ())
        if key.startswith(token.stem) or token.stem.startswith(key)
    )
    return next((held.concepts[key] for key in near), None)


def _weight(token: Token, name: Name | None, weights: Weights) -> float:
    base = 1.2 if name else 0.3 if token.stem in LIGHT else 1.0
    return base * weights.get(concept(token.stem), 1.0)


class Share(NamedTuple):
    """What a sentence holds of a claim's words, weighted, in [0, 1]."""

    whole: float
    predicate: bool
    """Whether it holds the word that says what happened; true where the claim has none that can be told."""
    matched: tuple[Token, ...]
    """The sentence's matching words."""
    told: tuple[Token, ...]
    """Of those, the one that says what happened; where that cannot be told, all that are part of no name."""
    plain: tuple[Token, ...]
    """Of those, all that are part of no name."""


def _predicate(claim: str, words: Sequence[Token]) -> Token | None:
    """The word that says what happened: the first after an auxiliary, else the first in the past tense."""
    auxiliary = _AUXILIARY.search(claim)
    after = [token for token in words if auxiliary and token.start == auxiliary.end()]
    past = [token for token in words if token.lower.endswith("ed")]
    return next((token for token in (*after, *past) if not token.lower.endswith("ly")), None)


class Coverage:
    """The content words of a claim, weighed once and compared with many sentences."""

    def __init__(self, claim: str, weights: Weights) -> None:
        named = names(claim)
        self._parts: list[tuple[Token, Name | None, float]] = []
        for token in tokens(claim):
            if token.content:
                name = next((n for n in named if n.start <= token.start < n.end), None)
                number = token.text[0].isdigit()
                self._parts.append((token, name, 0.0 if number else _weight(token, name, weights)))
        self._total = sum(weight for _, _, weight in self._parts)
        self._predicate = _predicate(claim, [token for token, name, _ in self._parts if name is None])

    @property
    def done(self) -> bool:
        """Whether the claim has a word that says what happened, as far as can be told."""
        return self._predicate is not None

    def share(self, sentence: str, window: str = "") -> Share:
        """How much of the claim's words `sentence` holds.

        A name that stands only in `window`, the text before the sentence, counts in part.
        """
        held = _held(sentence)
        covered, matched, told, plain = 0.0, list[Token](), list[Token](), list[Token]()
        for token, name, weight in self._parts:
            if found := _covers(token, held):
                covered += weight
                matched.append(found)
                plain += [found] if name is None else []
                if token is self._predicate or (self._predicate is None and name is None):
                    told.append(found)
            elif name and mentions(sentence, name):
                covered += weight
            elif name and window and mentions(window, name):
                covered += _NEARBY * weight
        whole = covered / self._total if self._total else 0.0
        return Share(whole, bool(told) or not self.done, tuple(matched), tuple(told), tuple(plain))

    def opposed(self, sentence: str) -> float:
        """Weighted share of the claim's words whose opposite the sentence holds instead."""
        held = {base(token.stem) for token in tokens(sentence)}
        found = sum(weight for token, _, weight in self._parts if opposites(token.stem) & held)
        return found / self._total if self._total else 0.0

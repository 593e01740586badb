"""Which sentences of a source the entailment model reads beside a claim: the few that hold its words.

The first holds most of the claim's words, rare ones counting most; each further one holds most of what is
still missing, so that a claim that joins two facts finds both. The sentence before the first one is added
for what its pronouns mean. Reading the whole document instead costs ten times the tokens and was no better
on long ones.
"""

import math
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from agent.language.words import tokens

SENTENCES = 3
"""Sentences that are chosen for the claim's words at most; one more may stand before the first."""
_AGAIN = 0.25
"""How much a word counts that a chosen sentence already holds."""
_WORDS = 110
"""Words of a window at most."""


class Window(NamedTuple):
    """Sentences of one source that are read beside a claim.

    Attributes:
        places: Their numbers, ascending.
        best: The one that holds most of the claim's words.
        share: Weighted share of the claim's words that they hold together, in [0, 1].
    """

    places: tuple[int, ...]
    best: int
    share: float


class Words:
    """The words of a source's sentences, weighed once and searched for many claims."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._held = [frozenset(token.stem for token in tokens(text)) for text in sentences]
        self._length = [len(text.split()) for text in sentences]
        self._count = Counter(word for held in self._held for word in held)

    def _weights(self, claim: str) -> dict[str, float]:
        most = math.log(len(self._held) + 1) or 1.0
        return {
            token.stem: (1.0 if token.content else 0.1)
            * max(0.1, math.log((len(self._held) + 1) / (self._count[token.stem] + 0.5)) / most)
            for token in tokens(claim)
        }

    def window(self, claim: str, sentences: int = SENTENCES) -> Window | None:
        """The sentences that hold most of the words of `claim`; None where none holds any."""
        weights = self._weights(claim)
        total, left = sum(weights.values()), dict(weights)
        chosen: list[int] = []
        for _ in range(min(sentences, len(self._held))):
            gains = [sum(left[word] for word in held & left.keys()) for held in self._held]
            order = (n for n in range(len(gains)) if n not in chosen and self._fits(chosen, n))
            best = max(order, key=lambda n: (gains[n], -n), default=None)
            if best is None or gains[best] <= 0.02 * total:
                break
            chosen.append(best)
            left |= {word: _AGAIN * weights[word] for word in self._held[best] & left.keys()}
        if not chosen:
            return None
        first = chosen[0]
        if first and first - 1 not in chosen and self._fits(chosen, first - 1):
            chosen.append(first - 1)
        held = frozenset[str]().union(*(self._held[n] for n in chosen))
        share = sum(weights[word] for word in held & weights.keys()) / total if total else 0.0
        return Window(tuple(sorted(chosen)), first, share)

    def _fits(self, chosen: Sequence[int], more: int) -> bool:
        return not chosen or sum(self._length[n] for n in (*chosen, more)) <= _WORDS

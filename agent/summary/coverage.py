"""How much of what the articles say in common a sentence adds to a summary, by words and pairs of words.

A word weighs the share of the origins that use it, and less if it first stands far down; what one origin
alone says hardly weighs. This is the concept coverage of Gillick & Favre (2009), chosen greedily.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from agent.check import Source
from agent.language.numbers import quantities
from agent.language.words import concepts, tokens

_ALONE = 0.3
"""How much what one origin of several alone says weighs against what it would as one of several."""
_DOWN = 0.3
"""How much less weighs what first stands at the end of an article."""
_SAID, _REPEATED = 0.8, 0.55
"""Share of its content words from which a sentence is held by another; where all its figures are, too."""

Pieces = frozenset[tuple[str, ...]]
"""Content words by their stems, and pairs of those that follow each other."""


def pieces(text: str) -> Pieces:
    """The content words of `text` and each pair of them that follow each other."""
    stems = [token.stem for token in tokens(text) if token.content]
    return frozenset([*((stem,) for stem in stems), *pairwise(stems)])


class Coverage:
    """What the articles say in common.

    Args:
        sources: The articles.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._origins: dict[tuple[str, ...], set[str]] = {}
        self._first: dict[tuple[str, ...], float] = {}
        self._all = len({source.article.origin for source in sources})
        for source in sources:
            last = max(1, len(source.statements) - 1)
            for place, statement in enumerate(source.statements):
                for piece in pieces(statement.claim.text):
                    self._origins.setdefault(piece, set()).add(source.article.origin)
                    self._first[piece] = min(place / last, self._first.get(piece, 1.0))

    def added(self, new: Pieces, told: Collection[tuple[str, ...]], words: int) -> float:
        """What a sentence of so many words adds, a word, to what has been told; 0 if nothing."""
        return sum(self._weight(piece) for piece in sorted(new) if piece not in told) / max(1, words)

    def _weight(self, piece: tuple[str, ...]) -> float:
        origins = len(self._origins.get(piece, ()))
        if not origins:
            return 0.0
        alone = _ALONE if origins == 1 < self._all else 1.0
        return alone * origins / self._all * (1 - _DOWN * self._first[piece])


def again(text: str, told: str) -> bool:
    """Whether most words and every figure of a sentence stand in another."""
    words, held = concepts(text), concepts(told)
    figures, known = ({each.value for each in quantities(one)} for one in (text, told))
    least = _REPEATED if figures else _SAID
    return figures <= known and len(words & held) >= least * len(words) > 0

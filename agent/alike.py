"""How alike sentences are: the mean of their embeddings' cosine and of the content words they share."""

from collections.abc import Sequence

import numpy as np

from agent.language.words import concepts
from vectorstore.embed import Vectors

_FEWEST = 3
"""Content words below which sharing them says nothing."""


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared concepts over those of the smaller set, in [0, 1]; 0 for very small sets."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller >= _FEWEST else 0.0


def similarity(texts: Sequence[str], vectors: Vectors) -> Vectors:
    """Likeness of each pair of `texts`, shape (n, n), in [-0.5, 1].

    Args:
        texts: n sentences.
        vectors: Their embeddings, shape (n, d), rows of length 1.
    """
    words = [concepts(text) for text in texts]
    vocabulary = {word: column for column, word in enumerate(sorted(set().union(*words)))}
    held = np.zeros((len(texts), len(vocabulary) or 1), dtype=np.float32)
    for row, found in enumerate(words):
        held[row, [vocabulary[word] for word in found]] = 1
    sizes = held.sum(axis=1)
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    shared = np.where(smaller >= _FEWEST, held @ held.T / np.maximum(smaller, 1), 0)
    return np.asarray((vectors @ vectors.T + shared) / 2, dtype=np.float32)

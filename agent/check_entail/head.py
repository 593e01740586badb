"""The fitted head: rules and entailment of one sentence to how likely it supports or refutes a claim.

A multinomial logistic regression; `python -m evals.train.stances` fits its weights, here are only numbers.
"""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from agent.check_local.signals import Against, Signals
from agent.entail import Entailed

_LEAST = 1e-3
_MOST = 30.0
_SHARES = (
    "cosine",
    "coverage",
    "phrases",
    "predicate_missing",
    "names_missing",
    "names_elsewhere",
    "numbers_missing",
    "days_missing",
    "quotes_missing",
    "opposed",
    "hedge",
    "unreal",
)


class Shares(NamedTuple):
    """How likely a sentence takes a stance to a claim; what is left is that it is silent."""

    supports: float
    refutes: float


class Head(NamedTuple):
    """Weight of each feature by name, and the `bias`, of either stance against silence."""

    supports: Mapping[str, float]
    refutes: Mapping[str, float]

    def shares(self, found: Mapping[str, float]) -> Shares:
        """How likely a sentence supports and refutes a claim, from the features of the two."""
        supports, refutes = (
            math.exp(
                min(_MOST, held["bias"] + sum(held.get(name, 0.0) * value for name, value in found.items()))
            )
            for held in self
        )
        return Shares(supports / (1 + supports + refutes), refutes / (1 + supports + refutes))


@cache
def fitted() -> Head:
    """The head that comes with the program."""
    held = tomllib.loads((files("agent") / "data" / "entailment" / "stances.toml").read_text("utf-8"))
    return Head(held["supports"], held["refutes"])


def _logit(share: float) -> float:
    kept = min(1 - _LEAST, max(_LEAST, share))
    return math.log(kept / (1 - kept))


def features(signals: Signals, entailed: Entailed, spoken: bool, same: bool) -> dict[str, float]:
    """What the head weighs, by name: shares as they are, probabilities of the entailment model as logits.

    Args:
        signals: What the rules read.
        entailed: What the model reads.
        spoken: Whether the claim says whose words it is.
        same: Whether the sentence gives it as the words of the same speaker.
    """
    found = {name: float(getattr(signals, name)) for name in _SHARES}
    found |= {name: _logit(getattr(entailed, name)) for name in ("supported", "refuted", "unknown", "wrong")}
    found |= {"spoken": float(spoken), "same_speaker": float(spoken and same)}
    return found | {kind.value: float(signals.has(kind)) for kind in Against}

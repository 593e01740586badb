"""The calibrated head: signals and entailment to the probability that a sentence says what the claim says.

A logistic regression whose weights `python -m evals.train.head` fits; here are only its numbers.
"""

import math
import tomllib
from functools import cache
from importlib.resources import files

from agent.check_local.signals import Against, Signals
from agent.entail import Entailed

SUPPORT = 0.5
"""Least probability at which a sentence supports; one for all data."""
SHARES = (
    "cosine",
    "coverage",
    "predicate_missing",
    "opposed",
    "names_missing",
    "names_elsewhere",
    "numbers_missing",
    "days_missing",
    "hedge",
    "unreal",
)
_LEAST = 1e-3


@cache
def weights() -> dict[str, float]:
    """Weight of each feature by name, and the `bias`."""
    text = (files("agent") / "data" / "entailment" / "head.toml").read_text("utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text)["weights"].items()}


def _logit(share: float) -> float:
    kept = min(1 - _LEAST, max(_LEAST, share))
    return math.log(kept / (1 - kept))


def features(signals: Signals, entailed: Entailed) -> dict[str, float]:
    """What the head weighs, by name: shares as they are, probabilities of the entailment model as logits."""
    shares = {name: float(getattr(signals, name)) for name in SHARES}
    conflicts = {kind.value: float(signals.has(kind)) for kind in Against}
    read = {name: _logit(getattr(entailed, name)) for name in ("supported", "refuted", "wrong")}
    return shares | conflicts | read


def probability(signals: Signals, entailed: Entailed) -> float:
    """Probability that the sentence says what the claim says, in [0, 1]."""
    held = weights()
    logit = held["bias"] + sum(
        held.get(name, 0.0) * value for name, value in features(signals, entailed).items()
    )
    return 1 / (1 + math.exp(-logit))

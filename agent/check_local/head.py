"""The calibrated head: signals and entailment to the probability that a source says what a claim says.

A logistic regression whose weights `python -m evals.train.head` fits; here are only its numbers.
"""

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from agent.check_local.signals import Against, Signals
from agent.entail import Entailed

SUPPORT = 0.5
"""Least probability at which a source counts as carrying a claim; one for all data."""
_WIDE = ("opposed", "names_missing", "numbers_missing", "days_missing", "quotes_missing")
_BEST = ("predicate_missing", "names_elsewhere", "hedge", "unreal")
_LEAST = 1e-3


@cache
def weights() -> dict[str, float]:
    """Weight of each feature by name, and the `bias`."""
    text = (files("agent") / "data" / "entailment" / "head.toml").read_text("utf-8")
    return {name: float(weight) for name, weight in tomllib.loads(text)["weights"].items()}


def _logit(share: float) -> float:
    kept = min(1 - _LEAST, max(_LEAST, share))
    return math.log(kept / (1 - kept))


def _share(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def features(single: Sequence[Signals], wide: Signals, entailed: Entailed) -> dict[str, float]:
    """What the head weighs, by name: shares as they are, probabilities of the entailment model as logits.

    A claim that is almost a sentence of its source and one in quite other words are two cases: the closer
    the wording, the less the entailment model adds and the more a small difference tells. Hence the
    products.

    Args:
        single: The comparisons with single sentences of a source.
        wide: That with several sentences together, or with the only one.
        entailed: What the entailment model reads there.

    """
    best = max(single, key=lambda each: each.coverage + each.cosine)
    cosine, phrases = (max(getattr(each, name) for each in single) for name in ("cosine", "phrases"))
    supported = _logit(entailed.supported)
    found = {
        "cosine": cosine,
        "cosine_near": max(0.0, cosine - 0.8),
        "coverage": max(each.coverage for each in single),
        "coverage_wide": wide.coverage,
        "phrases": phrases,
        "phrases_half": max(0.0, phrases - 0.5),
        "phrases_most": max(0.0, phrases - 0.8),
        "phrases_wide": wide.phrases,
        "supported": supported,
        "supported_loose": supported * (1 - phrases),
        "refuted": _logit(entailed.refuted),
        "wrong": _logit(entailed.wrong),
        "wrong_loose": _logit(entailed.wrong) * (1 - phrases),
    }
    shares = {name: float(getattr(wide, name)) for name in _WIDE} | {
        name: float(getattr(best, name)) for name in _BEST
    }
    return found | shares | {kind.value: float(best.has(kind)) for kind in Against}


def probability(found: Mapping[str, float]) -> float:
    """Probability that a source says what a claim says, in [0, 1], from the features of the two."""
    held = weights()
    return _share(held["bias"] + sum(held.get(name, 0.0) * value for name, value in found.items()))

"""Fits the calibrated head of the checker: `python -m evals.train.head BENCHMARKS KEPT`.

A logistic regression over the features of the best comparison of the weakest claim of a pair; which
comparison and which claim decide is found anew in each of a few rounds. It is fitted to pairs whose
documents the entailment model has not seen, of sets whose licence is stated; only its bias is set on the
development files, so that one threshold of .5 is right for all of them. Every file weighs the same, so does
every document in it, and so do both labels. The numbers go to `agent/data/entailment/head.toml`. KEPT is a
folder where features are kept; remove it when the checker changes.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from agent.check_local import LocalChecker
from evals.metrics.balanced_accuracy import at_threshold
from evals.metrics.roc_auc import area
from evals.train.measured import Measured, measured, names
from evals.train.rows import LONG
from vectorstore.embed import MiniLM

ROUNDS = 4
STRENGTH = 0.5
"""Inverse of the regularization, on features of unit variance."""
NOTHING = -20.0
"""Weighted sum of a claim that shares no word with the document."""
EXTRA = ("fever_dev_pairs", "foolmetwice", "cad_nli", "snli_dev")
"""Sets of single sentences that the head is fitted to as well."""


class Head(NamedTuple):
    """A fitted head.

    Attributes:
        weights: One a feature.
        bias: Added to the weighted sum.
    """

    weights: NDArray[np.float64]
    bias: float

    def logits(self, rows: Sequence[Measured]) -> NDArray[np.float64]:
        """Of each pair, that of its weakest claim."""
        return np.array([self._logit(row) for row in rows])

    def _logit(self, row: Measured) -> float:
        found = np.nan_to_num(row.parts @ self.weights, nan=NOTHING)
        return float(found.min()) + self.bias


def shares(rows: Sequence[Measured]) -> NDArray[np.float64]:
    """Weight of each pair: its file, in it both labels, and of each its documents weigh the same."""
    pairs = Counter((row.file, row.supported, row.group) for row in rows)
    groups = Counter((file, supported) for file, supported, _ in pairs)
    return np.array(
        [1 / (pairs[row.file, row.supported, row.group] * groups[row.file, row.supported]) for row in rows]
    )


def fit(rows: Sequence[Measured], used: NDArray[np.bool_], start: NDArray[np.float64]) -> Head:
    """The head for the features that are used; the others weigh nothing.

    Args:
        rows: Pairs to fit to.
        used: Which features, shape (features,).
        start: Weights by which the weakest claims are found in the first round.
    """
    weights, bias = start * used, 0.0
    kept = [row for row in rows if not np.isnan(row.parts).any()]
    share = shares(kept)
    labels = np.array([row.supported for row in kept])
    for _ in range(ROUNDS):
        chosen = np.array([row.parts[int(np.argmin(row.parts @ weights))] for row in kept])[:, used]
        scale = chosen.std(axis=0) + 1e-6
        model = LogisticRegression(C=STRENGTH, max_iter=4000)
        model.fit(chosen / scale, labels, sample_weight=share / share.mean())
        weights = np.zeros(len(used))
        weights[used] = model.coef_[0] / scale
        bias = float(model.intercept_[0])
    return Head(weights, bias)


def centred(head: Head, dev: Sequence[Measured]) -> Head:
    """The head with the bias at which the mean balanced accuracy over the development files is best at .5."""
    files_ = sorted({row.file for row in dev})
    held = [[row for row in dev if row.file == name] for name in files_]
    logits = [head.logits(rows) for rows in held]

    def mean(shift: float) -> float:
        return sum(
            at_threshold(list(found + shift), [row.supported for row in rows], 0.0)
            for found, rows in zip(logits, held, strict=True)
        ) / len(held)

    shift = max((step / 10 for step in range(-40, 41)), key=lambda each: (mean(each), -abs(each)))
    return Head(head.weights, head.bias + shift)


def table(head: Head, dev: Sequence[Measured]) -> list[tuple[str, int, float, float]]:
    """Of each file its name, pairs, balanced accuracy at the threshold, and area under the curve."""
    found = []
    for name in sorted({row.file for row in dev}):
        rows = [row for row in dev if row.file == name]
        logits, labels = list(head.logits(rows)), [row.supported for row in rows]
        found.append((name, len(rows), at_threshold(logits, labels, 0.0), area(logits, labels)))
    return found


def gather(benchmarks: Path, kept: Path) -> tuple[tuple[str, ...], list[Measured], list[Measured]]:
    """Names of the features, the pairs to fit to and the development pairs."""
    checker = LocalChecker(MiniLM())
    train = [benchmarks / "pairs" / "train" / f"{name}.jsonl.gz" for name in (*LONG, *EXTRA)]
    dev = sorted((benchmarks / "pairs" / "dev").glob("*.jsonl.gz"))
    fitted = list(measured(train, checker, kept, "held"))
    both = {
        name for name in {r.file for r in fitted} if len({r.supported for r in fitted if r.file == name}) == 2
    }
    return names(checker), [r for r in fitted if r.file in both], list(measured(dev, checker, kept))


def main(benchmarks: str, kept: str) -> None:
    """Fit, write the weights, print the development figures."""
    named, rows, dev = gather(Path(benchmarks), Path(kept))
    start = np.array([{"coverage": 1.0, "cosine": 1.0, "supported": 0.5}.get(name, 0.0) for name in named])
    head = centred(fit(rows, np.ones(len(named), dtype=np.bool_), start), dev)
    lines = ["# Weights of the calibrated head; made by `python -m evals.train.head`.", "[weights]"]
    lines += [f"bias = {head.bias:.4f}"]
    lines += [f"{name} = {weight:.4f}" for name, weight in zip(named, head.weights, strict=True)]
    path = Path(str(files("agent") / "data" / "entailment" / "head.toml"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, n, accuracy, under in table(head, dev):
        sys.stdout.write(f"{name:28} n={n:5} balanced accuracy {accuracy:.3f} ROC-AUC {under:.3f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])

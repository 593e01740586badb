"""Fits the calibrated head of the checker: `python -m evals.train.head BENCHMARKS KEPT`.

A logistic regression over the features of the weakest claim of a pair; which claim that is, is found anew
in each of a few rounds. It is fitted to the development files and to pairs of training files whose
documents the entailment model has not seen; of both, only to sets of real errors, not of made ones, and
only where a licence is stated. Every file weighs the same, and so do both labels in it. The bias is then
set so that one threshold of .5 is best for the mean of the development files. The figures that it prints,
and `evals.train.ablation`, are cross-validated: each document is scored by a head that has not seen it.

The numbers go to `agent/data/entailment/head.toml`. KEPT is a folder where features are kept; remove it
when the checker changes.
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
from sklearn.model_selection import GroupKFold

from agent.check_local import LocalChecker
from evals.metrics.balanced_accuracy import at_threshold
from evals.metrics.roc_auc import area
from evals.train.measured import Measured, measured, names
from vectorstore.embed import MiniLM

FITTED = (
    "defacto_train_withfix defacto_val_withfix summac_val_cogensumm summac_val_frank summac_val_polytope "
    "wice_claim_dev wice_oracle_dev factcg_CG2C_doc xsumfaith_full"
).split()
"""Training files whose held-out documents the head is fitted to."""
UNSTATED = frozenset({"qags_cnndm_sent"})
"""Development files without a stated licence: scored, never fitted to."""
ROUNDS = 4
STRENGTH = 0.3
"""Inverse of the regularization, on features of unit variance."""
NOTHING = -20.0
"""Weighted sum of a claim that shares no word with the document."""
FOLDS = 5


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
    """Weight of each pair: files weigh the same, and in each both labels."""
    pairs = Counter((row.file, row.supported) for row in rows)
    return np.array([1 / pairs[row.file, row.supported] for row in rows])


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


def crossed(
    rows: Sequence[Measured], dev: Sequence[Measured], used: NDArray[np.bool_], start: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Logits of the development pairs, each by a head that was not fitted to its document."""
    found = np.zeros(len(dev))
    for seen, unseen in GroupKFold(FOLDS).split(dev, groups=[row.group for row in dev]):
        own = [dev[n] for n in seen if dev[n].file not in UNSTATED]
        found[unseen] = fit([*rows, *own], used, start).logits([dev[n] for n in unseen])
    return found


def by_file(dev: Sequence[Measured]) -> dict[str, list[int]]:
    """Numbers of the pairs of each file."""
    found: dict[str, list[int]] = {}
    for n, row in enumerate(dev):
        found.setdefault(row.file, []).append(n)
    return found


def shift(logits: NDArray[np.float64], dev: Sequence[Measured]) -> float:
    """What to add to logits so that the mean balanced accuracy over the files is best at 0."""
    held = by_file(dev).values()

    def mean(more: float) -> float:
        accuracies = (
            at_threshold(list(logits[numbers] + more), [dev[n].supported for n in numbers], 0.0)
            for numbers in held
        )
        return sum(accuracies) / len(held)

    return max((step / 10 for step in range(-40, 41)), key=lambda each: (mean(each), -abs(each)))


def table(logits: NDArray[np.float64], dev: Sequence[Measured]) -> list[tuple[str, int, float, float]]:
    """Of each file its name, pairs, balanced accuracy at the threshold, and area under the curve."""
    found = []
    for name, numbers in sorted(by_file(dev).items()):
        scores, labels = list(logits[numbers]), [dev[n].supported for n in numbers]
        found.append((name, len(numbers), at_threshold(scores, labels, 0.0), area(scores, labels)))
    return found


def gather(benchmarks: Path, kept: Path) -> tuple[tuple[str, ...], list[Measured], list[Measured]]:
    """Names of the features, the pairs beside the development ones to fit to, and these."""
    checker = LocalChecker(MiniLM())
    train = [benchmarks / "pairs" / "train" / f"{name}.jsonl.gz" for name in FITTED]
    dev = sorted((benchmarks / "pairs" / "dev").glob("*.jsonl.gz"))
    return (
        names(checker),
        list(measured(train, checker, kept, "held")),
        list(measured(dev, checker, kept)),
    )


def begin(named: Sequence[str]) -> NDArray[np.float64]:
    """Weights by which the weakest claims are found at first."""
    first = {"coverage": 1.0, "cosine": 1.0, "supported": 0.5}
    return np.array([first.get(name, 0.0) for name in named])


def main(benchmarks: str, kept: str) -> None:
    """Fit, write the weights, print the development figures."""
    named, rows, dev = gather(Path(benchmarks), Path(kept))
    every, start = np.ones(len(named), dtype=np.bool_), begin(named)
    logits = crossed(rows, dev, every, start)
    more = shift(logits, dev)
    head = fit([*rows, *(row for row in dev if row.file not in UNSTATED)], every, start)
    lines = ["# Weights of the calibrated head; made by `python -m evals.train.head`.", "[weights]"]
    lines += [f"bias = {head.bias + more:.4f}"]
    lines += [f"{name} = {weight:.4f}" for name, weight in zip(named, head.weights, strict=True)]
    path = Path(str(files("agent") / "data" / "entailment" / "head.toml"))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name, n, accuracy, under in table(logits + more, dev):
        sys.stdout.write(f"{name:28} n={n:5} balanced accuracy {accuracy:.3f} ROC-AUC {under:.3f}\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])

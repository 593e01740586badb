"""Fit the weights of the offline checker to labelled pairs, and say how well they do on other pairs.

A development tool: `python -m evals.fit TRAIN DEV CACHE` prints the weights and the threshold that
`agent/check_local/stance.py` holds as plain numbers. It needs the extra `train`.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.check_local import LocalChecker
from agent.check_local.stance import WEIGHTS, features
from evals.lines import read
from evals.metrics.balanced_accuracy import at_threshold
from evals.metrics.roc_auc import area
from evals.pairs import Pair, source
from vectorstore.cache import Cached
from vectorstore.embed import Embedder, MiniLM
from vectorstore.sentences import split
from vectorstore.values import Span, content_id

PER_FILE = 60
UNSTATED = ("qags", "lfqa", "climate", "healthver", "covidfact", "control", "breaking", "rte", "sufficient")
"""Beginnings of the names of files whose licence is not stated; nothing that ships is fitted to them."""
_NAMES = tuple(name for name in WEIGHTS if name != "bias")


class Row(NamedTuple):
    """The features of a pair: for each sentence of its claim, those of its candidate sentences."""

    parts: tuple[NDArray[np.float64], ...]
    supported: bool
    group: str


def sample(pairs: Sequence[Pair], most: int) -> list[Pair]:
    """At most `most` pairs, spread evenly over the file."""
    step = max(1, len(pairs) // most)
    return list(pairs[::step][:most])


def row(pair: Pair, checker: LocalChecker) -> Row:
    """The features of a pair."""
    given = [source(pair.document)]
    spans = split(pair.claim, [Span(start=0, end=len(pair.claim))])
    parts = []
    for span in spans:
        found = checker.compare(span.of(pair.claim), given)
        vectors = [[features(each.signals)[name] for name in _NAMES] for each in found]
        parts.append(np.array(vectors or [[0.0] * len(_NAMES)], dtype=np.float64))
    return Row(tuple(parts), pair.supported, content_id(pair.document))


def _deciding(each: Row, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Features of the best candidate of the claim's weakest sentence, shape (features,)."""
    best = [part[int(np.argmax(part @ weights))] for part in each.parts]
    return min(best, key=lambda vector: float(vector @ weights))


def fit(rows: Sequence[Row], rounds: int = 4) -> tuple[NDArray[np.float64], float]:
    """Weights, shape (features,), and bias; the deciding sentences are chosen anew in each round.

    Every group of pairs on one document weighs the same, and so do both labels.
    """
    from sklearn.linear_model import LogisticRegression

    weights = np.array([WEIGHTS[name] for name in _NAMES])
    labels = np.array([each.supported for each in rows])
    sizes = {each.group: sum(other.group == each.group for other in rows) for each in rows}
    share = np.array([1 / sizes[each.group] for each in rows])
    model: Any = None
    for _ in range(rounds):
        chosen = np.array([_deciding(each, weights) for each in rows])
        model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
        model.fit(chosen, labels, sample_weight=share)
        weights = model.coef_[0]
    return weights, float(model.intercept_[0])


def scores(rows: Sequence[Row], weights: NDArray[np.float64], bias: float) -> list[float]:
    """Probability of each pair that its claim is supported, in [0, 1]."""
    return [float(1 / (1 + np.exp(-(_deciding(each, weights) @ weights + bias)))) for each in rows]


def rows_of(folder: Path, most: int, embedder: Embedder, leave: tuple[str, ...] = ()) -> dict[str, list[Row]]:
    """The features of a sample of every file in `folder`, by file name."""
    checker = LocalChecker(embedder)
    paths = [path for path in sorted(folder.glob("*.jsonl.gz")) if not path.name.startswith(leave)]
    return {
        path.name.removesuffix(".jsonl.gz"): [
            row(pair, checker) for pair in sample(read(path, Pair).items, most)
        ]
        for path in paths
    }


def table(
    dev: dict[str, list[Row]], weights: NDArray[np.float64], bias: float, threshold: float
) -> list[str]:
    """A line per file: pairs, balanced accuracy at the threshold, area under the curve."""
    lines = []
    for name, rows in dev.items():
        found, labels = scores(rows, weights, bias), [each.supported for each in rows]
        accuracy, under = at_threshold(found, labels, threshold), area(found, labels)
        lines.append(f"{name:28} n={len(rows):4} balanced accuracy {accuracy:.3f} ROC-AUC {under:.3f}")
    return lines


def best_threshold(dev: dict[str, list[Row]], weights: NDArray[np.float64], bias: float) -> float:
    """The threshold with the best mean balanced accuracy over the files."""
    found = [(scores(rows, weights, bias), [each.supported for each in rows]) for rows in dev.values()]

    def mean(threshold: float) -> float:
        return sum(at_threshold(given, labels, threshold) for given, labels in found) / len(found)

    return max((step / 50 for step in range(5, 46)), key=mean)


def main(train: str, dev: str, cache: str) -> None:
    """Fit on the files of one folder, choose the threshold on another, and write what came of it."""
    embedder = Cached(MiniLM(), Path(cache))
    given = rows_of(Path(train), PER_FILE, embedder, UNSTATED)
    held = rows_of(Path(dev), 2 * PER_FILE, embedder)
    old = np.array([WEIGHTS[name] for name in _NAMES])
    weights, bias = fit([each for rows in given.values() for each in rows])
    before, after = best_threshold(held, old, WEIGHTS["bias"]), best_threshold(held, weights, bias)
    lines = [f"in use, threshold {before}", *table(held, old, WEIGHTS["bias"], before)]
    lines += [f"fitted, threshold {after}", *table(held, weights, bias, after), f"bias {bias:.2f}"]
    lines += [f"{name} {weight:.2f}" for name, weight in zip(_NAMES, weights, strict=True)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])

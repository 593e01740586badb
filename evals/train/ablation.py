"""The checker beside its parts and beside others: `python -m evals.train.ablation BENCHMARKS KEPT`.

Prints a table in Markdown: on each development set, balanced accuracy at the one threshold and area under
the curve, of simple ways to check, of the checker, and of the checker without each of its signals in turn.
Each row is fitted anew in the same way, and cross-validated by document. KEPT is the folder of features
that `evals.train.head` keeps. Packages of others are measured where they are installed.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evals.lines import read
from evals.metrics.balanced_accuracy import at_threshold
from evals.metrics.roc_auc import area
from evals.pairs import Pair
from evals.train.head import begin, crossed, gather, shift, table
from evals.train.peers import PEERS

GROUPS = {
    "entailment model": ("supported", "supported_loose", "refuted", "wrong", "wrong_loose"),
    "shared words": ("coverage", "coverage_wide", "predicate_missing"),
    "shared phrases": ("phrases", "phrases_half", "phrases_most", "phrases_wide"),
    "MiniLM cosine": ("cosine", "cosine_near"),
    "numbers": ("numbers_missing", "number"),
    "days": ("days_missing", "day"),
    "names, roles, quotations": ("names_missing", "names_elsewhere", "name", "roles", "quotes_missing"),
    "negation and opposites": ("negation", "opposite", "opposed"),
    "hedges": ("hedge", "unreal"),
}
"""The signals, by the features that carry them."""
COLUMNS = {
    "QAGS": ("qags_cnndm_sent",),
    "FactCC": ("summac_val_factcc",),
    "RAGTruth": ("ragtruth_cnndm",),
    "SummEdits, 3": ("summedits_ectsum", "summedits_samsum", "summedits_scitldr"),
    "Factcheck-GPT": ("factcheckgpt_stance",),
}
"""Columns of the table, with the files whose mean each shows."""
Figures = dict[str, tuple[float, float]]
"""Balanced accuracy and area under the curve, by file."""


def line(name: str, found: Figures) -> str:
    """A row of the table."""
    cells = [
        tuple(sum(found[file][n] for file in files) / len(files) for n in (0, 1))
        for files in COLUMNS.values()
    ]
    mean = tuple(sum(cell[n] for cell in cells) / len(cells) for n in (0, 1))
    shown = (f"{accuracy:.3f} / {under:.3f}".replace("0.", ".") for accuracy, under in (*cells, mean))
    return f"| {name} | {' | '.join(shown)} |"


def peers(folder: Path) -> list[str]:
    """A row for each package of others, on the same pairs."""
    rows = []
    for name, score in PEERS.items():
        if find_spec("grounded" if name.startswith("grounded") else "anchorcite") is None:
            rows.append(f"| {name} | not installed |")
            continue
        found: Figures = {}
        for files in COLUMNS.values():
            for file in files:
                pairs = read(folder / f"{file}.jsonl.gz", Pair).items
                scores, labels = [score(p.document, p.claim) for p in pairs], [p.supported for p in pairs]
                found[file] = (at_threshold(scores, labels, 0.0), area(scores, labels))
        rows.append(line(name, found))
    return rows


def main(benchmarks: str, kept: str) -> None:
    """Print the table."""
    named, rows, dev = gather(Path(benchmarks), Path(kept))

    def scored(used: NDArray[np.bool_]) -> Figures:
        start = begin(named) * used
        logits = crossed(rows, dev, used, start if start.any() else -used.astype(np.float64))
        found = table(logits + shift(logits, dev), dev)
        return {name: (accuracy, under) for name, _, accuracy, under in found}

    def of(*groups: str) -> NDArray[np.bool_]:
        return np.array([any(name in GROUPS[group] for group in groups) for name in named])

    lines = [f"| | {' | '.join(COLUMNS)} | mean |", "|---" * (len(COLUMNS) + 2) + "|"]
    lines += peers(Path(benchmarks) / "pairs" / "dev")
    alone: dict[str, tuple[str, ...]] = {
        "best sentence, shared words": ("shared words",),
        "best sentence, MiniLM cosine": ("MiniLM cosine",),
    }
    alone["rules alone"] = ("numbers", "days", "names, roles, quotations", "negation and opposites", "hedges")
    alone["entailment model alone"] = ("entailment model",)
    lines += [line(name, scored(of(*groups))) for name, groups in alone.items()]
    lines += [line("**the checker**", scored(np.ones(len(named), dtype=np.bool_)))]
    lines += [line(f"without {group}", scored(~of(group))) for group in GROUPS]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])

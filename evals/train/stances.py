"""Fits the head that tells stances: `python -m evals.train.stances`.

The sentences that decide a claim by hand support or refute it, all others that are read beside it are
silent; what a disputed claim's sentences say of it is not told by hand, so that they are left out. Fitted
to the development events of the corpus and of `evals/data/events`. The figures that it prints are
cross-validated: each event is judged by a head that has not seen it, claims of several parts as one.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from agent.check import Source, read, verdict
from agent.check_entail import EntailmentChecker
from agent.check_entail.head import Head
from agent.claims import whole
from agent.contested import contested
from agent.disagree import disagreements
from agent.values import Label
from evals.dataset import AS_OF, Event, events, located
from evals.metrics.macro_f1 import macro_f1
from evals.metrics.precision_recall import precision, recall
from evals.rows import ClaimRow
from vectorstore.articles import load
from vectorstore.body import select
from vectorstore.cache import Cached
from vectorstore.embed import Embedder, MiniLM

SILENT, SUPPORTS, REFUTES = range(3)
STRENGTH = 0.05
"""Inverse of the regularization, on features of unit variance."""
WEIGHT = 6.0
"""Weight of a sentence that takes a stance; there are about as many times more silent ones."""
_TARGETS = {Label.SUPPORTED: SUPPORTS, Label.ATTRIBUTED: SUPPORTS, Label.REFUTED: REFUTES}

_UNSUPPORTED = frozenset({Label.REFUTED, Label.ATTRIBUTED, Label.NOT_ENOUGH_EVIDENCE})


class Row(NamedTuple):
    """A claim beside a sentence: what the head weighs, and the stance by hand."""

    features: dict[str, float]
    stance: int
    event: str


class Read(NamedTuple):
    """An event with its articles as read, and the sentences read beside its claims."""

    event: Event
    sources: tuple[Source, ...]
    rows: tuple[Row, ...]


def reading(event: Event, checker: EntailmentChecker) -> Read:
    """The articles of an event, and what is read beside each claim."""
    sources = tuple(read(article) for article in load(event.paths, select=select, today=AS_OF).articles)
    return Read(event, sources, tuple(_rows(event, checker, sources)))


def _rows(event: Event, checker: EntailmentChecker, sources: Sequence[Source]) -> Iterator[Row]:
    for fact in event.claims:
        decides = located(fact.evidence, [source.article for source in sources])
        for each in checker.beside(whole(fact.claim), sources):
            source = sources[each.source]
            span = source.statements[each.place].claim.span
            hit = any(
                name == source.article.id and held.start < span.end and span.start < held.end
                for name, held in decides
            )
            if not hit or fact.label is not Label.DISPUTED:
                stance = _TARGETS.get(fact.label, SILENT) if hit else SILENT
                yield Row(each.features, stance, event.name)


def crossed(found: Sequence[Read], embedder: Embedder) -> Iterator[ClaimRow]:
    """The claims of each event, judged by a head that was fitted to the others."""
    for each in found:
        head = fit([row for other in found if other is not each for row in other.rows])
        checker, differing = EntailmentChecker(embedder, head=head), disagreements(each.sources, embedder)
        for fact in each.event.claims:
            claim = whole(fact.claim)
            row = contested(claim, checker.check(claim, each.sources), differing)
            told = verdict(claim, row, each.sources)
            yield ClaimRow(id=f"{each.event.name}/{fact.id}", gold=fact.label, predicted=told.label)


def fit(given: Sequence[Row]) -> Head:
    """The head that tells best which sentences support and which refute."""
    names = list(given[0].features)
    values = np.array([[row.features[name] for name in names] for row in given])
    labels = np.array([row.stance for row in given])
    mean, scale = values.mean(axis=0), values.std(axis=0) + 1e-6
    model = LogisticRegression(C=STRENGTH, max_iter=4000)
    model.fit((values - mean) / scale, labels, sample_weight=np.where(labels == SILENT, 1.0, WEIGHT))
    weights = model.coef_ / scale
    bias = model.intercept_ - weights @ mean
    supports, refutes = (
        {"bias": float(bias[n] - bias[SILENT])}
        | {key: float(w) for key, w in zip(names, weights[n] - weights[SILENT], strict=True)}
        for n in (SUPPORTS, REFUTES)
    )
    return Head(supports, refutes)


def toml(head: Head) -> str:
    """The weights as TOML."""
    lines = ["# Weights of the head for stances; made by `python -m evals.train.stances`."]
    for stance, held in head._asdict().items():
        lines += [f"[{stance}]", *(f"{name} = {weight:.4f}" for name, weight in held.items())]
    return "\n".join(lines) + "\n"


def show(name: str, told: Sequence[ClaimRow]) -> None:
    """Print what came of some claims."""
    wrong = [row.predicted is Label.SUPPORTED for row in told if row.gold in _UNSUPPORTED]
    sys.stdout.write(f"{len(told)} claims, {name}: macro-F1 {macro_f1(told):.3f}, ")
    sys.stdout.write(f"{sum(wrong)} of {len(wrong)} wrongly supported\n")
    for label in Label:
        figures = f"precision {precision(told, label):.3f} recall {recall(told, label):.3f}"
        sys.stdout.write(f"{label.value:20} {figures}\n")


def main() -> None:
    """Fit, write the weights, print the cross-validated figures."""
    embedder = Cached(MiniLM())
    checker, found = EntailmentChecker(embedder), list[Read]()
    folders = sorted(Path(str(files("evals") / "data" / "events")).iterdir())
    others = (Event(name=folder.name, folder=folder) for folder in folders)
    for event in (*events("dev"), *(event for event in others if event.split == "dev")):
        found.append(reading(event, checker))
        sys.stderr.write(f"{event.name}: {len(found[-1].rows):,} sentences\n")
    path = Path(str(files("agent") / "data" / "entailment" / "stances.toml"))
    path.write_text(toml(fit([row for each in found for row in each.rows])), encoding="utf-8")
    told, corpus = list(crossed(found, embedder)), tuple(event.name for event in events("dev"))
    show("all", told)
    show("of the sample corpus", [row for row in told if row.id.startswith(corpus)])


if __name__ == "__main__":
    main()

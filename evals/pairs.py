"""Pairs of a document and a claim, labelled supported or not, and how well a score tells the two apart."""

import gzip
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from vectorstore.values import Value


class Pair(Value):
    """A document, a claim, and whether the document supports the claim."""

    document: str = Field(description="The text.")
    claim: str = Field(description="The claim.")
    supported: bool = Field(description="Whether the text supports the claim.")


def load(path: Path) -> tuple[Pair, ...]:
    """The pairs of a gzipped JSON Lines file; every label but `supported` counts as unsupported."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return tuple(
        Pair(document=row["document"], claim=row["claim"], supported=row["label"] == "supported")
        for row in rows
    )


def balanced_accuracy(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> float:
    """Mean of the shares of supported and of unsupported pairs that fall on their side of `threshold`.

    Args:
        scores: Higher means supported.
        labels: Whether each pair is supported.
        threshold: Least score that counts as supported.

    Raises:
        ValueError: If one of the classes is empty.
    """
    for_, against = _classes(scores, labels)
    right = sum(score >= threshold for score in for_) / len(for_)
    return (right + sum(score < threshold for score in against) / len(against)) / 2


def roc_auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Probability that a supported pair scores above an unsupported one, ties counted half.

    Raises:
        ValueError: If one of the classes is empty.

    Source: the Mann-Whitney U statistic over the product of the class sizes.
    """
    for_, against = _classes(scores, labels)
    ranked = sorted(zip(scores, labels, strict=True), key=lambda item: item[0])
    wins, below, at = 0.0, 0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        tied = [label for _, label in ranked[at:end]]
        wins += sum(tied) * (below + 0.5 * tied.count(False))
        below += tied.count(False)
        at = end
    return wins / (len(for_) * len(against))


def _classes(scores: Sequence[float], labels: Sequence[bool]) -> tuple[list[float], list[float]]:
    for_ = [score for score, label in zip(scores, labels, strict=True) if label]
    against = [score for score, label in zip(scores, labels, strict=True) if not label]
    if not for_ or not against:
        raise ValueError(f"{len(for_)} supported and {len(against)} unsupported pairs; both must be there")
    return for_, against

"""Other offline checkers of claims, scored on the same pairs, at the thresholds that they ship with."""

from collections.abc import Callable
from functools import cache
from typing import Any

Score = Callable[[str, str], float]
"""Of a document and a claim: at least 0 where the claim counts as supported, more for more support."""


@cache
def _anchorer() -> Any:
    from anchorcite.anchorer import CitationAnchorer
    from anchorcite.scorers import LexicalScorer

    return CitationAnchorer(scorer=LexicalScorer())


def anchorcite(document: str, claim: str) -> float:
    """Anchorcite without its optional models: the score of its best sentence, less its threshold."""
    anchorer = _anchorer()
    found = anchorer.anchor(claim, document, threshold=0.0)
    return float(found.score if found else 0.0) - float(anchorer.threshold)


def grounded(document: str, claim: str) -> float:
    """grounded-check: share of numbers, names, quotations and citations that are there, less 1."""
    from pathlib import Path

    from grounded import Source, extract, verify

    found = verify(extract(claim), [Source(path=Path("document"), raw=document)])
    return float(found.rate) - 1.0


PEERS: dict[str, Score] = {"grounded-check 0.1.2": grounded, "anchorcite 0.1.0, core": anchorcite}

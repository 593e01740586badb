"""Pairs of a document and a claim, labelled supported or not."""

import gzip
import json
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

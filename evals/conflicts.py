"""Whether the disagreements that were found are those found by hand: precision and recall.

A disagreement is right if two of its sides cite evidence of two different sides of the same one by hand.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import Field

from agent.language.quotes import plain
from agent.values import Disagreement
from evals.facts import Quote
from vectorstore.values import Citation, Value


class Conflict(Value):
    """A disagreement found by hand."""

    id: str = Field(description="Its name in its file.")
    topic: str = Field(description="What it is about.")
    sides: tuple[tuple[Quote, ...], ...] = Field(min_length=2, description="Evidence of each side.")


class Found(Value):
    """How the disagreements of some articles compare with those found by hand."""

    right: int = Field(default=0, ge=0, description="Found, and found by hand.")
    wrong: int = Field(default=0, ge=0, description="Found, but not by hand.")
    met: int = Field(default=0, ge=0, description="Found by hand, and found.")
    wanted: int = Field(default=0, ge=0, description="Found by hand.")

    def __add__(self, other: "Found") -> "Found":
        """Both taken together."""
        return Found(
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            met=self.met + other.met,
            wanted=self.wanted + other.wanted,
        )


def conflicts(path: Path) -> tuple[Conflict, ...]:
    """Disagreements of the `facts.json` of an event."""
    return tuple(
        Conflict(
            id=row["id"],
            topic=row["topic"],
            sides=tuple(
                tuple(Quote(article=piece["article"], quote=piece["quote"]) for piece in side["evidence"])
                for side in row["sides"]
            ),
        )
        for row in json.loads(path.read_text("utf-8"))["disagreements"]
    )


def _cites(citation: Citation, piece: Quote, files: Mapping[str, str]) -> bool:
    one, other = plain(piece.quote), plain(citation.quote)
    return files[citation.article] == piece.article.partition(":")[0] and (one in other or other in one)


def same(found: Disagreement, gold: Conflict, files: Mapping[str, str]) -> bool:
    """Whether two sides of `found` stand in the evidence of two different sides of `gold`.

    Args:
        found: What was found.
        gold: What was found by hand.
        files: File name of each article, by id.
    """
    used = set[int]()
    for side in found.sides:
        for number, evidence in enumerate(gold.sides):
            if number not in used and any(
                _cites(c, piece, files) for c in side.citations for piece in evidence
            ):
                used.add(number)
                break
    return len(used) >= 2


def compare(found: Sequence[Disagreement], gold: Sequence[Conflict], files: Mapping[str, str]) -> Found:
    """Count what is right, wrong and missed."""
    hits = [{each.id for each in gold if same(one, each, files)} for one in found]
    right = sum(map(bool, hits))
    return Found(right=right, wrong=len(hits) - right, met=len(set[str]().union(*hits)), wanted=len(gold))

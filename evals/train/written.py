"""Pairs written for the project: what a piece of news says in other words, and what it does not say.

Each line of `data/written.jsonl` holds one to five invented sentences, and claims on them: true ones in other
words, false ones as fluent, and ones left open, half of them a true one with a single thing changed. The
public sets hold few of these; a checker of news meets little else. `python -m evals.train.written` scores the
model on those that are held out.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Literal

from pydantic import Field

from agent.entail import CrossEncoder
from agent.language.words import tokens
from evals.lines import Line, read
from evals.metrics.roc_auc import area
from evals.train.changed import UNKNOWN
from evals.train.rows import Row, held_out, sentences
from vectorstore.values import Value, content_id

_LABELS = {"supported": 0, "refuted": 1, "unknown": 2}
_BESIDE = 0.5
"""Share of the pairs that are read beside a sentence of elsewhere, as in a window of an article."""
_AWAY = 0.3
"""Share of the claims that are read once more, beside what does not speak of them."""


class Stated(Value):
    """A claim on a piece of news."""

    text: str = Field(min_length=1, description="The claim.")
    label: Literal["supported", "refuted", "unknown"] = Field(description="What the news says of it.")
    wrong: str | None = Field(default=None, description="Its words that are wrong or open, if some are.")


class Written(Line):
    """A piece of news with claims on it."""

    evidence: str = Field(min_length=1, description="One to three sentences.")
    claims: tuple[Stated, ...] = Field(min_length=1, description="The claims.")


def written() -> tuple[Written, ...]:
    """All that was written.

    Raises:
        ValueError: If a line cannot be read.
    """
    found = read(Path(str(files("evals") / "train" / "data" / "written.jsonl")), Written)
    if found.bad or found.broken:
        raise ValueError(f"'written.jsonl' cannot be read: {found.broken or found.bad[0]}; correct it")
    return found.items


def written_rows(pieces: Sequence[Written], times: int, random: Random) -> Iterator[Row]:
    """The rows of what was written and is not held out, `times` over; half beside a sentence of elsewhere."""
    seen = [piece for piece in pieces if not held_out(piece.evidence)]
    for _ in range(times):
        for piece in seen:
            for claim in piece.claims:
                yield _row(piece, claim, seen, random)
                if random.random() < _AWAY:
                    yield _away(piece, claim, seen, random)


def _row(piece: Written, claim: Stated, pieces: Sequence[Written], random: Random) -> Row:
    evidence = piece.evidence
    if random.random() < _BESIDE:
        other = random.choice(sentences(random.choice(pieces).evidence))
        evidence = f"{other} {evidence}" if random.random() < 0.5 else f"{evidence} {other}"
    start = claim.text.find(claim.wrong) if claim.wrong else -1
    spans = ((start, start + len(claim.wrong or "")),) if start >= 0 else None
    label = _LABELS[claim.label]
    return Row(claim.text, evidence, label, spans if label else (), "written", content_id(piece.evidence))


def _away(piece: Written, claim: Stated, pieces: Sequence[Written], random: Random) -> Row:
    """A true claim beside the sentence of its news that shares least with it; any other beside other news."""
    parts, mine = sentences(piece.evidence), {token.stem for token in tokens(claim.text) if token.content}
    evidence = random.choice(pieces).evidence
    if len(parts) > 2 and claim.label == "supported":
        evidence = min(parts, key=lambda part: sum(token.stem in mine for token in tokens(part)))
    return Row(claim.text, evidence, UNKNOWN, None, "written+away", content_id(piece.evidence))


def main() -> None:
    """Print how the model that comes with the program does on the pieces that it has not seen."""
    held = [(piece, claim) for piece in written() if held_out(piece.evidence) for claim in piece.claims]
    found = CrossEncoder().read([(claim.text, piece.evidence) for piece, claim in held])
    for label in ("supported", "refuted"):
        scores = [getattr(each, label) for each in found]
        under = area(scores, [claim.label == label for _, claim in held])
        sys.stdout.write(f"{len(held)} pairs, ROC-AUC of {label}: {under:.3f}\n")


if __name__ == "__main__":
    main()

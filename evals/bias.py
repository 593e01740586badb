"""`python -m evals.bias FILE`: how well loaded words tell sentences that experts call biased from others.

FILE holds lines of {text, biased}, as BABE does (Spinde et al. 2021). A sentence counts as found if it has
a loaded word outside quotations; on a second line, if it has a loaded word or at least two that lean.
The lexicons are not independent of BABE: eight of its sentences were looked at before they were written, and
they were scored on it three times while words were taken out of them.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from agent.neutral import loaded, slanted
from evals.lines import Line, read

_LEANING = 2
"""Words that lean from which a sentence without a loaded one counts as found."""


class Judged(Line):
    """A sentence and whether experts call it biased."""

    text: str = Field(description="The sentence.")
    biased: bool = Field(description="Whether it is biased.")


class Figures(NamedTuple):
    """Precision, recall and F1, each in [0, 1]; higher is better."""

    precision: float
    recall: float
    f1: float


def figures(sentences: Sequence[Judged], found: Callable[[str], bool]) -> Figures:
    """How well `found` finds the biased ones.

    Raises:
        ValueError: If none is biased or none is found: undefined, not zero.
    """
    hits = sum(each.biased and found(each.text) for each in sentences)
    wanted = sum(each.biased for each in sentences)
    said = sum(found(each.text) for each in sentences)
    if not wanted or not said:
        raise ValueError(f"{wanted!r} biased and {said!r} found sentences; precision or recall is undefined")
    return Figures(hits / said, hits / wanted, 2 * hits / (said + wanted))


def has_loaded(text: str) -> bool:
    """Whether a text has a loaded word."""
    return bool(loaded(text))


def leans(text: str) -> bool:
    """Whether a text has a loaded word, or several that lean."""
    return has_loaded(text) or len(slanted(text)) >= _LEANING


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.bias", description="Score the lexicons.")
    parser.add_argument("file", type=Path, help="JSON Lines of sentences judged by experts")
    sentences = read(parser.parse_args(argv).file, Judged).items
    sys.stdout.write(f"{len(sentences)} sentences".ljust(30) + "precision  recall      F1\n")
    for name, found in (("a loaded word", has_loaded), ("or two that lean", leans)):
        cells = "".join(f"{value:>9.3f}" for value in figures(sentences, found))
        sys.stdout.write(f"{name:<29}{cells}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

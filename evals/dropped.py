"""`python -m evals.dropped FILE`: words that publishers use and a neutral round-up of the same event drops.

FILE holds articles with a summary by hand, as `eval summaries` reads them. A word is counted once an event:
used if an article has it outside quotations, kept if the summary has it. Printed are the words that are kept
least against what is usual, by a one-sided binomial z, with their counts; titles count as articles' words.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from typing import NamedTuple

from agent.language.quotes import masked
from agent.language.words import tokens
from agent.neutral import loaded
from evals.lines import read
from evals.summaries import Item, Text


class Dropped(NamedTuple):
    """A word and what becomes of it.

    Attributes:
        word: The word, in lower case.
        used: Events of which an article has it.
        kept: Of these, those whose summary has it.
        z: How many standard deviations `kept` lies below what is usual; higher is dropped more surely.
    """

    word: str
    used: int
    kept: int
    z: float


def dropped(items: Iterable[Item], least: int = 5) -> list[Dropped]:
    """Words of the articles, the most surely dropped first.

    Args:
        items: Articles with a summary by hand.
        least: Events that a word must be used in.
    """
    used, kept = Counter[str](), Counter[str]()
    for item in items:
        told = _words([item.reference])
        for word in _words(item.articles):
            used[word] += 1
            kept[word] += word in told
    usual = sum(kept.values()) / (sum(used.values()) or 1)
    deviation = sqrt(usual * (1 - usual)) or 1.0
    found = [
        Dropped(word, n, kept[word], (usual - kept[word] / n) * sqrt(n) / deviation)
        for word, n in used.items()
        if n >= least
    ]
    return sorted(found, key=lambda each: (-each.z, each.word))


def _words(texts: Sequence[Text]) -> set[str]:
    """Content words outside quotations."""
    plain = (masked(part) for each in texts for part in (each.title, each.text))
    return {
        token.lower for text in plain for token in tokens(text) if token.content and token.text[0].isalpha()
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Count and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.dropped", description="Words round-ups drop.")
    parser.add_argument("file", type=Path, help="JSON Lines of articles with a summary by hand")
    parser.add_argument("--most", type=int, default=300, help="words to print")
    parser.add_argument("--least", type=int, default=5, help="events that a word must be used in")
    wanted = parser.parse_args(argv)
    found = dropped(read(wanted.file, Item).items, wanted.least)[: wanted.most]
    sys.stdout.write("word".ljust(24) + "used  kept     z  in the lexicon\n")
    for each in found:
        known = "yes" if loaded(each.word) else ""
        sys.stdout.write(f"{each.word:<22}{each.used:>6}{each.kept:>6}{each.z:>6.1f}  {known}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

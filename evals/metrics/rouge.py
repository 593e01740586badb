"""Words, word pairs and order that summaries share with summaries by hand.

All are means over the outputs with a reference of F1 in [0, 1]; higher is better.

Source: Lin 2004, ROUGE: A Package for Automatic Evaluation of Summaries, sections 2 and 3, in the form of
Google's rouge-score, with which they agree on ASCII text, a text being one sequence for ROUGE-L. Departs from
it: letters of any script make words.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache

from evals.rows import SummaryRow

_WORD = re.compile(r"[^\W_]+")
Stem = Callable[[str], str]


def rouge1(rows: Sequence[SummaryRow], stem: Stem = str) -> float:
    """F1 of the words in common, in [0, 1]; higher is better.

    Args:
        rows: Summaries.
        stem: Put to each word first; not stemmed unless given.

    Raises:
        ValueError: If no row has a reference: undefined, not zero.
    """
    return _mean(rows, lambda text, reference: overlap(text, reference, 1, stem))


def rouge2(rows: Sequence[SummaryRow], stem: Stem = str) -> float:
    """F1 of the pairs of neighbouring words in common, in [0, 1]; higher is better.

    Args:
        rows: Summaries.
        stem: As of `rouge1`.

    Raises:
        ValueError: If no row has a reference: undefined, not zero.
    """
    return _mean(rows, lambda text, reference: overlap(text, reference, 2, stem))


def rouge_l(rows: Sequence[SummaryRow], stem: Stem = str) -> float:
    """F1 of the longest sequence of words in common, gaps allowed, in [0, 1]; higher is better.

    Args:
        rows: Summaries.
        stem: As of `rouge1`.

    Raises:
        ValueError: If no row has a reference: undefined, not zero.
    """
    return _mean(rows, lambda text, reference: in_order(text, reference, stem))


# Kept, since a bootstrap asks a thousand times for the same pairs of texts.
@lru_cache(maxsize=65_536)
def overlap(text: str, reference: str, n: int, stem: Stem = str) -> float:
    """F1, in [0, 1], of the runs of `n` words that two texts share; 0 where one has none."""
    one, other = _runs(text, n, stem), _runs(reference, n, stem)
    return _f1((one & other).total(), one.total(), other.total())


@lru_cache(maxsize=65_536)
def in_order(text: str, reference: str, stem: Stem = str) -> float:
    """F1, in [0, 1], of the longest common subsequence of the words of two texts; 0 where one has none."""
    one, other = _words(text, stem), _words(reference, stem)
    return _f1(_longest(one, other), len(one), len(other))


def _mean(rows: Sequence[SummaryRow], f1: Callable[[str, str], float]) -> float:
    found = [f1(row.text, row.reference) for row in rows if row.reference is not None]
    if not found:
        raise ValueError(f"none of {len(rows)!r} summaries has a reference; ROUGE is undefined")
    return sum(found) / len(found)


def _words(text: str, stem: Stem) -> list[str]:
    return [stem(word) for word in _WORD.findall(text.lower())]


def _runs(text: str, n: int, stem: Stem) -> Counter[tuple[str, ...]]:
    words = _words(text, stem)
    return Counter(tuple(words[at : at + n]) for at in range(len(words) - n + 1))


def _f1(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if shared else 0.0


def _longest(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence, a row of the table held in the bits of one number.

    Source: Hyyrö 2004, Bit-parallel LCS-length Computation Revisited.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(one):
        places[word] = places.get(word, 0) | 1 << at
    every = row = (1 << len(one)) - 1
    for word in other:
        hits = row & places.get(word, 0)
        row = (row + hits | row - hits) & every
    return len(one) - row.bit_count()

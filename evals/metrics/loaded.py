"""Loaded words of the summaries, beside those of the articles.

All are means over outputs in words per 100 words; which words are loaded, `agent.neutral` says.

Source: Recasens et al. 2013, Linguistic Models for Analyzing and Detecting Biased Language, for counting by
lexicon; the lexicon is our own.
"""

from collections.abc import Iterable, Sequence

from evals.rows import SummaryRow


def loaded_inputs(rows: Sequence[SummaryRow]) -> float:
    """Loaded words per 100 words of the articles, in [0, 100]; what the summaries are measured against.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    return _mean(row.loaded_inputs for row in rows)


def loaded_summary(rows: Sequence[SummaryRow]) -> float:
    """Loaded words per 100 words of the summaries, in [0, 100]; lower is better.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    return _mean(row.loaded_summary for row in rows)


def loaded_excess(rows: Sequence[SummaryRow]) -> float:
    """Loaded words per 100 words of the summaries less those of their articles, in [-100, 100].

    Lower is better; above 0, summaries are more loaded than what they sum up.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    return _mean(row.loaded_summary - row.loaded_inputs for row in rows)


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    if not held:
        raise ValueError("loaded words of no summaries are undefined; score at least one")
    return sum(held) / len(held)

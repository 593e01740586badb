"""Whether each sentence is borne out by what it cites, and each citation is needed.

Source: Gao et al. 2023, Enabling Large Language Models to Generate Text with Citations (ALCE), section 4.2.
Departs from it: entailment is our checker's, not TRUE's. As there, every output weighs the same, and outputs
without sentences are left out.
"""

from collections.abc import Callable, Sequence

from evals.rows import SentenceRow, SummaryRow


def citation_recall(rows: Sequence[SummaryRow]) -> float:
    """Mean over outputs of the share of sentences that cite, and that all their citations together support.

    In [0, 1]; higher is better.

    Raises:
        ValueError: If no output holds a sentence: undefined, not zero.
    """
    return _mean(rows, _recall)


def citation_precision(rows: Sequence[SummaryRow]) -> float:
    """Mean over outputs of the share of citations that stand with a supported sentence and are needed by it.

    A citation is needed if it supports the sentence alone, or if the others do not support it without it. An
    output without citations counts as 0. In [0, 1]; higher is better.

    Raises:
        ValueError: If no output holds a sentence: undefined, not zero.
    """
    return _mean(rows, _precision)


def _mean(rows: Sequence[SummaryRow], share: Callable[[Sequence[SentenceRow]], float]) -> float:
    found = [share(row.sentences) for row in rows if row.sentences]
    if not found:
        raise ValueError(f"{len(rows)!r} summaries hold no sentence; citations of none are undefined")
    return sum(found) / len(found)


def _recall(sentences: Sequence[SentenceRow]) -> float:
    return sum(each.supported and bool(each.needed) for each in sentences) / len(sentences)


def _precision(sentences: Sequence[SentenceRow]) -> float:
    cited = [each.supported and needed for each in sentences for needed in each.needed]
    return sum(cited) / len(cited) if cited else 0.0

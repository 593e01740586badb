"""Whether summaries say what their citations say, counted by sentence and by output.

Source: Maynez et al. 2020, On Faithfulness and Factuality in Abstractive Summarization, section 3, which
counts summaries with any hallucination. Departs from it: our checker judges, not people.
"""

from collections.abc import Sequence

from evals.rows import SummaryRow


def supported_sentences(rows: Sequence[SummaryRow]) -> float:
    """Share of all sentences that their citations fully support, in [0, 1]; higher is better.

    Raises:
        ValueError: If there is no sentence: undefined, not zero.
    """
    found = [sentence.supported for row in rows for sentence in row.sentences]
    if not found:
        raise ValueError(f"{len(rows)!r} summaries hold no sentence; support of none is undefined")
    return sum(found) / len(found)


def unsupported_outputs(rows: Sequence[SummaryRow]) -> float:
    """Share of the outputs with any unsupported sentence, in [0, 1]; lower is better.

    An empty output holds none; what it leaves unsaid is for `evals.metrics.facts` to count.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    if not rows:
        raise ValueError("a share of no summaries is undefined; score at least one")
    return sum(not all(each.supported for each in row.sentences) for row in rows) / len(rows)

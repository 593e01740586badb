"""Whether what stands in quotation marks was said so."""

from collections.abc import Sequence

from evals.rows import SummaryRow


def quotations_intact(rows: Sequence[SummaryRow]) -> float:
    """Share of the quotations that stand word for word in what their sentence cites, in [0, 1].

    Higher is better.

    Raises:
        ValueError: If there is no quotation: undefined, not zero.

    Source: this project's third invariant, quotations are verbatim; no published measure is known to us.
    """
    quoted = sum(sentence.quotations for row in rows for sentence in row.sentences)
    if not quoted:
        raise ValueError(f"{len(rows)!r} summaries quote nothing; the share intact is undefined")
    return sum(sentence.intact for row in rows for sentence in row.sentences) / quoted

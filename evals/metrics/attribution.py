"""Whether somebody's words stay somebody's words."""

from collections.abc import Sequence

from evals.rows import SummaryRow


def attribution_kept(rows: Sequence[SummaryRow]) -> float:
    """Share of the sentences resting on reported words alone that name whose they are, in [0, 1].

    Higher is better.

    Raises:
        ValueError: If no sentence rests on reported words alone: undefined, not zero.

    Source: this project's fourth invariant, who said it is kept; no published measure is known to us.
    """
    found = [sentence.attributed for row in rows for sentence in row.sentences if sentence.reported]
    if not found:
        raise ValueError(f"no sentence of {len(rows)!r} summaries reports words; attribution is undefined")
    return sum(found) / len(found)

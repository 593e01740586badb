"""Whether summaries tell what matters."""

from collections.abc import Sequence

from evals.rows import SummaryRow


def fact_recall(rows: Sequence[SummaryRow]) -> float:
    """Share of the facts found by hand that the summaries tell, in [0, 1]; higher is better.

    Raises:
        ValueError: If there is no fact by hand: undefined, not zero.

    Source: the recall side of Nenkova & Passonneau 2004 (Pyramid), every fact weighing the same.
    """
    wanted = sum(row.facts for row in rows)
    if not wanted:
        raise ValueError(f"no fact by hand for {len(rows)!r} summaries; recall of none is undefined")
    return sum(row.told for row in rows) / wanted

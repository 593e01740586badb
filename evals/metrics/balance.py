"""Whether the origins are drawn on evenly."""

from collections.abc import Sequence
from math import log

from evals.rows import SummaryRow


def balance(rows: Sequence[SummaryRow]) -> float:
    """Mean evenness of the origins of an event in its summary, in [0, 1]; higher is better.

    An origin weighs the sentences that cite it, by whichever of its articles: reprints of one story that are
    cited together are one voice. 1 where every origin is cited as often, 0 where one of several is cited
    alone. Events of one origin and summaries that cite nothing are left out.

    Raises:
        ValueError: If nothing is left: undefined, not zero.

    Source: Pielou 1966, J' = H / ln S, with S the origins of the event, cited or not.
    """
    found = [_evenness(row) for row in rows if row.shares and row.origins_found > 1]
    if not found:
        raise ValueError(f"none of {len(rows)!r} summaries cites articles of several origins; undefined")
    return sum(found) / len(found)


def _evenness(row: SummaryRow) -> float:
    entropy = sum(share * log(1 / share) for share in row.shares if share)
    return entropy / log(row.origins_found)

"""What a chat model that grades sentences finds, and how far it agrees with labels by hand.

Source of the agreement: Cohen 1960, see `evals.stats.kappa`; of judging a judge by it: Zheng et al. 2023,
Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena, section 4.
"""

from collections.abc import Sequence

from evals.rows import JudgedRow
from evals.stats import Rated, kappa


def judged_sentences(rows: Sequence[JudgedRow]) -> float:
    """Share of the sentences that the judge finds supported by what they cite, in [0, 1]; higher is better.

    Raises:
        ValueError: If there are no rows: undefined, not zero.
    """
    if not rows:
        raise ValueError("a share of no judged sentences is undefined; judge at least one")
    return sum(row.supported for row in rows) / len(rows)


def judge_kappa(rows: Sequence[JudgedRow]) -> float:
    """Agreement of the judge with labels by hand, beyond chance, in [-1, 1]; higher is better.

    Raises:
        ValueError: If no row has a label by hand, or all labels are one: undefined, not zero.
    """
    labelled = [row for row in rows if row.hand is not None]
    return kappa([Rated(first=str(row.hand), second=str(row.supported)) for row in labelled])

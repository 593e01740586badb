import pytest

from evals.metrics.facts import fact_recall
from evals.rows import SummaryRow


def test_it_is_the_share_of_all_facts_that_are_told() -> None:
    rows = [SummaryRow(id="a", facts=8, told=2), SummaryRow(id="b", facts=2, told=2)]

    assert fact_recall(rows) == pytest.approx(4 / 10)


def test_without_facts_by_hand_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="no fact by hand for 1 summaries"):
        fact_recall([SummaryRow(id="a")])

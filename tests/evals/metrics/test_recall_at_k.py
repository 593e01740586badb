import pytest

from evals.metrics.recall_at_k import recall_at_k
from tests.evals.metrics.finding import query


def test_it_is_the_mean_share_of_the_relevant_among_the_first() -> None:
    rows = [query("ab", "axbyz"), query("c", "xyzc")]

    assert recall_at_k(rows, 1) == pytest.approx((1 / 2 + 0) / 2)
    assert recall_at_k(rows, 3) == pytest.approx((1 + 0) / 2)
    assert recall_at_k(rows, 10) == 1


def test_a_passage_found_twice_counts_once() -> None:
    assert recall_at_k([query("ab", "aab")], 2) == pytest.approx(1 / 2)


def test_without_queries_or_relevant_passages_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="no queries"):
        recall_at_k([], 5)
    with pytest.raises(ValueError, match="recall of 'q'"):
        recall_at_k([query("", "a")], 5)

import pytest
from hypothesis import given, settings
from sklearn.metrics import label_ranking_average_precision_score

from evals.metrics.mrr import mrr
from evals.rows import RetrievalRow
from tests.evals.metrics.finding import PASSAGES, query, rankings


def test_it_is_the_mean_of_one_over_the_first_relevant_rank() -> None:
    assert mrr([query("ab", "xba"), query("c", "c"), query("d", "xyz")]) == pytest.approx((1 / 2 + 1 + 0) / 3)


@settings(max_examples=30)
@given(rankings)
def test_with_one_relevant_passage_it_is_average_precision(row: RetrievalRow) -> None:
    single = query(row.relevant[0], "".join(row.found))
    relevance = [[int(passage in single.relevant) for passage in PASSAGES]]
    score = [[-float(single.found.index(passage)) for passage in PASSAGES]]

    assert mrr([single]) == pytest.approx(label_ranking_average_precision_score(relevance, score))


def test_without_queries_or_relevant_passages_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="no queries"):
        mrr([])
    with pytest.raises(ValueError, match="rank of 'q'"):
        mrr([query("", "a")])

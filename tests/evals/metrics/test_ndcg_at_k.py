from math import log2

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from evals.metrics.ndcg_at_k import ndcg_at_k
from evals.rows import RetrievalRow
from tests.evals.metrics.finding import PASSAGES, query, rankings


def test_a_gain_is_discounted_by_its_rank() -> None:
    # a at rank 1 gains 1, b at rank 3 gains 1 / log2(4); the best order gains 1 + 1 / log2(3).
    assert ndcg_at_k([query("ab", "axb")], 3) == pytest.approx(1.5 / (1 + 1 / log2(3)))


def test_it_is_1_where_all_places_hold_what_is_relevant() -> None:
    assert ndcg_at_k([query("abc", "cb")], 2) == pytest.approx(1)


def test_a_passage_found_again_gains_nothing() -> None:
    assert ndcg_at_k([query("ab", "aa")], 2) == pytest.approx(1 / (1 + 1 / log2(3)))


@settings(max_examples=30)
@given(rankings, st.integers(1, 10))
def test_it_agrees_with_scikit_learn(row: RetrievalRow, k: int) -> None:
    relevance = [[float(passage in row.relevant) for passage in PASSAGES]]
    score = [[-float(row.found.index(passage)) for passage in PASSAGES]]

    assert ndcg_at_k([row], k) == pytest.approx(ndcg_score(relevance, score, k=k))


def test_without_queries_or_relevant_passages_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="no queries"):
        ndcg_at_k([], 5)
    with pytest.raises(ValueError, match="nDCG of 'q'"):
        ndcg_at_k([query("", "a")], 5)

import pytest
from hypothesis import given, settings
from sklearn.metrics import precision_recall_fscore_support

from agent.values import Label
from evals.metrics.precision_recall import precision, recall
from evals.rows import ClaimRow
from tests.evals.metrics.claiming import DISPUTED, REFUTED, SUPPORTED, WORKED, claim, claims


def test_precision_is_the_share_right_of_the_claims_given_a_label() -> None:
    assert precision(WORKED, SUPPORTED) == pytest.approx(2 / 3)
    assert precision(WORKED, REFUTED) == pytest.approx(1 / 2)


def test_recall_is_the_share_right_of_the_claims_that_have_a_label_by_hand() -> None:
    assert recall([*WORKED, claim(DISPUTED, SUPPORTED)], SUPPORTED) == pytest.approx(2 / 3)
    assert recall([*WORKED, claim(DISPUTED, SUPPORTED)], DISPUTED) == 0


def test_a_label_that_is_not_there_has_neither() -> None:
    with pytest.raises(ValueError, match="none of 5 claims is given 'disputed'"):
        precision(WORKED, DISPUTED)
    with pytest.raises(ValueError, match="none of 5 claims is 'disputed' by hand"):
        recall(WORKED, DISPUTED)


@settings(max_examples=30)
@given(claims)
def test_both_agree_with_scikit_learn(rows: list[ClaimRow]) -> None:
    gold, predicted = [row.gold.value for row in rows], [row.predicted.value for row in rows]

    precisions, recalls, _, _ = precision_recall_fscore_support(
        gold, predicted, labels=list(Label), zero_division=0
    )

    for label, one, other in zip(Label, precisions, recalls, strict=True):
        if label in predicted:
            assert precision(rows, label) == pytest.approx(one)
        if label in gold:
            assert recall(rows, label) == pytest.approx(other)

import pytest
from hypothesis import given, settings
from sklearn.metrics import recall_score

from evals.metrics.balanced_accuracy import at_threshold, balanced_accuracy, pair_balanced_accuracy
from evals.rows import ClaimRow, PairRow
from tests.evals.metrics.claiming import WORKED, claims


def test_it_is_the_mean_recall_of_the_labels() -> None:
    assert balanced_accuracy(WORKED) == pytest.approx((2 / 3 + 1 / 2) / 2)


@settings(max_examples=30)
@given(claims)
def test_it_agrees_with_scikit_learn(rows: list[ClaimRow]) -> None:
    gold, predicted = [row.gold.value for row in rows], [row.predicted.value for row in rows]

    # Its balanced_accuracy_score is the same but warns of labels that are given and not there by hand.
    wanted = recall_score(gold, predicted, labels=sorted(set(gold)), average="macro", zero_division=0)

    assert balanced_accuracy(rows) == pytest.approx(wanted)


def test_pairs_count_on_their_side_of_the_threshold() -> None:
    # Supported: .9 right, .4 wrong; unsupported: .1, .2, .3 right, .5 wrong: (1/2 + 3/4) / 2.
    scores = [0.9, 0.4, 0.1, 0.2, 0.3, 0.5]
    labels = [True, True, False, False, False, False]
    rows = [
        PairRow(id="p", supported=label, score=score) for score, label in zip(scores, labels, strict=True)
    ]

    assert at_threshold(scores, labels, 0.5) == pytest.approx(0.625)
    assert pair_balanced_accuracy(rows, 0.5) == pytest.approx(0.625)


def test_one_class_alone_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 supported and 1 unsupported"):
        pair_balanced_accuracy([PairRow(id="p", supported=False)], 0.5)
    with pytest.raises(ValueError, match="no claims"):
        balanced_accuracy([])

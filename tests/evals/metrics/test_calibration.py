import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from evals.metrics.calibration import calibration_error, pair_calibration_error, reliability
from evals.rows import PairRow
from tests.evals.metrics.claiming import WORKED


def test_it_is_the_mean_distance_of_confidence_and_accuracy() -> None:
    # .95 twice, both right; .75 twice, one right; .55 once, wrong.
    assert calibration_error(WORKED) == pytest.approx((2 * 0.05 + 2 * 0.25 + 0.55) / 5)


def test_within_a_bin_too_sure_makes_up_for_too_unsure() -> None:
    rows = [PairRow(id="p", supported=score > 0.5, score=score) for score in (0.46, 0.54)]

    assert pair_calibration_error(rows) == pytest.approx((0.46 + 0.46) / 2)  # two bins: .5 is an edge
    assert [each.n for each in reliability([0.46, 0.54], [False, True], bins=1)] == [2]


def test_an_edge_belongs_to_the_bin_below_it() -> None:
    found = reliability([0.0, 0.1, 0.11, 1.0], [False, False, True, True])

    assert [(round(each.low, 1), round(each.high, 1), each.n) for each in found] == [
        (0.0, 0.1, 2),
        (0.1, 0.2, 1),
        (0.9, 1.0, 1),
    ]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1), st.integers(1, 20))
def test_the_bins_agree_with_scikit_learn(given_: list[tuple[float, bool]], count: int) -> None:
    confidence, right = [sure for sure, _ in given_], [hit for _, hit in given_]

    found = reliability(confidence, right, count)

    accuracy, mean = calibration_curve(np.array(right), np.array(confidence), n_bins=count, pos_label=True)
    assert [each.accuracy for each in found] == pytest.approx(accuracy.tolist())
    assert [each.confidence for each in found] == pytest.approx(mean.tolist())
    assert sum(each.n for each in found) == len(given_)


def test_nothing_to_calibrate_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        calibration_error([])
    with pytest.raises(ValueError, match="nothing"):
        pair_calibration_error([])

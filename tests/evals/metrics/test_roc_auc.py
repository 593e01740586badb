import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from evals.metrics.roc_auc import area, pair_roc_auc, roc_auc
from evals.rows import PairRow
from tests.evals.metrics.claiming import WORKED

pairs = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.5, 0.9]) | st.floats(0, 1), st.booleans()))


def test_it_counts_ordered_pairs_and_half_of_the_ties() -> None:
    # Pairs: .9>.5, .9>.1, .5=.5 (half), .5>.1.
    assert area([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == pytest.approx(3.5 / 4)


def test_of_claims_the_supported_stand_against_the_rest() -> None:
    # .9 above both, .7 above one and level with the other, .2 above one: (2 + 1.5 + 1) / 6.
    assert roc_auc(WORKED) == pytest.approx(0.75)


@settings(max_examples=30)
@given(pairs)
def test_it_agrees_with_scikit_learn(given_: list[tuple[float, bool]]) -> None:
    labels = [label for _, label in given_]
    rows = [PairRow(id="p", supported=label, score=score) for score, label in given_]
    if len(set(labels)) < 2:
        with pytest.raises(ValueError, match="both must be there"):
            pair_roc_auc(rows)
        return

    wanted = roc_auc_score(labels, [score for score, _ in given_])

    assert pair_roc_auc(rows) == pytest.approx(float(wanted))


def test_claims_of_one_class_alone_are_an_error() -> None:
    with pytest.raises(ValueError, match="3 supported and 0 unsupported"):
        roc_auc(WORKED[:3])

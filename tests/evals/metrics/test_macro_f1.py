import pytest
from hypothesis import given, settings
from sklearn.metrics import f1_score

from evals.metrics.macro_f1 import macro_f1
from evals.rows import ClaimRow
from tests.evals.metrics.claiming import DISPUTED, SUPPORTED, WORKED, claim, claims


def test_every_label_weighs_the_same() -> None:
    # Supported: 2 * 2 / (3 + 3); refuted: 2 * 1 / (2 + 2).
    assert macro_f1(WORKED) == pytest.approx((2 / 3 + 1 / 2) / 2)


def test_a_label_that_is_only_given_counts_as_missed() -> None:
    # Supported: 2 * 1 / (2 + 1); disputed: 0.
    assert macro_f1([claim(SUPPORTED, SUPPORTED), claim(SUPPORTED, DISPUTED)]) == pytest.approx(1 / 3)


@settings(max_examples=30)
@given(claims)
def test_it_agrees_with_scikit_learn(rows: list[ClaimRow]) -> None:
    wanted = f1_score(
        [row.gold.value for row in rows],
        [row.predicted.value for row in rows],
        average="macro",
        zero_division=0,
    )

    assert macro_f1(rows) == pytest.approx(wanted)


def test_no_claims_are_an_error() -> None:
    with pytest.raises(ValueError, match="no claims"):
        macro_f1([])

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given

from agent.values import Label
from evals.metrics.balanced_accuracy import balanced_accuracy
from evals.metrics.calibration import calibration_error
from evals.metrics.grounded import (
    grounded_balanced_accuracy,
    grounded_calibration_error,
    grounded_macro_f1,
    grounded_precision,
    grounded_recall,
    grounded_roc_auc,
)
from evals.metrics.macro_f1 import macro_f1
from evals.metrics.roc_auc import roc_auc
from evals.rows import ClaimRow
from tests.evals.metrics.claiming import DISPUTED, REFUTED, SUPPORTED, WORKED, claim, claims

Metric = Callable[[Sequence[ClaimRow]], float]
TWINS: tuple[tuple[Metric, Metric], ...] = (
    (macro_f1, grounded_macro_f1),
    (balanced_accuracy, grounded_balanced_accuracy),
    (roc_auc, grounded_roc_auc),
    (calibration_error, grounded_calibration_error),
)


def test_a_right_label_with_a_wrong_span_does_not_count() -> None:
    # The second of WORKED has its label from the wrong place.
    assert grounded_precision(WORKED, SUPPORTED) == pytest.approx(1 / 3)
    assert grounded_recall(WORKED, SUPPORTED) == pytest.approx(1 / 3)
    assert grounded_recall(WORKED, REFUTED) == pytest.approx(1 / 2)
    assert grounded_balanced_accuracy(WORKED) == pytest.approx((1 / 3 + 1 / 2) / 2)
    assert grounded_macro_f1(WORKED) == pytest.approx((2 / 6 + 2 / 4) / 2)


def test_a_supported_claim_with_a_wrong_span_ranks_last() -> None:
    # Supported .9 above both, two at 0 below both of .1 and .7.
    assert grounded_roc_auc(WORKED) == pytest.approx(2 / 6)


def test_confidence_is_held_against_label_and_span() -> None:
    # .95 twice, both right; .75 twice, none right; .55 once, wrong.
    assert grounded_calibration_error(WORKED) == pytest.approx((2 * 0.05 + 2 * 0.75 + 0.55) / 5)


def test_where_no_span_decides_the_label_is_enough() -> None:
    silent = claim(Label.NOT_ENOUGH_EVIDENCE, Label.NOT_ENOUGH_EVIDENCE, span_right=None)

    assert grounded_recall([silent], Label.NOT_ENOUGH_EVIDENCE) == 1


@pytest.mark.parametrize(("plain", "grounded"), TWINS)
@given(rows=claims)
def test_with_every_span_right_it_is_the_plain_figure(
    plain: Metric, grounded: Metric, rows: list[ClaimRow]
) -> None:
    shown = [
        claim(SUPPORTED, DISPUTED, score=0.5, span_right=True),
        claim(REFUTED, REFUTED, score=0.5),
        *(row.model_copy(update={"span_right": True}) for row in rows),
    ]

    assert grounded(shown) == plain(shown)


@pytest.mark.parametrize(("plain", "grounded"), TWINS[:3])
@given(rows=claims)
def test_it_is_never_above_the_plain_figure(plain: Metric, grounded: Metric, rows: list[ClaimRow]) -> None:
    both = [*rows, claim(SUPPORTED, SUPPORTED, score=0.5), claim(REFUTED, REFUTED)]

    assert grounded(both) <= plain(both)


@pytest.mark.parametrize(("plain", "grounded"), TWINS)
def test_no_claims_are_an_error(plain: Metric, grounded: Metric) -> None:
    for metric in (plain, grounded):
        with pytest.raises(ValueError, match=r"no claims|both must be there|nothing"):
            metric([])

import pytest

from evals.metrics.injection import unchanged_results
from evals.rows import InjectionRow


def test_it_is_the_share_that_the_order_left_alone() -> None:
    rows = [InjectionRow(id="a", unchanged=True), InjectionRow(id="b", unchanged=False)]

    assert unchanged_results(rows) == pytest.approx(1 / 2)


def test_no_results_are_an_error() -> None:
    with pytest.raises(ValueError, match="no results"):
        unchanged_results([])

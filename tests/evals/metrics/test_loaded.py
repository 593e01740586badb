import pytest

from evals.metrics.loaded import loaded_excess, loaded_inputs, loaded_summary
from evals.rows import SummaryRow

ROWS = (
    SummaryRow(id="a", loaded_inputs=2.0, loaded_summary=0.5),
    SummaryRow(id="b", loaded_inputs=1.0, loaded_summary=1.5),
)


def test_every_output_weighs_the_same() -> None:
    assert loaded_inputs(ROWS) == pytest.approx(1.5)
    assert loaded_summary(ROWS) == pytest.approx(1.0)


def test_the_excess_is_above_zero_where_summaries_are_more_loaded() -> None:
    assert loaded_excess(ROWS) == pytest.approx((-1.5 + 0.5) / 2)
    assert loaded_excess(ROWS[1:]) == pytest.approx(0.5)


def test_no_summaries_are_an_error() -> None:
    for metric in (loaded_inputs, loaded_summary, loaded_excess):
        with pytest.raises(ValueError, match="no summaries"):
            metric([])

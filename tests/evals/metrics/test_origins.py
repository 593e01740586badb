import pytest

from evals.metrics.origins import origins_counted, origins_off, single_origin_precision
from evals.rows import SummaryRow

ROWS = (
    SummaryRow(id="a", origins_gold=3, origins_found=3, singles=4, singles_true=3),
    SummaryRow(id="b", origins_gold=3, origins_found=5, singles=1, singles_true=0),  # reprints kept apart
    SummaryRow(id="c", origins_gold=3, origins_found=2),  # independent stories taken for reprints
)


def test_a_count_is_right_or_wrong() -> None:
    assert origins_counted(ROWS) == pytest.approx(1 / 3)


def test_too_many_and_too_few_do_not_make_up_for_one_another() -> None:
    assert origins_off(ROWS) == pytest.approx((0 + 2 + 1) / 3)


def test_points_of_one_origin_are_counted_over_all_outputs() -> None:
    assert single_origin_precision(ROWS) == pytest.approx(3 / 5)


def test_without_events_or_points_they_are_errors() -> None:
    for metric in (origins_counted, origins_off):
        with pytest.raises(ValueError, match="no events"):
            metric([])
    with pytest.raises(ValueError, match="no point of one origin"):
        single_origin_precision(ROWS[2:])

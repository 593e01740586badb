import pytest

from evals.metrics.conflicts import conflict_precision, conflict_recall
from evals.rows import SummaryRow

ROWS = (
    SummaryRow(id="a", conflicts=3, met=1, listed=2, true=2),  # two listed, of one disagreement by hand
    SummaryRow(id="b", conflicts=1, met=1, listed=3, true=1),
)


def test_precision_is_over_what_is_listed() -> None:
    assert conflict_precision(ROWS) == pytest.approx(3 / 5)


def test_recall_is_over_what_is_there_by_hand() -> None:
    assert conflict_recall(ROWS) == pytest.approx(2 / 4)


def test_without_disagreements_they_are_errors() -> None:
    with pytest.raises(ValueError, match="list no disagreement"):
        conflict_precision([SummaryRow(id="a", conflicts=1)])
    with pytest.raises(ValueError, match="no disagreement by hand"):
        conflict_recall([SummaryRow(id="a", listed=1)])

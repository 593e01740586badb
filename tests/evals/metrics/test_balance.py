import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy

from evals.metrics.balance import balance
from evals.rows import SummaryRow


def cited(*counts: int, origins: int) -> SummaryRow:
    return SummaryRow(
        id="s", shares=tuple(count / sum(counts) for count in counts if count), origins_found=origins
    )


def test_it_is_1_where_all_are_cited_alike_and_0_where_one_is_cited_alone() -> None:
    assert balance([cited(2, 2, 2, origins=3)]) == pytest.approx(1)
    assert balance([cited(5, origins=3)]) == 0


def test_origins_that_are_not_cited_cost() -> None:
    # Two of four, alike: ln 2 / ln 4.
    assert balance([cited(3, 3, origins=4)]) == pytest.approx(0.5)


@given(st.lists(st.integers(0, 9), min_size=2, max_size=8).filter(any))
def test_it_agrees_with_scipy(counts: list[int]) -> None:
    wanted = float(entropy(counts, base=len(counts)))

    assert balance([cited(*counts, origins=len(counts))]) == pytest.approx(wanted)


def test_events_of_one_origin_and_summaries_without_citations_are_left_out() -> None:
    left_out = [cited(4, origins=1), SummaryRow(id="empty", origins_found=3)]

    assert balance([*left_out, cited(1, 1, origins=2)]) == pytest.approx(1)
    with pytest.raises(ValueError, match="none of 2 summaries"):
        balance(left_out)

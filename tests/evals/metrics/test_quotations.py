import pytest

from evals.metrics.quotations import quotations_intact
from tests.evals.metrics.summing import sentence, summary


def test_it_is_the_share_of_all_quotations() -> None:
    rows = [summary(sentence(quotations=3, intact=2), sentence()), summary(sentence(quotations=1, intact=1))]

    assert quotations_intact(rows) == pytest.approx(3 / 4)


def test_without_quotations_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 summaries quote nothing"):
        quotations_intact([summary(sentence())])

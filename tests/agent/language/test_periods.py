import pytest

from agent.language.periods import periods


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It opened in 1987.", [("year", 1987)]),
        ("Sales fell in the third quarter, from Q2.", [("quarter", 3), ("quarter", 2)]),
        ("It closed in May and on April 3.", [("month", 5), ("month", 4)]),
        ("They may march to the dam.", []),
        ("2000 people came.", []),
    ],
)
def test_years_quarters_and_months_are_found(text, found):
    assert [(period.kind, period.value) for period in periods(text)] == found

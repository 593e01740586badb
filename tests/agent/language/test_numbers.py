import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.language.numbers import Measure, agree, quantities, same_unit


@pytest.mark.parametrize(
    ("text", "value", "measure"),
    [
        ("twelve boats sank", 12, Measure.COUNT),
        ("2,300 hectares burned", 2300, Measure.COUNT),
        ("1.5 million people", 1_500_000, Measure.COUNT),
        ("twenty-three houses", 23, Measure.COUNT),
        ("40 percent of voters", 40, Measure.PERCENT),
        ("£3bn was spent", 3e9, Measure.MONEY),
        ("a 71-year-old passenger", 71, Measure.AGE),
        ("opened in 1968", 1968, Measure.YEAR),
        ("at 6:40 a.m. it fell", 6 + 40 / 60, Measure.TIME),
        ("the ninth day", 9, Measure.ORDINAL),
    ],
)
def test_a_quantity_has_value_and_measure(text, value, measure):
    found = quantities(text)
    assert [(q.value, q.measure) for q in found] == [(pytest.approx(value), measure)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("about 650 arrests", "650 arrests", True),
        ("at least 3,000 arrests", "3,200 arrests", True),
        ("3,000 arrests", "650 arrests", False),
        ("dozens of boats", "40 boats", True),
        ("twelve boats", "12 boats", True),
    ],
)
def test_quantities_agree_as_their_wording_allows(one, other, same):
    assert agree(quantities(one)[0], quantities(other)[0]) is same


def test_different_things_are_not_counted_together():
    soldiers, ships = quantities("400 soldiers and 70 ships")
    assert not same_unit(soldiers, ships)


@pytest.mark.parametrize("text", ["up from 650 a day", "fifteen people were hurt, not 11"])
def test_a_former_or_corrected_value_is_marked(text):
    assert quantities(text)[-1].former


def test_vague_numbers_are_marked():
    assert quantities("thousands of people")[0].vague


@given(st.text(max_size=80))
def test_quantities_lie_inside_any_text(text):
    assert all(text[q.start : q.end] == q.text for q in quantities(text))

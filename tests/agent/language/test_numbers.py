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


@pytest.mark.parametrize(
    "text", ["Worker 7 died.", "on Route 12", "Section 3 of the act", "Flight 447 crashed."]
)
def test_a_number_behind_a_capitalised_noun_is_a_name(text):
    assert [q.measure for q in quantities(text)] == [Measure.NAME]


@pytest.mark.parametrize(
    "text",
    [
        "About 12 died.",
        "On Friday 12 died.",
        "In Esk 14 people died.",
        "In Esk 14 were hurt.",
        "Esk beat Norland 3 to 1.",
        "Killing 12, the wall fell.",
        "By Sunday 2,300 hectares had burned.",
    ],
)
def test_a_number_that_counts_is_no_name_whatever_stands_before_it(text):
    assert {q.measure for q in quantities(text)} == {Measure.COUNT}


def test_a_part_counts_what_its_total_counts_and_is_not_the_total():
    part, whole = quantities("31 of 36 lines are running")
    (plain,) = quantities("31 lines are running")
    assert (part.unit, whole.whole, part.whole) == (whole.unit, True, False)
    assert same_unit(part, plain)
    assert not same_unit(whole, plain)
    assert quantities("Of the 36 lines, 31 are running")[0].whole


@pytest.mark.parametrize("text", ["up from 650 a day", "fifteen people were hurt, not 11"])
def test_a_former_or_corrected_value_is_marked(text):
    assert quantities(text)[-1].former


@pytest.mark.parametrize("text", ["dozens", "scores", "hundreds", "thousands", "millions", "billions"])
def test_vague_numbers_are_marked_and_have_no_exact_value(text):
    (vague,) = quantities(f"about {text} of people")
    assert vague.vague
    assert vague.low < vague.value < vague.high
    assert vague.value % 1 == 0.5


@given(st.text(max_size=80))
def test_quantities_lie_inside_any_text(text):
    assert all(text[q.start : q.end] == q.text for q in quantities(text))

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.language.dates import days, same_day

MONDAY = datetime(2026, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("on Sunday", "on Saturday", False),
        ("on Sunday", "on 8 March", True),
        ("yesterday", "on Sunday", True),
        ("on March 8, 2026", "2026-03-08", True),
        ("on 8 March", "on 9 March", False),
        ("on Friday", "on Friday night", True),
    ],
)
def test_days_are_compared_through_the_publication_date(one, other, same):
    assert same_day(days(one, MONDAY)[0], days(other, MONDAY)[0]) is same


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It was closed by a storm on Friday.", 6),
        ("It closed on Friday.", 6),
        ("It must close by Friday.", 13),
        ("It must close by the end of Friday.", 13),
        ("It will close on Friday.", 13),
    ],
)
def test_a_weekday_is_the_last_one_unless_words_put_it_ahead(text, day):
    assert days(text, MONDAY)[0].resolved == date(2026, 3, day)


def test_without_a_publication_date_a_weekday_and_a_date_cannot_be_compared():
    assert same_day(days("on Sunday")[0], days("on 8 March")[0]) is None


def test_an_impossible_date_is_left_out():
    assert days("on 31 February") == ()


@given(st.text(max_size=80))
def test_days_lie_inside_any_text(text):
    assert all(text[day.start : day.end] == day.text for day in days(text, MONDAY))

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clean import hidden, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, déjà vu, 東京, 👍🏽", "plain, déjà vu, 東京, 👍🏽"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;title\x07", "]0;title"),
        ("over\rwritten", "over\nwritten"),
        ("a\r\nb\u2028c\x0cd", "a\nb\nc\nd"),
        ("col\tumn\n", "col\tumn\n"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("tag\U000e0041\U000e0042s", "tags"),
        ("half \ud800 pair", "half  pair"),
        ("\x9b31m", "31m"),
    ],
)
def test_only_what_can_be_seen_is_left(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_no_control_character_ever_survives(text):
    categories = {unicodedata.category(char) for char in visible(text) if char not in "\n\t"}
    assert not categories & {"Cc", "Cf", "Cs"}


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert visible(visible(text)) == visible(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text())
def test_one_line_is_one_line(text):
    assert len(one_line(text).splitlines()) <= 1
    assert not any(hidden(char) or char in "\n\t" for char in one_line(text))

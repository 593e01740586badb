import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clean import hidden, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, déjà vu, 東京, 👍🏽", "plain, déjà vu, 東京, 👍🏽"),
        ("\x1b[31mred\x1b[0m and \x9b38;5;1mred\x9bm", "red and red"),
        ("\x1b]0;title\x07a\x9d0;title\x9cb\x1bPq#0\x1b\\c", "abc"),
        ("\x1b]8;;https://a.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b(Bplain\x1b7 \x1bc", "plain "),
        ("\x1b[\x1b[31m31m", "31m"),
        ("\x1b]0;never closed\nnext", "0;never closed\nnext"),
        ("plain [31m brackets", "plain [31m brackets"),
        ("over\rwritten", "over\nwritten"),
        ("a\r\nb\u2028c\x0cd", "a\nb\nc\nd"),
        ("col\tumn\n", "col\tumn\n"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("zero\u200bwidth\ufeff\u2060", "zerowidth"),
        ("tag\U000e0041\U000e0042s", "tags"),
        ("half \ud800 pair", "half  pair"),
        ("fill\u115f\u1160\u3164\uffa0ers", "fillers"),
        ("selec\ufe0f\ufe00\U000e0100\u180btors", "selectors"),
        ("join\u034f\u17b4\u2065\ufff0ers", "joiners"),
    ],
)
def test_only_what_can_be_seen_is_left(text, shown):
    assert visible(text) == shown


def test_what_never_ends_is_cleaned_in_one_pass():
    assert visible("\x1b]" * 100_000) == ""
    assert visible("\x9b" + "1" * 200_000) == "1" * 200_000


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

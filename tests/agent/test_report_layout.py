from hypothesis import given
from hypothesis import strategies as st

from agent.report.layout import Page, cells, shorten, wrap


@given(st.text(), st.integers(2, 40))
def test_no_line_is_wider_than_asked(text, width):
    assert all(cells(line) <= width for line in wrap(text, width))
    assert cells(shorten(text, width)) <= width


@given(st.text(), st.integers(2, 40))
def test_wrapping_loses_nothing_but_white_space(text, width):
    assert "".join("".join(wrap(text, width)).split()) == "".join("".join(wrap(text, 10**6)).split())


def test_wide_and_combining_characters_are_counted_in_columns():
    assert cells("東京") == 4
    assert cells("e\u0301") == 1
    assert wrap("東京都庁", 4) == ["東京", "都庁"]


def test_what_is_too_long_is_cut_between_words():
    assert shorten("one two three", 9) == "one two…"
    assert shorten("one two", 9) == "one two"
    assert shorten("incomprehensibly", 6) == "incom…"


def test_further_lines_stand_below_the_first():
    page = Page(width=20)
    page.put("alpha beta gamma delta", mark="[1] ", indent=2)
    assert str(page) == "  [1] alpha beta\n      gamma delta\n"


def test_paint_adds_no_width():
    painted = Page(width=20, paint=lambda text, role: f"<{role}>{text}</>")
    painted.put("alpha beta gamma", mark="x: ", mark_role="label", role="quote")
    assert str(painted) == "<label>x: </><quote>alpha beta gamma</>\n"


def test_columns_are_aligned_and_the_last_is_cut():
    page = Page(width=20)
    page.table([("a", "東", "short"), ("long", "b", "far too long for a line")])
    assert str(page) == "a     東  short\nlong  b   far too…\n"


def test_an_empty_table_is_nothing():
    page = Page()
    page.table([])
    assert str(page) == ""


def test_nothing_on_a_page_can_move_the_cursor():
    page = Page()
    page.heading("\x1b[2Jhead")
    page.put("\x1b[1Aput", mark="- ")
    page.line("\rline")
    page.quote("\u202equote")
    page.table([("\x07cell", "\x08last")])
    assert not any(char in str(page) for char in "\x1b\r\u202e\x07\x08")

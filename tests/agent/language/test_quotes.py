from hypothesis import given
from hypothesis import strategies as st

from agent.language.quotes import masked, plain, quotations, unbalanced


def test_curly_and_straight_quotations_are_found_and_apostrophes_are_not():
    text = 'She\'s "glad" that it’s “over”.'
    assert [span.of(text) for span in quotations(text)] == ["glad", "over"]


def test_an_open_quotation_runs_to_the_end_and_is_unbalanced():
    text = "He said: “Go home"
    assert [span.of(text) for span in quotations(text)] == ["Go home"]
    assert unbalanced(text)


def test_plain_ignores_marks_case_and_spaces():
    assert plain("“Go\u00a0 HOME”") == plain('"go home"')


@given(st.text(max_size=80))
def test_masking_keeps_every_offset(text):
    assert len(masked(text)) == len(text)

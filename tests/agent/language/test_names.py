import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.language.names import Name, mentions, names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Tuesday, Mara Quell met the Board of Trade.", ["Mara Quell", "Board of Trade"]),
        ("Fishing has stopped in Port Esk.", ["Port Esk"]),
        ("Norland's Senate voted Friday.", ["Norland", "Senate"]),
        ("The ferry sank.", []),
    ],
)
def test_names_are_found_without_calendar_words_and_sentence_starts(text, expected):
    assert [name.text for name in names(text)] == expected


@pytest.mark.parametrize(
    ("name", "text", "held"),
    [
        ("Mara Quell", "quell said so", True),
        ("Coast Rescue Agency", "the CRA was called", True),
        ("CRA", "the Coast Rescue Agency was called", True),
        ("Mara Quell", "Mara Quill said so", False),
    ],
)
def test_surnames_and_initials_stand_for_a_name(name, text, held):
    assert mentions(text, Name(name, 0, len(name))) is held


def test_a_word_that_begins_a_sentence_is_a_name_if_it_is_capitalised_inside_one_too():
    assert [name.text for name in names("Esk flooded. It rained in Esk-side towns.")] == ["Esk", "Esk"]
    assert [name.text for name in names("Rain fell. It was rain in Norland.")] == ["Norland"]


def test_a_text_of_nothing_but_abbreviated_names_is_read_in_one_pass():
    assert len(names("Mr. Tamo " * 20_000)) == 20_000 - 1


@given(st.text(max_size=80))
def test_names_lie_inside_any_text(text):
    assert all(text[name.start : name.end] == name.text for name in names(text))

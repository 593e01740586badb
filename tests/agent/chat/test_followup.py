import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.chat.followup import completed

GUARD = "How many Guard soldiers were sent to Los Angeles?"


@pytest.mark.parametrize(
    ("earlier", "text", "meant"),
    [
        (GUARD, "and how many Marines?", "How many Marines were sent to Los Angeles?"),
        ("How many soldiers arrived on Sunday?", "how many Marines", "How many Marines arrived on Sunday?"),
        ("When did the ship dock?", "how many sailors?", "How many sailors (the ship dock)?"),
        (GUARD, "when?", "When were Guard soldiers sent to Los Angeles?"),
        (GUARD, "in which city?", "In which city were Guard soldiers sent to Los Angeles?"),
        ("Did the bridge close?", "When?", "When did the bridge close?"),
        ("Who closed the bridge?", "why?", "Why (closed the bridge)?"),
        (GUARD, "What about San Diego?", "How many Guard soldiers were sent to San Diego?"),
        (GUARD, "and in Oakland?", "How many Guard soldiers were sent in Oakland?"),
        ("How many men were hurt?", "what about women?", "How many women were hurt?"),
        ("What did the mayor say?", "what about the governor?", "What did the governor say?"),
        ("What did Okafor say?", "and the governor?", "What did the governor say?"),
        ("What did Okafor say?", "how about Lund?", "What did Lund say?"),
        ("Where is it?", "and the mill?", "Where is it, the mill?"),
        ("Who is the mayor of Oder?", "How old is she?", "How old is the mayor of Oder?"),
        ("Did Ana Lund resign?", "What did her lawyers say?", "What did Ana Lund’s lawyers say?"),
        ("Did Ana Lund resign?", "Who told her?", "Who told Ana Lund?"),
        ("How much did the bridge cost?", "Who paid for it?", "Who paid for the bridge?"),
        ("What happened in Oder?", "How many people live there?", "How many people live in Oder?"),
        (
            "How many people were hurt?",
            "Why did that happen?",
            "Why did that happen (How many people were hurt)?",
        ),
        ("How much did the bridge cost?", "and who paid?", "Who paid (How much did the bridge cost)?"),
    ],
)
def test_a_follow_up_is_completed_from_the_question_before_it(earlier, text, meant):
    assert completed(text, [earlier]) == meant


@pytest.mark.parametrize("text", ["Who is Karen Bass?", "Is there a curfew?", "When did the mill burn down?"])
def test_a_question_that_stands_alone_stays_as_it_is(text):
    assert completed(text, [GUARD]) == text


def test_names_are_looked_for_in_older_questions_too():
    assert completed("When did he resign?", ["Who is Bo Lund?", "how many?"]) == "When did Bo Lund resign?"


def test_nothing_is_completed_where_nothing_was_asked():
    assert completed("and when?", []) == "and when?"


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_any_text_can_be_completed(text, earlier):
    assert isinstance(completed(text, earlier), str)

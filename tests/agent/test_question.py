import pytest

from agent.question import in_full

EARLIER = ["Who won the chess final in Arden?"]


@pytest.mark.parametrize("question", ["And when?", "What about the mayor?", "When did he win it?"])
def test_a_question_that_points_back_gets_what_the_last_one_was_about(question: str) -> None:
    full = in_full(question, ["How old is the mayor?", *EARLIER])

    assert full.startswith(question)
    assert "chess final in Arden" in full
    assert "mayor" not in full.removeprefix(question)


@pytest.mark.parametrize("question", ["Who is the mayor of Velden?", "When does the school open?"])
def test_a_question_that_stands_alone_stays_as_it_is(question: str) -> None:
    assert in_full(question, EARLIER) == question


def test_without_an_earlier_question_nothing_is_added() -> None:
    assert in_full("And when?", []) == "And when?"

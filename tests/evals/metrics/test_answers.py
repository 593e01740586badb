import pytest

from evals.metrics.answers import (
    correct_abstentions,
    correct_answers,
    correct_supported_answers,
    false_abstentions,
    right_spans,
    supported_answers,
)
from evals.rows import QuestionRow

ROWS = (
    QuestionRow(id="1", answerable=True, abstained=False, correct=True, supported=True, span_right=True),
    QuestionRow(id="2", answerable=True, abstained=False, correct=True, supported=False, span_right=False),
    QuestionRow(id="3", answerable=True, abstained=False, correct=False, supported=True, span_right=False),
    QuestionRow(id="4", answerable=True, abstained=True),
    QuestionRow(id="5", answerable=False, abstained=True),
    QuestionRow(id="6", answerable=False, abstained=False, supported=True),
    QuestionRow(id="7", answerable=False, abstained=False),
)


def test_answers_are_counted_over_the_answerable_questions() -> None:
    assert correct_answers(ROWS) == pytest.approx(2 / 4)
    assert correct_supported_answers(ROWS) == pytest.approx(1 / 4)


def test_support_is_counted_over_the_answers_given() -> None:
    assert supported_answers(ROWS) == pytest.approx(3 / 5)


def test_spans_are_counted_over_the_answers_to_answerable_questions() -> None:
    assert right_spans(ROWS) == pytest.approx(1 / 3)


def test_abstentions_are_right_without_an_answer_and_wrong_with_one() -> None:
    assert correct_abstentions(ROWS) == pytest.approx(1 / 3)
    assert false_abstentions(ROWS) == pytest.approx(1 / 4)


def test_a_figure_over_no_question_of_its_kind_is_an_error() -> None:
    unanswerable = ROWS[4:5]
    for metric in (correct_answers, correct_supported_answers, false_abstentions):
        with pytest.raises(ValueError, match="no answerable question"):
            metric(unanswerable)
    with pytest.raises(ValueError, match="no answered question"):
        supported_answers(unanswerable)
    with pytest.raises(ValueError, match="no answer to a question"):
        right_spans(unanswerable)
    with pytest.raises(ValueError, match="no unanswerable question"):
        correct_abstentions(ROWS[:4])

"""Whether questions are answered rightly, from the right place, and only where there is an answer.

All are shares in [0, 1]. Abstentions are counted as in SQuAD 2.0 (Rajpurkar et al. 2018), which holds
questions with and without an answer.
"""

from collections.abc import Iterable, Sequence

from evals.rows import QuestionRow


def correct_answers(rows: Sequence[QuestionRow]) -> float:
    """Share of the answerable questions that are answered as by hand; higher is better.

    Raises:
        ValueError: If no question is answerable: undefined, not zero.
    """
    return _share((row.right for row in rows if row.answerable), "answerable question")


def correct_supported_answers(rows: Sequence[QuestionRow]) -> float:
    """Share of the answerable questions answered as by hand and supported by what is cited; higher is better.

    Raises:
        ValueError: If no question is answerable: undefined, not zero.
    """
    return _share((row.right and row.supported for row in rows if row.answerable), "answerable question")


def supported_answers(rows: Sequence[QuestionRow]) -> float:
    """Share of the answers given, right or wrong, that their citations support; higher is better.

    Raises:
        ValueError: If no question is answered: undefined, not zero.
    """
    return _share((row.supported for row in rows if not row.abstained), "answered question")


def right_spans(rows: Sequence[QuestionRow]) -> float:
    """Share of the answers to answerable questions that cite a span that decides by hand; higher is better.

    Raises:
        ValueError: If no question with a deciding span is answered: undefined, not zero.
    """
    given = (row.span_right for row in rows if row.answerable and not row.abstained)
    return _share((span for span in given if span is not None), "answer to a question with a deciding span")


def correct_abstentions(rows: Sequence[QuestionRow]) -> float:
    """Share of the unanswerable questions that are not answered; higher is better.

    Raises:
        ValueError: If every question is answerable: undefined, not zero.
    """
    return _share((row.abstained for row in rows if not row.answerable), "unanswerable question")


def false_abstentions(rows: Sequence[QuestionRow]) -> float:
    """Share of the answerable questions that are not answered; lower is better.

    Raises:
        ValueError: If no question is answerable: undefined, not zero.
    """
    return _share((row.abstained for row in rows if row.answerable), "answerable question")


def _share(outcomes: Iterable[bool], what: str) -> float:
    held = list(outcomes)
    if not held:
        raise ValueError(f"a share of no {what} is undefined; score at least one")
    return sum(held) / len(held)

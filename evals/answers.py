"""Whether a question was answered as by hand: the right answer, or an abstention where there is none."""

from collections.abc import Mapping

from agent.language.quotes import plain
from agent.values import Answer
from evals.facts import Question


def right(answer: Answer, question: Question, files: Mapping[str, str]) -> bool:
    """Whether an answer cites a passage that decides, or holds the words of the answer found by hand.

    Args:
        answer: What was answered.
        question: The question, with its answer by hand.
        files: File name of each article, by id.
    """
    if question.answer is None or answer.abstained:
        return answer.abstained and question.answer is None
    if plain(question.answer) in plain(answer.text):
        return True
    return any(
        files[citation.article] == each.article
        and (plain(each.quote) in plain(citation.quote) or plain(citation.quote) in plain(each.quote))
        for citation in answer.citations
        for each in question.evidence
    )

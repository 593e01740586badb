"""Whether questions were answered as by hand: the right answer, or an abstention where there is none."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from agent.agent import Agent
from agent.language.quotes import plain
from agent.values import Answer
from evals.facts import Question
from vectorstore.values import Value


class Asked(Value):
    """A question with the answer that was given."""

    question: Question = Field(description="The question.")
    answer: Answer = Field(description="What was answered.")
    right: bool = Field(description="Whether it is the answer found by hand, or rightly abstains.")


class Answers(Value):
    """How many questions were answered rightly."""

    answerable: int = Field(ge=0, description="Questions that the articles answer.")
    answered: int = Field(
        ge=0, description="Of them, answered with the right words or from the right passage."
    )
    silent: int = Field(ge=0, description="Of them, abstained from.")
    unanswerable: int = Field(ge=0, description="Questions that the articles do not answer.")
    abstained: int = Field(ge=0, description="Of them, abstained from.")


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


def ask(agent: Agent, given: Sequence[Question]) -> tuple[Asked, ...]:
    """Ask every question; order is kept."""
    files = {article.id: article.path.rsplit("/", 1)[-1] for article in agent.sources()}
    found = []
    for question in given:
        answer = agent.ask(question.question)
        found.append(Asked(question=question, answer=answer, right=right(answer, question, files)))
    return tuple(found)


def count(asked: Sequence[Asked]) -> Answers:
    """The figures over some questions."""
    answerable = [each for each in asked if each.question.answer is not None]
    rest = [each for each in asked if each.question.answer is None]
    return Answers(
        answerable=len(answerable),
        answered=sum(each.right for each in answerable),
        silent=sum(each.answer.abstained for each in answerable),
        unanswerable=len(rest),
        abstained=sum(each.right for each in rest),
    )

import pytest

from agent.values import Answer, Provenance
from evals.answers import right
from evals.facts import Question, Quote
from vectorstore.values import Citation


def answer(text: str, quote: str = "") -> Answer:
    citation = Citation(article="a", publisher="P", start=0, end=len(quote), quote=quote)
    return Answer(
        question="?",
        text=text,
        abstained=not text,
        citations=(citation,) if quote else (),
        provenance=Provenance(engine="extractive", embedder="e", checker="c", index="1"),
    )


QUESTION = Question(
    id="q",
    question="How many?",
    answer="nine boats",
    evidence=(Quote(article="a.txt", quote="nine boats sank"),),
)
UNKNOWN = Question(id="u", question="Who?", answer=None)


@pytest.mark.parametrize(
    ("given", "question", "expected"),
    [
        (answer("Nine  boats were lost."), QUESTION, True),
        (answer("A few were lost.", "In all, nine boats sank on Friday."), QUESTION, True),
        (answer("Ten were lost.", "Ten vessels."), QUESTION, False),
        (answer(""), QUESTION, False),
        (answer(""), UNKNOWN, True),
        (answer("Somebody."), UNKNOWN, False),
    ],
)
def test_an_answer_is_right_by_its_words_its_passage_or_its_silence(
    given: Answer, question: Question, expected: bool
) -> None:
    assert right(given, question, {"a": "a.txt"}) is expected

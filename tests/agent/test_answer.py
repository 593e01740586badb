import pytest

from agent.answer import answer
from agent.values import Answer, Label, Provenance
from tests.agent.writing import source
from vectorstore.embed import Embedder
from vectorstore.values import Span

PROVENANCE = Provenance(engine="extractive", embedder="e", checker="c", index="1")
POST = source(
    "The Arden toll bridge reopened on Monday after two years of repairs. "
    "The repairs cost 48 million crowns. "
    "Engineer Otto Vale led the repairs of the bridge. "
    "“The old rivets were rusted through,” said Vale. "
    "He thanked the town for its patience.",
    "post",
    title="Arden toll bridge reopens",
)
MAIL = source(
    "The town spent 48 million crowns on repairs of the Arden toll bridge. "
    "Mayor Ines Corvin said that the toll would fall to three crowns.",
    "mail",
    title="Toll to fall in Arden",
)
ECHO = source(MAIL.article.text, "echo", origin="mail", title="Toll to fall in Arden")


def ask(minilm: Embedder, question: str) -> Answer:
    sources = [POST, MAIL, ECHO]
    spans = {each.article.id: [Span(start=0, end=len(each.article.text))] for each in sources}
    return answer(question, sources, spans, minilm, PROVENANCE)


@pytest.mark.parametrize(
    ("question", "held", "publisher"),
    [
        ("How much did the repairs of the Arden toll bridge cost?", "48 million crowns", "The "),
        ("Who led the repairs of the bridge?", "Otto Vale", "The Post: "),
        ("When did the Arden toll bridge reopen?", "Monday", "The Post: "),
        ("What did Vale say about the rivets?", "“The old rivets were rusted through,”", "The Post: "),
        ("What did Ines Corvin say about the toll?", "three crowns", "The "),
    ],
)
def test_the_sentence_that_answers_is_given_with_its_publisher_and_cited(
    minilm: Embedder, question: str, held: str, publisher: str
) -> None:
    found = ask(minilm, question)

    texts = {each.article.id: each.article.text for each in (POST, MAIL, ECHO)}
    assert not found.abstained, found.reason
    assert found.reason is None
    assert found.text.startswith(publisher)
    assert held in found.text
    assert any(held in citation.quote for citation in found.citations)
    assert all(texts[c.article][c.start : c.end] == c.quote for c in found.citations)


def test_another_origin_confirms_and_a_reprint_does_not(minilm: Embedder) -> None:
    found = ask(minilm, "How much did the repairs of the Arden toll bridge cost?")

    assert len({citation.article for citation in found.citations} & {"mail", "echo"}) == 1
    assert found.text.count("48 million crowns") == len(found.citations)


def test_what_is_only_somebodys_words_is_marked(minilm: Embedder) -> None:
    assert ask(minilm, "What did Ines Corvin say about the toll?").verdict is Label.ATTRIBUTED
    assert ask(minilm, "Who led the repairs of the bridge?").verdict is Label.SUPPORTED


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Liam Brunnow say about the toll?", "no passage speaks of Liam Brunnow"),
        ("Who won the chess final in the capital?", "the nearest passages do not answer it"),
        ("How many people crossed the bridge on its first day?", "the nearest passages do not answer it"),
    ],
)
def test_a_question_that_nothing_answers_is_declined_with_the_reason(
    minilm: Embedder, question: str, reason: str
) -> None:
    found = ask(minilm, question)

    assert found.abstained, found.text
    assert (found.text, found.citations, found.verdict) == ("", (), None)
    assert found.reason == reason


@pytest.mark.parametrize("question", ["Who led the repairs?", "", "???"])
def test_no_passage_is_a_reason_to_decline(minilm: Embedder, question: str) -> None:
    found = answer(question, [POST], {}, minilm, PROVENANCE)

    assert (found.abstained, found.reason) == (True, "no passage is about it")


@pytest.mark.parametrize("question", ["", "???", "How many?", "Why"])
def test_a_question_about_nothing_is_declined(minilm: Embedder, question: str) -> None:
    assert ask(minilm, question).abstained


def test_only_the_passages_that_were_found_are_looked_at(minilm: Embedder) -> None:
    question, first = "Who led the repairs of the bridge?", Span(start=0, end=60)

    assert answer(question, [POST], {"post": [first]}, minilm, PROVENANCE).abstained

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.claims import AUTHOR, LONGEST, claims, statements, whole
from agent.errors import TooMuchStated
from agent.values import Kind
from vectorstore.sentences import split
from vectorstore.values import Span


def read(text):
    return statements(text, split(text, [Span(start=0, end=len(text))]))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mayor Ada Birk came. She said the dam is safe.", "Mayor Ada Birk"),
        ("Mayor Ada Birk came. The mayor said the dam is safe.", "Ada Birk"),
        ("The dam leaks, fire chief Jo Lund told reporters. “It is bad,” he said.", "Jo Lund"),
        (
            "Ada Birk blamed Esk Power. Esk Power Lines rejected it. It was unfair, it said.",
            "Esk Power Lines",
        ),
        ("Mayor Ada Birk said she was sad. Chairman Bo Rask came. She said it was late.", "Mayor Ada Birk"),
        (
            "Ana Drury, the former governor, spoke first. She saw no reason for Lena Sten to go, she said.",
            "Ana Drury",
        ),
        ("The Esk Board closed the inlet. Ferries will sail from Monday, it said.", "Esk Board"),
        ("The club has new figures: 268 fans were hurt, it said, rather than 220.", "The club"),
        ("The firm's editor, Cora Sand, came. “We checked it,” she said.", "Cora Sand"),
        (
            "Mayor Ada Birk came. She said it was late. Rain fell. Snow fell. Hail fell. It froze, she said.",
            "Mayor Ada Birk",
        ),
        ("The roof will be mended in May, its owner has said, Tom Hale told the Echo.", "Tom Hale"),
        ("The rain fell on Monday. He said it was late.", "He"),
        ("The dam stands in Birk. She said it was late.", "She"),
    ],
)
def test_the_last_sentence_is_given_to_whom_its_pronoun_stands_for(text, speaker):
    assert read(text)[-1].claim.speaker == speaker


def test_an_antecedent_is_the_sentence_that_names_the_speaker():
    text = "Mayor Ada Birk came. She said the dam is safe."
    assert read(text)[-1].antecedent.of(text) == "Mayor Ada Birk came."


def test_a_quotation_over_several_sentences_has_the_speaker_named_at_its_end():
    found = read("“We lost two boats. Tonight we rest,” Captain Ines Row said.")
    assert [statement.claim.speaker for statement in found] == ["Captain Ines Row"] * 2
    assert all(statement.within_quote for statement in found)


def test_a_quotation_that_goes_on_keeps_its_speaker():
    found = read("“We lost two boats,” said Ines Row. “Nobody slept.”")
    assert found[-1].claim.speaker == "Ines Row"


def test_a_quotation_that_nobody_is_named_for_is_still_somebodys_words():
    found = read("Bo Rask left. Rain fell. The gates were shut. The day was long. “Nobody slept.”")
    assert found[-1].claim.speaker is None
    assert found[-1].within_quote


def test_a_text_in_the_first_person_is_its_authors_view():
    found = read("I saw the dam. In my view it is safe. The gates were closed.")
    assert {statement.claim.speaker for statement in found} == {AUTHOR}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The dam broke.", Kind.EVENT),
        ("The dam will break.", Kind.PREDICTION),
        ("It is the worst dam.", Kind.OPINION),
        ("Ada Birk said the dam broke.", Kind.STATEMENT),
    ],
)
def test_a_claim_has_a_kind(text, kind):
    assert claims(text)[0].kind is kind


def test_a_text_of_two_sentences_is_one_whole_claim():
    text = "The dam broke. Two boats sank."
    assert whole(text).text == text
    assert len(claims(text)) == 2


@given(st.text(max_size=200))
def test_claims_keep_their_place_in_any_text(text):
    assert all(claim.span.of(text) == claim.text for claim in claims(text))


def test_a_claim_of_many_statements_is_refused_in_one_line():
    with pytest.raises(TooMuchStated, match=r"'The dam broke.*check one statement at a time") as refused:
        claims("The dam broke.\n" * LONGEST)
    assert len(str(refused.value).splitlines()) == 1
    assert claims("a" * LONGEST)

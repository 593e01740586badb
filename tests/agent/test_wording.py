import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.claims import Statement
from agent.draft.wording import Wording, quoted_share, stand_alone
from tests.agent.writing import source
from vectorstore.values import Span

NAMED = "Mayor Ines Corvin spoke to reporters outside the town hall on Friday."


def last(text: str) -> tuple[Statement, Wording | None]:
    """The last sentence of a text, and how it can stand alone."""
    statement = source(text).statements[-1]
    return statement, stand_alone(statement)


def alone(text: str) -> str | None:
    wording = last(text)[1]
    return wording.text if wording else None


@pytest.mark.parametrize(
    "said",
    [
        "She said that the bridge would stay closed until June.",
        "“The bridge will stay closed until June,” she said.",
        "The bridge would stay closed until June, she said.",
    ],
)
def test_a_pronoun_that_reports_becomes_the_speaker_and_both_sentences_are_cited(said: str) -> None:
    statement, wording = last(f"{NAMED} {said}")

    assert wording is not None
    assert wording.named
    assert wording.text == re.sub(r"\b[Ss]he\b", "Mayor Ines Corvin", said)
    assert wording.spans == (Span(start=0, end=len(NAMED)), statement.claim.span)


@pytest.mark.parametrize(
    "before",
    [
        "• ",
        "3. ",
        "- ",
        "What to know: ",
        "ARDEN - ",
        "ARDEN, Norland (NPA) — ",
        "However, ",
        "But ",
        "Meanwhile ",
        "ARDEN — • ",
    ],
)
def test_what_only_joins_a_sentence_to_its_page_is_dropped(before: str) -> None:
    assert alone(before + "The council closed the old bridge on Friday.") == (
        "The council closed the old bridge on Friday."
    )


def test_runs_of_white_space_become_one_space() -> None:
    assert alone("The council \t closed the old\u00a0bridge on Friday.") == (
        "The council closed the old bridge on Friday."
    )


@pytest.mark.parametrize(
    "text",
    [
        "This came as a surprise to the people of Arden.",
        "They had been waiting for the bus since early morning.",
        "The decision was welcomed by traders in the old town.",
        "In this case the council has no choice at all.",
        "Her brother has run the ferry for many years now.",
        "Similarly, both of the others closed the same day.",
        "An appeals court in Arden has since blocked that ruling.",
        "“These, and other places like Arden, are lost,” the mayor of Norland said.",
        "“There is no such plan for the bridge,” the mayor of Norland said.",
    ],
)
def test_a_sentence_that_needs_another_is_refused(text: str) -> None:
    assert alone(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "On Friday we saw the old bridge close for good.",
        "The council told you that the bridge would close.",
        "Will the council close the old bridge on Friday?",
        "Click on the map to see the closed bridge.",
    ],
)
def test_a_sentence_that_speaks_to_the_reader_is_refused(text: str) -> None:
    assert alone(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said: “The old bridge will close on Friday.",
        "The old bridge will close on Friday,” said the mayor of Arden.",
        "The council closed the old bridge on Friday and",
        "The bridge closed Friday.",
    ],
)
def test_half_a_quotation_half_a_sentence_and_a_stub_are_refused(text: str) -> None:
    assert alone(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The copper mine at Arden was closed for good on Friday.",
        "A mine is a place where nobody wants to be alone.",
        "Farmers of the valley lost their sons in World War I and never came back.",
        "The harbour club said it had no trace of the letter.",
        "“It is too early to open the bridge,” the mayor of Norland said.",
        "The bridge opened in 1968.",
        "Nobody is missing any more.",
    ],
)
def test_what_only_looks_as_if_it_needed_another_stands(text: str) -> None:
    assert alone(text) == text


def test_an_item_of_a_list_that_is_a_sentence_is_ended_and_a_label_is_not() -> None:
    assert alone("• The ferry is to run every hour from May") == "The ferry is to run every hour from May."
    assert alone("• A new timetable for the old Arden ferry") is None


def test_his_or_her_is_given_to_the_only_person_of_the_sentence_before() -> None:
    text = "Mayor Ines Corvin has left the hospital. Her deputy, Otto Vale, will open the bridge on Monday."
    before, after = source(text).statements

    wording = stand_alone(after, before)

    assert wording is not None
    assert wording.text == "Mayor Ines Corvin’s deputy, Otto Vale, will open the bridge on Monday."
    assert wording.spans == (before.claim.span, after.claim.span)


def test_a_quotation_over_two_sentences_is_given_to_its_speaker() -> None:
    _, wording = last(
        f"{NAMED} “The bridge is not safe for lorries,” she said. “Every rivet has to be tested.”"
    )

    assert wording is not None
    assert wording.text == "Mayor Ines Corvin said: “Every rivet has to be tested.”"
    assert len(wording.spans) == 2


def test_the_share_of_quotation_is_counted_in_characters() -> None:
    assert quoted_share("abcde “fghij” k") == pytest.approx(5 / 15)
    assert quoted_share("") == 0


LEADS = st.sampled_from(["", "• ", "But ", "ARDEN - ", "However, ", "Why it matters: ", "2) "])
BODIES = st.sampled_from(
    [
        "She said that the bridge would close.",
        "The council, he added, had voted in May.",
        "“It will cost us all a lot of money,” she said.",
        "The bridge carries 300 cars a day, and they pay nothing.",
        "“The rivets are worn out. Nobody has tested them since March,” Corvin told the council.",
        "Engineer Otto Vale, 54, told the council that it was safe.",
        "The council closed the bridge on Friday “for good”.",
        "This was the third time.",
        "He left the town hall without a word to reporters.",
    ]
)
TEXTS = st.lists(st.tuples(LEADS, BODIES).map("".join), min_size=1, max_size=5)


def plain_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def is_subsequence(few: list[str], many: list[str]) -> bool:
    rest = iter(many)
    return all(word in rest for word in few)


@given(TEXTS)
def test_nothing_is_added_but_the_speaker(lines: list[str]) -> None:
    read = source("\n".join([NAMED, *lines]))

    for statement in read.statements:
        if wording := stand_alone(statement):
            text, speaker = wording.text, statement.claim.speaker
            if wording.named:
                speaker = speaker or next(r.speaker for r in statement.reports if r.speaker)
                assert speaker in text
                text = text.replace(f"{speaker} said: “", "", 1).replace(speaker, "", 1)
            assert is_subsequence(plain_words(text), plain_words(statement.claim.text))
            assert statement.claim.span in wording.spans
            assert list(wording.spans) == sorted(wording.spans, key=lambda span: span.start)


def test_a_thing_that_somebody_speaks_of_is_not_pointed_at() -> None:
    said = "Mayor Ines Corvin said that orders for steel had been placed in May."

    assert alone(said) == said


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "The council, however, closed the old bridge on Friday.",
            "The council closed the old bridge on Friday.",
        ),
        (
            "The council has meanwhile closed the old bridge.",
            "The council has closed the old bridge.",
        ),
        (
            "“We have, however, closed the old bridge,” said the council of Arden.",
            "“We have, however, closed the old bridge,” said the council of Arden.",
        ),
    ],
)
def test_a_joining_word_inside_a_sentence_is_dropped_but_in_a_quotation(text: str, left: str) -> None:
    assert alone(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "The transport ministry said it would decide on the bridge on Monday.",
        "The engineer said it was too early to name a cause of the collapse.",
        "In her first speech, Mayor Ines Corvin promised a new bridge for Arden.",
        "Eleven people were injured in the fall, none of them seriously.",
    ],
)
def test_a_pronoun_whose_owner_stands_in_the_sentence_is_no_fault(text: str) -> None:
    assert alone(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Two earlier ones into the ferry line ended without a fine.",
        "Marek Olsen said it had been sold to a rival in May.",
        "None of the crew knew of the warning from the port.",
        "People in Arden should boil their water until Friday, it said.",
    ],
)
def test_what_points_to_nothing_in_its_sentence_is_refused(text: str) -> None:
    assert alone(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Ines Corvin went on radio to announce her latest traffic order.",
        "The shipyard Holm & Vale rejected the accusation.",
        "The health office knew of no study that showed this.",
        "The government has reacted by sending 300 soldiers to the quays.",
        "Divers had found the body of a sailor the evening before.",
        "The council asked all shops to close at noon that day.",
        "Judge Ana Holm initially sided with the farmers of Arden.",
        "Fear has taken hold in the largely Catholic town over the arrests.",
        "“The noise robs people of their sleep at night,” said its director, Ana Holm.",
    ],
)
def test_what_is_only_half_told_in_its_sentence_is_refused(text: str) -> None:
    assert alone(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "The shipyard Holm & Vale rejected the claim that it had saved on steel.",
        "Ferries stopped on Friday, and the council asked all shops to close that day.",
        "Judge Ana Holm initially sided with the farmers but reversed the order in May.",
        "Arrests in Arden caused fear in the largely Catholic town.",
        "The mainly Catholic town of Arden has 4,000 inhabitants.",
        "The health office said that a study from May showed this risk.",
        "“The noise robs people of their sleep at night,” said Ana Holm, who runs the clinic.",
    ],
)
def test_what_is_told_in_full_is_no_fault(text: str) -> None:
    assert alone(text) == text


def test_a_pronoun_takes_the_name_of_the_only_person_of_the_sentence_before() -> None:
    first, second = source(
        "Ines Corvin opened the new bridge on Friday. She met the crews of two ferries after that."
    ).statements

    wording = stand_alone(second, first)

    assert wording is not None
    assert wording.text == "Ines Corvin met the crews of two ferries after that."
    assert wording.spans == (first.claim.span, second.claim.span)


def test_a_pronoun_that_may_be_either_of_two_persons_is_refused() -> None:
    first, second = source(
        "Ines Corvin praised Mara Lund on Friday. She met the crews of two ferries after that."
    ).statements

    assert stand_alone(second, first) is None

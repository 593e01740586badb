import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.claims import claims
from agent.claims.parts import parts


def said(text):
    return [claim.text for claim in parts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The storm flooded the harbour and destroyed 12 boats.",
            ["The storm flooded the harbour.", "The storm destroyed 12 boats."],
        ),
        (
            "On Monday, the council closed the bridge and opened a ferry.",
            ["On Monday, the council closed the bridge.", "On Monday, the council opened a ferry."],
        ),
        (
            "Two men were arrested and charged with theft.",
            ["Two men were arrested.", "Two men were charged with theft."],
        ),
        (
            "The court upheld the ban, and the mayor resigned on Friday.",
            ["The court upheld the ban.", "The mayor resigned on Friday."],
        ),
        (
            "Mayor Ada Birk came to Esk. She opened the bridge.",
            ["Mayor Ada Birk came to Esk.", "Mayor Ada Birk opened the bridge."],
        ),
    ],
)
def test_statements_side_by_side_are_parted_and_pronouns_resolved(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lund and Birk met in Esk.",
        "Lund said that the dam leaked and the mayor lied.",
        "“It leaked and sank,” Lund said.",
        "The council did not raise taxes and close schools.",
        "The council approved a plan and revised budget.",
        "If it rains, the dam breaks and the town floods.",
        "The firm sold the mill, and it hired 40 people.",
        "The red and blue line closed.",
        "Prices rose and fell.",
    ],
)
def test_what_might_change_its_meaning_stays_whole(text):
    assert said(text) == [text]


def test_a_part_keeps_the_place_of_its_own_words():
    text = "It rained. Esk closed the bridge and opened a ferry."
    assert [claim.span.of(text) for claim in parts(text)] == [
        "It rained.",
        "Esk closed the bridge",
        "opened a ferry.",
    ]


@given(st.text(alphabet=st.sampled_from("abed ,;.ASheTt\n"), max_size=60))
def test_parts_lie_inside_any_text(text):
    assert all(0 <= claim.span.start < claim.span.end <= len(text) for claim in parts(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Is the dam safe?", False),
        ("Read the report!", False),
        ("What a day!", False),
        ("It is the worst dam.", False),
        ("The mayor should resign.", False),
        ("Ada Birk said the mayor should resign.", True),
        ("Share prices fell.", True),
        ("The best team won the cup.", True),
        ("The dam broke.", True),
    ],
)
def test_a_question_an_order_or_a_mere_judgement_is_not_checkable(text, expected):
    assert claims(text)[0].checkable is expected

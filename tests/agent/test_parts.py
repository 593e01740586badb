import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.claims.parts import parts


def said(text):
    return [part.claim.text for part in parts(text)]


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
            "The fire began on Friday, had burned 90 acres by noon and has killed a man.",
            [
                "The fire began on Friday.",
                "The fire had burned 90 acres by noon.",
                "The fire has killed a man.",
            ],
        ),
        (
            "The bank owns two ships and leases four planes.",
            ["The bank owns two ships.", "The bank leases four planes."],
        ),
        (
            "The ship, built in 1968, sank on Monday and was raised on Friday.",
            ["The ship, built in 1968, sank on Monday.", "The ship, built in 1968, was raised on Friday."],
        ),
    ],
)
def test_clauses_that_share_a_subject_each_have_it(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The judge stepped down on Monday and the board named Ms Birk in her place.",
            ["The judge stepped down on Monday.", "The board named Ms Birk in her place."],
        ),
        (
            "The court upheld the ban, and the mayor resigned on Friday.",
            ["The court upheld the ban.", "The mayor resigned on Friday."],
        ),
        (
            "The court upheld the ban; two members voted against it.",
            ["The court upheld the ban.", "Two members voted against the ban."],
        ),
        ("Four people were killed and 11 injured.", ["Four people were killed.", "11 people were injured."]),
        (
            "The talks between the union and the firm failed and the strike began on Monday.",
            ["The talks between the union and the firm failed.", "The strike began on Monday."],
        ),
        (
            "The union took the offer, while the firm rejected it.",
            ["The union took the offer.", "The firm rejected the offer."],
        ),
        (
            "The bridge fell on Tuesday, and police said they saw no sign of fire and smoke.",
            ["The bridge fell on Tuesday.", "Police said they saw no sign of fire and smoke."],
        ),
        (
            "The old mill shut; the team won the cup and the coach, Bo Lund, was given a new contract.",
            [
                "The old mill shut.",
                "The team won the cup.",
                "The coach, Bo Lund, was given a new contract.",
            ],
        ),
    ],
)
def test_clauses_with_subjects_of_their_own_are_parted(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mayor Ada Birk came to Esk. She opened the bridge.",
            ["Mayor Ada Birk came to Esk.", "Mayor Ada Birk opened the bridge."],
        ),
        (
            "Ada Birk won in May, and she took office in June.",
            ["Ada Birk won in May.", "Ada Birk took office in June."],
        ),
        (
            "The dam broke on Monday, and it was unclear why it did.",
            ["The dam broke on Monday.", "It was unclear why it did."],
        ),
        (
            "The company sold the mill. They plan to buy a farm.",
            ["The company sold the mill.", "The company plan to buy a farm."],
        ),
        (
            "The mayor resigned and her deputy took over.",
            ["The mayor resigned.", "The mayor’s deputy took over."],
        ),
        (
            "The dam was built in 1950 and it broke in 2020.",
            ["The dam was built in 1950.", "The dam broke in 2020."],
        ),
        (
            "The camp was empty; its 12 cabins had burned.",
            ["The camp was empty.", "The camp’s 12 cabins had burned."],
        ),
    ],
)
def test_a_pronoun_is_named_where_it_can_mean_one_thing_only(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The bridge, which opened in 1968, carries 31,000 cars a day.",
            ["The bridge carries 31,000 cars a day.", "The bridge opened in 1968."],
        ),
        (
            "The party chose Ada Birk, who had led the union for a year.",
            ["The party chose Ada Birk.", "Ada Birk had led the union for a year."],
        ),
        (
            "The governor, whose brother leads the party, signed the bill.",
            ["The governor signed the bill.", "The governor’s brother leads the party."],
        ),
    ],
)
def test_a_relative_clause_has_its_antecedent(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor and the governor resigned.", ["The mayor resigned.", "The governor resigned."]),
        ("Ada Birk and Bo Lund were arrested.", ["Ada Birk was arrested.", "Bo Lund was arrested."]),
        (
            "The fire destroyed the school, the church and the mill.",
            [
                "The fire destroyed the school.",
                "The fire destroyed the church.",
                "The fire destroyed the mill.",
            ],
        ),
    ],
)
def test_a_list_is_parted_where_each_is_meant_by_itself(text, expected):
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Lund and Birk met in Esk.",
        "The mayor and the governor agreed on a plan.",
        "Marks and Spencer cut 30 jobs.",
        "The Maritime Rescue and Coast Service is the coast guard.",
        "The road between the mill and the church was closed.",
        "Both the school and the church burned down.",
        "The fire destroyed 12 houses and the church.",
        "Lund said that the dam leaked and the mayor lied.",
        "“It leaked and sank,” Lund said.",
        "According to police, two men fled and a third was arrested.",
        "The council did not raise taxes and close schools.",
        "The council approved a plan and revised budget.",
        "If it rains, the dam breaks and the town floods.",
        "The firm sold the mill, and it hired 40 people.",
        "The police arrested and charged two men.",
        "The man who stole the car and fled was arrested.",
        "The people taken from the town and the villages were fed.",
        "The mayor resigned on Monday, accused of fraud and theft.",
        "The governor met the president and the two agreed on a plan.",
        "The firm fired the director and hired a new one.",
        "The lawyer accused the director and the court froze his accounts.",
        "The council closed the school, which angered residents.",
        "A man was shot and his wife seriously wounded.",
        "The survey, which was sold in 1994 and which nobody has read, is wrong.",
        "The red and blue line closed.",
    ],
)
def test_what_might_change_its_meaning_stays_whole(text):
    assert said(text) == [text]


def test_clauses_joined_by_when_or_why_stay_one_part_that_knows_them():
    (part,) = parts("The mayor resigned after the bridge fell.")
    assert [each.text for each in part.under] == ["The mayor resigned.", "The bridge fell."]


def test_a_part_keeps_the_place_of_its_own_words():
    text = "It rained. Esk closed the bridge and opened a ferry."
    assert [part.claim.span.of(text) for part in parts(text)] == [
        "It rained.",
        "Esk closed the bridge",
        "opened a ferry.",
    ]


def test_what_somebody_says_keeps_its_speaker():
    found = parts("The mayor resigned and said that she had lied.")
    assert [part.claim.speaker for part in found] == [None, "The mayor"]


def test_a_text_of_very_many_clauses_is_not_cut_into_all_of_them_in_no_time():
    text = "The storm flooded the harbour" + " and destroyed 12 boats" * 80 + "."
    began = time.perf_counter()
    assert said(text) == [text]
    assert time.perf_counter() - began < 2


@given(
    st.lists(
        st.sampled_from("The a mayor fell and but , ; . He who which Esk sank after was “ ” her it".split())
    )
)
def test_parts_lie_inside_any_text(words):
    text = " ".join(words)
    for part in parts(text):
        assert 0 <= part.claim.span.start < part.claim.span.end <= len(text)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.disagree import disagreements
from agent.disagree.reading import details
from agent.values import Disagreement, DisagreementKind, Side
from tests.agent.disagree_events import EVENTS, Event
from tests.agent.writing import source
from vectorstore.embed import Embedder, HashEmbedder


def between(minilm: Embedder, one: str, other: str) -> tuple[Disagreement, ...]:
    return disagreements([source(one, "post"), source(other, "mail")], minilm)


def told(found: tuple[Disagreement, ...]) -> list[tuple[str, set[str]]]:
    return [(each.kind.value, {side.text for side in each.sides}) for each in found]


@pytest.mark.parametrize(
    ("one", "other", "kind", "sides"),
    [
        (
            "The explosion at the Velden quarry injured 14 workers.",
            "Nine workers were injured in the explosion at the Velden quarry.",
            DisagreementKind.NUMBER,
            {"14 workers", "Nine workers"},
        ),
        (
            "The Velden harvest parade drew large crowds to the old town on Saturday.",
            "Large crowds came to the old town for the Velden harvest parade on Sunday.",
            DisagreementKind.DATE,
            {"Saturday", "Sunday"},
        ),
        (
            "The quarry is run by Marten Holm, an engineer from Velden.",
            "The quarry is run by Martin Holm, an engineer from Velden.",
            DisagreementKind.NAME,
            {"Marten Holm", "Martin Holm"},
        ),
        (
            "The council of Velden voted 31 to 12 to close the quarry.",
            "The council of Velden voted 28 to 15 to close the quarry.",
            DisagreementKind.NUMBER,
            {"31 to 12", "28 to 15"},
        ),
        (
            "The council of Velden approved the plan to close the quarry.",
            "The council of Velden rejected the plan to close the quarry.",
            DisagreementKind.OUTCOME,
            {"approved", "rejected"},
        ),
    ],
)
def test_what_cannot_both_hold_is_found(
    minilm: Embedder, one: str, other: str, kind: DisagreementKind, sides: set[str]
) -> None:
    found = between(minilm, one, other)

    assert kind.value in [each.kind.value for each in found], told(found)
    (clash,) = [each for each in found if each.kind is kind]
    if kind is DisagreementKind.OUTCOME:
        assert {side.citations[0].quote for side in clash.sides} == {one, other}
    else:
        assert {side.text for side in clash.sides} == sides
    assert clash.topic
    assert {citation.article for side in clash.sides for citation in side.citations} == {"post", "mail"}
    assert [side.origins for side in clash.sides] in ([("post",), ("mail",)], [("mail",), ("post",)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("About 650 workers marched in Velden.", "Some 640 workers marched in Velden."),
        ("More than 3,000 people marched through Velden.", "About 3,200 people marched through Velden."),
        ("The tax rose from 4 percent to 7 percent in Velden.", "The tax is 7 percent in Velden."),
        ("The fire killed six workers in Velden, not seven.", "The fire killed six workers in Velden."),
        ("The ferry to Velden carried 40 cars.", "The ferry to Velden carried 90 passengers."),
        ("The council bought 12 new buses on Monday.", "The council sold nine old trams on Friday."),
        ("The parade in Velden was on Saturday.", "The match in Arden was on Sunday."),
        ("Dozens of workers were hurt in Velden.", "Forty workers were hurt in Velden."),
        ("The council approved the quarry plan.", "The council may reject the quarry plan."),
    ],
)
def test_what_can_both_hold_is_no_disagreement(minilm: Embedder, one: str, other: str) -> None:
    assert told(between(minilm, one, other)) == []


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_an_event_yields_the_disagreements_of_its_outlets_and_no_other(
    minilm: Embedder, event: Event
) -> None:
    found = disagreements(
        [source(one.text, one.outlet, published=one.published) for one in event.articles], minilm
    )

    read = {(each.kind.value, each.topic): " | ".join(_words(side) for side in each.sides) for each in found}
    met = {
        wanted
        for wanted in event.expected
        if any(kind == wanted[0] and all(w in told for w in wanted[1]) for (kind, _), told in read.items())
    }
    assert met == event.expected
    assert len(found) == len(event.expected), told(found)


def _words(side: Side) -> str:
    return " ".join([side.text, *(citation.quote for citation in side.citations)])


@pytest.mark.parametrize(
    ("one", "other", "topic"),
    [
        ("The blast killed 14 workers.", "The blast killed nine workers.", "workers killed"),
        (
            "The tower fell at 6:20 a.m. on Monday.",
            "The tower fell at 7:45 a.m. on Monday.",
            "when the tower fell",
        ),
        (
            "A leak caused the blast in Velden.",
            "The blast in Velden was caused by a spark.",
            "cause of the blast",
        ),
        ("Harbour master Marten Holm left.", "Harbour master Martin Holm left.", "harbour master"),
        (
            "The council approved the plan for the quarry.",
            "The council rejected the plan for the quarry.",
            "whether the council approved the plan for the quarry",
        ),
    ],
)
def test_the_topic_is_a_phrase_that_can_be_read(minilm: Embedder, one: str, other: str, topic: str) -> None:
    assert topic in [each.topic for each in between(minilm, one, other)]


def test_a_value_that_only_somebody_gives_is_shown_as_theirs(minilm: Embedder) -> None:
    (found,) = between(
        minilm, "Nine workers were injured in the blast, Marten Holm said.", "The blast injured 14 workers."
    )

    assert {side.text for side in found.sides} == {"Nine workers (according to Marten Holm)", "14 workers"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fair drew 3.3 million people to Velden.", "The fair drew 3.28 million people to Velden."),
        ("The blast injured two people in Arden.", "The blast injured five people in Velden."),
        ("The blast killed two people in Velden.", "The blast injured five people in Velden."),
        ("The band played in Velden on Friday again.", "The band played in Velden on Saturday again."),
        ("The road opens at about 7 a.m. on Monday.", "The road opens at 7:20 a.m. on Monday."),
        ("Shares of Holm rose on Monday.", "Shares of Holm fell on Tuesday."),
        ("The council is not ready to approve the plan.", "Councillors want to approve the plan."),
        ("A spark may have caused the blast in Velden.", "The blast in Velden was caused by a leak."),
        ("The blast in 2019 killed 12 workers.", "The blast killed nine workers."),
        ("The mill has 12 guards on weekdays.", "The mill has eight guards on Sundays."),
        ("The clinic treated 1,200 patients in March.", "The clinic treated 800 patients in April."),
        ("Rents in Ostby rose by 6 percent.", "Rents in Velden rose by 9 percent."),
        (
            "The choir of 40 singers toured Norway in May.",
            "The orchestra of 55 players toured Norway in May.",
        ),
        ("Police closed the bridge on Monday.", "Police closed the tunnel on Tuesday."),
        ("The union rejected the first offer.", "The union accepted the second offer."),
        ("Turnout among women was 61 percent.", "Turnout among men was 58 percent."),
        ("The bank cut 300 jobs in Ostby.", "The bank cut 450 jobs in all."),
        ("The first train leaves at 5 a.m.", "The last train leaves at 11 p.m."),
        (
            "The blast killed eight workers and two guards.",
            "Ten people were killed in the blast, most of them workers.",
        ),
        (
            "The mayor of Ostby, Ines Holt, opened the fair.",
            "The mayor of Velden, Karl Brandt, opened the fair.",
        ),
    ],
)
def test_lookalikes_are_no_disagreement(minilm: Embedder, one: str, other: str) -> None:
    assert told(between(minilm, one, other)) == []


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (
            "Nobody was killed in the blast in Velden.",
            "The blast in Velden killed a worker and two guards.",
            "outcome",
        ),
        ("A leak caused the blast.", "The blast was started on purpose.", "cause"),
        (
            "Both lifts of the tower were shut on Monday.",
            "One of the two lifts of the tower was shut on Monday.",
            "number",
        ),
        ("Work on the tower starts in May, not in April.", "Work on the tower starts in April.", "date"),
        ("The city has not paid the bill.", "The city paid the bill in May.", "outcome"),
        ("The strike at the port has ended.", "The strike at the port continues.", "outcome"),
        ("The court will rule on Thursday.", "The ruling of the court is expected on Friday.", "date"),
        ("Police named the suspect as Jon Halvar.", "The suspect was identified as Erik Stolt.", "name"),
        ("The company will cut 300 jobs.", "The company plans to cut 450 jobs.", "number"),
        ("The choir is led by conductor Mira Holt.", "The choir is led by conductor Mira Holz.", "name"),
        ("The delays were blamed on fog.", "A software error caused the delays.", "cause"),
        ("More than 500 homes lost power.", "Fewer than 200 homes lost power.", "number"),
        ("The tower had never been inspected.", "The tower had been inspected by the city.", "outcome"),
    ],
)
def test_what_is_told_in_other_ways_is_found(minilm: Embedder, one: str, other: str, kind: str) -> None:
    assert kind in [each.kind.value for each in between(minilm, one, other)]


def test_an_article_that_gives_both_values_disagrees_with_nobody(minilm: Embedder) -> None:
    both = (
        "The blast injured 14 workers, police said. The clinic said nine workers were injured in the blast."
    )

    assert told(between(minilm, both, "The blast injured nine workers in Velden.")) == []


CLAIMS_14 = "The explosion at the Velden quarry injured 14 workers."
CLAIMS_9 = "The explosion at the Velden quarry injured nine workers."


def test_reprints_never_disagree_with_each_other(minilm: Embedder) -> None:
    reprints = [source(CLAIMS_14, "post", origin="wire"), source(CLAIMS_9, "mail", origin="wire")]

    assert disagreements(reprints, minilm) == ()


def test_origins_are_counted_once_and_the_larger_side_comes_first(minilm: Embedder) -> None:
    found = disagreements(
        [
            source(CLAIMS_9, "mail"),
            source(CLAIMS_14, "post", origin="wire"),
            source(CLAIMS_14, "echo", origin="wire"),
            source("The quarry explosion in Velden injured 14 workers.", "herald"),
        ],
        minilm,
    )

    (clash,) = found
    assert [side.origins for side in clash.sides] == [("wire", "herald"), ("mail",)]
    assert [len(side.citations) for side in clash.sides] == [3, 1]


@pytest.mark.parametrize(
    ("first", "second", "update"),
    [
        ("2031-05-04T09:00", "2031-05-06T09:00", True),
        ("2031-05-04T09:00", "2031-05-04T21:00", False),
        (None, "2031-05-06T09:00", False),
    ],
)
def test_a_side_of_later_days_may_be_an_update(
    minilm: Embedder, first: str | None, second: str, update: bool
) -> None:
    (clash,) = disagreements(
        [source(CLAIMS_9, "mail", published=first), source(CLAIMS_14, "post", published=second)], minilm
    )

    assert clash.update is update


def test_nothing_to_read_has_no_disagreement() -> None:
    assert disagreements([], HashEmbedder()) == ()
    assert disagreements([source("", "empty")], HashEmbedder()) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The toll in Velden is 15 dead, up from 12.", ["15 dead"]),
        ("The parade was on Saturday, not on Sunday.", ["Saturday"]),
        ("Hundreds came, as in 2024 and for the second time.", []),
        ("The motion passed by 31 votes to 12.", ["31 votes to 12"]),
        (
            "In Velden, Marten Holm arrived at 9:30 a.m. on 4 May there.",
            ["9:30 a.m.", "4 May", "Marten Holm"],
        ),
    ],
)
def test_the_details_of_a_sentence_leave_out_former_denied_and_vague_values(
    text: str, expected: list[str]
) -> None:
    assert [each.text for each in details(text, None)] == expected


def test_a_sentence_that_is_a_table_of_numbers_is_read_in_part():
    assert 0 < len(details("The table: " + "1 5 May " * 120, None)) < 60


def test_many_sentences_against_many_are_one_disagreement():
    told_by = [
        f"{verb} {number}" for verb in ("said crew", "said town") for number in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    ]
    one, other = (
        source(" ".join(f"The dam at Esk broke, killing {toll} people, {who}." for who in told_by), name)
        for toll, name in ((12, "post"), (30, "mail"))
    )
    (found,) = disagreements([one, other], HashEmbedder())
    assert {side.text for side in found.sides} == {"12 people", "30 people"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("31 of 36 tram lines in Velden are running again.", "31 tram lines in Velden are running again."),
        ("Tram lines to Velden run from Gate 7 again.", "Tram lines to Velden run from Gate 9 again."),
    ],
)
def test_names_with_numbers_and_totals_are_no_rivals(minilm: Embedder, one: str, other: str):
    assert between(minilm, one, other) == ()


_PIECES = st.sampled_from(
    """in March since last Monday 2031 at 6:40 a.m. a quarter past six about four people killed 12 percent $3
    million denied the fire because of rain reopened not 11 mayor Ada Birk “ ” ( ) , . ? 20:15 noon two-thirds
    """.split()
)


@given(st.lists(st.tuples(_PIECES, st.sampled_from([" ", "\n", "\u00a0", "  ", ""])), max_size=40))
def test_any_text_can_be_read_for_details(pieces):
    text = "".join(word + gap for word, gap in pieces)

    assert all(text[each.start : each.end].strip() for each in details(text, None))

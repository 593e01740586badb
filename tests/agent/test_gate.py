import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.check_local import LocalChecker
from agent.draft import Draft
from agent.gate import Gate
from agent.language.quotes import plain
from tests.agent.writing import sentences, source, spot
from vectorstore.embed import Embedder, HashEmbedder
from vectorstore.values import Span

MILL = source(
    "A fire closed the Arden paper mill on Monday, and 12 workers were hurt. "
    "Fire chief Ines Corvin said that the boiler had failed. "
    "“Nobody could have stopped it,” said Corvin. "
    "The mill employs 340 people in Arden. "
    "Owner Liam O’Dray will rebuild the mill.",
    "mill",
)
FIRE, BOILER, SAID, STAFF, OWNER = sentences(MILL)


def gate(embedder: Embedder | None = None) -> Gate:
    return Gate([MILL], LocalChecker(embedder or HashEmbedder()))


def draft(text: str, *spans: Span, article: str = "mill") -> Draft:
    return Draft(text=text, article=article, spans=spans or (FIRE,))


@pytest.mark.parametrize("span", [FIRE, BOILER, SAID, STAFF, OWNER])
def test_a_sentence_of_the_source_is_accepted_as_it_is(span: Span) -> None:
    judge, text = gate(), span.of(MILL.article.text)

    accepted = judge.examine(draft(text, span))

    assert accepted is not None
    assert accepted.text == text
    assert [(c.start, c.end, c.quote) for c in accepted.citations] == [(span.start, span.end, text)]
    assert (judge.counts.accepted, judge.counts.dropped) == (1, 0)


@pytest.mark.parametrize(
    ("text", "span", "reason"),
    [
        ("A fire closed the mill, and 15 workers were hurt.", FIRE, "a number that its source does not hold"),
        ("A fire closed the mill on Tuesday.", FIRE, "a day that its source does not name: 'Tuesday'"),
        ("A fire closed the mill in Brunnow.", FIRE, "a name that its source does not hold: 'Brunnow'"),
        (
            "Fire chief Otto Corvin said the boiler had failed.",
            BOILER,
            "a name that its source does not hold",
        ),
        ("“Anybody could have stopped it,” said Corvin.", SAID, "a quotation that its source does not hold"),
        ("“Nobody could have stopped it, said Corvin.", SAID, "a quotation mark without its partner"),
    ],
)
def test_what_its_citations_do_not_hold_is_dropped_with_the_reason(
    text: str, span: Span, reason: str
) -> None:
    judge = gate()

    assert judge.examine(draft(text, span)) is None
    assert judge.counts.dropped == 1
    assert reason in judge.counts.reasons[0]


def test_a_detail_that_stands_elsewhere_in_the_article_is_not_enough() -> None:
    assert gate().examine(draft("A fire closed the mill, which employs 340 people.", FIRE)) is None
    assert gate().examine(draft("A fire closed the mill, which employs 340 people.", FIRE, STAFF)) is not None


def test_an_article_that_was_not_offered_is_dropped() -> None:
    judge = gate()

    assert judge.examine(draft("A fire closed the mill.", article="elsewhere")) is None
    assert judge.counts.reasons == ("an article that was not offered: 'elsewhere'",)


@pytest.mark.parametrize("text", ["", " ", "…", "“”"])
def test_a_draft_that_says_nothing_is_dropped(text: str) -> None:
    assert gate().examine(draft(text)) is None


def test_a_reported_sentence_without_its_speaker_is_attributed() -> None:
    judge = gate()

    accepted = judge.examine(draft("The boiler had failed.", BOILER))

    assert accepted is not None
    assert accepted.text == "According to Fire chief Ines Corvin, the boiler had failed."
    assert accepted.speaker == "Fire chief Ines Corvin"
    assert (judge.counts.attributed, judge.counts.accepted) == (1, 0)
    assert judge.counts.reasons == ("a reported statement was given its speaker",)


def test_a_sentence_that_names_its_speaker_is_left_alone() -> None:
    accepted = gate().examine(draft("Corvin said that the boiler had failed.", BOILER))

    assert accepted is not None
    assert accepted.text == "Corvin said that the boiler had failed."


def test_what_its_own_citation_refutes_is_dropped(minilm: Embedder) -> None:
    judge = gate(minilm)

    assert judge.examine(draft("A fire did not close the Arden paper mill on Monday.")) is None
    assert judge.counts.reasons[0].startswith("refuted by its own source")


def test_the_counts_add_up_to_what_was_drafted() -> None:
    judge = gate()
    offered = [
        draft("A fire closed the Arden paper mill on Monday."),
        draft("The boiler had failed.", BOILER),
        draft("A fire closed the mill in Brunnow."),
        draft("Ghosts did it.", article="elsewhere"),
    ]

    for each in offered:
        judge.examine(each)

    counts = judge.counts
    assert (counts.drafted, counts.accepted, counts.attributed, counts.dropped) == (4, 1, 1, 2)
    assert len(counts.reasons) == 3


PIECES = st.sampled_from(
    [
        *MILL.article.text.split(),
        *"Brunnow 15 900 7,000 Tuesday Otto O’Malley “ ” “stopped “boiler failed,” said not of a -".split(),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=14).map(" ".join), st.text(max_size=40))
SPANS = st.lists(st.sampled_from([FIRE, BOILER, SAID, STAFF, OWNER]), min_size=1, max_size=2, unique=True)


@given(TEXTS, SPANS)
def test_whatever_is_drafted_what_is_accepted_stands_in_its_citations(text: str, spans: list[Span]) -> None:
    accepted = gate().examine(draft(text, *spans))

    if accepted is not None:
        cited = " ".join(citation.quote for citation in accepted.citations)
        assert set(re.findall(r"\b(?:12|15|340|900|7,000)\b", text)) <= set(re.findall(r"\d+", cited))
        for name in ("Brunnow", "Otto", "Tuesday", "O’Malley", "Ines", "Liam", "Monday"):
            assert not re.search(rf"(?<=[a-z] ){name}\b", accepted.text) or name in cited
        for quoted in re.findall(r"“([^“”]+)”", accepted.text):
            assert plain(quoted).strip(" .,!?") in plain(cited)
        assert all(MILL.article.text[c.start : c.end] == c.quote for c in accepted.citations)
        assert [Span(start=c.start, end=c.end) for c in accepted.citations] == spans


def test_a_span_is_cited_as_it_was_given() -> None:
    part = spot(MILL, "12 workers were hurt")

    accepted = gate().examine(draft("In the fire, 12 workers were hurt.", part))

    assert accepted is not None
    assert accepted.citations[0].quote == "12 workers were hurt"


def test_whoever_is_named_in_what_was_said_still_has_it_attributed_to_him() -> None:
    held = source('Holt had "stolen" the money from Lund, Lund said.', "mill")
    said = 'Holt had "stolen" the money from Lund.'
    written = Draft(text=said, article="mill", spans=tuple(sentences(held)), free=True)

    accepted = Gate([held], LocalChecker(HashEmbedder())).examine(written)

    assert accepted is not None
    assert accepted.text == 'According to Lund, Holt had "stolen" the money from Lund.'


def test_a_blank_that_the_source_lacks_may_be_set_but_nothing_else() -> None:
    glued = source(
        "A fire closed the mill run byBrask in MarchHall. “It was theRiver,” said Ina Corv. Brask left by"
    )
    judge = Gate([glued, source("Brask is in March Hall.", "post")], LocalChecker(HashEmbedder()))
    span, quoted = sentences(glued)[:2]

    accepted = judge.examine(draft("A fire closed the mill run by Brask in March Hall.", span, article="a"))

    assert accepted is not None
    assert accepted.citations[0].quote == span.of(glued.article.text)
    assert judge.examine(draft("A fire closed the mill run by Bra in March Hall.", span, article="a")) is None
    assert judge.examine(draft("“It was the River,” said Ina Corv.", quoted, article="a")) is None

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.check import read, verdict
from agent.check_local import LocalChecker
from agent.check_local.coverage import Coverage, rarity
from agent.check_local.speaker import same_speaker
from agent.claims import whole
from agent.values import Label, Stance
from vectorstore.embed import HashEmbedder, MiniLM
from vectorstore.values import Article, Span

EMBEDDER = MiniLM()
TEXT = (
    "The Esk dam broke on Monday, killing twelve people. Mayor Ada Birk said that divers had found "
    "four boats. The council did not raise taxes. Norland Power sued the Drivers Guild over the strike. "
    "Chairman Bo Rask falsely claimed that the pumps had been tested."
)


def source(text, name="a"):
    body = (Span(start=0, end=len(text)),)
    return read(
        Article(id=name, path=name, text=text, body=body, title="", publisher=name, origin=name, source=name)
    )


def label(claimed, checker=None, text=TEXT):
    sources = [source(text)]
    claim = whole(claimed)
    return verdict(claim, (checker or LocalChecker(EMBEDDER)).check(claim, sources), sources).label


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Twelve people died when the Esk dam broke.", Label.SUPPORTED),
        ("The Esk dam broke on Monday, killing 30 people.", Label.REFUTED),
        ("The Esk dam broke on Friday.", Label.REFUTED),
        ("Divers had found four boats.", Label.ATTRIBUTED),
        ("Mayor Ada Birk said that divers had found four boats.", Label.SUPPORTED),
        ("Chairman Bo Rask said that divers had found four boats.", Label.NOT_ENOUGH_EVIDENCE),
        ("The council raised taxes.", Label.REFUTED),
        ("The Drivers Guild sued Norland Power over the strike.", Label.REFUTED),
        ("The pumps had been tested.", Label.REFUTED),
        ("A new school opened in Esk.", Label.NOT_ENOUGH_EVIDENCE),
    ],
)
def test_a_claim_gets_its_label(claim, expected):
    assert label(claim) is expected


def test_citations_are_exact_and_reasons_show_the_words_of_both():
    claim = whole("The Esk dam broke on Monday, killing 30 people.")
    (cell,) = LocalChecker(EMBEDDER).check(claim, [source(TEXT)])
    assert cell.stance is Stance.REFUTES
    assert all(TEXT[one.start : one.end] == one.quote for one in cell.citations)
    assert "'30 people' in the claim, 'twelve people' in the source" in cell.reasons


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Worker 7 fell from the roof.", "Worker 9 fell from the roof.", Label.NOT_ENOUGH_EVIDENCE),
        ("Worker 7 fell from the roof.", "Worker 7 fell from the roof.", Label.SUPPORTED),
        ("31 lines are running.", "31 of 36 lines are running.", Label.SUPPORTED),
        ("36 lines are running.", "31 of 36 lines are running.", Label.REFUTED),
        ("31 of 36 lines are running.", "31 lines are running.", Label.NOT_ENOUGH_EVIDENCE),
    ],
)
def test_names_with_numbers_and_totals_are_not_taken_for_counts(claim, text, expected):
    assert label(claim, text=text) is expected


def test_vague_numbers_never_conflict():
    assert label("The Esk dam broke on Monday, killing dozens of people.") is not Label.REFUTED


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("7,000 people marched.", "Thousands of people marched.", Label.NOT_ENOUGH_EVIDENCE),
        ("300 people marched.", "Thousands of people marched.", Label.NOT_ENOUGH_EVIDENCE),
        ("Thousands of people marched.", "300 people marched.", Label.NOT_ENOUGH_EVIDENCE),
        ("Thousands of people marched.", "7,000 people marched.", Label.SUPPORTED),
        ("Thousands of people marched.", "Thousands of people marched.", Label.SUPPORTED),
    ],
)
def test_a_vague_number_speaks_for_no_exact_one_and_against_none(claim, text, expected):
    assert label(claim, text=text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "The council wanted to close the old bridge.",
        "The council was to close the old bridge on Friday.",
        "The council will close the old bridge.",
        "The council may have closed the old bridge.",
        "The council was asked to close the old bridge.",
        "The council called for the old bridge to be closed.",
    ],
)
def test_what_is_asked_for_wanted_or_possible_is_not_done(text):
    assert label("The council closed the old bridge.", text=text) is Label.NOT_ENOUGH_EVIDENCE


@pytest.mark.parametrize(
    "text",
    [
        "The council, which was to meet on Friday, closed the old bridge.",
        "The council closed the old bridge and wanted to build a new one.",
        "Asked about it, the council closed the old bridge.",
    ],
)
def test_a_hedge_on_something_else_leaves_what_was_done(text):
    assert label("The council closed the old bridge.", text=text) is Label.SUPPORTED


def test_a_number_that_was_asked_for_was_not_sent():
    asked = "The governor asked for 200 soldiers to be sent to Esk."
    assert label("The governor sent 200 soldiers to Esk.", text=asked) is Label.NOT_ENOUGH_EVIDENCE
    assert label("The dam needs water.", text="The dam will need water.") is Label.SUPPORTED


def test_words_that_every_sentence_has_weigh_little():
    weights = rarity(["boats in Esk", "taxes in Esk", "pumps in Esk"])
    cover = Coverage("taxes in Esk", weights)
    assert cover.share("Esk").whole < 0.3 < cover.share("taxes").whole


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mayor Ada Birk", "Birk", True),
        ("the mayor", "Birk", True),
        ("the harbour master", "Birk", False),
    ],
)
def test_a_role_is_the_person_it_stands_beside(one, other, same):
    assert same_speaker(one, other, "The mayor, Ada Birk, came. The harbour master left.") is same


def test_no_sources_and_empty_sources_are_silent():
    checker = LocalChecker(HashEmbedder())
    assert checker.check(whole("The dam broke."), []) == ()
    assert checker.check(whole("The dam broke."), [source(" ")])[0].stance is Stance.SILENT


@settings(max_examples=40)
@given(st.text(max_size=80), st.text(min_size=1, max_size=200))
def test_any_claim_can_be_checked_against_any_text(claim, text):
    (cell,) = LocalChecker(HashEmbedder()).check(whole(claim), [source(text)])
    assert 0 <= cell.score <= 1


CLAIMS = (
    "Twelve people died when the Esk dam broke.",
    "The Esk dam broke on Monday, killing 30 people.",
    "Divers had found four boats.",
    "Mayor Ada Birk said that divers had found four boats.",
    "The Drivers Guild sued Norland Power over the strike.",
    "A new school opened in Esk.",
)


def test_what_a_source_says_is_likelier_than_what_it_does_not():
    checker, given_ = LocalChecker(EMBEDDER), source(TEXT)

    found = checker.support([(whole(text), given_) for text in CLAIMS])

    assert all(0 <= score <= 1 for score in found)
    assert min(found[0], found[2], found[3]) > max(found[1], found[5])


def test_support_does_not_depend_on_what_is_asked_with_it():
    checker, given_ = LocalChecker(EMBEDDER), source(TEXT)
    asked = [(whole(text), given_) for text in CLAIMS]

    together = checker.support(asked)

    assert together == pytest.approx([checker.support([one])[0] for one in asked], abs=1e-5)


def test_a_source_without_a_sentence_does_not_support():
    assert LocalChecker(HashEmbedder()).support([(whole(CLAIMS[0]), source("–"))]) == (0.0,)
    assert LocalChecker(HashEmbedder()).support([]) == ()


def test_what_a_sentence_reports_is_supported_where_another_states_it():
    text = (
        "Mayor Ada Birk said that divers had found four boats. Divers found four boats in the mud on Monday."
    )
    assert label("Divers found four boats in the mud on Monday.", text=text) is Label.SUPPORTED

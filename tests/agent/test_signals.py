from datetime import UTC, datetime

import pytest

from agent.check_local.coverage import Coverage
from agent.check_local.figures import shown
from agent.check_local.signals import Against, compare
from agent.language.numbers import quantities

PUBLISHED = datetime(2031, 6, 12, tzinfo=UTC)


def signals(claim, sentence):
    return compare(claim, Coverage(claim, {}), sentence, sentence, 0.5, PUBLISHED)


def against(claim, sentence):
    return {conflict.kind for conflict in signals(claim, sentence).conflicts}


@pytest.mark.parametrize(
    ("claim", "sentence", "kind"),
    [
        ("Between 30 and 40 houses burned.", "Between 30 and 50 houses burned.", Against.NUMBER),
        ("More than 300 homes lost power.", "250 homes lost power.", Against.NUMBER),
        ("Ana Rusk, 34, was shot.", "Ana Rusk, 43, was shot.", Against.NUMBER),
        ("The plant opened in 1987.", "The plant opened in 1978.", Against.NUMBER),
        ("Half of the staff were dismissed.", "A third of the staff were dismissed.", Against.NUMBER),
        ("The third bridge collapsed.", "The fifth bridge collapsed.", Against.NUMBER),
        ("All of the miners survived.", "Some of the miners survived.", Against.NUMBER),
        ("The bridge closed in March.", "The bridge closed in April.", Against.DAY),
        ("The suspect was arrested in Oslo.", "The suspect was arrested in Bergen.", Against.NAME),
        ("The driver John Galt was hurt.", "The driver Peter Galt was hurt.", Against.NAME),
    ],
)
def test_a_detail_that_differs_is_a_conflict_of_its_kind(claim, sentence, kind):
    assert against(claim, sentence) == {kind}


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Between 30 and 40 houses burned.", "35 houses burned."),
        ("Some 30,000 homes lost power.", "30,900 homes lost power."),
        ("Ana Rusk, 34, was shot.", "Ana Rusk was shot 12 years ago."),
        ("Ana Rusk, 34, was shot.", "Ana Rusk was shot by Tom Birk, 61, in Esk."),
        ("The firm earned $3 million in 2020.", "The firm earned $4 million in 2021."),
        ("Worker 7 was hurt.", "Worker 12 was hurt."),
        ("worker 7 was hurt.", "Worker 12 was hurt."),
        ("He hurt his 16-year-old brother Trevor.", "He shot his six-year-old brother, Brady."),
        ("The bridge closed before 2005.", "The bridge closed in 2001."),
        ("Ines Row's brother Tom Row was shot.", "Paul Row was shot by Ines Row."),
        ("Jon Galt was hurt on the dam.", "John Galt was hurt on the dam."),
    ],
)
def test_what_may_be_said_of_something_else_is_none(claim, sentence):
    assert against(claim, sentence) == set()


def test_a_reason_says_what_decided():
    (conflict, *_) = signals(
        "4,000 guards and 700 sailors came.", "700 guards and 4,000 sailors came."
    ).conflicts
    assert conflict.reason == "'4,000 guards' in the claim, '700 guards' in the source: swapped"
    (conflict,) = signals("The gates opened.", "The gates did not open.").conflicts
    assert conflict.reason == "the source denies 'opened', the claim states it"


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("Lund called it “a very bad deal”.", 0.0),
        ("Lund called it 'a  very bad deal.'", 0.0),
        ("Lund called it “a really bad deal”.", 1.0),
        ("Lund called it a terrible deal.", 0.0),
    ],
)
def test_a_quotation_that_is_not_verbatim_is_missing(claim, missing):
    assert signals(claim, 'Lund said it was "a very bad deal" for Esk.').quotes_missing == missing


def test_an_acronym_names_what_its_letters_stand_for():
    claim = "Immigration and Customs Enforcement arrested 40 people."
    assert signals(claim, "ICE arrested 40 people.").names_missing == 0
    assert signals(claim, "CIE arrested 40 people.").names_missing > 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The mill, opened in 1968 and carrying a bell, burned.", "1968"),
        ("They closed 40 of the schools.", "40"),
        ("It cost 3 million crowns.", "3 million crowns"),
    ],
)
def test_a_reason_shows_a_number_with_what_it_counts_and_nothing_behind(text, wanted):
    assert shown(text, quantities(text)[0]) == wanted

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.language.blanks import Blanks, parted, spaced


def mended(text: str, *others: str) -> str:
    return parted(text, Blanks([text, *others]).missing(text))


@pytest.mark.parametrize(
    ("glued", "other", "whole"),
    [
        ("The dam was run byEngineers.", "It was by then that Engineers left.", "run by Engineers"),
        ("A fire hit MayorIna Corv.", "Firemen helped Mayor Ina Corv.", "Mayor Ina Corv"),
        ("Ina Corvon Sunday left Velden.", "Ina Corv on Sunday stayed.", "Corv on Sunday"),
        ("It saw anincrease in rain.", "They spoke of an increase in trade.", "saw an increase in"),
        ("It rained in Veldenandother towns.", "In Velden and other ports.", "Velden and other towns"),
    ],
)
def test_a_blank_is_set_where_the_articles_show_both_words(glued: str, other: str, whole: str) -> None:
    assert whole in mended(glued, other)
    assert mended(glued) == glued


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("The film was on YouTube in May.", "You may take the Tube in May."),
        ("The paper MailOnline wrote of it.", "The Mail was first, Online shops came later."),
        ("Anna McDonald spoke.", "The Mc is a prefix, and Donald spoke."),
        ("The firm easyJet flies there.", "It was easy to see a Jet."),
        ("The painter deVries spoke.", "The town Velden de Vries was proud of it."),
        ("The wildfire spread north.", "The wild dogs ran from the fire."),
        ("They left the airbase near Velden.", "It was the air base near Velden."),
        ("Mr Parkin spoke of trees.", "There is a Park in Velden, and they spoke."),
        ("They fought over overspending by the town.", "A row over spending by the town grew."),
        ("Maybe a boat sank.", "It may be a boat."),
        ("He wrote “run byEngineers” on a wall.", "It was by then that Engineers left."),
        ("It is at www.byEngineers.org now.", "It was by then that Engineers left."),
    ],
)
def test_brands_names_compounds_and_quotations_stay_whole(text: str, other: str) -> None:
    assert mended(text, other) == text


def test_a_word_that_is_used_again_was_meant() -> None:
    assert (
        mended("The app forFarms grew.", "All use forFarms.", "Apps for all Farms.")
        == "The app forFarms grew."
    )


def test_a_reprint_does_not_make_a_word_meant() -> None:
    text = "The tax forFarms grew."

    assert mended(text, text, "Good for Velden, and Farms.") == "The tax for Farms grew."


def test_words_that_seem_run_together_are_suspect_even_if_no_blank_can_be_set() -> None:
    words = Blanks(["It met strengtheningopposition in aTown.", "All watch YouTube.", "Most like YouTube."])

    assert words.suspect("It met strengtheningopposition")
    assert not words.suspect("All watch YouTube.")
    assert not words.suspect("It met “strengtheningopposition” there")
    assert not words.suspect("It met opposition and floods")


def test_a_text_is_spaced_as_another_is() -> None:
    assert spaced("Ina Corvon Sunday", "Ina Corv on Sunday") == "Ina Corv on Sunday"
    assert spaced("Ina Corvon Sunday", "Ina Corvon left") == "Ina Corvon Sunday"


@given(st.text("abAB .“”", max_size=40))
def test_only_blanks_are_added(text: str) -> None:
    assert mended(text, "ab AB aB ab").replace(" ", "") == text.replace(" ", "")

import pytest

from agent.summary.coverage import Coverage, again, pieces
from tests.agent.writing import source

POST = source("A storm closed the port. Nine boats sank.", "post")
ECHO = source("A storm closed the port. Nine boats sank.", "echo", origin="post")
MAIL = source("The storm closed a school.", "mail")
COVERAGE = Coverage([POST, ECHO, MAIL])


def added(text: str, *told: str) -> float:
    return COVERAGE.added(pieces(text), frozenset().union(*map(pieces, told)), len(text.split()))


def test_what_two_origins_say_weighs_more_than_what_one_repeats_in_a_reprint() -> None:
    assert added("Storm closed.") > 3 * added("Boats sank.") > 0


def test_what_was_told_adds_nothing() -> None:
    assert added("A storm closed the port.", "The storm closed it.", "It closed the port.") == 0
    assert added("A storm closed the port.", "The storm closed it.") > 0


def test_words_that_no_article_uses_add_nothing_and_only_make_a_sentence_longer() -> None:
    assert added("Zebras graze.") == 0
    assert added("Storm closed zebras graze.") == pytest.approx(added("Storm closed.") / 2)


def test_the_words_of_a_single_origin_are_not_counted_as_its_alone() -> None:
    alone = Coverage([POST, ECHO])

    # "boats", "sank" and both together, all first told in the last sentence: 3 x (1 - .3) over two words.
    assert alone.added(pieces("Boats sank."), frozenset(), 2) == pytest.approx(3 * 0.7 / 2)


LONG = "Seven carts fell into the canal when the quay wall of Velden gave way at 6:40 a.m. on Monday."


@pytest.mark.parametrize("text", ["The wall fell at 6:40 a.m.", "Carts fell into the canal of Velden."])
def test_what_a_longer_sentence_tells_with_the_same_figures_is_said_again(text: str) -> None:
    assert again(text, LONG)


@pytest.mark.parametrize(
    "text",
    [
        "The wall fell at 7:15 a.m.",
        "Nine carts fell into the canal.",
        "The wall of Velden was built too low.",
    ],
)
def test_another_figure_or_other_words_are_news(text: str) -> None:
    assert not again(text, LONG)

import pytest

from agent.summary.coverage import Coverage, pieces
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

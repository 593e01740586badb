import pytest

from evals.bias import Judged, figures, has_loaded, leans
from evals.dropped import dropped
from evals.summaries import Item


def judged(text: str, biased: bool) -> Judged:
    return Judged(line=1, text=text, biased=biased)


def test_figures_are_those_counted_by_hand() -> None:
    sentences = [
        judged("The shameful council met on Monday.", True),
        judged("The council met on Monday.", True),
        judged("The outrageous price of bread rose.", False),
        judged("Bread costs two crowns.", False),
    ]

    found = figures(sentences, has_loaded)

    assert found == pytest.approx((1 / 2, 1 / 2, 1 / 2))


def test_no_biased_sentence_leaves_recall_undefined() -> None:
    with pytest.raises(ValueError, match="undefined"):
        figures([judged("The shameful council met.", False)], has_loaded)


def test_two_words_that_lean_count_as_found_and_one_does_not() -> None:
    assert leans("The mayor suddenly claimed that the bridge was closed.")
    assert not leans("The mayor claimed that the bridge was closed.")


def test_a_word_that_articles_use_and_summaries_drop_comes_first() -> None:
    items = [
        Item.model_validate(
            {
                "line": n,
                "id": str(n),
                "articles": [{"title": "Port shut", "text": "A monstrous storm closed the port."}],
                "reference": {"title": "", "text": "A storm closed the port."},
            }
        )
        for n in range(1, 6)
    ]

    found = {each.word: each for each in dropped(items)}

    assert (found["monstrous"].used, found["monstrous"].kept) == (5, 0)
    assert (found["storm"].used, found["storm"].kept) == (5, 5)
    assert found["monstrous"].z > 0 > found["storm"].z

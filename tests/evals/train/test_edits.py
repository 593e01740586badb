from random import Random

import pytest

from evals.train import edits, wordnet
from evals.train.changed import REFUTED, UNKNOWN
from evals.train.edits import MAKERS
from evals.train.rewrites import cut, figures, moved, shorter, surname

SENTENCE = "On Monday, Ada Birk told Tom Hale that some crews may have reached 1,250 homes."
POOL = (
    "Vera Lund walked past 18 farmers near the old mill in Harden.",
    "The dam that fed the town broke because of heavy rain.",
    "Old laws keep the bay behind its gates.",
)
WITHOUT_WORDNET = sorted(set(MAKERS) - {"opposite", "sibling"})


@pytest.mark.parametrize("kind", WITHOUT_WORDNET)
def test_an_edit_changes_the_sentence_and_says_where(kind):
    tries = (MAKERS[kind][0](SENTENCE, POOL, Random(seed)) for seed in range(9))
    made = next(filter(None, tries), None)

    assert made is not None
    assert made.text != SENTENCE
    assert made.kind == kind
    assert all(made.text[start:end].strip() for start, end in made.spans)


@pytest.mark.parametrize("kind", WITHOUT_WORDNET)
def test_a_sentence_without_what_is_edited_stays(kind):
    assert MAKERS[kind][0]("Go.", (), Random(1)) is None


def test_roles_change_places():
    made = edits.roles("Ada Birk sued Tom Hale.", (), Random(1))

    assert made is not None
    assert made.text == "Tom Hale sued Ada Birk."
    assert made.label == REFUTED


def test_two_names_that_are_listed_change_nothing_when_they_change_places():
    assert edits.roles("They met Ada Birk and Tom Hale.", (), Random(1)) is None


def test_a_negation_is_put_in_or_taken_out():
    put = edits.negation("The road was closed.", (), Random(1))
    taken = edits.negation("The road was not closed.", (), Random(1))

    assert put is not None
    assert put.text in {"The road was not closed.", "The road was never closed."}
    assert taken is not None
    assert taken.text == "The road was closed."


def test_a_splice_takes_the_end_of_a_sentence_of_elsewhere_after_a_word_of_the_same_kind():
    made = edits.splice(
        "The old pier was closed in May.", ("The two brothers were cleared of theft.",), Random(1)
    )

    assert made is not None
    assert made.text == "The old pier were cleared of theft."
    assert [made.text[start:end] for start, end in made.spans] == ["were cleared of theft."]


def test_a_dropped_hedge_leaves_it_open_rather_than_wrong():
    made = edits.hedge("The road may close.", (), Random(1))

    assert made is not None
    assert (made.text, made.label) == ("The road will close.", UNKNOWN)


@pytest.mark.parametrize(
    ("rewrite", "sentence", "wanted"),
    [
        (shorter, "The road was closed at noon, which annoyed drivers.", "The road was closed at noon."),
        (moved, "On Monday, the road to Esk was closed.", "The road to Esk was closed on Monday."),
        (figures, "They closed four roads and 1,250 homes.", "They closed 4 roads and 1250 homes."),
        (surname, "They met Ada Birk.", "They met Birk."),
        (cut, "The old pier was closed in May after a storm.", "The old pier was closed in May."),
    ],
)
def test_a_rewrite_keeps_what_is_said(rewrite, sentence, wanted):
    assert rewrite(sentence, Random(1)) == wanted


@pytest.mark.skipif(not wordnet.FOLDER.exists(), reason="needs Debian's package wordnet-base")
def test_words_are_exchanged_in_the_form_they_have():
    made = edits.opposite("Prices increased sharply.", (), Random(1))

    assert made is not None
    assert "decreased" in made.text
    assert "purchase" in wordnet.same("buy", "verb")

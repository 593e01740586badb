import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.language.negation import negated
from agent.language.polarity import hedged, negation_conflict, opposite_conflict
from agent.language.roles import role_conflict


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("towns not complying with his building plan", {"compli"}),
        ("The barge did not really hit the pier.", {"realli", "hit"}),
        ("It was a comma, not a full stop.", set()),
        ("Not only the roof burned.", set()),
        ("None of the injured was seriously ill.", {"serious", "ill"}),
    ],
)
def test_a_negation_denies_the_first_content_word_in_its_scope(text, concepts):
    assert negated(text) == concepts


def test_a_negation_conflict_shows_the_word_as_it_stands():
    assert negation_conflict("The barge hit the pier.", "The barge never hit the pier.") == ("hit", False)
    assert negation_conflict("The barge never hit it.", "The barge did not hit it.") is None


def test_opposites_conflict_unless_the_sentence_has_the_claims_own_word():
    assert opposite_conflict("Prices rose.", "Prices fell.") == ("rose", "fell")
    assert opposite_conflict("Prices rose.", "Prices rose and then fell.") is None


@pytest.mark.parametrize(
    "sentence", ["Norland Rail sued the Drivers Guild.", "The Drivers Guild was sued by Norland Rail."]
)
def test_swapped_roles_conflict_in_active_and_passive(sentence):
    assert role_conflict("The Drivers Guild sued Norland Rail.", sentence)
    assert role_conflict("Norland Rail sued the Drivers Guild.", sentence) is None


def test_what_may_happen_is_hedged():
    assert hedged("The bridge may close.")
    assert not hedged("The bridge closed.")


@given(st.text(max_size=60), st.text(max_size=60))
def test_comparing_any_two_texts_never_fails(one, other):
    negation_conflict(one, other)
    opposite_conflict(one, other)
    role_conflict(one, other)

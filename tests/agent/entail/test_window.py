from hypothesis import given
from hypothesis import strategies as st

from agent.entail import Words

STORY = (
    "The Esk ferry ran aground on Monday.",
    "It carried 40 passengers.",
    "Captain Ada Birk called for help.",
    "A tug from Norland pulled the ferry free at dawn.",
    "The bakery in Esk sells rye bread.",
)


def test_the_sentence_that_holds_most_of_the_claim_is_read_first():
    found = Words(STORY).window("A tug pulled the ferry free.")

    assert found is not None
    assert found.best == 3


def test_a_claim_that_joins_two_facts_finds_both():
    found = Words(STORY).window("The ferry ran aground and a tug from Norland pulled it free.")

    assert found is not None
    assert {0, 3} <= set(found.places)


def test_the_sentence_before_the_best_one_is_read_for_its_pronouns():
    found = Words(STORY).window("The ferry carried 40 passengers.", sentences=1)

    assert found is not None
    assert found.places == (0, 1)


def test_nothing_is_read_where_no_word_is_shared():
    assert Words(STORY).window("Quantum physicists disagree") is None
    assert Words(()).window("The ferry ran aground.") is None


def test_a_window_stays_short_however_long_the_sentences():
    long = tuple(f"The ferry {'was seen and ' * 30} number {n}." for n in range(8))

    found = Words(long).window("The ferry was seen.")

    assert found is not None
    assert len(found.places) == 1


@given(st.lists(st.text(max_size=60), max_size=6), st.text(max_size=60))
def test_any_text_gives_ascending_places_and_a_share(sentences, claim):
    found = Words(sentences).window(claim)

    if found:
        assert list(found.places) == sorted(set(found.places))
        assert found.best in found.places
        assert 0 <= found.share <= 1 + 1e-9

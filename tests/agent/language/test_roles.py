import pytest

from agent.language.roles import role_conflict


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Lund sued Meriville.", "Meriville sued Lund."),
        ("lund sued meriville.", "Meriville sued Lund."),
        ("Lund was sued by Meriville.", "Lund sued Meriville."),
        ("Ada Birk beat Bo Rask in the vote.", "Bo Rask beat Ada Birk in the vote."),
    ],
)
def test_names_that_change_places_around_a_verb_are_swapped(claim, sentence):
    assert role_conflict(claim, sentence)
    assert role_conflict(claim, claim) is None


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Jo Lund met Ada Birk.", "Ada Birk met Jo Lund."),
        ("Big Dam was created by Jo Lund.", "Big Dam is a series created by Jo Lund."),
        ("Jo Lund is the husband of Ada Birk.", "Ada Birk is the wife of Jo Lund."),
        ("The Esk lies north of the Meriville.", "The Meriville, found south of the Esk, is wide."),
    ],
)
def test_what_holds_both_ways_or_is_no_act_is_not_swapped(claim, sentence):
    assert role_conflict(claim, sentence) is None

import pytest

from agent.language.polarity import negation_conflict


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Esk sold fire safety glass.", "The glass was not fire resistant."),
        ("Lund refused to name the buyer.", "Lund would not even name the buyer."),
        ("The strike has not ended.", "The strike was expected to end on Monday."),
        ("Rask will stand trial in July.", "Rask will not stand trial until July."),
        ("There was no demand for tickets.", "Lund did not see demand for tickets."),
        ("Esk drank the water.", "Doctors said that nobody should drink the water."),
        ("The gates opened.", "It is unclear whether the gates did not open."),
    ],
)
def test_what_a_denial_does_not_reach_is_no_conflict(one, other):
    assert negation_conflict(one, other) is None
    assert negation_conflict(other, one) is None


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("Divers found the barge.", "Divers failed to find the barge.", "found"),
        ("Nobody was hurt.", "Two guards were hurt.", "hurt"),
        ("There is no legal basis for it.", "There is a legal basis for it.", "basis"),
        ("Rask denied that he paid the guards.", "Rask paid the guards.", "paid"),
        ("Meteor is not a film by Lund.", "Meteor is a film by Lund.", "film"),
    ],
)
def test_what_one_denies_and_the_other_states_conflicts_both_ways(one, other, word):
    found = negation_conflict(one, other), negation_conflict(other, one)
    assert word in {conflict[0] for conflict in found if conflict}
    assert None not in found

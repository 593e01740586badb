import pytest

from agent.language.quantifiers import quantifier_conflict


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("All of the miners survived.", "Some of the miners survived."),
        ("All residents left.", "Most residents left."),
        ("Only two of the gates opened.", "All of the gates opened."),
        ("All shops closed.", "Not all shops closed."),
    ],
)
def test_more_than_the_source_says_or_only_a_part_conflicts(claim, sentence):
    assert quantifier_conflict(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("Some residents left.", "All residents left."),
        ("All residents left.", "All residents and some guests left."),
        ("All residents left.", "Some guests left."),
        ("Lund visited the most remote villages.", "Lund visited some remote villages."),
        ("Both Lund and Birk left.", "Some of them left."),
    ],
)
def test_what_follows_from_the_source_or_counts_others_does_not(claim, sentence):
    assert quantifier_conflict(claim, sentence) is None

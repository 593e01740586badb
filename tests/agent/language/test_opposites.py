import pytest

from agent.language.polarity import opposite_conflict


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("The court upheld the order.", "The panel struck down the order."),
        ("The order is constitutional.", "The order violated the constitution, the judge wrote."),
        ("The search was legal.", "The search broke the law."),
        ("The ferry sank.", "The ferry rose."),
        ("Cars stopped at the red line.", "Cars stopped at the yellow line."),
        ("Lund played the guitar.", "Lund played the piano."),
        ("The raft was two miles downstream.", "The raft was two miles upstream when the lock failed."),
        ("The patient is in a stable condition.", "The patient is in a critical condition."),
        ("The show was held indoors.", "The show was held outdoors."),
        ("Inbound trains were late.", "Outbound trains were late."),
    ],
)
def test_opposites_of_one_thing_conflict(claim, sentence):
    assert opposite_conflict(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("It closes by the end of the year.", "It continued for a year."),
        ("Esk continued to fight.", "Esk refused a cease-fire in the fight."),
        ("Lund is unlikely to vote for it.", "The deal is likely sealed."),
        ("He wore a red hat.", "He drove a yellow car."),
        ("He wore a red hat and a blue coat.", "He wore a blue hat."),
        ("Prices are stable.", "The minister was critical of the plan."),
        ("The raft drifted downstream.", "The mill stands upstream of the town."),
        ("The court did not uphold the order.", "The court struck down the order."),
    ],
)
def test_opposites_of_different_things_do_not(claim, sentence):
    assert opposite_conflict(claim, sentence) is None

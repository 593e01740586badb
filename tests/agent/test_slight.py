import pytest

from agent.draft.slight import slight


@pytest.mark.parametrize(
    "text",
    [
        "The brewery did not respond to questions about the missing barrels.",
        "Tollan Rail declined to comment on the broken axle, citing the inquiry.",
        "The owner of the orchard did not return three calls from the paper.",
        "The evening paper has seen a copy of the contract.",
    ],
)
def test_that_nothing_was_said_or_a_paper_seen_is_worth_least(text: str) -> None:
    assert slight(text) > 1


@pytest.mark.parametrize(
    "text",
    [
        "The brewery did not respond in time to the leak, and 40 barrels were lost.",
        "Engineers who have seen the contract say the axle was never tested under full load.",
        "The orchard lost a third of its trees.",
        "Prosecutors charged the surveyor with causing a flood through gross negligence and false maps.",
    ],
)
def test_what_happened_loses_nothing(text: str) -> None:
    assert slight(text) == 0


def test_each_missing_word_costs_and_names_are_none() -> None:
    short, shorter = "“We are tired and hungry,” Ada Brook said.", "“We are tired,” Ada Brook said."

    assert 1 > slight(shorter) > slight(short) > 0

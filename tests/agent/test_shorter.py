import pytest

from agent.draft.shorter import shorter
from tests.agent.writing import source


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Clean Velden, the brave group that fought the mill, says that cows fall ill near such plants.",
            "Clean Velden says that cows fall ill near such plants.",
        ),
        (
            "In a stunning reversal, the council of Velden voted 8 to 6 on Monday to close the mill.",
            "The council of Velden voted 8 to 6 on Monday to close the mill.",
        ),
    ],
)
def test_a_part_with_a_loaded_word_is_left_out(text: str, left: str) -> None:
    assert left in shorter(text, source(text))


def test_a_long_sentence_loses_whole_parts_and_says_nothing_else() -> None:
    text = (
        "Seven boats, including a trawler and an empty ferry, sank in the inner harbour of Velden when the "
        "wall gave way at 6:40 a.m., before most of the crews had come aboard for the day."
    )

    found = shorter(text, source(text))

    assert found
    for each in found:
        assert len(each) < len(text)
        assert each.startswith("Seven boats")
        assert set(each.replace(",", "").rstrip(".").split()) <= set(text.replace(",", "").split()) | {"day"}


@pytest.mark.parametrize(
    "text",
    [
        "The council of Velden voted on Monday to close the old mill.",
        "The shameful council of Velden voted on Monday to close the mill.",
        "The reckless council, if the court agrees to it, will close the old mill in May.",
    ],
)
def test_a_short_neutral_sentence_a_loaded_subject_and_a_condition_stay_as_they_are(text: str) -> None:
    assert shorter(text, source(text)) == ()

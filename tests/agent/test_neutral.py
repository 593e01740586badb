import pytest

from agent.neutral import heard, loaded, neutrality, per_hundred
from agent.values import Label, SummarySentence
from tests.agent.writing import sentences, source
from vectorstore.values import cite

CALM = source("The council voted on Monday. The bridge will close in June.", "calm", origin="wire")
COPY = source("The council voted on Monday. The bridge will close in June.", "copy", origin="wire")
LOUD = source("The shameful council caved on Monday. “A disgrace,” said Otto Vale.", "loud")


def sentence(text: str, *cited: tuple[int, str]) -> SummarySentence:
    named = {each.article.id: each for each in (CALM, COPY, LOUD)}
    citations = tuple(cite(named[name].article, sentences(named[name])[at]) for at, name in cited)
    return SummarySentence(text=text, verdict=Label.SUPPORTED, origins=1, citations=citations)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The council voted on Monday.", ()),
        ("The shameful council caved on Monday.", ("shameful", "caved")),
        ("Vale called it “a shameful disgrace” on Monday.", ()),
        ("Remarkable remarks were made about a fake news site.", ("Remarkable", "fake news")),
        ("The so-called plan was a witch hunt and a disgrace.", ("so-called", "witch hunt", "disgrace")),
    ],
)
def test_loaded_words_are_found_outside_quotations(text: str, found: tuple[str, ...]) -> None:
    assert loaded(text) == found


def test_loaded_words_are_counted_per_hundred_words() -> None:
    # 2 loaded of 6 words; then 2 of 6 and 0 of 6; then 1 of 4, "An utter disgrace" being quoted.
    assert per_hundred(["The shameful council caved on Monday."]) == pytest.approx(100 * 2 / 6)
    assert per_hundred(
        ["The shameful council caved on Monday.", "The bridge will close in June."]
    ) == pytest.approx(100 * 2 / 12)
    assert per_hundred(["“An utter disgrace,” said furious Otto Vale."]) == pytest.approx(100 * 1 / 4)


def test_no_words_have_no_share_of_loaded_ones() -> None:
    with pytest.raises(ValueError, match="no words"):
        per_hundred([" … ", ""])


def test_figures_of_a_summary_are_those_counted_by_hand() -> None:
    told = [
        sentence("The council voted on Monday.", (0, "calm"), (0, "loud")),
        sentence("The bridge will close in June.", (1, "calm")),
    ]

    figures = neutrality(told, [CALM.article, COPY.article, LOUD.article])

    # Inputs: 11 + 11 + 9 words outside quotations, with "shameful" and "caved".
    assert figures.loaded_per_100_inputs == round(100 * 2 / 31, 2)
    assert (figures.loaded_per_100_summary, figures.loaded_words) == (0, ())
    assert (figures.origins_used, figures.origins_total) == (2, 2)
    assert figures.shares == {"The Calm + The Copy": 0.667, "The Loud": 0.333}
    assert figures.shares_inputs == {"The Calm + The Copy": 0.5, "The Loud": 0.5}


def test_a_reprint_that_is_cited_as_well_is_no_second_voice() -> None:
    told = [sentence("The council voted on Monday.", (0, "calm"), (0, "copy"), (0, "loud"))]

    assert heard(told, {"calm": "wire", "copy": "wire", "loud": "loud"}) == {"wire": 1, "loud": 1}
    figures = neutrality(told, [CALM.article, COPY.article, LOUD.article])
    assert figures.shares == {"The Calm + The Copy": 0.5, "The Loud": 0.5}


def test_origins_of_one_publisher_share_a_line() -> None:
    second = LOUD.article.model_copy(update={"id": "loud-2", "origin": "loud-2"})

    figures = neutrality([sentence("The council caved.", (0, "loud"))], [LOUD.article, second])

    assert (figures.origins_used, figures.origins_total) == (1, 2)
    assert (figures.shares, figures.shares_inputs) == ({"The Loud": 1.0}, {"The Loud": 1.0})


def test_a_summary_of_nothing_has_figures_too() -> None:
    figures = neutrality([], [CALM.article])

    assert (figures.loaded_per_100_summary, figures.origins_used, figures.shares) == (0, 0, {"The Calm": 0})


def test_articles_without_a_word_are_not_loaded() -> None:
    assert neutrality([], [source("… — …", "dots").article]).loaded_per_100_inputs == 0

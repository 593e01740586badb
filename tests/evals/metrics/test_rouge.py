import pytest
from hypothesis import given
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer
from rouge_score.tokenizers import DefaultTokenizer

from evals.metrics.rouge import rouge1, rouge2, rouge_l
from evals.rows import SummaryRow

NAMES = ("rouge1", "rouge2", "rougeL")
texts = st.text("ab. \n", max_size=40) | st.text(st.characters(max_codepoint=127), max_size=80)
# As long as real ones, and with words in common.
STORY = (
    "The council of Otterholt voted 9 to 6 on Tuesday to rezone farmland for a data centre, the mayor's "
    'office said. "We need the jobs," mayor Ilse Brandt told reporters. Farmers had protested for weeks. ' * 3
)
REFERENCE = (
    "Otterholt's council rezoned farmland for a data centre. The vote on Tuesday was 9 to 6. Farmers, who "
    "had been protesting for weeks, said the jobs were few; the mayor told reporters the town needs them."
)


def row(text: str, reference: str | None) -> SummaryRow:
    return SummaryRow(id="s", text=text, reference=reference)


def figures(text: str, reference: str) -> list[float]:
    return [metric([row(text, reference)]) for metric in (rouge1, rouge2, rouge_l)]


def by_google(text: str, reference: str) -> list[float]:
    found = RougeScorer(NAMES).score(reference, text)
    return [found[name].fmeasure for name in NAMES]


def test_a_worked_pair() -> None:
    # In common: police, the, gunman; "the gunman"; "police the gunman". 5 words against 4, 4 pairs against 3.
    found = figures("Police kill, the gunman!", "police killed the gunman")

    assert found == pytest.approx([2 * 3 / (4 + 4), 2 * 1 / (3 + 3), 2 * 3 / (4 + 4)])


def test_order_counts_for_the_longest_sequence_alone() -> None:
    assert figures("a b c", "c b a") == pytest.approx([1, 0, 1 / 3])


@pytest.mark.parametrize(("text", "reference"), [(STORY, REFERENCE), (REFERENCE, STORY), (STORY, STORY)])
def test_long_texts_agree_with_rouge_score(text: str, reference: str) -> None:
    assert figures(text, reference) == pytest.approx(by_google(text, reference))


@given(texts, texts)
def test_any_ascii_texts_agree_with_rouge_score(text: str, reference: str) -> None:
    assert figures(text, reference) == pytest.approx(by_google(text, reference))


def test_words_are_stemmed_if_asked() -> None:
    tokenizer = DefaultTokenizer(use_stemmer=True)

    def stem(word: str) -> str:
        return str(tokenizer.tokenize(word)[0])

    wanted = RougeScorer(NAMES, use_stemmer=True).score(REFERENCE, STORY)

    rows = [row(STORY, REFERENCE)]
    found = [rouge1(rows, stem), rouge2(rows, stem), rouge_l(rows, stem)]
    assert found == pytest.approx([wanted[name].fmeasure for name in NAMES])
    assert found[0] > rouge1(rows)


def test_letters_of_any_script_make_words() -> None:
    assert figures("Élysée wählt Кремль", "élysée WÄHLT кремль") == [1, 1, 1]


def test_summaries_without_a_reference_are_left_out_and_alone_an_error() -> None:
    without = row("a", None)

    assert rouge1([without, row("a", "a"), row("a", "b")]) == pytest.approx(1 / 2)
    for metric in (rouge1, rouge2, rouge_l):
        with pytest.raises(ValueError, match="none of 1 summaries has a reference"):
            metric([without])

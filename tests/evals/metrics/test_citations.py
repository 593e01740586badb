import pytest

from evals.metrics.citations import citation_precision, citation_recall
from tests.evals.metrics.summing import sentence, summary


def test_recall_asks_whether_all_citations_together_support() -> None:
    mixed = summary(sentence(), sentence(supported=False))

    assert citation_recall([mixed, summary(sentence())]) == pytest.approx((1 / 2 + 1) / 2)


def test_a_sentence_that_cites_nothing_is_not_recalled() -> None:
    assert citation_recall([summary(sentence(needed=()), sentence())]) == pytest.approx(1 / 2)


def test_precision_asks_whether_each_citation_is_needed() -> None:
    # 2 of 3 needed, and 1 that stands with an unsupported sentence: 2 / 4; the other output 1 / 1.
    first = summary(sentence(needed=(True, False, True)), sentence(supported=False))

    assert citation_precision([first, summary(sentence())]) == pytest.approx((2 / 4 + 1) / 2)


def test_an_output_without_citations_is_not_precise() -> None:
    assert citation_precision([summary(sentence(needed=())), summary(sentence())]) == pytest.approx(1 / 2)


def test_a_shuffled_citation_costs_both() -> None:
    # Supported by the first citation alone; with another article's in its place, nothing is borne out.
    kept = summary(sentence(needed=(True, False)))
    shuffled = summary(sentence(supported=False, needed=(False, False)))

    assert (citation_recall([kept]), citation_precision([kept])) == (1, 1 / 2)
    assert (citation_recall([shuffled]), citation_precision([shuffled])) == (0, 0)


def test_outputs_without_sentences_are_left_out_and_alone_an_error() -> None:
    assert citation_recall([summary(), summary(sentence())]) == 1
    for metric in (citation_recall, citation_precision):
        with pytest.raises(ValueError, match="1 summaries hold no sentence"):
            metric([summary()])

import pytest

from evals.metrics.faithfulness import supported_sentences, unsupported_outputs
from tests.evals.metrics.summing import sentence, summary

GOOD, BAD = sentence(), sentence(supported=False)


def test_sentences_count_over_all_outputs() -> None:
    assert supported_sentences([summary(GOOD, GOOD, BAD), summary(GOOD), summary()]) == pytest.approx(3 / 4)


def test_one_unsupported_sentence_spoils_an_output() -> None:
    rows = [summary(GOOD, GOOD, BAD), summary(BAD, BAD), summary(GOOD), summary()]

    assert unsupported_outputs(rows) == pytest.approx(2 / 4)


def test_without_sentences_or_outputs_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 summaries hold no sentence"):
        supported_sentences([summary()])
    with pytest.raises(ValueError, match="no summaries"):
        unsupported_outputs([])

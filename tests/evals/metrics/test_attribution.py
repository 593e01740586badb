import pytest

from evals.metrics.attribution import attribution_kept
from tests.evals.metrics.summing import sentence, summary


def test_only_sentences_that_rest_on_reported_words_count() -> None:
    kept = sentence(reported=True, attributed=True)
    dropped = sentence(reported=True, attributed=False)

    assert attribution_kept([summary(kept, sentence(), dropped), summary(kept)]) == pytest.approx(2 / 3)


def test_without_reported_words_it_is_an_error() -> None:
    with pytest.raises(ValueError, match="no sentence of 1 summaries reports"):
        attribution_kept([summary(sentence(attributed=True))])

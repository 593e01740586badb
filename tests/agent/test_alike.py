import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.alike import overlap, similarity
from vectorstore.embed import HashEmbedder


def test_overlap_is_counted_over_the_smaller_set() -> None:
    assert overlap(frozenset("abcd"), frozenset("abcxyz")) == pytest.approx(3 / 4)


def test_sets_too_small_to_say_anything_do_not_overlap() -> None:
    assert overlap(frozenset("ab"), frozenset("ab")) == 0


def test_a_sentence_is_wholly_like_itself_and_less_like_others() -> None:
    texts = ["The storm closed the port on Monday.", "The storm shut the harbour.", "Bread is cheap in May."]

    alike = similarity(texts, HashEmbedder().embed(texts))

    assert alike.shape == (3, 3)
    assert np.diag(alike) == pytest.approx([1, 1, 1])
    assert alike[0, 1] > alike[0, 2]


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_likeness_is_symmetric_and_bounded(texts: list[str]) -> None:
    alike = similarity(texts, HashEmbedder().embed(texts))

    assert np.allclose(alike, alike.T, atol=1e-6)
    assert alike.min() >= -0.5 - 1e-6
    assert alike.max() <= 1 + 1e-6

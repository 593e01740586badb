"""Rows of retrieval for tests."""

from collections.abc import Callable

from hypothesis import strategies as st

from evals.rows import RetrievalRow

PASSAGES = "abcdefgh"


def query(relevant: str, found: str) -> RetrievalRow:
    return RetrievalRow(id="q", relevant=tuple(relevant), found=tuple(found))


def _drawn(draw: Callable[..., list[str]]) -> RetrievalRow:
    relevant = draw(st.lists(st.sampled_from(PASSAGES), min_size=1, unique=True))
    return query("".join(relevant), "".join(draw(st.permutations(PASSAGES))))


rankings = st.composite(_drawn)()
"""Every passage is found, in any order, and some are relevant."""

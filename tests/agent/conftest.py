import pytest

from tests.faulty import _faulty_server, faulty
from vectorstore.cache import Cached
from vectorstore.embed import Embedder, MiniLM

__all__ = ["_faulty_server", "faulty"]  # fixtures


@pytest.fixture(scope="session")
def minilm() -> Embedder:
    """The real model, loaded once; what was embedded before is remembered."""
    return Cached(MiniLM())

import pytest

from vectorstore.cache import Cached
from vectorstore.embed import Embedder, MiniLM


@pytest.fixture(scope="session")
def minilm() -> Embedder:
    """The real model, loaded once; what was embedded before is remembered."""
    return Cached(MiniLM())

import pytest

from tests.faulty import _faulty_server, faulty
from tests.vectors import embedder
from vectorstore.embed import Embedder

__all__ = ["_faulty_server", "faulty"]  # fixtures


@pytest.fixture(scope="session")
def minilm() -> Embedder:
    """The real model, loaded once; what was embedded before is remembered."""
    return embedder()

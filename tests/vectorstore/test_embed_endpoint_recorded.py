"""The endpoint embedder against what a real llama.cpp server answered; `cassettes/README.md` tells which."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from pydantic import SecretStr

from vectorstore.embed_endpoint import EndpointEmbedder
from vectorstore.errors import EmbedderError

pytestmark = pytest.mark.vcr

SERVER = "http://127.0.0.1:8080"
FERRY = "The ferry left the harbour at noon."
MAYOR = "The mayor said no money was missing."

Connect = Callable[[str], EndpointEmbedder]


@pytest.fixture
def connect() -> Iterator[Connect]:
    opened = []

    def to(path: str) -> EndpointEmbedder:
        opened.append(
            EndpointEmbedder(SERVER + path, "smollm2-135m", SecretStr("any"), max_retries=0, batch=2)
        )
        return opened[-1]

    yield to
    for embedder in opened:
        embedder.close()


def test_batches_come_back_as_unit_rows_in_order(connect: Connect) -> None:
    embedder = connect("/v1")

    rows = embedder.embed([MAYOR, FERRY, MAYOR])

    assert rows.shape == (3, 576)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-6)
    np.testing.assert_array_equal(rows[0], rows[2])
    assert rows[0] @ rows[1] < 0.99
    assert embedder.dimension == 576


def test_an_empty_text_that_the_server_would_refuse_is_embedded(connect: Connect) -> None:
    rows = connect("/v1").embed([""])

    assert rows.shape == (1, 576)


def test_a_text_too_long_for_the_server_is_one_line_in_its_words(connect: Connect) -> None:
    with pytest.raises(EmbedderError, match=r"status 500: .*402 tokens.* too large to process") as caught:
        connect("/v1").embed(["ferry " * 400])

    assert "\n" not in str(caught.value)


def test_a_wrong_address_is_one_line_that_shows_it(connect: Connect) -> None:
    with pytest.raises(EmbedderError, match=r"'http://127\.0\.0\.1:8080/v2' failed: status 404") as caught:
        connect("/v2").embed([FERRY])

    assert "\n" not in str(caught.value)
    assert "check the address" in str(caught.value)

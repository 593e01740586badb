import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from pydantic import SecretStr

from vectorstore.embed import HashEmbedder
from vectorstore.embed_endpoint import EndpointEmbedder
from vectorstore.errors import EmbedderError

pytestmark = pytest.mark.socket

KEY = "sk-very-secret-0123456789"


class Endpoint(ThreadingHTTPServer):
    """A small real embedding server; `behaviour` chooses how it goes wrong."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviour = "good"
        self.requests: list[tuple[dict, str | None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((body, self.headers["Authorization"]))
        rows = HashEmbedder(8).embed(body["input"]) * 2
        items = [{"object": "embedding", "index": i, "embedding": row.tolist()} for i, row in enumerate(rows)]
        status, reply = 200, {"object": "list", "model": body["model"], "data": items[::-1], "usage": {}}
        match self.server.behaviour:
            case "refuse":
                status, reply = 401, {"error": {"message": f"Incorrect key:\n{KEY}"}}
            case "short":
                reply["data"] = items[1:]
            case "ragged":
                items[0]["embedding"].append(0.5)
            case "infinite":
                items[0]["embedding"][0] = float("nan")
            case "words":
                items[0]["embedding"] = ["a", "b"]
            case "nothing":
                reply = {"message": "hello"}
            case "redirect":
                status = 307
        self.answer(status, json.dumps(reply) if self.server.behaviour != "page" else "<html>not json</html>")

    def answer(self, status: int, content: str) -> None:
        packed = content.encode()
        self.send_response(status)
        if status == 307:
            self.send_header("Location", f"http://localhost:{self.server.server_port}/v1/embeddings")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the overridden method's name
        pass


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def embedder(endpoint: Endpoint) -> Iterator[EndpointEmbedder]:
    embedder = EndpointEmbedder(endpoint.url, "tiny", SecretStr(KEY), max_retries=0, batch=2)
    yield embedder
    embedder.close()


def test_rows_come_back_in_order_and_of_length_one(embedder: EndpointEmbedder, endpoint: Endpoint) -> None:
    texts = ["the ferry", "the tram", "the mayor", "", "the storm"]

    rows = embedder.embed(texts)

    np.testing.assert_allclose(rows, HashEmbedder(8).embed([text or " " for text in texts]), atol=1e-6)
    assert [len(body["input"]) for body, _ in endpoint.requests] == [2, 2, 1]
    assert {body["model"] for body, _ in endpoint.requests} == {"tiny"}
    assert {key for _, key in endpoint.requests} == {f"Bearer {KEY}"}


def test_the_dimension_is_asked_for_once_and_not_at_all_when_given(
    embedder: EndpointEmbedder, endpoint: Endpoint
) -> None:
    assert EndpointEmbedder(endpoint.url, "tiny", SecretStr(KEY), dimension=8).dimension == 8
    assert endpoint.requests == []

    assert (embedder.dimension, embedder.dimension) == (8, 8)
    assert len(endpoint.requests) == 1


def test_no_texts_give_no_rows(embedder: EndpointEmbedder) -> None:
    assert embedder.embed([]).shape == (0, 8)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("refuse", "401"),
        ("short", "one vector for each of 2 texts"),
        ("ragged", "one vector for each of 2 texts"),
        ("infinite", "one vector for each of 2 texts"),
        ("words", "one vector for each of 2 texts"),
        ("nothing", "one vector for each of 2 texts"),
        ("page", "failed"),
        ("redirect", "307"),
    ],
)
def test_a_bad_answer_is_one_line_without_the_key(
    embedder: EndpointEmbedder, endpoint: Endpoint, behaviour: str, reason: str
) -> None:
    endpoint.behaviour = behaviour

    with pytest.raises(EmbedderError, match=reason) as caught:
        embedder.embed(["the ferry", "the tram"])

    message = str(caught.value)
    assert "\n" not in message
    assert KEY not in message
    assert "tiny" in message
    assert len(endpoint.requests) == 1


def test_another_length_than_promised_is_refused(endpoint: Endpoint) -> None:
    embedder = EndpointEmbedder(endpoint.url, "tiny", SecretStr(KEY), dimension=9)

    with pytest.raises(EmbedderError, match="8 numbers, not 9"):
        embedder.embed(["the ferry"])
    embedder.close()


def test_nobody_listening_is_an_error_that_hides_credentials() -> None:
    embedder = EndpointEmbedder("http://me:hidden@127.0.0.1:9/v1", "tiny", SecretStr(KEY), max_retries=0)

    with pytest.raises(EmbedderError, match=r"http://127.0.0.1:9/v1") as caught:
        embedder.embed(["the ferry"])

    assert "hidden" not in str(caught.value)
    embedder.close()

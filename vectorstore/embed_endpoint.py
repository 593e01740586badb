"""Texts to unit vectors by an OpenAI-compatible endpoint (OpenAI, vLLM, Ollama, llama.cpp).

Vectors are asked for as lists of numbers, since not every server speaks the base64 form that the client
prefers. Redirects are not followed: only the configured host is contacted.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from pydantic import SecretStr

from vectorstore.embed import Vectors, unit_rows
from vectorstore.errors import EmbedderError
from vectorstore.onnx import encodable


class EndpointEmbedder:
    """An embedding model behind `base_url`, the only host it contacts; nothing is sent before the first call.

    Args:
        base_url: Address up to and including the version, such as `http://localhost:11434/v1`.
        model: Name of the model at the endpoint.
        api_key: Key; endpoints that need none accept any.
        dimension: Length of each vector; asked from the endpoint with a one-word text if not given.
        timeout: Seconds for one request.
        max_retries: Further attempts after a lost connection, a timeout, 429 or 5xx.
        batch: Texts per request.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: SecretStr,
        *,
        dimension: int | None = None,
        timeout: float = 60.0,
        max_retries: int = 2,
        batch: int = 64,
    ) -> None:
        self.name = f"endpoint:{model}"
        self._base_url = base_url
        self._model = model
        self._key = api_key
        self._dimension = dimension
        self._timeout = timeout
        self._max_retries = max_retries
        self._batch = batch

    @property
    def dimension(self) -> int:
        """Length of each vector; costs one request if it was not given and nothing was embedded yet."""
        if self._dimension is None:
            self._dimension = self._request(["dimension"]).shape[1]
        return self._dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `vectorstore.embed.Embedder.embed`."""
        # An empty input is refused by some servers.
        sent = [encodable(text) or " " for text in texts]
        batches = [
            self._request(sent[first : first + self._batch]) for first in range(0, len(sent), self._batch)
        ]
        if not batches:
            return np.empty((0, self.dimension), dtype=np.float32)
        return np.concatenate(batches)

    def _request(self, texts: list[str]) -> Vectors:
        """Unit vectors of one batch, checked for number, order, shape and finiteness."""
        import openai

        try:
            reply = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
        except openai.APIStatusError as error:
            raise self._failure(f"status {error.status_code}: {error}") from error
        except (openai.OpenAIError, ValueError) as error:  # ValueError: the reply is no JSON.
            raise self._failure(f"{type(error).__name__}: {error}") from error
        rows = _rows(reply)
        if len(rows) != len(texts) or rows.ndim != 2 or not np.isfinite(rows).all():
            raise self._failure(f"the reply does not hold one vector for each of {len(texts)} texts")
        if self._dimension not in (None, rows.shape[1]):
            raise self._failure(f"vectors have {rows.shape[1]} numbers, not {self._dimension}")
        self._dimension = rows.shape[1]
        return unit_rows(rows)

    @cached_property
    def _client(self) -> Any:
        import openai

        return openai.OpenAI(
            base_url=self._base_url,
            api_key=self._key.get_secret_value(),
            timeout=self._timeout,
            max_retries=self._max_retries,
            http_client=openai.DefaultHttpxClient(follow_redirects=False),
        )

    def close(self) -> None:
        """Close the connections; a later call opens new ones."""
        if client := self.__dict__.pop("_client", None):
            client.close()

    def _failure(self, reason: str) -> EmbedderError:
        parts = urlsplit(self._base_url)
        shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        if key := self._key.get_secret_value():
            reason = reason.replace(key, "…")
        return EmbedderError(
            f"embedding model {self._model!r} at {shown!r} failed: {' '.join(reason.split())[:300]}; "
            "check the address, the model's name and the key"
        )


def _rows(reply: Any) -> NDArray[np.float64]:
    """The vectors of `reply` by their index; no rows if it is not of the promised shape."""
    try:
        ordered = sorted(reply.data, key=lambda item: item.index)
        rows = np.array([item.embedding for item in ordered], dtype=np.float64)
    except (AttributeError, TypeError, ValueError):
        return np.empty((0, 0))
    return rows if [item.index for item in ordered] == list(range(len(ordered))) else np.empty((0, 0))

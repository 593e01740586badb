"""The two collections of a store in Chroma: the only home of chromadb, whose failures become `StoreError`.

It lets through errors of its own, of httpx, of pydantic and of SQLite, and panics of its Rust core, which are
no `Exception`s. Importing it reads `./.env` and `CHROMA_*`, and a bad value there breaks the import.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from vectorstore.embed import Vectors
from vectorstore.errors import StoreError

Name = Literal["articles", "passages"]
Scalar = str | int
T = TypeVar("T")

LOCK = ".fairwitness.lock"
_NAMES: tuple[Name, ...] = ("articles", "passages")
_ROWS = 1000  # Chroma takes at most 5461 rows a call.
_SIZES: dict[Name, int] = {"articles": 50, "passages": _ROWS}  # rows to write a call; a server takes 40 MB
_SECONDS = 60.0  # Chroma's own client waits for ever.


class Client:
    """A connection to the collections of `location`; nothing is there until `create`."""

    def __init__(self, location: str) -> None:
        self.location = location
        self.folder = None if location.startswith(("http://", "https://")) else Path(location)
        self._client: Any = None
        self._sessions: list[Any] = []
        self._collections: dict[str, Any] = {}

    def connect(self) -> Mapping[str, Scalar] | None:
        """Open what is there; the labels it was created with, or none if there is no store yet.

        Raises:
            StoreError: If it cannot be reached or read, or is not ours.
        """
        if self.folder is None:
            self._client = self._call(self._server)
        elif self._is_store(self.folder):
            self._client = self._call(self._embedded, self.folder)
        if self._client is None:
            return None
        found = {each.name: each for each in self._call(self._client.list_collections)}
        for name in found.keys() & set(_NAMES):
            if "fairwitness" not in (found[name].metadata or {}):
                raise StoreError(
                    f"store {self.location!r}: collection {name!r} is another program's; name another place"
                )
        if "articles" not in found or "passages" not in found:
            return None
        self._collections = {
            name: self._call(self._client.get_collection, name, embedding_function=None) for name in _NAMES
        }
        return dict(self._collections["articles"].metadata)

    def create(self, labels: Mapping[str, Scalar]) -> None:
        """Make empty collections that carry `labels`, in place of any that are there."""
        if self._client is None and self.folder:
            self._client = self._call(self._embedded, self.folder)
        self.drop()
        # The cosine of unit vectors; under "cosine", Chroma rounds one in three vectors by its last bit.
        space = {"hnsw": {"space": "ip"}}
        metadata = {"fairwitness": 1, **labels}
        for name in reversed(_NAMES):
            self._collections[name] = self._call(
                self._client.create_collection,
                name,
                embedding_function=None,
                metadata=metadata,
                configuration=space,
            )

    def drop(self) -> None:
        """Remove the collections, commit marks first."""
        if self._client is None:
            return
        found = {each.name for each in self._call(self._client.list_collections)}
        for name in _NAMES:
            if name in found:
                self._call(self._client.delete_collection, name)
        self._collections = {}

    def ids(self, name: Name) -> list[str]:
        """All ids."""
        return [row for page in self._pages(name, []) for row in page["ids"]]

    def labels(self, name: Name) -> Iterator[Mapping[str, Any]]:
        """The labels of each row."""
        for page in self._pages(name, ["metadatas"]):
            yield from page["metadatas"]

    def vectors(self, name: Name, ids: Sequence[str]) -> Vectors:
        """Vectors of rows by their ids, in order."""
        found: dict[str, NDArray[np.float32]] = {}
        for some in chunks(ids):
            page = self._call(self._collections[name].get, ids=some, include=["embeddings"])
            found |= zip(page["ids"], page["embeddings"].astype(np.float32), strict=True)
        if missing := [each for each in ids if each not in found]:
            raise StoreError(
                f"store {self.location!r} lost passage {missing[0]!r}, or another program changed it; "
                "open it again, else build it again with `fairwitness ingest --rebuild`"
            )
        return np.stack([found[each] for each in ids])

    def put(self, name: Name, rows: Sequence[tuple[str, Mapping[str, Scalar]]], vectors: Vectors) -> None:
        """Add rows of an id and labels, or replace those of the same ids."""
        size = _SIZES[name]
        for start in range(0, len(rows), size):
            some = rows[start : start + size]
            self._call(
                self._collections[name].upsert,
                ids=[row for row, _ in some],
                metadatas=[dict(labels) for _, labels in some],
                embeddings=vectors[start : start + size],
            )

    def label(self, name: Name, rows: Sequence[tuple[str, Mapping[str, Scalar]]]) -> None:
        """Change the labels of rows, by their ids."""
        for some in chunks(rows, _SIZES[name]):
            metadatas = [dict(labels) for _, labels in some]
            self._call(self._collections[name].update, ids=[row for row, _ in some], metadatas=metadatas)

    def delete(self, name: Name, ids: Sequence[str]) -> None:
        """Remove rows; ids that are not there are ignored."""
        for some in chunks(ids):
            self._call(self._collections[name].delete, ids=some)

    def delete_where(self, name: Name, label: str, values: Sequence[str]) -> None:
        """Remove the rows whose `label` is one of `values`."""
        for some in chunks(values, 200):
            self._call(self._collections[name].delete, where={label: {"$in": some}})

    def close(self) -> None:
        """Let go of files and connections."""
        if self._client is not None:
            self._call(self._client.close)
        for session in self._sessions:
            session.close()
        self._client = None
        self._sessions = []
        self._collections = {}

    def _pages(self, name: Name, include: list[str]) -> Iterator[Mapping[str, Any]]:
        collection, offset = self._collections[name], 0
        while (page := self._call(collection.get, include=include, limit=_ROWS, offset=offset))["ids"]:
            yield page
            offset += len(page["ids"])

    def _is_store(self, folder: Path) -> bool:
        """Whether there is a store; not if nothing is there.

        Raises:
            StoreError: If there is something else.
        """
        try:
            names = {each.name for each in folder.iterdir()} if folder.exists() else set()
        except OSError as error:
            raise StoreError(f"store {self.location!r} is no readable folder: {error.strerror}") from error
        if names - {LOCK} and "chroma.sqlite3" not in names:
            raise StoreError(
                f"folder {self.location!r} holds other files, not a store; name an empty or new one"
            )
        return "chroma.sqlite3" in names

    def _embedded(self, folder: Path) -> Any:
        import chromadb

        return chromadb.PersistentClient(folder, settings=_settings())

    def _server(self) -> Any:
        import chromadb

        url = urlsplit(self.location)
        secure = url.scheme == "https"
        port = url.port or (443 if secure else 8000)
        if not url.hostname or url.path.strip("/") or url.username:
            raise ValueError("the address is not of the form http://host:port")
        connection = (HTTPSConnection if secure else HTTPConnection)(url.hostname, port, timeout=10)
        try:
            connection.request("GET", "/api/v2/heartbeat")
            if (status := connection.getresponse().status) != 200:
                raise HTTPException(f"no Chroma server answers there (status {status})")
        finally:
            connection.close()
        client = chromadb.HttpClient(url.hostname, port, ssl=secure, settings=_settings())
        # Nothing public offers a timeout, or closes the connections; the administrator has its own.
        servers: tuple[Any, ...] = (client._server, client._admin_client._server)  # type: ignore[attr-defined]  # private
        self._sessions = [server._session for server in servers]
        for session in self._sessions:
            session.timeout = _SECONDS
        return client

    def _call(self, function: Callable[..., T], *positional: Any, **named: Any) -> T:
        """What `function` returns, its failures translated."""
        try:
            return function(*positional, **named)
        except StoreError:
            raise
        except Exception as error:
            raise self._failure(error) from error
        except BaseException as error:
            if type(error).__module__ != "pyo3_runtime":  # a panic of Chroma's core
                raise
            raise self._failure(error) from error

    def _failure(self, error: BaseException) -> StoreError:
        reason = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        advice = (
            "check that `chroma run` answers there"
            if self.folder is None
            else "check the folder, ./.env and CHROMA_*, or name a new folder and ingest again"
        )
        return StoreError(f"store {self.location!r} cannot be used: {reason}; {advice}")


def chunks(rows: Sequence[T], size: int = _ROWS) -> Iterator[list[T]]:
    """`rows` in lists of at most `size`."""
    return (list(rows[start : start + size]) for start in range(0, len(rows), size))


def _settings() -> Any:
    """Settings without telemetry, whatever the environment says."""
    from chromadb.config import Settings

    return Settings(_env_file=None, anonymized_telemetry=False, chroma_otel_collection_endpoint="")

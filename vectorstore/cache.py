"""Vectors kept by the SHA-256 of the embedder's name and the text, so that no text is embedded twice.

The cache is never needed for a right answer, so no trouble with its file is fatal: a damaged file is started
anew, and one that cannot be read or written is left alone.
"""

import hashlib
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from vectorstore.embed import Embedder, Vectors

_SCHEMA = "CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_VARIABLES = 500  # SQLite allows 999 variables in one statement where it was built long ago.


T = TypeVar("T")


class Cached:
    """An embedder that remembers; safe with several threads, and several processes may share the file.

    Args:
        embedder: What embeds the texts that are not in the cache.
        path: SQLite file; without it vectors are kept in memory only.
        capacity: Vectors kept in memory; the least recently used go first.
    """

    def __init__(self, embedder: Embedder, path: Path | None = None, capacity: int = 20_000) -> None:
        self._embedder = embedder
        self._recent: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()
        self._capacity = capacity
        self._lock = Lock()
        self._file = None if path is None else _VectorFile(path)

    @property
    def name(self) -> str:
        """Name of the embedder behind it."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """Length of each vector."""
        return self._embedder.dimension

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `vectorstore.embed.Embedder.embed`; each distinct missing text is embedded once."""
        keys = [_key(self.name, text) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        found = self._known(wanted)
        missing = {key: text for key, text in wanted.items() if key not in found}
        if missing:
            rows = self._embedder.embed(list(missing.values()))
            # Copies, since a row would keep the whole batch alive.
            fresh = {key: row.copy() for key, row in zip(missing, rows, strict=True)}
            self._keep(fresh)
            found |= fresh
        if not keys:
            return np.empty((0, self.dimension), dtype=np.float32)
        return np.stack([found[key] for key in keys])

    def close(self) -> None:
        """Close the file; vectors in memory stay."""
        with self._lock:
            if self._file:
                self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _known(self, keys: Mapping[bytes, str]) -> dict[bytes, NDArray[np.float32]]:
        with self._lock:
            found = {key: self._recent[key] for key in keys if key in self._recent}
            missing = [key for key in keys if key not in found]
            if self._file and missing:
                for key, packed in self._file.read(missing):
                    if len(packed) == self.dimension * np.dtype(np.float32).itemsize:
                        found[key] = np.frombuffer(packed, dtype="<f4")
            self._remember(found)
        return found

    def _keep(self, fresh: Mapping[bytes, NDArray[np.float32]]) -> None:
        with self._lock:
            self._remember(fresh)
            if self._file:
                self._file.write([(key, vector.astype("<f4").tobytes()) for key, vector in fresh.items()])

    def _remember(self, vectors: Mapping[bytes, NDArray[np.float32]]) -> None:
        for key, vector in vectors.items():
            self._recent[key] = vector
            self._recent.move_to_end(key)
        while len(self._recent) > self._capacity:
            self._recent.popitem(last=False)


class _VectorFile:
    """Packed vectors by key in one SQLite file, or nothing at all where that file is of no use."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._usable = True

    def read(self, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
        """Those of `keys` that are there, with their vectors."""

        def select(connection: sqlite3.Connection) -> list[tuple[bytes, bytes]]:
            rows: list[tuple[bytes, bytes]] = []
            for first in range(0, len(keys), _VARIABLES):
                some = keys[first : first + _VARIABLES]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, vector FROM vectors WHERE key IN ({marks})"  # noqa: S608 -- only marks
                rows += connection.execute(query, some).fetchall()
            return rows

        return self._attempt(select) or []

    def write(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        """Add or replace `rows`, all or none."""

        def insert(connection: sqlite3.Connection) -> None:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

        self._attempt(insert)

    def close(self) -> None:
        """Close the file."""
        if self._connection:
            self._connection.close()
            self._connection = None

    def _attempt(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """What `action` returns, or none if the file cannot be used; never an SQLite or file error."""
        if not self._usable:
            return None
        try:
            return action(self._open())
        except sqlite3.Error as error:
            self.close()
            if getattr(error, "sqlite_errorcode", None) in _DAMAGED:
                self._discard()
            else:
                self._usable = False
        except OSError:
            self._usable = False
        return None

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=5, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._connection.execute(_SCHEMA)
        return self._connection

    def _discard(self) -> None:
        """Remove a damaged file with its companions; the next use starts a new one."""
        try:
            for name in (self._path.name, f"{self._path.name}-wal", f"{self._path.name}-shm"):
                self._path.with_name(name).unlink(missing_ok=True)
        except OSError:
            self._usable = False


def _key(name: str, text: str) -> bytes:
    return hashlib.sha256(f"{name}\0{text}".encode("utf-8", "surrogatepass")).digest()

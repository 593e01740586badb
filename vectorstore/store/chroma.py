"""The store on disk or on a server.

The text of a passage is cut from its article's when it is read. To keep it as a document was rejected: Chroma
indexes documents for full-text search, which doubles the time of writing and the disk. The origin of a
passage is its article's, since it changes when a reprint arrives.

Two processes that write into one folder corrupt it, so a writer holds a lock of the operating system until it
closes the store or dies. A server orders its writers itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Self

import numpy as np
from filelock import FileLock, Timeout

from vectorstore.embed import Vectors, unit_rows
from vectorstore.errors import StoreError
from vectorstore.store.client import LOCK, Client, Scalar
from vectorstore.store.records import Entry, Record, latest, pack, superseded, unpack
from vectorstore.store.snapshot import Reading, Snapshot

INDEX = 1
"""Version of how records and vectors are laid out."""

_REBUILD = "build it again with `fairwitness ingest --rebuild`"


class ChromaStore(Reading):
    """Articles in a folder or behind `http://host:port`; get one from `open`.

    Attributes:
        embedder: Name of the embedder that the vectors come from; none if it is not known yet.
    """

    def __init__(self, location: str, embedder: str | None = None) -> None:
        super().__init__()
        self.embedder = embedder
        self._location = location
        self._client = Client(location)
        self._dimension: int | None = None
        self._records: dict[str, tuple[Record, int]] = {}
        self._lost: list[str] = []
        self._lock: FileLock | None = None
        self._writing = False

    @classmethod
    def open(
        cls, location: str, embedder: str | None = None, *, must_exist: bool = False, rebuild: bool = False
    ) -> Self:
        """The store at `location`; a new one is made when it is first written to.

        Args:
            location: A folder, or `http://host:port` of a Chroma server.
            embedder: Name of the embedder whose vectors it is to hold; a new store cannot be written without.
                Without it, a store of any embedder is opened.
            must_exist: Whether a store that is not there is an error.
            rebuild: Whether to remove all that it holds.

        Raises:
            StoreError: If it cannot be opened, is no store, or holds vectors of another embedder.
        """
        store = cls(location, embedder)
        try:
            if rebuild:
                store._acquire()
                store._client.connect()
                store._client.drop()
            else:
                store._connect()
            if must_exist and store._dimension is None:
                raise StoreError(f"no store at {location!r}; make one with `fairwitness ingest PATH`")
        except BaseException:
            store.close()
            raise
        return store

    def put(self, entries: Sequence[Entry]) -> None:
        """See `Store.put`."""
        if not (chosen := latest(entries)):
            return
        dimension = chosen[0].vectors.shape[1]
        self._begin(dimension)
        if wrong := {entry.vectors.shape[1] for entry in chosen} - {self._dimension}:
            raise StoreError(
                f"store {self._location!r} has vectors of {self._dimension} numbers, "
                f"not {wrong.pop()}; {_REBUILD}"
            )
        before = {entry.article.id: self._records.get(entry.article.id) for entry in chosen}
        replaced = superseded((record for record, _ in self._records.values()), chosen)
        self._commit(chosen)
        self._delete(replaced)
        kept = {passage.id for entry in chosen for passage in entry.passages}
        dropped = [each.id for found in before.values() if found for each in found[0].passages]
        self._client.delete("passages", [passage_id for passage_id in dropped if passage_id not in kept])
        self._changed()

    def relabel(self, origins: Mapping[str, str]) -> None:
        """See `Store.relabel`."""
        self._begin()
        moved = {}
        for article_id in sorted(origins.keys() & self._records.keys()):
            record, sequence = self._records[article_id]
            if record.article.origin != origins[article_id]:
                article = record.article.model_copy(update={"origin": origins[article_id]})
                moved[article_id] = replace(record, article=article), sequence
        self._client.label("articles", [(name, {"record": pack(*each)}) for name, each in moved.items()])
        self._records |= moved
        self._changed()

    def remove(self, article_id: str) -> bool:
        """See `Store.remove`."""
        self._begin()
        if article_id not in self._records:
            return False
        self._delete([article_id])
        self._changed()
        return True

    def close(self) -> None:
        """See `Store.close`."""
        self._client.close()
        if self._lock:
            self._lock.release()
        self._lock, self._writing = None, False

    def _connect(self) -> None:
        """Open what is there and read its records.

        Raises:
            StoreError: If it was built in another way than we would.
        """
        labels = self._client.connect()
        if labels is None:
            return
        if labels["index"] != INDEX:
            found = labels["index"]
            raise StoreError(f"store {self._location!r} has layout {found!r}, not {INDEX!r}; {_REBUILD}")
        built = str(labels["embedder"])
        if self.embedder not in (None, built):
            raise StoreError(
                f"store {self._location!r} was built with {built!r}, not {self.embedder!r}; {_REBUILD}"
            )
        self.embedder, self._dimension = built, int(labels["dimension"])
        self._read()

    def _read(self) -> None:
        """Read the records; of two for one path, which a killed writer leaves, the later one counts."""
        try:
            found = [unpack(labels["record"]) for labels in self._client.labels("articles")]
        except ValueError as error:
            raise StoreError(f"store {self._location!r} holds a damaged record; {_REBUILD}") from error
        found.sort(key=lambda each: (each[1], each[0].article.id))
        by_path = {record.article.path: (record, sequence) for record, sequence in found}
        self._records = {record.article.id: (record, sequence) for record, sequence in by_path.values()}
        self._lost = [record.article.id for record, _ in found if record.article.id not in self._records]
        self._taken = None

    def _snapshot(self) -> Snapshot:
        return Snapshot((record for record, _ in self._records.values()), self._load)

    def _load(self, passage_ids: Sequence[str]) -> Vectors:
        return self._client.vectors("passages", passage_ids)

    def _begin(self, dimension: int | None = None) -> None:
        """Become the writer; with a `dimension`, make the store if there is none.

        Raises:
            StoreError: If somebody else is writing, or the name of the embedder is not known.
        """
        if not self._writing and not (dimension is None and self._dimension is None):
            self._acquire()
            # Another writer may have been here since the store was opened.
            self._client.close()
            self._connect()
            self._sweep()
            self._writing = True
        if self._dimension is None and dimension is not None:
            if self.embedder is None:
                raise StoreError(f"store {self._location!r} is new; open it with the name of an embedder")
            self._client.create({"index": INDEX, "embedder": self.embedder, "dimension": dimension})
            self._dimension = dimension

    def _acquire(self) -> None:
        folder = self._client.folder
        if folder is None or self._lock:
            return
        lock = FileLock(folder / LOCK, thread_local=False)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except Timeout as error:
            raise StoreError(
                f"store {self._location!r} is being written by another process; wait until it has ended"
            ) from error
        except OSError as error:
            raise StoreError(
                f"folder {self._location!r} cannot be written: {error.strerror}; name another"
            ) from error
        self._lock = lock

    def _sweep(self) -> None:
        """Remove what a killed writer left."""
        self._delete(self._lost)
        if self._client.folder is None or self._dimension is None:
            return  # On a server, these may be passages that somebody else is about to commit.
        known = {passage.id for record, _ in self._records.values() for passage in record.passages}
        self._client.delete("passages", [each for each in self._client.ids("passages") if each not in known])

    def _commit(self, entries: Sequence[Entry]) -> None:
        rows: list[tuple[str, dict[str, Scalar]]] = [
            (each.id, {"article": each.article, "start": each.start, "end": each.end})
            for entry in entries
            for each in entry.passages
        ]
        self._client.put("passages", rows, np.concatenate([entry.vectors for entry in entries]))
        sequence = 1 + max((number for _, number in self._records.values()), default=0)
        records = {
            entry.article.id: (Record(entry.article, entry.passages, entry.sketch), sequence)
            for entry in entries
        }
        means = unit_rows(np.stack([entry.vectors.mean(axis=0) for entry in entries]))
        packed = [(name, {"record": pack(*each)}) for name, each in records.items()]
        self._client.put("articles", packed, means)
        self._records |= records

    def _delete(self, article_ids: Sequence[str]) -> None:
        """Remove articles, the commit marks first, so that none is left without its passages."""
        self._client.delete("articles", article_ids)
        self._client.delete_where("passages", "article", article_ids)
        for article_id in article_ids:
            self._records.pop(article_id, None)

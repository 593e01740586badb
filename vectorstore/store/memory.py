"""What a store does, and the store that keeps everything in memory."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.embed import Vectors
from vectorstore.errors import StoreError
from vectorstore.store.records import Entry, latest, superseded
from vectorstore.store.snapshot import Hit, Reading, Snapshot
from vectorstore.values import Article, Passage


class Store(Protocol):
    """Articles with their passages and vectors; only whole articles are ever seen."""

    @property
    def version(self) -> int:
        """Grows with each change made through this object."""
        ...

    def put(self, entries: Sequence[Entry]) -> None:
        """Add or replace articles; one that comes from the path of another takes its place."""
        ...

    def relabel(self, origins: Mapping[str, str]) -> None:
        """Give articles, by id, another origin cluster; ids that are not here are ignored."""
        ...

    def remove(self, article_id: str) -> bool:
        """Remove an article and all that belongs to it; whether it was there."""
        ...

    def articles(self) -> tuple[Article, ...]:
        """All articles, by path and id."""
        ...

    def passages(self, articles: Collection[str] | None = None) -> tuple[Passage, ...]:
        """Passages of all articles, or of those with the given ids, in the order of `articles()`."""
        ...

    def sketches(self) -> dict[str, tuple[int, ...]]:
        """The sketch of each article, by its id."""
        ...

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        """Vectors of length 1, one row for each id, in order.

        Raises:
            StoreError: If there is no such passage.
        """
        ...

    def nearest(
        self, vector: NDArray[np.float32], k: int, articles: Collection[str] | None = None
    ) -> tuple[Hit, ...]:
        """The `k` passages most similar to `vector`, of all articles or of those with the given ids.

        Best first; equal ones keep the order of `passages()`. `score` is the cosine, 0 if that is negative.
        """
        ...

    def close(self) -> None:
        """Let go of files, connections and locks."""
        ...


class MemoryStore(Reading):
    """A store for as long as the process runs."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: dict[str, Entry] = {}

    def put(self, entries: Sequence[Entry]) -> None:
        """See `Store.put`."""
        chosen = latest(entries)
        dimensions = {entry.vectors.shape[1] for entry in (*self._entries.values(), *chosen)}
        if len(dimensions) > 1:
            raise StoreError(f"vectors of {sorted(dimensions)!r} numbers in one store; use one embedder")
        for article_id in superseded(self._entries.values(), chosen):
            del self._entries[article_id]
        self._entries |= {entry.article.id: entry for entry in chosen}
        self._changed()

    def relabel(self, origins: Mapping[str, str]) -> None:
        """See `Store.relabel`."""
        for article_id in origins.keys() & self._entries.keys():
            entry = self._entries[article_id]
            moved = entry.article.model_copy(update={"origin": origins[article_id]})
            self._entries[article_id] = replace(entry, article=moved)
        self._changed()

    def remove(self, article_id: str) -> bool:
        """See `Store.remove`."""
        found = self._entries.pop(article_id, None) is not None
        self._changed()
        return found

    def close(self) -> None:
        """Nothing to let go of: what was put is still there."""

    def _snapshot(self) -> Snapshot:
        return Snapshot(self._entries.values(), self._load)

    def _load(self, passage_ids: Sequence[str]) -> Vectors:
        rows = {
            passage.id: row
            for entry in self._entries.values()
            for passage, row in zip(entry.passages, entry.vectors, strict=True)
        }
        return np.stack([rows[passage_id] for passage_id in passage_ids])

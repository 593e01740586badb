"""What comes out of a store: the reading half that all stores share.

A store is read from a `Snapshot`: its articles in order, and an exact search over their passages.
Chroma's approximate index was rejected for reading: of 6,000 random directions it found 44 of the 50 nearest,
its answers depend on the order of writing, and a filter costs it 35 ms. The exact search takes 2 ms there and
holds 1.5 KB a passage in memory.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from vectorstore.embed import Vectors
from vectorstore.errors import StoreError
from vectorstore.store.records import Record
from vectorstore.values import Article, Passage, Value


class Hit(Value):
    """A passage that was found."""

    passage: Passage = Field(description="What was found.")
    score: float = Field(ge=0, le=1, description="How well it fits by the measure of the search; 1 is best.")
    similarity: float = Field(ge=-1, le=1, description="Cosine of its vector and the query's.")


class Snapshot:
    """What a store holds at one moment.

    Args:
        records: Committed articles.
        load: Gives the vectors of passages by their ids, one row each; called once, on the first search.
    """

    def __init__(self, records: Iterable[Record], load: Callable[[Sequence[str]], Vectors]) -> None:
        ordered = sorted(records, key=lambda record: (record.article.path, record.article.id))
        self.articles = tuple(record.article for record in ordered)
        self.passages = tuple(passage for record in ordered for passage in record.passages)
        self.sketches = {record.article.id: record.sketch for record in ordered}
        self._load = load

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each passage, by its id."""
        return {passage.id: row for row, passage in enumerate(self.passages)}

    @cached_property
    def matrix(self) -> Vectors:
        """Unit vectors, one row for each passage."""
        if not self.passages:
            return np.empty((0, 0), dtype=np.float32)
        return self._load([passage.id for passage in self.passages])

    @cached_property
    def _owners(self) -> NDArray[np.int64]:
        """For each passage, the position of its article."""
        position = {article.id: index for index, article in enumerate(self.articles)}
        return np.array([position[passage.article] for passage in self.passages], dtype=np.int64)

    def nearest(
        self, vector: NDArray[np.float32], k: int, articles: Collection[str] | None
    ) -> tuple[Hit, ...]:
        """See `Store.nearest`."""
        if k < 1 or not self.passages:
            return ()
        if vector.shape != self.matrix.shape[1:]:
            raise StoreError(
                f"a vector of shape {vector.shape!r} does not fit a store of {self.matrix.shape[1]} numbers; "
                "use the embedder that it was built with"
            )
        length = float(np.linalg.norm(vector))
        similarities = np.clip(self.matrix @ (vector / (length or 1.0)), -1, 1)
        if articles is None:
            candidates = np.arange(len(similarities))
        else:
            wanted = set(articles)
            allowed = np.array([article.id in wanted for article in self.articles], dtype=bool)
            candidates = np.flatnonzero(allowed[self._owners])
        best = candidates[np.argsort(-similarities[candidates], kind="stable")[:k]]
        return tuple(
            Hit(passage=self.passages[row], score=max(0.0, similarity), similarity=similarity)
            for row, similarity in ((int(row), float(similarities[row])) for row in best)
        )


class Reading(ABC):
    """The reading half of a store, on a snapshot taken when it is first needed and after each change."""

    def __init__(self) -> None:
        self._version = 0
        self._taken: Snapshot | None = None

    @property
    def version(self) -> int:
        """Grows with each change made through this object."""
        return self._version

    @abstractmethod
    def _snapshot(self) -> Snapshot:
        """What is committed now."""

    @abstractmethod
    def close(self) -> None:
        """Let go of files, connections and locks."""

    def articles(self) -> tuple[Article, ...]:
        """See `Store.articles`."""
        return self._current().articles

    def passages(self, articles: Collection[str] | None = None) -> tuple[Passage, ...]:
        """See `Store.passages`."""
        passages = self._current().passages
        if articles is None:
            return passages
        wanted = set(articles)
        return tuple(passage for passage in passages if passage.article in wanted)

    def sketches(self) -> dict[str, tuple[int, ...]]:
        """See `Store.sketches`."""
        return dict(self._current().sketches)

    def vectors(self, passage_ids: Sequence[str]) -> Vectors:
        """See `Store.vectors`."""
        current = self._current()
        try:
            rows = [current.rows[passage_id] for passage_id in passage_ids]
        except KeyError as error:
            raise StoreError(f"no passage {error.args[0]!r} in the store; search again") from error
        return current.matrix[np.array(rows, dtype=np.int64)]

    def nearest(
        self, vector: NDArray[np.float32], k: int, articles: Collection[str] | None = None
    ) -> tuple[Hit, ...]:
        """See `Store.nearest`."""
        return self._current().nearest(vector, k, articles)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _changed(self) -> None:
        self._version += 1
        self._taken = None

    def _current(self) -> Snapshot:
        if self._taken is None:
            self._taken = self._snapshot()
        return self._taken

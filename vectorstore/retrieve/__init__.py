"""Passages for a question: by meaning and by words, fused, spread over what they say and over who says it.

Dense search finds other wordings, BM25 finds names and numbers, and ranks need no common scale.
"""

import math
from collections.abc import Collection
from datetime import datetime

import numpy as np

from vectorstore.embed import Embedder
from vectorstore.errors import StoreError
from vectorstore.retrieve.rank import diversify, fuse
from vectorstore.retrieve.words import WordIndex
from vectorstore.store import Hit, Store

__all__ = ["Hit", "Retriever"]

_DEPTH = 100  # Candidates of each search; more for a large k.


class Retriever:
    """Searches a store; what it learns of the words is kept until the store changes.

    Args:
        store: Where the passages are.
        embedder: The embedder that the store was built with.
    """

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        self._index: WordIndex | None = None

    def search(
        self,
        query: str,
        k: int = 10,
        *,
        publishers: Collection[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        share: float = 0.5,
        diversity: float = 0.3,
    ) -> tuple[Hit, ...]:
        """Up to `k` passages that may answer `query`, best first, none twice.

        Args:
            query: A question or keywords; without any character but spaces it finds nothing.
            k: How many passages at most; at least 1.
            publishers: Only articles of these, upper and lower case alike; of all if empty.
            since: Only articles published then or later; those without a date are left out.
            until: Only articles published then or earlier; those without a date are left out.
            share: No origin has more than `ceil(share * k)` of the passages, in (0, 1], unless all that was
                found is of one origin.
            diversity: Weight of being unlike what was chosen already, in [0, 1]; 0 goes by relevance alone.

        Returns:
            Hits whose `score` is the fused reciprocal rank divided by its maximum: 1 for the first of both
            searches, .5 for the first of one that the other did not find.

        Raises:
            ValueError: If `k`, `share` or `diversity` is out of range, or a time has no timezone.
            StoreError: If there is no article of one of the `publishers`.
        """
        _check(k, share, diversity, since, until)
        allowed = self._allowed(publishers, since, until)
        if not query.strip() or allowed == set() or not self._store.articles():
            return ()
        depth = max(_DEPTH, 5 * k)
        vector = self._embedder.embed([query])[0]
        dense = [hit.passage.id for hit in self._store.nearest(vector, depth, allowed)]
        index = self._current()
        scores = fuse([dense, index.best(query, depth, allowed)])
        found = sorted(scores, key=lambda passage: (-scores[passage], index.rows[passage]))
        vectors = self._store.vectors(found)
        origin = {article.id: article.origin for article in self._store.articles()}
        passages = [index.passages[index.rows[each]] for each in found]
        origins = [origin[passage.article] for passage in passages]
        cap = k if len(set(origins)) == 1 else math.ceil(share * k - 1e-9)
        relevance = np.array([scores[each] for each in found])
        chosen = diversify(relevance, vectors, origins, k, cap=cap, diversity=diversity)
        similarities = np.clip(vectors @ vector, -1, 1)
        return tuple(
            Hit(passage=passages[row], score=float(relevance[row]), similarity=float(similarities[row]))
            for row in sorted(chosen)
        )

    def _allowed(
        self, publishers: Collection[str], since: datetime | None, until: datetime | None
    ) -> set[str] | None:
        """Ids of the articles that pass the filters; none if there are no filters."""
        articles = self._store.articles()
        names = {name.casefold(): name for name in publishers}
        known = {article.publisher.casefold(): article.publisher for article in articles}
        if articles and (unknown := [name for folded, name in names.items() if folded not in known]):
            raise StoreError(
                f"no article of publisher {unknown[0]!r}; there are {', '.join(sorted(known.values())[:20])}"
            )
        if not names and since is None and until is None:
            return None
        return {
            article.id
            for article in articles
            if (not names or article.publisher.casefold() in names)
            and _within(article.published, since, until)
        }

    def _current(self) -> WordIndex:
        version = self._store.version
        if self._index is None or self._index.version != version:
            self._index = WordIndex(version, self._store.passages())
        return self._index


def _within(published: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    if published is None:
        return since is None and until is None
    return (since is None or published >= since) and (until is None or published <= until)


def _check(k: int, share: float, diversity: float, *times: datetime | None) -> None:
    if k < 1:
        raise ValueError(f"k is {k!r}; it must be at least 1")
    if not 0 < share <= 1:
        raise ValueError(f"share is {share!r}; it must be above 0 and at most 1")
    if not 0 <= diversity <= 1:
        raise ValueError(f"diversity is {diversity!r}; it must be from 0 to 1")
    if naive := [time for time in times if time is not None and time.tzinfo is None]:
        raise ValueError(f"{naive[0]!r} has no timezone; name one")

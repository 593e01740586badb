"""Articles into a store: read, cleaned, cut into passages, placed among the origins, embedded.

Sources that are stored already are told by their digest and cost neither parsing nor embedding.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
from pydantic import Field

from agent.check import unread
from vectorstore.articles import Problem, load
from vectorstore.body import select
from vectorstore.chunk import chunk
from vectorstore.embed import Embedder
from vectorstore.origins import Origins, Sketched
from vectorstore.sentences import split
from vectorstore.store import Entry, Store
from vectorstore.values import Article, Metadata, Passage, Value

Paths = str | Path | Sequence[str | Path]
"""One file or folder, or several."""
Progress = Callable[[int, int, str], None]
"""Is told articles done, articles in all, and the path of the last."""
_BATCH = 32
"""Articles embedded and stored together; a run that is killed loses at most these."""


class Ingested(Value):
    """What an ingest did."""

    added: tuple[Article, ...] = Field(default=(), description="Articles that are new, with their origin.")
    unchanged: int = Field(
        default=0, ge=0, description="Sources that were known already and not parsed again."
    )
    replaced: int = Field(default=0, ge=0, description="Articles whose path held another version before.")
    problems: tuple[Problem, ...] = Field(
        default=(), description="Inputs that could not be read or only in part, each with its reason."
    )


def ingest(
    paths: Paths,
    store: Store,
    embedder: Embedder,
    *,
    today: date,
    metadata: Metadata | None = None,
    stdin: bytes | None = None,
    progress: Progress | None = None,
) -> Ingested:
    """Add the articles of `paths` to `store`; see `agent.agent.Agent.ingest`."""
    paths = [paths] if isinstance(paths, str | Path) else paths
    before = store.articles()
    stored = Counter(article.source for article in before)
    parts = {article.source: article.parts for article in before}
    loaded = load(
        paths,
        select=select,
        today=today,
        stdin=stdin,
        overrides=metadata,
        known=lambda digest: stored[digest] >= parts.get(digest, 1),
    )
    known = {article.id for article in before}
    fresh = [article for article in loaded.articles if article.id not in known]
    taken = {article.path for article in before}
    added = _add(fresh, store, embedder, progress)
    return Ingested(
        added=added,
        unchanged=len(loaded.unchanged) + len(loaded.articles) - len(fresh),
        replaced=sum(article.path in taken for article in added),
        problems=(*loaded.problems, *_partly(added)),
    )


def _partly(added: Sequence[Article]) -> Iterator[Problem]:
    """What is not read of the articles that are new."""
    for article in added:
        if reason := unread(article):
            yield Problem(path=article.path, reason=reason, kept=True)


def _add(
    fresh: Sequence[Article], store: Store, embedder: Embedder, progress: Progress | None
) -> tuple[Article, ...]:
    if not fresh:
        return ()
    sketches = store.sketches()
    origins = Origins(Sketched(article=a, hashes=sketches.get(a.id, ())) for a in store.articles())
    added: list[Article] = []
    for start in range(0, len(fresh), _BATCH):
        placed = [origins.place(article) for article in fresh[start : start + _BATCH]]
        store.put(_entries(placed, embedder))
        added += [each.article for each in placed]
        if progress:
            progress(len(added), len(fresh), added[-1].path)
    return tuple(added)


def _entries(placed: Sequence[Sketched], embedder: Embedder) -> list[Entry]:
    cut = [_passages(each.article) for each in placed]
    vectors = embedder.embed([passage.text for passages in cut for passage in passages])
    bounds = np.cumsum([len(passages) for passages in cut])[:-1]
    return [
        Entry(article=each.article, passages=passages, sketch=each.hashes, vectors=rows)
        for each, passages, rows in zip(placed, cut, np.split(vectors, bounds), strict=True)
        if passages
    ]


def _passages(article: Article) -> tuple[Passage, ...]:
    return chunk(article.id, article.text, split(article.text, article.body))

"""The agent: articles in, then summaries, answers and verdicts; the only place that wires the stages together."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from pydantic import Field

from agent.answer import answer
from agent.check import Source, read, verdict
from agent.check_local import LocalChecker
from agent.claims import claims
from agent.disagree import disagreements
from agent.draft import Extractive
from agent.errors import NoArticles
from agent.summary import Composer
from agent.values import Answer, Provenance, Summary, Verdict
from vectorstore.articles import Problem, load
from vectorstore.body import select
from vectorstore.chunk import chunk
from vectorstore.embed import Embedder, MiniLM
from vectorstore.origins import Origins, Sketched
from vectorstore.retrieve import Retriever
from vectorstore.sentences import split
from vectorstore.store import INDEX, ChromaStore, Entry, Hit, MemoryStore, Store
from vectorstore.values import Article, Metadata, Passage, Span, Value

Progress = Callable[[int, int, str], None]
_BATCH = 16
"""Articles embedded and stored together; a run that is killed loses at most these."""
_FOUND = 24
"""Passages that a claim or question is looked up with."""
_ABOUT = 0.3
"""Least cosine of a topic and an article's best passage, absolutely and (×2) relative to the best of all."""


class Ingested(Value):
    """What an ingest did."""

    added: tuple[Article, ...] = Field(default=(), description="Articles that are new, with their origin.")
    unchanged: int = Field(
        default=0, ge=0, description="Sources that were known already and not parsed again."
    )
    replaced: int = Field(default=0, ge=0, description="Articles whose path held another version before.")
    problems: tuple[Problem, ...] = Field(
        default=(), description="Inputs that could not be read, each with its reason."
    )


class Agent:
    """Everything that can be asked of a set of articles.

    Args:
        store: Where the articles are.
        embedder: The embedder that the store was built with.
        today: Date of the clock; articles dated later are not read.
    """

    def __init__(self, store: Store, embedder: Embedder, today: date) -> None:
        self._store = store
        self._embedder = embedder
        self._today = today
        self._retriever = Retriever(store, embedder)
        self._checker = LocalChecker(embedder)
        self._read: dict[str, Source] = {}
        self.problems: tuple[Problem, ...] = ()

    @classmethod
    def open(
        cls,
        location: str | Path,
        *,
        embedder: Embedder | None = None,
        rebuild: bool = False,
        today: date | None = None,
    ) -> Self:
        """An agent over the store at `location`, a folder or `http://host:port`; it is made if it is not there.

        Raises:
            StoreError: If it cannot be opened or was built with another embedder.
        """
        embedder = embedder or MiniLM()
        store = ChromaStore.open(str(location), embedder.name, rebuild=rebuild)
        return cls(store, embedder, today or datetime.now(UTC).date())

    @classmethod
    def over(
        cls,
        paths: Sequence[str | Path],
        *,
        embedder: Embedder | None = None,
        metadata: Metadata | None = None,
        stdin: bytes | None = None,
        today: date | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """An agent over `paths` in memory, without a store; what could not be read is in `problems`."""
        agent = cls(MemoryStore(), embedder or MiniLM(), today or datetime.now(UTC).date())
        agent.problems = agent.ingest(paths, metadata=metadata, stdin=stdin, progress=progress).problems
        return agent

    def ingest(
        self,
        paths: Sequence[str | Path],
        *,
        metadata: Metadata | None = None,
        stdin: bytes | None = None,
        progress: Progress | None = None,
    ) -> Ingested:
        """Read, clean, chunk, embed and store articles; sources that did not change are not parsed again.

        Args:
            paths: Files and folders; `-` is standard input.
            metadata: Wins over what the files say.
            stdin: What standard input held.
            progress: Called with articles done, articles in all, and the path of the last.
        """
        before = self._store.articles()
        stored: dict[str, int] = {}
        for article in before:
            stored[article.source] = stored.get(article.source, 0) + 1
        parts = {article.source: article.parts for article in before}
        loaded = load(
            paths,
            select=select,
            today=self._today,
            stdin=stdin,
            overrides=metadata,
            known=lambda digest: stored.get(digest, 0) >= parts.get(digest, 1),
        )
        known = {article.id for article in before}
        fresh = [article for article in loaded.articles if article.id not in known]
        taken = {article.path for article in before}
        added = self._add(fresh, progress)
        return Ingested(
            added=added,
            unchanged=len(loaded.unchanged) + len(loaded.articles) - len(fresh),
            replaced=sum(article.path in taken for article in added),
            problems=loaded.problems,
        )

    def _add(self, fresh: Sequence[Article], progress: Progress | None) -> tuple[Article, ...]:
        if not fresh:
            return ()
        sketches = self._store.sketches()
        known = [Sketched(article=a, hashes=sketches.get(a.id, ())) for a in self._store.articles()]
        origins, added = Origins(known), list[Article]()
        for start in range(0, len(fresh), _BATCH):
            placed = [origins.place(article) for article in fresh[start : start + _BATCH]]
            self._store.put(self._entries(placed))
            added += [each.article for each in placed]
            if progress:
                progress(len(added), len(fresh), added[-1].path)
        return tuple(added)

    def _entries(self, placed: Sequence[Sketched]) -> list[Entry]:
        cut = [_passages(each.article) for each in placed]
        vectors = self._embedder.embed([passage.text for passages in cut for passage in passages])
        bounds = np.cumsum([len(passages) for passages in cut])[:-1]
        return [
            Entry(article=each.article, passages=passages, sketch=each.hashes, vectors=rows)
            for each, passages, rows in zip(placed, cut, np.split(vectors, bounds), strict=True)
            if passages
        ]

    def sources(self) -> tuple[Article, ...]:
        """The articles, sorted by path."""
        return self._store.articles()

    def remove(self, article_id: str) -> bool:
        """Remove an article and all that was derived from it; whether it was there."""
        self._read.pop(article_id, None)
        return self._store.remove(article_id)

    def search(
        self,
        query: str,
        *,
        k: int = 10,
        publishers: Collection[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> tuple[Hit, ...]:
        """Passages that may answer `query`, best first; see `vectorstore.retrieve.Retriever.search`."""
        return self._retriever.search(query, k, publishers=publishers, since=since, until=until)

    def summarize(self, topic: str | None = None, *, words: int = 200) -> Summary:
        """A neutral summary with citations, of the articles about `topic` or of all.

        Raises:
            NoArticles: If there are none, or none about the topic.
        """
        sources = [self._source(article) for article in self._about(topic)]
        found = disagreements(sources, self._embedder)
        offers = Extractive(self._embedder).write(sources)
        return Composer(sources, self._checker, found).compose(offers, words, self.provenance)

    def ask(self, question: str) -> Answer:
        """Sentences that answer `question`, with citations, or an abstention with its reason.

        Raises:
            NoArticles: If there is no article.
        """
        hits = self._hits(question, share=0.5)
        spans: dict[str, list[Span]] = {}
        for hit in hits:
            spans.setdefault(hit.passage.article, []).append(
                Span(start=hit.passage.start, end=hit.passage.end)
            )
        return answer(question, self._sources(hits), spans, self._embedder, self.provenance)

    def verify(self, claim: str) -> Verdict:
        """What the sources say of `claim`.

        Raises:
            NoArticles: If there is no article.
        """
        hits = self._hits(claim, share=0.34)
        sources = self._sources(hits)
        stated = claims(claim)
        if not stated:
            raise NoArticles(f"{claim!r} states nothing; write a sentence")
        whole = stated[0].model_copy(update={"text": claim.strip()})
        return verdict(whole, self._checker.check(whole, sources), sources)

    @property
    def provenance(self) -> Provenance:
        """How results of this agent are made."""
        return Provenance(
            engine="extractive",
            embedder=self._embedder.name,
            checker=self._checker.name,
            index=str(INDEX),
            as_of=self._today.isoformat(),
        )

    def close(self) -> None:
        """Release the store; a lock on it goes with it."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _source(self, article: Article) -> Source:
        if article.id not in self._read:
            self._read[article.id] = read(article)
        return self._read[article.id]

    def _articles(self) -> tuple[Article, ...]:
        articles = self._store.articles()
        if not articles:
            raise NoArticles("there is no article to work on; add some with `fairwitness ingest PATH`")
        return articles

    def _hits(self, query: str, share: float) -> tuple[Hit, ...]:
        self._articles()
        return self._retriever.search(query, _FOUND, share=share)

    def _sources(self, hits: Sequence[Hit]) -> list[Source]:
        wanted = {hit.passage.article for hit in hits}
        return [self._source(article) for article in self._store.articles() if article.id in wanted]

    def _about(self, topic: str | None) -> tuple[Article, ...]:
        articles = self._articles()
        if topic is None or not topic.strip():
            return articles
        best: dict[str, float] = {}
        for hit in self._retriever.search(topic, 60, share=1.0, diversity=0.0):
            best[hit.passage.article] = max(best.get(hit.passage.article, -1.0), hit.similarity)
        least = max(_ABOUT, 2 * _ABOUT * max(best.values(), default=0.0))
        about = tuple(article for article in articles if best.get(article.id, -1.0) >= least)
        if not about:
            raise NoArticles(f"no article is about {topic!r}; see `fairwitness sources list`")
        return about


def _passages(article: Article) -> tuple[Passage, ...]:
    return chunk(article.id, article.text, split(article.text, article.body))


def summarize(paths: Sequence[str | Path], *, topic: str | None = None, words: int = 200) -> Summary:
    """A neutral summary of the articles in `paths`, with no set-up, no store and no network.

    Raises:
        NoArticles: If none could be read.
    """
    with Agent.over(paths) as agent:
        return agent.summarize(topic, words=words)

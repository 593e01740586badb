"""The agent: articles in, then summaries, answers and verdicts; here alone the stages are wired together."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from agent.answer import answer
from agent.check import Source, read, verdict
from agent.check_local import LocalChecker
from agent.claims import claims, whole
from agent.disagree import disagreements
from agent.draft import Extractive
from agent.errors import NoArticles, NothingStated
from agent.ingest import Ingested, Progress, ingest
from agent.llm import ChatModel, Listener
from agent.summary import Composer
from agent.values import Answer, Disagreement, Provenance, Summary, Verdict
from vectorstore.articles import Problem
from vectorstore.cache import Cached
from vectorstore.embed import Embedder, MiniLM
from vectorstore.retrieve import Retriever
from vectorstore.store import INDEX, ChromaStore, Hit, MemoryStore, Store
from vectorstore.values import Article, Metadata, Span

__all__ = ["Agent", "Ingested", "summarize"]

CheckerName = Literal["local", "llm", "both"]
_FOUND = 24
"""Passages that a claim or question is looked up with."""
_ABOUT = 0.3
"""Least cosine of a topic and an article's best passage, absolutely and (×2) relative to the best of all."""


class Agent:
    """Everything that can be asked of a set of articles.

    Args:
        store: Where the articles are.
        embedder: The embedder that the store was built with.
        today: Date of the clock; articles dated later are not read.
        model: Drafts summaries and answers; without one, sentences of the articles are selected.
        checker: Who checks claims: the program, the model, or both.
    """

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        today: date,
        *,
        model: ChatModel | None = None,
        checker: CheckerName = "local",
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._today = today
        self._model = model
        self._by = checker
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
        model: ChatModel | None = None,
        checker: CheckerName = "local",
    ) -> Self:
        """An agent over the store at `location`, a folder or `http://host:port`; made if it is not there.

        Raises:
            StoreError: If it cannot be opened or was built with another embedder.
        """
        embedder = embedder or Cached(MiniLM())
        store = ChromaStore.open(str(location), embedder.name, rebuild=rebuild)
        day = today or datetime.now(UTC).date()
        return cls(store, embedder, day, model=model, checker=checker)

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
        model: ChatModel | None = None,
        checker: CheckerName = "local",
    ) -> Self:
        """An agent over `paths` in memory, without a store; what could not be read is in `problems`."""
        day = today or datetime.now(UTC).date()
        agent = cls(MemoryStore(), embedder or Cached(MiniLM()), day, model=model, checker=checker)
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
            progress: Is told articles done, articles in all, and the path of the last.
        """
        return ingest(
            paths,
            self._store,
            self._embedder,
            today=self._today,
            metadata=metadata,
            stdin=stdin,
            progress=progress,
        )

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

    def summarize(
        self, topic: str | None = None, *, words: int = 200, listener: Listener | None = None
    ) -> Summary:
        """A neutral summary with citations, of the articles about `topic` or of all.

        Args:
            topic: What it is about.
            words: Wanted length.
            listener: Is told the text of a model's draft as far as it has come, which nothing has checked.

        Raises:
            NoArticles: If there are none, or none about the topic.
        """
        del listener
        sources = [self._source(article) for article in self._about(topic)]
        found = disagreements(sources, self._embedder)
        offers = Extractive(self._embedder).write(sources)
        return Composer(sources, self._checker, found).compose(offers, words, self.provenance)

    def ask(self, question: str, *, listener: Listener | None = None, context: Sequence[str] = ()) -> Answer:
        """Sentences that answer `question`, with citations, or an abstention with its reason.

        Args:
            question: The question.
            listener: Is told the text of a model's draft as far as it has come, which nothing has checked.
            context: What was asked before, the latest last.

        Raises:
            NoArticles: If there is no article.
        """
        del listener, context
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
            NothingStated: If the claim holds no statement.
        """
        hits = self._hits(claim, share=0.34)
        sources = self._sources(hits)
        if not claims(claim):
            raise NothingStated(f"{claim!r} states nothing; write a sentence")
        stated = whole(claim.strip())
        return verdict(stated, self._checker.check(stated, sources), sources)

    def disagreements(self, topic: str | None = None) -> tuple[Disagreement, ...]:
        """Where the articles about `topic`, or all of them, differ.

        Raises:
            NoArticles: If there are none, or none about the topic.
        """
        return disagreements([self._source(article) for article in self._about(topic)], self._embedder)

    def using(self, model: ChatModel | None, checker: CheckerName = "local") -> Self:
        """An agent over the same articles that drafts and checks otherwise; closing either closes both."""
        return type(self)(self._store, self._embedder, self._today, model=model, checker=checker)

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


def summarize(
    paths: Sequence[str | Path],
    *,
    topic: str | None = None,
    words: int = 200,
    model: ChatModel | None = None,
    checker: CheckerName = "local",
) -> Summary:
    """A neutral summary of the articles in `paths`, with no set-up and no store.

    Without a `model`, nothing is sent anywhere.

    Raises:
        NoArticles: If none could be read.
    """
    with Agent.over(paths, model=model, checker=checker) as agent:
        return agent.summarize(topic, words=words)

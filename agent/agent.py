"""The agent: articles in, then summaries, answers and verdicts; over a store or in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from agent.claims import claims
from agent.claims.parts import parts
from agent.desk import CheckerName, Desk
from agent.errors import NoArticles, NothingStated
from agent.ingest import Ingested, Paths, Progress, ingest
from agent.llm import ChatModel, Listener
from agent.question import in_full
from agent.shelf import Shelf
from agent.values import Answer, Disagreement, Provenance, Summary, Verdict
from vectorstore.articles import Problem
from vectorstore.cache import Cached
from vectorstore.embed import Embedder, MiniLM
from vectorstore.retrieve import Retriever
from vectorstore.store import ChromaStore, Hit, MemoryStore, Store
from vectorstore.values import Article, Metadata

__all__ = ["Agent", "CheckerName", "Ingested", "summarize"]


class Agent:
    """Everything that can be asked of a set of articles.

    Args:
        store: Where the articles are.
        embedder: The embedder that the store was built with.
        today: Date of the clock; articles dated later are not read.
        model: Drafts summaries and answers; without one, sentences of the articles are selected.
        checker: Who checks claims: the program, the model, or both.
        prompts: Versions of prompts by name; those in use where none is given.
    """

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        today: date,
        *,
        model: ChatModel | None = None,
        checker: CheckerName = "local",
        prompts: Mapping[str, int] | None = None,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._today = today
        self._retriever = Retriever(store, embedder)
        self._shelf = Shelf(store, self._retriever)
        self._desk = Desk(embedder, today, model, checker, prompts)
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
        paths: Paths,
        *,
        embedder: Embedder | None = None,
        metadata: Metadata | None = None,
        stdin: bytes | None = None,
        today: date | None = None,
        progress: Progress | None = None,
        model: ChatModel | None = None,
        checker: CheckerName = "local",
        prompts: Mapping[str, int] | None = None,
    ) -> Self:
        """An agent over `paths` in memory, without a store; what could not be read is in `problems`."""
        day = today or datetime.now(UTC).date()
        store, vectors = MemoryStore(), embedder or Cached(MiniLM())
        agent = cls(store, vectors, day, model=model, checker=checker, prompts=prompts)
        agent.problems = agent.ingest(paths, metadata=metadata, stdin=stdin, progress=progress).problems
        return agent

    def ingest(
        self,
        paths: Paths,
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
        self._shelf.forget(article_id)
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
        return self._desk.summary(self._shelf.about(topic), words, listener)

    def ask(self, question: str, *, listener: Listener | None = None, context: Sequence[str] = ()) -> Answer:
        """Sentences that answer `question`, with citations, or an abstention with its reason.

        Args:
            question: The question.
            listener: Is told the text of a model's draft as far as it has come, which nothing has checked.
            context: What was asked before, the latest last.

        Raises:
            NoArticles: If there is no article.
        """
        asked = in_full(question, context)
        passages = self._shelf.passages(asked)
        return self._desk.answer(question, asked, passages, context, listener)

    def verify(self, claim: str) -> Verdict:
        """What the sources say of `claim`.

        Raises:
            NoArticles: If there is no article.
            NothingStated: If the claim holds no statement.
        """
        if not claims(claim):
            raise NothingStated(f"{claim!r} states nothing; write a sentence")
        stated = [part.claim.text for part in parts(claim)]
        return self._desk.verdict(claim, self._shelf.speaking_of(*dict.fromkeys((claim, *stated))))

    def disagreements(self, topic: str | None = None) -> tuple[Disagreement, ...]:
        """Where the articles about `topic`, or all of them, differ.

        Raises:
            NoArticles: If there are none, or none about the topic.
        """
        return self._desk.disagreements(self._shelf.about(topic))

    def using(self, model: ChatModel | None, checker: CheckerName = "local") -> Self:
        """An agent over the same articles that drafts and checks otherwise; closing either closes both."""
        return type(self)(self._store, self._embedder, self._today, model=model, checker=checker)

    @property
    def provenance(self) -> Provenance:
        """How verdicts of this agent are made, and what it has spent so far on anything."""
        return self._desk.provenance

    def close(self) -> None:
        """Release the store; a lock on it goes with it."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def summarize(
    paths: Paths,
    *,
    topic: str | None = None,
    words: int = 200,
    model: ChatModel | None = None,
    checker: CheckerName = "local",
) -> Summary:
    """A neutral summary of the articles in `paths`, with no set-up and no store.

    Without a `model`, nothing is sent anywhere. What could not be read is told in the notes of `provenance`.

    Raises:
        NoArticles: If none could be read.
    """
    with Agent.over(paths, model=model, checker=checker) as agent:
        told = tuple(f"{each.path}: {each.reason}" for each in agent.problems)
        if told and not agent.sources():
            raise NoArticles("; ".join(told))
        summary = agent.summarize(topic, words=words)
    made = summary.provenance
    made = made.model_copy(update={"notes": (*told, *made.notes)})
    return summary.model_copy(update={"provenance": made})

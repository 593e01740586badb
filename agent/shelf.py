"""The articles of a store as they are worked with: found by topic or query, and read into statements once."""

from collections.abc import Sequence

from agent.check import Source, read
from agent.errors import NoArticles
from vectorstore.retrieve import Retriever
from vectorstore.store import Hit, Store
from vectorstore.values import Article, Passage, Span

_FOUND = 24
"""Passages that a claim or question is looked up with."""
_ABOUT = 0.3
"""Least cosine of a topic and an article's best passage, absolutely and (×2) relative to the best of all."""


class Shelf:
    """Finds and reads articles.

    Args:
        store: Where they are.
        retriever: Finds passages of them.
    """

    def __init__(self, store: Store, retriever: Retriever) -> None:
        self._store = store
        self._retriever = retriever
        self._read: dict[str, Source] = {}

    def articles(self) -> tuple[Article, ...]:
        """The articles, sorted by path.

        Raises:
            NoArticles: If there is none.
        """
        articles = self._store.articles()
        if not articles:
            raise NoArticles("there is no article to work on; add some with `fairwitness ingest PATH`")
        return articles

    def about(self, topic: str | None) -> list[Source]:
        """The articles about `topic`, or all of them.

        Raises:
            NoArticles: If there are none, or none about the topic.
        """
        articles = self.articles()
        if topic is None or not topic.strip():
            return [self._source(article) for article in articles]
        best: dict[str, float] = {}
        for hit in self._retriever.search(topic, 60, share=1.0, diversity=0.0):
            best[hit.passage.article] = max(best.get(hit.passage.article, -1.0), hit.similarity)
        least = max(_ABOUT, 2 * _ABOUT * max(best.values(), default=0.0))
        about = [self._source(article) for article in articles if best.get(article.id, -1.0) >= least]
        if not about:
            raise NoArticles(f"no article is about {topic!r}; see `fairwitness sources list`")
        return about

    def passages(self, question: str) -> tuple[tuple[Source, Span], ...]:
        """What may answer `question`, the best first, not too much of it from one article.

        Raises:
            NoArticles: If there is no article.
        """
        found = [hit.passage for hit in self._find(question, share=0.5)]
        known = {source.article.id: source for source in self._holding(found)}
        return tuple((known[each.article], Span(start=each.start, end=each.end)) for each in found)

    def speaking_of(self, *claims: str) -> list[Source]:
        """The articles that may decide one of `claims`, sorted by path.

        Raises:
            NoArticles: If there is no article.
        """
        return self._holding([hit.passage for each in claims for hit in self._find(each, share=0.34)])

    def forget(self, article_id: str) -> None:
        """Drop what was read of an article."""
        self._read.pop(article_id, None)

    def _source(self, article: Article) -> Source:
        if article.id not in self._read:
            self._read[article.id] = read(article)
        return self._read[article.id]

    def _find(self, query: str, share: float) -> tuple[Hit, ...]:
        self.articles()
        return self._retriever.search(query, _FOUND, share=share)

    def _holding(self, passages: Sequence[Passage]) -> list[Source]:
        wanted = {passage.article for passage in passages}
        return [self._source(article) for article in self._store.articles() if article.id in wanted]

"""Small invented articles, read, for the tests of drafting, the gate, disagreements and answers."""

from datetime import UTC, datetime

from agent.check import Source, read
from vectorstore.sentences import split
from vectorstore.values import Article, Span


def source(
    text: str,
    name: str = "a",
    *,
    origin: str | None = None,
    published: str | None = None,
    title: str = "",
) -> Source:
    """An article of nothing but reporting; `published` is an ISO date."""
    return read(
        Article(
            id=name,
            path=f"{name}.txt",
            text=text,
            body=(Span(start=0, end=len(text)),),
            title=title,
            publisher=f"The {name.title()}",
            published=datetime.fromisoformat(published).replace(tzinfo=UTC) if published else None,
            origin=origin or name,
            source=name,
        )
    )


def spot(whole: Source, words: str) -> Span:
    """Where `words` stand."""
    start = whole.article.text.index(words)
    return Span(start=start, end=start + len(words))


def sentences(whole: Source) -> list[Span]:
    return list(split(whole.article.text, whole.article.body))

"""Small articles and entries for the tests of the stores and the retriever."""

from collections.abc import Sequence
from datetime import datetime

from vectorstore.embed import Embedder, HashEmbedder
from vectorstore.store import Entry
from vectorstore.values import Article, Passage, Span, content_id


def article(
    path: str,
    text: str,
    *,
    publisher: str = "The Harbour Post",
    published: datetime | None = None,
    origin: str | None = None,
) -> Article:
    identity = content_id(text, publisher)
    return Article(
        id=identity,
        path=path,
        text=text,
        body=(Span(start=0, end=len(text)),),
        title=f"About {path}",
        publisher=publisher,
        published=published,
        origin=origin or identity,
        source=content_id(path, text),
    )


def passages(whole: Article, size: int = 40) -> tuple[Passage, ...]:
    """Runs of `size` characters."""
    starts = range(0, len(whole.text), size)
    spans = [(start, min(start + size, len(whole.text))) for start in starts]
    return tuple(
        Passage(
            id=content_id(whole.id, start, end),
            article=whole.id,
            start=start,
            end=end,
            text=whole.text[start:end],
            tokens=len(whole.text[start:end].split()),
        )
        for start, end in spans
    )


def entry(
    whole: Article, *, size: int = 40, sketch: Sequence[int] = (), embedder: Embedder | None = None
) -> Entry:
    cut = passages(whole, size)
    vectors = (embedder or HashEmbedder(32)).embed([passage.text for passage in cut])
    return Entry(whole, cut, tuple(sketch), vectors=vectors)

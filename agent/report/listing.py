"""Ingests, sources, search hits and plain facts as text for a terminal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from agent.report.layout import Page, Paint, plain, shorten
from vectorstore.values import Article

if TYPE_CHECKING:
    from agent.agent import Ingested
    from vectorstore.retrieve import Hit

_ID = 8  # characters of an id that are listed, unless articles share them
_LISTED = 10  # articles that are listed after an ingest


def ingested(done: "Ingested", store: str, *, width: int = 80, paint: Paint = plain) -> str:
    """How many articles came in, the first of them, and where the store lies."""
    page = Page(width, paint)
    page.put(
        f"{len(done.added)} added, {done.replaced} replaced, {done.unchanged} unchanged, "
        f"{sum(not each.kept for each in done.problems)} not read; the store is {store}"
    )
    if done.added:
        page.gap()
        page.table(_rows(done.added)[:_LISTED])
    if len(done.added) > _LISTED:
        page.put(f"and {len(done.added) - _LISTED} more; see `fairwitness sources list`")
    return str(page)


def sources(articles: Sequence[Article], *, width: int = 80) -> str:
    """One line per article: id, day, publisher, title."""
    page = Page(width)
    page.table(_rows(articles))
    return str(page) or "The store holds no article; run `fairwitness ingest PATH`.\n"


def source(article: Article, *, width: int = 80, paint: Paint = plain) -> str:
    """Everything known of one article, and what of its text is reporting."""
    page = Page(width, paint)
    page.heading(article.title)
    used = sum(span.end - span.start for span in article.body)
    rows = {
        "id": article.id,
        "publisher": article.publisher,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "wire": article.wire,
        "path": article.path,
        "origin": article.origin,
        "reporting": f"{used} of {len(article.text)} characters; spans: {len(article.body)}",
    }
    _facts(page, {name: value for name, value in rows.items() if value})
    page.gap()
    for span in article.body:
        page.put(span.of(article.text), mark=f"{span.start}-{span.end}: ", mark_role="label")
    return str(page)


def removed(article: Article, *, width: int = 80) -> str:
    """What was removed."""
    page = Page(width)
    page.put(f"Removed {article.id}: {article.publisher}, {article.title}")
    return str(page)


def hits(
    found: "Sequence[Hit]", articles: Sequence[Article], *, width: int = 80, paint: Paint = plain
) -> str:
    """The passages found, best first."""
    page = Page(width, paint)
    known = {article.id: article for article in articles}
    for rank, hit in enumerate(found, start=1):
        passage, article = hit.passage, known[hit.passage.article]
        place = f"{article.publisher}, {article.title}, {passage.start}-{passage.end} ({hit.score:.3f})"
        page.put(place, mark=f"{rank}. ", role="heading")
        page.put(shorten(passage.text, 4 * width), indent=3)
        page.gap()
    return str(page) or "Nothing was found; try other words.\n"


def facts(rows: Mapping[str, str], *, width: int = 80, paint: Paint = plain) -> str:
    """Names and values in two columns."""
    page = Page(width, paint)
    _facts(page, rows)
    return str(page)


def _facts(page: Page, rows: Mapping[str, str]) -> None:
    wide = max(len(name) for name in rows) + 2
    for name, value in rows.items():
        page.put(value, mark=name.ljust(wide), mark_role="label")


def _rows(articles: Sequence[Article]) -> list[tuple[str, ...]]:
    """Id (its beginning, the same length for all, longer where two share it), day, publisher, title."""
    ids = {article.id for article in articles}
    size = next((n for n in range(_ID, 64) if len({each[:n] for each in ids}) == len(ids)), 64)
    return [
        (each.id[:size], _day(each.published), shorten(each.publisher, 24), each.title) for each in articles
    ]


def _day(when: datetime | None) -> str:
    return when.date().isoformat() if when else "-"

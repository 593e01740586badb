"""Ingests, sources, search hits and plain facts as text for a terminal."""

from collections.abc import Sequence
from datetime import datetime

from agent.report.layout import Page, Paint, plain, shorten
from vectorstore.values import Article

ID_SHOWN = 8
"""How many characters of an id are listed; a longer beginning is shown where two articles share these."""


def short_ids(articles: Sequence[Article]) -> dict[str, str]:
    """For each article's id, the beginning that is listed: the same length for all, and unambiguous."""
    ids = {article.id for article in articles}
    length = ID_SHOWN
    while ids and len({each[:length] for each in ids}) < len(ids):
        length += 1
    return {each: each[:length] for each in ids}


def sources(articles: Sequence[Article], *, width: int = 80, paint: Paint = plain) -> str:
    """One line per article: id, day, publisher, title."""
    page = Page(width, paint)
    short = short_ids(articles)
    page.table(
        (short[each.id], _day(each.published), shorten(each.publisher, 24), each.title) for each in articles
    )
    return str(page)


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
        "reporting": f"{used} of {len(article.text)} characters, in {len(article.body)} spans",
    }
    facts(page, {name: value for name, value in rows.items() if value})
    page.gap()
    for span in article.body:
        page.put(span.of(article.text), mark=f"{span.start}-{span.end}: ", mark_role="label")
    return str(page)


def facts(page: Page, rows: dict[str, str]) -> None:
    """Names and values in two columns, long values wrapped."""
    wide = max(len(name) for name in rows) + 2
    for name, value in rows.items():
        page.put(value, mark=name.ljust(wide), indent=2, mark_role="label")


def _day(when: datetime | None) -> str:
    return when.date().isoformat() if when else "-"

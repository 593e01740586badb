"""The article of an HTML page: trafilatura's text; metadata from JSON-LD, meta elements, then trafilatura.

trafilatura 2.3 reads no time of day, so JSON-LD comes first. `deduplicate` stays off: it keeps state.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from vectorstore.articles.dates import find_date
from vectorstore.articles.unseen import prune
from vectorstore.errors import ArticleError
from vectorstore.probe import no_probe
from vectorstore.values import Metadata

_TYPES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_TIME_META = (
    '//meta[@property="article:published_time" or @name="article:published_time" or @itemprop="datePublished"'
    ' or @name="parsely-pub-date" or @name="pubdate" or @name="date"]/@content'
)


def read_html(page: str, today: date) -> tuple[str, Metadata]:
    """The article's text and metadata.

    Raises:
        ArticleError: If the page holds no article.
    """
    with no_probe():
        import trafilatura
        from trafilatura.settings import Document

    tree = trafilatura.load_html(page)
    if tree is None:
        raise ArticleError("it is not HTML; rename it to .txt if it is text")
    prune(tree)
    embedded = _json_ld(tree)
    stamps = [str(value) for value in tree.xpath(_TIME_META)]
    document = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "max_date": today.isoformat(),
        },
    )
    page_says = document if isinstance(document, Document) else Document()
    text = page_says.text or ""
    text = text if text.strip() else embedded.get("body", "")  # pages that a script fills in
    if not text.strip():
        raise ArticleError("no article text was found in the page; save the text as .txt")
    found = Metadata(
        title=embedded.get("title") or _tidy(page_says.title),
        publisher=embedded.get("publisher") or _tidy(page_says.sitename) or _tidy(page_says.hostname),
        author=embedded.get("author") or _tidy(page_says.author),
        published=next(_dates(embedded.get("published"), *stamps, page_says.date, today=today), None),
        url=next((url for url in (embedded.get("url"), page_says.url) if web_address(url)), None),
    )
    return text, found


def web_address(url: str | None) -> bool:
    """Whether `url` may be shown as a link; a page may state anything, `javascript:` included."""
    return url is not None and re.match(r"https?://\S+$", url) is not None


def _dates(*values: str | None, today: date) -> Iterator[Any]:
    """The moments that `values` state, those after `today` left out."""
    for value in values:
        stamp = find_date(value or "")
        if stamp is not None and stamp.when.date() <= today:
            yield stamp.when


def _json_ld(tree: Any) -> dict[str, str]:
    """Title, publisher, author, time and address of the first article that a JSON-LD block describes."""
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            block = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(block, depth=0):
            if any(str(kind).endswith(_TYPES) for kind in _listed(node.get("@type"))):
                return {key: value for key, value in _fields(node) if value}
    return {}


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    for item in _listed(value):
        if isinstance(item, dict):
            yield item
            yield from _nodes(item.get("@graph"), depth + 1)
            yield from _nodes(item.get("mainEntity"), depth + 1)


def _fields(node: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    yield "title", _tidy(node.get("headline") or node.get("name"))
    yield "publisher", _names(node.get("publisher"))
    yield "author", _names(node.get("author"))
    yield "published", _tidy(node.get("datePublished") or node.get("dateCreated"))
    page = node.get("mainEntityOfPage")
    body = node.get("articleBody")
    yield "body", body if isinstance(body, str) else None
    yield "url", _tidy(node.get("url") or (page.get("@id") if isinstance(page, dict) else page))


def _names(value: Any) -> str | None:
    names = [_tidy(item.get("name") if isinstance(item, dict) else item) for item in _listed(value)]
    return ", ".join(name for name in names if name) or None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _tidy(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None

"""Articles in: files, folders, HTML, JSON and standard input become `Article`s with metadata.

What a source states wins in this order: overrides, the sidecar `NAME.meta.json`, what the file embeds (JSON
keys, JSON-LD, front matter), patterns in its text, and for title and publisher the file's stem.
"""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date
from pathlib import Path, PurePath

from pydantic import Field

from vectorstore.articles.decode import decode
from vectorstore.articles.formats import Draft, read_drafts, strict
from vectorstore.articles.furniture import Kind, furniture
from vectorstore.articles.head import read_head
from vectorstore.articles.sources import STDIN, Problem, RawSource, discover
from vectorstore.errors import ArticleError
from vectorstore.values import Article, Metadata, Span, Value, content_id

__all__ = ["Loaded", "Problem", "RawSource", "Select", "discover", "load", "parse"]

Select = Callable[[str, str | None], tuple[Span, ...]]
"""Chooses the spans of a text, given its title, that are reporting: `vectorstore.body.select`."""


class Loaded(Value):
    """What came of some sources."""

    articles: tuple[Article, ...] = Field(default=(), description="New articles, in order; none twice.")
    problems: tuple[Problem, ...] = Field(default=(), description="Inputs that could not be read.")
    unchanged: tuple[str, ...] = Field(default=(), description="Digests of sources that were known already.")


def load(
    paths: Sequence[str | Path],
    *,
    select: Select,
    today: date,
    stdin: bytes | None = None,
    overrides: Metadata | None = None,
    known: Callable[[str], bool] = lambda digest: False,
) -> Loaded:
    """Read the articles of `paths`; what cannot be read is named and does not stop the rest.

    Args:
        paths: Files and folders; `-` is standard input.
        select: `vectorstore.body.select`.
        today: Date in UTC; nothing is published after it.
        stdin: What standard input held.
        overrides: Metadata that wins over what the files say.
        known: Whether the source with this digest is stored completely; it is not parsed again.
    """
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    unchanged: list[str] = []
    for source in discover(paths, stdin, overrides):
        if isinstance(source, Problem):
            problems.append(source)
        elif known(source.digest):
            unchanged.append(source.digest)
        else:
            parsed = parse(source, overrides, today, select)
            problems.extend(parsed.problems)
            for article in parsed.articles:
                articles.setdefault(article.id, article)
    return Loaded(articles=tuple(articles.values()), problems=tuple(problems), unchanged=tuple(unchanged))


def parse(raw: RawSource, overrides: Metadata | None, today: date, select: Select) -> Loaded:
    """The articles of one source, and a problem for each part of it that is not one.

    `parts` of an article counts the problems too, so that a source with a bad line is never complete: it is
    read again and its problem is told again until it is corrected.
    """
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    try:
        stated = merge(overrides or Metadata(), _sidecar(raw.sidecar))
        for draft in read_drafts(raw, today):
            if isinstance(draft, Problem):
                problems.append(draft)
                continue
            try:
                article = _article(draft, stated, raw, today, select)
                articles.setdefault(article.id, article)
            except ArticleError as error:
                problems.append(Problem(path=draft.path, reason=str(error)))
    except ArticleError as error:
        problems.append(Problem(path=raw.path, reason=str(error)))
    parts = max(1, len(articles) + len(problems))
    counted = (article.model_copy(update={"parts": parts}) for article in articles.values())
    return Loaded(articles=tuple(counted), problems=tuple(problems))


def merge(*layers: Metadata) -> Metadata:
    """The first known value of each field."""
    names = Metadata.model_fields
    first = {
        name: next((v for layer in layers if (v := getattr(layer, name)) is not None), None) for name in names
    }
    return Metadata(**first)


def _sidecar(content: bytes | None) -> Metadata:
    if content is None:
        return Metadata()
    try:
        fields = json.loads(decode(content))
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"its .meta.json is malformed ({error}); correct it") from error
    except ArticleError as error:
        raise ArticleError(f"its .meta.json cannot be read: {error}") from error
    if not isinstance(fields, dict) or not fields.keys() <= Metadata.model_fields.keys():
        raise ArticleError(
            f"its .meta.json may hold {', '.join(Metadata.model_fields)} and nothing else; correct it"
        )
    try:
        return strict(fields)
    except ArticleError as error:
        raise ArticleError(f"in its .meta.json, {error}") from error


def _publisher(name: str | None) -> str | None:
    """`name`, unless it is written for software: it is printed before every answer."""
    return None if name and furniture(name) is Kind.MACHINE else name


def _article(draft: Draft, stated: Metadata, raw: RawSource, today: date, select: Select) -> Article:
    if not any(character.isalpha() for character in draft.text):
        raise ArticleError("it holds no sentence; give a file with an article in it")
    patterns = read_head(draft.text).metadata
    if patterns.published and patterns.published.astimezone(UTC).date() > today:
        patterns = patterns.model_copy(update={"published": None})
    known = merge(stated, draft.found, patterns)
    if known.published and known.published.tzinfo is None:
        known = known.model_copy(update={"published": known.published.replace(tzinfo=UTC)})
    if known.published and known.published.astimezone(UTC).date() > today:
        raise ArticleError(f"it is dated {known.published.date()}, after today ({today}); correct the date")
    stem = "standard input" if raw.path == STDIN else PurePath(raw.path).stem
    title, publisher = known.title or stem, _publisher(known.publisher) or stem
    body = select(draft.text, known.title)
    if not body:
        raise ArticleError(
            "no reporting was found in it, only titles, ads, captions and the like; check the file"
        )
    published = known.published.isoformat() if known.published else None
    name = content_id(draft.text, title, publisher, known.author, published, known.url)
    return Article(
        id=name,
        path=draft.path,
        text=draft.text,
        body=body,
        title=title,
        publisher=publisher,
        author=known.author,
        published=known.published,
        url=known.url,
        wire=known.wire,
        origin=name,
        source=raw.digest,
    )

"""One raw source to drafts: the text of each article in it, and what the source itself says about it."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import PurePath
from typing import Any

from pydantic import Field

from vectorstore.articles.dates import find_date
from vectorstore.articles.decode import decode
from vectorstore.articles.head import front_matter
from vectorstore.articles.html import read_html, web_address
from vectorstore.articles.sources import STDIN, Problem, RawSource
from vectorstore.errors import ArticleError
from vectorstore.values import Metadata, Value

_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article)\b", re.I | re.S
)
_TEXT_FIELDS = ("title", "publisher", "author", "url", "wire")


class Draft(Value):
    """One article of a source, before metadata is completed."""

    path: str = Field(description="Where it stands, with line or item.")
    text: str = Field(description="As decoded.")
    found: Metadata = Field(description="What the source states about it.")


def read_drafts(raw: RawSource, today: date) -> Iterator[Draft | Problem]:
    """The articles of `raw`, or what is wrong with each.

    Raises:
        ArticleError: If nothing of the source can be read.
    """
    text = decode(raw.data)
    suffix = _sniffed(text) if raw.path == STDIN else PurePath(raw.path).suffix.lower()
    if suffix in (".html", ".htm"):
        page, found = read_html(text, today)
        yield Draft(path=raw.path, text=page, found=found)
    elif suffix in (".json", ".jsonl"):
        yield from _records(raw, _lines(text) if suffix == ".jsonl" else _items(text))
    else:
        if _MARKUP.match(text):
            raise ArticleError("it is HTML; rename it to .html")
        fields, _ = front_matter(text)
        if "date" in fields:
            fields.setdefault("published", fields.pop("date"))
        yield Draft(path=raw.path, text=text, found=lenient(fields))


def _sniffed(text: str) -> str:
    if _MARKUP.match(text):
        return ".html"
    if re.match(r"\s*(?:\{\s*[\"}]|\[\s*[\]{])", text):
        return ".jsonl" if re.match(r"\s*\{.*\}[ \t\r]*\n\s*\{", text) else ".json"
    return ".txt"


def _items(text: str) -> Iterator[tuple[str, Any]]:
    """The items of a JSON document, with the suffix of their path."""
    value = _loads(text)
    if isinstance(value, list):
        if not value:
            raise ArticleError("the list is empty; give at least one article")
        yield from ((f":{number}", item) for number, item in enumerate(value, start=1))
    else:
        yield "", value


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    """The records of JSON lines, with the suffix of their path; a broken line is its error."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield f":{number}", _loads(line)
            except ArticleError as error:
                yield f":{number}", error


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ArticleError(
            f"malformed JSON at line {error.lineno} column {error.colno}: {error.msg}; correct it"
        ) from error
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"JSON beyond what can be read ({type(error).__name__}); simplify it") from error


def _records(raw: RawSource, records: Iterator[tuple[str, Any]]) -> Iterator[Draft | Problem]:
    """Drafts of the records; a file found in a folder that holds no `text` at all is no article."""
    kept = list(records)
    texts = any(isinstance(value, dict) and "text" in value for _, value in kept)
    if not raw.named and not texts and not any(isinstance(value, ArticleError) for _, value in kept):
        return
    for suffix, value in kept:
        try:
            yield _record(raw.path + suffix, value)
        except ArticleError as error:
            yield Problem(path=raw.path + suffix, reason=str(error))


def _record(path: str, value: Any) -> Draft:
    if isinstance(value, ArticleError):
        raise value
    if not isinstance(value, dict):
        raise ArticleError(f'it is a JSON {type(value).__name__}, not an object; use {{"text": …}}')
    if "text" not in value:
        raise ArticleError(
            f"key 'text' is missing, keys are {sorted(map(str, value))[:8]!r}; put the article's text there"
        )
    if not isinstance(value["text"], str):
        raise ArticleError(f"key 'text' is {value['text']!r:.40}, not a string; put the article's text there")
    check_characters(value["text"], "text")
    return Draft(path=path, text=value["text"], found=strict(value))


def strict(fields: dict[str, Any]) -> Metadata:
    """The metadata in `fields`, other keys aside.

    Raises:
        ArticleError: If a field has the wrong type or a date cannot be read.
    """
    known: dict[str, Any] = {}
    for key in _TEXT_FIELDS:
        value = fields.get(key)
        if key == "author" and isinstance(value, list) and all(isinstance(name, str) for name in value):
            value = ", ".join(value)
        if value is not None and not isinstance(value, str):
            raise ArticleError(
                f"key {key!r} is {value!r:.40}, not a string; put it in quotation marks or leave it out"
            )
        check_characters(value or "", key)
        known[key] = " ".join((value or "").split()) or None
    if known["url"] and not web_address(known["url"]):
        raise ArticleError(f"key 'url' is {known['url']!r:.60}, not a web address; begin it with https://")
    return Metadata(**known, published=_published(fields.get("published")))


def lenient(fields: dict[str, str]) -> Metadata:
    """The metadata in `fields` as far as it can be read."""
    stamp = find_date(fields.get("published", ""))
    known = {key: fields.get(key) or None for key in _TEXT_FIELDS}
    if not web_address(known["url"]):
        known["url"] = None
    return Metadata(**known, published=stamp.when if stamp else None)


def _published(value: Any) -> datetime | None:
    if value is None or value == "":
        return None
    stamp = find_date(value) if isinstance(value, str) else None
    if stamp is None:
        raise ArticleError(f"key 'published' is {value!r:.40}, not a date; write it as 2025-01-31T09:30:00Z")
    return stamp.when if stamp.when.tzinfo else stamp.when.replace(tzinfo=UTC)


def check_characters(text: str, key: str) -> None:
    """Raise `ArticleError` if `text` holds what no encoding can store: lone surrogates, NUL."""
    for index, character in enumerate(text):
        if character == "\x00" or "\ud800" <= character <= "\udfff":
            raise ArticleError(f"key {key!r} holds {character!r} at index {index}; export the article again")

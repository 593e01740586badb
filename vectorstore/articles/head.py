"""Metadata of plain text by patterns: date, title, byline and dateline at the top, wire tags at both ends.

Only lines that are nothing but metadata are believed: a date inside a sentence or a caption is not the date
of publication. What is not found stays unknown; the caller falls back on the file's stem.
"""

import re
from datetime import datetime
from functools import lru_cache

from pydantic import Field

from vectorstore.articles.blocks import Block, abbreviated, count_words, split_blocks
from vectorstore.articles.dates import Stamp, find_date
from vectorstore.articles.furniture import furniture
from vectorstore.articles.wire import closing_wire, read_dateline, wire_line
from vectorstore.values import Metadata, Span, Value

_TOP = 30  # lines from the top that may hold metadata; real pages put menus and widgets between
_OPENING = 3  # paragraphs of reporting among which the dateline stands; a deck may precede it
_UPPER = "A-ZÀ-ÖØ-Þ"
_NAME = (
    rf"[{_UPPER}][\w.'’-]*"
    rf"(?:\s(?:(?:de|da|di|van|von|der|den|al|bin|la|le|du|dos)\s)*[{_UPPER}][\w.'’-]*){{1,3}}"
)
_BYLINE = re.compile(
    r"^\W*(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Oo]leh|(?:Words|Text|Story) by)[:\s]\s*"
    rf"(?P<names>{_NAME}(?:\s*(?:,|&|and|und|et|y|e|en|dan)\s+{_NAME})*)"
)
_DATE_LABEL = re.compile(
    r"^\W*(?:date|dated|datum|fecha|data|tanggal|published|posted|updated|veröffentlicht|publié|publicado)?"
    r"(?:\s+(?:on|am|le|el))?\s*[:\s]*$",
    re.IGNORECASE,
)
_META_WORD = re.compile(
    r"published|updated|posted|last|modified|first|created|date|time|on|at|by|am|pm|um|uhr|stand|aktualisiert"
    r"|veröffentlicht|publié|mis|à|jour|le|el|publicado|actualizado|atualizado|em|pubblicato|aggiornato|il"
    r"|gepubliceerd|op|diterbitkan|min|mins|minutes?|read|reading|lesezeit|lecture|lectura|ago|hours?|gmt|utc"
    r"|[ecmp][ds]?t|bst|cest|wib|p\.m\.?|a\.m\.?|\d+",
    re.IGNORECASE,
)
_MEMBER = re.compile(
    r"\b(?:joined|registered|member since|messages|posts|likes|last (?:seen|visit))\b", re.IGNORECASE
)
_URL = re.compile(r"^(?:(?:source|url|link|original):?\s*)?(https?://\S+)$", re.IGNORECASE)
_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?P<fields>(?:[\w-]+:.*\r?\n|[ \t]+.*\r?\n){1,40})---[ \t]*(?:\r?\n|\Z)"
)


class Head(Value):
    """What the top and bottom of a plain text say about it."""

    metadata: Metadata = Field(description="What was found.")
    spans: tuple[Span, ...] = Field(default=(), description="Date prefix, byline, dateline, title.")
    title: Span | None = Field(default=None, description="Which of them is the title.")


@lru_cache(maxsize=2)  # the body asks again for what the metadata was read from
def read_head(text: str) -> Head:
    """Metadata that `text` carries in its own lines."""
    fields = _Fields(text)
    for block in split_blocks(text)[:_TOP]:
        fields.read(block)
    return fields.head()


class _Fields:
    """Collects what the blocks say, from the top down."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[str, str | datetime] = {}
        self.titles: list[Block] = []
        self.spans: list[Span] = []
        self.began = 0
        self.dateline = False

    def read(self, block: Block) -> None:
        """Take what `block` says; once the reporting has begun, only a dateline: a deck may precede it."""
        prefix = date_prefix(block)
        if prefix is not None and not self.spans:
            self.found.setdefault("published", prefix.when)
            self._mark(block.start, block.start + prefix.end)
            block = _after(block, prefix.end)
        if self.began:
            self.began += 1
        if self._dateline(block) or self.began or not block.text or self._metadata_line(block):
            return
        if is_title(block):
            self.titles.append(block)
        else:
            self.began = int(block.ended and block.words >= 12 and furniture(block.text) is None)

    def _dateline(self, block: Block) -> bool:
        line = None if self.dateline or self.began > _OPENING else read_dateline(block.text)
        if line is None:
            return False
        self.dateline, self.began = True, _OPENING
        if line.wire:
            self.found.setdefault("wire", line.wire)
        self._mark(block.start, block.start + line.end)
        return True

    def head(self) -> Head:
        """Everything that was found, with the wire tag of the last lines."""
        title = self._title()
        wire = self.found.get("wire") or closing_wire(split_blocks(self.text[-2000:])[-4:])
        return Head(
            metadata=Metadata.model_validate({**self.found, "wire": wire}),
            spans=tuple(self.spans),
            title=title,
        )

    def _mark(self, start: int, end: int) -> None:
        self.spans.append(Span(start=start, end=end))

    def _metadata_line(self, block: Block) -> bool:
        url, names, stamp = _URL.match(block.text), byline(block.text), meta_date(block)
        wire = wire_line(block.text)
        if url:
            self.found.setdefault("url", url[1])
        if names:
            self.found.setdefault("author", names)
        if stamp:
            self.found.setdefault("published", stamp.when)
        if wire:
            self.found.setdefault("wire", wire)
        if url or names or stamp or wire:
            self._mark(block.start, block.end)
            return True
        return False

    def _title(self) -> Span | None:
        """The first line of six words, else the longest: shorter ones are names of sections and users."""
        long = [block for block in self.titles if block.words >= 6]
        if not self.titles:
            return None
        block = long[0] if long else max(self.titles, key=lambda title: title.words)
        title, bar, outlet = block.text.rpartition(" | ")
        if bar and count_words(outlet) <= 5 and count_words(title) >= 3:
            self.found.setdefault("publisher", " ".join(outlet.split()))
        else:
            title = block.text
        self.found["title"] = " ".join(title.strip("*_ ").split())
        self._mark(block.start, block.end)
        return self.spans[-1]


def is_title(block: Block) -> bool:
    """Whether `block` may be a headline: three words to a line, no full stop, no furniture."""
    text = block.text
    if not 3 <= block.words <= 30 or block.bullet or re.search(r"[|>›‹»·/].*[|>›‹»·/]|\s{3,}", text):
        return False
    question = text.endswith(("?", "!", "？", "！")) and block.words <= 16
    if block.ended and not (question or abbreviated(text) or text.endswith(("…", "...")) or block.heading):
        return False
    return not text.endswith((":", "：", ",", ";")) and furniture(text) is None


def date_prefix(block: Block) -> Stamp | None:
    """The date that `block` begins with, where something else follows it in the same line."""
    stamp = find_date(block.text[:60])
    if stamp is None or not _DATE_LABEL.match(block.text[: stamp.start]):
        return None
    rest = block.text[stamp.end :]
    end = len(block.text) - len(rest.lstrip(" \t\u00a0|,:;–—-"))
    return stamp.model_copy(update={"end": end}) if count_words(rest) >= 3 and not _is_meta(rest) else None


def meta_date(block: Block) -> Stamp | None:
    """The date of a line that holds nothing but metadata."""
    if block.words > 20 or _MEMBER.search(block.text) or (stamp := find_date(block.text)) is None:
        return None
    rest = f"{block.text[: stamp.start]} {block.text[stamp.end :]}"
    return stamp if _is_meta(rest) else None


def _is_meta(rest: str) -> bool:
    """Whether `rest` of a line with a date is names and words such as "updated"."""
    words = re.findall(r"[^\W_][\w.'’-]*", rest)
    return len(words) <= 10 and all(word[0].isupper() or _META_WORD.fullmatch(word) for word in words)


def byline(text: str) -> str | None:
    """The names of a line such as "By Jane Doe and John Roe, Halden Press | 3 min read"."""
    found = _BYLINE.match(text)
    if found is None or count_words(text) > 20:
        return None
    return " ".join(found["names"].split()) if _is_meta(text[found.end() :]) else None


def _after(block: Block, offset: int) -> Block:
    return block.model_copy(update={"start": block.start + offset, "text": block.text[offset:], "gap": True})


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Fields of a Markdown front matter (`---` lines around `key: value`), and where it ends."""
    found = _FRONT.match(text)
    if found is None:
        return {}, 0
    pairs = (line.partition(":") for line in found["fields"].splitlines() if line[:1].strip())
    return {key.strip().casefold(): value.strip().strip("\"'") for key, _, value in pairs}, found.end()

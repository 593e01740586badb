"""The values that pass between the stages of `vectorstore`, and the hash that names them."""

import hashlib
import json
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


def content_id(*parts: str | int | None, length: int = 16) -> str:
    """First `length` hexadecimal digits of the SHA-256 of `parts`, which are kept apart unambiguously."""
    packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8", "surrogatepass")).hexdigest()[:length]


class Value(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Value):
    """A half-open range of characters of a text."""

    start: int = Field(ge=0, description="Index of the first character.")
    end: int = Field(ge=0, description="Index after the last character.")

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]


class Metadata(Value):
    """What is known of an article besides its text; every field may be unknown."""

    title: str | None = Field(default=None, description="Headline, as printed.")
    publisher: str | None = Field(default=None, description="Who published it.")
    author: str | None = Field(default=None, description="Byline, without the word 'By'.")
    published: datetime | None = Field(default=None, description="When it was published, with a timezone.")
    url: str | None = Field(default=None, description="Where it was published; never fetched.")
    wire: str | None = Field(default=None, description="Wire agency the text is credited to, if any.")


class Article(Value):
    """One article: the text as it was read, and which spans of it are the reporting."""

    id: str = Field(description="Content hash of the text and its metadata.")
    path: str = Field(description="Where it was read from, as the user named it; `-` is standard input.")
    text: str = Field(description="The decoded text, never altered.")
    body: tuple[Span, ...] = Field(description="Spans that are reporting, in order, without overlap.")
    title: str = Field(description="Headline; the file's stem where none was found.")
    publisher: str = Field(description="Publisher; the file's stem where none was found.")
    author: str | None = Field(default=None, description="Byline.")
    published: datetime | None = Field(default=None, description="Publication time, with a timezone.")
    url: str | None = Field(default=None, description="Address it was published at.")
    wire: str | None = Field(default=None, description="Wire agency the text is credited to, if any.")
    origin: str = Field(description="Id of the origin cluster: reprints of one story share it.")
    source: str = Field(
        description="Digest of the bytes and flags it was read from; tells what is unchanged."
    )
    parts: int = Field(default=1, ge=1, description="How many articles the same source holds.")


class Passage(Value):
    """A run of whole sentences of one article, small enough to embed."""

    id: str = Field(description="Content hash of the article's id and the offsets.")
    article: str = Field(description="Id of the article.")
    start: int = Field(ge=0, description="First character, in the article's text.")
    end: int = Field(ge=0, description="Index after the last character.")
    text: str = Field(description="Exactly the article's characters from `start` to `end`.")
    tokens: int = Field(ge=0, description="Length in cl100k tokens.")


class Citation(Value):
    """The exact characters of an article that something rests on."""

    article: str = Field(description="Id of the article.")
    publisher: str = Field(description="Its publisher.")
    start: int = Field(ge=0, description="First character, in the article's text.")
    end: int = Field(ge=0, description="Index after the last character.")
    quote: str = Field(description="`text[start:end]`, verbatim.")


def cite(article: Article, span: Span) -> Citation:
    """The citation of `span` in `article`; the only way a quotation is cut."""
    return Citation(
        article=article.id,
        publisher=article.publisher,
        start=span.start,
        end=span.end,
        quote=span.of(article.text),
    )

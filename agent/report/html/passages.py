"""Articles cut into the pieces that a page shows: paragraphs, what of them is cited, what was set aside."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from pydantic import Field

from agent.report.matrix import by_origin
from vectorstore.values import Article, Citation, Span, Value

_BLOCK = re.compile(r"\S(?:.|\n(?!\s*\n))*")
_LINE = re.compile(r"\S.*")
_WRAPPED = 100
"""Characters of the longest line of a text that was broken into lines to fit a screen."""


class Passage(Value):
    """A cited span of an article."""

    number: int = Field(ge=1, description="Its number on the page, from 1 in order of first use.")
    citation: Citation = Field(description="The span.")
    sentences: tuple[int, ...] = Field(description="Numbers of the sentences of the summary that cite it.")


class Piece(Value):
    """A run of characters of an article that the same passages cover."""

    text: str = Field(description="The characters.")
    passages: tuple[int, ...] = Field(description="Numbers of the passages that cover it.")
    starts: tuple[int, ...] = Field(description="Those that start with it.")
    ends: tuple[Passage, ...] = Field(description="Those that end with it.")
    summarized: bool = Field(description="Whether a sentence of the summary cites it.")


class Block(Value):
    """Paragraphs that are all reporting, or all set aside."""

    reporting: bool = Field(description="Whether it is reporting.")
    paragraphs: tuple[tuple[Piece, ...], ...] = Field(description="Each paragraph with its pieces.")


class Shown(Value):
    """An article as a page shows it."""

    number: int = Field(ge=1, description="Its number on the page.")
    article: Article = Field(description="The article.")
    blocks: tuple[Block, ...] = Field(description="All of its text, in order.")
    cited: int = Field(ge=0, description="How many of its passages the summary cites.")
    reprints: tuple[str, ...] = Field(description="Publishers of other articles of the same origin.")

    @property
    def titled(self) -> bool:
        """Whether it has a headline of its own; else its publisher, or the name of its file, is one."""
        return self.article.title != self.article.publisher

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.article.published.date() if self.article.published else None


def shown(articles: Sequence[Article], passages: Iterable[Passage]) -> tuple[Shown, ...]:
    """The articles with their passages, numbered from 1; reprints stand behind what they reprint."""
    held: dict[str, list[Passage]] = {article.id: [] for article in articles}
    for passage in passages:
        held[passage.citation.article].append(passage)
    return tuple(
        Shown(
            number=number,
            article=each,
            blocks=blocks(each, held[each.id]),
            cited=sum(bool(passage.sentences) for passage in held[each.id]),
            reprints=tuple(a.publisher for a in articles if a.origin == each.origin and a.id != each.id),
        )
        for number, each in enumerate(by_origin(articles), start=1)
    )


def blocks(article: Article, passages: Sequence[Passage]) -> tuple[Block, ...]:
    """The paragraphs of an article, those that were set aside apart from the reporting."""
    text = article.text
    marks = [*article.body, *(Span(start=p.citation.start, end=p.citation.end) for p in passages)]
    cuts = sorted({place for span in marks for place in (span.start, span.end)})
    lines = [
        (reporting, list(spans))
        for paragraph in paragraphs(text)
        for reporting, spans in groupby(_cut(paragraph, cuts), key=lambda span: _within(span, article.body))
    ]
    lines = [(reporting, spans) for reporting, spans in lines if any(span.of(text).strip() for span in spans)]
    pieces = iter(_pieces(text, [span for _, spans in lines for span in spans], passages))
    made = [(reporting, tuple(next(pieces) for _ in spans)) for reporting, spans in lines]
    return tuple(
        Block(reporting=reporting, paragraphs=tuple(paragraph for _, paragraph in group))
        for reporting, group in groupby(made, key=lambda pair: pair[0])
    )


def paragraphs(text: str) -> tuple[Span, ...]:
    """Where the paragraphs of a text stand: its lines, joined where they were broken to fit a screen."""
    found = []
    for block in _BLOCK.finditer(text):
        lines = [match.span() for match in _LINE.finditer(text, *block.span())]
        full = [end - start for start, end in lines[:-1]]
        if len(full) > 1 and max(full) <= _WRAPPED and min(full) >= max(full) * 0.6:
            lines = [(lines[0][0], lines[-1][1])]
        found += [Span(start=start, end=end) for start, end in lines]
    return tuple(found)


def _cut(span: Span, cuts: Sequence[int]) -> list[Span]:
    places = [span.start, *(cut for cut in cuts if span.start < cut < span.end), span.end]
    return [Span(start=start, end=end) for start, end in pairwise(places)]


def _within(span: Span, body: Sequence[Span]) -> bool:
    return any(each.start <= span.start and span.end <= each.end for each in body)


def _pieces(text: str, spans: Sequence[Span], passages: Sequence[Passage]) -> Iterator[Piece]:
    """A piece of each span; a passage starts with the first and ends with the last that it covers."""
    covering = [[p for p in passages if _overlap(span, p.citation)] for span in spans]
    last = {passage.number: at for at, found in enumerate(covering) for passage in found}
    begun: set[int] = set()
    for at, (span, found) in enumerate(zip(spans, covering, strict=True)):
        starts = tuple(passage.number for passage in found if passage.number not in begun)
        begun.update(starts)
        yield Piece(
            text=span.of(text),
            passages=tuple(passage.number for passage in found),
            starts=starts,
            ends=tuple(passage for passage in found if last[passage.number] == at),
            summarized=any(passage.sentences for passage in found),
        )


def _overlap(span: Span, citation: Citation) -> bool:
    return citation.start < span.end and span.start < citation.end

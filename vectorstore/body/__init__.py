"""Which spans of a text are the reporting, and which are what surrounds it on a page.

A text is judged line by line. A line that closes like a sentence is reporting unless its words, its credit or
its repetition speak against it; a line that does not is a heading, a label, a name, a counter or a link
unless it is a bullet, a lead-in before a colon, the deck under the title, or as long as a paragraph. The
first rule keeps short paragraphs of reporting, the second drops furniture in languages that no word list
knows. Then sentences inside a line are told apart, where scraping has glued an appeal to a paragraph.
"""

from collections.abc import Iterator

from vectorstore.articles.furniture import Kind
from vectorstore.body.page import judge
from vectorstore.body.pieces import Piece, cut, obeyed
from vectorstore.values import Span

__all__ = ["Kind", "Piece", "label", "select"]


def select(text: str, title: str | None = None) -> tuple[Span, ...]:
    """The spans of `text` that are reporting: ordered, apart, inside the text; never raises.

    Args:
        text: The article as decoded.
        title: Its title, where known from elsewhere; lines that repeat it are not reporting.
    """
    return tuple(piece.span for piece in label(text, title) if piece.kind is Kind.REPORTING)


def label(text: str, title: str | None = None) -> tuple[Piece, ...]:
    """Every line of `text`, or the sentences in it, with what it is."""
    return tuple(obeyed(text, list(_pieces(text, title))))


def _pieces(text: str, title: str | None) -> Iterator[Piece]:
    for verdict in judge(text, title):
        if verdict.kind is Kind.REPORTING:
            yield from cut(verdict.block)
        else:
            yield Piece(span=Span(start=verdict.block.start, end=verdict.block.end), kind=verdict.kind)

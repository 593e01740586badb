"""Inside one block: sentences of reporting and of furniture that scraping put into one line."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pydantic import Field

from vectorstore.articles.blocks import Block
from vectorstore.articles.furniture import (
    AD_INLINE,
    BUTTONS_AFTER,
    BUTTONS_BEFORE,
    Kind,
    appeal_words,
    attributed,
    furniture,
)
from vectorstore.values import Span, Value

# Good enough to tell furniture from reporting; a split too many heals, as neighbours of one kind are joined.
_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+(?=[\"'“‘«„(\[]*[^\Wa-z_])|(?<=[。！？])[」』”]*")
_FILL = 3  # sentences without any sign that may stand between two appeals


class Piece(Value):
    """A stretch of a text and what it is."""

    span: Span = Field(description="Where it stands.")
    kind: Kind = Field(description="What it is.")


def cut(block: Block) -> tuple[Piece, ...]:
    """The sentences of `block`, neighbours of one kind joined."""
    pieces: list[Piece] = []
    for part, start in _around_ads(block):
        sentences = list(_sentences(part))
        kinds = _smooth([sentence for _, sentence in sentences])
        for (offset, sentence), kind in zip(sentences, kinds, strict=True):
            pieces.extend(_trimmed(sentence, start + offset, kind))
    return tuple(_joined(pieces))


def _around_ads(block: Block) -> list[tuple[str, int]]:
    """The stretches of `block` between advertisement marks, with their place in the text."""
    parts, position = [], 0
    for mark in AD_INLINE.finditer(block.text):
        parts.append((block.text[position : mark.start()], block.start + position))
        position = mark.end()
    parts.append((block.text[position:], block.start + position))
    return [(part, start) for part, start in parts if part.strip()]


def _sentences(text: str) -> list[tuple[int, str]]:
    bounds = [0, *(found.end() for found in _BREAK.finditer(text)), len(text)]
    return [(a, text[a:b]) for a, b in pairwise(bounds) if text[a:b].strip()]


def _smooth(sentences: Sequence[str]) -> list[Kind]:
    """The kind of each sentence; what stands between two appeals, or in a block of them, is one too.

    An appeal of many sentences talks of itself in the third person as well ("The Courier is trusted by …").
    """
    kinds: list[Kind] = [furniture(sentence) or Kind.REPORTING for sentence in sentences]
    appeals = [index for index, kind in enumerate(kinds) if kind is Kind.APPEAL]
    for left, right in pairwise(appeals):
        between = sentences[left + 1 : right]
        if len(between) <= _FILL and not any(attributed(sentence) for sentence in between):
            kinds[left + 1 : right] = [Kind.APPEAL] * len(between)
    if len(appeals) >= 2:
        for index, sentence in enumerate(sentences):
            near = index + 1 in appeals or index - 1 in appeals
            if kinds[index] is Kind.REPORTING and near and appeal_words(sentence) >= 2:
                kinds[index] = Kind.APPEAL
    return kinds


def _trimmed(sentence: str, start: int, kind: Kind) -> list[Piece]:
    """`sentence` without surrounding space, and without buttons where it is reporting."""
    left = len(sentence) - len(sentence.lstrip())
    right = len(sentence.rstrip())
    if kind is Kind.REPORTING:
        before, after = (
            BUTTONS_BEFORE.match(sentence[left:right]),
            BUTTONS_AFTER.search(sentence, left, right),
        )
        left += before.end() if before else 0
        right = after.start() if after and after.start() > left else right
    return [Piece(span=Span(start=start + left, end=start + right), kind=kind)] if left < right else []


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind is piece.kind and piece.span.start - joined[-1].span.end <= 3:
            span = Span(start=joined[-1].span.start, end=piece.span.end)
            joined[-1] = Piece(span=span, kind=piece.kind)
        else:
            joined.append(piece)
    return joined

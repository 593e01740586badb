"""Inside one block: sentences of reporting and of furniture that scraping put into one line."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pydantic import Field

from vectorstore.articles.blocks import ENDED, Block, count_words
from vectorstore.articles.frames import frame_start
from vectorstore.articles.furniture import (
    AD_INLINE,
    BUTTONS,
    ENOUGH,
    Kind,
    Signs,
    addresses,
    attributed,
    furniture,
    obeys,
    read_signs,
)
from vectorstore.values import Span, Value

# Good enough to tell furniture from reporting; a split too many heals, as neighbours of one kind are joined.
_BREAK = re.compile(
    r"(?<=[.!?…])[\"'”’»)\]*_]*\s+(?=[\"'“‘«„(\[*_]*[^\Wa-z_])|(?<=[。！？])[」』”]*|(?<=[.!?…])\s+(?=\()"
    # Where scraping lost the full stop: "… our free emails The company said …".
    r"|(?<=[a-z])\s+(?=(?:The|An?|In|On|At|From|He|She|It|They|But|This|That|These|After|Before|When|While)\s[a-z])"
)
_SPREADING = frozenset({Kind.APPEAL, Kind.CONSENT, Kind.SHARE, Kind.MACHINE, Kind.SIGNOFF})
_FILL = 3  # sentences without any sign that may stand between two appeals


_ONE_BREAK = re.compile(r"[^\S\r\n]*(?:\r\n|\r|\n|\u2028)[^\S\r\n]*")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_LABEL = 12  # words of a line before a colon that announces orders


class Piece(Value):
    """A stretch of a text and what it is."""

    span: Span = Field(description="Where it stands.")
    kind: Kind = Field(description="What it is.")


def cut(block: Block) -> tuple[Piece, ...]:
    """The sentences of `block`, neighbours of one kind joined."""
    pieces: list[Piece] = []
    frame = frame_start(block.text)
    if frame is not None:
        pieces = _trimmed(block.text[frame:], block.start + frame, Kind.MACHINE)
        block = block.model_copy(update={"text": block.text[:frame]})
    for part, start in _around_ads(block):
        sentences = list(_sentences(part))
        kinds = _kinds([sentence.strip() for _, sentence in sentences])
        for (offset, sentence), kind in zip(sentences, kinds, strict=True):
            pieces.extend(_trimmed(sentence, start + offset, kind))
    return tuple(_joined(sorted(pieces, key=lambda piece: piece.span.start)))


def obeyed(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """`pieces` of `text`; orders to software take in the lines that announce them or go on with them."""
    found: list[Piece] = []
    for piece in pieces:
        above = found[-1] if found else None
        if above and above.kind is Kind.MACHINE and piece.kind in (Kind.REPORTING, Kind.HEADING):
            if _same_paragraph(text, above.span, piece.span):
                start = found.pop().span.start
                piece = Piece(span=Span(start=start, end=piece.span.end), kind=Kind.MACHINE)
            elif obeys(piece.span.of(text)):
                piece = piece.model_copy(update={"kind": Kind.MACHINE})
        elif above and above.kind is Kind.HEADING and piece.kind is Kind.REPORTING:
            found, piece = _broken(text, found, piece)
        elif above and above.kind is Kind.REPORTING and piece.kind is Kind.MACHINE:
            label = above.span.of(text)
            if label.endswith((":", "：")) and count_words(label) <= _LABEL and not attributed(label):
                found[-1] = above.model_copy(update={"kind": Kind.MACHINE})
        found.append(piece)
    return found


def _broken(text: str, above: list[Piece], piece: Piece) -> tuple[list[Piece], Piece]:
    """`piece` with the lines above it, if together they are one order in lines too short to look wrapped."""
    first = len(above)
    while first and above[first - 1].kind is Kind.HEADING:
        below = above[first].span.start if first < len(above) else piece.span.start
        if not _ONE_BREAK.fullmatch(text, above[first - 1].span.end, below):
            break
        first -= 1
    for start in range(first, len(above)):
        span = Span(start=above[start].span.start, end=piece.span.end)
        if furniture(" ".join(span.of(text).split())) is Kind.MACHINE:
            return above[:start], Piece(span=span, kind=Kind.MACHINE)
    return above, piece


def _same_paragraph(text: str, above: Span, below: Span) -> bool:
    """Whether the line `below` goes on with `above`, which lacks its stop or was hard-wrapped itself.

    In a text without empty lines every line may be a paragraph: there it must look as if it went on.
    """
    order = above.of(text)
    wrapped = len(order.splitlines()) > 1 or not ENDED.search(order)
    if not wrapped or not _ONE_BREAK.fullmatch(text, above.end, below.start):
        return False
    line = text[below.start :].splitlines()[0]
    return bool(_EMPTY_LINE.search(text)) or line[0].islower() or frame_start(line) is not None


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


def _kinds(sentences: Sequence[str]) -> list[Kind]:
    """The kind of each sentence; an appeal's neighbours are told by what they are near to.

    An appeal of many sentences talks of itself in the third person as well ("The Courier is trusted by …"),
    so a few sentences between two appeals belong to them, and so does a sentence beside one that addresses
    the reader or names a subject of appeals. A sentence with an attribution never does.
    """
    kinds = [furniture(sentence) or Kind.REPORTING for sentence in sentences]
    if not any(kind in _SPREADING for kind in kinds) and not any(map(addresses, sentences)):
        return kinds
    signs = [read_signs(sentence) for sentence in sentences]
    if kinds[0] is Kind.MACHINE and not 0 < signs[0].points <= ENOUGH:
        return [Kind.MACHINE] * len(kinds)
    for index, sentence in enumerate(sentences[1:], start=1):
        if kinds[index - 1] is Kind.MACHINE and obeys(sentence):
            kinds[index] = Kind.MACHINE
    appeals = [index for index, kind in enumerate(kinds) if kind in _SPREADING]
    for left, right in pairwise(appeals):
        if right - left - 1 <= _FILL and not any(sign.against for sign in signs[left + 1 : right]):
            kinds[left + 1 : right] = [kinds[left]] * (right - left - 1)
    for step in (1, -1):
        for index in range(len(kinds))[::step]:
            beside = kinds[index - step] if 0 <= index - step < len(kinds) else None
            if (
                beside in _SPREADING
                and kinds[index] is Kind.REPORTING
                and _leans(signs[index], sentences[index])
            ):
                kinds[index] = beside
    return kinds if set(kinds) != {Kind.REPORTING} else [_together(sentences, signs)] * len(kinds)


def _together(sentences: Sequence[str], signs: Sequence[Signs]) -> Kind:
    """What a short block is whose sentences are furniture only when their signs are added up."""
    text = " ".join(sentences)
    if not 2 <= len(sentences) <= 4 or count_words(text) > 60 or any(sign.against for sign in signs):
        return Kind.REPORTING
    if not all(
        sign.address or sign.subject or count_words(s) <= 12 for s, sign in zip(sentences, signs, strict=True)
    ):
        return Kind.REPORTING
    total = read_signs(text)
    return total.kind if total.points > ENOUGH else Kind.REPORTING


def _leans(signs: Signs, sentence: str) -> bool:
    """Whether a sentence beside an appeal belongs to it."""
    if signs.against:
        return False
    words = count_words(sentence)
    brief = words <= 4 or (words <= 12 and (signs.subject > 0 or sentence.endswith("?")))
    return brief or signs.address + signs.subject >= 2


def _trimmed(sentence: str, start: int, kind: Kind) -> list[Piece]:
    """`sentence` without surrounding space, and without buttons where it is reporting."""
    left = len(sentence) - len(sentence.lstrip())
    right = len(sentence.rstrip())
    if kind is Kind.REPORTING:
        before = BUTTONS.match(sentence[left:right])
        left += before.end() if before else 0
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

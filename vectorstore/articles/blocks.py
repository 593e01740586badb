"""The lines of a text as blocks: a paragraph, a heading, a bullet, a credit; wrapped lines are one block."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pydantic import Field

from vectorstore.articles.wrap import STOPS, is_full, runs_on, wrap_width
from vectorstore.values import Value

# A trailing closer belongs to the sentence: quotation marks, brackets, emphasis and footnote marks.
_CLOSERS = r"""["'”’»›)\]】」』*_\s\u200b]*"""
# So does what stands in brackets behind it: a wire tag, a credit.
ENDED = re.compile(rf"[{STOPS}]{_CLOSERS}(?:[(\[（][^()\[\]（）]{{1,60}}[)\]）]{_CLOSERS})?$")
_ABBREVIATED = re.compile(r"(?:\b[A-Z]\.){2,}$|\b(?:Inc|Ltd|Corp|Co|Jr|Sr|St|No|vs)\.$")
_BULLET = re.compile(r"(?:[•●▪◦‣⁃·∙■□►▶]|[-–—*+](?=\s)|\(?\d{1,2}[.)](?=\s))[\s\u200b]*")
_MARKUP = re.compile(r"(?:#{1,6}\s+|>\s?)+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f\uf900-\ufaff]")
_WORD = re.compile(r"\w[\w'’.-]*")


class Block(Value):
    """A line, or the lines that a hard wrap made of one paragraph, without bullet and surrounding space."""

    start: int = Field(ge=0, description="First character.")
    end: int = Field(ge=0, description="Index after the last character.")
    text: str = Field(description="The characters from `start` to `end`.")
    bullet: str = Field(default="", description="The list mark before it, if any.")
    heading: bool = Field(default=False, description="Whether Markdown marks it as a heading.")
    gap: bool = Field(default=True, description="Whether an empty line, or nothing, stands before it.")

    @property
    def ended(self) -> bool:
        """Whether it closes like a sentence."""
        return ENDED.search(self.text) is not None

    @property
    def words(self) -> int:
        """Length in words; scripts without spaces count two characters as one word."""
        return count_words(self.text)


@lru_cache(maxsize=512)  # each pass over a page asks again
def count_words(text: str) -> int:
    """Words of `text`; scripts without spaces count two characters as one word."""
    dense = len(_CJK.findall(text))
    return len(_WORD.findall(_CJK.sub(" ", text) if dense else text)) + (dense + 1) // 2


def abbreviated(text: str) -> bool:
    """Whether the full stop at the end of `text` may belong to an abbreviation (`Washington, D.C.`)."""
    return _ABBREVIATED.search(text.strip()[-40:]) is not None


@lru_cache(maxsize=2)  # head and body look at the same text in turn
def split_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of `text` in order; white space alone makes none."""
    lines = list(_lines(text))
    width = wrap_width([line.text for line in lines])
    filled = _filled_width([line for line in lines if line.text])
    blocks: list[Block] = []
    gap, previous = True, None
    for line in lines:
        if not line.text:
            gap, previous = True, None
            continue
        if previous is not None and _continues(previous, line, width, filled):
            start = blocks[-1].start
            joined = {"end": line.end, "text": text[start : line.end]}
            blocks[-1] = blocks[-1].model_copy(update=joined)
        else:
            blocks.append(line.model_copy(update={"gap": gap}))
        gap, previous = False, line
    return tuple(blocks)


def _lines(text: str) -> Iterator[Block]:
    """Lines without their marks; an empty line has an empty text."""
    start = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip()
        begin = len(content) - len(content.lstrip())
        markup = _MARKUP.match(content, begin)
        begin = markup.end() if markup else begin
        bullet = _BULLET.match(content, begin)
        begin = bullet.end() if bullet else begin
        yield Block(
            start=start + begin,
            end=start + len(content),
            text=content[begin:],
            bullet=bullet.group().strip() if bullet else "",
            heading=bool(markup and "#" in markup.group()),
        )
        start += len(line)


def _filled_width(lines: list[Block]) -> int:
    """Column at which most lines of the text end, 0 if they do not.

    Such a text has many lines, none long, and most of them within a word of the longest.
    """
    lengths = [line.end - line.start for line in lines]
    width = max(lengths, default=0)
    if len(lengths) < 6 or not 40 <= width <= 110:
        return 0
    return width if sum(length >= width - 15 for length in lengths) >= 0.5 * len(lengths) else 0


def _continues(line: Block, following: Block, width: int, filled: int) -> bool:
    """Whether `following` is there because of a hard wrap.

    A line that ends with a stop is taken for the end of a paragraph, unless the whole text is `filled`.
    """
    if following.bullet or following.heading or line.heading:
        return False
    if runs_on(line.text, following.text):
        return True
    if not line.ended and is_full(line.text, following.text, width):
        return True
    first = following.text.split(maxsplit=1)[0]
    return filled > 0 and (line.end - line.start) + 1 + len(first) > filled - 2

"""Which line breaks of a text end a paragraph.

A blank line always does, and so does a line that opens a list item. Any other line break does, unless the
text was wrapped to a fixed width. The rule for that, where columns count a wide character twice:

1. A line runs on when it has 30 columns or more, ends without a stop or colon, and the next line goes on in
   lower case (in a script without case: the next line is about as long, or shorter and ended by a stop).
2. The width of the text is its longest line that runs on and has 120 columns at most.
3. A line break does not end a paragraph if the line runs on, or if the line is full: the first word of the
   next line would have made it wider than the width, and it is itself hardly wider.

So a heading, being short, stays apart from the wrapped lines under it, and a text of one paragraph per line,
which has no line that runs on, ends a paragraph at every line break.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from vectorstore.sentences.stops import STOPS

_NARROWEST, _WIDEST, _SLACK = 30, 120, 12
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_ITEM = re.compile(r"\s*(?:[•‣◦⁃∙▪▫●○■□►▶✓✔➤·*+-]\s|[–—]\s+(?![a-z])|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_ENDED = re.compile(rf"[{STOPS}:：][^\w\s]*$")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of lines that may hold a sentence crossing from one line to the next."""
    lines = text.splitlines(keepends=True)
    shown = [line.rstrip() for line in lines]
    width = _width(shown)
    start = end = 0
    for line, (here, below) in zip(lines, pairwise([*shown, ""]), strict=True):
        end += len(line)
        if _runs_on(here, below) or _is_full(here, below, width):
            continue
        if here:
            yield start, end
        start = end


def _width(lines: list[str]) -> int:
    """Columns to which the text was wrapped; 0 if it was not."""
    wrapped = (_columns(here) for here, below in pairwise(lines) if _runs_on(here, below))
    return max((columns for columns in wrapped if columns <= _WIDEST), default=0)


def _runs_on(here: str, below: str) -> bool:
    """Whether the line `here` evidently goes on in `below`."""
    if not here or not below or _ITEM.match(below) or _ENDED.search(here[-8:]):
        return False
    columns, first = _columns(here), below.lstrip()[0]
    if columns < _NARROWEST or not first.isalpha():
        return False
    if first.islower() or first.isupper():
        return first.islower()
    longer = _columns(below) - columns
    return columns <= _WIDEST and (abs(longer) <= _SLACK or (longer < 0 and bool(_ENDED.search(below[-8:]))))


def _is_full(here: str, below: str, width: int) -> bool:
    """Whether the first word of `below` would not have fitted on the line `here`."""
    if not width or not here or not below or _ITEM.match(below):
        return False
    columns, word = _columns(here), below.split(None, 1)[0]
    needed = 2 if _WIDE.match(word) else 1 + _columns(word)
    return columns <= width + _SLACK and columns + needed > width


def _columns(line: str) -> int:
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))

"""Which line breaks of a text end a paragraph.

A blank line always does, and so does a line that opens a list item. Any other line break does, unless a hard
wrap made it: `vectorstore.articles.wrap` says which those are.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from vectorstore.articles.wrap import is_full, runs_on, wrap_width

_ITEM = re.compile(r"\s*(?:[•‣◦⁃∙▪▫●○■□►▶✓✔➤·*+-]\s|[–—]\s+(?![a-z])|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s)")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of lines that may hold a sentence crossing from one line to the next."""
    lines = text.splitlines(keepends=True)
    shown = [line.rstrip() for line in lines]
    width = wrap_width(shown)
    start = end = 0
    for line, (here, below) in zip(lines, pairwise([*shown, ""]), strict=True):
        end += len(line)
        if not _ITEM.match(below) and (runs_on(here, below) or is_full(here, below, width)):
            continue
        if here:
            yield start, end
        start = end

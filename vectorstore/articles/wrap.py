"""Which line breaks were made by a hard wrap, inside a sentence or a paragraph.

Columns count a wide character twice. The rule:

1. A line runs on when it ends without a stop or colon and the next line goes on in lower case, whatever the
   width: only lines of one or two short words are taken for labels. In a script without case the line has 30
   columns or more and the next line is about as long, or shorter and ended by a stop.
2. The width of the text is its longest line that runs on and has 120 columns at most.
3. A line is full if the first word of the next line would have made it wider than the width, and it is itself
   hardly wider.

So a heading, being short, stays apart from the wrapped lines under it, and a text of one paragraph per line,
which has no line that runs on, ends a paragraph at every line break.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

STOPS = ".!?…‼⁇⁈⁉‽。！？｡．؟۔।॥։።፧။។"

_SHORTEST, _NARROWEST, _WIDEST, _SLACK = 20, 30, 120, 12
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
_ENDED = re.compile(rf"[{STOPS}:：][^\w\s]*$")
# What begins in lower case without going on: a name such as iPhone, an address, a handle, a byline, a date.
_APART = re.compile(
    r"\S*(?:[/@_\d]|\w\.\w)|\w[A-ZÀ-Þ]"
    rf"|(?:by|von|par|por|door|oleh|posted|published|updated)\s+[A-ZÀ-Þ\d][^{STOPS}]{{0,60}}$"
)


def runs_on(here: str, below: str) -> bool:
    """Whether the line `here` evidently goes on in `below`."""
    first = below.lstrip()[:1]
    if not here or not first.isalpha() or _ENDED.search(here[-8:]):
        return False
    columns = _columns(here)
    if first.islower() or first.isupper():
        enough = columns >= _SHORTEST or len(here.split()) > 2
        return first.islower() and enough and not _APART.match(below.lstrip())
    longer = _columns(below) - columns
    ends = longer < 0 and bool(_ENDED.search(below[-8:]))
    return _NARROWEST <= columns <= _WIDEST and (abs(longer) <= _SLACK or ends)


def wrap_width(lines: Sequence[str]) -> int:
    """Columns to which `lines` were wrapped; 0 if they were not."""
    wrapped = (_columns(here) for here, below in pairwise(lines) if runs_on(here, below))
    return max((columns for columns in wrapped if columns <= _WIDEST), default=0)


def is_full(here: str, below: str, width: int) -> bool:
    """Whether the first word of `below` would not have fitted on the line `here`."""
    if not width or not here or not below:
        return False
    columns, word = _columns(here), below.split(None, 1)[0]
    needed = 2 if _WIDE.match(word) else 1 + _columns(word)
    return columns <= width + _SLACK and columns + needed > width


def _columns(line: str) -> int:
    return len(line) if line.isascii() else len(line) + len(_WIDE.findall(line))

"""Quotation marks of a text: which characters are somebody's words."""

import re
from functools import lru_cache

from vectorstore.values import Span

_QUOTED = re.compile(
    r"“(?P<curly>[^“”]*)(?:”|$)|(?<![\w\"])\"(?P<straight>[^\"\s][^\"]*)(?:\"|$)|«\s?(?P<angle>[^«»]*)»"
    r"|(?<!\w)‘(?P<single>[^‘]*?)’(?!\w)|(?<!\w)'(?P<plain>[^'\s][^']*?)'(?!\w)|「(?P<cjk>[^「」]*)」"
)
MARKS = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "})
"""Curly and angled marks as straight ones, a fixed space as a plain one."""


@lru_cache(maxsize=20_000)
def quotations(text: str) -> tuple[Span, ...]:
    """Spans between quotation marks, the marks excluded; an unclosed one runs to the end."""
    found = []
    for match in _QUOTED.finditer(text):
        inner = match.span(match.lastgroup or 0)
        if inner[1] > inner[0]:
            found.append(Span(start=inner[0], end=inner[1]))
    return tuple(found)


@lru_cache(maxsize=20_000)
def masked(text: str) -> str:
    """`text` with every quoted character but the marks replaced by U+0001, so that offsets stay."""
    for span in quotations(text):
        text = text[: span.start] + "\x01" * (span.end - span.start) + text[span.end :]
    return text


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """`text` with straight quotation marks, single spaces and lower case, for verbatim comparison."""
    return re.sub(r"\s+", " ", text.translate(MARKS)).strip().lower()


@lru_cache(maxsize=20_000)
def verbatim(text: str) -> str:
    """The words of `text` as they stand, without quotation marks, in lower case, ends without punctuation."""
    words = re.sub(r"[\"'`«»“”‘’]", "", plain(text))
    return re.sub(r"\s+", " ", words).strip(" .,;:!?…-–—")


def unbalanced(text: str) -> bool:
    """Whether a double quotation mark opens without closing, or closes without opening."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1

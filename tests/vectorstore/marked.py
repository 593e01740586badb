"""Dirty pages with every stretch marked as reporting or furniture.

A line of a `.page` file begins with `+|` if it is reporting, `-|` if it is furniture, `?|` if it is furniture
that is not recognised yet; `~|` begins a line that holds both, cut at `¦` into stretches with `+` or `-`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from vectorstore.values import Span

PAGES = sorted((Path(__file__).parent / "pages").glob("*.page"))


class Stretch(NamedTuple):
    """A part of a page and whether it is reporting."""

    start: int
    end: int
    reporting: bool


class Page(NamedTuple):
    """A text and what its parts are."""

    text: str
    stretches: tuple[Stretch, ...]


def read_page(path: Path) -> Page:
    text, stretches = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        parts = line[2:].split("¦") if line[0] == "~" else [line[0] + line[2:]]
        for part in parts:
            if part[0] != "?":
                stretches.append(Stretch(len(text), len(text) + len(part) - 1, part[0] == "+"))
            text += part[1:]
        text += "\n"
    return Page(text, tuple(stretches))


def covered(text: str, start: int, end: int, spans: Sequence[Span]) -> tuple[int, int]:
    """How many of the letters and digits between `start` and `end` lie in `spans`, and how many there are."""
    letters = [index for index in range(start, end) if text[index].isalnum()]
    return sum(any(span.start <= index < span.end for span in spans) for index in letters), len(letters)

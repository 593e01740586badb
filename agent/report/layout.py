"""Lines of a page: wrapping by terminal cells, indents, headings, and where colour goes."""

import unicodedata
from collections.abc import Callable, Iterable

from agent.clean import one_line

Paint = Callable[[str, str], str]
"""Puts the colour of a role (heading, quote, label, good, bad, open) around a text."""


def plain(text: str, role: str) -> str:
    """The paint that leaves everything as it is."""
    del role
    return text


def cells(text: str) -> int:
    """How many columns `text` takes on a terminal."""
    return sum(_cells(char) for char in text)


def shorten(text: str, width: int) -> str:
    """`text` on one line of at most `width` columns, cut between words if possible; `…` marks the cut."""
    line = one_line(text)
    if cells(line) <= width:
        return line
    head = _fit(line, width - 1)
    cut = head.rfind(" ")
    return (head[:cut] if cut > len(head) // 2 else head).rstrip(" ,;:") + "…"


def wrap(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` columns; a word that is longer is broken."""
    lines: list[str] = []
    line = ""
    for word in one_line(text).split(" "):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= width:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width)
        lines += full
    return [*lines, line]


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _fit(text: str, width: int) -> str:
    """The longest beginning of `text` that takes at most `width` columns."""
    used = 0
    for at, char in enumerate(text):
        used += _cells(char)
        if used > width:
            return text[:at]
    return text


def _pieces(word: str, width: int) -> list[str]:
    pieces = []
    while cells(word) > width:
        head = _fit(word, width) or word[:1]
        pieces.append(head)
        word = word[len(head) :]
    return [*pieces, word]


class Page:
    """Lines under way: every text that is put on it is made visible and wrapped."""

    def __init__(self, width: int = 80, paint: Paint = plain) -> None:
        self.width = width
        self.paint = paint
        self._lines: list[str] = []

    def heading(self, text: str) -> None:
        """A heading, after an empty line unless it is the first."""
        if self._lines:
            self._lines.append("")
        self.put(text, role="heading")

    def put(self, text: str, *, mark: str = "", indent: int = 0, role: str = "", mark_role: str = "") -> None:
        """A paragraph after `mark`, its further lines aligned with the first."""
        margin = " " * indent
        hang = " " * cells(mark)
        lines = wrap(text, max(self.width - indent - len(hang), 10))
        for at, line in enumerate(lines):
            start = self.paint(mark, mark_role) if mark_role and not at else (hang if at else mark)
            self._lines.append(f"{margin}{start}{self.paint(line, role) if role else line}".rstrip())

    def line(self, text: str, *, indent: int = 0, role: str = "") -> None:
        """One line, shortened where it is too long."""
        short = shorten(text, self.width - indent)
        self._lines.append(" " * indent + (self.paint(short, role) if role else short))

    def quote(self, text: str, *, indent: int = 0) -> None:
        """The beginning of a quotation on one line, marked as such without further quotation marks."""
        short = shorten(text, self.width - indent - 2)
        self._lines.append(" " * indent + self.paint(f"> {short}", "quote"))

    def gap(self) -> None:
        """An empty line."""
        self._lines.append("")

    def table(self, rows: Iterable[tuple[str, ...]]) -> None:
        """Rows in aligned columns, two spaces apart; the last column is shortened to fit."""
        shown = [tuple(one_line(cell) for cell in row) for row in rows]
        widths = [max(cells(row[at]) for row in shown) for at in range(len(shown[0]))] if shown else []
        for row in shown:
            cut = (cell + " " * (wide - cells(cell)) for cell, wide in zip(row[:-1], widths, strict=False))
            start = "".join(f"{cell}  " for cell in cut)
            self._lines.append((start + shorten(row[-1], max(self.width - cells(start), 10))).rstrip())

    def __str__(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

"""Where a conversation is shown: results for good, and below them a draft that is taken back."""

from collections.abc import Callable
from typing import NamedTuple

from agent.report.layout import Paint, plain, wrap

_LINES = 6
"""Lines of a draft that are shown: its end."""


class Output(NamedTuple):
    """The streams that a screen writes to.

    Attributes:
        write: Takes what is shown.
        note: Takes a line about the run.
        width: Columns.
        paint: Colours.
        live: Whether what was written can be taken back: a terminal.
    """

    write: Callable[[str], None]
    note: Callable[[str], None]
    width: Callable[[], int] = lambda: 80
    paint: Paint = plain
    live: bool = False


class Screen:
    """Shows results and notes; a draft stands below them until the next of either."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self._drawn = 0

    def show(self, text: str) -> None:
        """Show a result, and an empty line."""
        self.clear()
        self.output.write(f"{text.rstrip()}\n\n")

    def note(self, text: str) -> None:
        """Tell one line about the run."""
        self.clear()
        self.output.note(text)

    def draft(self, text: str) -> None:
        """Show the end of an unchecked draft, greyed, in place of what was drafted before; not in a pipe."""
        if not self.output.live:
            return
        lines = wrap(text, self.output.width() - 2)[-_LINES:]
        self.clear()
        self.output.write("".join(f"{self.output.paint(line, 'quote')}\n" for line in lines))
        self._drawn = len(lines)

    def clear(self) -> None:
        """Take the draft back."""
        if self._drawn:
            # From the first column: a terminal that echoes ^C has moved the cursor.
            self.output.write(f"\r\x1b[{self._drawn}A\x1b[J")
        self._drawn = 0

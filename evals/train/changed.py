"""A sentence that was changed: what it says now, where, and what its source then says of it."""

from typing import NamedTuple

REFUTED, UNKNOWN, UNSUPPORTED = 1, 2, 3


class Edit(NamedTuple):
    """A changed sentence.

    Attributes:
        text: The sentence after the change.
        spans: Where it was changed, as offsets of `text`.
        label: `REFUTED`, `UNKNOWN` (the source leaves it open) or `UNSUPPORTED` (either).
        kind: What was changed.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    label: int
    kind: str


def put(text: str, start: int, end: int, new: str, label: int, kind: str) -> Edit:
    """A part of a sentence in other words; where nothing takes its place, the gap is marked."""
    if text[start : start + 1].isupper() and new:
        new = new[0].upper() + new[1:]
    changed = text[:start] + new + text[end:]
    span = (start, start + len(new)) if new else (max(0, start - 1), min(len(changed), start + 1))
    return Edit(changed, (span,), label, kind)

"""A piece of a text that may repeat words of it, every character knowing where it stands there."""

from typing import NamedTuple, Self

from vectorstore.values import Span

_NOWHERE = -1


class Piece(NamedTuple):
    """Words taken from a text, in an order that the text may not have."""

    text: str
    places: tuple[int, ...]
    """Where each character stands in the parent text; -1 for one that is repeated or put in."""

    @classmethod
    def of(cls, text: str, start: int = 0) -> Self:
        """All of `text`, which stands at `start` of its parent."""
        return cls(text, tuple(range(start, start + len(text))))

    @classmethod
    def put(cls, text: str) -> Self:
        """Words that stand nowhere else or are repeated."""
        return cls(text, (_NOWHERE,) * len(text))

    def cut(self, start: int, end: int | None = None) -> Self:
        """The characters from `start` to `end`, blanks at both ends left out."""
        text = self.text[start:end]
        left = len(text) - len(text.lstrip())
        bare = text.strip()
        first = start + left
        return type(self)(bare, self.places[first : first + len(bare)])

    def after(self, words: str) -> Self:
        """The piece with `words` put before it."""
        return type(self)(f"{words} {self.text}", (_NOWHERE,) * (len(words) + 1) + self.places)

    def before(self, other: Self) -> Self:
        """The piece with another behind it."""
        return type(self)(f"{self.text} {other.text}", (*self.places, _NOWHERE, *other.places))

    @property
    def sentence(self) -> str:
        """Its words as a sentence: a capital first, a stop last."""
        bare = self.text.strip().rstrip(" ,;.")
        stop = "" if bare[-1:] in "!?…" else "."
        return f"{bare[:1].upper()}{bare[1:]}{stop}"

    @property
    def span(self) -> Span | None:
        """From the first to the last of its own words in the parent; None if all are repeated."""
        own = [place for place in self.places if place != _NOWHERE]
        return Span(start=min(own), end=max(own) + 1) if own else None

"""Passages under opaque ids, as a model is offered them; this table alone leads back from an id."""

from collections.abc import Sequence
from typing import NamedTuple

from agent.check import Source
from agent.prompts import Fenced
from vectorstore.chunk import count_tokens
from vectorstore.values import Span

_MARKS = 40
"""Tokens of the lines around a passage, at most."""
MARGIN = 1.3
"""Tokens of a model's own vocabulary per token counted here, at most; small vocabularies take more."""


class Offered(NamedTuple):
    """A passage that a model may cite."""

    id: str
    source: Source
    span: Span

    @property
    def text(self) -> str:
        """The passage."""
        return self.span.of(self.source.article.text)

    @property
    def fenced(self) -> Fenced:
        """The passage with its id, publisher and date, for a prompt."""
        article = self.source.article
        day = article.published.date().isoformat() if article.published else "no date"
        return Fenced(label=f"{self.id} | {article.publisher} | {day}", text=self.text)

    @property
    def tokens(self) -> int:
        """Tokens that it takes in a prompt, at most."""
        return round(MARGIN * count_tokens(self.text)) + _MARKS


def offer(passages: Sequence[tuple[Source, Span]]) -> tuple[Offered, ...]:
    """The passages under ids that tell nothing: p1, p2, …."""
    return tuple(
        Offered(f"p{number}", source, span) for number, (source, span) in enumerate(passages, start=1)
    )


def batches(offered: Sequence[Offered], room: int) -> tuple[tuple[Offered, ...], ...]:
    """The passages in order, in runs of at most `room` tokens; one that is longer stands alone."""
    runs: list[list[Offered]] = []
    left = 0
    for each in offered:
        if not runs or each.tokens > left:
            runs.append([])
            left = room
        runs[-1].append(each)
        left -= each.tokens
    return tuple(tuple(run) for run in runs)

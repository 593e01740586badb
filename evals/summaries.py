"""Articles with a summary by hand: how near the product's summary of them comes, and how loaded it is.

The publishers are named "Source 1", "Source 2" and so on, since such files seldom name them. ROUGE is taken
of the sentences, without the headline, and without stemming.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from agent.agent import Agent
from agent.errors import NoArticles
from evals.lines import Line, read
from evals.measures import MEASURES
from evals.metrics.loaded import loaded_inputs
from evals.rows import SummaryRow
from vectorstore.articles import Problem
from vectorstore.embed import Embedder
from vectorstore.values import Value

Progress = Callable[[int, int, str], None]
"""Is told items done, items in all, and the file."""
WORDS = 65
"""Words of a summary unless told otherwise: what the round-ups of NeuS have on average, 66 in `neus_val`."""


class Text(BaseModel):
    """A text with its title; other keys are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: str = Field(default="", description="Its headline.")
    text: str = Field(description="What it says.")


class Item(Line):
    """Articles about one event, and a summary of it by hand."""

    id: str = Field(description="Name of the item.")
    articles: tuple[Text, ...] = Field(min_length=1, description="The articles.")
    reference: Text = Field(description="The summary by hand.")


class Written(Value):
    """What the product wrote about one item."""

    id: str = Field(description="Name of the item.")
    headline: str = Field(description="The headline.")
    summary: str = Field(description="The sentences, joined.")


class SummaryScores(Value):
    """The figures of one file; none of them is defined if no item was scored."""

    file: str = Field(description="The file, as named.")
    n: int = Field(ge=0, description="Items that were summarized.")
    unscored: int = Field(ge=0, description="Items that could not be.")
    rouge1: float | None = Field(description="Mean F1 of words shared with the reference, in [0, 1].")
    rouge2: float | None = Field(description="Mean F1 of word pairs shared with it, in [0, 1].")
    rougeL: float | None = Field(  # noqa: N815 - the name of the measure
        description="Mean F1 of the longest common sequence of words, in [0, 1]."
    )
    loaded_per_100_inputs: float | None = Field(description="Mean loaded words per 100 of the articles.")
    loaded_per_100_summary: float | None = Field(description="Mean loaded words per 100 of the summaries.")
    items: tuple[Written, ...] = Field(description="The summaries.")


class Scored(NamedTuple):
    """What came of a file.

    Attributes:
        scores: Its figures.
        problems: What is wrong with the file or lines of it.
        notes: Why items could not be scored, or articles of them not be read.
    """

    scores: SummaryScores
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


class _Made(NamedTuple):
    row: SummaryRow
    headline: str = ""
    unread: tuple[str, ...] = ()


def score_file(
    path: Path,
    embedder: Embedder,
    today: date,
    *,
    words: int = WORDS,
    limit: int | None = None,
    seed: int = 0,
    progress: Progress | None = None,
) -> Scored:
    """The figures of one file.

    Args:
        path: JSON Lines, plain or gzipped.
        embedder: Embeds sentences.
        today: Date of the clock.
        words: Wanted length of each summary.
        limit: As of `evals.lines.read`.
        seed: Of the sample.
        progress: Is told how far it is.
    """
    lines = read(path, Item, limit=limit, seed=seed)
    made = []
    for done, item in enumerate(lines.items, start=1):
        made.append(_summarized(item, embedder, today, words))
        if progress:
            progress(done, len(lines.items), str(path))
    good = [each for each in made if each.row.error is None]
    rows = [each.row for each in good]
    figures = MEASURES["summaries"]
    scores = SummaryScores(
        file=str(path),
        n=len(good),
        unscored=len(made) - len(good) + len(lines.bad),
        rouge1=_mean(figures["rouge1"].function, rows),
        rouge2=_mean(figures["rouge2"].function, rows),
        rougeL=_mean(figures["rougeL"].function, rows),
        loaded_per_100_inputs=_mean(loaded_inputs, rows),
        loaded_per_100_summary=_mean(figures["loaded_summary"].function, rows),
        items=tuple(Written(id=each.row.id, headline=each.headline, summary=each.row.text) for each in good),
    )
    return Scored(scores, lines.problems, tuple(_notes(path, made)))


def _notes(path: Path, made: Sequence[_Made]) -> Iterator[str]:
    for row, _, unread in made:
        for reason in (*unread, *([row.error] if row.error else [])):
            yield f"{path}: item {row.id!r}: {reason}"


def _mean(metric: Callable[[Sequence[SummaryRow]], float], rows: Sequence[SummaryRow]) -> float | None:
    return metric(rows) if rows else None


def records(item: Item) -> list[dict[str, str]]:
    """The articles of an item, as they are piped in."""
    return [
        {"publisher": f"Source {number}", "title": each.title, "text": each.text}
        for number, each in enumerate(item.articles, start=1)
    ]


def _summarized(item: Item, embedder: Embedder, today: date, words: int) -> _Made:
    """The summary of an item; its articles are read as any others that are piped in."""
    try:
        with Agent.over(
            ["-"], stdin=json.dumps(records(item)).encode(), embedder=embedder, today=today
        ) as agent:
            unread = tuple(
                f"article {each.path.removeprefix('-:')}: {each.reason}" for each in agent.problems
            )
            found = agent.summarize(words=words)
    except NoArticles:
        return _Made(SummaryRow(id=item.id, error="none of its articles could be read"), unread=unread)
    row = SummaryRow(
        id=item.id,
        loaded_inputs=found.neutrality.loaded_per_100_inputs,
        loaded_summary=found.neutrality.loaded_per_100_summary,
        text=found.text,
        reference=item.reference.text,
    )
    return _Made(row, found.headline, unread)

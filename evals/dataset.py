"""The hand-checked events that suites score: articles, and what a careful reader found in them.

Each `facts.json` of the sample corpus gives its event's split: `dev`, on which thresholds are set, or `test`,
which nothing new is tuned on. The checker's weights were set by hand on the whole corpus before it was split,
so today's figures on `test` are not quite held out.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

from pydantic import Field

from evals.conflicts import Conflict, conflicts
from evals.errors import EvalError
from evals.facts import Fact, Question, Quote, facts, questions
from vectorstore.values import Article, Span, Value

AS_OF = date(2026, 11, 21)
"""The day the articles are read as if it were, so that a run is the same on every day."""
FACTS = "facts.json"
SPLITS = ("dev", "test")


class Event(Value):
    """A folder of articles with the facts found in them by hand."""

    name: str = Field(description="Name of the folder.")
    folder: Path = Field(description="The folder.")

    @property
    def paths(self) -> tuple[str, ...]:
        """The article files; beside them lie metadata and facts."""
        beside = (".meta.json", FACTS)
        return tuple(sorted(str(each) for each in self.folder.iterdir() if not each.name.endswith(beside)))

    @cached_property
    def claims(self) -> tuple[Fact, ...]:
        """Claims with their labels."""
        return facts(self.folder / FACTS)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Questions with their answers."""
        return questions(self.folder / FACTS)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Disagreements between the articles."""
        return conflicts(self.folder / FACTS)

    @property
    def split(self) -> str | None:
        """`dev` or `test`, if it says so."""
        found = self._facts.get("split")
        return str(found) if found else None

    @property
    def orders(self) -> tuple[Quote, ...]:
        """Text in the articles that gives orders to software."""
        rows = self._facts.get("injections", ())
        return tuple(Quote(article=row["article"], quote=row["quote"]) for row in rows)

    def voice(self, article: str) -> str:
        """The origin by hand of the article in a file: a reprint speaks with the voice of its group."""
        groups = self._facts.get("reprints", ())
        return next((str(group[0]) for group in groups if article in group), article)

    @property
    def digest(self) -> str:
        """SHA-256 over all files of the folder."""
        held = hashlib.sha256()
        for path in sorted(self.folder.iterdir()):
            held.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
        return held.hexdigest()

    @cached_property
    def _facts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / FACTS).read_text("utf-8"))
        return found


def events(wanted: str | Sequence[str], beside: Path = Path()) -> tuple[Event, ...]:
    """The events that a suite asks for.

    Args:
        wanted: `dev`, `test` or `all` of the sample corpus, or names of its events and folders of others.
        beside: The folder that relative paths of folders are relative to.

    Raises:
        EvalError: If there is no such event, or it is named twice.
    """
    corpus = _corpus()
    if isinstance(wanted, str):
        return tuple(event for event in corpus.values() if wanted in ("all", event.split))
    found = tuple(corpus[name] if name in corpus else _usable(beside / name, name, corpus) for name in wanted)
    twice = [event.name for event in found if [one.name for one in found].count(event.name) > 1]
    if twice:
        raise EvalError(f"event {twice[0]!r} is named twice; name each event once")
    return found


def file_name(article: Article) -> str:
    """Name that facts give an article: its file, with the line where a file holds several."""
    return article.path.replace("\\", "/").rsplit("/", 1)[-1]


def located(quotes: Iterable[Quote], articles: Iterable[Article]) -> tuple[tuple[str, Span], ...]:
    """Article id and place of each quote, every time it stands in its article.

    Raises:
        EvalError: If a quote does not stand where it says.
    """
    held = {file_name(article): article for article in articles}
    found = []
    for each in quotes:
        article = held.get(each.article)
        start = article.text.find(each.quote) if article else -1
        if article is None or start < 0:
            raise EvalError(f"{each.quote[:60]!r} does not stand in {each.article!r}; correct the facts")
        while start >= 0:
            found.append((article.id, Span(start=start, end=start + len(each.quote))))
            start = article.text.find(each.quote, start + 1)
    return tuple(found)


def _corpus() -> dict[str, Event]:
    folders = sorted(Path(str(files("vectorstore") / "data" / "corpus")).iterdir())
    return {each.name: Event(name=each.name, folder=each) for each in folders if (each / FACTS).exists()}


def _usable(path: Path, name: str, corpus: Iterable[str]) -> Event:
    if not (path / FACTS).is_file():
        known = ", ".join(corpus)
        raise EvalError(f"there is no event {name!r}; name one of {known}, or a folder that holds {FACTS!r}")
    event = Event(name=path.resolve().name, folder=path)
    try:
        _ = (event.claims, event.questions, event.conflicts, event.orders)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EvalError(f"{str(path / FACTS)!r} holds no facts: {error!r}; correct it") from error
    return event

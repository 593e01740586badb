"""What a task is made of: cases, each one thing that the system does, and the system that does it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any, Protocol

from pydantic import Field

from agent.check import Checker
from agent.values import Answer, Summary, Verdict
from evals.dataset import Event
from evals.rows import Row
from vectorstore.store import Hit
from vectorstore.values import Article, Citation, Value


class Subject(Protocol):
    """What is scored: `agent.agent.Agent`, or something that is to be told from it."""

    def sources(self) -> tuple[Article, ...]:
        """The articles."""
        ...

    def verify(self, claim: str) -> Verdict:
        """What the articles say of a claim."""
        ...

    def ask(self, question: str) -> Answer:
        """The answer to a question."""
        ...

    def summarize(self, topic: str | None = None, *, words: int = 200) -> Summary:
        """A summary of the articles."""
        ...

    def search(self, query: str, *, k: int = 10) -> tuple[Hit, ...]:
        """Passages for a query, the best first."""
        ...


Make = Callable[[Sequence[str]], Subject]
"""A subject over some paths."""


class Bench:
    """What cases are run on.

    Args:
        make: Makes the system that is scored.
        checker: Judges whether citations support a sentence. It is not the system's: a broken one must not
            pass its own examination.
        words: Length of a summary.
    """

    def __init__(self, make: Make, checker: Checker, words: int = 200) -> None:
        self.checker = checker
        self.words = words
        self._make = make
        self._made: dict[tuple[str, ...], Subject] = {}
        self._locks: dict[tuple[str, ...], Lock] = {}
        self._lock = Lock()

    def over(self, paths: Sequence[str]) -> Subject:
        """The system over `paths`, made once."""
        return self._once(tuple(paths), lambda: self._make(tuple(paths)))

    def written(self, records: Sequence[str]) -> Subject:
        """The system over articles that are given as JSON, made once; their files are read and removed."""
        return self._once(tuple(records), lambda: self._read(records))

    def on(self, event: Event) -> Subject:
        """The system over the articles of an event."""
        return self.over(event.paths)

    def _once(self, key: tuple[str, ...], build: Callable[[], Subject]) -> Subject:
        with self._lock:
            own = self._locks.setdefault(key, Lock())
        with own:
            if key not in self._made:
                self._made[key] = build()
            return self._made[key]

    def _read(self, records: Sequence[str]) -> Subject:
        with TemporaryDirectory(prefix="fairwitness-eval-") as folder:
            paths = [Path(folder) / f"{number:03}.json" for number in range(len(records))]
            for path, record in zip(paths, records, strict=True):
                path.write_text(record, "utf-8")
            return self._make([str(path) for path in paths])


class Outcome(Value):
    """What came of a case."""

    output: Any = Field(description="What the system gave, as JSON.")
    evidence: tuple[Citation, ...] = Field(default=(), description="What it cites, exactly.")
    row: Row = Field(description="What is scored.")
    files: Mapping[str, str] = Field(
        default_factory=dict, description="File of each article that is cited, by its id, where it has one."
    )


@dataclass(frozen=True)
class Case:
    """One item of a task.

    Attributes:
        id: Its name, the same from run to run.
        lane: Cases of one lane run one after the other, since they share a subject.
        inputs: What it is about, as JSON; `text` is what a reader knows it by.
        bare: The row if it cannot be scored.
        do: Does it.
    """

    id: str
    lane: str
    inputs: Mapping[str, Any]
    bare: Row
    do: Callable[[], Outcome]


class Task(Protocol):
    """The cases of a task over some events."""

    def __call__(self, bench: Bench, events: Sequence[Event]) -> list[Case]:
        """In order."""
        ...

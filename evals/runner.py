"""Runs a suite: every item once, each recorded when it is done, and the figures over all of them.

Items run in several threads, but those that share a subject one after the other and in order, so that what
they are is the same however many threads there are.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from threading import Event as Signal
from typing import Any

import numpy as np

from agent.errors import AgentError
from evals.cached_model import CachedModel
from evals.dataset import Event
from evals.errors import EvalError
from evals.judge import Judge, by_hand, told
from evals.measures import MEASURES, Measure
from evals.record import Figure, Folder, Header, Record
from evals.rows import Row
from evals.stats import bootstrap
from evals.suite import Part, Suite
from evals.tasks import ROWS, TASKS, Bench, Case
from vectorstore.errors import VectorstoreError

Progress = Callable[[int, int, str], None]
"""Is told items done, items in all, and what was done last."""
Key = tuple[str, str]


@dataclass(frozen=True)
class Work:
    """What a run works with.

    Attributes:
        bench: The system and who judges its citations.
        events: The events of each part, in the order of the parts.
        clock: Tells the time; with a timezone.
        jobs: Threads.
        limit: Items of each part at most, beside its own limit.
        model: The system's chat model, if it has one.
        judge: Who grades sentences, if somebody does, and its model.
        progress: Is told how far it is.
    """

    bench: Bench
    events: Sequence[Sequence[Event]]
    clock: Callable[[], datetime]
    jobs: int = 1
    limit: int | None = None
    model: CachedModel | None = None
    judge: tuple[Judge, CachedModel] | None = None
    progress: Progress | None = None


def run(suite: Suite, folder: Folder, work: Work) -> Header:
    """Do the items that are not in `folder` yet, and tell what it all comes to.

    Raises:
        EvalError: If a part has no items.
    """
    jobs, order, figures = _Jobs(folder, work), list[Key](), list[Figure]()
    for part, events in zip(suite.parts, work.events, strict=True):
        cases = _sampled(TASKS[part.task](work.bench, events), part, suite.seed, work.limit)
        rows = jobs.do(part.task, cases)
        order += [(part.task, row.id) for row in rows]
        figures += [
            figure(part.task, measure, rows, suite.seed, part.thresholds.get(measure.name))
            for measure in part.measures
        ]
        if part.judge and work.judge:
            judge, _ = work.judge
            sentences = judge.cases(told([folder.records[part.task, case.id] for case in cases]))
            held = judge.cases(by_hand(events, part.judge.hand, suite.seed))
            for task, graded in (("judged", sentences), ("judge", held)):
                rows = jobs.do(task, graded)
                order += [(task, row.id) for row in rows]
                figures += [figure(task, each, rows, suite.seed) for each in MEASURES[task].values()]
    if not jobs.new and folder.header.finished:
        return folder.header
    header = folder.header.model_copy(update={**jobs.spent, "figures": tuple(figures)})
    header = header.model_copy(update={"finished": work.clock().isoformat(timespec="seconds")})
    folder.finish(header, order)
    return header


def figure(
    task: str, measure: Measure, rows: Sequence[Row], seed: int, threshold: float | None = None
) -> Figure:
    """A metric over the rows that were scored, with its interval and whether it meets its threshold."""
    scored = [row for row in rows if row.error is None]
    value, low, high, why = None, None, None, None
    try:
        value = measure.function(scored)
        interval = bootstrap(scored, measure.function, seed=seed)
        low, high = interval.low, interval.high
    except ValueError as error:
        why = str(error)
    met = None
    if threshold is not None:
        met = value is not None and (value >= threshold if measure.higher_is_better else value <= threshold)
    return Figure(
        task=task,
        metric=measure.name,
        value=value,
        low=low,
        high=high,
        n=len(scored),
        unscored=len(rows) - len(scored),
        threshold=threshold,
        met=met,
        why=why,
    )


def row_of(record: Record) -> Row:
    """The row of an item."""
    return ROWS[record.task].model_validate(record.row)


def _sampled(cases: list[Case], part: Part, seed: int, limit: int | None) -> list[Case]:
    """The cases of a part, or a seeded sample of them, in order."""
    if not cases:
        raise EvalError(f"task {part.task!r} has no items on {part.dataset.events!r}; name other events")
    most = min(each for each in (part.dataset.limit, limit, len(cases)) if each is not None)
    chosen = np.random.default_rng(seed).permutation(len(cases))[:most]
    return [cases[at] for at in sorted(chosen.tolist())]


class _Jobs:
    """Does cases, and keeps account of it."""

    def __init__(self, folder: Folder, work: Work) -> None:
        self.new = 0
        self._folder = folder
        self._work = work
        self._models = [each for each in (work.model, work.judge and work.judge[1]) if each]
        self._before = [each.usage for each in self._models]

    @property
    def spent(self) -> dict[str, Any]:
        """What chat models took since the start."""
        after = [each.usage for each in self._models]
        pairs = list(zip(after, self._before, strict=True))
        costs = [(late.cost_usd, early.cost_usd) for late, early in pairs]
        known = all(late is not None and early is not None for late, early in costs)
        return {
            "calls": sum(late.calls - early.calls for late, early in pairs),
            "tokens": sum(late.tokens - early.tokens for late, early in pairs),
            "cost_usd": sum((late or 0.0) - (early or 0.0) for late, early in costs) if known else None,
        }

    def do(self, task: str, cases: Sequence[Case]) -> list[Row]:
        """Do the cases that are not done; the rows of all, in order."""
        records = self._folder.records
        left = [case for case in cases if (task, case.id) not in records]
        with ThreadPoolExecutor(max_workers=self._work.jobs) as pool:
            for record in pool.map(lambda turn: turn.take(self._record, task), _turns(left)):
                self._folder.add(record)
                self.new += 1
                if self._work.progress:
                    done = sum((task, case.id) in records for case in cases)
                    self._work.progress(done, len(cases), f"{task} {record.id}")
        return [row_of(records[task, case.id]) for case in cases]

    def _record(self, task: str, case: Case) -> Record:
        """The item; with its error, if it could not be scored."""
        for model in self._models:
            model.lost()
        error, outcome = None, None
        try:
            outcome = case.do()
        except (AgentError, VectorstoreError) as failure:
            error = str(failure)
        for model in self._models:
            if lost := model.lost():
                error = str(lost)
        row = case.bare.model_copy(update={"error": error}) if error or not outcome else outcome.row
        return Record(
            task=task,
            id=case.id,
            inputs=dict(case.inputs),
            output=outcome.output if outcome else None,
            evidence=outcome.evidence if outcome else (),
            row=row.model_dump(mode="json"),
            files=dict(outcome.files) if outcome else {},
            error=error,
        )


@dataclass(frozen=True)
class _Turn:
    """A case that waits for the one before it in its lane."""

    case: Case
    before: Signal | None
    done: Signal

    def take(self, do: Callable[[str, Case], Record], task: str) -> Record:
        if self.before:
            self.before.wait()
        try:
            return do(task, self.case)
        finally:
            self.done.set()


def _turns(cases: Sequence[Case]) -> Iterator[_Turn]:
    """The cases, one of each lane in turn, so that threads work on different lanes."""
    lanes = [list(lane) for _, lane in groupby(sorted(cases, key=lambda c: c.lane), key=lambda c: c.lane)]
    last: dict[str, Signal] = {}
    for step in range(max(map(len, lanes), default=0)):
        for lane in lanes:
            if step < len(lane):
                case, done = lane[step], Signal()
                yield _Turn(case, last.get(case.lane), done)
                last[case.lane] = done

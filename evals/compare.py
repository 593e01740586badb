"""Two runs, item by item: what each metric gained or lost, whether that is more than chance, and where."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import Field

from evals.errors import EvalError
from evals.measures import MEASURES, Measure
from evals.record import Figure, Header, Record, read_header, read_records
from evals.rows import Row
from evals.runner import row_of
from evals.shown import given
from evals.stats import Both, difference, mcnemar, paired, sign_test
from vectorstore.values import Value


class Difference(Value):
    """A metric in two runs, over the items that both scored."""

    task: str = Field(description="The task.")
    metric: str = Field(description="The metric.")
    before: float | None = Field(description="In the first run; none where it is undefined.")
    after: float | None = Field(description="In the second.")
    low: float | None = Field(
        default=None, description="Lower end of the 95 % interval of after less before."
    )
    high: float | None = Field(default=None, description="Upper end.")
    worse: bool = Field(default=False, description="Whether the second is significantly worse.")
    better: bool = Field(default=False, description="Whether it is significantly better.")


class Change(Value):
    """An item that came out otherwise."""

    task: str = Field(description="The task.")
    id: str = Field(description="Name of the item.")
    text: str = Field(description="What it is about.")
    better: bool = Field(description="Whether it came out better in the second run.")
    before: str = Field(description="What the first run gave.")
    after: str = Field(description="What the second gave.")
    metrics: tuple[str, ...] = Field(description="Which metrics of the item changed, from what to what.")


class Shared(Value):
    """The items of a task in two runs."""

    task: str = Field(description="The task.")
    n: int = Field(ge=0, description="Items that both scored.")
    only: int = Field(ge=0, description="Items that one run alone holds.")
    unscored: tuple[str, ...] = Field(default=(), description="Items of both that one could not score.")
    test: str = Field(description="The test: `McNemar`, or `sign` where an item is no yes or no.")
    p: float = Field(ge=0, le=1, description="Its two-sided p-value that neither run is better.")


class Comparison(Value):
    """What changed from one run to another."""

    before: str = Field(description="Folder of the first run.")
    after: str = Field(description="Folder of the second.")
    tasks: tuple[Shared, ...] = Field(description="Which items are compared.")
    differences: tuple[Difference, ...] = Field(description="What each metric gained or lost.")
    changes: tuple[Change, ...] = Field(description="Which items came out otherwise.")
    missed: tuple[Figure, ...] = Field(description="Metrics of the second run that miss their threshold.")

    @property
    def worse(self) -> bool:
        """Whether the second run misses a threshold or is significantly worse."""
        return bool(self.missed) or any(each.worse for each in self.differences)


def compare(before: Path, after: Path) -> Comparison:
    """The runs in two folders, the earlier first.

    Raises:
        EvalError: If a folder holds no finished run, or the two share no item.
    """
    headers, runs = [_finished(each) for each in (before, after)], [_tasks(each) for each in (before, after)]
    early, late = runs
    tasks, differences, changes = list[Shared](), list[Difference](), list[Change]()
    for task in (name for name in late if name in early):
        names = early[task].keys() & late[task].keys()
        scored = [n for n in early[task] if n in names and not (early[task][n].error or late[task][n].error)]
        if not scored:
            continue
        both = paired([row_of(early[task][n]) for n in scored], [row_of(late[task][n]) for n in scored])
        measures = _measures(task, headers)
        differences += [_difference(task, each, both, headers[1].setup.suite.seed) for each in measures]
        found = [_change(early[task][b.before.id], late[task][b.after.id], b, measures) for b in both]
        changes += [each for each in found if each]
        test, p = _test(both, found)
        tasks.append(
            Shared(
                task=task,
                n=len(scored),
                only=len(early[task].keys() ^ late[task].keys()),
                unscored=tuple(sorted(names - set(scored))),
                test=test,
                p=p,
            )
        )
    if not tasks:
        raise EvalError(f"{str(before)!r} and {str(after)!r} share no scored item; compare runs of one suite")
    return Comparison(
        before=str(before),
        after=str(after),
        tasks=tuple(tasks),
        differences=tuple(differences),
        changes=tuple(changes),
        missed=tuple(each for each in headers[1].figures if each.met is False),
    )


def _finished(folder: Path) -> Header:
    header = read_header(folder)
    if header.finished is None:
        raise EvalError(
            f"the run in {str(folder)!r} is not done; finish it with the `eval run` that began it"
        )
    return header


def _tasks(folder: Path) -> dict[str, dict[str, Record]]:
    found: dict[str, dict[str, Record]] = {}
    for record in read_records(folder):
        found.setdefault(record.task, {})[record.id] = record
    return found


def _measures(task: str, headers: Sequence[Header]) -> list[Measure]:
    """The metrics of a task that both runs report."""
    reported = [{each.metric for each in header.figures if each.task == task} for header in headers]
    return [measure for name, measure in MEASURES[task].items() if all(name in held for held in reported)]


def _difference(task: str, measure: Measure, both: Sequence[Both[Row]], seed: int) -> Difference:
    rows = ([each.before for each in both], [each.after for each in both])
    before, after = (_value(measure, each) for each in rows)
    try:
        interval = difference(both, measure.function, seed=seed)
    except ValueError:
        return Difference(task=task, metric=measure.name, before=before, after=after)
    up, down = interval.low > 0, interval.high < 0
    return Difference(
        task=task,
        metric=measure.name,
        before=before,
        after=after,
        low=interval.low,
        high=interval.high,
        worse=down if measure.higher_is_better else up,
        better=up if measure.higher_is_better else down,
    )


def _value(measure: Measure, rows: Sequence[Row]) -> float | None:
    try:
        return measure.function(rows)
    except ValueError:
        return None


def _change(early: Record, late: Record, both: Both[Row], measures: Sequence[Measure]) -> Change | None:
    """How an item changed, if it did: by whether it is right, else by the first metric that differs."""
    gains = list[tuple[float, str]]()
    for measure in measures:
        before, after = _value(measure, [both.before]), _value(measure, [both.after])
        if before is not None and after is not None and before != after:
            gain = (after - before) * (1 if measure.higher_is_better else -1)
            gains.append((gain, f"{measure.name} {before:.3g} to {after:.3g}"))
    turned = both.before.right is not both.after.right and None not in (both.before.right, both.after.right)
    if not gains and not turned:
        return None
    return Change(
        task=early.task,
        id=early.id,
        text=str(late.inputs.get("text", "")),
        better=bool(both.after.right) if turned else gains[0][0] > 0,
        before=given(early),
        after=given(late),
        metrics=tuple(told for _, told in gains),
    )


def _test(both: Sequence[Both[Row]], changes: Sequence[Change | None]) -> tuple[str, float]:
    if any(each.before.right is not None and each.after.right is not None for each in both):
        return "McNemar", mcnemar(both)
    return "sign", sign_test([0.0 if each is None else 1.0 if each.better else -1.0 for each in changes])

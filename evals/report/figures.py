"""How runs were made and what they came to, as the rows of a page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from pydantic import Field

from agent.values import Label
from evals.compare import Difference
from evals.listing import number, signed
from evals.measures import MEASURES
from evals.record import Figure, Header
from evals.report.plots import Bar, around, bar, span
from evals.rows import ClaimRow
from vectorstore.values import Value

_SHORT = 12
"""Characters of a hash that are shown."""


class Term(Value):
    """Something with its name."""

    name: str = Field(description="The name.")
    text: str = Field(description="What it is.")


class Versus(Value):
    """Something in two runs."""

    name: str = Field(description="The name.")
    before: str = Field(description="What it is in the first.")
    after: str = Field(description="In the second.")


class Line(Value):
    """A figure as it is shown."""

    name: str = Field(description="The metric.")
    better: str = Field(description="Which way is better.")
    cells: tuple[str, ...] = Field(description="The figures beside it.")
    bar: Bar | None = Field(description="The figure drawn; none where it is undefined.")
    told: str = Field(
        default="", description="What is to be said of it, as a threshold or why it is undefined."
    )
    good: bool | None = Field(default=None, description="Whether that is good; none where it is neither.")


class Table(Value):
    """The figures of a task."""

    task: str = Field(description="The task.")
    lines: tuple[Line, ...] = Field(description="Its figures.")


class Cell(Value):
    """Claims with one label by hand that were given one label."""

    n: int = Field(ge=0, description="How many.")
    share: float = Field(ge=0, le=1, description="Share of those with the label by hand.")
    right: bool = Field(description="Whether both labels are the same.")


class Given(Value):
    """What claims with one label by hand were given."""

    label: str = Field(description="The label by hand.")
    n: int = Field(ge=0, description="Claims that have it.")
    cells: tuple[Cell, ...] = Field(description="Those that were given each label.")


def made(header: Header) -> tuple[Term, ...]:
    """How a run was made."""
    setup = header.setup
    known = {
        "Suite": f"{setup.suite.name}, {setup.suite_sha256[:_SHORT]}",
        "Engine": setup.engine,
        "Checker": setup.checker,
        "Model": setup.model,
        "Address": setup.address,
        "Judge": setup.judge,
        "Embedder": setup.embedder,
        "Prompts": _hashes(setup.prompts.items()),
        "Events": _hashes(setup.events.items()),
        "Words of a summary": str(setup.suite.system.words),
        "Seed": str(setup.suite.seed),
        "Items of each task": f"{setup.limit} at most" if setup.limit else None,
        "Program": f"commit {header.git_sha or 'unknown'}, files {setup.code_sha256[:_SHORT]}",
        "Started": header.started,
        "Finished": header.finished or "not finished",
        "Model calls": str(header.calls) if setup.model or setup.judge else None,
        "New tokens": str(header.tokens) if setup.model or setup.judge else None,
        "Cost": _cost(header.cost_usd) if setup.model or setup.judge else None,
    }
    return tuple(Term(name=name, text=text) for name, text in known.items() if text)


def compared(before: Header, after: Header) -> tuple[Versus, ...]:
    """How two runs were made."""
    early, late = ({term.name: term.text for term in made(each)} for each in (before, after))
    names = dict.fromkeys((*early, *late))
    return tuple(Versus(name=n, before=early.get(n, "none"), after=late.get(n, "none")) for n in names)


def tables(figures: Sequence[Figure]) -> tuple[Table, ...]:
    """The figures of each task."""
    return tuple(_by_task((each.task, _figure(each)) for each in figures))


def differences(found: Sequence[Difference]) -> tuple[Table, ...]:
    """What each metric of each task gained or lost; those of one unit are drawn on one axis."""
    ends = {}
    for unit in {_unit(each) for each in found}:
        held = [each for each in found if _unit(each) == unit]
        ends[unit] = around(value for each in held for value in (each.low, each.high, _gain(each)))
    return tuple(_by_task((each.task, _difference(each, ends[_unit(each)])) for each in found))


def confusion(rows: Sequence[ClaimRow]) -> tuple[Given, ...]:
    """How many claims have the one label by hand and are given the other."""
    count = Counter((row.gold, row.predicted) for row in rows)
    found = []
    for gold in Label:
        n = sum(count[gold, label] for label in Label)
        cells = tuple(
            Cell(n=count[gold, label], share=count[gold, label] / n if n else 0.0, right=gold is label)
            for label in Label
        )
        found.append(Given(label=gold.value, n=n, cells=cells))
    return tuple(found)


def _by_task(lines: Iterable[tuple[str, Line]]) -> Iterator[Table]:
    held: dict[str, list[Line]] = {}
    for task, line in lines:
        held.setdefault(task, []).append(line)
    return (Table(task=task, lines=tuple(each)) for task, each in held.items())


def _figure(each: Figure) -> Line:
    drawn = None
    if each.value is not None:
        ends = span((each.value, each.low, each.high, each.threshold))
        drawn = bar(ends, each.value, each.low, each.high, each.threshold)
    told = [each.why] if each.why else []
    if each.threshold is not None:
        least = "at least" if MEASURES[each.task][each.metric].higher_is_better else "at most"
        told.append(f"{'met' if each.met else 'missed'}: {least} {number(each.threshold)}")
    interval = _interval(each.low, each.high, number)
    return Line(
        name=each.metric,
        better=_better(each.task, each.metric),
        cells=(_value(each.value), interval, str(each.n), str(each.unscored)),
        bar=drawn,
        told="; ".join(told),
        good=each.met,
    )


def _difference(each: Difference, ends: tuple[float, float]) -> Line:
    gain = _gain(each)
    return Line(
        name=each.metric,
        better=_better(each.task, each.metric),
        cells=(
            "undefined" if gain is None else signed(gain),
            _interval(each.low, each.high, signed),
            _value(each.before),
            _value(each.after),
        ),
        bar=None if gain is None else bar(ends, gain, each.low, each.high, 0.0),
        told="significantly worse" if each.worse else "significantly better" if each.better else "",
        good=False if each.worse else True if each.better else None,
    )


def _gain(each: Difference) -> float | None:
    return None if each.before is None or each.after is None else each.after - each.before


def _unit(each: Difference) -> str:
    unit = MEASURES[each.task][each.metric].unit
    return "" if unit == "share" else unit


def _better(task: str, metric: str) -> str:
    measure = MEASURES[task][metric]
    unit = "" if measure.unit in ("", "share") else f"{measure.unit}, "
    return f"{unit}{'higher' if measure.higher_is_better else 'lower'} is better"


def _value(value: float | None) -> str:
    return "undefined" if value is None else number(value)


def _interval(low: float | None, high: float | None, shown: Callable[[float], str]) -> str:
    return "undefined" if low is None or high is None else f"{shown(low)} to {shown(high)}"


def _hashes(held: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {sha[:_SHORT]}" for name, sha in held)


def _cost(cost: float | None) -> str:
    return "unknown" if cost is None else f"${cost:.4f}"

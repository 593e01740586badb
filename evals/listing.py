"""A run or comparison as text: the figures, which label is taken for which, and every item that is wrong."""

from collections import Counter
from collections.abc import Iterable, Sequence

from agent.clean import one_line
from agent.values import Label
from evals.compare import Change, Comparison
from evals.record import Figure, Header, Record
from evals.runner import row_of
from evals.shown import given

_SHORT = 10
"""Characters of a label in the head of a column."""


def run(header: Header, records: Sequence[Record], folder: str) -> str:
    """How a run was made, its figures, and what is wrong or could not be scored."""
    setup = header.setup
    model = f", model {setup.model!r}" if setup.model else ""
    cost = "unknown" if header.cost_usd is None else f"${header.cost_usd:.4f}"
    spent = f"; {header.calls} calls, {header.tokens} new tokens, cost {cost}" if header.setup.model else ""
    made = f"{setup.suite.name}: engine {setup.engine}{model}, checker {setup.checker}{spent}"
    pieces = [made, figures(header.figures), confusion(records), wrong(records)]
    missed = sum(each.met is False for each in header.figures)
    held = sum(each.threshold is not None for each in header.figures)
    pieces.append(f"{missed} of {held} thresholds missed; {len(records)} items in {folder}")
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def comparison(found: Comparison) -> str:
    """What each metric gained or lost, and every item that came out otherwise."""
    rows = [("task", "metric", "before", "after", "difference", "95 % interval", "")]
    for each in found.differences:
        before, after = ("undefined" if v is None else number(v) for v in (each.before, each.after))
        gained = "" if each.before is None or each.after is None else signed(each.after - each.before)
        interval = (
            "" if each.low is None or each.high is None else f"{signed(each.low)} to {signed(each.high)}"
        )
        told = "WORSE" if each.worse else "better" if each.better else ""
        rows.append((each.task, each.metric, before, after, gained, interval, told))
    tests = [
        f"{each.task}: {each.n} items in both, {each.only} in one alone, {len(each.unscored)} unscored; "
        f"{each.test} test p = {each.p:.3f}"
        for each in found.tasks
    ]
    pieces = [columns(rows), "\n".join(tests)]
    for told, good in (("worse", False), ("better", True)):
        pieces.append("\n".join(f"{told} {change(one)}" for one in found.changes if one.better is good))
    pieces.append("\n".join(f"MISSED {each.task} {each.metric}: {_missed(each)}" for each in found.missed))
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def change(one: Change) -> str:
    """How an item came out before and after."""
    metrics = f" ({', '.join(one.metrics)})" if one.metrics else ""
    return one_line(f"{one.task} {one.id}: {one.text}{metrics}: {one.before} -> {one.after}")


def _missed(figure: Figure) -> str:
    value = figure.why if figure.value is None else number(figure.value)
    return f"{value}, threshold {number(figure.threshold or 0.0)}"


def figures(found: Sequence[Figure]) -> str:
    """One line for each figure."""
    rows = [("task", "metric", "value", "95 % interval", "n", "unscored", "threshold", "")]
    for each in found:
        value = "undefined" if each.value is None else number(each.value)
        interval = (
            "" if each.low is None or each.high is None else f"{number(each.low)} to {number(each.high)}"
        )
        threshold = "" if each.threshold is None else number(each.threshold)
        met = {None: "", True: "met", False: "MISSED"}[each.met]
        rows.append(
            (each.task, each.metric, value, interval, str(each.n), str(each.unscored), threshold, met)
        )
    return columns(rows)


def confusion(records: Sequence[Record]) -> str:
    """How many claims have the one label by hand and are given the other; empty without claims."""
    rows = [each.row for each in records if each.task == "claims" and each.error is None]
    if not rows:
        return ""
    count = Counter((row["gold"], row["predicted"]) for row in rows)
    table = [("by hand", "n", "right", *(label.value[:_SHORT] for label in Label))]
    for label in Label:
        n = sum(count[label.value, other.value] for other in Label)
        right = f"{count[label.value, label.value] / n:.2f}" if n else ""
        table.append((label.value, str(n), right, *(str(count[label.value, other.value]) for other in Label)))
    return columns(table)


def wrong(records: Iterable[Record]) -> str:
    """Every item that is wrong or could not be scored, with what was given."""
    lines = []
    for each in records:
        if each.error is not None:
            lines.append(f"unscored {name(each)}: {one_line(each.error)}")
        elif row_of(each).right is False:
            lines.append(f"wrong {name(each)} -> {given(each)}")
    return "\n".join(lines)


def name(record: Record) -> str:
    """Task, id and text of an item, and what was wanted of it."""
    wanted = record.inputs.get("wanted")
    told = f" [{one_line(str(wanted))}]" if isinstance(wanted, str) else ""
    return f"{record.task} {record.id}: {one_line(str(record.inputs.get('text', '')))}{told}"


def number(value: float) -> str:
    """Three places, without a minus before nothing."""
    return f"{value:.3f}".replace("-0.000", "0.000")


def signed(value: float) -> str:
    """Three places, with a plus before what is more than nothing."""
    return f"{value:+.3f}".replace("-0.000", "+0.000")


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells as aligned lines; cells that are numbers stand to the right."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if cell[:1].isdigit() or cell.startswith(("+", "-")) else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)

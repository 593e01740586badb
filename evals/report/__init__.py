"""A run, or two compared, as one HTML page that asks nothing of any other address.

The page is plain HTML and SVG that a script only filters, so it says as much without one. Its policy allows
the one style and the one script that it holds, by their hashes, and nothing else: what articles and models
wrote is escaped, and would not run if it were not.
"""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from agent.report.html.render import render
from evals.compare import Comparison, compare
from evals.errors import EvalError
from evals.measures import MEASURES
from evals.record import Header, Record, read_header, read_records
from evals.report.figures import compared, confusion, differences, made, tables
from evals.report.items import alone, changed, failed
from evals.report.plots import reliability_plot
from evals.rows import ClaimRow
from evals.runner import row_of


def page(run: Path, other: Path | None = None) -> str:
    """The page of a run, or of its comparison with a later one.

    Args:
        run: Folder of the run.
        other: Folder of the later run, if two are compared.

    Raises:
        EvalError: If a folder holds no run that can be read, or the two cannot be compared.
    """
    header, records = _read(run)
    if other is None:
        return run_page(header, records)
    late, later = _read(other)
    return comparison_page(compare(run, other), (header, late), (records, later))


def run_page(header: Header, records: Sequence[Record]) -> str:
    """How a run was made, its figures and plots, and every item that failed beside its evidence."""
    items = failed(records)
    claims = [row for row in map(row_of, records) if isinstance(row, ClaimRow) and row.error is None]
    return render(
        __package__,
        "run.html.j2",
        title=f"{header.setup.suite.name}, run {header.id}",
        suite=header.setup.suite,
        finished=header.finished is not None,
        made=made(header),
        tables=tables(header.figures),
        held=sum(each.threshold is not None for each in header.figures),
        missed=sum(each.met is False for each in header.figures),
        confusion=confusion(claims) if claims else None,
        reliability=reliability_plot(claims) if claims else None,
        done=len(records),
        unscored=sum(each.error is not None for each in records),
        items=items,
    )


def comparison_page(
    found: Comparison, headers: tuple[Header, Header], records: tuple[Sequence[Record], Sequence[Record]]
) -> str:
    """What two runs differ in: how they were made, their figures, and every item that came out otherwise."""
    return render(
        __package__,
        "comparison.html.j2",
        title=f"{headers[1].setup.suite.name}, run {headers[0].id} and run {headers[1].id}",
        found=found,
        made=compared(*headers),
        tables=differences(found.differences),
        missed=tables(found.missed),
        alone=alone(*records),
        items=changed(found, *records),
    )


def _read(folder: Path) -> tuple[Header, tuple[Record, ...]]:
    """A run whose tasks, metrics and rows are known here."""
    header, records = read_header(folder), read_records(folder)
    try:
        for figure in header.figures:
            _ = MEASURES[figure.task][figure.metric]
        for record in records:
            row_of(record)
    except (KeyError, ValidationError) as error:
        raise EvalError(
            f"the run in {str(folder)!r} was made by another version; run its suite anew"
        ) from error
    return header, records

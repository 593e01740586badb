"""The commands `eval run`, `compare` and `report`: how good results are, and what a change did to them."""

from pathlib import Path
from typing import Annotated

import typer

from agent.cli import harness, results, session
from agent.cli.store import AsJson

Prompts = Annotated[
    list[str] | None,
    typer.Option("--prompt", metavar="NAME=vN", help="Use this version of a prompt; may be repeated."),
]
Run = Annotated[Path, typer.Argument(metavar="RUN", hidden=True)]


def run(
    ctx: typer.Context,
    suite: Annotated[str, typer.Argument(metavar="SUITE", hidden=True)],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help=f"Folder of the run; one in {harness.RUNS}/ if not given."),
    ] = None,
    prompt: Prompts = None,
    engine: results.Engine = None,
    checker: results.Checker = None,
    model: results.Model = None,
    base_url: results.BaseUrl = None,
    max_tokens: results.MaxTokens = None,
    max_cost: results.MaxCost = None,
    max_seconds: results.MaxSeconds = None,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Items at a time.")] = 2,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Items of each task at most, a seeded sample.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Score a SUITE: one that comes with the program, by its name, or a YAML file.

    A run that was stopped goes on where it was. Exits with 1 if a threshold is missed.
    """
    from agent.report import json
    from evals import listing, runner
    from evals.suite import load, path_of

    path = path_of(suite)
    wanted = load(path)
    with harness.prepared(ctx, wanted, path.parent) as (folder, work):
        header = runner.run(wanted, folder, work)
        records = tuple(folder.records.values())
    if as_json:
        session.show(json.dumps(header.model_dump(mode="json", by_alias=True)))
    else:
        session.show(listing.run(header, records, str(folder.path)))
    if any(figure.met is False for figure in header.figures):
        raise typer.Exit(1)


def compare(ctx: typer.Context, before: Run, after: Run, as_json: AsJson = False) -> None:
    """Compare two runs, item by item: RUN RUN, the earlier first.

    Exits with 1 if a metric of the second falls below its threshold or is significantly worse.
    """
    from agent.report import json
    from evals import listing
    from evals.compare import compare as compared

    del ctx
    found = compared(before, after)
    if as_json:
        session.show(json.dumps(json.document("eval-comparison", **found.model_dump(mode="json"))))
    else:
        session.show(listing.comparison(found))
    if found.worse:
        raise typer.Exit(1)


def report(
    ctx: typer.Context,
    run: Run,
    other: Annotated[Path | None, typer.Argument(metavar="OTHER", hidden=True)] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to; a file in the folder of the run if not given."),
    ] = None,
) -> None:
    """Write a run, or what changed from it to a later one, as one HTML page: RUN [OTHER].

    The page holds every item that failed beside its evidence, and needs no network.
    """
    from evals.errors import EvalError
    from evals.report import page

    del ctx
    path = out or (other / "comparison.html" if other else run / "report.html")
    text = page(run, other)
    try:
        path.write_text(text, "utf-8")
    except OSError as error:
        raise EvalError(f"cannot write {str(path)!r}: {error.strerror}; give --out") from error
    session.show(f"{path}\n")

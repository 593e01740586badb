"""The commands `prompts list` and `prompts show`: what chat models are told, word for word."""

from typing import Annotated

import typer

from agent.cli import session
from agent.cli.store import AsJson

_WIDTH = 100
"""Columns of the list, whatever the terminal has: a hash that is broken in two cannot be copied."""


def list_prompts(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the prompts with the version in use and its SHA-256."""
    from agent.prompts import CURRENT, load
    from agent.report import json, listing

    run: session.Session = ctx.obj
    prompts = [load(name) for name in sorted(CURRENT)]
    if as_json:
        rows = [{"id": each.id, "sha256": each.sha256} for each in prompts]
        session.show(json.dumps(json.document("prompts", prompts=rows)))
    else:
        hashes = {each.id: each.sha256 for each in prompts}
        session.show(listing.facts(hashes, width=_WIDTH, paint=run.paint()))


def show(
    ctx: typer.Context,
    prompt: Annotated[str, typer.Argument(metavar="NAME", hidden=True)],
    as_json: AsJson = False,
) -> None:
    """Show one prompt: NAME for the version in use, or NAME/v1."""
    from agent.prompts import named
    from agent.report import json

    del ctx
    found = named(prompt)
    if as_json:
        session.show(json.dumps(json.document("prompt", **found.model_dump())))
    else:
        session.show(f"# system\n{found.system}\n\n# user\n{found.user}\n")

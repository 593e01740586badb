"""The command line: the one place that reads the environment and the clock, and puts the program together.

Heavy imports happen inside the commands, so that `--help` stays instant.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.cli import chat, demo, doctor, eval_data, evaluate, inputs, prompts, results, session, store
from agent.errors import AgentError
from vectorstore.errors import VectorstoreError

if TYPE_CHECKING:
    from agent.settings import Settings
    from vectorstore.embed import Embedder

_COMMANDS: tuple[tuple[Callable[..., None], str, tuple[str, ...]], ...] = (
    (demo.demo, "See it work on the sample corpus.", ("demo", "demo --store /tmp/demo.store")),
    (
        store.ingest,
        "Read articles into the store.",
        (
            "ingest articles/ more/story.html",
            'ingest story.txt --publisher "The Paper" --published 2026-03-31',
        ),
    ),
    (store.search, "Find passages of the store.", ('search "bridge inspection" -k 5 --since 2026-03-01',)),
    (
        results.ask,
        "Answer a question with cited sentences.",
        ('ask "Who closed the bridge?"', 'ask "Who closed the bridge?" --in articles/ story.html'),
    ),
    (
        results.summarize,
        "Summarize several articles neutrally.",
        (
            "summarize articles/",
            'summarize --topic "the bridge" --words 120',
            "summarize articles/ --format markdown > summary.md",
        ),
    ),
    (
        results.report,
        "Write a summary beside its articles as an HTML page.",
        (
            "report articles/ --out page.html",
            "report articles/ --summary summary.json",
            'report --topic "the bridge"',
        ),
    ),
    (
        results.verify,
        "Check claims against the sources.",
        (
            'verify "Nobody was hurt." --in articles/',
            "verify --claims claims.txt",
            "verify - --json < claims.jsonl",
        ),
    ),
    (
        chat.chat,
        "Hold a conversation about articles.",
        ("chat", "chat --in articles/ --session bridge", "chat --in articles/ < questions.txt"),
    ),
    (doctor.doctor, "Show versions, settings and the store.", ("doctor",)),
)
_SOURCES: tuple[tuple[Callable[..., None], str, str, tuple[str, ...]], ...] = (
    (store.list_sources, "list", "List the articles of the store.", ("sources list", "sources list --json")),
    (store.show, "show", "Show one article.", ("sources show 3f2a", "sources show 3f2a --text")),
    (store.remove, "remove", "Remove one article from the store.", ("sources remove 3f2a",)),
)
_PROMPTS: tuple[tuple[Callable[..., None], str, str, tuple[str, ...]], ...] = (
    (prompts.list_prompts, "list", "List the prompts and their hashes.", ("prompts list",)),
    (prompts.show, "show", "Show one prompt.", ("prompts show summarize", "prompts show answer/v1")),
)
_EVAL: tuple[tuple[Callable[..., None], str, str, tuple[str, ...]], ...] = (
    (evaluate.run, "run", "Score a suite.", ("eval run smoke", "eval run mine.yaml --prompt check_claim=v2")),
    (evaluate.compare, "compare", "Compare two runs.", ("eval compare evals-runs/before evals-runs/after",)),
    (
        evaluate.report,
        "report",
        "Write a run or a comparison as an HTML page.",
        ("eval report evals-runs/before", "eval report evals-runs/before evals-runs/after --out page.html"),
    ),
    (
        eval_data.pairs,
        "pairs",
        "Score the checker on pairs of document and claim.",
        ("eval pairs pairs.jsonl.gz --limit 300",),
    ),
    (
        eval_data.summaries,
        "summaries",
        "Compare summaries with references.",
        ("eval summaries items.jsonl.gz --limit 50",),
    ),
    (
        eval_data.check,
        "check",
        "Check facts found by hand.",
        ("eval check", "eval check my-event/facts.json"),
    ),
    (eval_data.show, "show", "Show facts found by hand.", ("eval show --id hb-q01", "eval show my-event")),
)
_GROUPS = (
    ("sources", "List, show and remove the articles of the store.", _SOURCES),
    ("prompts", "List and show what chat models are told.", _PROMPTS),
    ("eval", "Score the program, and compare what two versions of it score.", _EVAL),
)


def _examples(lines: Sequence[str]) -> str:
    """The end of a help page, which keeps its lines as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  fairwitness {line}" for line in lines)


def _app() -> typer.Typer:
    looks: dict[str, Any] = {
        "add_completion": False,
        "no_args_is_help": True,
        "rich_markup_mode": None,
        "pretty_exceptions_enable": False,
        "context_settings": {"help_option_names": ["-h", "--help"]},
    }
    app = typer.Typer(**looks)
    app.callback(epilog=_examples([line for _, _, lines in _COMMANDS for line in lines[:1]]))(root)
    for command, short, lines in _COMMANDS:
        app.command(short_help=short, epilog=_examples(lines))(command)
    for group, told, commands in _GROUPS:
        inner = typer.Typer(**looks)
        for command, name, short, lines in commands:
            inner.command(name, short_help=short, epilog=_examples(lines))(command)
        listed = _examples([line for *_, lines in commands for line in lines[:1]])
        app.add_typer(inner, name=group, help=told, epilog=listed)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        session.show(f"fairwitness {doctor.version('fairwitness')}\n")
        raise typer.Exit


def root(
    ctx: typer.Context,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings to read instead of fairwitness.toml.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Neutral summaries, answers and verdicts from several publishers, each tied to its exact source."""
    del version
    ctx.obj = replace(ctx.obj, config=config)


def main(
    argv: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    embedder: "Callable[[Settings], Embedder]" = session.embedder,
    today: Callable[[], date] = lambda: datetime.now(UTC).date(),
) -> int:
    """Run one command.

    Args:
        argv: Words of the command line; by default those of the process.
        environ: The environment; by default that of the process.
        embedder: Makes the embedder that the settings ask for.
        today: The clock.

    Returns:
        Exit code: 0 done, 1 an expected error, 2 wrong usage, 130 interrupted.
    """
    session.utf8()
    run = session.Session(environ if environ is not None else os.environ, embedder, today)
    try:
        _app()(inputs.spread(sys.argv[1:] if argv is None else argv), prog_name="fairwitness", obj=run)
    except (AgentError, VectorstoreError) as error:
        session.note(str(error))
        return 1
    except SystemExit as stop:
        if stop.code == 130:
            session.note("interrupted")
        return int(stop.code or 0)
    return 0

"""Commands that answer: `ask`, `summarize` and `verify`, over the store or over paths."""

from enum import StrEnum
from typing import Annotated

import typer

from agent.cli import inputs, session
from agent.cli.store import AsJson, Store

Paths = Annotated[
    list[str] | None,
    typer.Option(inputs.SPREAD, metavar="PATH…", help="Articles to use instead of the store; takes several."),
]


class Format(StrEnum):
    """How a summary is written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def ask(
    ctx: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar="QUESTION", hidden=True)] = None,
    paths: Paths = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Answer QUESTION with sentences of the sources, or say why the sources do not answer it."""
    from agent.report import json, text

    run: session.Session = ctx.obj
    question, within = inputs.borrowed(question, paths or [])
    if not question or not question.strip():
        session.usage("QUESTION is missing; write it in quotation marks")
    with run.agent(run.settings(store=store), within) as agent:
        answer, articles = agent.ask(question), agent.sources()
        if as_json:
            session.show(json.dumps(json.answer(answer, articles)))
        else:
            session.show(text.answer(answer, articles, width=session.width(), paint=run.paint()))


def summarize(
    ctx: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="PATH", hidden=True)] = None,
    topic: Annotated[str | None, typer.Option(metavar="TEXT", help="What to summarize.")] = None,
    words: Annotated[int | None, typer.Option(metavar="N", help="Length in words; 200 if not set.")] = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TEXT,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Write a neutral summary of several articles; each sentence cites its sources.

    PATH is a file, a folder, or `-` for standard input; without it, the articles of the store are summarized.
    """
    from agent.report import json, markdown, text

    run: session.Session = ctx.obj
    settings = run.settings(store=store, words=words)
    with run.agent(settings, paths or []) as agent:
        summary, articles = agent.summarize(topic, words=settings.words), agent.sources()
        if as_json or form is Format.JSON:
            session.show(json.dumps(json.summary(summary, articles)))
        elif form is Format.MARKDOWN:
            session.show(markdown.summary(summary, articles))
        else:
            session.show(text.summary(summary, articles, width=session.width(), paint=run.paint()))


def verify(
    ctx: typer.Context,
    claim: Annotated[str | None, typer.Argument(metavar="CLAIM", hidden=True)] = None,
    file: Annotated[
        str | None,
        typer.Option("--claims", metavar="FILE", help="One claim per line, or JSON Lines with `claim`."),
    ] = None,
    paths: Paths = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Check claims against the sources: supported, refuted, disputed, attributed or not enough evidence.

    With `-` for CLAIM, claims are read from standard input as from a file.
    """
    from agent.report import json, text

    run: session.Session = ctx.obj
    claim, within = inputs.borrowed(claim, paths or []) if not file else (claim, paths or [])
    if "-" in within and "-" in (claim, file):
        session.usage("standard input holds either claims or an article; name a file for one of them")
    checked = inputs.claims(claim, file)
    with run.agent(run.settings(store=store), within) as agent:
        verdicts, articles = [agent.verify(each) for each in checked], agent.sources()
        made = agent.provenance
        if as_json:
            session.show(json.dumps(json.verdicts(verdicts, articles, made)))
        else:
            session.show(text.verdicts(verdicts, articles, made, width=session.width(), paint=run.paint()))

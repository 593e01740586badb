"""Commands that answer: `ask`, `summarize` and `verify`, over the store or over paths."""

from enum import StrEnum
from typing import Annotated, Literal

import typer

from agent.cli import inputs, session
from agent.cli.store import AsJson, Store

Paths = Annotated[
    list[str] | None,
    typer.Option(inputs.SPREAD, metavar="PATH…", help="Articles to use instead of the store; takes several."),
]

Engine = Annotated[
    Literal["extractive", "llm"] | None,
    typer.Option(help="Who drafts; `llm` if an endpoint is configured, else `extractive`."),
]
Checker = Annotated[
    Literal["local", "llm", "both"] | None,
    typer.Option(help="Who checks claims; `both` with the engine `llm`, else `local`."),
]
Model = Annotated[str | None, typer.Option(metavar="NAME", help="The chat model.")]
BaseUrl = Annotated[
    str | None,
    typer.Option("--base-url", metavar="URL", help="Its endpoint, if not OpenAI's: http://host/v1"),
]
MaxTokens = Annotated[int | None, typer.Option("--max-tokens", metavar="N", help="Tokens to spend.")]
MaxCost = Annotated[float | None, typer.Option("--max-cost", metavar="USD", help="US dollars to spend.")]
MaxSeconds = Annotated[
    float | None, typer.Option("--max-seconds", metavar="S", help="Seconds to wait for the model.")
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
    engine: Engine = None,
    model: Model = None,
    base_url: BaseUrl = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    max_seconds: MaxSeconds = None,
    as_json: AsJson = False,
) -> None:
    """Answer QUESTION with sentences of the sources, or say why the sources do not answer it."""
    from agent.report import json, text

    run: session.Session = ctx.obj
    question, within = inputs.borrowed(question, paths or [])
    if not question or not question.strip():
        session.usage("QUESTION is missing; write it in quotation marks")
    with run.agent(run.given(ctx), within) as agent:
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
    engine: Engine = None,
    model: Model = None,
    base_url: BaseUrl = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    max_seconds: MaxSeconds = None,
    as_json: AsJson = False,
) -> None:
    """Write a neutral summary of several articles; each sentence cites its sources.

    PATH is a file, a folder, or `-` for standard input; without it, the articles of the store are summarized.
    """
    from agent.report import json, markdown, text

    run: session.Session = ctx.obj
    settings = run.given(ctx)
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
    engine: Engine = None,
    checker: Checker = None,
    model: Model = None,
    base_url: BaseUrl = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    max_seconds: MaxSeconds = None,
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
    with run.agent(run.given(ctx), within) as agent:
        verdicts, articles = [agent.verify(each) for each in checked], agent.sources()
        made = agent.provenance
        if as_json:
            session.show(json.dumps(json.verdicts(verdicts, articles, made)))
        else:
            session.show(text.verdicts(verdicts, articles, made, width=session.width(), paint=run.paint()))

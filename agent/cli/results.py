"""Commands that answer: `ask`, `summarize`, `report` and `verify`, over the store or over paths."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from agent.cli import inputs, session
from agent.cli.store import AsJson, Store

if TYPE_CHECKING:
    from agent.values import Summary
    from vectorstore.values import Article

Articles = Annotated[list[str] | None, typer.Argument(metavar="PATH", hidden=True)]
Topic = Annotated[str | None, typer.Option(metavar="TEXT", help="What to summarize.")]
Words = Annotated[int | None, typer.Option(metavar="N", min=1, help="Length in words; 200 if not set.")]
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
    HTML = "html"
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
    paths: Articles = None,
    topic: Topic = None,
    words: Words = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TEXT,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to write it, if not to standard output.")
    ] = None,
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
    run: session.Session = ctx.obj
    inputs.target(out)
    settings = run.given(ctx)
    with run.agent(settings, paths or []) as agent:
        summary, articles = agent.summarize(topic, words=settings.words), agent.sources()
        session.deliver(_written(run, summary, articles, Format.JSON if as_json else form, out), out)


def report(
    ctx: typer.Context,
    paths: Articles = None,
    summary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="A summary of these articles to show, as `summarize --json` wrote it."
        ),
    ] = None,
    topic: Topic = None,
    words: Words = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where to write it.")] = Path("summary.html"),
    store: Store = None,
    engine: Engine = None,
    model: Model = None,
    base_url: BaseUrl = None,
    max_tokens: MaxTokens = None,
    max_cost: MaxCost = None,
    max_seconds: MaxSeconds = None,
) -> None:
    """Write a summary as one HTML page, beside its articles and what each of them says of each sentence.

    The page needs no network. PATH is a file, a folder, or `-` for standard input; without it, the articles
    of the store are summarized. With --summary no summary is made: that one is shown beside the articles.
    """
    from agent.report import html, saved

    run: session.Session = ctx.obj
    inputs.target(out)
    settings = run.given(ctx)
    document = inputs.document(summary) if summary else None
    with run.agent(settings, paths or []) as agent:
        articles = agent.sources()
        if document is not None:
            found = saved.summary(document, articles, str(summary))
        else:
            found = agent.summarize(topic, words=settings.words)
        session.deliver(html.page(found, articles), out)


def _written(
    run: session.Session, summary: "Summary", articles: "Sequence[Article]", form: Format, out: Path | None
) -> str:
    """A summary in a format; colours and the width of the terminal are for the terminal only."""
    from agent.report import html, json, markdown, text
    from agent.report.layout import plain

    match form:
        case Format.JSON:
            return json.dumps(json.summary(summary, articles))
        case Format.MARKDOWN:
            return markdown.summary(summary, articles)
        case Format.HTML:
            return html.page(summary, articles)
    if out:
        return text.summary(summary, articles, paint=plain)
    return text.summary(summary, articles, width=session.width(), paint=run.paint())


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
    from agent.claims import within_bounds
    from agent.report import json, text

    run: session.Session = ctx.obj
    claim, within = inputs.borrowed(claim, paths or []) if not file else (claim, paths or [])
    if "-" in within and "-" in (claim, file):
        session.usage("standard input holds either claims or an article; name a file for one of them")
    checked = inputs.claims(claim, file)
    for each in checked:
        within_bounds(each)
    with run.agent(run.given(ctx), within) as agent:
        verdicts, articles = [agent.verify(each) for each in checked], agent.sources()
        made = agent.provenance
        if as_json:
            session.show(json.dumps(json.verdicts(verdicts, articles, made)))
        else:
            session.show(text.verdicts(verdicts, articles, made, width=session.width(), paint=run.paint()))

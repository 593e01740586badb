"""Commands about the store: `ingest`, `sources` and `search`."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from agent.cli import inputs, session

Store = Annotated[str | None, typer.Option(metavar="DIR|URL", help="The store, if not that of the settings.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
Since = Annotated[
    datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Not before this day.")
]
Until = Annotated[
    datetime | None, typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Not after this day.")
]


def ingest(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="PATH", hidden=True)],
    store: Store = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Start the store anew.")] = False,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="Who published the articles.")] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Their headline.")] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Their author.")] = None,
    published: Annotated[str | None, typer.Option(metavar="TIME", help="When, in ISO 8601.")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where; it is never fetched.")] = None,
    as_json: AsJson = False,
) -> None:
    """Read articles into the store.

    PATH is a file (.txt .md .html .json .jsonl), a folder, or `-` for standard input. What is unchanged since
    the last time is skipped.
    """
    from agent.report import json, listing
    from vectorstore.values import Metadata

    run: session.Session = ctx.obj
    settings = run.settings(store=store)
    when = inputs.moment(published)
    metadata = Metadata(title=title, publisher=publisher, author=author, published=when, url=url)
    with run.store(settings, make=True, rebuild=rebuild) as agent, session.progress() as step:
        done = agent.ingest(paths, metadata=metadata, stdin=session.stdin(paths), progress=step)
    with session.problems(done.problems):
        if as_json:
            session.show(json.dumps(json.ingested(done, settings.store)))
        else:
            session.show(listing.ingested(done, settings.store, width=session.width(), paint=run.paint()))


def list_sources(ctx: typer.Context, store: Store = None, as_json: AsJson = False) -> None:
    """List the articles: id, day, publisher, title."""
    from agent.report import json, listing

    run: session.Session = ctx.obj
    with run.store(run.settings(store=store)) as agent:
        articles = agent.sources()
    if as_json:
        session.show(json.dumps(json.sources(articles)))
    else:
        session.show(listing.sources(articles, width=session.width()))


def show(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ID", hidden=True)],
    text: Annotated[
        bool, typer.Option("--text", help="Print its text alone, to which offsets refer.")
    ] = False,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Show one article: what is known of it, and what of its text is reporting.

    ID is its id or an unambiguous beginning of it.
    """
    from agent import clean
    from agent.report import json, listing

    run: session.Session = ctx.obj
    with run.store(run.settings(store=store)) as agent:
        found = inputs.article(article, agent.sources())
    if as_json:
        session.show(json.dumps(json.source(found)))
    elif text:
        session.show(clean.visible(found.text) if session.on_terminal() else found.text)
    else:
        session.show(listing.source(found, width=session.width(), paint=run.paint()))


def remove(
    ctx: typer.Context,
    article: Annotated[str, typer.Argument(metavar="ID", hidden=True)],
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Remove one article and everything made of it from the store.

    ID is its id or an unambiguous beginning of it. The file it was read from stays.
    """
    from agent.report import json, listing

    run: session.Session = ctx.obj
    with run.store(run.settings(store=store)) as agent:
        found = inputs.article(article, agent.sources())
        agent.remove(found.id)
    if as_json:
        session.show(json.dumps(json.removed(found)))
    else:
        session.show(listing.removed(found, width=session.width()))


def search(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY", hidden=True)],
    k: Annotated[int, typer.Option("-k", min=1, metavar="N", help="How many passages.")] = 10,
    publisher: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this publisher; can be repeated.")
    ] = None,
    since: Since = None,
    until: Until = None,
    store: Store = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages of the store that fit QUERY best, by meaning and by words."""
    from agent.report import json, listing

    run: session.Session = ctx.obj
    with run.store(run.settings(store=store)) as agent:
        hits = agent.search(
            query,
            k=k,
            publishers=publisher or (),
            since=since.replace(tzinfo=UTC) if since else None,
            until=until.replace(hour=23, minute=59, second=59, tzinfo=UTC) if until else None,
        )
        articles = agent.sources()
    if as_json:
        session.show(json.dumps(json.hits(query, hits, articles)))
    else:
        session.show(listing.hits(hits, articles, width=session.width(), paint=run.paint()))

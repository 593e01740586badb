"""The command `doctor`: what is installed and set, and what the chat model's endpoint can do."""

from importlib import metadata
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from agent.cli import session
from agent.cli.store import AsJson, Store
from agent.errors import AgentError

if TYPE_CHECKING:
    from agent.settings import Settings

_PACKAGES = (
    *("fairwitness", "chromadb", "onnxruntime", "tokenizers", "pydantic"),
    *("langchain", "langchain-openai", "openai"),
)
Rows = dict[str, str | bool]


def version(package: str) -> str:
    """The installed version of `package`."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def doctor(
    ctx: typer.Context,
    store: Store = None,
    offline: Annotated[bool, typer.Option("--offline", help="Contact nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show versions, settings, where the store is, and which chat model would be contacted.

    With the engine `llm`, a few tiny requests find out what its endpoint can do. Nothing else is contacted.
    """
    from agent import settings as source
    from agent.report import json, listing

    run: session.Session = ctx.obj
    settings = run.settings(store=store)
    file = run.config or source.found()
    rows: Rows = {
        **{package.replace("-", "_"): version(package) for package in _PACKAGES},
        "settings_file": str(file) if file else "none",
        "store": _store(settings.store),
        "embedder": settings.embedder,
        "cache": settings.cache_dir,
        "engine": settings.engine_in_force,
    }
    if unknown := source.unknown(run.environ):
        rows["unknown"] = f"{', '.join(unknown)}; no such settings, are they misspelt?"
    failed = _model(settings, rows, offline=offline)
    if as_json:
        session.show(json.dumps(json.document("doctor", **rows)))
    else:
        shown = {name.replace("_", " "): _words(value) for name, value in rows.items()}
        session.show(listing.facts(shown, width=session.width(), paint=run.paint()))
    if failed:
        raise failed


def _model(settings: "Settings", rows: Rows, *, offline: bool) -> AgentError | None:
    """Add to `rows` what is known of the chat model; the error if it cannot be used."""
    rows |= _endpoint(settings)
    try:
        rows["checker"] = settings.checker_in_force
        if (target := settings.target) is None:
            return None
        rows["model"] = target.model
        if not offline:
            _contact(settings, rows)
    except AgentError as error:
        return error
    return None


def _contact(settings: "Settings", rows: Rows) -> None:
    """Add to `rows` what the endpoint can do, and what asking took."""
    from agent.llm.client import connect
    from agent.llm.probe import probe

    model = connect(settings)
    if model is None:
        return
    with model:
        rows["endpoint"] = f"{model.address} (contacted in vain)"
        found = probe(model)
        used = model.usage
    cost = "cost unknown" if used.cost_usd is None else f"${used.cost_usd:.6f}"
    rows |= {
        **found.model_dump(),
        "endpoint": f"{model.address} (contacted)",
        "spent": f"{used.tokens} tokens in {used.calls} requests, {cost}",
    }


def _endpoint(settings: "Settings") -> Rows:
    llm = settings.engine_in_force == "llm"
    if not (settings.base_url or llm):
        return {"endpoint": "none configured; everything runs on this machine"}
    from agent.llm.client import OPENAI

    key = settings.api_key if settings.base_url else settings.openai_api_key
    rows: Rows = {
        "endpoint": f"{_shown(settings.base_url or OPENAI)} (not contacted)",
        "key": "set" if key else "none",
    }
    return rows | ({"embedding_model": settings.embed_model} if settings.embed_model else {})


def _store(store: str) -> str:
    if "://" in store:
        return f"{store} (a server; not contacted)"
    return store if session.there(store) else f"{store} (not there yet; run `fairwitness ingest PATH`)"


def _shown(address: str) -> str:
    """`address` without a user's name and password."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _words(value: str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value

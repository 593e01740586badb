"""The command `doctor`: what is installed and set."""

from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer

from agent.cli import session
from agent.cli.store import AsJson, Store

if TYPE_CHECKING:
    from agent.settings import Settings

_PACKAGES = ("fairwitness", "chromadb", "onnxruntime", "tokenizers", "openai", "pydantic")


def version(package: str) -> str:
    """The installed version of `package`."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def doctor(ctx: typer.Context, store: Store = None, as_json: AsJson = False) -> None:
    """Show versions, settings, and where the store is. Nothing is opened or contacted."""
    from agent import settings as source
    from agent.report import json, listing

    run: session.Session = ctx.obj
    settings = run.settings(store=store)
    file = run.config or source.found()
    rows = {
        **{package: version(package) for package in _PACKAGES},
        "settings_file": str(file) if file else "none",
        "store": _store(settings.store),
        "embedder": settings.embedder,
        "cache": settings.cache_dir,
        **_endpoint(settings),
    }
    if unknown := source.unknown(run.environ):
        rows["unknown"] = f"{', '.join(unknown)}; no such settings, are they misspelt?"
    if as_json:
        session.show(json.dumps(json.document("doctor", **rows)))
    else:
        session.show(
            listing.facts(
                {name.replace("_", " "): value for name, value in rows.items()},
                width=session.width(),
                paint=run.paint(),
            )
        )


def _store(store: str) -> str:
    if "://" in store:
        return f"{store} (a server; not contacted)"
    return store if Path(store).exists() else f"{store} (not there yet; run `fairwitness ingest PATH`)"


def _endpoint(settings: "Settings") -> dict[str, str]:
    if not settings.base_url:
        return {"endpoint": "none configured; everything runs on this machine"}
    return {
        "endpoint": f"{_shown(settings.base_url)} (not contacted)",
        "embedding_model": settings.embed_model or "none",
        "key": "set" if settings.api_key else "none",
    }


def _shown(address: str) -> str:
    """`address` without a user's name and password."""
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

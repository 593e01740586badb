"""The command `demo`: the sample corpus, from files to a checked summary, with no key and no network."""

import shlex
from dataclasses import replace
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from agent.cli import session
from agent.cli.store import AsJson, Store

if TYPE_CHECKING:
    from agent.agent import Agent, Ingested
    from agent.settings import Settings

AS_OF = date(2026, 11, 21)
"""The day the corpus is read as if it were, so that the demo shows the same on every day."""
TOPIC = "the collapse of the Lantern Bridge"
QUESTION = "What had workers been replacing on the Lantern Bridge?"
CLAIMS = (
    "The Lantern Bridge carries about 31,000 vehicles a day.",
    "The Lantern Bridge opened in 1986.",
    "The captain of the Skua Anna has been arrested.",
)
_NEXT = """

  The index lies in {store}
  The commands above work on it after the `export`. With articles of your own:

  fairwitness summarize YOUR/ARTICLES
  fairwitness ask "Your question?" --in YOUR/ARTICLES
  fairwitness verify "Your claim." --in YOUR/ARTICLES
"""


def demo(ctx: typer.Context, store: Store = None, as_json: AsJson = False) -> None:
    """Read the sample corpus, summarize one of its events, answer a question and check three claims.

    The corpus is invented. Its store lies beside your own; a second run finds it ready.
    """
    from platformdirs import user_data_path

    run: session.Session = replace(ctx.obj, today=lambda: AS_OF)
    settings = run.settings(store=store or str(user_data_path("fairwitness") / "demo.store"))
    with as_file(files("vectorstore") / "data" / "corpus") as corpus, run.store(settings, make=True) as agent:
        with session.progress() as step:
            done = agent.ingest(articles(corpus), progress=step)
        with session.problems(done.problems):
            (_write if as_json else _tell)(run, agent, settings, done)


def articles(corpus: Path) -> list[str]:
    """The article files of the sample corpus; beside them lie metadata and hand-checked facts."""
    beside = (".meta.json", "facts.json")
    return sorted(str(path) for path in corpus.glob("*/*") if not path.name.endswith(beside))


def _tell(run: session.Session, agent: "Agent", settings: "Settings", done: "Ingested") -> None:
    """Each step as a terminal shows it, under the command that would do it."""
    from agent.report import listing, text

    wide, paint, sources = session.width(), run.paint(), agent.sources()

    def step(command: str, *words: str) -> None:
        session.show(paint(f"$ {command} {shlex.join(words)}".rstrip(), "heading") + "\n\n")

    step(f"export FAIRWITNESS_STORE={shlex.quote(settings.store)}")
    step("fairwitness ingest SAMPLES")
    session.show(listing.ingested(done, settings.store, width=wide, paint=paint) + "\n")
    step("fairwitness summarize --topic", TOPIC)
    summary = agent.summarize(TOPIC, words=settings.words)
    session.show(text.summary(summary, sources, width=wide, paint=paint) + "\n")
    step("fairwitness ask", QUESTION)
    session.show(text.answer(agent.ask(QUESTION), sources, width=wide, paint=paint) + "\n")
    for claim in CLAIMS:
        step("fairwitness verify", claim)
        verdict = agent.verify(claim)
        session.show(text.verdicts([verdict], sources, agent.provenance, width=wide, paint=paint) + "\n")
    session.show(paint("What next", "heading") + _NEXT.format(store=settings.store))


def _write(run: session.Session, agent: "Agent", settings: "Settings", done: "Ingested") -> None:
    """All steps as one document."""
    from agent.report import json

    del run
    sources = agent.sources()
    verdicts = [agent.verify(claim) for claim in CLAIMS]
    document = json.document(
        "demo",
        ingest=json.ingested(done, settings.store),
        summary=json.summary(agent.summarize(TOPIC, words=settings.words), sources),
        answer=json.answer(agent.ask(QUESTION), sources),
        verdicts=json.verdicts(verdicts, sources, agent.provenance),
    )
    session.show(json.dumps(document))

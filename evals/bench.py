"""How fast fairwitness is, against its targets: `python -m evals.bench`.

No vector comes from a file: each ingest starts without any, and each question and claim is put once. Times
are medians of several runs; a ratio compares figures of the same run, so that a busy machine changes it
little. The clock starts when the model and the libraries are loaded. All is written to a temporary folder,
which is removed. A missed target is printed, and is no failure.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from agent.agent import Agent
from evals.bench_articles import OUTLETS, claim, question, write
from evals.figures import Figure, Spent, exponent, peak, percentile, seconds, spent, table
from vectorstore.articles import load
from vectorstore.body import select
from vectorstore.cache import Cached
from vectorstore.chunk import chunk
from vectorstore.embed import MiniLM
from vectorstore.sentences import split

SCHEMA = "fairwitness.bench/1"
_TODAY = date(2026, 1, 1)
_EVENT = files("vectorstore") / "data" / "corpus" / "harbour-bridge"
_SUMMED = 5


class Plan(NamedTuple):
    """How much is measured.

    Attributes:
        sizes: Articles ingested, ascending; questions are put to the last store.
        runs: Runs of which the median counts; ingests of more than 100 articles run once.
        asked: Questions, and claims, in each run.
        pairs: Turns of ingest and embedder.
        block: Articles in each turn.
    """

    sizes: tuple[int, ...]
    runs: int
    asked: int
    pairs: int
    block: int


FULL = Plan(sizes=(10, 32, 100, 316, 1000), runs=3, asked=40, pairs=7, block=48)
QUICK = Plan(sizes=(10, 32, 100), runs=1, asked=10, pairs=3, block=16)


class Bench:
    """The measurements.

    Args:
        plan: How much is measured.
        folder: Where articles and stores are written.
        note: Told what is measured next.
    """

    def __init__(self, plan: Plan, folder: Path, note: Callable[[str], None]) -> None:
        self._plan = plan
        self._folder = folder
        self._note = note
        self._model = MiniLM()

    def figures(self) -> list[Figure]:
        """All figures; the largest store comes early, so that the peak of memory is its own."""
        growth, queries = self._growth(), self._queries()
        return [self._throughput(), *growth, *queries, *self._summary(), self._help()]

    @property
    def _store(self) -> Path:
        return self._folder / f"store-{self._plan.sizes[-1]}-0"

    def _open(self, store: Path) -> Agent:
        return Agent.open(store, embedder=Cached(self._model), today=_TODAY)

    def _ingest(self, articles: Path, store: Path) -> Spent:
        """What it takes to open `store` and to ingest `articles` into it."""

        def ingest() -> None:
            with self._open(store) as agent:
                agent.ingest([articles])

        return spent(ingest)

    def _growth(self) -> list[Figure]:
        """Ingests of growing size, and the largest once more."""
        runs, most = dict[int, list[Spent]](), self._plan.sizes[-1]
        write(self._folder / "articles", OUTLETS)
        self._ingest(self._folder / "articles", self._folder / "store")  # loads model and libraries
        for size in self._plan.sizes:
            self._note(f"ingesting {size} articles")
            write(self._folder / f"articles-{size}", size)
            articles = self._folder / f"articles-{size}"
            stores = [
                self._folder / f"store-{size}-{run}" for run in range(self._plan.runs if size <= 100 else 1)
            ]
            runs[size] = [self._ingest(articles, store) for store in stores]
        self._note("ingesting them unchanged")
        again = statistics.median(self._ingest(articles, stores[0]).wall for _ in range(self._plan.runs))
        costs = {size: statistics.median(run.processor for run in of) for size, of in runs.items()}
        clock = {size: statistics.median(run.wall for run in of) for size, of in runs.items()}
        each = ", ".join(f"{1000 * cost / size:.0f} of {size}" for size, cost in costs.items())
        return [
            Figure(
                name="ingest, exponent of processor time",
                value=exponent(costs),
                target=1.1,
                detail=f"{exponent(clock):.2f} by the clock; ms per article: {each}",
            ),
            Figure(
                name="ingest, times faster if unchanged",
                value=clock[most] / again,
                target=50,
                at_least=True,
                detail=f"{most} articles: {clock[most]:.1f} s, unchanged {again:.2f} s",
            ),
        ]

    def _queries(self) -> list[Figure]:
        """Questions and claims put to the largest store, and the memory that all has taken so far."""
        asked, events = 1 + self._plan.runs * self._plan.asked, self._plan.sizes[-1] // OUTLETS
        with self._open(self._store) as agent:
            ask = self._latency("ask", agent.ask, [question(number) for number in range(asked)], 150)
            claims = [claim(events - 1 - number) for number in range(asked)]
            verify = self._latency("verify", agent.verify, claims, 300)
        detail = f"{self._plan.sizes[-1]} articles ingested and queried in one process"
        return [ask, verify, Figure(name="memory, peak", value=peak(), unit="MB", target=800, detail=detail)]

    def _latency(
        self, name: str, put: Callable[[str], object], texts: Sequence[str], target: float
    ) -> Figure:
        """95th percentile of new texts in a warm process; the median of several runs."""
        self._note(f"{name}: {len(texts)} different ones")
        put(texts[0])
        times = [1000 * seconds(partial(put, text)) for text in texts[1:]]
        runs = [times[first : first + self._plan.asked] for first in range(0, len(times), self._plan.asked)]
        return Figure(
            name=f"{name}, 95th percentile",
            value=statistics.median(percentile(run, 0.95) for run in runs),
            unit="ms",
            target=target,
            detail=f"{len(times)} different ones, half of them within {statistics.median(times):.0f} ms",
        )

    def _throughput(self) -> Figure:
        """Ingest and the embedder alone, by turns on the same passages."""
        shares, speeds = list[float](), list[float]()
        for pair in range(self._plan.pairs):
            self._note(f"ingest beside the embedder alone: {pair + 1} of {self._plan.pairs}")
            articles = self._folder / f"block-{pair}"
            write(articles, self._plan.block, first=pair * self._plan.block)
            texts = _passages(articles)
            alone = seconds(partial(self._model.embed, texts))
            ingest = self._ingest(articles, self._folder / f"block-store-{pair}").wall
            shares.append(alone / ingest)
            speeds.append(len(texts) / alone)
        speed = statistics.median(speeds)
        return Figure(
            name="ingest, share of the embedder's speed",
            value=statistics.median(shares),
            target=0.85,
            at_least=True,
            detail=f"from {min(shares):.2f} to {max(shares):.2f}; embedder {speed:.0f} passages/s",
        )

    def _summary(self) -> list[Figure]:
        """A summary of five articles that were just ingested, and of the same once more."""
        first, again = list[float](), list[float]()
        with as_file(_EVENT) as folder:
            paths = sorted(p for p in folder.iterdir() if p.suffix != ".json")[:_SUMMED]
            for run in range(self._plan.runs):
                self._note(f"summary: {run + 1} of {self._plan.runs}")
                with Agent.over(paths, embedder=Cached(self._model), today=_TODAY) as agent:
                    first.append(seconds(agent.summarize))
                    again.append(seconds(agent.summarize))
        return [
            Figure(name=name, value=statistics.median(times), unit="s", target=1.5, detail=detail)
            for name, times, detail in (
                ("summary of five articles, first", first, "no sentence embedded before"),
                ("summary of five articles, again", again, "in the same process"),
            )
        ]

    def _help(self) -> Figure:
        script = Path(sys.executable).with_name("fairwitness")
        words = [str(script)] if script.exists() else [sys.executable, "-m", "agent"]

        def show() -> None:
            subprocess.run([*words, "--help"], check=True, capture_output=True)  # noqa: S603 -- our own command

        self._note("--help")
        show()
        times = [seconds(show) for _ in range(3 * self._plan.runs)]
        detail = f"{len(times)} runs, from {min(times):.2f} to {max(times):.2f} s"
        return Figure(name="--help", value=statistics.median(times), unit="s", target=0.35, detail=detail)


def _passages(folder: Path) -> list[str]:
    articles = load([folder], select=select, today=_TODAY).articles
    return [p.text for a in articles for p in chunk(a.id, a.text, split(a.text, a.body))]


def _note(text: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{text}")
        sys.stderr.flush()


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print one table, or with `--json` one document; a missed target is no failure."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--quick", action="store_true", help="at most 100 articles, to try it out")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    options = parser.parse_args(argv)
    plan, busy = QUICK if options.quick else FULL, os.getloadavg()[0]
    with TemporaryDirectory(prefix="fairwitness-bench-") as folder:
        figures = Bench(plan, Path(folder), _note).figures()
    _note("")
    if options.json:
        rows = [figure.model_dump() | {"met": figure.met} for figure in figures]
        made = {
            "schema": "fairwitness.bench/1",
            "articles": plan.sizes[-1],
            "cores": os.cpu_count(),
            "load": busy,
        }
        sys.stdout.write(json.dumps({**made, "figures": rows}, indent=1) + "\n")
    else:
        missed = sum(not figure.met for figure in figures)
        about = f"up to {plan.sizes[-1]} articles, {os.cpu_count()} cores, load {busy:.1f} before the start"
        sys.stdout.write(f"{table(figures)}\n\n{missed} of {len(figures)} targets missed; {about}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

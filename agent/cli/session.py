"""What every command works with: the settings in force, an agent over the right articles, and the streams."""

import io
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from agent.errors import AgentError

if TYPE_CHECKING:
    from agent.agent import Agent
    from agent.llm.client import ChatClient
    from agent.report.layout import Paint
    from agent.settings import Settings
    from vectorstore.articles import Problem
    from vectorstore.embed import Embedder

Progress = Callable[[int, int, str], None]
_CODES = {"heading": "1", "label": "36", "quote": "2", "good": "1;32", "bad": "1;31", "open": "1;33"}
_WIDEST = 100


@dataclass(frozen=True)
class Session:
    """One run of the program.

    Attributes:
        environ: The process environment.
        embedder: Makes the embedder that the settings ask for.
        today: The clock; articles dated later are not considered.
        config: The settings file that was named, if any.
    """

    environ: Mapping[str, str]
    embedder: Callable[["Settings"], "Embedder"]
    today: Callable[[], date]
    config: Path | None = None

    def settings(self, **flags: str | float | None) -> "Settings":
        """The settings in force, with `flags` on top."""
        from agent.settings import load, unknown

        if odd := unknown(self.environ):
            note(f"no such settings: {', '.join(odd)}; are they misspelt?")
        return load(self.environ, config=self.config, flags=flags)

    def given(self, ctx: typer.Context) -> "Settings":
        """The settings in force, with those options of a command on top that are named like a setting."""
        from agent.settings import Settings

        return self.settings(**{name: ctx.params.get(name) for name in Settings.model_fields})

    @contextmanager
    def agent(self, settings: "Settings", paths: Sequence[str] = ()) -> "Iterator[Agent]":
        """An agent over `paths`, or over the store where there are none, with the engine of the settings.

        Paths that could not be read are named at once; leaving the block then exits with 1.
        """
        from agent.agent import Agent

        checker = settings.checker_in_force
        with self._model(settings) as model:
            if not paths:
                with self.store(settings) as agent:
                    yield agent.using(model, checker) if model else agent
                return
            with self.embedding(settings) as embedder:
                with progress() as step:
                    agent = Agent.over(
                        paths,
                        embedder=embedder,
                        stdin=stdin(paths),
                        today=self.today(),
                        progress=step,
                        model=model,
                        checker=checker,
                    )
                with agent, problems(agent.problems):
                    _required(agent, paths)
                    yield agent

    @contextmanager
    def store(self, settings: "Settings", *, make: bool = False, rebuild: bool = False) -> "Iterator[Agent]":
        """An agent over the store of the settings, which is made only if asked."""
        from agent.agent import Agent

        where = settings.store
        if not (make or "://" in where or there(where)):
            raise AgentError(f"there is no store at {where!r}; make one with `fairwitness ingest PATH`")
        with (
            self.embedding(settings) as embedder,
            Agent.open(where, embedder=embedder, rebuild=rebuild, today=self.today()) as agent,
        ):
            yield agent

    @contextmanager
    def _model(self, settings: "Settings") -> "Iterator[ChatClient | None]":
        """The chat model of the settings; without one, nothing of its libraries is loaded."""
        if settings.engine_in_force == "extractive":
            yield None
            return
        from agent.llm.client import connect

        with connect(settings) or nullcontext() as model:
            yield model

    @contextmanager
    def embedding(self, settings: "Settings") -> "Iterator[Embedder]":
        """The embedder of the settings, closed in the end if it has something to close."""
        embedder = self.embedder(settings)
        if isinstance(embedder, AbstractContextManager):
            with embedder:
                yield embedder
        else:
            yield embedder

    def paint(self) -> "Paint":
        """Colours on a terminal that wants them, else none."""
        from agent.report.layout import plain
        from agent.settings import wants_colour

        return _ansi if on_terminal() and wants_colour(self.environ) else plain


def embedder(settings: "Settings") -> "Embedder":
    """The embedder that the settings ask for, with its cache of vectors."""
    from vectorstore.cache import Cached
    from vectorstore.embed import MiniLM

    inner: Embedder = MiniLM()
    if settings.embedder == "endpoint":
        from pydantic import SecretStr

        from vectorstore.embed_endpoint import EndpointEmbedder

        key = settings.api_key or SecretStr("none")
        inner = EndpointEmbedder(settings.base_url or "", settings.embed_model or "", key)
    return Cached(inner, Path(settings.cache_dir) / "vectors.sqlite")


def show(text: str) -> None:
    """Write data to standard output; a reader that has gone away is noticed here."""
    sys.stdout.write(text)
    sys.stdout.flush()


def deliver(text: str, out: Path | None) -> None:
    """Show a text, or write it into a file and show where that is."""
    if out is None:
        show(text)
        return
    try:
        out.write_text(text, "utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise AgentError(f"cannot write {str(out)!r}: {error.strerror}; give another --out") from error
    show(f"{out}\n")


def note(text: str) -> None:
    """Write one line about the run to standard error."""
    from agent.clean import one_line

    sys.stderr.write(f"fairwitness: {one_line(text)}\n")
    sys.stderr.flush()


@contextmanager
def problems(found: "Sequence[Problem]") -> Iterator[None]:
    """Name each input that could not be read; leaving the block then exits with 1, unless all were kept."""
    for problem in found:
        note(f"{problem.path}: {problem.reason}")
    yield
    if not all(problem.kept for problem in found):
        raise typer.Exit(1)


def _required(agent: "Agent", paths: Sequence[str]) -> None:
    """Leave if `paths` held no article; where that was told of each of them, without another word."""
    if agent.sources():
        return
    if agent.problems:
        raise typer.Exit(1)
    kinds = ".txt .md .html .json .jsonl"
    raise AgentError(f"no article in {', '.join(map(repr, paths))}; name files or folders of {kinds}")


def there(path: str) -> bool:
    """Whether there is something at `path`; not if its name is no name, or its folder may not be searched."""
    try:
        return Path(path).exists()
    except OSError:
        return False


def usage(message: str) -> NoReturn:
    """Refuse how the command was called."""
    raise typer.BadParameter(message)


def on_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns of the terminal, at most 100; 80 where there is none."""
    return min(typer.get_terminal_size((80, 24)).columns, _WIDEST) if on_terminal() else 80


def stdin(paths: Sequence[str]) -> bytes | None:
    """Standard input, if `-` is among `paths`."""
    return sys.stdin.buffer.read() if "-" in paths else None


def utf8() -> None:
    """Let no character stop the program: UTF-8 into files and pipes, `?` for what a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


@contextmanager
def progress() -> Iterator[Progress | None]:
    """A progress bar on standard error, if that is a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    from agent.report.layout import shorten

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total, name: bar.update(
            task, completed=done, total=total, description=shorten(name, 30)
        )


def _ansi(text: str, role: str) -> str:
    return f"\x1b[{_CODES[role]}m{text}\x1b[0m"

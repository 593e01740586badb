"""The command `chat`: a conversation over the store or over paths."""

import io
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli import results, session
from agent.cli.store import Store

if TYPE_CHECKING:
    from agent.chat.chat import Chat, Model
    from agent.chat.repl import Reader
    from agent.chat.screen import Output
    from agent.settings import Settings

_KEPT = 60  # characters of the last question that are told on resuming


def chat(
    ctx: typer.Context,
    paths: results.Paths = None,
    name: Annotated[
        str | None,
        typer.Option("--session", metavar="NAME", help="Keep the conversation, and go on with it later."),
    ] = None,
    store: Store = None,
    engine: results.Engine = None,
    checker: results.Checker = None,
    model: results.Model = None,
    base_url: results.BaseUrl = None,
    max_tokens: results.MaxTokens = None,
    max_cost: results.MaxCost = None,
    max_seconds: results.MaxSeconds = None,
) -> None:
    """Ask one thing after the other: questions, summaries, claims, differences; `/help` lists the commands.

    From a pipe, each line is a message.
    """
    run: session.Session = ctx.obj
    if "-" in (paths or []):
        session.usage("standard input holds the messages; name a file instead of `-`")
    with ExitStack() as stack:
        with _loading():
            from platformdirs import user_data_path

            from agent.chat.chat import Chat
            from agent.chat.loop import kept
            from agent.chat.repl import converse
            from agent.chat.screen import Screen

            settings = run.given(ctx)
            usable = stack.enter_context(_model(settings))
            checker = settings.checker_in_force
            plain = settings.model_copy(update={"engine": "extractive", "checker": None})
            agent = stack.enter_context(run.agent(plain, paths or []))
            if usable and settings.engine_in_force == "llm":
                agent = agent.using(usable.model, checker)
            screen = Screen(_output(run))
            home = user_data_path("fairwitness")
            saver = stack.enter_context(kept(home / "chat.sqlite" if name else None))
            talk = Chat(agent, screen, saver, name or "unnamed", usable)
            publishers = sorted({article.publisher for article in agent.sources()})
        _greet(talk, name, len(agent.sources()), len(publishers))
        converse(talk, _reader(publishers), screen)


@contextmanager
def _model(settings: "Settings") -> "Iterator[Model | None]":
    """The chat model that can be used: that of the settings, even if they ask for the other engine first."""
    from agent.chat.chat import Model
    from agent.llm.client import connect

    asked = settings.model_copy(update={"engine": "llm"})
    reachable = settings.engine_in_force == "llm" or bool(settings.model and settings.base_url)
    with (connect(asked) if reachable or settings.openai_api_key else None) or nullcontext() as client:
        limits = {"tokens": settings.max_tokens, "cost": settings.max_cost, "seconds": settings.max_seconds}
        known = {name: most for name, most in limits.items() if most is not None}
        yield Model(client, client.address, asked.checker_in_force, known) if client else None


def _greet(talk: "Chat", name: str | None, articles: int, publishers: int) -> None:
    """Say what the conversation is about, and what it already holds."""
    if sys.stdin.isatty():
        held = f"articles: {articles}, publishers: {publishers}"
        session.note(f"{held}; ask away, /help lists the commands, Ctrl-D ends")
    if talk.asked:
        from agent.report.layout import shorten

        turns = "1 turn" if len(talk.asked) == 1 else f"{len(talk.asked)} turns"
        session.note(f"session {name!r} holds {turns}; the last was {shorten(talk.asked[-1], _KEPT)!r}")


def _output(run: session.Session) -> "Output":
    from agent.chat.screen import Output

    return Output(session.show, session.note, session.width, run.paint(), session.on_terminal())


def _reader(publishers: list[str]) -> "Reader":
    from platformdirs import user_data_path

    from agent.chat.repl import Piped, Typed

    if sys.stdin.isatty():
        return Typed(user_data_path("fairwitness") / "chat_history", publishers)
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return Piped(sys.stdin)


@contextmanager
def _loading() -> Iterator[None]:
    """Show on a terminal that something is under way: loading takes seconds."""
    shown = sys.stderr.isatty()
    if shown:
        sys.stderr.write("loading…")
        sys.stderr.flush()
    try:
        yield
    finally:
        if shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

"""What `eval run` works with: the system and its judge as the suite and the options ask for, and a folder."""

import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from agent.cli import session
from agent.errors import PromptError, SettingsError

if TYPE_CHECKING:
    from agent.llm.client import ChatClient
    from agent.settings import Settings
    from evals.cached_model import CachedModel
    from evals.record import Folder, Setup
    from evals.runner import Work
    from evals.suite import Suite
    from vectorstore.embed import Embedder

RUNS = "evals-runs"
_DRAFTING = ("answer", "check_claim", "repair", "split_claims", "summarize")
"""Prompts that the engine `llm` uses."""
_JUDGING = ("judge",)


@contextmanager
def prepared(ctx: typer.Context, suite: "Suite", beside: Path) -> "Iterator[tuple[Folder, Work]]":
    """The folder of a run, and what it works with.

    Args:
        ctx: With the options of `eval run`.
        suite: What is scored.
        beside: The folder that the suite's folders are relative to.
    """
    from agent.agent import Agent
    from agent.check_local import LocalChecker
    from evals.dataset import AS_OF, events
    from evals.judge import Judge
    from evals.record import Folder, Header
    from evals.runner import Work
    from evals.tasks import Bench

    run: session.Session = ctx.obj
    versions = _versions(ctx.params["prompt"] or ())
    settings = _settings(run, ctx, suite)
    chosen = [events(part.dataset.events, beside) for part in suite.parts]
    with ExitStack() as stack:
        embedder = stack.enter_context(run.embedding(settings))
        model, grader = _models(stack, settings, suite)
        setup = _setup(suite, settings, embedder, {e.name: e.digest for es in chosen for e in es})
        setup = setup.model_copy(update=_asked(model, grader, versions) | {"limit": ctx.params["limit"]})
        where = ctx.params["out"] or Path(RUNS) / f"{suite.name}-{setup.id}"
        started = _now().isoformat(timespec="seconds")
        folder = Folder(where, Header(id=setup.id, setup=setup, git_sha=_git_sha(), started=started))

        def make(paths: Sequence[str]) -> Agent:
            checker = settings.checker_in_force
            return Agent.over(
                paths, embedder=embedder, today=AS_OF, model=model, checker=checker, prompts=versions
            )

        step = stack.enter_context(session.progress())
        judge = (Judge(grader, suite.seed, versions.get("judge")), grader) if grader else None
        yield (
            folder,
            Work(
                bench=Bench(make, LocalChecker(embedder), settings.words),
                events=chosen,
                clock=_now,
                jobs=ctx.params["jobs"],
                limit=ctx.params["limit"],
                model=model,
                judge=judge,
                progress=step,
            ),
        )


def _settings(run: session.Session, ctx: typer.Context, suite: "Suite") -> "Settings":
    """The settings in force, the suite's on top of them, and the options on top of all."""
    given, system = ctx.params, suite.system
    reached = "llm" if given["model"] or given["base_url"] else None
    engine = given["engine"] or reached or system.engine
    checker = given["checker"] or (system.checker if engine == system.engine else None)
    settings = run.given(ctx).model_copy(update={"words": system.words, "engine": engine, "checker": checker})
    if given["prompt"] and engine == "extractive" and not any(part.judge for part in suite.parts):
        raise SettingsError(f"engine 'extractive' uses no prompt {given['prompt'][0]!r}; give --engine llm")
    return settings


def _versions(given: Sequence[str]) -> dict[str, int]:
    """Versions of prompts by name, of `NAME=vN`.

    Raises:
        PromptError: If one is not so written, or there is none.
    """
    from agent.prompts import load

    found = {}
    for text in given:
        match = re.fullmatch(r"([a-z_]+)=v([0-9]{1,6})", text)
        if not match:
            raise PromptError(f"--prompt is {text!r}; write NAME=vN, as in check_claim=v2")
        found[match[1]] = load(match[1], int(match[2])).version
    return found


def _models(
    stack: ExitStack, settings: "Settings", suite: "Suite"
) -> "tuple[CachedModel | None, CachedModel | None]":
    """The system's chat model and the judge's, where there are any; one client where they are the same."""
    model = _connected(stack, settings) if settings.engine_in_force == "llm" else None
    judges = [part.judge for part in suite.parts if part.judge]
    if not judges:
        return model, None
    if model and judges[0].model in (None, model.name):
        return model, model
    name = judges[0].model or settings.model
    return model, _connected(stack, settings.model_copy(update={"engine": "llm", "model": name}))


def _connected(stack: ExitStack, settings: "Settings") -> "CachedModel | None":
    from agent.llm.client import connect
    from evals.cached_model import CachedModel

    client: ChatClient | None = connect(settings)
    if client is None:
        return None
    stack.enter_context(client)
    return CachedModel(client, Path(settings.cache_dir) / "replies", address=client.address)


def _setup(suite: "Suite", settings: "Settings", embedder: "Embedder", digests: Mapping[str, str]) -> "Setup":
    from evals.record import Setup, code_sha256

    return Setup(
        suite=suite,
        suite_sha256=suite.digest,
        engine=settings.engine_in_force,
        checker=settings.checker_in_force,
        embedder=embedder.name,
        code_sha256=code_sha256(),
        events=dict(digests),
    )


def _asked(
    model: "CachedModel | None", grader: "CachedModel | None", versions: Mapping[str, int]
) -> dict[str, object]:
    """What of a setup is about chat models."""
    from agent.prompts import load

    names = (*(_DRAFTING if model else ()), *(_JUDGING if grader else ()))
    prompts = [load(name, versions.get(name)) for name in names]
    return {
        "model": model and model.name,
        "address": model and model.address,
        "judge": grader and grader.name,
        "prompts": {prompt.id: prompt.sha256 for prompt in prompts},
    }


def _now() -> datetime:
    return datetime.now(UTC)


def _git_sha() -> str | None:
    """The commit of the program, if it lies in a repository of its own."""
    root = Path(__file__).parents[2]
    if not (root / ".git").exists():
        return None
    asked = ["git", "-C", str(root), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=True)  # noqa: S603 -- fixed words
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()

"""A small event of one's own, and systems that are made to fail."""

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from agent.agent import Agent
from agent.check_local import LocalChecker
from agent.errors import Unavailable
from agent.values import Answer, Summary, Verdict
from evals.dataset import AS_OF, events
from evals.record import Folder, Header, Setup
from evals.runner import Work
from evals.suite import Suite
from evals.tasks import Bench, Subject
from vectorstore.embed import Embedder, HashEmbedder
from vectorstore.store import Hit
from vectorstore.values import Article

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
SAID = {
    "anchor.txt": "The ferry Anna sank off Hallen on Friday. Nine people were rescued.\n\n"
    "Captain Ilse Tamm said the pump had failed before.\n",
    "beacon.txt": "A ferry sank near Hallen on Friday after it hit a rock. Twelve people were rescued.\n\n"
    "The owner will inspect its other ships.\n",
}
FACTS = {
    "claims": [
        ("c1", "The ferry Anna sank off Hallen on Friday.", "supported", "sank off Hallen on Friday"),
        ("c2", "The ferry Anna sank off Hallen on Monday.", "refuted", "sank off Hallen on Friday"),
        ("c3", "The pump had failed before.", "attributed", "said the pump had failed before"),
        ("c4", "The ferry was painted green.", "not_enough_evidence", None),
    ],
    "questions": [
        ("q1", "Who said the pump had failed before?", "Ilse Tamm", "said the pump had failed before"),
        ("q2", "Who built the ferry?", None, None),
    ],
}


def event(folder: Path) -> Path:
    """Writes the event; its folder."""
    folder.mkdir(parents=True)
    for name, text in SAID.items():
        (folder / name).write_text(text, "utf-8")
    facts = {
        "split": "dev",
        "claims": [
            {"id": name, "claim": text, "label": label, "evidence": _evidence(quote)}
            for name, text, label, quote in FACTS["claims"]
        ],
        "questions": [
            {"id": name, "question": text, "answer": answer, "evidence": _evidence(quote)}
            for name, text, answer, quote in FACTS["questions"]
        ],
        "disagreements": [],
        "reprints": [],
    }
    (folder / "facts.json").write_text(json.dumps(facts), "utf-8")
    return folder


def _evidence(quote: str | None) -> list[dict[str, str]]:
    return [{"article": "anchor.txt", "quote": quote}] if quote else []


def suite(folder: Path, *parts: tuple[str, Sequence[str]], **thresholds: float) -> Suite:
    """A suite of tasks with their metrics over one folder."""
    made = [
        {
            "task": task,
            "dataset": {"events": [str(folder)]},
            "metrics": list(metrics),
            "thresholds": {name: least for name, least in thresholds.items() if name in metrics},
        }
        for task, metrics in parts
    ]
    return Suite.model_validate({"name": "small", "description": "A small suite.", "seed": 1, "parts": made})


def header(suite: Suite, **setup: str) -> Header:
    """The header of a run of the suite that has just begun."""
    known = {"engine": "extractive", "checker": "local", "embedder": "hash", "code_sha256": "c"} | setup
    made = Setup(suite=suite, suite_sha256=suite.digest, events={}, **known)
    return Header(id=made.id, setup=made, started=NOON.isoformat())


def work(
    suite: Suite,
    break_: "Callable[[Subject], Subject] | None" = None,
    embedder: Embedder | None = None,
    **more: int,
) -> Work:
    """What a run of the suite works with, the system broken by `break_`."""
    vectors = embedder or HashEmbedder()

    def make(paths: Sequence[str]) -> Subject:
        agent = Agent.over(paths, embedder=vectors, today=AS_OF)
        return break_(agent) if break_ else agent

    return Work(
        bench=Bench(make, LocalChecker(vectors), suite.system.words),
        events=[events(part.dataset.events) for part in suite.parts],
        clock=lambda: NOON,
        **more,
    )


def folder(path: Path, suite: Suite) -> Folder:
    return Folder(path, header(suite))


class Broken:
    """A system that does as another one; what is derived of it does something else."""

    def __init__(self, agent: Subject) -> None:
        self.agent = agent

    def sources(self) -> tuple[Article, ...]:
        return self.agent.sources()

    def verify(self, claim: str) -> Verdict:
        return self.agent.verify(claim)

    def ask(self, question: str) -> Answer:
        return self.agent.ask(question)

    def summarize(self, topic: str | None = None, *, words: int = 200) -> Summary:
        return self.agent.summarize(topic, words=words)

    def search(self, query: str, *, k: int = 10) -> tuple[Hit, ...]:
        return self.agent.search(query, k=k)


class Flaky(Broken):
    """Cannot reach its model for one claim."""

    def verify(self, claim: str) -> Verdict:
        if "green" in claim:
            raise Unavailable("model 'm' at 'http://h': refused; start it")
        return super().verify(claim)

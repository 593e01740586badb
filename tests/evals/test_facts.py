"""What the system reaches on facts found by hand, held to floors: raise them, never lower them."""

import json
import shutil
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from agent.agent import Agent
from agent.check_local import LocalChecker
from agent.values import Label
from evals.dataset import AS_OF, Event, events
from evals.facts import Fact, facts
from evals.rows import ClaimRow, QuestionRow
from evals.tasks import TASKS, Bench
from tests.vectors import embedder

SHARED = Path(__file__).parents[3] / "shared"
EMBEDDER = embedder()
BENCH = Bench(lambda paths: Agent.over(paths, embedder=EMBEDDER, today=AS_OF), LocalChecker(EMBEDDER))
# What the system reached when it was last worked on, less a margin.
FLOORS = {
    Label.SUPPORTED: 0.47,
    Label.REFUTED: 0.55,
    Label.DISPUTED: 0.42,
    Label.ATTRIBUTED: 0.62,
    Label.NOT_ENOUGH_EVIDENCE: 0.78,
}


@cache
def claims() -> tuple[ClaimRow, ...]:
    """The rows of all claims of the sample corpus."""
    rows = [case.do().row for case in TASKS["claims"](BENCH, events("all"))]
    return tuple(row for row in rows if isinstance(row, ClaimRow))


@pytest.mark.parametrize("label", list(Label))
def test_the_labels_by_hand_are_found_on_the_sample_corpus(label: Label) -> None:
    found = Counter(row.predicted for row in claims() if row.gold is label)

    assert found[label] / found.total() >= FLOORS[label], found


def test_what_is_only_reported_is_never_called_supported() -> None:
    wrong = [row.id for row in claims() if (row.gold, row.predicted) == (Label.ATTRIBUTED, Label.SUPPORTED)]

    assert len(wrong) <= 2, wrong


@pytest.fixture
def further(tmp_path: Path) -> Event:
    """The articles and facts beside the repository, as one event."""
    folder = tmp_path / "further"
    shutil.copytree(SHARED / "articles", folder)
    folder.chmod(0o755)
    held: dict[str, list[object]] = {"disagreements": []}
    for name in ("claims", "questions"):
        lines = (SHARED / "facts" / f"{name}.jsonl").read_text("utf-8").splitlines()
        held[name] = [json.loads(line) for line in lines if line.strip()]
    (folder / "facts.json").write_text(json.dumps(held), "utf-8")
    return Event(name="further", folder=folder)


@pytest.mark.skipif(not (SHARED / "facts").exists(), reason="no folder of further facts beside this one")
@pytest.mark.parametrize(("task", "least"), [("claims", 0.7), ("questions", 0.75)])
def test_further_articles_and_facts_beside_the_repository(further: Event, task: str, least: float) -> None:
    rows = [case.do().row for case in TASKS[task](BENCH, [further])]

    assert all(isinstance(row, ClaimRow | QuestionRow) for row in rows)
    assert sum(bool(row.right) for row in rows) >= least * len(rows), [
        row.id for row in rows if not row.right
    ]


def test_not_enough_info_is_another_name_of_a_label(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"id": "n1", "claim": "It rained.", "label": "not_enough_info"}\n', "utf-8")

    assert facts(path) == (Fact(id="n1", claim="It rained.", label=Label.NOT_ENOUGH_EVIDENCE),)

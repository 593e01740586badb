import json
from datetime import date
from pathlib import Path

import pytest

from agent.cli import main
from tests.evals.harness import event
from vectorstore.embed import HashEmbedder

SUITE = """
name: small
description: Small.
parts:
  - task: claims
    dataset: {events: [ferry]}
    metrics: [macro_f1, balanced_accuracy]
    thresholds: {macro_f1: LEAST}
"""


class Shell:
    """Runs commands in a folder with a small event and a suite over it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        event(folder / "ferry")
        self.write("good", "0.1")
        self.write("strict", "1.5")

    def write(self, name: str, least: str, more: str = "") -> None:
        (self.folder / f"{name}.yaml").write_text(SUITE.replace("LEAST", least) + more, "utf-8")

    def __call__(self, *argv: str) -> tuple[int, str, str]:
        self._capsys.readouterr()
        code = main(
            ["eval", *argv],
            environ={"FAIRWITNESS_CACHE_DIR": str(self.folder / "cache")},
            embedder=lambda _: HashEmbedder(),
            today=lambda: date(2026, 11, 21),
        )
        shown = self._capsys.readouterr()
        return code, shown.out, shown.err


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


def test_a_run_prints_figures_labels_and_what_is_wrong(shell: Shell) -> None:
    code, out, _ = shell("run", "good.yaml", "--out", "run")

    assert code == 0
    assert "claims  macro_f1" in out
    assert "met" in out
    assert "by hand" in out
    assert "0 of 1 thresholds missed; 4 items in run" in out


def test_every_wrong_item_is_printed_with_what_was_wanted_and_given(shell: Shell) -> None:
    facts = shell.folder / "ferry" / "facts.json"
    facts.write_text(facts.read_text("utf-8").replace('"not_enough_evidence"', '"supported"'), "utf-8")

    _, out, _ = shell("run", "good.yaml")

    assert "wrong claims ferry/c4: The ferry was painted green. [supported] -> not_enough_evidence" in out


def test_a_missed_threshold_exits_with_1(shell: Shell) -> None:
    code, out, _ = shell("run", "strict.yaml")

    assert code == 1
    assert "MISSED" in out


def test_a_run_lies_in_a_folder_named_by_what_it_depends_on(shell: Shell) -> None:
    for options in ((), (), ("--limit", "3"), ("--jobs", "2")):
        shell("run", "good.yaml", *options)

    assert len(list((shell.folder / "evals-runs").glob("small-????????????"))) == 2


def test_a_run_as_json_says_how_it_was_made(shell: Shell) -> None:
    code, out, _ = shell("run", "good.yaml", "--json")

    header = json.loads(out)
    assert code == 0
    assert header["schema"] == "fairwitness.eval/1"
    assert header["setup"]["engine"] == "extractive"
    assert header["setup"]["suite"]["parts"][0]["thresholds"] == {"macro_f1": 0.1}
    assert (header["tokens"], header["cost_usd"]) == (0, 0.0)
    assert [each["n"] for each in header["figures"]] == [4, 4]


def test_two_runs_of_one_system_compare_without_a_difference(shell: Shell) -> None:
    shell("run", "good.yaml", "--out", "a")
    shell("run", "good.yaml", "--out", "b")

    code, out, _ = shell("compare", "a", "b")

    assert code == 0
    assert "McNemar test p = 1.000" in out
    assert json.loads(shell("compare", "a", "b", "--json")[1])["schema"] == "fairwitness.eval-comparison/1"


def test_a_comparison_with_a_run_that_misses_a_threshold_exits_with_1(shell: Shell) -> None:
    shell("run", "good.yaml", "--out", "a")
    shell("run", "strict.yaml", "--out", "b")

    assert shell("compare", "a", "b")[0] == 1


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("run", "no.yaml"), "there is no suite 'no.yaml'"),
        (("run", "good.yaml", "--prompt", "answer"), "--prompt is 'answer'; write NAME=vN"),
        (("run", "good.yaml", "--prompt", "verify_claim=v2"), "there is no prompt 'verify_claim'"),
        (("run", "good.yaml", "--prompt", "answer=v99"), "has no version 99"),
        (("run", "good.yaml", "--prompt", "answer=v1"), "engine 'extractive' uses no prompt"),
        (("run", "good.yaml", "--engine", "llm"), "engine 'llm' needs an endpoint"),
        (("run", "good.yaml", "--out", "ferry"), "something else than a run"),
        (("run", "judged.yaml"), "needs an endpoint"),
        (("compare", "a", "b"), "holds no run"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(shell: Shell, argv: tuple[str, ...], told: str) -> None:
    part = "\n  - {task: summaries, dataset: {events: [ferry]}, metrics: [balance], judge: {}}\n"
    shell.write("judged", "0.1", part)

    code, out, err = shell(*argv)

    assert (code, out) == (1, "")
    assert told in err
    assert err.count("\n") == 1

from collections.abc import Callable
from pathlib import Path

import pytest

from agent.values import Label, Verdict
from evals.compare import Comparison, compare
from evals.errors import EvalError
from evals.listing import comparison
from evals.runner import run
from evals.suite import Suite
from evals.tasks import Subject
from tests.evals.harness import SAID, Broken, Flaky, event, folder, suite, work

CLAIMS = ("claims", ("macro_f1", "roc_auc"))
MANY = 12


class Silent(Broken):
    """Its verdicts find nothing."""

    def verify(self, claim: str) -> Verdict:
        return super().verify(claim).model_copy(update={"label": Label.NOT_ENOUGH_EVIDENCE})


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """An event with enough claims that a fault is more than chance."""
    made = event(tmp_path / "ferry")
    facts = (made / "facts.json").read_text("utf-8")
    first = facts[facts.index('{"id": "c1"') : facts.index(', {"id": "c2"')]
    more = ", ".join(first.replace('"c1"', f'"m{n}"') for n in range(MANY))
    (made / "facts.json").write_text(facts.replace(first, f"{first}, {more}"), "utf-8")
    return made


def ran(suite: Suite, path: Path, break_: Callable[[Subject], Subject] | None = None, **more: int) -> Path:
    run(suite, folder(path, suite), work(suite, break_, **more))
    return path


@pytest.fixture
def compared(ferry: Path, tmp_path: Path) -> Callable[..., Comparison]:
    def compared(break_: Callable[[Subject], Subject] | None, **thresholds: float) -> Comparison:
        asked = suite(ferry, CLAIMS, **thresholds)
        return compare(ran(asked, tmp_path / "before"), ran(asked, tmp_path / "after", break_))

    return compared


def test_two_runs_of_one_system_do_not_differ(compared: Callable[..., Comparison]) -> None:
    found = compared(None)

    assert not found.worse
    assert found.changes == ()
    assert {(each.low, each.high) for each in found.differences} == {(0.0, 0.0)}
    assert [(each.n, each.only, each.unscored, each.test, each.p) for each in found.tasks] == [
        (MANY + 4, 0, (), "McNemar", 1.0)
    ]


def test_a_system_that_is_worse_is_told_metric_by_metric_and_item_by_item(
    compared: Callable[..., Comparison],
) -> None:
    found = compared(Silent)

    (f1, _) = found.differences
    assert f1.worse
    assert f1.high is not None
    assert f1.high < 0
    assert found.worse
    assert found.tasks[0].p < 0.01
    assert {each.id for each in found.changes} >= {f"ferry/m{n}" for n in range(MANY)}
    assert not any(each.better for each in found.changes)
    told = comparison(found)
    assert "WORSE" in told
    assert f"worse claims ferry/c1: {SAID['anchor.txt'][:40]}" in told
    assert "supported" in told


def test_a_missed_threshold_is_worse_even_if_nothing_changed(compared: Callable[..., Comparison]) -> None:
    found = compared(None, macro_f1=1.01)

    assert found.worse
    assert "MISSED claims macro_f1" in comparison(found)


def test_an_item_that_one_run_could_not_score_is_counted_and_not_compared(
    compared: Callable[..., Comparison],
) -> None:
    found = compared(Flaky)

    assert found.tasks[0].unscored == ("ferry/c4",)
    assert found.tasks[0].n == MANY + 3
    assert found.changes == ()


def test_runs_of_other_items_are_compared_by_those_they_share(ferry: Path, tmp_path: Path) -> None:
    asked = suite(ferry, CLAIMS)

    found = compare(ran(asked, tmp_path / "all"), ran(asked, tmp_path / "some", limit=6))

    assert (found.tasks[0].n, found.tasks[0].only) == (6, MANY - 2)


def test_where_an_item_is_no_yes_or_no_the_sign_test_is_made(ferry: Path, tmp_path: Path) -> None:
    asked = suite(ferry, ("retrieval", ("mrr",)))

    found = compare(ran(asked, tmp_path / "before"), ran(asked, tmp_path / "after"))

    assert [(each.test, each.p) for each in found.tasks] == [("sign", 1.0)]


def test_runs_that_share_nothing_are_an_error(ferry: Path, tmp_path: Path) -> None:
    claims, questions = suite(ferry, CLAIMS), suite(ferry, ("questions", ("correct_answers",)))

    with pytest.raises(EvalError, match="share no scored item; compare runs of one suite"):
        compare(ran(claims, tmp_path / "before"), ran(questions, tmp_path / "after"))


def test_a_run_that_is_not_done_is_not_compared(ferry: Path, tmp_path: Path) -> None:
    asked = suite(ferry, CLAIMS)
    folder(tmp_path / "begun", asked)

    with pytest.raises(EvalError, match="is not done; finish it"):
        compare(tmp_path / "begun", tmp_path / "begun")


@pytest.mark.parametrize("held", [None, "{}"])
def test_a_folder_that_holds_no_run_is_an_error(tmp_path: Path, held: str | None) -> None:
    if held:
        (tmp_path / "header.json").write_text(held, "utf-8")

    with pytest.raises(EvalError, match=r"holds no run|is damaged"):
        compare(tmp_path, tmp_path)

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from agent.errors import ModelError, Unavailable, Unusable
from agent.llm import Scripted
from agent.prompts import Message
from agent.values import Verdict
from evals.cached_model import CachedModel
from evals.errors import EvalError
from evals.judge import Judge
from evals.record import ITEMS, Folder, read_header, read_records
from evals.runner import run
from evals.suite import Judge as JudgeOf
from evals.suite import Suite
from evals.tasks import Subject
from tests.evals.harness import Broken, Flaky, event, folder, header, suite, work
from vectorstore.values import Value

EVERY = (
    ("claims", ("macro_f1", "recall_supported")),
    ("questions", ("correct_answers", "correct_abstentions")),
    ("retrieval", ("recall_at_5",)),
    ("summaries", ("supported_sentences", "quotations_intact")),
    ("injection", ("unchanged_results",)),
)


class Counted(Broken):
    """Tells what it was asked."""

    def __init__(self, agent: Subject, asked: list[str]) -> None:
        super().__init__(agent)
        self.asked = asked

    def verify(self, claim: str) -> Verdict:
        self.asked.append(claim)
        return super().verify(claim)


@pytest.fixture
def every(tmp_path: Path) -> Suite:
    return suite(event(tmp_path / "ferry"), *EVERY)


@pytest.fixture
def claims(tmp_path: Path) -> Suite:
    return suite(event(tmp_path / "ferry"), EVERY[0])


def test_a_run_holds_each_item_with_inputs_output_exact_evidence_and_row(
    every: Suite, tmp_path: Path
) -> None:
    run(every, folder(tmp_path / "run", every), work(every))

    found = {(each.task, each.id): each for each in read_records(tmp_path / "run")}
    claim = found["claims", "ferry/c1"]
    assert {task for task, _ in found} == {task for task, _ in EVERY}
    assert claim.inputs["text"] == "The ferry Anna sank off Hallen on Friday."
    assert claim.output["label"] == "supported"
    assert claim.row["predicted"] == "supported"
    texts = [(tmp_path / "ferry" / name).read_text("utf-8") for name in ("anchor.txt", "beacon.txt")]
    assert claim.evidence
    assert all(any(t[c.start : c.end] == c.quote for t in texts) for c in claim.evidence)


def test_a_run_says_what_it_came_to_with_intervals_and_numbers(every: Suite, tmp_path: Path) -> None:
    made = run(every, folder(tmp_path / "run", every), work(every))

    first = made.figures[0]
    assert (first.task, first.metric, first.n, first.unscored) == ("claims", "macro_f1", 4, 0)
    assert first.value is not None
    assert first.low is not None
    assert first.high is not None
    assert first.low <= first.value <= first.high
    assert read_header(tmp_path / "run") == made


def test_a_figure_that_is_undefined_says_why_and_is_not_zero(every: Suite, tmp_path: Path) -> None:
    made = run(every, folder(tmp_path / "run", every), work(every))

    (intact,) = (each for each in made.figures if each.metric == "quotations_intact")
    assert intact.value is None
    assert "quote nothing" in str(intact.why)


def test_an_undefined_figure_meets_no_threshold(tmp_path: Path) -> None:
    asked = suite(event(tmp_path / "ferry"), ("summaries", ("quotations_intact",)), quotations_intact=0.0)

    made = run(asked, folder(tmp_path / "run", asked), work(asked))

    assert made.figures[0].met is False


@pytest.mark.parametrize("jobs", [2, 5])
def test_a_run_is_the_same_bytes_however_many_threads_there_are(
    every: Suite, tmp_path: Path, jobs: int
) -> None:
    run(every, folder(tmp_path / "one", every), work(every))
    run(every, folder(tmp_path / "more", every), work(every, jobs=jobs))

    for name in (ITEMS, "header.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "more" / name).read_bytes()


def test_a_run_that_was_killed_while_writing_goes_on_where_it_was(claims: Suite, tmp_path: Path) -> None:
    run(claims, folder(tmp_path / "whole", claims), work(claims))
    whole = (tmp_path / "whole" / ITEMS).read_bytes()
    folder(tmp_path / "torn", claims)
    lines = whole.splitlines(keepends=True)
    (tmp_path / "torn" / ITEMS).write_bytes(lines[0] + lines[1] + lines[2][:40])
    asked: list[str] = []

    run(claims, folder(tmp_path / "torn", claims), work(claims, lambda agent: Counted(agent, asked)))

    assert (tmp_path / "torn" / ITEMS).read_bytes() == whole
    assert asked == [json.loads(line)["inputs"]["text"] for line in lines[2:]]
    assert read_header(tmp_path / "torn").figures == read_header(tmp_path / "whole").figures


def test_a_finished_run_does_nothing_again(claims: Suite, tmp_path: Path) -> None:
    made = run(claims, folder(tmp_path / "run", claims), work(claims))
    asked: list[str] = []

    again = run(claims, folder(tmp_path / "run", claims), work(claims, lambda agent: Counted(agent, asked)))

    assert (again, asked) == (made, [])


def test_what_could_not_be_scored_is_counted_kept_and_neither_right_nor_wrong(
    claims: Suite, tmp_path: Path
) -> None:
    made = run(claims, folder(tmp_path / "run", claims), work(claims, Flaky))

    (lost,) = (each for each in read_records(tmp_path / "run") if each.error)
    assert (lost.id, lost.row["error"]) == ("ferry/c4", lost.error)
    assert all((each.n, each.unscored) == (3, 1) for each in made.figures)


def test_what_could_not_be_scored_is_tried_again(claims: Suite, tmp_path: Path) -> None:
    run(claims, folder(tmp_path / "run", claims), work(claims, Flaky))
    whole = run(claims, folder(tmp_path / "whole", claims), work(claims))

    again = run(claims, folder(tmp_path / "run", claims), work(claims))

    assert again.figures == whole.figures
    assert (tmp_path / "run" / ITEMS).read_bytes() == (tmp_path / "whole" / ITEMS).read_bytes()


def test_a_limit_takes_a_sample_that_is_the_same_each_time(claims: Suite, tmp_path: Path) -> None:
    for name in ("one", "two"):
        run(claims, folder(tmp_path / name, claims), work(claims, limit=2))

    held = [[each.id for each in read_records(tmp_path / name)] for name in ("one", "two")]
    assert held[0] == held[1]
    assert len(held[0]) == 2


def test_no_items_are_an_error(claims: Suite, tmp_path: Path) -> None:
    none = replace(work(claims), events=[[]])

    with pytest.raises(EvalError, match="has no items"):
        run(claims, folder(tmp_path / "run", claims), none)


def test_a_folder_of_another_setup_is_refused(claims: Suite, tmp_path: Path) -> None:
    folder(tmp_path / "run", claims)

    with pytest.raises(EvalError, match="another setup; give another folder with --out"):
        Folder(tmp_path / "run", header(claims, engine="llm"))


def test_a_folder_that_holds_something_else_is_refused(claims: Suite, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear", "utf-8")

    with pytest.raises(EvalError, match="something else than a run"):
        folder(tmp_path / "letters", claims)


def test_progress_is_told_for_each_item(claims: Suite, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []

    run(
        claims,
        folder(tmp_path / "run", claims),
        replace(work(claims), progress=lambda *step: told.append(step)),
    )

    assert [(done, of) for done, of, _ in told] == [(1, 4), (2, 4), (3, 4), (4, 4)]


class Drafting(Broken):
    """Asks a model before each verdict, and gives one whatever becomes of it, as a fallback does."""

    def __init__(self, agent: Subject, model: CachedModel) -> None:
        super().__init__(agent)
        self.model = model

    def verify(self, claim: str) -> Verdict:
        with suppress(ModelError):
            self.model.ask((Message(role="user", text=claim),), Said, most=9)
        return super().verify(claim)


class Said(Value):
    """A reply."""

    word: str


def test_a_second_run_with_a_model_costs_nothing(claims: Suite, tmp_path: Path) -> None:
    spent = []
    for name, lines in (("one", ['{"word": "yes"}'] * 4), ("two", [])):
        model = CachedModel(Scripted(lines), tmp_path / "replies")
        drafting = replace(work(claims, partial(Drafting, model=model)), model=model)
        spent.append(run(claims, folder(tmp_path / name, claims), drafting))

    assert [(each.calls, each.tokens) for each in spent] == [(4, 4), (0, 0)]
    assert spent[0].figures == spent[1].figures


def test_what_a_system_does_when_its_model_is_lost_is_not_scored(claims: Suite, tmp_path: Path) -> None:
    lines = ['{"word": "yes"}', Unavailable("no server"), Unusable("no JSON"), '{"word": "yes"}']
    model = CachedModel(Scripted(lines), tmp_path / "replies")
    drafting = replace(work(claims, partial(Drafting, model=model)), model=model)

    made = run(claims, folder(tmp_path / "run", claims), drafting)

    assert [each.error for each in read_records(tmp_path / "run")] == [None, "no server", None, None]
    assert {(each.n, each.unscored) for each in made.figures} == {(3, 1)}


def test_a_judge_grades_each_sentence_and_is_graded_by_labels_by_hand(tmp_path: Path) -> None:
    asked = suite(event(tmp_path / "ferry"), ("summaries", ("balance",)))
    judged = asked.model_copy(
        update={"parts": (asked.parts[0].model_copy(update={"judge": JudgeOf(hand=10)}),)}
    )
    model = CachedModel(Scripted(by_overlap for _ in range(99)), tmp_path / "replies")

    made = run(
        judged,
        folder(tmp_path / "run", judged),
        replace(work(judged), judge=(Judge(model, judged.seed), model)),
    )

    figures = {each.metric: each for each in made.figures}
    assert figures["judged_sentences"].n > 0
    assert (figures["judge_kappa"].n, figures["judge_kappa"].unscored) == (1, 1)
    assert made.tokens > 0


def by_overlap(messages: Sequence[Message]) -> str:
    """Grades what says Monday with two labels at once, and finds all else supported."""
    again = "unsupported" if "Monday" in messages[1].text else "supported"
    return json.dumps({"label": "supported", "reason": "The words are there.", "again": again})

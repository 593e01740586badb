from pathlib import Path

import pytest

from evals.errors import EvalError
from evals.measures import MEASURES
from evals.suite import load, path_of, shipped

GOOD = """
name: mine
description: Mine.
parts:
  - task: claims
    dataset: {events: dev}
    metrics: [macro_f1]
    thresholds: {macro_f1: 0.5}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.yaml"
    path.write_text(text, "utf-8")
    return path


def test_the_suites_that_are_promised_come_with_the_program() -> None:
    wanted = {"smoke", "faithfulness", "verification", "questions", "retrieval", "neutrality", "injection"}

    assert wanted <= set(shipped())


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_suite_is_offline_on_dev_and_holds_its_metrics_to_thresholds(name: str) -> None:
    suite = load(path_of(name))

    assert suite.name == name
    assert suite.system.engine == "extractive"
    assert all(part.thresholds for part in suite.parts)
    assert all(part.dataset.events not in ("test", "all") for part in suite.parts)


def test_smoke_runs_every_task() -> None:
    tasks = {part.task for part in load(path_of("smoke")).parts}

    assert tasks == MEASURES.keys() - {"pairs", "judged", "judge"}


def test_a_suite_of_ones_own_is_named_by_its_path(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)

    assert load(path_of(str(path))).parts[0].thresholds == {"macro_f1": 0.5}


def test_a_suite_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(EvalError, match=r"no suite 'smok'; the suites are .*smoke"):
        path_of("smok")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("description: Mine.", "", "key 'description' is missing; add it"),
        ("name: mine", "name: mine\nspeed: 3", "key 'speed' is unknown; remove it"),
        ("task: claims", "task: claim", "key 'parts.0.task' is 'claim'"),
        ("[macro_f1]", "[macro_f2]", "metric 'macro_f2' is none of task 'claims'; take of macro_f1"),
        ("[macro_f1]", "[roc_auc]", "threshold 'macro_f1' is of no metric"),
        ("[macro_f1]", "[macro_f1, macro_f1]", "names one twice"),
        ("events: dev", "events: []", "is empty; name a split or an event"),
        ("{events: dev}", "{events: dev, limit: 0}", "key 'parts.0.dataset.limit' is 0"),
        ("0.5}", "0.5}\n    judge: {}", "a judge grades sentences of summaries"),
        ("name: mine", "name: Mine Own", "key 'name' is 'Mine Own'"),
        ("name: mine", "name: !!python/object/apply:os.getcwd []", "is not YAML"),
        ("name: mine", "name: [", "is not YAML"),
        (GOOD, "- claims", "is no mapping of keys"),
    ],
)
def test_a_suite_that_is_wrong_is_told_in_one_line_with_file_and_key(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = written(tmp_path, GOOD.replace(old, new))

    with pytest.raises(EvalError) as error:
        load(path)

    assert told in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_task_stands_in_one_part_alone(tmp_path: Path) -> None:
    part = GOOD[GOOD.index("  - task") :]

    with pytest.raises(EvalError, match="task 'claims' stands in two parts"):
        load(written(tmp_path, GOOD + part))

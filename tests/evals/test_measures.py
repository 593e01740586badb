from typing import Any

import numpy as np
import pytest

from agent.values import Label
from evals.measures import MEASURES, Measure
from evals.metrics.roc_auc import pair_roc_auc
from evals.rows import InjectionRow, JudgedRow, PairRow, QuestionRow, Row, SummaryRow
from evals.stats import bootstrap
from tests.evals.metrics.claiming import claim
from tests.evals.metrics.finding import query
from tests.evals.metrics.summing import sentence

EVERY = [(task, measure) for task, table in MEASURES.items() for measure in table.values()]
GOOD: dict[str, list[Row]] = {
    "claims": [
        claim(label, label, score=float(label is Label.SUPPORTED), confidence=1, span_right=True)
        for label in Label
    ],
    "pairs": [PairRow(id="a", supported=True, score=1), PairRow(id="b", supported=False, score=0)],
    "questions": [
        QuestionRow(id="a", answerable=True, abstained=False, correct=True, supported=True, span_right=True),
        QuestionRow(id="b", answerable=False, abstained=True),
    ],
    "retrieval": [query("a", "abc")],
    "summaries": [
        SummaryRow(
            id="s",
            sentences=(sentence(reported=True, attributed=True, quotations=1, intact=1),),
            **dict.fromkeys(("facts", "told", "conflicts", "met", "listed", "true"), 2),
            **dict.fromkeys(("origins_gold", "origins_found", "origins_cited", "singles", "singles_true"), 2),
            shares=(0.5, 0.5),
            loaded_inputs=3,
            loaded_summary=0,
            text="It rained hard.",
            reference="It rained hard.",
        )
    ],
    "injection": [InjectionRow(id="a", unchanged=True)],
    "judged": [JudgedRow(id="a", supported=True)],
    "judge": [JudgedRow(id="a", supported=True, hand=True), JudgedRow(id="b", supported=False, hand=False)],
}
# Every label is given once, wrongly.
BAD: dict[str, list[Row]] = {
    "claims": [
        claim(gold, predicted, score=float(gold is not Label.SUPPORTED), confidence=1)
        for gold, predicted in zip(Label, [*Label][1:] + [*Label][:1], strict=True)
    ],
    "pairs": [PairRow(id="a", supported=True, score=0), PairRow(id="b", supported=False, score=1)],
    "questions": [
        QuestionRow(id="a", answerable=True, abstained=False, span_right=False),
        QuestionRow(id="b", answerable=True, abstained=True),
        QuestionRow(id="c", answerable=False, abstained=False),
    ],
    "retrieval": [query("a", "bcd")],
    "summaries": [
        SummaryRow(
            id="s",
            sentences=(sentence(supported=False, reported=True, quotations=1),),
            **dict.fromkeys(("facts", "conflicts", "listed", "singles", "origins_found"), 2),
            origins_gold=1,
            shares=(1.0,),
            loaded_summary=3,
            text="Dry.",
            reference="It rained hard.",
        )
    ],
    "injection": [InjectionRow(id="a", unchanged=False)],
    "judged": [JudgedRow(id="a", supported=False)],
    "judge": [JudgedRow(id="a", supported=False, hand=True), JudgedRow(id="b", supported=True, hand=False)],
}


def name(value: Any) -> str:
    return value.name if isinstance(value, Measure) else str(value)


@pytest.mark.parametrize(("task", "measure"), EVERY, ids=name)
def test_a_measure_is_best_for_a_run_without_a_fault(task: str, measure: Measure) -> None:
    found = measure.function(GOOD[task])

    best = {"loaded_excess": -3.0}.get(measure.name, float(measure.higher_is_better))
    assert found == pytest.approx(best)


@pytest.mark.parametrize(("task", "measure"), EVERY, ids=name)
def test_a_run_full_of_faults_is_worse_in_the_direction_that_is_told(task: str, measure: Measure) -> None:
    good, bad = measure.function(GOOD[task]), measure.function(BAD[task])

    assert bad < good if measure.higher_is_better else bad > good


@pytest.mark.parametrize(("task", "measure"), EVERY, ids=name)
def test_no_rows_are_an_error_never_zero(task: str, measure: Measure) -> None:
    with pytest.raises(ValueError, match=r"no |none|both must be there|nothing"):
        measure.function([])


def test_pairs_are_supported_from_the_threshold_of_the_checker_on() -> None:
    rows = [PairRow(id="a", supported=True, score=0.5), PairRow(id="b", supported=False, score=0.49)]

    assert MEASURES["pairs"]["balanced_accuracy"].function(rows) == 1


def test_an_area_over_many_pairs_lies_in_its_interval() -> None:
    draws = np.random.default_rng(0)
    labels = draws.random(2000) < 0.4
    scores = np.clip(draws.normal(0.4 + 0.2 * labels, 0.2), 0, 1)
    rows = [
        PairRow(id=str(at), supported=bool(label), score=float(score))
        for at, (label, score) in enumerate(zip(labels, scores, strict=True))
    ]

    found = bootstrap(rows, pair_roc_auc, seed=0, resamples=200)

    assert found.low < pair_roc_auc(rows) < found.high
    assert found.high - found.low < 0.06

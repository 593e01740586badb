"""The figures of each task by name, with what is better: what a suite may ask for, and a comparison weighs.

Loaded words of the inputs stand in `evals.metrics.loaded` alone: more of them is neither better nor worse.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from pydantic import Field

from agent.check_local.head import SUPPORT
from agent.values import Label
from evals.metrics.answers import (
    correct_abstentions,
    correct_answers,
    correct_supported_answers,
    false_abstentions,
    right_spans,
    supported_answers,
)
from evals.metrics.attribution import attribution_kept
from evals.metrics.balance import balance
from evals.metrics.balanced_accuracy import balanced_accuracy, pair_balanced_accuracy
from evals.metrics.calibration import calibration_error, pair_calibration_error
from evals.metrics.citations import citation_precision, citation_recall
from evals.metrics.conflicts import conflict_precision, conflict_recall
from evals.metrics.facts import fact_recall
from evals.metrics.faithfulness import supported_sentences, unsupported_outputs
from evals.metrics.grounded import (
    grounded_balanced_accuracy,
    grounded_calibration_error,
    grounded_macro_f1,
    grounded_precision,
    grounded_recall,
    grounded_roc_auc,
)
from evals.metrics.injection import unchanged_results
from evals.metrics.judged import judge_kappa, judged_sentences
from evals.metrics.loaded import loaded_excess, loaded_summary
from evals.metrics.macro_f1 import macro_f1
from evals.metrics.mrr import mrr
from evals.metrics.ndcg_at_k import ndcg_at_k
from evals.metrics.origins import origins_counted, origins_off, single_origin_precision
from evals.metrics.precision_recall import precision, recall
from evals.metrics.quotations import quotations_intact
from evals.metrics.recall_at_k import recall_at_k
from evals.metrics.roc_auc import pair_roc_auc, roc_auc
from evals.metrics.rouge import rouge1, rouge2, rouge_l
from vectorstore.values import Value

Metric = Callable[[Sequence[Any]], float]
"""A figure of the scored rows of one task; raises ValueError where it is undefined."""
KS = (1, 5, 10)
"""How many of the passages found count, in the figures about retrieval."""


class Measure(Value):
    """A figure that a run reports."""

    name: str = Field(description="Its name, in suites and reports; unique within its task.")
    function: Metric = Field(description="The figure of the scored rows.")
    higher_is_better: bool = Field(description="Whether more of it is better.")
    unit: str = Field(description="Its unit; `share` is in [0, 1], and empty is a number without one.")


def _table(given: Iterable[Measure]) -> Mapping[str, Measure]:
    return MappingProxyType({measure.name: measure for measure in given})


def _share(name: str, function: Metric) -> Measure:
    return Measure(name=name, function=function, higher_is_better=True, unit="share")


def _score(name: str, function: Metric) -> Measure:
    return Measure(name=name, function=function, higher_is_better=True, unit="")


def _lower(name: str, function: Metric, unit: str) -> Measure:
    return Measure(name=name, function=function, higher_is_better=False, unit=unit)


_CLAIMS = (
    _score("macro_f1", macro_f1),
    _share("balanced_accuracy", balanced_accuracy),
    _score("roc_auc", roc_auc),
    _lower("calibration_error", calibration_error, ""),
    *(_share(f"precision_{label.value}", partial(precision, label=label)) for label in Label),
    *(_share(f"recall_{label.value}", partial(recall, label=label)) for label in Label),
    _score("grounded_macro_f1", grounded_macro_f1),
    _share("grounded_balanced_accuracy", grounded_balanced_accuracy),
    _score("grounded_roc_auc", grounded_roc_auc),
    _lower("grounded_calibration_error", grounded_calibration_error, ""),
    *(
        _share(f"grounded_precision_{label.value}", partial(grounded_precision, label=label))
        for label in Label
    ),
    *(_share(f"grounded_recall_{label.value}", partial(grounded_recall, label=label)) for label in Label),
)
_PAIRS = (
    _share("balanced_accuracy", partial(pair_balanced_accuracy, threshold=SUPPORT)),
    _score("roc_auc", pair_roc_auc),
    _lower("calibration_error", pair_calibration_error, ""),
)
_QUESTIONS = (
    _share("correct_answers", correct_answers),
    _share("correct_supported_answers", correct_supported_answers),
    _share("supported_answers", supported_answers),
    _share("right_spans", right_spans),
    _share("correct_abstentions", correct_abstentions),
    _lower("false_abstentions", false_abstentions, "share"),
)
_RETRIEVAL = (
    *(_share(f"recall_at_{k}", partial(recall_at_k, k=k)) for k in KS),
    *(_score(f"ndcg_at_{k}", partial(ndcg_at_k, k=k)) for k in KS),
    _score("mrr", mrr),
)
_SUMMARIES = (
    _share("supported_sentences", supported_sentences),
    _lower("unsupported_outputs", unsupported_outputs, "share"),
    _share("citation_recall", citation_recall),
    _share("citation_precision", citation_precision),
    _share("fact_recall", fact_recall),
    _share("attribution_kept", attribution_kept),
    _share("quotations_intact", quotations_intact),
    _share("conflict_precision", conflict_precision),
    _share("conflict_recall", conflict_recall),
    _share("origins_counted", origins_counted),
    _lower("origins_off", origins_off, "origins"),
    _share("single_origin_precision", single_origin_precision),
    _lower("loaded_summary", loaded_summary, "per 100 words"),
    _lower("loaded_excess", loaded_excess, "per 100 words"),
    _score("balance", balance),
    _score("rouge1", rouge1),
    _score("rouge2", rouge2),
    _score("rougeL", rouge_l),
)

MEASURES: Mapping[str, Mapping[str, Measure]] = MappingProxyType(
    {
        "claims": _table(_CLAIMS),
        "pairs": _table(_PAIRS),
        "questions": _table(_QUESTIONS),
        "retrieval": _table(_RETRIEVAL),
        "summaries": _table(_SUMMARIES),
        "injection": _table([_share("unchanged_results", unchanged_results)]),
        "judged": _table([_share("judged_sentences", judged_sentences)]),
        "judge": _table([_score("judge_kappa", judge_kappa)]),
    }
)
"""The measures of each task, by the names of both."""

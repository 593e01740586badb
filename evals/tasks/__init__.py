"""Tasks: what the system is made to do with the items of a suite, one file each."""

from collections.abc import Mapping
from types import MappingProxyType

from evals.rows import ClaimRow, InjectionRow, JudgedRow, QuestionRow, RetrievalRow, Row, SummaryRow
from evals.tasks import claims, injection, questions, retrieval, summaries
from evals.tasks.case import Bench, Case, Make, Outcome, Subject, Task

__all__ = ["ROWS", "TASKS", "Bench", "Case", "Make", "Outcome", "Subject"]

TASKS: Mapping[str, Task] = MappingProxyType(
    {
        "claims": claims.cases,
        "questions": questions.cases,
        "retrieval": retrieval.cases,
        "summaries": summaries.cases,
        "injection": injection.cases,
    }
)
"""The cases of each task, by its name."""
ROWS: Mapping[str, type[Row]] = MappingProxyType(
    {
        "claims": ClaimRow,
        "questions": QuestionRow,
        "retrieval": RetrievalRow,
        "summaries": SummaryRow,
        "injection": InjectionRow,
        "judged": JudgedRow,
        "judge": JudgedRow,
    }
)
"""What each task records of an item, the grading of sentences and of their judge among them."""

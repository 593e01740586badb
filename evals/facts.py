"""Hand-checked facts about some articles: claims with their labels, and questions with their answers.

Read from `claims.jsonl` and `questions.jsonl`, or from the `facts.json` of an event of the sample corpus.
"""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from agent.check import Checker, Source, verdict
from agent.claims import whole
from agent.values import Label, Verdict
from vectorstore.values import Value


class Quote(Value):
    """Words of an article that decide a fact."""

    article: str = Field(description="File name.")
    quote: str = Field(description="The words.")


class Fact(Value):
    """A claim that was checked by hand."""

    id: str = Field(description="Its name in its file.")
    claim: str = Field(description="The claim.")
    label: Label = Field(description="What the articles say of it.")
    evidence: tuple[Quote, ...] = Field(default=(), description="What decided.")


class Question(Value):
    """A question that was answered by hand."""

    id: str = Field(description="Its name in its file.")
    question: str = Field(description="The question.")
    answer: str | None = Field(description="The answer; None where the articles do not say.")
    evidence: tuple[Quote, ...] = Field(default=(), description="Where the answer stands.")


class Checked(Value):
    """A fact with the verdict that the checker came to."""

    fact: Fact = Field(description="The fact.")
    verdict: Verdict = Field(description="The verdict of the checker.")

    @property
    def right(self) -> bool:
        """Whether the label is the one found by hand."""
        return self.fact.label is self.verdict.label


class Score(Value):
    """Accuracy on the facts of one label."""

    n: int = Field(ge=1, description="Facts with this label.")
    right: int = Field(ge=0, description="Of them, those that got it.")

    @property
    def accuracy(self) -> float:
        """Share that is right, in [0, 1]."""
        return self.right / self.n


def _rows(path: Path, key: str) -> list[dict[str, Any]]:
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return list(json.loads(path.read_text("utf-8"))[key])


def _quotes(row: dict[str, Any]) -> tuple[Quote, ...]:
    return tuple(Quote(article=one["article"], quote=one["quote"]) for one in row.get("evidence", ()))


def facts(path: Path) -> tuple[Fact, ...]:
    """Claims of a `claims.jsonl` or of the `facts.json` of an event."""
    return tuple(
        Fact(
            id=row["id"],
            claim=row["claim"],
            label=Label(row["label"].replace("not_enough_info", Label.NOT_ENOUGH_EVIDENCE)),
            evidence=_quotes(row),
        )
        for row in _rows(path, "claims")
    )


def questions(path: Path) -> tuple[Question, ...]:
    """Questions of a `questions.jsonl` or of the `facts.json` of an event."""
    return tuple(
        Question(id=row["id"], question=row["question"], answer=row["answer"], evidence=_quotes(row))
        for row in _rows(path, "questions")
    )


def check(checker: Checker, given: Sequence[Fact], sources: Sequence[Source]) -> tuple[Checked, ...]:
    """Check every fact against the sources; order is kept."""
    found = []
    for fact in given:
        claim = whole(fact.claim)
        found.append(Checked(fact=fact, verdict=verdict(claim, checker.check(claim, sources), sources)))
    return tuple(found)


def scores(checked: Sequence[Checked]) -> dict[Label, Score]:
    """Accuracy per label, over the labels that occur."""
    count = Counter(one.fact.label for one in checked)
    right = Counter(one.fact.label for one in checked if one.right)
    return {label: Score(n=count[label], right=right[label]) for label in Label if count[label]}


def confusion(checked: Sequence[Checked]) -> dict[tuple[Label, Label], int]:
    """How many facts have the first label by hand and the second by the checker."""
    return dict(Counter((one.fact.label, one.verdict.label) for one in checked))

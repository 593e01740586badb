"""Hand-checked facts about some articles: claims with their labels, and questions with their answers.

Read from `claims.jsonl` and `questions.jsonl`, or from the `facts.json` of an event of the sample corpus.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import Field

from agent.values import Label
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

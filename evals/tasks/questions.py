"""Questions put to the articles of their event."""

from collections.abc import Sequence
from functools import partial

from agent.check import Checker
from agent.values import Answer
from evals.answers import right
from evals.dataset import Event, file_name
from evals.facts import Question
from evals.rows import QuestionRow
from evals.tasks.case import Bench, Case, Outcome
from evals.tasks.spans import cited_files, decides, supports
from vectorstore.sentences import split
from vectorstore.values import Article, Span


def cases(bench: Bench, events: Sequence[Event]) -> list[Case]:
    """One case for each question."""
    return [
        Case(
            id=f"{event.name}/{asked.id}",
            lane=event.name,
            inputs={"text": asked.question, "event": event.name, "wanted": asked.answer},
            bare=QuestionRow(id=f"{event.name}/{asked.id}", answerable=asked.answer is not None),
            do=partial(_do, bench, event, asked),
        )
        for event in events
        for asked in event.questions
    ]


def _do(bench: Bench, event: Event, asked: Question) -> Outcome:
    subject = bench.on(event)
    articles = subject.sources()
    answer = subject.ask(asked.question)
    files = {article.id: file_name(article) for article in articles}
    row = QuestionRow(
        id=f"{event.name}/{asked.id}",
        answerable=asked.answer is not None,
        abstained=answer.abstained,
        correct=not answer.abstained and right(answer, asked, files),
        supported=borne_out(answer, articles, bench.checker),
        span_right=decides(answer.citations, asked.evidence, articles),
    )
    output = answer.model_dump(mode="json", include={"text", "abstained", "reason", "verdict"})
    return Outcome(
        output=output, evidence=answer.citations, row=row, files=cited_files(answer.citations, articles)
    )


def borne_out(answer: Answer, articles: Sequence[Article], checker: Checker) -> bool:
    """Whether every sentence of an answer is supported by what the answer cites."""
    held = {article.id: article for article in articles}
    text = answer.text
    for publisher in sorted({each.publisher for each in answer.citations}, key=len, reverse=True):
        text = text.replace(f"{publisher}: ", "")
    spans = split(text, (Span(start=0, end=len(text)),)) if text else ()
    return bool(spans) and all(supports(s.of(text), answer.citations, held, checker) for s in spans)

"""What is told of an event with an order to software in one of its articles, beside what is told without it.

Articles are written anew as JSON, once as they are without the order and once with it, so that nothing else
differs. The orders are those found in the articles by hand, and those of `evals/data/orders.txt`, put after
the first paragraph of the first article; each wants said what the articles contradict.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from string import Template
from typing import Any

from agent.values import Label
from evals.dataset import Event, file_name
from evals.errors import EvalError
from evals.facts import Quote
from evals.rows import InjectionRow
from evals.tasks.case import Bench, Case, Outcome, Subject
from vectorstore.values import Article, Citation

Told = dict[str, Any]
"""A result without ids, which depend on the text of an article as a whole."""
Ask = Callable[[Subject], tuple[Told, tuple[Citation, ...]]]
"""Asks one thing; what is told, and what is cited."""
_PUT = 2
"""Orders of the file that each event is given, taken in turn."""


def cases(bench: Bench, events: Sequence[Event]) -> list[Case]:
    """One case for each order and each thing that is asked of the articles that hold it."""
    found = []
    for number, event in enumerate(events):
        lie = next((fact.claim for fact in event.claims if fact.label is Label.REFUTED), "nothing happened.")
        for name, order in _orders(event, lie, number):
            for probe, text, ask in _probes(bench, event, lie):
                case = f"{event.name}/{name}/{probe}"
                found.append(
                    Case(
                        id=case,
                        lane=event.name,
                        inputs={"text": f"{text} [{order.quote}]", "event": event.name, "order": order.quote},
                        bare=InjectionRow(id=case),
                        do=partial(_do, bench, event, order, (case, ask)),
                    )
                )
    return found


def _orders(event: Event, lie: str, number: int) -> list[tuple[str, Quote]]:
    """Orders by name; one without an article is still to be put into one."""
    lines = (files("evals") / "data" / "orders.txt").read_text("utf-8").splitlines()
    taken = [(number * _PUT + step) % len(lines) for step in range(_PUT)]
    found = [(f"found{at}", order) for at, order in enumerate(event.orders, 1)]
    put = [(f"put{at + 1}", Template(lines[at]).substitute(lie=lie)) for at in taken]
    return [*found, *((name, Quote(article="", quote=text)) for name, text in put)]


def _probes(bench: Bench, event: Event, lie: str) -> Iterable[tuple[str, str, Ask]]:
    yield "lie", lie, partial(_verified, lie)
    held = next((fact.claim for fact in event.claims if fact.label is Label.SUPPORTED), None)
    if held:
        yield "claim", held, partial(_verified, held)
    asked = next((each.question for each in event.questions if each.answer is not None), None)
    if asked:
        yield "question", asked, partial(_answered, asked)
    yield "summary", "summary", partial(_summed, bench.words)


def _do(bench: Bench, event: Event, order: Quote, probe: tuple[str, Ask]) -> Outcome:
    name, ask = probe
    articles = bench.on(event).sources()
    clean, dirty = _texts(articles, order)
    before, _ = ask(_subject(bench, articles, clean))
    after, evidence = ask(_subject(bench, articles, dirty))
    row = InjectionRow(id=name, unchanged=before == after)
    return Outcome(output={"without": before, "with": after}, evidence=evidence, row=row)


def _texts(articles: Sequence[Article], order: Quote) -> tuple[dict[str, str], dict[str, str]]:
    """The texts of the articles by id, without the order and with it."""
    held = {article.id: article.text for article in articles}
    if order.article:
        within = next((a for a in articles if file_name(a) == order.article and order.quote in a.text), None)
        if within is None:
            raise EvalError(f"order {order.quote[:60]!r} does not stand in {order.article!r}; correct it")
        return {**held, within.id: within.text.replace(order.quote, "")}, held
    first = articles[0]
    end = first.body[0].end
    text = f"{first.text[:end]}\n\n{order.quote}\n\n{first.text[end:]}"
    return held, {**held, first.id: text}


def _subject(bench: Bench, articles: Sequence[Article], texts: Mapping[str, str]) -> Subject:
    """The system over articles with these texts."""
    records = tuple(
        json.dumps(
            {
                "text": texts[each.id],
                "title": each.title,
                "publisher": each.publisher,
                "author": each.author,
                "published": each.published.isoformat() if each.published else None,
            }
        )
        for each in articles
    )
    return bench.written(records)


def _verified(claim: str, subject: Subject) -> tuple[Told, tuple[Citation, ...]]:
    verdict, names = subject.verify(claim), _names(subject)
    cited = tuple(citation for cell in verdict.evidence for citation in cell.citations)
    return {"label": verdict.label.value, "cited": _cited(cited, names)}, cited


def _answered(question: str, subject: Subject) -> tuple[Told, tuple[Citation, ...]]:
    answer = subject.ask(question)
    return {"text": answer.text, "cited": _cited(answer.citations, _names(subject))}, answer.citations


def _summed(words: int, subject: Subject) -> tuple[Told, tuple[Citation, ...]]:
    summary, names = subject.summarize(words=words), _names(subject)
    told = sorted([each.text, _cited(each.citations, names)] for each in summary.sentences)
    return {"headline": summary.headline, "sentences": told}, tuple(
        dict.fromkeys(c for each in summary.sentences for c in each.citations)
    )


def _names(subject: Subject) -> dict[str, str]:
    return {article.id: file_name(article) for article in subject.sources()}


def _cited(citations: Sequence[Citation], names: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted((names[each.article], each.quote) for each in citations)

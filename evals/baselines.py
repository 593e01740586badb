"""`python -m evals.baselines`: the product's summaries beside those of plain ways to sum up, at equal length.

Over the events of the sample corpus for development, the share of the facts by hand that a summary tells,
every fact weighing as many origins as report it (after the Pyramid of Nenkova & Passonneau 2004). Over a
file of articles with summaries by hand (`--neus`), ROUGE. Each plain summary has exactly as many words as
the product's of the same articles, and is made of the same sentences of reporting. "best article, by
reference" is no way to sum up, but a bound: of the openings of the articles the one that scores best, once
the summary by hand is known.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from agent.agent import Agent
from agent.check import Checker, read
from agent.check_local import LocalChecker
from agent.errors import NoArticles
from agent.language.words import concepts
from agent.neutral import per_hundred
from agent.values import Label
from evals.dataset import Event, events
from evals.facts import Fact
from evals.lines import read as lines
from evals.metrics.rouge import in_order, overlap
from evals.orders import ORDERS, Articles, by_sumy, cut, plain
from evals.summaries import Item, records
from evals.tasks.summaries import tells
from vectorstore.cache import Cached
from vectorstore.embed import Embedder, MiniLM
from vectorstore.sentences import split
from vectorstore.values import Span

OURS = "fairwitness"
ORACLE = "best article, by reference"
TODAY = date(2026, 11, 1)
LENGTHS = (50, 120, 300)
_STATED = frozenset({Label.SUPPORTED, Label.DISPUTED, Label.ATTRIBUTED})
_NEARLY = 0.8


class Summed(NamedTuple):
    """Some articles, and what ways of summing up make of them.

    Attributes:
        articles: The sentences of each article.
        texts: Each way's summary.
    """

    articles: Articles
    texts: Mapping[str, str]


def summed(agent: Agent, words: int) -> Summed:
    """The articles of an agent, summed up by itself and by each plain way in as many words."""
    articles = [
        [plain(span.of(article.text)) for span in read(article).sentences] for article in agent.sources()
    ]
    own = agent.summarize(words=words).text
    size = len(own.split())
    return Summed(
        articles, {OURS: own, **{name: cut(order(articles), size) for name, order in ORDERS.items()}}
    )


def with_sumy(python: Path, given: Sequence[Summed]) -> list[Summed]:
    """`given`, with what sumy makes of the same articles."""
    ranked = by_sumy(python, [each.articles for each in given])
    return [
        each._replace(
            texts={
                **each.texts,
                **{name: cut(order[at], len(each.texts[OURS].split())) for name, order in ranked.items()},
            }
        )
        for at, each in enumerate(given)
    ]


def told(text: str, event: Event, checker: Checker) -> tuple[float, float]:
    """Weight of the facts by hand that a text tells, and of all; a fact weighs the origins that report it.

    It tells a fact that the checker finds in it, or whose deciding words stand in it.
    """
    facts = [fact for fact in event.claims if fact.label in _STATED]
    weights = [len({event.voice(each.article) for each in fact.evidence}) or 1 for fact in facts]
    held = (holds(text, fact) or tells(text, fact.claim, checker) for fact in facts)
    return sum(w for w, tell in zip(weights, held, strict=True) if tell), sum(weights)


def holds(text: str, fact: Fact) -> bool:
    """Whether a sentence of `text` holds nearly all content words of a passage that decides a fact."""
    sentences = [concepts(span.of(text)) for span in split(text, (Span(start=0, end=len(text)),))]
    wanted = [concepts(each.quote) for each in fact.evidence]
    return any(len(words & said) >= _NEARLY * len(words) > 0 for words in wanted for said in sentences)


def on_facts(words: int, embedder: Embedder, python: Path | None) -> dict[str, float]:
    """Each way's share of the weight of the facts of the events for development."""
    found, checker = events("dev"), LocalChecker(embedder)
    given = []
    for event in found:
        with Agent.over(list(event.paths), embedder=embedder, today=TODAY) as agent:
            given.append(summed(agent, words))
    given = with_sumy(python, given) if python else given
    shares = dict[str, float]()
    for name in given[0].texts:
        pairs = [told(each.texts[name], event, checker) for each, event in zip(given, found, strict=True)]
        shares[name] = sum(one for one, _ in pairs) / sum(every for _, every in pairs)
    return shares


def on_references(
    path: Path, words: int, limit: int | None, embedder: Embedder, python: Path | None
) -> dict[str, tuple[float, ...]]:
    """Each way's mean ROUGE-1, -2 and -L, and loaded words per 100."""
    given, references = list[Summed](), list[str]()
    for item in lines(path, Item, limit=limit).items:
        try:
            with Agent.over(
                ["-"], stdin=json.dumps(records(item)).encode(), embedder=embedder, today=TODAY
            ) as agent:
                given.append(summed(agent, words))
                references.append(item.reference.text)
        except NoArticles:
            continue
    given = with_sumy(python, given) if python else given
    columns = {name: [each.texts[name] for each in given] for name in given[0].texts}
    columns[ORACLE] = [_best(each, text) for each, text in zip(given, references, strict=True)]
    return {name: (*_rouge(texts, references), per_hundred(texts)) for name, texts in columns.items()}


def _best(given: Summed, reference: str) -> str:
    size = len(given.texts[OURS].split())
    return max((cut(each, size) for each in given.articles), key=lambda text: overlap(text, reference, 1))


def _rouge(texts: Sequence[str], references: Sequence[str]) -> tuple[float, float, float]:
    pairs, n = list(zip(texts, references, strict=True)), len(texts)
    one, two = (sum(overlap(text, by, size) for text, by in pairs) / n for size in (1, 2))
    return one, two, sum(in_order(text, by) for text, by in pairs) / n


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.baselines", description="Compare summaries.")
    parser.add_argument("--neus", type=Path, help="JSON Lines of articles with a summary by hand")
    parser.add_argument("--limit", type=int, help="take a random sample of so many lines")
    parser.add_argument("--words", type=int, default=65, help="length of a summary of a line")
    parser.add_argument("--sumy", type=Path, metavar="PYTHON", help="an interpreter that has sumy")
    parser.add_argument("--vectors", type=Path, metavar="FILE", help="keep vectors here for the next run")
    wanted = parser.parse_args(argv)
    embedder = Cached(MiniLM(), wanted.vectors)
    facts = {n: on_facts(n, embedder, wanted.sumy) for n in LENGTHS}
    scored: dict[str, tuple[float, ...]] = {}
    if wanted.neus:
        scored = on_references(wanted.neus, wanted.words, wanted.limit, embedder, wanted.sumy)
    sys.stdout.write(table(facts, scored))
    return 0


def table(facts: Mapping[int, Mapping[str, float]], scored: Mapping[str, Sequence[float]]) -> str:
    """All figures, a way of summing up a line."""
    heads = [f"facts, {n} words" for n in facts] + (
        ["ROUGE-1", "ROUGE-2", "ROUGE-L", "loaded"] if scored else []
    )
    names = dict.fromkeys([name for each in facts.values() for name in each] + list(scored))
    rows = [["", *heads]]
    for name in names:
        shares = [f"{each[name]:.3f}" if name in each else "-" for each in facts.values()]
        rows.append([name, *shares, *(f"{each:.3f}" for each in scored.get(name, ()))])
    return "".join(
        row[0].ljust(30)
        + "".join(cell.rjust(18 if "words" in heads[at] else 10) for at, cell in enumerate(row[1:]))
        + "\n"
        for row in rows
    )


if __name__ == "__main__":
    sys.exit(main())

"""Summaries of every event of the sample corpus, held against its hand-checked facts."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from agent.check import read
from agent.check_local import LocalChecker
from agent.check_local.speaker import same_speaker
from agent.disagree import disagreements
from agent.draft import Extractive
from agent.summary import Composer
from agent.values import Provenance, Summary
from evals.conflicts import Found, compare, conflicts
from vectorstore.articles import load
from vectorstore.body import select
from vectorstore.embed import Embedder
from vectorstore.origins import assign
from vectorstore.values import Article, Citation

CORPUS = Path(__file__).parents[2] / "vectorstore" / "data" / "corpus"
EVENTS = sorted(path.parent for path in CORPUS.glob("*/facts.json"))
TODAY = date(2030, 1, 1)
PROVENANCE = Provenance(engine="extractive", embedder="e", checker="c", index="1")
PRECISION, RECALL = 0.8, 0.4


class Told(NamedTuple):
    """What was made of one event."""

    articles: dict[str, Article]
    summary: Summary
    facts: dict[str, Any]


def made(event: Path, embedder: Embedder) -> Told:
    """As the agent does, without its store, whose vectors a summary does not need."""
    files = sorted(path for path in event.iterdir() if not path.name.endswith((".meta.json", "facts.json")))
    articles = [placed.article for placed in assign(load(files, select=select, today=TODAY).articles)]
    sources = [read(article) for article in articles]
    composer = Composer(sources, LocalChecker(embedder), disagreements(sources, embedder))
    summary = composer.compose(Extractive(embedder).write(sources), 200, PROVENANCE)
    facts = json.loads((event / "facts.json").read_text("utf-8"))
    return Told({article.id: article for article in articles}, summary, facts)


@pytest.fixture(scope="module")
def told(minilm: Embedder) -> Callable[[Path], Told]:
    return cache(lambda event: made(event, minilm))


@pytest.fixture(params=EVENTS, ids=lambda event: event.name)
def one(request: pytest.FixtureRequest, told: Callable[[Path], Told]) -> Told:
    return told(request.param)


def citations(summary: Summary) -> list[Citation]:
    points = (*summary.sentences, *summary.attributed, *summary.single_origin, *summary.omissions)
    sides = (side for found in summary.disagreements for side in found.sides)
    return [citation for each in (*points, *sides) for citation in each.citations]


def spaced(text: str) -> str:
    return " ".join(text.split())


def touches(quote: str, citation: Citation) -> bool:
    """Whether one text holds the other; white space differs where a page was read as HTML."""
    one, other = spaced(quote), spaced(citation.quote)
    return one in other or other in one


def file_of(article: Article) -> str:
    return Path(article.path).name


def test_every_citation_is_exact(one: Told) -> None:
    assert len(citations(one.summary)) > 10
    for citation in citations(one.summary):
        article = one.articles[citation.article]
        assert article.text[citation.start : citation.end] == citation.quote
        assert citation.publisher == article.publisher


def test_nothing_cited_is_furniture_or_an_order_to_software(one: Told) -> None:
    never = [*one.facts["boilerplate"], *one.facts.get("injections", [])]

    assert [
        (piece["quote"], citation.quote)
        for citation in citations(one.summary)
        for piece in never
        if piece["article"].partition(":")[0] == file_of(one.articles[citation.article])
        and touches(piece["quote"], citation)
    ] == []


def test_every_sentence_that_has_a_speaker_names_them(one: Told) -> None:
    for each in (*one.summary.sentences, *one.summary.attributed):
        assert each.speaker is None or same_speaker(each.text, each.speaker), each.text


def test_verdicts_and_counts_of_origins_fit(one: Told) -> None:
    for each in one.summary.sentences:
        assert each.verdict.value in {"supported", "attributed", "disputed"}
        assert each.verdict.value != "attributed" or each.speaker
        assert each.origins == len({one.articles[citation.article].origin for citation in each.citations})


def test_the_length_is_met_and_most_origins_are_heard(one: Told) -> None:
    neutrality = one.summary.neutrality

    assert 180 <= len(one.summary.text.split()) <= 220
    assert neutrality.origins_used >= neutrality.origins_total - 1
    assert neutrality.loaded_per_100_summary <= neutrality.loaded_per_100_inputs


def test_disagreements_are_those_that_were_found_by_hand(told: Callable[[Path], Told]) -> None:
    found = Found()
    for event in EVENTS:
        articles, summary, _ = told(event)
        files = {name: file_of(article).partition(":")[0] for name, article in articles.items()}
        found += compare(summary.disagreements, conflicts(event / "facts.json"), files)

    assert found.right / (found.right + found.wrong) >= PRECISION, found
    assert found.met / found.wanted >= RECALL, found

"""Summaries of real, scraped articles that may lie beside the repository."""

from datetime import date
from pathlib import Path

import pytest

from agent.agent import Agent
from agent.values import Summary
from tests.vectors import embedder
from vectorstore.body import Kind, label
from vectorstore.values import Article, Citation

ARTICLES = Path(__file__).parents[2] / "shared" / "articles"

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="no folder of real articles beside this one")


@pytest.fixture(scope="module")
def agent() -> Agent:
    return Agent.over([ARTICLES], embedder=embedder(), today=date(2026, 11, 21))


@pytest.fixture(scope="module")
def summary(agent: Agent) -> Summary:
    return agent.summarize()


@pytest.fixture(scope="module")
def sources(agent: Agent) -> dict[str, Article]:
    return {article.id: article for article in agent.sources()}


def citations(summary: Summary) -> list[Citation]:
    points = (*summary.sentences, *summary.attributed, *summary.single_origin, *summary.omissions)
    sides = (side for found in summary.disagreements for side in found.sides)
    return [citation for each in (*points, *sides) for citation in each.citations]


def test_at_least_four_of_five_publishers_are_cited_in_the_text(
    summary: Summary, sources: dict[str, Article]
) -> None:
    cited = {citation.publisher for sentence in summary.sentences for citation in sentence.citations}

    assert len({article.publisher for article in sources.values()}) == 5
    assert len(cited) >= 4


def test_every_citation_is_exact(summary: Summary, sources: dict[str, Article]) -> None:
    for citation in citations(summary):
        assert sources[citation.article].text[citation.start : citation.end] == citation.quote


def test_nothing_cited_is_furniture(summary: Summary, sources: dict[str, Article]) -> None:
    for citation in citations(summary):
        reporting = [p.span for p in label(sources[citation.article].text) if p.kind is Kind.REPORTING]
        assert any(span.start <= citation.start and citation.end <= span.end for span in reporting)
        assert {piece.kind for piece in label(citation.quote)} == {Kind.REPORTING}, citation.quote


def test_every_sentence_that_is_somebodys_words_names_them(summary: Summary) -> None:
    for each in (*summary.sentences, *summary.attributed):
        if each.speaker:
            assert each.speaker.split()[-1].lower() in each.text.lower()


def test_the_day_on_which_the_sources_differ_is_listed(summary: Summary) -> None:
    dates = [
        {side.text for side in found.sides} for found in summary.disagreements if found.kind.value == "date"
    ]

    assert {"Saturday", "Sunday"} in dates

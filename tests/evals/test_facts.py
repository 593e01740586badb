from datetime import date
from functools import cache
from pathlib import Path

import pytest

from agent.check import read
from agent.check_local import LocalChecker
from agent.values import Label
from evals.facts import Checked, Fact, check, confusion, facts, questions, scores
from vectorstore.articles import load
from vectorstore.body import select
from vectorstore.cache import Cached
from vectorstore.embed import MiniLM
from vectorstore.origins import assign

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "vectorstore" / "data" / "corpus"
SHARED = ROOT.parent / "shared"
EMBEDDER = Cached(MiniLM())
# What the checker reached when it was last worked on, less a margin; raise them, never lower them.
FLOORS = {
    Label.SUPPORTED: 0.5,
    Label.REFUTED: 0.55,
    Label.DISPUTED: 0.28,
    Label.ATTRIBUTED: 0.65,
    Label.NOT_ENOUGH_EVIDENCE: 0.78,
}


def checked(articles, claims):
    loaded = load(articles, select=select, today=date(2030, 1, 1))
    sources = [read(placed.article) for placed in assign(loaded.articles)]
    return check(LocalChecker(EMBEDDER), facts(claims), sources)


@cache
def corpus():
    found = []
    for path in sorted(CORPUS.glob("*/facts.json")):
        beside = (".meta.json", "facts.json")
        articles = sorted(str(file) for file in path.parent.iterdir() if not file.name.endswith(beside))
        found += checked(articles, path)
    return tuple(found)


def told(found):
    return {label.value: f"{score.right}/{score.n}" for label, score in scores(found).items()}


@pytest.mark.parametrize("label", list(Label))
def test_the_checker_keeps_its_accuracy_on_the_sample_corpus(label):
    assert scores(corpus())[label].accuracy >= FLOORS[label], told(corpus())


def test_what_is_only_reported_is_never_called_supported():
    wrong = confusion(corpus()).get((Label.ATTRIBUTED, Label.SUPPORTED), 0)
    assert wrong <= 2, [one.fact.id for one in corpus() if one.fact.label is Label.ATTRIBUTED]


@pytest.mark.skipif(not (SHARED / "facts").exists(), reason="no folder of further facts beside this one")
def test_further_articles_and_facts_beside_the_repository(record_property):
    found = checked([str(SHARED / "articles")], SHARED / "facts" / "claims.jsonl")
    record_property("accuracy per label", told(found))
    print("accuracy per label:", told(found))  # noqa: T201 - what this test is for
    assert sum(one.right for one in found) >= 0.7 * len(found)
    assert len(questions(SHARED / "facts" / "questions.jsonl")) > 0


def test_not_enough_info_is_another_name_of_a_label(tmp_path):
    path = tmp_path / "claims.jsonl"
    path.write_text('{"id": "n1", "claim": "It rained.", "label": "not_enough_info"}\n', "utf-8")
    assert facts(path) == (Fact(id="n1", claim="It rained.", label=Label.NOT_ENOUGH_EVIDENCE),)


def test_scores_and_confusion_count_per_label():
    (first, *_) = corpus()
    wrong = Label.REFUTED if first.verdict.label is not Label.REFUTED else Label.DISPUTED
    right = Checked(fact=first.fact.model_copy(update={"label": first.verdict.label}), verdict=first.verdict)
    bad = Checked(fact=first.fact.model_copy(update={"label": wrong}), verdict=first.verdict)
    found = scores([right, bad])
    assert (found[first.verdict.label].accuracy, found[wrong].accuracy) == (1.0, 0.0)
    assert confusion([right, bad])[wrong, first.verdict.label] == 1

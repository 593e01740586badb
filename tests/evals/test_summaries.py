import json
from datetime import date

import pytest

from evals.lines import read
from evals.summaries import Item, score_file
from vectorstore.embed import HashEmbedder

DAM = "The Esk dam broke on Monday, killing twelve people. Divers found four boats in the mud of the lake."
LATER = "Twelve people were killed when the Esk dam broke on Monday. A disgraceful inquiry opened in Brask."
ITEM = {
    "id": "esk",
    "articles": [{"title": "Dam breaks", "text": DAM}, {"title": "Twelve dead", "text": LATER}],
    "reference": {"title": "Dam", "text": "The Esk dam broke on Monday, killing twelve people."},
}


def written(path, rows):
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path


def scored(path, **options):
    return score_file(path, HashEmbedder(), date(2026, 1, 1), **options)


def test_an_item_is_summarized_and_compared_with_its_reference(tmp_path):
    found = scored(written(tmp_path / "items.jsonl", [ITEM]), words=12)

    (item,) = found.scores.items
    assert (found.scores.n, found.scores.unscored, item.id) == (1, 0, "esk")
    assert item.headline == item.summary == "Twelve people were killed when the Esk dam broke on Monday."
    assert found.scores.rouge1 > found.scores.rouge2 > 0.3
    assert found.scores.rougeL <= found.scores.rouge1
    assert found.scores.loaded_per_100_inputs > found.scores.loaded_per_100_summary == 0


def test_longer_summaries_may_be_asked_for(tmp_path):
    path = written(tmp_path / "items.jsonl", [ITEM])

    short, long = (len(scored(path, words=n).scores.items[0].summary) for n in (8, 80))

    assert short < long


def test_publishers_are_numbered_and_nothing_else_is_read_of_an_article(tmp_path):
    article = {"title": "Dam", "text": DAM, "published": "3000-01-01", "publisher": "The Esk"}

    found = scored(written(tmp_path / "items.jsonl", [{**ITEM, "articles": [article]}]))

    assert (found.scores.n, found.notes) == (1, ())


def test_an_article_that_cannot_be_read_is_named_and_the_others_are_summarized(tmp_path):
    item = {**ITEM, "articles": [*ITEM["articles"], {"title": "x", "text": "…"}]}

    found = scored(written(tmp_path / "items.jsonl", [item]))

    assert found.scores.n == 1
    assert "item 'esk': article 3: " in found.notes[0]


def test_an_item_without_a_readable_article_is_counted_and_undefines_the_figures(tmp_path):
    found = scored(written(tmp_path / "items.jsonl", [{**ITEM, "articles": [{"text": "…"}]}]))

    assert (found.scores.n, found.scores.unscored, found.scores.rouge1) == (0, 1, None)
    assert "none of its articles could be read" in found.notes[-1]


@pytest.mark.parametrize("key", ["id", "articles", "reference"])
def test_an_item_lacks_nothing(tmp_path, key):
    path = written(tmp_path / "items.jsonl", [ITEM, {name: ITEM[name] for name in ITEM if name != key}])

    (problem,) = read(path, Item).problems

    assert (problem.path, problem.reason) == (f"{path}:2", f"key {key!r} is missing; add it")

from pathlib import Path

import pytest

from evals.dataset import AS_OF, Event, events, file_name, located
from evals.errors import EvalError
from evals.facts import Quote
from tests.evals.harness import event
from vectorstore.articles import load
from vectorstore.body import select


def test_the_splits_share_no_event_and_are_all_there_is() -> None:
    dev, test, every = ({each.name for each in events(split)} for split in ("dev", "test", "all"))

    assert dev
    assert test
    assert dev & test == set()
    assert dev | test == every


def test_there_are_300_items_by_hand_or_more() -> None:
    held = [len((*each.claims, *each.questions, *each.conflicts)) for each in events("all")]

    assert sum(held) >= 300


def test_events_are_named_or_are_folders(tmp_path: Path) -> None:
    event(tmp_path / "ferry")

    found = events(["harbour-bridge", "ferry"], tmp_path)

    assert [each.name for each in found] == ["harbour-bridge", "ferry"]
    assert [Path(path).name for path in found[1].paths] == ["anchor.txt", "beacon.txt"]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (["harbor-bridge"], "no event 'harbor-bridge'; name one of .*harbour-bridge"),
        (["harbour-bridge", "harbour-bridge"], "named twice"),
    ],
)
def test_events_that_are_not_there_or_twice_are_errors(wanted: list[str], told: str) -> None:
    with pytest.raises(EvalError, match=told):
        events(wanted)


@pytest.mark.parametrize("held", ["{", "[]", '{"claims": [{"id": 1}]}'])
def test_a_file_of_facts_that_holds_none_is_an_error(tmp_path: Path, held: str) -> None:
    (tmp_path / "facts.json").write_text(held, "utf-8")

    with pytest.raises(EvalError, match="holds no facts"):
        events([str(tmp_path)])


def test_a_reprint_speaks_with_the_voice_of_its_group() -> None:
    (bridge,) = events(["harbour-bridge"])

    voices = [bridge.voice(name) for name in ("corriden-wire.txt", "tarnholt-ledger.txt", "daily-gannet.txt")]

    assert voices == ["corriden-wire.txt", "corriden-wire.txt", "daily-gannet.txt"]


@pytest.mark.parametrize("found", events("all"), ids=lambda each: each.name)
def test_every_quote_by_hand_is_located_where_it_says(found: Event) -> None:
    articles = load(found.paths, select=select, today=AS_OF).articles

    for fact in (*found.claims, *found.questions):
        for name, span in located(fact.evidence, articles):
            (article,) = (each for each in articles if each.id == name)
            assert span.of(article.text) in {
                q.quote for q in fact.evidence if q.article == file_name(article)
            }


def test_a_quote_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    (found,) = events([str(event(tmp_path / "ferry"))])
    articles = load(found.paths, select=select, today=AS_OF).articles

    with pytest.raises(EvalError, match=r"'It flew\.' does not stand in 'anchor.txt'"):
        located([Quote(article="anchor.txt", quote="It flew.")], articles)

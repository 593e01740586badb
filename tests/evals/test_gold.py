import json
from collections import Counter
from pathlib import Path

import pytest

from evals.errors import EvalError
from evals.gold import Held, corpus

DAM = "The Esk dam broke on Monday, killing twelve people. Divers found four boats in the mud of the lake.\n"
INQUIRY = "Ten people died when the Esk dam broke on Sunday, the governor of the valley told reporters.\n"
QUOTE = "The Esk dam broke on Monday"


def piece(quote, text=DAM, article="esk-post.txt"):
    start = text.find(quote)
    return {"article": article, "quote": quote, "start": start, "end": start + len(quote)}


def facts():
    sunday = piece("the Esk dam broke on Sunday", INQUIRY, "valley.txt")
    return {
        "event": "esk",
        "split": "dev",
        "claims": [
            {"id": "e-1", "claim": "A dam broke.", "label": "supported", "evidence": [piece(QUOTE)]},
            {"id": "e-2", "claim": "A choir sang.", "label": "not_enough_evidence", "evidence": []},
        ],
        "questions": [
            {"id": "e-q1", "question": "What broke?", "answer": "a dam", "evidence": [piece(QUOTE)]},
            {"id": "e-q2", "question": "Who sang?", "answer": None, "evidence": []},
        ],
        "disagreements": [
            {
                "id": "e-x1",
                "kind": "date",
                "topic": "the day",
                "sides": [
                    {"value": "Monday", "evidence": [piece(QUOTE)]},
                    {"value": "Sunday", "evidence": [sunday]},
                ],
                "update": False,
            }
        ],
        "reprints": [],
        "boilerplate": [],
        "reporting": [piece("Divers found four boats")],
    }


def held(tmp_path, given):
    folder = tmp_path / "esk"
    folder.mkdir()
    (folder / "esk-post.txt").write_text(DAM, "utf-8")
    (folder / "valley.txt").write_text(INQUIRY, "utf-8")
    (folder / "facts.json").write_text(json.dumps(given), "utf-8")
    return Held(folder)


def changed(key, number, **update):
    given = facts()
    given[key][number] |= update
    return given


@pytest.mark.parametrize("path", corpus(), ids=lambda path: path.parent.name)
def test_nothing_is_wrong_with_an_event_of_the_sample_corpus(path):
    assert Held(path).faults == ()


def test_the_gold_set_is_large_and_each_split_has_every_kind():
    events = [Held(path) for path in corpus()]
    kinds = Counter((each.gold.split, item.kind) for each in events for item in each.items)

    assert kinds.total() >= 300
    assert Counter(each.gold.split for each in events) == {"dev": 8, "test": 6}
    assert {kind for split, kind in kinds if split == "dev"} == {kind for _, kind in kinds}
    assert {kind for split, kind in kinds if split == "test"} == {kind for _, kind in kinds}


def test_every_article_has_words_that_must_be_kept():
    for event in map(Held, corpus()):
        kept = {p.article for item in event.items if "furniture" not in item.kind for p in item.pieces}
        assert kept == set(event.articles), event.path


def test_facts_that_hold_are_taken(tmp_path):
    found = held(tmp_path, facts())

    assert found.faults == ()
    assert [item.id for item in found.items] == ["e-1", "e-2", "e-q1", "e-q2", "e-x1", "reporting-1"]


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (facts() | {"event": "ouse"}, "event 'ouse' lies in folder 'esk'"),
        (changed("claims", 1, id="e-q1"), "id 'e-q1' stands twice"),
        (changed("claims", 0, evidence=[]), "e-1: a claim labelled 'supported' has evidence"),
        (changed("claims", 0, label="not_enough_evidence"), "e-1: a claim labelled 'not_enough_evidence'"),
        (changed("claims", 0, label="disputed"), "e-1: 'disputed' takes evidence of two origins"),
        (changed("questions", 0, answer=None), "e-q1: a question without an answer takes no evidence"),
        (changed("questions", 1, answer="a choir"), "e-q2: a question with an answer takes evidence"),
        (facts() | {"reprints": [["esk-post.txt", "valley.txt"]]}, "e-x1: its sides are one origin"),
        (facts() | {"reprints": [["esk-post.txt"]]}, "reprints: group ['esk-post.txt'] is of fewer than two"),
        (facts() | {"reprints": [["no.txt", "valley.txt"]]}, "reprints: there is no article 'no.txt'"),
        (changed("reporting", 0, article="no.txt"), "reporting-1: there is no article 'no.txt'"),
        (changed("reporting", 0, start=3, end=9), "does not stand at 3-9 of 'esk-post.txt'; it stands at 52"),
        (changed("reporting", 0, quote="A whale"), "does not stand at 52-75 of 'esk-post.txt'; nor anywhere"),
        (changed("reporting", 0, start=None, end=None), "has no place in 'esk-post.txt'; it stands at 52-75"),
        (facts() | {"boilerplate": [piece("broke on Monday")]}, "e-1: 'The Esk dam broke on Monday' lies in"),
    ],
)
def test_what_is_wrong_is_named_with_the_item(tmp_path, given, fault):
    found = held(tmp_path, given).faults

    assert any(fault in each for each in found), found
    assert not any("\n" in each for each in found)


def test_furniture_that_reading_a_page_leaves_out_has_no_place(tmp_path):
    gone = {"article": "valley.txt", "quote": "Subscribe now", "start": None, "end": None}

    assert held(tmp_path, facts() | {"boilerplate": [gone]}).faults == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "cannot be read"),
        ("{", "are not JSON"),
        ("[]", "are a JSON list, not an object"),
        (json.dumps(facts() | {"claim": []}), "key 'claim' is unknown"),
        (json.dumps(changed("claims", 0, label="true")), "key 'claims.0.label' is 'true'"),
        (json.dumps({key: value for key, value in facts().items() if key != "split"}), "'split' is missing"),
    ],
)
def test_a_file_that_is_none_of_facts_is_refused(tmp_path, text, reason):
    path = Path(tmp_path / "facts.json")
    if text is not None:
        path.write_text(text, "utf-8")

    with pytest.raises(EvalError, match=r"^facts ") as error:
        Held(path)

    assert reason in str(error.value)

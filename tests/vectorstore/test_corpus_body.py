"""The sample corpus read whole: furniture is left out, reporting is kept, reprints are one origin."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.vectorstore.marked import covered
from vectorstore.articles import Loaded, load
from vectorstore.body import select
from vectorstore.origins import assign
from vectorstore.values import Article

CORPUS = Path(__file__).parents[2] / "vectorstore" / "data" / "corpus"
EVENTS = sorted(path.parent for path in CORPUS.glob("*/facts.json"))
EACH_EVENT = pytest.mark.parametrize("event", EVENTS, ids=lambda path: path.name)


@cache
def loaded(event: Path) -> Loaded:
    return load([event], select=select, today=date(2026, 12, 31))


def facts(event: Path) -> dict[str, Any]:
    return dict(json.loads((event / "facts.json").read_text(encoding="utf-8")))


def article(event: Path, name: str) -> Article:
    return next(one for one in loaded(event).articles if Path(one.path).name == name)


def places(one: Article, quote: dict[str, Any]) -> Iterator[tuple[int, int]]:
    """Where a quote stands: at its offsets, or wherever it occurs in the extracted text of a page."""
    if one.text[quote["start"] : quote["end"]] == quote["quote"]:
        yield quote["start"], quote["end"]
        return
    start = one.text.find(quote["quote"])
    while start >= 0:
        yield start, start + len(quote["quote"])
        start = one.text.find(quote["quote"], start + 1)


def evidence(value: Any) -> Iterator[dict[str, Any]]:
    """Every quote of the facts that must be reporting."""
    if isinstance(value, dict):
        if "quote" in value:
            yield value
        for key, inner in value.items():
            if key not in ("boilerplate", "injections"):
                yield from evidence(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from evidence(inner)


@EACH_EVENT
def test_every_file_of_an_event_is_read_and_the_facts_are_not_an_article(event: Path) -> None:
    assert loaded(event).problems == ()
    assert not any("facts" in one.path for one in loaded(event).articles)


@EACH_EVENT
def test_no_furniture_of_an_event_is_selected(event: Path) -> None:
    for quote in [*facts(event)["boilerplate"], *facts(event).get("injections", [])]:
        one = article(event, quote["article"])
        for start, end in places(one, quote):
            assert covered(one.text, start, end, one.body)[0] == 0, (quote["article"], quote["quote"])


@EACH_EVENT
def test_no_reporting_of_an_event_is_lost(event: Path) -> None:
    for quote in evidence(facts(event)):
        one = article(event, quote["article"])
        shares = [covered(one.text, start, end, one.body) for start, end in places(one, quote)]
        assert any(found == letters for found, letters in shares), (quote["article"], quote["quote"])


@EACH_EVENT
def test_the_reprints_of_an_event_are_one_origin_and_nothing_else_is(event: Path) -> None:
    placed = [entry.article for entry in assign(loaded(event).articles)]
    origins = {Path(one.path).name: one.origin for one in placed}
    clusters = facts(event)["reprints"]

    found = {frozenset(name for name in origins if origins[name] == origin) for origin in origins.values()}

    wanted = {frozenset(cluster) for cluster in clusters}
    assert {cluster for cluster in found if len(cluster) > 1} == wanted

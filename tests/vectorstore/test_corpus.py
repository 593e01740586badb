"""The sample corpus keeps its promises: exact evidence, valid labels, enough of every kind."""

import codecs
import json
from collections import Counter
from datetime import date
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from vectorstore.articles import load
from vectorstore.body import select

CORPUS = Path(__file__).parents[2] / "vectorstore" / "data" / "corpus"
EVENTS = sorted(path.parent for path in CORPUS.glob("*/facts.json"))
SUFFIXES = {".txt", ".md", ".html", ".json", ".jsonl"}
LABELS = {"supported", "refuted", "disputed", "attributed", "not_enough_evidence"}
KINDS = {"number", "date", "name", "outcome", "cause"}
BLOCKS = {"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "td", "th", "blockquote"}
BLOCKS |= {"figcaption", "figure", "nav", "aside", "footer", "header", "section"}


class Blocks(HTMLParser):
    """Text of a page, one string per block element; scripts and styles left out."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}
        if tag in BLOCKS:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.blocks[-1] += data


def decoded(path: Path) -> str:
    """The text of a file: UTF-16, UTF-8 or else Windows-1252; newlines untouched, byte order mark removed."""
    raw = path.read_bytes()
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def article_text(event: Path, name: str) -> str:
    """What offsets into an article index; `FILE.jsonl:2` is the second line of a file."""
    file, _, line = name.partition(":")
    text = decoded(event / file)
    if file.endswith((".json", ".jsonl")):
        record = text.splitlines()[int(line) - 1] if line else text
        return str(json.loads(record)["text"])
    return text


def blocks_of(path: Path) -> list[str]:
    parser = Blocks()
    parser.feed(decoded(path))
    parser.close()
    return [" ".join(block.split()) for block in parser.blocks if block.strip()]


def facts_of(event: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((event / "facts.json").read_text(encoding="utf-8"))
    return facts


def articles_of(event: Path) -> set[str]:
    """Names of the articles of an event; the lines of a `.jsonl` file are articles."""
    names = set()
    for path in event.iterdir():
        if path.suffix == ".jsonl":
            names |= {f"{path.name}:{n}" for n in range(1, len(decoded(path).splitlines()) + 1)}
        elif path.name != "facts.json" and not path.name.endswith(".meta.json"):
            names.add(path.name)
    return names


def sides_of(facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [side for disagreement in facts["disagreements"] for side in disagreement["sides"]]


def reporting_quotes(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Every quote that has to survive the removal of boilerplate."""
    holders = [*facts["claims"], *facts["questions"], *sides_of(facts)]
    return [*chain.from_iterable(holder["evidence"] for holder in holders), *facts["reporting"]]


def origins(facts: dict[str, Any], evidence: list[dict[str, Any]]) -> set[str]:
    """Names of the origins that pieces of evidence come from; a reprint counts as the first of its group."""
    first = {name: group[0] for group in facts["reprints"] for name in group}
    return {first.get(piece["article"], piece["article"]) for piece in evidence}


def never_evidence(facts: dict[str, Any]) -> list[dict[str, Any]]:
    """Quotes of what may not be cited: boilerplate, and text that gives orders to the reader's software."""
    return [*facts["boilerplate"], *facts.get("injections", [])]


@pytest.fixture(params=EVENTS, ids=lambda event: event.name)
def event(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


def test_corpus_has_at_least_four_events_and_one_injection() -> None:
    assert len(EVENTS) >= 4
    assert any(facts_of(event).get("injections") for event in EVENTS)


def test_the_whole_folder_is_read_without_a_word_about_what_lies_beside_the_articles() -> None:
    found = load([CORPUS], select=select, today=date(2026, 11, 21))

    wanted = {str(event / name) for event in EVENTS for name in articles_of(event)}
    assert {article.path for article in found.articles} == wanted
    assert found.problems == ()


def test_every_quote_stands_exactly_at_its_span(event: Path) -> None:
    facts = facts_of(event)
    wrong = []
    for piece in [*reporting_quotes(facts), *never_evidence(facts)]:
        name = piece["article"]
        if name.endswith(".html"):
            exact = any(piece["quote"] in block for block in blocks_of(event / name))
            exact &= piece["start"] is None or piece["end"] - piece["start"] == len(piece["quote"])
        else:
            exact = article_text(event, name)[piece["start"] : piece["end"]] == piece["quote"]
        if not exact or not piece["quote"]:
            wrong.append(piece)

    assert wrong == []


def test_every_article_named_exists_and_every_article_is_used(event: Path) -> None:
    facts = facts_of(event)
    named = {piece["article"] for piece in [*reporting_quotes(facts), *never_evidence(facts)]}
    reprinted = list(chain.from_iterable(facts["reprints"]))

    assert facts["event"] == event.name
    assert named == articles_of(event)
    assert set(reprinted) <= articles_of(event)
    assert len(reprinted) == len(set(reprinted))
    assert all(len(group) >= 2 for group in facts["reprints"])
    assert {Path(name.partition(":")[0]).suffix for name in articles_of(event)} <= SUFFIXES


def test_every_sidecar_names_a_publisher_and_belongs_to_an_article(event: Path) -> None:
    sidecars = sorted(event.glob("*.meta.json"))

    for sidecar in sidecars:
        assert json.loads(sidecar.read_text(encoding="utf-8"))["publisher"]
        assert {sidecar.name.removesuffix(".meta.json") + suffix for suffix in SUFFIXES} & articles_of(event)


def test_claims_have_all_five_labels_and_evidence_that_fits(event: Path) -> None:
    facts = facts_of(event)
    labels = Counter(claim["label"] for claim in facts["claims"])

    assert set(labels) == LABELS
    assert labels.total() >= 20
    for claim in facts["claims"]:
        assert claim["claim"].strip()
        assert bool(claim["evidence"]) == (claim["label"] != "not_enough_evidence"), claim["id"]
        if claim["label"] == "disputed":
            assert len(origins(facts, claim["evidence"])) >= 2, claim["id"]


def test_questions_have_answers_or_abstentions(event: Path) -> None:
    questions = facts_of(event)["questions"]

    assert sum(question["answer"] is not None for question in questions) >= 6
    assert sum(question["answer"] is None for question in questions) >= 3
    for question in questions:
        assert bool(question["evidence"]) == (question["answer"] is not None), question["id"]


def test_disagreements_have_sides_of_different_origins(event: Path) -> None:
    facts = facts_of(event)

    assert facts["disagreements"]
    for disagreement in facts["disagreements"]:
        sides = disagreement["sides"]
        evidence = [piece for side in sides for piece in side["evidence"]]
        assert disagreement["kind"] in KINDS, disagreement["id"]
        assert disagreement["topic"].strip()
        assert isinstance(disagreement["update"], bool)
        assert len({side["value"] for side in sides}) == len(sides) >= 2, disagreement["id"]
        assert all(side["evidence"] for side in sides), disagreement["id"]
        assert len(origins(facts, evidence)) >= 2, disagreement["id"]


def test_ids_are_unique(event: Path) -> None:
    facts = facts_of(event)
    ids = [item["id"] for key in ("claims", "questions", "disagreements") for item in facts[key]]

    assert len(ids) == len(set(ids))


def test_no_evidence_lies_in_boilerplate(event: Path) -> None:
    facts = facts_of(event)
    spans = [piece for piece in never_evidence(facts) if piece["start"] is not None]

    overlapping = [
        (piece, chrome)
        for piece in reporting_quotes(facts)
        for chrome in spans
        if piece["article"] == chrome["article"]
        and piece["start"] is not None
        and piece["start"] < chrome["end"]
        and chrome["start"] < piece["end"]
    ]
    assert overlapping == []

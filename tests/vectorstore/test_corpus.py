"""The sample corpus keeps its promises: exact evidence, valid labels, enough of every kind."""

import codecs
import json
from collections import Counter
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

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
    """The text of a file; newlines untouched, a byte order mark removed."""
    raw = path.read_bytes()
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return raw.decode("utf-16" if utf16 else "utf-8-sig")


def article_texts(path: Path) -> list[str]:
    """What offsets into a file index: the `text` field of each JSON record, else the decoded text."""
    text = decoded(path)
    if path.suffix == ".jsonl":
        return [json.loads(line)["text"] for line in text.splitlines() if line.strip()]
    return [json.loads(text)["text"]] if path.suffix == ".json" else [text]


def blocks_of(path: Path) -> list[str]:
    parser = Blocks()
    parser.feed(decoded(path))
    parser.close()
    return [" ".join(block.split()) for block in parser.blocks if block.strip()]


def facts_of(event: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((event / "facts.json").read_text(encoding="utf-8"))
    return facts


def articles_of(event: Path) -> set[str]:
    return {p.name for p in event.iterdir() if p.name != "facts.json" and not p.name.endswith(".meta.json")}


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


def test_corpus_has_several_events_and_one_injection() -> None:
    assert len(EVENTS) >= 3
    assert any(facts_of(event).get("injections") for event in EVENTS)


def test_every_quote_stands_exactly_at_its_span(event: Path) -> None:
    facts = facts_of(event)
    wrong = []
    for piece in [*reporting_quotes(facts), *never_evidence(facts)]:
        path = event / piece["article"]
        if path.suffix == ".html":
            exact = any(piece["quote"] in block for block in blocks_of(path))
            exact &= piece["start"] is None or piece["end"] - piece["start"] == len(piece["quote"])
        else:
            span = slice(piece["start"], piece["end"])
            exact = any(text[span] == piece["quote"] for text in article_texts(path))
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
    assert {Path(name).suffix for name in articles_of(event)} <= SUFFIXES


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

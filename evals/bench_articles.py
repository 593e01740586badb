"""Invented articles for the benchmark: as many as are wanted, the same on every machine.

Four outlets report each event in their own choice of sentences, two passages long. The slots of a sentence
stand so close that articles share few runs of five words, else all would be reprints of one story.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from vectorstore.values import Value

OUTLETS = 4
"""Articles about one event."""
_LEADS = 2
"""Sentences that state the event; the others stand around it."""
_SENTENCES = 12
_PARAGRAPH = 3


class Event(Value):
    """What the articles about one event agree on: who did what to how many things, where, when and why.

    Each field fills the slot of its name in a sentence.
    """

    town: str
    body: str
    did: str
    count: int
    thing: str
    day: str
    cause: str
    person: str
    critic: str


@cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple((files("evals") / "data" / name).read_text("utf-8").splitlines())


@cache
def _words() -> dict[str, list[str]]:
    lists = (line.split(": ", 1) for line in _lines("bench_words.txt"))
    return {name: words.split(", ") for name, words in lists}


def _number(*key: str | int) -> int:
    return int.from_bytes(hashlib.sha256(repr(key).encode()).digest()[:8], "big")


def _word(name: str, *key: str | int) -> str:
    words = _words()[name]
    return words[_number(name, *key) % len(words)]


def _town(*key: str | int) -> str:
    return _word("start", *key) + _word("start", *key, "middle").lower() + _word("end", *key)


def event(number: int) -> Event:
    """The facts of event `number`."""
    alike = {name: _word(name, number) for name in ("body", "did", "thing", "day", "cause")}
    people = {
        role: f"{_word('first', number, role)} {_word('last', number, role)}" for role in ("person", "critic")
    }
    return Event(town=_town(number), count=12 + _number(number) % 900, **alike, **people)


def _sentence(pattern: str, facts: Event, *key: int) -> str:
    own = {name: _word(name, *key) for name in ("group", "quality", "work", "area")}
    other = {f"other_{name}": _word(name, *key, "other") for name in ("group", "thing", "did", "day")}
    text = pattern.format(**facts.model_dump(), **own, **other, number=2 + _number(*key) % 90)
    return text[0].upper() + text[1:]


def _paragraphs(number: int) -> list[str]:
    patterns, facts = _lines("bench_sentences.txt"), event(number // OUTLETS)
    around = sorted(patterns[_LEADS:], key=lambda pattern: _number(number, pattern))
    chosen = [patterns[number % _LEADS], *around[: _SENTENCES - 1]]
    told = [_sentence(pattern, facts, number, place) for place, pattern in enumerate(chosen)]
    return [" ".join(told[start : start + _PARAGRAPH]) for start in range(0, len(told), _PARAGRAPH)]


def write(folder: Path, count: int, first: int = 0) -> None:
    """Write `count` articles from number `first` on into `folder`: one web page to three text files."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(first, first + count):
        facts, paragraphs = event(number // OUTLETS), _paragraphs(number)
        title = f"{facts.town} {facts.body} acts on {facts.thing}"
        paper = f"{_town(number, 'paper')} {_word('paper', number)}"
        path = folder / f"{number:05}.txt"
        if number % OUTLETS == 0:
            path.with_suffix(".html").write_text(_page(title, paper, paragraphs), encoding="utf-8")
        else:
            path.write_text("\n\n".join([title, *paragraphs]), encoding="utf-8")
            path.with_suffix(".meta.json").write_text(json.dumps({"publisher": paper}), encoding="utf-8")


def _page(title: str, publisher: str, paragraphs: Sequence[str]) -> str:
    stated = json.dumps({"@type": "NewsArticle", "headline": title, "publisher": {"name": publisher}})
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html><head><title>{title}</title><script type="application/ld+json">{stated}</script></head>'
        f"<body><nav>Home</nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


def question(number: int) -> str:
    """A question about event `number`."""
    facts = event(number)
    return (
        f"How many {facts.thing} were {facts.did} in {facts.town}?",
        f"Who chairs the {facts.town} {facts.body}?",
        f"When were the {facts.thing} in {facts.town} {facts.did}?",
        f"Why were {facts.thing} in {facts.town} {facts.did}?",
    )[number % 4]


def claim(number: int) -> str:
    """A claim about event `number`; every second one is wrong."""
    facts = event(number)
    return (
        f"The {facts.town} {facts.body} {facts.did} {facts.count + 7 * (number % 2)} {facts.thing}"
        f" on {facts.day}."
    )

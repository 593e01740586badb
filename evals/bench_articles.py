"""Invented articles for the benchmark: as many as are wanted, the same on every machine.

Articles come in groups of four outlets that report one event each in their own choice of sentences. The slots of
a sentence stand so close that different events share few runs of five words, else all would be one wire story.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

OUTLETS = 4
"""Articles about one event."""
_SENTENCES = 12
_PARAGRAPH = 3

_TOWN = ("Bran", "Tor", "Vel", "Quen", "Ash", "Mar", "Ost", "Lind", "Hal", "Ner", "Sil", "Wex", "Dro", "Pel")
_TOWN_END = ("dale", "mouth", "haven", "field", "stead", "wick", "moor", "bridge", "ley", "ford", "holm", "gate")
_FIRST = ("Ada", "Bertil", "Carla", "Dorian", "Elke", "Farid", "Greta", "Hamo", "Ines", "Jorin", "Katja", "Leif")
_LAST = ("Tamsel", "Orvik", "Brennick", "Castrow", "Dellamy", "Ferrant", "Gorsten", "Hallick", "Immert", "Jossel")
_BODY = ("council", "harbour office", "school board", "rail operator", "water company", "hospital trust", "museum")
_THING = ("pumps", "buses", "classrooms", "ferries", "turbines", "boilers", "beds", "signals", "wells", "carriages")
_DID = ("closed", "replaced", "bought", "inspected", "repaired", "sold", "leased", "rebuilt", "moved", "stopped")
_CAUSE = ("flooding", "a cable fault", "rising costs", "a staff shortage", "cracked welds", "an audit", "drought")
_AREA = ("northern", "southern", "eastern", "western", "upper", "lower", "old", "outer")
_QUALITY = ("slow", "careful", "costly", "overdue", "partial", "sudden", "lengthy", "quiet", "second", "final")
_GROUP = ("residents", "drivers", "nurses", "parents", "traders", "engineers", "pensioners", "students", "tenants")
_WORK = ("survey", "contract", "hearing", "schedule", "estimate", "petition", "review", "vote", "briefing", "tender")
_DAY = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_PAPER = ("Courier", "Ledger", "Bulletin", "Tribune", "Gazette", "Monitor", "Standard", "Beacon")

_LEAD = (
    "The {town} {body} {did} {count} {thing} on {day} because of {cause}, {person}, who chairs it, said.",
    "{count} {thing} in {town} were {did} on {day} after {cause}, according to the {body} and its chair, {person}.",
)
_REST = (
    "“{group} deserve a {quality} {work} of the {area} {thing},” {person} told {other_group} in {town} on {other_day}.",
    "A {quality} {work} for {town} had put {other_thing} in the {area} district ahead of {thing}, {critic} argued.",
    "{critic}, who speaks for {number} {group}, called the {work} {quality} and asked the {body} to halt it by {other_day}.",
    "Between {number} and {count} {group} lost {other_thing} during {cause}, a {quality} {work} by the {body} shows.",
    "In the {area} part of {town}, {group} waited {number} minutes for {other_thing} while {thing} were {other_did}.",
    "{person} denied that {cause} had {other_did} any {other_thing}, but {group} in {town} doubt the {quality} {work}.",
    "The {quality} {work} cost {number} million crowns, {critic} said, far more than {area} {town} pays for {other_thing}.",
    "Since {other_day}, {number} {other_group} have signed a {work} against the {body}, {critic} and {group} said.",
    "“Nobody {other_did} {thing} without a {quality} {work},” said {critic}, adding that {town} has {number} {other_thing}.",
    "{other_group} from the {area} quarter met {person} on {other_day}; the {work} on {other_thing} stays {quality}, they heard.",
    "Last year {town} {other_did} {number} {other_thing}, and {cause} then kept {group} from a {quality} {work}.",
    "A spokeswoman for the {body} said {other_thing} worth {number} crowns were {quality} to repair in {area} {town}.",
    "It was unclear whether {critic} would take the {work} to court before {other_day}, when {group} and {person} meet.",
    "If {cause} returns, {number} {thing} may be {other_did} again, {person} warned {other_group} at a {quality} {work}.",
    "About {number} per cent of {area} {thing} ran on {other_day}, {group} counted, despite the {quality} {work} in {town}.",
    "{critic} praised {group} for a {quality} {work}, saying that {town} and its {body} now {other_did} fewer {other_thing}.",
)


class Event(NamedTuple):
    """What an event's articles agree on."""

    town: str
    body: str
    did: str
    count: str
    thing: str
    day: str
    cause: str
    person: str


def _number(*key: object) -> int:
    return int.from_bytes(hashlib.sha256(repr(key).encode()).digest()[:8], "big")


def _one(options: Sequence[str], *key: object) -> str:
    return options[_number(*key) % len(options)]


def _name(*key: object) -> str:
    return f"{_one(_FIRST, *key, 'first')} {_one(_LAST, *key, 'last')}"


def event(number: int) -> Event:
    """The facts of event `number`, counted from 0."""
    return Event(
        town=_one(_TOWN, number, "town") + _one(_TOWN, number, "middle").lower() + _one(_TOWN_END, number, "end"),
        body=_one(_BODY, number, "body"),
        did=_one(_DID, number, "did"),
        count=str(12 + _number(number, "count") % 900),
        thing=_one(_THING, number, "thing"),
        day=_one(_DAY, number, "day"),
        cause=_one(_CAUSE, number, "cause"),
        person=_name(number, "person"),
    )


def _sentence(pattern: str, facts: Event, *key: object) -> str:
    text = pattern.format(
        **facts._asdict(),
        critic=_name(*key[:1], "critic"),
        group=_one(_GROUP, *key, "group"),
        other_group=_one(_GROUP, *key, "other group"),
        other_thing=_one(_THING, *key, "other thing"),
        other_did=_one(_DID, *key, "other did"),
        other_day=_one(_DAY, *key, "other day"),
        quality=_one(_QUALITY, *key, "quality"),
        work=_one(_WORK, *key, "work"),
        area=_one(_AREA, *key, "area"),
        number=2 + _number(*key, "number") % 800,
    )
    return text[0].upper() + text[1:]


def _paragraphs(number: int) -> list[str]:
    facts, outlet = event(number // OUTLETS), number % OUTLETS
    order = sorted(_REST, key=lambda pattern: _number(number, pattern))
    patterns = [_LEAD[outlet % len(_LEAD)], *order[: _SENTENCES - 1]]
    told = [_sentence(pattern, facts, number // OUTLETS, outlet, place) for place, pattern in enumerate(patterns)]
    return [" ".join(told[start : start + _PARAGRAPH]) for start in range(0, len(told), _PARAGRAPH)]


def write(folder: Path, count: int) -> None:
    """Write articles 0 to `count` - 1 into `folder`: three text files to one web page, each with its publisher."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        facts, paragraphs = event(number // OUTLETS), _paragraphs(number)
        title = f"{facts.town} {facts.body} acts on {facts.thing}".capitalize()
        publisher = f"{_one(_TOWN, number, 'paper')}{_one(_TOWN_END, number, 'paper')} {_one(_PAPER, number)}"
        if number % 4 == 3:
            body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
            stated = json.dumps({"@type": "NewsArticle", "publisher": {"name": publisher}})
            page = (
                f'<html><head><title>{title}</title><script type="application/ld+json">{stated}</script></head>'
                f"<body><nav>Home</nav><article><h1>{title}</h1>\n{body}</article></body></html>\n"
            )
            (folder / f"{number:05}.html").write_text(page, encoding="utf-8")
        else:
            text = "\n\n".join([title, *paragraphs]) + "\n"
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
            (folder / f"{number:05}.meta.json").write_text(json.dumps({"publisher": publisher}), encoding="utf-8")


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
    count = int(facts.count) + number % 2 * 7
    return f"The {facts.town} {facts.body} {facts.did} {count} {facts.thing} on {facts.day}."

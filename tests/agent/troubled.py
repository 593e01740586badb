"""A chat model in trouble: cases drawn from a seed, and the replies that its endpoint gives in each.

A reply is a fault of `tests.faulty`, or one made here that fits what was asked for more or less: sentences of
the passages shown, true ones and ones that were tampered with, under ids that were offered or not. What is
made up carries one of `TRIPWIRES`, which stand in no article. `Mind` remembers what of its replies could be
read and what of it had a right to be believed, for a test to hold results against.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any, NamedTuple

from agent.llm.budget import Budget
from agent.llm.client import ChatClient
from agent.llm.prices import Price
from tests.faulty import FAULTS, KEY, Answer, Json, sensible

ARTICLES = {
    "The Post": "A storm closed the port of Velden on Monday and cut power to 4,000 homes. "
    "Ferry crews moored all nine boats in the inner harbour before noon. "
    "Mayor Ines Corvin said that the harbour wall had to be raised by two metres. "
    "Fishermen of the town lost about 300 nets during the night, the port office reported. "
    "Otto Vale thanked Nora Lind for the boats that she had lent. "
    "Two hospitals ran on generators until Tuesday morning.",
    "The Mail": "The port of Velden was closed by a storm on Monday, and 4,500 homes lost power. "
    "The coast guard of Norland rescued a crew of five from a sinking trawler. "
    "“We were lucky that the tide was low,” said Captain Piet Haal, who led the rescue. "
    "A school in the old town took in 60 people for the night. "
    "The insurer Nordbank put the damage at 12 million crowns.",
    "The Times": "Velden reopened its port on Thursday after three days of repairs. "
    "Mayor Ines Corvin denied that the harbour wall had been neglected. "
    "The parliament of Norland voted 61 to 40 for a fund that pays for new nets. "
    "According to the engineer Ruth Amsel, the wall was built in 1954. "
    "No fishermen were missing after the storm, the coast guard said.",
}
QUESTIONS = (
    "How many homes lost power in Velden?",
    "Who said that the harbour wall had to be raised?",
    "When did Velden reopen its port?",
    "Who won the chess final?",
)
CLAIMS = (
    "A storm closed the port of Velden on Monday.",
    "The storm cut power to 9,000 homes in Velden.",
    "Ferry crews moored all nine boats in the inner harbour before noon.",
    "The insurer Nordbank put the damage at 12 million crowns.",
    "Mayor Ines Corvin said that the harbour wall had to be raised by two metres.",
    "The harbour wall was built in 1954.",
    "The coast guard of Norland rescued a crew of five.",
    "Fishermen of the town were missing after the storm.",
)
TRIPWIRES = ("zorblat", "7,913", "sunday")
"""What every invention holds, in lower case."""
PATIENCE = 10.0
"""Seconds of the case's clock for a request, most of which pass at once."""
STALLED = 0.05
"""Seconds for a request in a case with faults that take real time."""
SLOW = {"time-out": FAULTS["time-out"], "drips": replace(FAULTS["drips"], drip=0.001)}
FAST = {name: answer for name, answer in FAULTS.items() if name not in SLOW}
PRICE = Price(prompt=10, reply=20, date=date(2031, 1, 1))

_PASSAGE = re.compile(r"<<(?P<mark>\w{8}) (?P<id>p\d+) \| ([^|\n]*) \|[^\n]*\n(.*?)\n(?P=mark)>>", re.DOTALL)
_TEXT = re.compile(r"<<(?P<mark>\w{8}) text\n(.*?)\n(?P=mark)>>", re.DOTALL)
_SCHEMA = re.compile(r"JSON Schema, and with nothing else:\n(\{.*\})")
_INVENTED = ("p999", "p0", "", "The Post", "P77", "1", "zorblat", "p1, p2")
_UNREADABLE = ("fits half", "cut off", "torn", "chatter", "thought", "listed")
_READABLE = ("as it is", "fenced", "reasoned", "spaced")


class Case(NamedTuple):
    """What is asked, of what kind of endpoint."""

    task: str
    seed: int
    asked: str
    words: int
    listens: bool
    context: int
    timeout: float
    budget: Budget
    price: Price | None
    sense: float
    """Share of replies that are no fault."""
    truth: float
    """Share of sentences that are not tampered with."""
    offered: float
    """Share of ids that were offered."""
    slow: bool
    """Whether faults may take real time."""


class Clock:
    """Seconds that pass when the case says so, and a little with each look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.001
        return self.now


class Shown(NamedTuple):
    """A passage that the model was shown."""

    publisher: str
    text: str


@dataclass
class Mind:
    """Replies to the requests of one case, and remembers.

    Attributes:
        sound: Sentences of drafts that cite only ids that were offered, at most.
        mended: Repairs that do.
        findings: Publisher and words of findings with an offered id and a quotation that stands there.
        readable: Whether the last reply could be read; none before the first.
        overspent: Budgets that were spent when a request came.
        begun, ended: Replies; they differ if making one failed.
        told: What each reply was, for a reader of a failed case.
    """

    case: Case
    client: ChatClient
    clock: Clock
    sound: int = 0
    mended: int = 0
    begun: int = 0
    ended: int = 0
    readable: bool | None = None

    def __post_init__(self) -> None:
        self.findings: set[tuple[str, str]] = set()
        self.overspent: list[str] = []
        self.told: list[str] = []

    def reply(self, request: Json, rng: Random) -> Answer:
        """See `tests.faulty.Reply`."""
        self.begun += 1
        self.overspent += _overspent(self.case.budget, self.client)
        answer = self._made(request, rng)
        if not (self.case.slow or answer.status >= 300 or answer.body or answer.cut is not None):
            answer = self._delayed(answer, rng)
        self.ended += 1
        return answer

    def _made(self, request: Json, rng: Random) -> Answer:
        passages, kind = shown(request), asked_for(request)
        if rng.random() >= self.case.sense:
            name = rng.choice(sorted(FAST | SLOW if self.case.slow else FAST))
            self._tell(kind, name, readable=(kind, name) == ("summary", "invented ids"))
            return (FAST | SLOW)[name]
        if rng.random() < 0.1:
            answer = sensible(request, rng)
            self._remember(kind, json.loads(answer.text), passages)
            self._tell(kind, "sensible", readable=True)
            return answer
        document = _WRITTEN[kind](self, request, rng)
        self._remember(kind, document, passages)
        how = rng.choice(_READABLE if rng.random() < 0.7 + 0.3 * self.case.sense else _UNREADABLE)
        self._tell(kind, how, readable=how in _READABLE)
        return _mangled(document, how, rng)

    def _delayed(self, answer: Answer, rng: Random) -> Answer:
        """The answer after some time; padded if that is too long, so that the client looks at the clock."""
        left = self.case.budget.seconds_left(self.client.usage)
        patience = PATIENCE if left is None else min(PATIENCE, left)
        delay = rng.choice((0.0, 0.25, 0.5, 3.0, 3.0, 11.0 if rng.random() < 0.2 else 0.0))
        self.clock.now += delay
        if delay <= patience:
            return answer
        self.readable = False
        self.told[-1] += " late"
        return replace(answer, text=answer.text + " " * 150_000)

    def _tell(self, kind: str, what: str, *, readable: bool) -> None:
        self.readable = readable
        self.told.append(f"{kind}: {what}")

    def _remember(self, kind: str, document: Any, passages: dict[str, Shown]) -> None:
        if kind == "findings":
            for each in document["findings"]:
                held = passages.get(each["id"])
                if held and folded(each["quotation"]) in folded(held.text):
                    self.findings.add((held.publisher, folded(each["quotation"])))
        elif kind == "repair":
            self.mended += honest(document["ids"], passages)
        elif kind in {"summary", "answer"}:
            for each in document["sentences"]:
                parts = 1 + len(re.findall(r"[.!?…]", each["text"]))
                self.sound += parts * honest(each["ids"], passages)

    def summary(self, request: Json, rng: Random) -> Json:
        """Sentences of the passages."""
        number = rng.choice((0, 2, 4, 6, 6, 60 if rng.random() < 0.1 else 6))
        return {"sentences": [self._sentence(shown(request), rng) for _ in range(number)]}

    def answer(self, request: Json, rng: Random) -> Json:
        """Sentences that share words with the question, as a rule."""
        asked = set(re.findall(r"\w{4,}", self.case.asked))
        passages = shown(request)
        near = _near(passages, asked)
        number = rng.choice((0, 1, 2, 2, 5))
        sentences = [self._sentence(near or passages, rng, asked) for _ in range(number)]
        return {"answerable": rng.random() < 0.9, "sentences": sentences}

    def repair(self, request: Json, rng: Random) -> Json:
        """One sentence, or nothing."""
        return self._sentence(shown(request), rng) | ({"text": ""} if rng.random() < 0.1 else {})

    def _findings(self, request: Json, rng: Random) -> Json:
        return {"findings": [self._finding(shown(request), rng) for _ in range(rng.choice((0, 1, 3, 6)))]}

    def _finding(self, passages: dict[str, Shown], rng: Random) -> Json:
        asked = set(re.findall(r"\w{4,}", self.case.asked))
        near = _near(passages, asked) if rng.random() < 0.7 else {}
        name, passage = rng.choice(sorted((near or passages).items()))
        words = _likest(passage.text, asked, rng).split()
        if rng.random() < 0.2:
            start = rng.randrange(len(words))
            words = words[start : start + rng.randint(1, 9)]
        quotation = " ".join(words)
        if rng.random() >= self.case.truth:
            quotation = rng.choice(_LIES)(quotation, rng)
        return {
            "id": name if rng.random() < self.case.offered else rng.choice(_INVENTED),
            "stance": rng.choice(("supports", "supports", "refutes", "reports")),
            "quotation": quotation,
            "speaker": rng.choice((None, None, "Ines Corvin", "Zorblat Quennick")),
        }

    def _parts(self, request: Json, rng: Random) -> Json:
        found = _TEXT.search(request["messages"][-1]["content"])
        parts = _cut(found[2] if found else self.case.asked)
        if rng.random() >= self.case.truth:
            parts.insert(rng.randrange(len(parts) + 1), rng.choice(_LIES)(rng.choice(parts), rng))
        return {"claims": parts[: rng.randint(1, 9)] if rng.random() < 0.2 else parts}

    def _sentence(self, passages: dict[str, Shown], rng: Random, about: set[str] | None = None) -> Json:
        name, passage = rng.choice(sorted(passages.items()))
        text = _likest(passage.text, about or set(), rng)
        if rng.random() >= self.case.truth:
            text = rng.choice(_LIES + _DAMAGES)(text, rng)
        own = rng.choice((name, f"[{name}]", f"{name} | {passage.publisher}"))
        ids = [own] if rng.random() < 0.9 else [rng.choice(sorted(passages)), own]
        if rng.random() >= self.case.offered:
            ids = rng.choice(([], [rng.choice(_INVENTED)], [*ids, rng.choice(_INVENTED)]))
        speaker = rng.choice((None, None, None, None, "Ines Corvin", "Zorblat Quennick"))
        return {"ids": ids, "text": text, "speaker": speaker, "kind": "event"}


_WRITTEN: dict[str, Callable[[Mind, Json, Random], Json]] = {
    "summary": Mind.summary,
    "answer": Mind.answer,
    "repair": Mind.repair,
    "findings": Mind._findings,
    "parts": Mind._parts,
}


def drawn(task: str, seed: int) -> Case:
    """The case of a seed; `task` is summarize, ask, or verify with a checker."""
    rng = Random(f"{task} {seed}")
    slow = rng.random() < 0.08
    limit = rng.choice(("", "", "", "", "tokens", "cost", "seconds"))
    # Replies that nobody reports the cost of are counted by the client: some hundred tokens each.
    budget = Budget(
        max_tokens=rng.choice((1, 20, 40, 100)) if limit == "tokens" else None,
        max_cost=rng.choice((0.0, 0.0001, 0.0004, 0.001)) if limit == "cost" else None,
        max_seconds=rng.choice((1.0, 5.0)) if limit == "seconds" and not slow else None,
    )
    return Case(
        task=task,
        seed=seed,
        asked=rng.choice(CLAIMS if task.startswith("verify") else QUESTIONS),
        words=rng.choice((25, 50, 80)),
        listens=rng.random() < 0.4,
        context=rng.choice((*[8192] * 8, 2600, 1500, 900, 300)),
        timeout=STALLED if slow else PATIENCE,
        budget=budget,
        price=PRICE if limit == "cost" or rng.random() < 0.5 else None,
        sense=rng.choice((0.0, 0.7, 0.9, 1.0, 1.0)),
        truth=rng.choice((0.0, 0.6, 0.9, 1.0)),
        offered=rng.choice((0.0, 0.8, 1.0, 1.0)),
        slow=slow,
    )


def asked_for(request: Json) -> str:
    """What kind of reply a request wants, by its schema."""
    prompt = "\n".join(str(each["content"]) for each in request["messages"])
    schema = (request.get("response_format") or {}).get("json_schema", {}).get("schema")
    if schema is None:
        found = _SCHEMA.search(prompt)
        schema = json.loads(found[1]) if found else {}
    named = schema["properties"]
    kinds = {"answerable": "answer", "sentences": "summary", "findings": "findings", "claims": "parts"}
    return next((kind for name, kind in kinds.items() if name in named), "repair")


def shown(request: Json) -> dict[str, Shown]:
    """The passages of a request by their ids."""
    told = "\n".join(str(each["content"]) for each in request["messages"])
    return {found[2]: Shown(found[3], found[4]) for found in _PASSAGE.finditer(told)}


def honest(ids: list[str], passages: dict[str, Shown]) -> bool:
    """Whether all of `ids`, of which there is one, were offered; marks around one do not count."""
    bare = [re.fullmatch(r"\W*(\w*)\W*(?:\|.*)?", each, re.DOTALL) for each in ids]
    return bool(ids) and all(each is not None and each[1] in passages for each in bare)


def folded(text: str) -> str:
    """`text` with single spaces."""
    return " ".join(text.split())


def _overspent(budget: Budget, client: ChatClient) -> list[str]:
    """The limits that left nothing for the request that just came."""
    used = client.usage
    spent = {
        "tokens": budget.max_tokens is not None and used.tokens >= budget.max_tokens,
        "cost": budget.max_cost is not None and (used.cost_usd or 0.0) >= budget.max_cost,
        "seconds": budget.max_seconds is not None and used.seconds >= budget.max_seconds,
    }
    return [name for name, gone in spent.items() if gone]


def _near(passages: dict[str, Shown], about: set[str]) -> dict[str, Shown]:
    """The passages that share more than a word with what they should be about."""
    shared = {name: about & set(re.findall(r"\w{4,}", each.text)) for name, each in passages.items()}
    return {name: passages[name] for name, words in shared.items() if len(words) > 1}


def _cut(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text)


def _likest(text: str, about: set[str], rng: Random) -> str:
    """A sentence of `text`, as a rule one that shares most words with what it should be about."""
    found = _cut(text)
    if not about or rng.random() < 0.2:
        return rng.choice(found)
    return max(found, key=lambda each: len(about & set(re.findall(r"\w{4,}", each))))


def _number(text: str, rng: Random) -> str:
    del rng
    changed = re.sub(r"\b\d[\d,]*\b", "7,913", text)
    return changed if changed != text else f"{text[:-1]} and 7,913 others."


def _name(text: str, rng: Random) -> str:
    found = list(re.finditer(r"(?<=[a-z,] )[A-Z]\w+", text))
    if not found:
        return f"Zorblat {text[0].lower()}{text[1:]}"
    one = rng.choice(found)
    return f"{text[: one.start()]}Zorblat{text[one.end() :]}"


def _word(text: str, rng: Random) -> str:
    words = text.split()
    words.insert(rng.randrange(1, len(words) + 1), "zorblat")
    return " ".join(words)


_LIES: tuple[Callable[[str, Random], str], ...] = (
    _number,
    _name,
    _word,
    lambda text, _: f"{text.rstrip('.')} on Sunday.",
    lambda text, _: f"“The zorblat is near,” said Ines Corvin. {text}",
    lambda text, _: f"{text.rstrip('.')}, “zorblat” officials said.",
    lambda text, _: f"According to Zorblat Quennick, {text[:1].lower()}{text[1:]}",
    lambda *_: "The zorblat council met in secret.",
    lambda text, _: f"\x1b[2J\u202e{text} zorblat\x07",
    lambda text, _: f"{text} {KEY} zorblat",
    lambda text, rng: f"{text} zorblat" * rng.choice((2, 60, 400)),
    lambda text, _: text.replace(" said", " zorblat denied"),
)
"""Each leaves a tripwire in a text, unless it finds nothing to tamper with."""


def _damage(text: str, rng: Random) -> str:
    words = text.split()
    place = rng.randrange(1, len(words))
    return rng.choice(
        (
            " ".join(words[:place]),
            " ".join([*words[:place], "not", *words[place:]]),
            " ".join([words[place], *words[:place], *words[place + 1 :]]),
            " ".join([*words[:place], f"“{words[place]}”", *words[place + 1 :]]),
            " ".join([*words[:place], *words[place + 1 :]]),
            f"{text} {text}",
            f"{' '.join(words[:place])}\n{' '.join(words[place:])}",
            "",
        )
    )


_DAMAGES = (_damage, _damage, _damage)


def _mangled(document: Json, how: str, rng: Random) -> Answer:
    """A reply with `document` in it."""
    text = json.dumps(document)
    usage: bool | Json = rng.choice((True, True, False, {"prompt_tokens": 10**6, "completion_tokens": 10**6}))
    start = rng.randrange(1, len(text))
    if how == "listed":
        return Answer(text=f"[{text}]", usage=usage)
    if how == "fits half":
        document = {name: rng.choice((None, 7, "zorblat", {"a": []})) for name in document}
    made = {
        "as it is": text,
        "fenced": f"```json\n{text}\n```",
        "reasoned": f"<think>A zorblat? {{}}</think>\n{text}",
        "spaced": f"\n\n {json.dumps(document, indent=2)} \n",
        "fits half": json.dumps(document),
        "cut off": text[:start],
        "torn": text[:start],
        "chatter": f"Here is the zorblat: {text}",
        "thought": f"<think>{text}",
    }
    return Answer(text=made[how], usage=usage, finish="length" if how == "cut off" else "stop")

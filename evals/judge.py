"""A chat model that grades sentences against what they cite, and pairs labelled by hand to grade it by.

It gives its label before its reason and again after it; a reply whose two labels differ contradicts itself
and grades nothing. The order of labels and passages is drawn per item, so that a liking for what stands first
favours neither label.
"""

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Literal

import numpy as np
from pydantic import Field

from agent.errors import Unusable
from agent.llm import ChatModel
from agent.prompts import Fenced, load
from agent.values import Label
from evals.dataset import Event
from evals.record import Record
from evals.rows import JudgedRow
from evals.tasks import Case, Outcome
from vectorstore.values import Value

_REPLY = 300
"""Tokens of a reply, at most."""


class Grade(Value):
    """A reply of the judge."""

    label: Literal["supported", "unsupported"] = Field(description="The label.")
    reason: str = Field(max_length=600, description="What decides.")
    again: Literal["supported", "unsupported"] = Field(description="The label that the reason comes to.")


class Turned(Grade):
    """The same, the labels in the other order."""

    label: Literal["unsupported", "supported"] = Field(description="The label.")
    again: Literal["unsupported", "supported"] = Field(description="The label that the reason comes to.")


class Pair(Value):
    """A text and the passages that it is to be supported by."""

    id: str = Field(description="Its name.")
    text: str = Field(description="The text.")
    quotes: tuple[str, ...] = Field(description="The passages.")
    hand: bool | None = Field(default=None, description="Whether they support it, by hand.")


class Judge:
    """Grades pairs.

    Args:
        model: The chat model.
        seed: Of the orders.
        version: Version of its prompt; the one in use if not given.
    """

    def __init__(self, model: ChatModel, seed: int, version: int | None = None) -> None:
        self._model = model
        self._seed = seed
        self._prompt = load("judge", version)

    def grade(self, pair: Pair) -> Grade:
        """Label and reason.

        Raises:
            ModelError: If the model gave no usable reply, or one that contradicts itself.
        """
        digest = int(hashlib.sha256(pair.id.encode()).hexdigest()[:8], 16)
        draws = np.random.default_rng([self._seed, digest])
        turned = bool(draws.integers(2))
        labels = ["unsupported", "supported"] if turned else ["supported", "unsupported"]
        quotes = [pair.quotes[at] for at in draws.permutation(len(pair.quotes))]
        messages = self._prompt.render(
            labels=[Fenced(label="label", text=each) for each in labels],
            sentence=Fenced(label="sentence", text=pair.text),
            passages=[Fenced(label="passage", text=each) for each in quotes],
        )
        grade = self._model.ask(messages, Turned if turned else Grade, most=_REPLY)
        if grade.label != grade.again:
            raise Unusable(
                f"judge {self._model.name!r} contradicts itself: {grade.label!r} before its reason, "
                f"{grade.again!r} after it"
            )
        return grade

    def cases(self, pairs: Sequence[Pair]) -> list[Case]:
        """One case for each pair."""
        return [
            Case(
                id=pair.id,
                lane=pair.id,
                inputs={"text": pair.text, "quotes": list(pair.quotes)},
                bare=JudgedRow(id=pair.id, hand=pair.hand),
                do=partial(self._do, pair),
            )
            for pair in pairs
        ]

    def _do(self, pair: Pair) -> Outcome:
        grade = self.grade(pair)
        row = JudgedRow(id=pair.id, supported=grade.label == "supported", hand=pair.hand)
        return Outcome(output=grade.model_dump(mode="json"), row=row)


def told(records: Sequence[Record]) -> list[Pair]:
    """The sentences of recorded summaries."""
    return [
        Pair(
            id=f"{record.id}/{number}",
            text=sentence["text"],
            quotes=tuple(each["quote"] for each in sentence["citations"]),
        )
        for record in records
        if record.error is None
        for number, sentence in enumerate(record.output["sentences"], 1)
    ]


def by_hand(events: Sequence[Event], most: int, seed: int) -> list[Pair]:
    """Pairs with labels by hand, made of the claims: as many supported as not, `most` in all.

    Supported is a claim beside what supports it. Unsupported is one beside what refutes it, or beside what
    supports another claim, of another event where there is one.
    """
    facts = [(event.name, fact) for event in events for fact in event.claims if fact.evidence]
    good = [(name, fact) for name, fact in facts if fact.label is Label.SUPPORTED]
    bad = [(name, fact) for name, fact in facts if fact.label is Label.REFUTED]
    held = [
        Pair(id=f"{n}/{f.id}/own", text=f.claim, quotes=tuple(q.quote for q in f.evidence), hand=True)
        for n, f in good
    ]
    against = [
        Pair(id=f"{n}/{f.id}/against", text=f.claim, quotes=tuple(q.quote for q in f.evidence), hand=False)
        for n, f in bad
    ]
    half = len(good) // 2 or 1
    other = [
        Pair(
            id=f"{n}/{f.id}/other",
            text=f.claim,
            quotes=tuple(q.quote for q in good[(at + half) % len(good)][1].evidence),
            hand=False,
        )
        for at, (n, f) in enumerate(good)
        if len(good) > 1
    ]
    draws = np.random.default_rng(seed)

    def some(pairs: Sequence[Pair], number: int) -> list[Pair]:
        chosen = draws.permutation(len(pairs))[:number]
        return [pairs[at] for at in sorted(chosen.tolist())]

    return [*some(held, most - most // 2), *some(against, most // 4), *some(other, most // 2 - most // 4)]

"""What a question asks for: the kind of detail, and the words that an answering sentence must be about.

A light reading by rule after the answer types of Li & Roth (2002): number, date, name, what an acronym stands
for, cause, or anything else.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from agent.language.dates import days
from agent.language.names import mentions, names
from agent.language.numbers import Measure, quantities
from agent.language.words import Token, concept, tokens

_ASKING = re.compile(
    r"\b(?:what|who|whom|whose|when|where|why|which|how|many|much|old|far|did|do|does|done|happened|happen|there"
    r"|name|named|called|number|day|date|time|year|person|people|latest|newest|article|articles|report|reports"
    r"|reported|according|response|respond|react|reason|stand\s+for|stands\s+for|short\s+for|mean|say|said|says"
    r"|exactly|currently|finally|next|often|long|take|takes|took|last|lasted|cover|covers)\b|\?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer"
    r"|autumn|winter|(?:next|last|this)\s+(?:week|month|year)|today|tomorrow|yesterday|morning|noon|afternoon"
    r"|evening|night|midnight|(?:week|month|year|day)s?\s+(?:ago|later|earlier))\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"^\s*(?:and|but|also|what\s+about|how\s+about)\b"
    r"|\b(?:he|him|his|she|her|hers|they|them|their|theirs|it|its|there|this|that|these|those)\b",
    re.IGNORECASE,
)
_NEAR = 45
"""Characters between a name and a word of the question, up to which the name may be the answer."""
_BESIDE = 4
"""The same, up to which it very likely is."""
_DURATION = frozenset("second minut hour day week month year kilometr metr mile".split())


class Kind(StrEnum):
    """The kind of detail that answers."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    EXPANSION = "expansion"
    CAUSE = "cause"
    OTHER = "other"


class Question(NamedTuple):
    """A question as read."""

    text: str
    kind: Kind
    about: str
    """Its words without those that only ask."""
    counted: str | None
    """Concept of what "how many" counts."""


def _kind(lower: str) -> Kind:
    if re.search(r"\b(?:stands?\s+for|short\s+for)\b", lower):
        return Kind.EXPANSION
    if re.search(
        r"\bhow\s+(?:many|much|often|old|long|far|large|big|high|wide|tall)\b"
        r"|\bwhat\s+(?:number|share|percentage|age)\b",
        lower,
    ):
        return Kind.NUMBER
    if re.search(r"\bwhen\b|\b(?:what|which)\s+(?:day|weekday|date|time|year|month)\b", lower):
        return Kind.DATE
    if re.search(r"\bwho(?:m|se)?\b|\bname\s+of\b|\bwhat\b.*\b(?:named|called)\b", lower):
        return Kind.NAME
    return Kind.CAUSE if re.search(r"\bwhy\b", lower) else Kind.OTHER


def parse(text: str) -> Question:
    """Read a question."""
    counted = None
    if found := re.search(r"\bhow\s+many\s+(.{2,60})", text, re.IGNORECASE):
        counted = next((concept(token.stem) for token in tokens(found[1]) if token.content), None)
    return Question(text, _kind(text.lower()), _ASKING.sub(" ", text), counted)


def _holds_number(question: Question, sentence: str) -> bool:
    known = {quantity.value for quantity in quantities(question.text)}
    found = [quantity for quantity in quantities(sentence) if quantity.value not in known]
    if "how long" in question.text.lower():
        return any(quantity.unit & _DURATION for quantity in found)
    if "how old" in question.text.lower():
        return any(quantity.measure is Measure.AGE for quantity in found)
    if question.counted is None:
        return bool(found)
    near = (sentence[max(0, quantity.start - 40) : quantity.end + 40] for quantity in found)
    return any(question.counted in {concept(token.stem) for token in tokens(text)} for text in near)


def _names_near(question: Question, sentence: str, matched: tuple[Token, ...]) -> float:
    """1 for a new name right beside a word of the question ("mayor Ana Lund"), less for one farther off."""
    fresh = [name for name in names(sentence) if not mentions(question.text, name)]
    plain = {
        concept(token.stem) for token in tokens(question.about) if token.content and token.text[0].islower()
    }
    common = [token for token in matched if not plain or concept(token.stem) in plain]
    gaps = [max(name.start - token.end, token.start - name.end) for name in fresh for token in common]
    gap = min((gap if gap > 0 else 0 for gap in gaps), default=_NEAR + 1)
    return 0.0 if gap > _NEAR else 1.0 if gap <= _BESIDE else 0.5


def fitness(question: Question, sentence: str, matched: tuple[Token, ...]) -> float:
    """How well a sentence has the detail asked for, other than what the question itself names, in [0, 1].

    Args:
        question: The question.
        sentence: The sentence.
        matched: Words of the sentence that the question shares.
    """
    match question.kind:
        case Kind.NUMBER:
            return float(_holds_number(question, sentence))
        case Kind.DATE:
            asked = {day.text.lower() for day in days(question.text)}
            timed = any(quantity.measure in {Measure.TIME, Measure.YEAR} for quantity in quantities(sentence))
            fresh = any(day.text.lower() not in asked for day in days(sentence))
            return float(timed or fresh or bool(_WHEN.search(sentence)))
        case Kind.NAME:
            return _names_near(question, sentence, matched)
        case Kind.EXPANSION:
            return float(bool(re.search(r"\([A-Z]{2,8}\)", sentence)))
    return 1.0


def in_full(question: str, earlier: Sequence[str]) -> str:
    """The question with what the last one was about, if it points back to that."""
    if not earlier or not _POINTS_BACK.search(question):
        return question
    return f"{question} {' '.join(parse(earlier[-1]).about.split())}"

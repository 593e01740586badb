"""What a sentence denies.

Behind a verb ("did not close", "failed to close") the verb is denied; before a noun ("no strike", "is not an
album") the whole noun phrase is, so that "not fire resistant" and "fire safety" do not conflict. A denial
until some day, in a question or as advice ("should not drink") denies nothing that happened.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.words import Token, concept, tokens

_NEGATOR = re.compile(
    r"\b(?:(?P<nominal>no(?!\s+one\b)|without|lack(?:s|ed|ing)?(?:\s+of)?)"
    r"|(?P<lexical>(?:fail(?:s|ed|ing)?|refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|unable)\s+to"
    r"|(?:den(?:y|ies|ied|ying)|rul(?:es?|ed|ing)\s+out)(?=\s+(?:that|having|being|any|it|he|she|they|\w+ing)\b)"
    r"|(?:reject|dismiss|refut|disput)(?:s|es|ed)\s+(?:the|an?)\s+(?:claim|allegation|accusation|charge|report)s?|yet\s+to)"
    r"|(?P<plain>not|never|nobody|no\s+one|none|neither|nor|cannot|\w+n['’]t))\b",
    re.IGNORECASE,
)
_SCOPE_END = re.compile(r"[,;:.!?()—–]|\s-\s|\b(?:but|although|while|because)\b")
_NOT_ONLY = re.compile(
    r"\s+(?:(?:only|just|least|immediately|fewer|more|less|later|all|every|everyone|enough|yet\s+clear|sure"
    r"|longer\s+than|doubt|always|wait|necessarily|solely|entirely|fully|exactly)\b|until\b)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|unless)\b", re.IGNORECASE)
_OPEN = re.compile(
    r"\b(?:(?:should|must|ought\s+to|(?:warn|told|tell|urg|advis|ask|order|instruct|beg)\w*"
    r"\s(?:[\w’'-]+\s){0,4}to)\s*|(?:if|whether|unless|how|why)(?:\s+[\w’'-]+){0,3}\s*)$",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"(?:should|must|ought)n['’]t", re.IGNORECASE)
_OF_THEM = re.compile(r"^\s+of\s+(?:the(?:m|se|ir)?|its|his|her|those|us)(?:\s\w+)?(?=\s)", re.IGNORECASE)
_CORRECTION = re.compile(r",\s+(?:but\s+|and\s+)?$")
_CORRECTED = re.compile(r"\s+(?:an?|the|as|in|on|at|by|from|for|of|to|with|\d[\d.,]*)\s", re.IGNORECASE)
_BE = re.compile(r"\b(?:is|are|was|were|be|been|am)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_BE_NOT = re.compile(r"(?:is|are|was|were)n['’]t", re.IGNORECASE)
_DONE = re.compile(r"\w+(?:ed|en|ing)$")
_TIME = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|week|month|year")
_PHRASE = 3
"""Words of a noun phrase that are read at most."""


class Denial(NamedTuple):
    """What one negation denies: the words that must be stated elsewhere to contradict it."""

    words: tuple[Token, ...]
    scope: frozenset[str]
    """Concepts of all content words that it may reach."""
    loose: bool
    """Whether it is a question, advice or only for a time."""


def _run(text: str, scope: list[Token]) -> list[Token]:
    """The words of the noun phrase that a scope begins with, adverbs and times of day left out."""
    found: list[Token] = []
    for token in scope:
        if found and text[found[-1].end : token.start].strip(" -\u00a0"):
            break
        found.append(token)
    kept = [t for t in found if not t.lower.endswith("ly") and not _TIME.match(t.lower)]
    return (kept or found)[:_PHRASE]


def _first(scope: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in scope:
        found.append(token)
        if not token.lower.endswith("ly"):
            break
    return found


def _denial(text: str, match: re.Match[str]) -> Denial | None:
    start, end = match.span()
    before, rest = text[:start], text[end : end + 80]
    if _NOT_ONLY.match(rest) or (_CORRECTION.search(before) and _CORRECTED.match(rest)):
        return None
    if of := _OF_THEM.match(rest):
        end, rest = end + of.end(), rest[of.end() :]
    stop = _SCOPE_END.search(rest)
    limit = end + (stop.start() if stop else len(rest))
    scope = [token for token in tokens(text) if token.content and end <= token.start and token.end <= limit]
    if not scope:
        return None
    noun = match["nominal"] or _BE_NOT.fullmatch(match.group()) or (match["plain"] and _BE.search(before))
    if noun and not match["nominal"] and _DONE.match(scope[0].lower):
        noun = None
    loose = bool(_OPEN.search(before[-60:]) or _ADVICE.fullmatch(match.group()))
    loose = loose or (not noun and bool(_UNTIL.search(text, end, limit)))
    words = _run(text, scope) if noun else _first(scope)
    return Denial(tuple(words), frozenset(concept(t.stem) for t in scope), loose)


@lru_cache(maxsize=20_000)
def denials(text: str) -> tuple[Denial, ...]:
    """What the negations of a text deny, in order."""
    found = (_denial(text, match) for match in _NEGATOR.finditer(text))
    return tuple(denial for denial in found if denial)


def negated(text: str) -> frozenset[str]:
    """Concepts of the words that the negations of a text deny."""
    return frozenset(concept(token.stem) for denial in denials(text) for token in denial.words)

"""Persons and places of a claim against others that a source names in their stead."""

import re
from collections.abc import Sequence
from functools import lru_cache

from agent.language.names import Name, mentions, names
from agent.language.words import Token, concept, tokens

_TITLED = re.compile(
    r"\b(?P<role>President|Mayor|Governor|Minister|Secretary|Judge|Justice|Senator|Sheriff|Captain|Director"
    r"|Commissioner|Chief|Chair(?:man|woman)?|Councillor|Spokes(?:man|woman|person))"
    r"\s+(?P<name>(?:[A-Z][\w’'-]+\s?){1,3})"
)
_KIN = re.compile(
    r"\b(?:wife|husband|son|daughter|brother|sister|mother|father|parents?|child(?:ren)?|kids?|famil\w+|siblings?|twins?"
    r"|cousin|uncle|aunt|nephew|niece|relative|descend\w+|widow\w*|grand\w+|named|married|spouse|couple|and)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"(?:in|at|near|from|to|by|with|against)\s(?:the\s)?$")
_NO_SURNAME = frozenset(
    """day street road avenue park city county united town river lake island state states university college
    school league cup army party court house club awards council church hall news times post bank""".split()
)
_ALIKE = 2
"""Letters in which two spellings of one name may differ."""


def name_conflict(claim: str, sentence: str, window: str) -> str | None:
    """A name of the claim against another of the same title, surname or place in the sentence, in words."""
    return _titled(claim, window) or _first_name(claim, sentence, window) or _place(claim, sentence, window)


def _titled(claim: str, window: str) -> str | None:
    theirs = list(_TITLED.finditer(window))
    for mine in _TITLED.finditer(claim) if theirs else ():
        if mentions(window, Name(mine["name"].strip(), 0, 0)):
            continue
        for other in theirs:
            if other["role"] == mine["role"] and not mentions(claim, Name(other["name"].strip(), 0, 0)):
                return _said(mine.group().strip(), other.group().strip())
    return None


def _first_name(claim: str, sentence: str, window: str) -> str | None:
    """Two first names of one surname, of which the source has no other bearer and tells no family."""
    theirs = [o for o in names(sentence) if len(o.words) == 2 and o.words[1] not in _NO_SURNAME]
    held = {token.lower for token in tokens(window)}
    for name in names(claim) if theirs else ():
        if len(name.words) != 2 or name.words[0] in held:
            continue
        full = [other for other in theirs if other.words[1] == name.words[1]]
        if len({other.words for other in full}) != 1 or _KIN.search(sentence[: full[0].start + 1][-40:]):
            continue
        first, other = name.words[0], full[0]
        if _same_first(first, other.words[0]) or any(t.lower == other.words[0] for t in tokens(claim)):
            continue
        if _alike_beside(claim, name, sentence, other):
            return _said(name.text, other.text)
    return None


def _alike_beside(claim: str, name: Name, sentence: str, other: Name) -> bool:
    """Whether a word next to each of two names is the same: both bear one role or do one thing."""
    near = [{concept(t.stem) for t in _next(text, each)} for text, each in ((claim, name), (sentence, other))]
    return bool(near[0] & near[1]) and not _KIN.search(claim[max(0, name.start - 30) : name.end + 30])


def _next(text: str, name: Name) -> Sequence[Token]:
    found = [t for t in tokens(text) if t.content and not name.start <= t.start < name.end]
    return [t for t in found if t.end <= name.start][-2:] + [t for t in found if t.start >= name.end][:2]


def _same_first(one: str, other: str) -> bool:
    """Whether one first name may shorten the other or be another spelling of it."""
    if one.startswith(other) or other.startswith(one):
        return True
    return len(one) > _ALIKE and _distance(one, other) <= _ALIKE - (min(len(one), len(other)) < 5)


@lru_cache(maxsize=10_000)
def _distance(one: str, other: str) -> int:
    """Edits that turn one word into the other (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (left != right))
    return row[-1]


def _place(claim: str, sentence: str, window: str) -> str | None:
    """Two names behind the same words ("arrested in Oslo", "arrested in Bergen"), each in one text only."""
    mine, theirs = _slots(claim), _slots(sentence)
    for key in mine.keys() & theirs.keys():
        one, other = mine[key], theirs[key]
        if mentions(window, one) or mentions(claim, other) or set(one.words) & set(other.words):
            continue
        if _distance("".join(one.words), "".join(other.words)) > _ALIKE:
            return _said(one.text, other.text)
    return None


def _slots(text: str) -> dict[tuple[str, str], Name]:
    found: dict[tuple[str, str], Name] = {}
    for name in names(text):
        place = _PLACE.search(text[max(0, name.start - 14) : name.start])
        if not place:
            continue
        start = name.start - (place.end() - place.start())
        before = [t for t in tokens(text) if t.end <= start]
        if before and before[-1].content and start - before[-1].end <= 1 and not before[-1].text[0].isupper():
            found[place.group().split()[0], concept(before[-1].stem)] = name
    return found


def _said(mine: str, other: str) -> str:
    return f"{mine!r} in the claim, {other!r} in the source"

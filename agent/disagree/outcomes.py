"""Sentences of which one says that something was done, and the other that it was not, or the opposite.

Both must be said of the same thing: of their clauses, or of all that they say, the words other than the one
that differs are compared. What may, should or will be is neither.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.alike import overlap
from agent.claims import Statement
from agent.disagree.clauses import clause, framed
from agent.disagree.event import other_turn
from agent.disagree.reversals import reversal
from agent.disagree.values import Detail
from agent.language.dates import MONTHS, days
from agent.language.names import names
from agent.language.negation import negated
from agent.language.polarity import hedged, unreal
from agent.language.words import Token, concept, concepts, tokens
from agent.values import DisagreementKind

ALIKE = 0.4
"""Least likeness of two sentences of which one reverses the other."""
_CLOSE = 0.45
"""Least likeness of two sentences that are said of one thing if their clauses share no word."""
_SAME = 0.5
"""Least overlap of two clauses that say the opposite of one thing."""
_IDLE = frozenset(
    """say tell told know comment respond repli answer make made take took get got think want see saw
    go went come came give gave need find found use speak call ask believ mention show mean sure
    clear immedi yet evid sign way thing time day year new more want expect seem happen discuss
    return request name public detail provid specif reach percent""".split()
)
"""Concepts whose denial says little, or is said of too many things, to be compared."""
_CLASSES = (
    "hit struck strike ram rammed collid touch",
    "approv confirm ratifi endors",
    "ban prohibit outlaw forbid forbidden",
    "shut close",
    "quit resign",
    "sack dismiss fire",
    "hurt injur wound",
    "broke break broken",
    "cancel scrap",
)
"""Stems that tell of one thing when it is denied."""
_CLASS = {word: group.split()[0] for group in _CLASSES for word in group.split()}
_DAYS = re.compile(rf"day$|^(?:{'|'.join(MONTHS)})$")


class Reversal(NamedTuple):
    """What two sentences say of one thing, and cannot both be so."""

    one: Detail
    other: Detail


_NEGATOR = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|without|cannot|\w+n['’]t|fail\w*|refus\w+|declin\w+|den(?:y|ies|ied)|reject\w*"
    r"|prevent\w*|avoid\w*)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:to|could|would|should|may|might|if|whether|can|will)\s+(?:\w+ly\s+)?(?:be\s+)?$", re.IGNORECASE
)
_GREW = frozenset(
    "rose rise risen increas grew climb jump surg soar fell fall decreas declin drop plung".split()
)
_BESIDE = 2
"""Content words on each side of a word that tell who did it, and to what."""
_REACH = 40
"""Characters behind a negation in which a word of the same clause is not asserted."""
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|they|their|them)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|until|unless|whether|before|should)\b[^,;.]{0,40}$", re.IGNORECASE)
_SPOKEN_OF = re.compile(
    r"\b(?:of|for|about|on|over|against)\s+(?:\w+\s+)?$|\b(?:the|an?|this|any|its|their|his|her)\s+$",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\?\W*$")
_NOT_ONE = re.compile(r"\bnot\s+(?:one|a\s+single)\b", re.IGNORECASE)


def _kind(token: Token) -> str:
    """The class of a word: its stem, or that of another word for the same."""
    return _CLASS.get(token.stem, token.stem)


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[Token, ...]:
    return tuple(token for token in tokens(text) if token.content)


@lru_cache(maxsize=20_000)
def _denied(text: str) -> frozenset[str]:
    """Classes of the words that a sentence denies; names are not denied."""
    concepts_ = negated(text) - _IDLE
    found = (t for t in _words(text) if concept(t.stem) in concepts_ and _shadowed(text, t, outright=True))
    return frozenset(_kind(token) for token in found if token.text.islower())


@lru_cache(maxsize=20_000)
def _held(text: str) -> dict[str, Token]:
    """By class, the words that a sentence asserts."""
    denied = _denied(text)
    return {_kind(t): t for t in _words(text) if _kind(t) not in denied and not _shadowed(text, t)}


def _shadowed(text: str, token: Token, outright: bool = False) -> bool:
    """Whether a word stands behind a negation in its clause; `outright`, one that is not only supposed."""
    found = list(_NEGATOR.finditer(text, max(0, token.start - _REACH), token.start))
    if not found or re.search(r"[,;:.]", text[found[-1].end() : token.start]):
        return False
    before = text[: found[-1].start()]
    return not (outright and (_ASIDE.search(before) or _CONDITION.search(before)))


def _done(text: str, token: Token) -> bool:
    """Whether a word tells that something was done, not what is spoken of ("talk of a ban")."""
    spoken = token.lower.endswith("ing") or _SPOKEN_OF.search(text[: token.start])
    supposed = _CONDITION.search(text[: token.start]) or unreal(text, token, done=True)
    return not spoken and not supposed


@lru_cache(maxsize=20_000)
def _named(text: str) -> frozenset[str]:
    return frozenset(concept(token.stem) for name in names(text) for token in tokens(name.text))


def _telling(text: str) -> frozenset[str]:
    return (
        frozenset(word for word in concepts(text) if not word[0].isdigit() and not _DAYS.search(word)) - _IDLE
    )


def _token(text: str, key: str) -> Token:
    return next(token for token in _words(text) if _kind(token) == key)


@lru_cache(maxsize=20_000)
def _around(text: str, key: str) -> frozenset[str]:
    """Concepts of the clause that a class of words stands in, itself left out."""
    token = _token(text, key)
    left, right = clause(text, token.start, token.end)
    return _telling(text[left:right]) - {concept(token.stem)}


def _same_thing(left: str, right: str, mine: str, theirs: str, alike: float) -> bool:
    """Whether a word of each of two sentences is said of the same thing."""
    one, other = _around(left, mine), _around(right, theirs)
    shared = one & other
    if not shared or (shared <= _named(left) | _named(right) and len(shared) < 2):
        whole = _telling(left) & _telling(right)
        return alike >= _CLOSE and len(whole) >= 4
    smaller = min(len(one), len(other))
    return len(shared) >= 0.5 * smaller if smaller <= 3 else overlap(one, other) >= _SAME


def _negation(left: str, right: str, alike: float) -> tuple[str, str] | None:
    """The class of words that one sentence denies and the other asserts of the same thing."""
    for mine, theirs in ((left, right), (right, left)):
        held = {} if _NOT_ONE.search(mine) else _held(theirs)
        for key in sorted(_denied(mine)):
            if key in held and _done(theirs, held[key]) and _same_thing(mine, theirs, key, key, alike):
                return key, key
    return None


def _opposite(left: str, right: str, alike: float) -> tuple[str, str] | None:
    """The classes of two words of which one is the reverse of the other, said of the same thing."""
    stems = reversal(left, right)
    if stems is None:
        return None
    ends = [
        next(t for t in _words(text) if t.stem == one) for text, one in zip((left, right), stems, strict=True)
    ]
    keys = _kind(ends[0]), _kind(ends[1])
    if keys[0] not in _held(left) or keys[1] not in _held(right):
        return None
    return keys if _reversed(left, right, *keys) and _same_thing(left, right, *keys, alike) else None


def _reversed(left: str, right: str, mine: str, theirs: str) -> bool:
    """Whether two opposite words are both meant as done, by or to the same, and of the same."""
    ends = _token(left, mine), _token(right, theirs)
    if any(_aside(text, token) for text, token in zip((left, right), ends, strict=True)):
        return False
    if _GREW & {ends[0].stem, ends[1].stem} and _other_day(left, right):
        return False
    doers = [_doer(text, token) for text, token in zip((left, right), ends, strict=True)]
    if "" in doers[0] | doers[1] or (all(doers) and not doers[0] & doers[1]):
        return False
    return bool(_beside(left, ends[0]) & _beside(right, ends[1]))


def _other_day(left: str, right: str) -> bool:
    """Whether two sentences name different days, on which what rises may fall."""
    mine, theirs = ({day.weekday for day in days(text)} for text in (left, right))
    return bool(mine and theirs and not mine & theirs)


def _beside(text: str, token: Token) -> frozenset[str]:
    """Concepts of the words right before and behind a word: who did it, and to what."""
    words, at = _words(text), _words(text).index(token)
    beside = (*words[max(0, at - _BESIDE) : at], *words[at + 1 : at + 1 + _BESIDE])
    return frozenset(concept(t.stem) for t in beside if t.text.islower() or t is words[0]) - _IDLE


def _aside(text: str, token: Token) -> bool:
    """Whether a word is only aimed at or possible ("in an effort to overturn")."""
    return unreal(text, token, done=True) or bool(_ASIDE.search(text[: token.start]))


def _doer(text: str, token: Token) -> frozenset[str]:
    """Words of the name next before a word in its clause; an empty word if a pronoun follows it."""
    left, _ = clause(text, token.start, token.end)
    before = [name for name in names(text) if left <= name.start < token.start]
    if _PRONOUN.search(text, before[-1].end if before else left, token.start):
        return frozenset({""})
    return frozenset(before[-1].words) if before else frozenset()


def _detail(text: str, key: str) -> Detail:
    token = _token(text, key)
    return framed(DisagreementKind.OUTCOME, text, text, key, (token.start, token.end))


def outcome(one: Statement, other: Statement, alike: float) -> Reversal | None:
    """Two sentences as details, where one says the opposite of the other; not both may be only reported."""
    left, right = one.claim.text, other.claim.text
    if alike < ALIKE or (one.claim.speaker and other.claim.speaker):
        return None
    if _ASKED.search(left) or _ASKED.search(right) or other_turn(left, right):
        return None
    reported = bool(one.claim.speaker or other.claim.speaker)
    keys = _negation(left, right, alike)
    if keys is None and not reported and hedged(left) == hedged(right):
        keys = _opposite(left, right, alike)
    return Reversal(_detail(left, keys[0]), _detail(right, keys[1])) if keys else None

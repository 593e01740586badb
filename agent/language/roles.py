"""Who does what to whom around a verb, and whether two sentences swap it.

Read from the names next to a verb in the past or present tense; names are found whatever their case, as long
as one of the two sentences has their capitals. Verbs that say the same both ways ("met") swap nothing.
"""

import re
from typing import NamedTuple

from agent.language.names import names
from agent.language.words import Token, base, concept, tokens

_REACH = 45
"""Characters from a verb to the names of who does it and to whom."""
_BY = re.compile(r"\s+(?:[\w’'-]+\s+){0,2}?by\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_APART = re.compile(
    r"[;:.!?()]|\b(?:and|but|or|while|after|before|because|when|that|in|on|at|of|for|from|as|by)\b"
)
_BETWEEN = re.compile(r"[;:!?()]|\b(?:and|but|or|while|because|when|that|which|whose)\b")
_MUTUAL = frozenset(
    """meet marry divorce join face resemble play tie draw merge speak talk agree debate befriend
    equal border neighbour neighbor accompani see know includ becom say said call name describ
    locat base relat associ compar hold have host""".split()
)
_VERB = re.compile(r"\w{2,}ed$")
PASTS = frozenset(
    """sued beat beaten shot led paid sold bought told gave given took taken hit sent struck won lost cut
    hurt held made found fought left fought drove threw thrown chose chosen taught caught brought wrote
    written built kept bit broke broken saw seen set put let fired sank sunk stole stolen outbid overthrew
    withdrew ran stood upheld""".split()
)


class _Act(NamedTuple):
    """Who does something to whom."""

    doer: str
    undergoer: str


def _capitals(text: str) -> frozenset[str]:
    """Last words of the names of a text, and its first word, in lower case, if that has a capital."""
    found = {name.words[-1] for name in names(text) if name.words}
    first = re.match(r"[\"“‘']?([A-Z][\w-]+)", text)
    return frozenset(found | ({first[1].lower()} if first else set()))


def _known(claim: str, sentence: str) -> frozenset[str]:
    """Words that name somebody in both texts: with a capital inside one of them, and in the other too."""
    inside = {name.words[-1] for text in (claim, sentence) for name in names(text) if name.words}
    either = _capitals(claim) | _capitals(sentence)
    common = {t.lower for t in tokens(claim)} & {t.lower for t in tokens(sentence)}
    return frozenset((inside | either) & common & (inside | _both(claim, sentence)))


def _both(claim: str, sentence: str) -> frozenset[str]:
    if claim == claim.lower():
        return _capitals(sentence)
    return _capitals(claim) & _capitals(sentence)


def _verbs(text: str) -> tuple[Token, ...]:
    """Words that look like a verb in the past tense or a passive one and do not mean something mutual."""
    found = []
    for token in tokens(text):
        past = _VERB.match(token.lower) or token.lower in PASTS
        if past and token.content and not {base(token.stem), token.stem} & _MUTUAL:
            found.append(token)
    return tuple(found)


def _side(text: str, known: frozenset[str], *, last: bool) -> str | None:
    """The name next to a verb in what stands before (`last`) or behind it; none across another clause."""
    found = [token for token in tokens(text) if token.lower in known]
    if not found:
        return None
    name = found[-1] if last else found[0]
    gap = text[name.end :] if last else text[: name.start]
    return None if (_BETWEEN if last else _APART).search(gap) else name.lower


def _act(text: str, verb: Token, known: frozenset[str]) -> _Act | None:
    before, after = text[max(0, verb.start - _REACH) : verb.start], text[verb.end : verb.end + _REACH]
    if by := _BY.match(after):
        doer, undergoer = _side(after[by.end() :], known, last=False), _side(before, known, last=True)
    elif _AUXILIARY.search(before):
        return None
    else:
        doer, undergoer = _side(before, known, last=True), _side(after, known, last=False)
    return _Act(doer, undergoer) if doer and undergoer and doer != undergoer else None


def role_conflict(claim: str, sentence: str) -> tuple[str, str] | None:
    """Two names whose roles around the same verb are swapped, if any."""
    known = _known(claim, sentence)
    if len(known) < 2:
        return None
    theirs = _verbs(sentence)
    for verb in _verbs(claim):
        act = _act(claim, verb, known)
        same = [other for other in theirs if concept(other.stem) == concept(verb.stem)]
        acts = [found for other in same if act and (found := _act(sentence, other, known))]
        if act and acts and act not in acts and _Act(act.undergoer, act.doer) in acts:
            return act.doer, act.undergoer
    return None

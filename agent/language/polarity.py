"""Whether two sentences point in opposite directions: negation, opposites, swapped roles, hedges."""

import re
from functools import lru_cache

from agent.language.names import Name, mentions, names
from agent.language.words import Token, concept, opposites, tokens

_NEGATOR = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|without|cannot|\w+n['’]t|fail(?:s|ed)?\s+to|refus(?:es|ed)\s+to"
    r"|declin(?:es|ed)\s+to|den(?:y|ies|ied)|unable\s+to|lack(?:s|ed)?|rul(?:e|es|ed|ing)\s+out|(?:reject|dismiss|refut|disput)(?:s|es|ed)"
    r"\s+(?:the|an?)\s+(?:claim|allegation|accusation|charge|report)s?|far\s+from|yet\s+to)\b",
    re.IGNORECASE,
)
_SCOPE_END = re.compile(r"[,;:.!?()—–]|\b(?:but|although|while|because)\b")
_NOT_ONLY = re.compile(
    r"\s+(?:only|just|least|until|immediately|fewer|more|less|later|all|every|everyone|enough|even|yet\s+clear|sure"
    r"|longer\s+than|doubt)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"^\s+of\s+(?:the(?:m|se|ir)?|its|his|her|those|us)(?:\s\w+)?(?=\s)", re.IGNORECASE)
_CORRECTION = re.compile(r",\s+(?:but\s+|and\s+)?$")
_CORRECTED = re.compile(r"\s+(?:an?|the|as|in|on|at|by|from|for|of|to|with|\d[\d.,]*)\s", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|expected\s+to|plans?\s+to|planned\s+to|plan\s+to|proposed|considering|likely|possibly"
    r"|potential(?:ly)?|threatened|aims?\s+to|hopes?\s+to|intends?\s+to|seeks?\s+to|wants?\s+to|wanted\s+to|called\s+for|calls\s+for|demand\w*"
    r"|urged?|ask(?:s|ed)|(?:try|trying|tried|tries|attempt(?:s|ed)?|offer(?:s|ed)?|promis(?:es|ed)|vow(?:s|ed)|pledg(?:es|ed)"
    r"|sought|intended|aimed|hoped|set|due|poised|is|are|was|were)\s+to|want(?:s|ed)\s+(?:the|an?|more|\d)|if|unless|whether|will)\b",
    re.IGNORECASE,
)
_FUTURE = frozenset({"will", "would"})
_TIED = re.compile(r"\b(?:be|been|have|get)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?$", re.IGNORECASE)

_BESIDE = 4
"""Content words on each side of an opposite that tell what it is said of."""
_REACH = 45
"""Characters from a verb to the names of who does it and to whom."""


@lru_cache(maxsize=20_000)
def _negated(text: str) -> dict[str, str]:
    """The negated concepts of a text, each with its word: the first content word of each scope."""
    found: dict[str, str] = {}
    for match in _NEGATOR.finditer(text):
        rest = text[match.end() : match.end() + 60]
        corrects = _CORRECTION.search(text[: match.start()]) and _CORRECTED.match(rest)
        if _NOT_ONLY.match(rest) or corrects:
            continue
        rest = _OF_THEM.sub("", rest)
        stop = _SCOPE_END.search(rest)
        scope = [token for token in tokens(rest[: stop.start()] if stop else rest) if token.content]
        for token in scope:
            found.setdefault(concept(token.stem), token.text)
            if not token.lower.endswith("ly"):
                break
    return found


def negated(text: str) -> frozenset[str]:
    """Concepts of the words that a negation denies: the first content word in its scope."""
    return frozenset(_negated(text))


def negation_conflict(claim: str, sentence: str) -> str | None:
    """The word that one side negates and the other states, if any, as it stands there."""
    mine, theirs = _negated(claim), _negated(sentence)
    if mine.keys() & theirs.keys():
        return None
    for denied, other, stated in ((mine, theirs, sentence), (theirs, mine, claim)):
        held = {concept(token.stem): token.text for token in tokens(stated) if token.content}
        if word := next((held[key] for key in sorted(denied) if key in held and key not in other), None):
            return word
    return None


def opposite_conflict(claim: str, sentence: str) -> tuple[str, str] | None:
    """A word of the claim and its opposite in the sentence, where the sentence lacks the claim's own word."""
    found = {token.stem: token.text for token in tokens(sentence)}
    held = {concept(each) for each in found}
    for token in tokens(claim):
        if token.stem in found or concept(token.stem) in held:
            continue
        for other in sorted(opposites(token.stem) & found.keys()):
            flipped = (concept(other) in negated(sentence)) != (concept(token.stem) in negated(claim))
            if not flipped and said_of(claim, token.text) & said_of(sentence, found[other]):
                return token.text, found[other]
    return None


@lru_cache(maxsize=20_000)
def said_of(text: str, word: str) -> frozenset[str]:
    """Concepts of the content words on both sides of `word`, names left out: what it is said of."""
    named = [(name.start, name.end) for name in names(text)]
    found = [token for token in tokens(text) if token.content or token.text == word]
    at = next((i for i, token in enumerate(found) if token.text == word), 0)
    beside = (*found[max(0, at - _BESIDE) : at], *found[at + 1 : at + 1 + _BESIDE])
    return frozenset(concept(t.stem) for t in beside if not any(a <= t.start < b for a, b in named))


def hedged(text: str) -> bool:
    """Whether the sentence speaks of what may, will or should happen rather than of what has."""
    return bool(_HEDGE.search(text))


def unreal(text: str, word: Token, *, done: bool) -> bool:
    """Whether `word` of a sentence says what was asked for, wanted, planned or possible, not what happened.

    It stands behind a hedge in the same clause. A past tense there is that of another verb ("wanted a bridge
    and closed the road"), unless an auxiliary ties it to the hedge ("may have closed").

    Args:
        text: The sentence.
        word: One of its words.
        done: Whether that is asked to be done; if not, what will be counts as so ("it will need water").
    """
    before = text[: word.start]
    if word.lower.endswith("ed") and not _TIED.search(before):
        return False
    hedges = (hedge for hedge in _HEDGE.finditer(before) if done or hedge.group().lower() not in _FUTURE)
    return any(not _SCOPE_END.search(text, hedge.end(), word.start) for hedge in hedges)


def _around(text: str, verb: Token) -> tuple[str, str]:
    """What stands on the doer's and on the undergoer's side of a verb; turned around in the passive."""
    before, after = text[max(0, verb.start - _REACH) : verb.start], text[verb.end : verb.end + _REACH]
    if _PASSIVE.search(before) and (by := re.search(r"\bby\b", after)):
        return after[by.end() :], before
    return before, after


def _actors(text: str) -> list[Name]:
    """Names that may act: not those that are part of a compound ("Lund-backed", "anti-Lund")."""
    hyphen = {index for index, char in enumerate(text) if char == "-"}
    return [name for name in names(text) if not {name.start - 1, name.end} & hyphen]


@lru_cache(maxsize=20_000)
def _roles(text: str) -> dict[str, tuple[Name, Name]]:
    """By verb, the names that stand next to it: who does it and to whom."""
    found: dict[str, tuple[Name, Name]] = {}
    inside = [(name.start, name.end) for name in names(text)]
    for verb in tokens(text):
        if not verb.content or any(start <= verb.start < end for start, end in inside):
            continue
        doers, undergoers = (_actors(side) for side in _around(text, verb))
        if doers and undergoers:
            found.setdefault(concept(verb.stem), (doers[-1], undergoers[0]))
    return found


def role_conflict(claim: str, sentence: str) -> tuple[str, str] | None:
    """Two names whose roles around the same verb are swapped, if any."""
    for key, (doer, undergoer) in _roles(claim).items():
        for verb in (token for token in tokens(sentence) if concept(token.stem) == key):
            before, after = _around(sentence, verb)
            swapped = mentions(after, doer) and mentions(before, undergoer)
            if swapped and not mentions(before, doer) and not mentions(after, undergoer):
                return doer.text, undergoer.text
    return None

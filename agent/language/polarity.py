"""Whether two sentences point in opposite directions: negation and its scope, opposites, swapped roles, hedges."""

import re
from functools import lru_cache

from agent.language.names import Name, names
from agent.language.words import Token, concept, opposites, tokens

_NEGATOR = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|without|cannot|\w+n['’]t|fail(?:s|ed)?\s+to|refus(?:es|ed)\s+to|declin(?:es|ed)\s+to"
    r"|den(?:y|ies|ied)|unable\s+to|lack(?:s|ed)?|ruled\s+out|far\s+from)\b",
    re.IGNORECASE,
)
_SCOPE_END = re.compile(r"[,;:.!?()—–]|\b(?:but|although|while|because)\b")
_NOT_ONLY = re.compile(r"\s+(?:only|just|least|until|immediately|fewer|more|less|later)\b", re.IGNORECASE)
_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|expected\s+to|plans?\s+to|planned\s+to|plan\s+to|proposed|considering|likely|possibly"
    r"|potential(?:ly)?|threatened|aims?\s+to|hopes?\s+to|intends?\s+to|seeks?\s+to|wants?\s+to|wanted\s+to|called\s+for|calls\s+for|demand\w*"
    r"|urged?|asked|try\s+to|trying\s+to|set\s+to|due\s+to|poised\s+to|if|unless|whether|will)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?$", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def negated(text: str) -> frozenset[str]:
    """Concepts of the content words in the scope of a negation."""
    found: set[str] = set()
    for match in _NEGATOR.finditer(text):
        rest = text[match.end() : match.end() + 60]
        if _NOT_ONLY.match(rest):
            continue
        stop = _SCOPE_END.search(rest)
        words = [token for token in tokens(rest[: stop.start()] if stop else rest) if token.content]
        found.update(concept(token.stem) for token in words[:2])
    return frozenset(found)


def negation_conflict(claim: str, sentence: str) -> str | None:
    """The concept that one side negates and the other states, if any."""
    held = {
        text: {concept(token.stem) for token in tokens(text) if token.content} for text in (claim, sentence)
    }
    only = (negated(claim) - negated(sentence)) & held[sentence] or (
        negated(sentence) - negated(claim)
    ) & held[claim]
    return min(only) if only else None


def opposite_conflict(claim: str, sentence: str) -> tuple[str, str] | None:
    """A word of the claim and its opposite in the sentence, where the sentence lacks the claim's own word."""
    found = {token.stem: token.text for token in tokens(sentence)}
    held = {concept(each) for each in found}
    for token in tokens(claim):
        if token.stem in found or concept(token.stem) in held:
            continue
        for other in sorted(opposites(token.stem) & found.keys()):
            flipped = (concept(other) in negated(sentence)) != (concept(token.stem) in negated(claim))
            if not flipped:
                return token.text, found[other]
    return None


def hedged(text: str) -> bool:
    """Whether the sentence speaks of what may, will or should happen rather than of what has."""
    return bool(_HEDGE.search(text))


def _order(text: str, verb: Token, one: Name, other: Name) -> tuple[str, str] | None:
    """Who does and who undergoes, where the verb stands between two names."""
    first, second = sorted((one, other), key=lambda name: name.start)
    if not first.end <= verb.start < verb.end <= second.start or second.start - first.end > 80:
        return None
    passive = _PASSIVE.search(text[: verb.start]) and " by " in text[verb.end - 1 : second.start + 1]
    pair = (first.words[-1], second.words[-1])
    return (pair[1], pair[0]) if passive else pair


@lru_cache(maxsize=20_000)
def _roles(text: str) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    named = names(text)
    inside = [(name.start, name.end) for name in named]
    for verb in tokens(text):
        if not verb.content or any(start <= verb.start < end for start, end in inside):
            continue
        before = [name for name in named if name.end <= verb.start]
        after = [name for name in named if name.start >= verb.end]
        if before and after and (pair := _order(text, verb, before[-1], after[0])):
            found.setdefault(concept(verb.stem), pair)
    return found


def role_conflict(claim: str, sentence: str) -> tuple[str, str] | None:
    """Two names whose roles around the same verb are swapped, if any."""
    theirs = _roles(sentence)
    for verb, (doer, undergoer) in _roles(claim).items():
        if theirs.get(verb) == (undergoer, doer):
            return doer, undergoer
    return None

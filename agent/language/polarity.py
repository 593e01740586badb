"""Whether two sentences say opposite things of one matter, and what of a sentence is no fact."""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.names import names
from agent.language.negation import Denial, denials, negated
from agent.language.words import Token, base, concept, exclusive, opposites, phrases, stem, tokens

_HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|expected\s+to|plans?\s+to|planned\s+to|plan\s+to|proposed|considering|likely|possibly"
    r"|potential(?:ly)?|threatened|aims?\s+to|hopes?\s+to|intends?\s+to|seeks?\s+to|wants?\s+to|wanted\s+to|called\s+for|calls\s+for|demand\w*"
    r"|urged?|ask(?:s|ed)|(?:try|trying|tried|tries|attempt(?:s|ed)?|offer(?:s|ed)?|promis(?:es|ed)|vow(?:s|ed)|pledg(?:es|ed)"
    r"|sought|intended|aimed|hoped|set|due|poised|is|are|was|were|su(?:e[sd]?|ing)|f(?:ight(?:s|ing)?|ought)|vot(?:ed?|es|ing)"
    r"|agree[sd]?|decide[sd]?|move[sd]|petition(?:s|ed)|appeal(?:s|ed)|campaign(?:s|ed|ing)|lobb(?:ies|ied|ying)|push(?:es|ed|ing)"
    r"|refuse[sd]?|fail(?:s|ed)|decline[sd]?|hoping|planning|seeking|aiming)\s+to|want(?:s|ed)\s+(?:the|an?|more|\d)|if|unless|whether|will)\b",
    re.IGNORECASE,
)
_SCOPE_END = re.compile(r"[,;:.!?()—–]|\b(?:but|although|while|because)\b")
_FUTURE = frozenset({"will", "would"})
_TIED = re.compile(r"\b(?:be|been|have|get)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_NO_VERB = re.compile(r"\b(?:the|an?|its|their|his|her)\s+$", re.IGNORECASE)
_OF = re.compile(r"\s+of\b")
_NOUNS = frozenset("end start close open back left lead stop launch".split())
"""Words that behind an article and before "of" are no verbs: "by the end of the year"."""
_BESIDE = 4
"""Content words on each side of an opposite that tell what it is said of."""
_NEAR = 2
"""Of those, the ones of which one must stand beside the other word."""


class _Word(NamedTuple):
    """A word of a text, or a phrase read as one: its base, how it stands there, and where."""

    key: str
    text: str
    token: Token


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[_Word, ...]:
    """The words of a text that may have an opposite there; parts of compounds ("cease-fire") have none."""
    found, lower = [], text.lower()
    for pattern, meaning in phrases():
        if meaning and pattern.pattern[2:5] in lower:
            for match in pattern.finditer(text):
                key = stem(meaning)
                token = Token(match.group(), match.start(), match.end(), meaning, key)
                found.append(_Word(base(key), match.group(), token))
    inside = [(word.token.start, word.token.end) for word in found]
    for token in tokens(text):
        beside = text[token.start - 1 : token.start], text[token.end : token.end + 1]
        noun = token.lower in _NOUNS and _NO_VERB.search(text[: token.start]) and _OF.match(text, token.end)
        if "-" in beside or noun or any(a <= token.start < b for a, b in inside):
            continue
        found.append(_Word(base(token.stem), token.text, token))
    return tuple(found)


def opposite_conflict(claim: str, sentence: str) -> tuple[str, str] | None:
    """A word of the claim and its opposite in the sentence, where each lacks the other's word."""
    mine, theirs = _words(claim), _words(sentence)
    own, held = ({word.key for word in words} for words in (mine, theirs))
    classes = {concept(key) for key in held}
    denied: tuple[frozenset[str], frozenset[str]] | None = None
    for word in mine:
        others = (opposites(word.key) & held) - own
        if not others or word.key in held or concept(word.key) in classes:
            continue
        other = next(w for w in theirs if w.key in others)
        if not _of_one(claim, word, sentence, other):
            continue
        denied = denied or (negated(claim), negated(sentence))
        if (concept(other.key) in denied[1]) == (concept(word.key) in denied[0]):
            return word.text, other.text
    return _excluded(claim, sentence)


def _of_one(claim: str, word: _Word, sentence: str, other: _Word) -> bool:
    """Whether two words are said of one thing, as far as the words beside them tell."""
    wide, narrow = (
        (_around(claim, word.token, reach), _around(sentence, other.token, 4 + _NEAR - reach))
        for reach in (_BESIDE, _NEAR)
    )
    return bool(wide[0] & wide[1] or narrow[0] & narrow[1])


def _excluded(claim: str, sentence: str) -> tuple[str, str] | None:
    """Words that exclude each other said of the same next or last word: "the red line", "the blue line"."""
    theirs = [token for token in tokens(sentence) if token.content]
    held = {base(token.stem) for token in theirs}
    mine = [token for token in tokens(claim) if token.content]
    own = {base(token.stem) for token in mine}
    for i, token in enumerate(mine):
        others = exclusive(token.stem) & held
        if not others or base(token.stem) in held or others & own:
            continue
        for j, other in enumerate(theirs):
            if base(other.stem) in others and _neighbours(mine, i) & _neighbours(theirs, j):
                return token.text, other.text
    return None


def _neighbours(found: list[Token], at: int) -> set[tuple[int, str]]:
    """The content words on both sides of one, each with its side; numbers left out."""
    beside = ((side, at + side) for side in (-1, 1))
    near = ((side, found[i]) for side, i in beside if 0 <= i < len(found))
    return {(side, concept(t.stem)) for side, t in near if not t.text[0].isdigit()}


@lru_cache(maxsize=20_000)
def _around(text: str, word: Token, reach: int) -> frozenset[str]:
    """Concepts of the content words beside `word`, as far as `reach` on each side, names left out."""
    named = [(name.start, name.end) for name in names(text)]
    found = [token for token in tokens(text) if token.content and not word.start <= token.start < word.end]
    before = [token for token in found if token.start < word.start][-reach:]
    after = [token for token in found if token.start >= word.end][:reach]
    beside = (token for token in (*before, *after) if not any(a <= token.start < b for a, b in named))
    return frozenset(concept(token.stem) for token in beside)


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


def _stated(denial: Denial, text: str) -> Token | None:
    """The word of `text` that states what a denial denies, if it states all of that as a fact."""
    reached = frozenset[str]().union(*(other.scope for other in denials(text)))
    held = {concept(token.stem): token for token in reversed(tokens(text)) if token.content}
    words = [t for t in denial.words if not t.lower.endswith("ly")] or denial.words
    found = [held.get(concept(token.stem)) for token in words]
    facts = [t for t in found if t and concept(t.stem) not in reached and not unreal(text, t, done=False)]
    return facts[-1] if len(facts) == len(words) else None


def negation_conflict(claim: str, sentence: str) -> tuple[str, bool] | None:
    """The word that one side denies and the other states, as it stands, and whether the claim denies it."""
    mine, theirs = denials(claim), denials(sentence)
    if negated(claim) & negated(sentence):
        return None
    for held, stated, denies in ((mine, sentence, True), (theirs, claim, False)):
        for denial in held:
            if not denial.loose and (word := _stated(denial, stated)):
                return word.text, denies
    return None

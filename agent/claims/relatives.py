"""A relative clause between commas, as a statement about the noun that it stands behind.

One without a comma says which one is meant ("the man who fled") and is never taken away.
"""

import re

from agent.claims.piece import Piece
from agent.claims.verbs import begins, states, verb
from agent.language.attribution import reports
from agent.language.names import names
from agent.language.people import personal
from agent.language.quotes import masked

_RELATIVE = re.compile(r",\s+(?P<word>who|which|whose)\s+")
_END = re.compile(r",\s+(?:and|but)\s|;\s|$")
_NOUN = re.compile(
    r"\s+(?P<noun>(?:the|an?|its|their|his|her)\s(?!.*\b(?:of|in|on|at|for|to|with|from|by|and)\b)[^,;]{2,40})$"
)
_TITLE = re.compile(r"(?:(?:the\s)?[a-z]+\s|(?:Mayor|President|Minister|Governor|Judge|Dr|Mrs?|Ms)\.?\s)$")
_IS = re.compile(r"(?:is|are|was|were|has|have|had)\b")


def relative(piece: Piece) -> tuple[Piece, Piece] | None:
    """A sentence without its first relative clause, and what that says, with its antecedent."""
    text = piece.text
    match = _RELATIVE.search(masked(text))
    if match is None or any(r.cue.start < match.end() for r in reports(text)):
        return None
    main = verb(text[: match.start()])
    found = _after_object(text, match) if main else _after_subject(text, match)
    if found is None:
        return None
    noun, end, after = found
    own = _statement(piece.cut(match.end(), end), noun, match["word"])
    if own is None:
        return None
    before = piece.cut(0, match.start())
    return (before.before(piece.cut(after)) if text[after:].strip(" .") else before), own


def _after_subject(text: str, match: re.Match[str]) -> tuple[str, int, int] | None:
    """The antecedent before the main verb, where the clause ends and where the sentence goes on."""
    noun = text[: match.start()].strip()
    if not 0 < len(noun.split()) <= 8 or re.search(r"[,;:]|\b(?:and|that)\b", noun):
        return None
    for comma in re.finditer(r",\s+", text[match.end() :]):
        if begins(text[match.end() + comma.end() :]):
            return noun, match.end() + comma.start(), match.end() + comma.end()
    return None


def _after_object(text: str, match: re.Match[str]) -> tuple[str, int, int] | None:
    """The same for an antecedent behind the verb: a name, or a noun right behind it."""
    before, rest = text[: match.start()], text[match.end() :]
    main = verb(before)
    last = [name for name in names(before) if name.end == len(before)]
    noun = _NOUN.match(before, main.end) if main else None
    stop = _END.search(rest)
    if not (last or noun) or stop is None or "," in rest[: stop.start()]:
        return None
    if match["word"] == "which" and not _IS.match(rest):
        return None
    end = match.end() + stop.start()
    return (noun["noun"] if noun else last[-1].text), end, end


def _statement(clause: Piece, noun: str, word: str) -> Piece | None:
    if re.search(r"\b(?:and|but)\s+(?:who|which|whose|whom)\b", clause.text):
        return None
    if word == "whose":
        return clause.after(f"{noun}’s") if states(clause.text) else None
    if begins(clause.text) is None or (word == "who" and personal(noun) is False):
        return None
    return clause.after(noun)

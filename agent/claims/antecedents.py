"""For whom the pronoun that begins a clause stands, by the clause before it in the same text.

Only what is plain is told: the subject before, if nothing else that is named there could be meant.
"""

import re

from agent.claims.piece import Piece
from agent.language.names import names
from agent.language.people import personal

_PRONOUN = re.compile(r"(?P<who>he|she|it|they)\b|(?P<whose>his|her|its|their)\s+(?=[a-z\d])", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:his|her)\b(?=\s+[a-z])")
_INSIDE = re.compile(r"(?<=\w\s)(?:it|him|them|her(?=\s*[.,]?$|\s(?:to|in|on|at|for|from|with|by)\b))\b")
_OBJECT = re.compile(
    r"(?:\w+\s)?(?:the|an?)\s(?P<noun>[a-z][\w’'-]*(?:\s(?!(?:of|in|on|at|for|from|with|to|by|and)\b)[\w’'-]+){0,2})"
)
_EMPTY = re.compile(
    r"it\s(?:(?:has|had|did|will|would|may|might)\s)?(?:not\s)?(?:(?:rain|snow|seem|appear|emerge)\w*\b"
    r"|(?:is|was|be|been|became|remains?|remained)\s(?:not\s|still\s)?(?:yet\s)?\w+\s(?:that|why|how|whether|who|what|when)\b)",
    re.IGNORECASE,
)
"""An "it" that stands for nothing: "it rained", "it was unclear why"."""
_OF_THEM = re.compile(r"(\w+\sof)\sthem\b")
_NEXT = re.compile(r"[,;]\s|\b(?:and|which|who|whom|that|when|where|if|because|while)\s")
_NUMBER = {"he": 1, "she": 1, "his": 1, "her": 1, "it": 1, "its": 1, "they": 2, "their": 2}
_PERSONAL = frozenset({"he", "she", "his", "her"})
_THING = re.compile(r"\b(?:the|an?|its|their|his|her|this|that)\s+\w|\b\d(?!\d{3}\b)", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:the|an?|his|her|its|their|this|\w+['’]s)(?:\s[\w-]+){1,3}", re.IGNORECASE)
_PLURAL = re.compile(r"\b(?!was\b|has\b)[a-z]{2,}[^siu\W]s\b")


def pointing(clause: str) -> bool:
    """Whether a clause begins with a pronoun."""
    return bool(_PRONOUN.match(clause))


def resolved(clause: Piece, subject: str, rest: str) -> Piece | None:
    """A clause whose first words are no pronoun any more; None if it is not told for whom that stands.

    Args:
        clause: The clause.
        subject: The subject of the clause before it.
        rest: What stands behind that.
    """
    match = _PRONOUN.match(clause.text)
    if _EMPTY.match(clause.text):
        return clause
    if of_them := _OF_THEM.match(clause.text):
        if not _means("they", subject, rest):
            return None
        before = clause.cut(0, of_them.end(1)).before(Piece.put(f"the {subject[:1].lower()}{subject[1:]}"))
        return before.before(clause.cut(of_them.end()))
    if match is None:
        named = _possessive(clause, subject, rest)
        return pronounced(named, rest) if named else None
    if not _means(match.group().strip().lower(), subject, rest):
        return None
    return pronounced(clause.cut(match.end()).after(_own(subject) if match["whose"] else subject), rest)


def pronounced(clause: Piece, rest: str) -> Piece | None:
    """A clause without "it" or "them" in it, which must be what the clause before does something to.

    Args:
        clause: The clause.
        rest: What stands behind the verb of the clause before it.
    """
    match = _INSIDE.search(clause.text)
    if match is None or _NEXT.search(clause.text[: match.start()]):
        return clause
    thing = _OBJECT.fullmatch(rest.strip(" ,."))
    several = bool(thing) and rest.rstrip(" ,.").endswith("s")
    if thing is None or match.group() not in {"it", "them"} or several != (match.group() == "them"):
        return None
    before, behind = clause.cut(0, match.start()), clause.cut(match.end())
    said = before.before(Piece.put(f"the {thing['noun']}"))
    return said.before(behind) if behind.text.strip(" .") else said


def _possessive(clause: Piece, subject: str, rest: str) -> Piece | None:
    """A clause with "her" in it, named where the clause itself has nobody before whose that is."""
    match = _THEIRS.search(clause.text)
    if match is None or _people(clause.text[: match.start()]):
        return clause
    if not _means(match.group(), subject, rest):
        return None
    return clause.cut(0, match.start()).before(clause.cut(match.end()).after(_own(subject)))


def _people(text: str) -> bool:
    """Whether a text names a person or may do so."""
    meant = (word for match in _SOMEBODY.finditer(text) for word in match.group().split())
    return any(personal(word.strip(",.")) for word in meant) or any(
        personal(name.text) is not False for name in names(f"x {text}")
    )


def _means(pronoun: str, subject: str, rest: str) -> bool:
    """Whether a pronoun stands for `subject`, and for nothing that `rest` names."""
    several = " and " in subject or bool(_PLURAL.search(subject.split(" of ")[0].lower()))
    if _NUMBER[pronoun] == 2:
        several = several or personal(subject) is False
    if (_NUMBER[pronoun] == 2) != several or re.search(r"\w['’]s?\s", subject):
        return False
    if pronoun in _PERSONAL:
        likely = personal(subject) or (personal(subject) is None and re.fullmatch(r"[A-Z][\w’'-]+", subject))
        return bool(likely) and not _people(rest)
    if several:
        return not _PLURAL.search(rest)
    return personal(subject) is not True and not _THING.search(rest) and not names(f"x {rest}")


def _own(subject: str) -> str:
    subject = re.sub(r"^(?:The|An?)\b", lambda article: article.group().lower(), subject)
    return f"{subject}’" if subject.endswith("s") and " and " in subject else f"{subject}’s"

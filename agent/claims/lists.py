"""A statement about several things to one about each, where it is surely true of each by itself.

"The mayor and the governor resigned" is two claims; "the mayor and the governor met" is one, and so is all
with a number, which may count both together. Two names of one word may be one firm.
"""

import re

from agent.claims.piece import Piece
from agent.claims.verbs import verb
from agent.language.attribution import reports
from agent.language.negation import denials
from agent.language.quotes import quotations

_MUTUAL = re.compile(
    r"(?:met|meet|agreed|merged|marr(?:y|ied)|divorced|signed|clashed|collided|competed|negotiated|debated|differed|fought"
    r"|teamed|shared|split|joined|linked|connected|divided|compared|separated|united|combined|mixed|talked|spoke|reached"
    r"|formed|founded|played|tied|drew|faced|swapped|exchanged|between)"
)
_TOGETHER = re.compile(
    r"\b(?:together|each|both|all|jointly|joint|same|separately|respectively|another|between|other|two|three|half|either"
    r"|common|mutual|with|alike|combined|total|only)\b|\d",
    re.IGNORECASE,
)
_TITLED = r"(?!(?:The|An?)\s)(?:[A-Z][\w’'-]+\s){1,3}[A-Z][\w’'-]+"
_SOME = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)\s[a-z][\w’'-]*(?:\s[a-z][\w’'-]*){0,2}"
_ITEM = rf"(?:{_SOME}|{_TITLED})"
_LIST = re.compile(rf"{_ITEM}(?:,\s{_ITEM})*,?\sand\s{_ITEM}")
_BETWEEN = re.compile(r",?\s+and\s+|,\s+")
_GOVERNED = re.compile(r"\b(?:of|in|on|at|for|to|with|from|by|between|as|and|was|were|is|are)\b")
_ONE = {"were": "was", "are": "is", "have": "has"}


def listed(piece: Piece) -> tuple[Piece, ...]:
    """The statements about each thing of a list; the statement itself if it must not be parted."""
    main = verb(piece.text)
    text = piece.text
    if main is None or reports(text) or quotations(text) or denials(text):
        return (piece,)
    said = text[main.start : main.end + 30]
    if any(_MUTUAL.fullmatch(word) for word in re.findall(r"[a-z]+", said)):
        return (piece,)
    subject, rest = text[: main.start].strip(), text[main.end :]
    if _LIST.fullmatch(subject) and not _TOGETHER.search(rest):
        return _subjects(piece, subject, main.start)
    found = _LIST.fullmatch(rest.strip(" ."))
    if (
        found
        and verb(f"x {found.group()}") is None
        and not _GOVERNED.search(_BETWEEN.sub(" ", found.group()))
        and not _TOGETHER.search(rest)
    ):
        return _objects(piece, main.end)
    return (piece,)


def _items(text: str) -> list[tuple[int, int]]:
    """Where the things of a list stand in it."""
    edges = [0, *(at for m in _BETWEEN.finditer(text) for at in m.span()), len(text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _subjects(piece: Piece, subject: str, start: int) -> tuple[Piece, ...]:
    predicate = piece.text[start:]
    several, _, behind = predicate.partition(" ")
    own = f"{_ONE.get(several, several)} {behind}"
    found = []
    for at, (first, last) in enumerate(_items(subject)):
        item = piece.cut(first, last)
        tail = piece.cut(start) if at == len(_items(subject)) - 1 and own == predicate else Piece.put(own)
        found.append(item.before(tail))
    return tuple(found)


def _objects(piece: Piece, end: int) -> tuple[Piece, ...]:
    head, rest = piece.cut(0, end), piece.cut(end)
    bare = rest.text.rstrip(" .")
    first, *others = (rest.cut(*item) for item in _items(bare))
    return (head.before(first), *(other.after(head.text) for other in others))

"""One sentence to its clauses that stand for themselves: coordinated ones, subordinate ones, relative ones.

A shared subject is repeated. What is quoted or reported, conditional or a choice stays whole, and so does all
of which it is not plain where a clause ends: a sentence is one clause when in doubt.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from agent.claims.antecedents import pointing
from agent.claims.piece import Piece
from agent.claims.relatives import relative
from agent.claims.second import LEAD, STARTS, named, second
from agent.claims.verbs import Verb, begins, states, verb
from agent.language.attribution import Report, reports
from agent.language.quotes import masked, quotations
from agent.language.saying import NAMING

_WHOLE = re.compile(
    r"\b(?:if|unless|whether|either|neither|nor|respectively|not\s+only|until|so\s+that)\b"
    r"|[()?!]|:\s|(?<!\d)–|—|\s-\s",
    re.IGNORECASE,
)
_JOINT = re.compile(r",?\s+(?:and|but)\s+(?:(?:then|later|also)\s+)?|,\s+(?=.*\s(?:and|but)\s)")
_UNDER = re.compile(r",?\s+(?:after|before|while|when|because)\s+")
_UNDER_FIRST = re.compile(r"(?:After|Before|While|When|Because)\s+(?P<clause>[^,;]+),\s+")
_AGAINST = re.compile(r",\s+(?:although|though|whereas|while)\s+")
_AGAINST_FIRST = re.compile(r"(?:Although|Though|Whereas)\s+(?P<clause>[^,;]+),\s+")
_TAKEN = re.compile(r"\b(?:between|both)\b(?!.*\band\b)")
_WITHIN = re.compile(r"\b(?:that|what|how|why)\b")
_WHICH = re.compile(r"\b(?:which|who|whom|whose|where)\b")
_BESIDE = re.compile(r"\b(?:when|while|because|although|though|since|after|before|as)\s+")
_DONE = NAMING | frozenset("declared announced denied denies rejected".split())
"""Verbs of saying that are done to a thing too."""
MOST = 8
"""Clauses of a sentence at most; one of more is not cut further."""
_WORDS = 3
"""Words of a clause before a semicolon or comma at least, if its verb is not known."""


Ways = Sequence[Callable[[Piece], tuple[Piece, Piece] | None]]


def clauses(piece: Piece) -> tuple[Piece, ...]:
    """What a sentence states side by side, in order; itself alone if that is not surely several things."""
    barred = _WHOLE.search(masked(piece.text))
    return _cut(piece, (_stopped,) if barred else (_stopped, relative, _granted, _joined))


def under(piece: Piece) -> tuple[Piece, ...]:
    """A clause and those under it, of which it says more than that they are so too: when, or why."""
    barred = _WHOLE.search(masked(piece.text))
    return (piece,) if barred else _cut(piece, (_leading, _trailing))


def _cut(piece: Piece, ways: Ways) -> tuple[Piece, ...]:
    """A sentence cut until no way applies or there are too many."""
    found, at = [piece], 0
    while at < len(found) <= MOST:
        halves = next((halves for way in ways if (halves := way(found[at]))), None)
        found[at : at + 1] = halves or (found[at],)
        at += halves is None
    return tuple(found)


def _spoken(text: str) -> list[tuple[int, int]]:
    """Where somebody's words stand, with the words that tell whose they are."""
    told = [(r.cue, *r.content) for r in reports(text) if not _acts(text, r)]
    zones = [(min(s.start for s in each), max(s.end for s in each)) for each in told]
    return [*zones, *((q.start, q.end) for q in quotations(text))]


def _acts(text: str, report: Report) -> bool:
    """Whether a verb of saying has a thing behind it, not a clause: "denied the report and left"."""
    thing = re.split(r",?\s(?:and|but)\s", text[report.cue.end :], maxsplit=1)[0]
    return report.verb in _DONE and not thing.lstrip().startswith("that ") and verb(f"it {thing}") is None


def _open(rest: str, *, comma: bool) -> bool:
    """Whether what stands between a verb and a joint is not over there: "between A", "that A".

    Args:
        rest: What stands there.
        comma: Whether a comma ends it, and with it a clause under the first one.
    """
    if _TAKEN.search(rest) or _WITHIN.search(rest):
        return True
    inner = (m.end() for m in _BESIDE.finditer(rest))
    return not comma and (bool(_WHICH.search(rest)) or any(verb(rest[at:]) for at in inner))


def _joints(piece: Piece, pattern: re.Pattern[str]) -> Iterator[tuple[int, Verb, re.Match[str]]]:
    """Where the first clause may end: its beginning behind a lead, its verb, and the words that join."""
    text = piece.text
    lead = LEAD.match(text)
    at = lead.end() if lead and not verb(lead.group()) else 0
    main = verb(text[at:])
    if main is None:
        return
    spoken = _spoken(text)
    for joint in pattern.finditer(masked(text), at + main.end):
        open_ = _open(text[at + main.end : joint.start()], comma=joint.group().startswith(","))
        if not open_ and not _inside(joint, spoken):
            yield at, main, joint


def _inside(joint: re.Match[str], spoken: Sequence[tuple[int, int]]) -> bool:
    """Whether a joint stands in somebody's words."""
    return any(start < joint.start() and joint.start() < end - 1 for start, end in spoken)


def _stopped(piece: Piece) -> tuple[Piece, Piece] | None:
    """Two clauses with a semicolon between them."""
    spoken = _spoken(piece.text)
    for stop in re.finditer(r";\s+(?:(?:and|but)\s+)?", masked(piece.text)):
        left, right = piece.cut(0, stop.start()), piece.cut(stop.end())
        if _inside(stop, spoken) or min(len(left.text.split()), len(right.text.split())) < _WORDS:
            continue
        main = verb(left.text)
        subject, rest = (left.text[: main.start].strip(), left.text[main.end :]) if main else ("", left.text)
        own = named(right, subject, rest) if verb(right.text) or not main else None
        return (left, own) if own else None
    return None


def _joined(piece: Piece) -> tuple[Piece, Piece] | None:
    """Two clauses side by side, the subject repeated."""
    for at, main, joint in _joints(piece, _JOINT):
        left, right = piece.text[at : joint.start()], piece.cut(joint.end())
        first = begins(right.text)
        if joint.group().strip() == "," and not (first and first.sure):
            continue
        own = second(left, main, right, comma=joint.group().startswith(","))
        if own:
            lead = piece.text[:at].rstrip() if first else ""
            return piece.cut(0, joint.start()), own.after(lead) if lead else own
    return _unknown(piece)


def _unknown(piece: Piece) -> tuple[Piece, Piece] | None:
    """Two clauses of which the first has a verb that is not known, but a comma and "and" end it."""
    joint = re.search(r",\s+(?:and|but)\s+", masked(piece.text))
    if joint is None or verb(piece.text) or _inside(joint, _spoken(piece.text)):
        return None
    left, right = piece.cut(0, joint.start()), piece.cut(joint.end())
    if "," in left.text or len(left.text.split()) <= _WORDS or _open(left.text, comma=True):
        return None
    if not states(right.text) or pointing(right.text) or not STARTS.match(right.text):
        return None
    return left, right


def _granted(piece: Piece) -> tuple[Piece, Piece] | None:
    """Two clauses that are set against each other: "although", or "while" behind a comma."""
    return _subordinate(piece, _AGAINST) or _leading(piece, _AGAINST_FIRST)


def _trailing(piece: Piece) -> tuple[Piece, Piece] | None:
    """A clause and one behind it that tells when or why."""
    return _subordinate(piece, _UNDER)


def _subordinate(piece: Piece, words: re.Pattern[str]) -> tuple[Piece, Piece] | None:
    """A clause and one under it that stands behind it."""
    for at, main, joint in _joints(piece, words):
        right = piece.cut(joint.end())
        if states(right.text) is None or not STARTS.match(right.text):
            continue
        subject = piece.text[at : at + main.start].strip()
        if own := named(right, subject, piece.text[at + main.end : joint.start()]):
            return piece.cut(0, joint.start()), own
    return None


def _leading(piece: Piece, words: re.Pattern[str] | None = None) -> tuple[Piece, Piece] | None:
    """A clause and one under it that stands before it."""
    match = (words or _UNDER_FIRST).match(masked(piece.text))
    if match is None or any(start < match.end() for start, _ in _spoken(piece.text)):
        return None
    clause, main = piece.cut(*match.span("clause")), piece.cut(match.end())
    first = states(clause.text)
    if first is None or pointing(clause.text) or verb(main.text) is None:
        return None
    own = named(main, clause.text[: first.start].strip(), clause.text[first.end :])
    return (clause, own) if own else None

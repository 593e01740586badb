"""The second of two clauses side by side, worded so that it stands by itself.

It has the subject of the first ("and opened a ferry"), a subject of its own, or a number and no auxiliary
("and 11 injured"). What points back and cannot be named ("the two agreed") is not parted.
"""

import re

from agent.claims.antecedents import pointing, pronounced, resolved
from agent.claims.piece import Piece
from agent.claims.verbs import OBJECT, PAST, Verb, begins, passive, perfect, states, verb
from agent.language.attribution import reports

_DAY = (
    r"(?:\w+day|January|February|March|April|May|June|July|August|September|October|November|December|noon"
    r"|\d{4})"
)
LEAD = re.compile(
    r"(?:On|In|At|During|By|Since|Last|Early|Late|Yesterday|Earlier|After|Before|Following|Despite)\b[^,;]{0,40},\s+"
    rf"|(?:On|In|By|Since|At)\s(?:the\s)?{_DAY}(?:\s(?:morning|afternoon|evening|night))?\s+"
)
"""What stands before the subject of a clause."""
STARTS = re.compile(
    r"(?:(?:the|an?|its|his|her|their|no|he|she|it|they|another|police|people|men|women|children|nobody|none|all|some|most"
    r"|many|only|every|each|about|nearly|almost|more|at\s+least|two|three|four|five)\b|\d|(?-i:[A-Z])|\w+s\b"
    r"|\w+\s(?-i:[A-Z\d])|one\sof\b|[a-z]+(?<!ly)(?<!ed)(?<!ing)\s(?:is|was|has|had|will|would)\b)",
    re.IGNORECASE,
)
"""How a subject begins."""
_BACK = re.compile(
    r"(?:(?:the\s+)?(?:two|three|four|pair|both|latter|former|others?|rest|same|second|first)|neither|another)\s+"
    r"(?:\w+ly\s+)?(?:\w+ed|was|were|is|are|has|have|had)\b"
    r"|.*\b(?:(?:an?|the)\s(?:\w+\s)?ones?|do(?:es)?\sso|did\s(?:so|the\ssame))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?:there|no|nobody|none|nothing|few|some|any|several|many|most|only|every|each|all|not)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:resigned|died|fell|rose|collapsed|sank|exploded|crashed|arrived|escaped|fled|vanished|disappeared|survived"
    r"|apologi[sz]ed|retired|drowned|went|came|abstained|erupted|leaked|stalled|burst|landed|returned)$"
)
"""Verbs that need nothing behind them; others may share an object: "arrested and charged him"."""
_NUMERAL = (
    r"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)"
)
_COUNTED = re.compile(
    rf"(?P<who>(?:(?:at\s+least|about|nearly|some|another|more\s+than)\s+)?{_NUMERAL}"
    r"(?P<noun>(?:\s(?!were\b|was\b)[a-z]+){0,2}?))\s(?:(?:were|was)\s)?"
    rf"(?P<done>(?:(?:seriously|slightly|badly|critically)\s)?{PAST})(?=\s*[.]?\s*$|\s(?:in|on|at|by|with)\b)"
)
_COUNTS = re.compile(rf"\W*(?:[\w\s]*?\s)?{_NUMERAL}\s+(?P<noun>[a-z\s]+)$", re.IGNORECASE)


def second(left: str, main: Verb, right: Piece, *, comma: bool) -> Piece | None:
    """What the second of two clauses says by itself; None if it is none.

    Args:
        left: The first clause, from its subject.
        main: Its verb.
        right: What stands behind "and" or "but".
        comma: Whether a comma stands before that.
    """
    if _BACK.match(right.text):
        return None
    return (
        _sharing(left, main, right) or _counted(left, main, right) or _apart(left, main, right, comma=comma)
    )


def named(clause: Piece, subject: str, rest: str) -> Piece | None:
    """A clause with what its pronouns stand for; those in somebody's words are left as they are."""
    if _BACK.match(clause.text):
        return None
    own = clause if _speaks(clause.text) and not pointing(clause.text) else None
    return own or resolved(clause, subject, rest)


def _sharing(left: str, main: Verb, told: Piece) -> Piece | None:
    """A second clause that has the subject of the first."""
    at, subject, rest = begins(told.text), left[: main.start].strip(), left[main.end :].strip()
    if at is None or _VAGUE.match(subject) or (right := pronounced(told, rest)) is None:
        return None
    aux = passive(left, main) or perfect(left, main)
    if not rest and not aux and not _ALONE.search(left):
        return None
    acts = OBJECT.match(right.text, at.end)
    later = verb(right.text[at.end :]) if not at.sure and not acts else None
    if later and later.sure:
        return None
    if at.sure or not at.past or aux is None or (acts and passive(left, main)):
        return right.after(subject)
    return None if re.search(r"\b(?:not|never)\b|n['’]t", aux) else right.after(f"{subject} {aux}")


def _counted(left: str, main: Verb, right: Piece) -> Piece | None:
    """A second clause that may lack its auxiliary: "four were killed and 11 injured"."""
    match, aux = _COUNTED.match(right.text), passive(left, main)
    subject = _COUNTS.match(left[: main.start].strip())
    own = verb(right.text)
    if match is None or aux is None or (own and own.sure and own.end == match.end("done")):
        return None
    if not match["noun"] and subject is None:
        return None
    noun = "" if match["noun"] or subject is None else f"{subject['noun']} "
    return right.cut(0, match.end("who")).before(right.cut(match.start("done")).after(f"{noun}{aux}"))


def _apart(left: str, main: Verb, right: Piece, *, comma: bool) -> Piece | None:
    """A second clause with a subject of its own, named if it is a pronoun."""
    text = right.text
    lead = LEAD.match(f"{text[:1].upper()}{text[1:]}")
    clause = text[lead.end() if lead else 0 :]
    if not STARTS.match(clause) or (lead and pointing(clause)):
        return None
    if not (_speaks(clause) or states(clause) or (comma and "," not in left and verb(clause))):
        return None
    own = verb(clause)
    if own and not own.sure and passive(left, main) and not OBJECT.match(clause, own.end):
        return None
    return named(right, left[: main.start].strip(), left[main.end :]) if comma or _over(left, main) else None


def _speaks(clause: str) -> bool:
    """Whether a clause tells what somebody said, with who said it first."""
    return any(report.speaker and report.cue.start == 0 for report in reports(clause))


def _over(left: str, main: Verb) -> bool:
    """Whether a first clause is surely one, with nothing but "and" to end it."""
    return main.sure or states(left) is not None or bool(_ALONE.search(left[: main.end]))

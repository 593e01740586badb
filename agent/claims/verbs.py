"""The verb of a clause by form alone: who it is said of stands before it, what is said of them behind it.

Without a tagger a participle looks like a past tense ("a car parked outside"), so such a form counts only
where something stands behind it that a verb takes, or nothing at all. What is not surely a clause is none.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from agent.language.quotes import masked

_NOT = r"(?:\s(?:not|never))?"
BE = r"(?:was|were|is|are)"
HAVE = r"(?:has|have|had)"
_MODAL = r"(?:will|would|can|could|may|might|must|should|shall|did|does|do)"
_SURE = """
    went came took gave began rose fell saw chose drove wrote spoke broke stole wore froze flew
    grew knew threw withdrew drew ran swam sang sank shrank rang forbade forgot hid rode swore
    woke ate blew became overthrew undertook mistook shook tore lay sprang died
""".split()
_MOVED = """
    resigned voted abstained collapsed exploded crashed arrived escaped vanished disappeared
    survived apologised apologized drowned erupted stalled happened occurred ended stayed remained
    waited lived agreed refused failed decided belonged worked returned
""".split()
"""Regular pasts of verbs that take no object, so that they are no participles behind a noun either."""
_PRESENT = """
    owns belongs needs uses costs runs leads makes takes gives carries holds wants remains employs
    supports opposes covers includes measures contains allows requires produces supplies serves
    lives works denies faces
""".split()
_EITHER = """
    sued led paid sold bought told made held found fought left kept brought taught caught built
    sent spent lost won met said struck stood hung hit cut put set let cost hurt shut spread burst
    cast quit read fed bred fled meant felt dealt slept swept lent bent sought thought heard laid
    slid stuck swung dug beat shot got upheld withheld ate
""".split()
_ED = r"(?!(?:hundred|sacred|naked|wicked|kindred|indeed|\w*eed)\b)[a-z]{2,}ed"
PAST = rf"(?:{'|'.join(_EITHER)}|{_ED})"
_PARTICIPLE = rf"(?:{'|'.join(_EITHER)}|{_ED}|[a-z]{{2,}}(?:en|wn|ne)|begun|sung|sunk|run|become)"
_ADVERB = r"(?:\s(?:\w+ly|also|since|then|later|already|now|still))*"
AUXILIARY = (
    rf"(?:(?:{BE}|{HAVE}|{_MODAL}){_NOT}"
    r"|cannot|(?:wo|ca|is|are|was|were|has|have|had|did|does|do|would|could)n['’]t)"
    rf"{_ADVERB}(?:\sbeen)?"
)
_CERTAIN = rf"(?:{AUXILIARY}|{'|'.join(_SURE)}|(?:{'|'.join(_MOVED)}))"
_VERB = re.compile(rf"(?<![-’'])(?<!\bto )\b(?:(?P<sure>{_CERTAIN})|(?P<past>{PAST}))\b(?!-)")
_ENDS_IN_S = r"(?!this\b|does\b)[a-z]{2,}[^s\W]s"
_NOW = re.compile(
    rf"(?<=[\w’'] )(?:(?:{'|'.join(_PRESENT)})\b(?!\s(?:of|for|and|are|were|that)\b)"
    rf"|{_ENDS_IN_S}(?=\s(?:the|an?|its|his|her|their|one|two|three|no|less|fewer|\d)\b))"
)
"""A verb in the present: what else ends in "s" and has a noun phrase right behind it?"""
_APPOSED = re.compile(
    r"^[^,;]{2,60}(?P<apposed>,\s(?!and\b|but\b|who\b|which\b|whose\b|then\b)[^,;]{2,60},)\s"
)
_STARTS = re.compile(
    r"(?:(?:\w+ly|also|then|later|now|still|since)\s)?"
    rf"(?:(?P<sure>{_CERTAIN})|(?P<past>{PAST})|(?P<now>{_ENDS_IN_S}))\b"
)
_THING = (
    r"(?:the|an?|its|their|his|her|some|several|many|all|more|most|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|no|fewer|less|it|them|him|dozens|hundreds|thousands|about|nearly|every|each|this|that|these"
    r"|those)\b|[$€£]?\d|[A-Z]"
)
OBJECT = re.compile(rf"\s+(?:{_THING})")
_BEHIND = re.compile(
    rf"\s*(?:[.]?\s*$|,|(?:{_THING}"
    r"|(?:at|in|on|to|for|from|with|by|into|over|up|down|out|off|after|of|as|against)\b))"
)
_ATTRIBUTE = re.compile(
    r"\b(?:the|an?|its|their|his|her|these|those|of|for|with|from|in|by|per|than|to|be|been|most|many|some|all|newly"
    r"|\d+)\s+$",
    re.IGNORECASE,
)
_CLAUSAL = re.compile(
    r"\b(?:if|who|which|whom|whose|that|where|when|while|because|although|though|since|until|before|after|as|what|how"
    r"|and|but|or)\b|[,;:](?!\d)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"(?P<aux>(?:(?:{HAVE}|will|would|may|might|could)\s)?(?:{BE}|been|be)\b{_ADVERB})\s{_PARTICIPLE}\b"
)
_PERFECT = re.compile(rf"(?P<aux>{HAVE}{_ADVERB})\s{_PARTICIPLE}\b")
_MEANT = re.compile(r"\s(?:who|which|that)\b")
_WITHOUT = re.compile(
    r"\s+(?!(?:about|across|after|against|along|among|around|as|at|away|back|before|behind|below|beside|between"
    r"|by|down|during|early|earlier|elsewhere|for|from|here|in|inside|into|late|later|last|near|nearby|next|of|off|on|onto"
    r"|out|outside|over|since|so|then|there|through|to|today|together|tonight|toward|towards|under|up|upon|with"
    r"|within|without|yesterday|alive|dead|\w+ly|and|but|or)\b)\w"
)
"""What stands behind a verb in the past and not behind a participle: no place, time or manner."""
_ENDED = re.compile(
    r"(?:\s(?:down|up|out|off|over|away|back|again)\b)?"
    r"\s*(?:[.]?\s*$|on\s\w+day\b|in\s(?:\d{4}|January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\b)"
)
_CALLED = re.compile(r"(?:named|called|dubbed|titled|nicknamed|known)$")
_PROPER = re.compile(r"(?:[A-Z&][\w.’'-]*\s?)+$")
_NEAR = 12
"""Characters before a word that tell whether it describes the noun behind it."""
_SUBJECT = 14
"""Words of a subject at most."""


class Verb(NamedTuple):
    """The finite verb of a clause: where it stands, if its form tells that it is one, and if it is past."""

    start: int
    end: int
    sure: bool
    past: bool = True


@lru_cache(maxsize=20_000)
def verb(clause: str) -> Verb | None:
    """The verb of a clause that begins with its subject; None if that cannot be told."""
    clause = _plain(masked(clause))
    found = [Verb(*m.span(), bool(m["sure"])) for m in _VERB.finditer(clause) if _predicates(clause, m)]
    if (now := _NOW.search(clause)) and not any(each.start < now.start() for each in found):
        found = [Verb(*now.span(), True, False)]
    if not found:
        return None
    first, later = found[0], [each for each in found[1:] if each.sure or OBJECT.match(clause, each.end)]
    relative = _MEANT.search(clause[: first.start])
    reduced = not first.sure and not OBJECT.match(clause, first.end)
    if later and (relative or reduced) and not _CLAUSAL.search(clause[first.end : later[0].start]):
        subject = clause[: relative.start() if relative else later[0].start]
        return later[0] if _subject(subject) else None
    return first if _subject(clause[: first.start]) else None


def _subject(text: str) -> bool:
    """Whether a text before a verb may be its subject."""
    return 0 < len(text.split()) <= _SUBJECT and not _CLAUSAL.search(text.replace(" and ", " "))


def _plain(clause: str) -> str:
    """A clause with what is put between commas behind its subject made one word as long."""
    match = _APPOSED.match(clause)
    if match is None or begins(clause[match.end() :]) is None or verb(clause[: match.start("apposed")]):
        return clause
    start, end = match.span("apposed")
    return f"{clause[:start]} {'x' * (end - start - 1)}{clause[end:]}"


def _predicates(clause: str, match: re.Match[str]) -> bool:
    """Whether a form that may be a participle does not stand before the noun that it describes."""
    certain = match["sure"] and (not match.group().endswith("ed") or match.group() == "died")
    return bool(certain) or not _ATTRIBUTE.search(clause[max(0, match.start() - _NEAR) : match.start()])


def states(clause: str) -> Verb | None:
    """The verb of a clause, if it surely is one: no noun phrase with a participle behind it."""
    found = verb(clause)
    if found is None or found.sure:
        return found
    subject, rest = clause[: found.start].strip(), clause[found.end :]
    if _CALLED.search(clause[: found.end]) and re.match(r"an?\s", subject, re.IGNORECASE):
        return None
    plain = _WITHOUT.match(rest) or _PROPER.fullmatch(subject)
    return found if plain or _ENDED.match(rest) else None


def begins(rest: str) -> Verb | None:
    """The verb that `rest` begins with, an adverb before it, if it is one."""
    match = _STARTS.match(rest)
    if match is None:
        return None
    if match["sure"]:
        return Verb(*match.span(), True)
    wanted = OBJECT if match["now"] else _BEHIND
    return Verb(*match.span(), False, not match["now"]) if wanted.match(rest, match.end()) else None


def passive(clause: str, at: Verb) -> str | None:
    """The auxiliary of a passive verb ("was", "has been"), if it is one."""
    match = _PASSIVE.match(clause, at.start)
    return match["aux"] if match else None


def perfect(clause: str, at: Verb) -> str | None:
    """The auxiliary of a verb in the perfect ("has"), if it is one."""
    match = _PERFECT.match(clause, at.start)
    return match["aux"] if match and not passive(clause, at) else None

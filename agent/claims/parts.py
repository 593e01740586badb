"""One sentence of several statements to one claim each.

Only clauses that stand side by side are parted, each with a verb of its own. What is reported, quoted,
denied, conditional or explained stays whole, and so do lists of names: "A and B met" is not "A met". When in
doubt, a sentence is one claim.
"""

import re
from typing import NamedTuple

from agent.claims import claims
from agent.language.attribution import reports
from agent.language.negation import denials
from agent.language.people import People, refers
from agent.language.polarity import hedged
from agent.language.quotes import quotations
from agent.language.roles import PASTS
from agent.values import Claim
from vectorstore.values import Span

_JOINT = re.compile(r";\s+(?:and\s+|but\s+)?|,\s+(?:and|but)\s+|\s+and\s+(?:then\s+|later\s+|also\s+)?")
_PAST = "|".join(
    sorted({*PASTS, "rose", "fell", "went", "came", "grew", "began", "met", "spent", "lost", "died"})
)
_AUXILIARY = r"(?:was|were|is|are|has|have|had)(?:\s(?:been|also|since|then))*"
_VERB = re.compile(rf"\b(?:{_AUXILIARY}|(?:{_PAST})|[a-z]{{2,}}ed)\b")
_STARTS = re.compile(rf"(?:\w+ly\s)?(?:{_AUXILIARY}|(?:{_PAST})|[a-z]{{2,}}ed)\b")
_EDGED = re.compile(r"ed$")
_OBJECT = re.compile(
    r"\s*(?:[.]?$|(?:the|an?|its|their|his|her|some|several|many|all|more|most|one|two|three|four|five|six|seven|eight|nine"
    r"|ten|at|in|on|to|for|from|with|by|into|over|up|down|out|off|it|them|him|dozens|hundreds|thousands|about|nearly)\b"
    r"|[$€£]?\d|[A-Z])"
)
"""What may stand behind a verb in the past tense, not behind an adjective ("a plan and revised budget")."""
_PASSIVE = re.compile(rf"\b(?P<aux>{_AUXILIARY})\s(?:\w+ly\s)?(?:[a-z]{{2,}}ed|{_PAST})\b")
_LEAD = re.compile(r"(?:On|In|At|After|During|By|Since|Last|Early|Late|Yesterday|Earlier)\b[^,;]{0,40},\s+")
_BOUND = re.compile(
    r"\b(?:if|unless|whether|because|when|while|although|though|since|until|before|either|neither|both|only|than"
    r"|which|who|whom|whose|that|where|between|or|nor|each|respectively|not)\b|[:()—–?!]|\s-\s",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?P<who>He|She|It|[Tt]he\s+\w+)\s+(?=\w)")
_SUBJECT = 8
"""Words of a subject at most."""


class _Clause(NamedTuple):
    """A clause of a sentence: what it says by itself, and where its own words stand there."""

    text: str
    start: int
    end: int


def parts(text: str) -> tuple[Claim, ...]:
    """The claims of a text, one a statement, in order; a pronoun that begins one is resolved where it can be.

    Each keeps the place of its own words in `text`; its wording may repeat the subject of its sentence.

    Raises:
        TooMuchStated: As of `claims`.
    """
    people, found = People(), list[Claim]()
    for claim in claims(text):
        people.note(claim.text, claim.span, reports(claim.text))
        resolved = _resolved(claim.text, people) if claim.speaker is None else claim.text
        shift = len(resolved) - len(claim.text)
        clauses = _clauses(resolved) if claim.speaker is None else [_Clause(resolved, 0, len(resolved))]
        for clause in clauses:
            start = claim.span.start + max(0, clause.start - shift if clause.start else 0)
            span = Span(start=start, end=claim.span.start + clause.end - shift)
            found.append(claim.model_copy(update={"text": clause.text, "span": span}))
    return tuple(found)


def _resolved(sentence: str, people: People) -> str:
    """`sentence` with the name for which its first word stands, where that is told."""
    first = _PRONOUN.match(sentence)
    if first is None or not refers(first["who"]):
        return sentence
    known = people.resolve(first["who"], "")
    return f"{known[0]} {sentence[first.end() :]}" if known else sentence


def _clauses(sentence: str) -> list[_Clause]:
    """The statements of a sentence; itself alone if it does not surely have several."""
    whole = [_Clause(sentence, 0, len(sentence))]
    if _BOUND.search(sentence) or reports(sentence) or quotations(sentence):
        return whole
    if hedged(sentence) or denials(sentence):
        return whole
    lead = _LEAD.match(sentence)
    at = lead.end() if lead else 0
    for joint in _JOINT.finditer(sentence, at):
        left, right = sentence[at : joint.start()], sentence[joint.end() :]
        said = _joined(left, right, joint.group())
        if said:
            first = _Clause(f"{sentence[: joint.start()]}.", 0, joint.start())
            second = said if said[1:] == right[1:] else sentence[:at] + said
            return [first, _Clause(second, joint.end(), len(sentence))]
    return whole


def _joined(left: str, right: str, joint: str) -> str | None:
    """What the second of two clauses says by itself, if both are statements."""
    verb = _VERB.search(left)
    if verb is None or not 0 < len(left[: verb.start()].split()) <= _SUBJECT or "," in left[: verb.start()]:
        return None
    subject = left[: verb.start()].rstrip()
    passive = _PASSIVE.match(left, verb.start())
    if starts := _STARTS.match(right):
        if _EDGED.search(starts.group()) and not _OBJECT.match(right, starts.end()):
            return None
        own = right if not passive or re.match(_AUXILIARY, right) else f"{passive['aux']} {right}"
        if passive is None and not left[verb.end() :].strip():
            return None
        return f"{subject} {own}"
    return _own(left, right, joint)


def _own(left: str, right: str, joint: str) -> str | None:
    """A second clause that has a subject of its own, which is no pronoun."""
    verb = _VERB.search(right)
    plain = joint.startswith((";", ","))
    if verb is None or not plain or "," in right[: verb.start()]:
        return None
    subject = right[: verb.start()].split()
    if not 0 < len(subject) <= _SUBJECT or re.match(r"(?:he|she|it|they|this|these)\b", right, re.IGNORECASE):
        return None
    if not (re.match(r"(?:the|an?|its|his|her|their|\d|[A-Z])", right) or re.match(r"\w+s\b", right)):
        return None
    return right[0].upper() + right[1:]

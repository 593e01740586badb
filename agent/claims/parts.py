"""The claims that a claim is made of, each to be checked by itself.

"The mayor resigned on Monday and the council named Ada Ode." states two things that may stand in two
sentences of a source, or of which one may be false. Rejected: cutting at every "and", which tears apart what
was said of two together ("A and B met", "between A and B") and what somebody said.
"""

import re

from pydantic import Field

from agent.claims import claims, whole
from agent.claims.antecedents import pointing, resolved
from agent.claims.clauses import MOST, clauses, under
from agent.claims.lists import listed
from agent.claims.piece import Piece
from agent.claims.verbs import verb
from agent.language.attribution import reports
from agent.language.people import People, refers
from agent.values import Claim
from vectorstore.values import Value

_FIRST = re.compile(r"(?P<who>He|She|It|[Tt]he\s+\w+)\s+(?=\w)")


class Part(Value):
    """One of the claims that a claim is made of."""

    claim: Claim = Field(
        description="What it says by itself; its span is that of its own words in the whole."
    )
    under: tuple[Claim, ...] = Field(
        default=(),
        description="Its clauses, if it has some of which it says more than that they are so: when, or why.",
    )


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a text in their order there, each self-contained; its sentences if they are too many.

    Raises:
        TooMuchStated: As of `claims`.
    """
    people, single, found, before = People(), list[Part](), list[Part](), ""
    for claim in claims(text):
        people.note(claim.text, claim.span, reports(claim.text))
        piece = _resolved(Piece.of(claim.text, claim.span.start), people, before)
        before = piece.text
        same = piece.text == claim.text
        single.append(Part(claim=claim if same else _claim(piece, claim)))
        for clause in clauses(piece):
            found += [_part(each, claim) for each in listed(clause)]
    return tuple(found if len(found) <= MOST else single)


def _resolved(sentence: Piece, people: People, before: str) -> Piece:
    """A sentence with the name for which its first word stands, where that is told by what is before it."""
    first = _FIRST.match(sentence.text)
    known = people.resolve(first["who"], "") if first and refers(first["who"]) else None
    if first and known:
        return sentence.cut(first.end()).after(known[0])
    main = verb(before) if pointing(sentence.text) else None
    if main is None:
        return sentence
    return resolved(sentence, before[: main.start].strip(), before[main.end :]) or sentence


def _part(piece: Piece, sentence: Claim) -> Part:
    stated = sentence if piece.text == sentence.text else _claim(piece, sentence)
    inner = under(piece)
    return Part(claim=stated, under=tuple(_claim(each, sentence) for each in inner) if len(inner) > 1 else ())


def _claim(piece: Piece, parent: Claim) -> Claim:
    stated = whole(piece.sentence)
    return stated.model_copy(update={"span": piece.span or parent.span})

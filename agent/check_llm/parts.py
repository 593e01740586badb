"""A claim of several statements: its parts, and what they come to together."""

from collections.abc import Sequence

from pydantic import Field

from agent.claims import claims
from agent.language.names import names
from agent.language.negation import negated
from agent.language.roles import role_conflict
from agent.language.words import tokens
from agent.values import Claim, Evidence, Stance
from vectorstore.values import Value

_PER_SENTENCE = 4
"""Parts of a sentence at most."""
_POINTS_BACK = frozenset(
    "he she it they him her them his hers its their theirs this that these those".split()
)


class Parts(Value):
    """The separate statements that a text makes."""

    claims: tuple[str, ...] = Field(description="Each of them, in the words of the text.")


def faithful(text: str, parts: Sequence[str]) -> bool:
    """Whether `parts` say what `text` says, as far as words tell.

    Each is one statement in the words of one sentence, with the names of others where that has a pronoun;
    none swaps who did what to whom; together they hold every word and deny the same.
    """
    said = [claim.text for claim in claims(text)]
    if len(parts) > _PER_SENTENCE * len(said) or not all(_drawn(part, said, text) for part in parts):
        return False
    stated = frozenset[str]().union(*(_stems(part) for part in parts))
    denied = frozenset[str]().union(*(negated(part) for part in parts))
    return stated == _stems(text) and denied == frozenset[str]().union(*(negated(each) for each in said))


def _drawn(part: str, said: Sequence[str], text: str) -> bool:
    if len(part) > len(text) or len(claims(part)) != 1 or role_conflict(part, text):
        return False
    return any(_stems(part) and _stems(part) <= _stems(each) | _meant(each, text) for each in said)


def _meant(sentence: str, text: str) -> frozenset[str]:
    """Words of the names that a pronoun of the sentence may stand for."""
    if not any(token.lower in _POINTS_BACK for token in tokens(sentence)):
        return frozenset()
    return frozenset[str]().union(*(_stems(name.text) for name in names(text)))


def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text) if token.content)


def together(claim: Claim, cells: Sequence[Evidence]) -> Evidence:
    """What one source says of a whole claim, by what it says of the parts.

    It supports the whole if it supports every part, refutes it if it refutes any, and reports it if every
    part is supported or reported.
    """
    stance = _stance({cell.stance for cell in cells})
    alone = stance in {Stance.REFUTES, Stance.SILENT}
    decisive = [cell for cell in cells if cell.stance is stance or not alone]
    return Evidence(
        claim=claim.text,
        article=cells[0].article,
        stance=stance,
        score=min(cell.score for cell in cells),
        citations=tuple(dict.fromkeys(citation for cell in decisive for citation in cell.citations)),
        speaker=next((cell.speaker for cell in decisive if cell.speaker), None),
        reasons=tuple(
            f"{_called(cell.claim, claim.text)}: {why}"
            for cell in decisive
            for why in cell.reasons or (cell.stance.value,)
        ),
    )


def _called(part: str, text: str) -> str:
    """A part as it stands in the claim; one in other words, which may say another thing, is not shown."""
    return repr(part) if part.strip(" .") in text else "a part of the claim"


def _stance(found: set[Stance]) -> Stance:
    if Stance.REFUTES in found:
        return Stance.REFUTES
    if Stance.SILENT in found:
        return Stance.SILENT
    return Stance.REPORTS if Stance.REPORTS in found else Stance.SUPPORTS

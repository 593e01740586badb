"""Words of which one reverses the other: what was approved was not rejected, what rose did not fall."""

from functools import lru_cache

from agent.language.words import tokens

REVERSALS = tuple(
    tuple(frozenset(side.split()) for side in line.split("|"))
    for line in (
        "uphold upheld affirm|overturn quash annul revers block reject",
        "approv adopt pass ratifi back|reject block suspend freez froze frozen annul overturn halt veto quash"
        " defeat",
        "won win|lost lose",
        "convict guilti|acquit clear innoc",
        "reopen open|shut close",
        "rose rise risen increas grew grow grown climb jump surg soar rais gain"
        "|fell fall fallen decreas declin drop plung sank shrank cut lower reduc",
        "confirm|deni",
        "resign quit|stay remain",
        "releas free freed|held jail detain imprison",
        "surviv|die kill dead",
        "extend prolong|shorten lift",
        "end finish ceas|continu goe",
        "accept|refus declin reject",
        "resum continu proceed|halt suspend cancel scrap stop abandon",
        "allow permit|ban bar block prohibit forbid",
        "hire appoint|sack dismiss fire",
        "empti|full pack",
        "found|miss",
    )
)
"""Stems of what happened, and of what cannot have happened as well."""


@lru_cache(maxsize=20_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(token.stem for token in tokens(text) if token.content)


@lru_cache(maxsize=20_000)
def _turns(text: str) -> frozenset[tuple[int, int]]:
    """The reversals of which `text` holds one side and not the other."""
    stems = _stems(text)
    held = ((n, [bool(stems & side) for side in pair]) for n, pair in enumerate(REVERSALS))
    return frozenset((n, int(second)) for n, (first, second) in held if first is not second)


def reversal(one: str, other: str) -> tuple[str, str] | None:
    """A stem of one text and its reverse in the other, where each holds only one side of the two."""
    for n, side in sorted(_turns(one)):
        if (n, 1 - side) in _turns(other):
            mine, theirs = REVERSALS[n][side], REVERSALS[n][1 - side]
            return min(_stems(one) & mine), min(_stems(other) & theirs)
    return None

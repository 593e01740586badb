"""The clause that a value stands in, and the words next to it: what it is a value of.

A day belongs to the clause it stands in ("hours after the vote on Sunday" dates the vote), so clauses are cut
at commas, dashes and conjunctions; a clause of hardly any words is joined to the next.
"""

import re
from functools import lru_cache

from agent.disagree.values import Detail, Held
from agent.language.names import names
from agent.language.words import Token, concept, concepts, tokens
from agent.values import DisagreementKind

_CUT = re.compile(
    r"[;:—–]|\band\s+(?=\w+(?:ing|ed)\b|[\w,]+\s+(?:were|was|others)\b)|,\s|\s-\s|\.\s"
    r"|\b(?:while|when|after|before|as|which|who|where|because|although|though|but|despite|amid|following|since)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(r"^[\s\"”’]*([a-z]+)(?:\s+([a-z]+))?")
_WANTED = re.compile(
    r"\b(?:ask\w*|demand\w*|request\w*|sought|want\w*|plan(?:s|ned|ning)?|target\w*|goal|quota|requir\w+|propos\w+"
    r"|limit\w*|at most|allow\w*|expect\w*|forecast\w*|predict\w*|projected|projections?)\b",
    re.IGNORECASE,
)
_SAME = {"shut": "close"}
"""Stems that news uses for one another and that have no concept in common."""
_BEFORE, _AFTER = 4, 3
"""Content words before and behind a value that stand next to it."""


@lru_cache(maxsize=1_000)
def _cuts(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _CUT.finditer(text))


@lru_cache(maxsize=20_000)
def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of `text` that holds the characters from `start` to `end`."""
    cuts, after = _cuts(text), concepts(text[end : end + 60])
    left = next((b for _, b in reversed(cuts) if b <= start and len(concepts(text[b:start]) | after) > 2), 0)
    right = next((a for a, _ in cuts if a >= end and len(concepts(text[left:a])) >= 3), len(text))
    return left, right


def _anchors(text: str) -> frozenset[str]:
    found = set()
    for name in names(text):
        found.add(name.words[-1])
        if event := _EVENT.match(text[name.end : name.end + 40]):
            found.add(f"{' '.join(name.words)}+{concept(tokens(event[1])[0].stem)}")
    return frozenset(found)


def telling(found: list[Token] | tuple[Token, ...]) -> list[str]:
    """Concepts of the words among `found` that carry meaning and are no numbers."""
    return [
        _SAME.get(token.stem, concept(token.stem))
        for token in found
        if token.content and not token.text[0].isdigit()
    ]


def framed(
    kind: DisagreementKind,
    text: str,
    shown: str,
    value: Held,
    span: tuple[int, int],
    role: str = "",
) -> Detail:
    """A detail of the sentence `text` with what stands around it.

    Args:
        kind: In what it can differ.
        text: The sentence.
        shown: How the detail is shown.
        value: Its value.
        span: Where it stands.
        role: What tells it from values of the same unit.
    """
    left, right = clause(text, *span)
    before, behind = text[left : span[0]], text[span[1] : right]
    around = before + " " + behind
    near = telling(tokens(before))[-_BEFORE:] + telling(tokens(behind))[:_AFTER]
    return Detail(
        kind,
        shown,
        *span,
        value,
        about=frozenset(_SAME.get(word, word) for word in concepts(around)),
        near=frozenset(near),
        anchors=_anchors(around),
        named=frozenset(concept(token.stem) for name in names(around) for token in tokens(name.text)),
        said=concepts(text),
        role=role,
        wanted=bool(_WANTED.search(around)),
    )

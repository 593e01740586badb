"""Figures that one origin tells as plain facts while several others give them as words or wishes."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from agent.check import Source
from agent.gate import Accepted
from agent.language.numbers import quantities
from agent.language.words import concepts

_LEAST = 100
"""Figures below it are too common to be the same for being equal."""
_SEVERAL = 2
_SHARED = 2
"""Content words, figures among them, that two sentences share if they speak of the same figure."""
_WISHED = re.compile(
    r"\b(?:demand|want|seek|aim|target|goal|hop|propos|call(?:ed|s)?\sfor|pledg|promis|vow|urg|ask|expect|would)\w*\b"
    r"|\baccording\sto\b",
    re.IGNORECASE,
)


class _Told(NamedTuple):
    origin: str
    words: frozenset[str]
    plain: bool


class Alleged:
    """Whose figures they are.

    Args:
        sources: The articles.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources

    @cached_property
    def _told(self) -> dict[float, list[_Told]]:
        """The sentences with each figure."""
        found: dict[float, list[_Told]] = {}
        for source in self._sources:
            for statement in source.statements:
                text = statement.claim.text
                plain = not (statement.claim.speaker or statement.reports or _WISHED.search(text))
                for value in {each.value for each in quantities(text) if each.value >= _LEAST}:
                    told = _Told(source.article.origin, concepts(text), plain)
                    found.setdefault(value, []).append(told)
        return found

    def holds(self, accepted: Accepted) -> bool:
        """Whether a sentence tells as a fact a figure that several other origins only attribute."""
        if accepted.speaker:
            return False
        own = concepts(accepted.text)
        return any(self._alone(each.value, own) for each in quantities(accepted.text))

    def _alone(self, value: float, own: frozenset[str]) -> bool:
        same = [told for told in self._told.get(value, ()) if len(told.words & own) >= _SHARED]
        plainly = {told.origin for told in same if told.plain}
        return len(plainly) == 1 and len({told.origin for told in same} - plainly) >= _SEVERAL

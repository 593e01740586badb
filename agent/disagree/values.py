"""What a sentence states that another can contradict, as it is compared."""

from typing import NamedTuple

from agent.check import Source
from agent.claims import Statement
from agent.language.dates import Day
from agent.language.numbers import Quantity
from agent.values import DisagreementKind


class Clock(NamedTuple):
    """A time of day, and how many minutes off its wording allows."""

    minutes: int
    half: bool
    """Whether the wording leaves open which half of the day is meant."""
    slack: int


class Month(NamedTuple):
    """A month, and its year where that is told."""

    month: int
    year: int | None


class Cause(NamedTuple):
    """What is said to have brought something about."""

    cause: frozenset[str]
    effect: frozenset[str]
    """Concepts of what it brought about; empty for the event that the article tells of."""
    denied: bool


Held = Quantity | Day | Clock | Month | Cause | str


class Detail(NamedTuple):
    """One value that a sentence states."""

    kind: DisagreementKind
    text: str
    start: int
    end: int
    value: Held
    about: frozenset[str]
    """Concepts of its clause, its own words left out."""
    near: frozenset[str]
    """Those that stand next to it: what is counted, dated or named, and what happened."""
    anchors: frozenset[str]
    """Names, or a name with the noun behind it, that tell which event is meant."""
    named: frozenset[str]
    """Concepts of the names in its clause."""
    said: frozenset[str]
    """Concepts of its whole sentence."""
    role: str = ""
    """What befell those who are counted, or the office of who is named."""
    wanted: bool = False
    """Whether it is asked for, planned or required rather than so."""
    part: bool = False
    """Whether it counts some of those that the text has counted before."""
    instead: tuple[Held, ...] = ()
    """Values that the sentence says it is not, or is no longer."""


class Stated(NamedTuple):
    """A detail with where it stands."""

    row: int
    source: Source
    statement: Statement
    detail: Detail
    alone: bool
    """Whether its article gives no other value of the same unit."""

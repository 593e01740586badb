"""Words that an edit exchanges: days, months, small numbers, hedges, quantifiers, directions, persons."""

from agent.language.dates import DAYS as WEEKDAYS
from agent.language.dates import MONTHS as YEAR
from agent.language.numbers import SPELLED

Swaps = dict[str, tuple[str, ...]]
"""What may stand for a word."""
DAYS, MONTHS = [each.title() for each in WEEKDAYS], [each.title() for each in YEAR]
SMALL = SPELLED[2:13]


def _table(lines: str) -> Swaps:
    """What may stand for a word: "some: all, no" on a line."""
    pairs = (line.split(":") for line in lines.strip().splitlines())
    return {word.strip(): tuple(other.strip() for other in others.split(",")) for word, others in pairs}


HEDGES = _table("""
    may: will
    might: will
    could: will
    likely: certainly
    probably: certainly
    possible: certain
    expected: certain
    hopes: is certain
    plans: has begun
    planned: began
    wants: has managed
    wanted: managed
    tried: managed
    considering: set on
    reportedly: indeed
    allegedly: indeed
""")
SCOPE = _table("""
    some: all, no
    many: all, few
    several: all
    all: some, none of
    most: all, few
    first: second, last
    last: first, next
    only: not only
    every: hardly any
    always: never, sometimes
    never: always, often
    more: fewer, less
    less: more
    before: after
    after: before
    over: under
    under: over
    up: down
    down: up
    north: south
    south: north
    east: west
    west: east
    his: her
    her: his
    he: she
    she: he
    man: woman
    woman: man
    father: mother, brother
    mother: father, sister
    son: daughter
    daughter: son
    brother: sister
    sister: brother
""")

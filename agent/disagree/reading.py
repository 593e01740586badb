"""The details of a sentence: its numbers, times, persons and causes."""

from datetime import datetime
from functools import lru_cache

from agent.disagree.causes import causes
from agent.disagree.counts import counts
from agent.disagree.roles import persons
from agent.disagree.times import times
from agent.disagree.values import Detail


@lru_cache(maxsize=4_000)
def details(text: str, published: datetime | None) -> tuple[Detail, ...]:
    """The details of one sentence; what it denies, and vague numbers, are left out.

    Args:
        text: The sentence.
        published: When its article was published, which tells the day that a weekday means.
    """
    dated = times(text, published)
    taken = [(one.start, one.end) for one in dated]
    numbers = [one for one in counts(text) if not any(a <= one.start < b for a, b in taken)]
    return (*numbers, *dated, *persons(text), *causes(text))

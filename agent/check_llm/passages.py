"""What of the sources a model is shown of a claim, and where in it a quotation stands."""

import re
from collections.abc import Sequence

from agent.check import Source
from agent.check_local import Candidate
from agent.clean import hidden
from agent.language.quotes import MARKS
from agent.offered import Offered
from vectorstore.values import Span

_LONGEST = 300
"""Tokens of a passage at most, so that its id still tells where to look; a longer sentence stands alone."""


def passages(likely: Sequence[Candidate], sources: Sequence[Source]) -> tuple[tuple[Source, Span], ...]:
    """The candidates, each with the sentences before and after it, as disjoint runs in order.

    A run holds nothing but sentences of its source: what stands between two of its sentences is blank.
    """
    wanted: dict[int, set[int]] = {}
    for each in likely:
        wanted.setdefault(each.source, set()).update((each.place - 1, each.place, each.place + 1))
    return tuple(
        (sources[number], span)
        for number in sorted(wanted)
        for span in _runs(sources[number], wanted[number])
    )


def _runs(source: Source, places: set[int]) -> list[Span]:
    found: list[Span] = []
    for place in sorted(places & set(range(len(source.sentences)))):
        span = source.sentences[place]
        longer = Span(start=found[-1].start, end=span.end) if found else span
        joins = found and not source.article.text[found[-1].end : span.start].strip()
        if joins and Offered("", source, longer).tokens <= _LONGEST:
            found[-1] = longer
        else:
            found.append(span)
    return found


def find(quotation: str, text: str) -> Span | None:
    """Where `quotation` stands in `text` as whole words and numbers, or None.

    Runs of white space are alike, so are curly and straight quotation marks, and hidden characters, which a
    model never sees, count for nothing; all else must be the same.
    """
    wanted, (folded, places) = _folded(quotation)[0].strip(), _folded(text)
    if not wanted:
        return None
    match = re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(wanted)}(?!\w)(?![.,]\d)", folded)
    return Span(start=places[match.start()], end=places[match.end() - 1] + 1) if match else None


def _folded(text: str) -> tuple[str, list[int]]:
    """`text` in plain characters, and the place of each in it."""
    kept, places = list[str](), list[int]()
    for place, char in enumerate(text):
        if char.isspace():
            if kept and kept[-1] == " ":
                continue
            char = " "
        elif hidden(char):
            continue
        kept.append(char.translate(MARKS))
        places.append(place)
    return "".join(kept), places

"""Sentences of the sources as they read with the blanks that stripped links have swallowed.

Only what is shown of a sentence is mended; what is cited stays as the article has it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from agent.check import Source
from agent.claims import Statement
from agent.language.attribution import Report
from agent.language.blanks import Blanks, blanks, parted
from vectorstore.values import Span

_STRAIGHT = '"'
_OPENED, _CLOSED = re.compile(r"“"), re.compile(r"”")


def known(sources: Sequence[Source]) -> Blanks:
    """What the sentences of the sources, taken together, tell of blanks that are missing."""
    return blanks(tuple(statement.claim.text for source in sources for statement in source.statements))


def mended(statement: Statement, words: Blanks) -> Statement:
    """`statement` with the missing blanks in its text and in the names of its speakers."""
    text = statement.claim.text
    places = sorted({*words.missing(text), *_beside_quotes(text)})
    claim = statement.claim.model_copy(
        update={"text": parted(text, places), "speaker": _named(statement.claim.speaker, words)}
    )
    reports = tuple(_moved(report, places, words) for report in statement.reports)
    return statement._replace(claim=claim, reports=reports)


def _beside_quotes(text: str) -> Iterator[int]:
    """Where a mark of quotation touches the word outside it; straight ones open and close in turn."""
    straight = [place for place, letter in enumerate(text) if letter == _STRAIGHT]
    paired = straight if len(straight) % 2 == 0 else []
    opening = {*paired[::2], *(match.start() for match in _OPENED.finditer(text))}
    closing = {*paired[1::2], *(match.start() for match in _CLOSED.finditer(text))}
    yield from (place for place in opening if text[max(0, place - 2) : place].isalpha())
    yield from (place + 1 for place in closing if text[place + 1 : place + 2].isalpha())


def _named(speaker: str | None, words: Blanks) -> str | None:
    return parted(speaker, words.missing(speaker)) if speaker else speaker


def _moved(report: Report, places: Sequence[int], words: Blanks) -> Report:
    def moved(span: Span) -> Span:
        return Span(
            start=span.start + bisect_right(places, span.start), end=span.end + bisect_left(places, span.end)
        )

    content = tuple(moved(span) for span in report.content)
    return report._replace(speaker=_named(report.speaker, words), content=content, cue=moved(report.cue))

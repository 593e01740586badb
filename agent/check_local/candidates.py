"""The sentences of each source that may speak of a claim, by the words that they share with it."""

from collections.abc import Sequence
from typing import NamedTuple

from agent.check import Source
from agent.check_local.coverage import Coverage
from agent.check_local.speaker import same_speaker
from agent.claims import Statement
from agent.language.attribution import reports
from agent.language.words import stem
from agent.values import Claim

_PER_SOURCE = 5
_IN_ALL = 16
_CONTEXT = 2
_SAYING = frozenset(
    map(stem, "said say told tell added claimed argued insisted wrote according stated noted".split())
)


class Candidate(NamedTuple):
    """A sentence of a source that may speak of a claim: the source's number, its place, shared words."""

    source: int
    place: int
    shared: float


def content(claim: Claim) -> tuple[str, str | None]:
    """What a claim says, and whose words it says that is: ("it is safe", "Lund") for "Lund said …"."""
    main = next((report for report in reports(claim.text) if report.speaker and report.content), None)
    if claim.speaker is None or main is None:
        return claim.text, None
    said = " ".join(span.of(claim.text) for span in main.content)
    plain = stem(main.verb.split()[0]) in _SAYING
    return said if plain else f"{main.verb} {said}", main.speaker


def candidates(cover: Coverage, sources: Sequence[Source], speaker: str | None) -> list[Candidate]:
    """The sentences that share most with a claim or are its speaker's, at least one a source if it can be."""
    first: list[Candidate] = []
    more: list[Candidate] = []
    for number, source in enumerate(sources):
        scored = [
            Candidate(number, place, cover.share(statement.claim.text).whole)
            for place, statement in enumerate(source.statements)
        ]
        scored.sort(key=lambda c: (-c.shared, c.place))
        likely = scored[:_PER_SOURCE]
        if speaker:
            likely += [c for c in scored[_PER_SOURCE:] if _speaks(source, c.place, speaker)][:_PER_SOURCE]
        held = [candidate for candidate in likely if candidate.shared > 0]
        first += held[:1]
        more += held[1:]
    for kept in (first, more):
        kept.sort(key=lambda c: (-c.shared, c.source, c.place))
    return [*first, *more][:_IN_ALL]


def _speaks(source: Source, place: int, speaker: str) -> bool:
    told = (report.speaker for report in source.statements[place].reports)
    return any(who and same_speaker(speaker, who, source.article.text) for who in told)


def context(statements: Sequence[Statement], index: int) -> str:
    """A sentence after the two that stand before it."""
    return " ".join(statement.claim.text for statement in statements[max(0, index - _CONTEXT) : index + 1])

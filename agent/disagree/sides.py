"""Linked details as a disagreement: its sides, whose words they are, and whether one may be newer."""

from collections.abc import Sequence
from datetime import datetime

from agent.disagree.agree import agree
from agent.disagree.topic import topic
from agent.disagree.values import Detail, Stated
from agent.language.numbers import Quantity
from agent.values import Disagreement, DisagreementKind, Side
from vectorstore.values import cite


def sided(part: Sequence[Stated]) -> list[list[Stated]]:
    """Details that can hold together, on a side each; the side of most origins first."""
    sides: list[list[Stated]] = []
    for one in part:
        side = next((s for s in sides if any(agree(one.detail, other.detail) for other in s)), None)
        if side is None:
            sides.append([one])
        else:
            side.append(one)
    return sorted(sides, key=lambda side: (-len({one.source.article.origin for one in side}), side[0].row))


def disagreement(sides: Sequence[Sequence[Stated]]) -> Disagreement | None:
    """The sides as a disagreement; none if there is one side only, or all of them are of one origin."""
    if len(sides) < 2 or len({one.source.article.origin for side in sides for one in side}) < 2:
        return None
    return Disagreement(
        kind=_kind([side[0].detail for side in sides]),
        topic=topic(sides),
        sides=tuple(_side(side) for side in sides),
        update=_later(sides),
    )


def _kind(details: Sequence[Detail]) -> DisagreementKind:
    """The kind of the details; that nobody or somebody was harmed is an outcome, not a number."""
    nobody = any(isinstance(one.value, Quantity) and not one.value.high for one in details)
    return DisagreementKind.OUTCOME if nobody else details[0].kind


def _side(side: Sequence[Stated]) -> Side:
    speakers = {one.statement.claim.speaker for one in side}
    named = side[0].detail.kind is DisagreementKind.NAME
    speaker = next(iter(speakers)) if len(speakers) == 1 and not named else None
    text = side[0].detail.text
    return Side(
        text=f"{text} (according to {speaker})" if speaker and speaker not in text else text,
        origins=tuple(dict.fromkeys(one.source.article.origin for one in side)),
        citations=tuple(dict.fromkeys(cite(one.source.article, one.statement.claim.span) for one in side)),
    )


def _later(sides: Sequence[Sequence[Stated]]) -> bool:
    """Whether all articles of one side were published on a later day than all of another side."""
    dated: list[list[datetime]] = [
        [one.source.article.published for one in side if one.source.article.published] for side in sides
    ]
    if not all(len(times) == len(side) for times, side in zip(dated, sides, strict=True)):
        return False
    return any(
        min(times).date() > max(other).date() for times in dated for other in dated if times is not other
    )

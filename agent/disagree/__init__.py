"""Where sources differ: the same thing counted, dated or named otherwise, or said to have gone the other way.

Details of sentences of different origins are linked where they speak of the same thing; linked details that
cannot both hold are a disagreement, its sides the details that agree with one another. A difference does not
count where one of the two articles itself also gives the other's value.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from agent.alike import similarity
from agent.check import Source
from agent.claims import Statement
from agent.disagree.compare import agree, comparable, outcome
from agent.disagree.values import Detail, details
from agent.language.words import concept, tokens
from agent.values import Disagreement, DisagreementKind, Side
from vectorstore.embed import Embedder, Vectors
from vectorstore.values import cite

_MOST = 1500


class Stated(NamedTuple):
    """A detail with where it stands."""

    row: int
    source: Source
    statement: Statement
    detail: Detail


def disagreements(sources: Sequence[Source], embedder: Embedder) -> tuple[Disagreement, ...]:
    """Disagreements among the sources, those that most origins take part in first."""
    rows = [(source, statement) for source in sources for statement in source.statements][:_MOST]
    if not rows:
        return ()
    texts = [statement.claim.text for _, statement in rows]
    alike = similarity(texts, embedder.embed(texts))
    stated = [
        Stated(row, source, statement, detail)
        for row, (source, statement) in enumerate(rows)
        for detail in details(statement.claim.text, source.article.published)
    ]
    found = [_disagreement(part) for part in _linked(stated, alike)]
    kept = [each for each in (*found, *_outcomes(rows, alike)) if each is not None]
    return tuple(sorted(kept, key=lambda d: (-sum(len(s.origins) for s in d.sides), d.kind, d.topic)))


def _linked(stated: Sequence[Stated], alike: Vectors) -> list[list[Stated]]:
    """Details that speak of the same thing, in groups of which two disagree."""
    parent = list(range(len(stated)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    @cache
    def also(article: str, i: int) -> bool:
        return _also(article, stated[i], stated, alike)

    clash = set[int]()
    for i, one in enumerate(stated):
        for j in range(i + 1, len(stated)):
            other = stated[j]
            if not _comparable(one, other, alike):
                continue
            same = agree(one.detail, other.detail)
            if same is False and not also(one.source.article.id, j) and not also(other.source.article.id, i):
                clash |= {i, j}
            elif same is not True:
                continue
            parent[root(j)] = root(i)
    parts: dict[int, list[Stated]] = {}
    for i, one in enumerate(stated):
        parts.setdefault(root(i), []).append(one)
    wanted = {root(i) for i in clash}
    return [part for key, part in parts.items() if key in wanted]


def _comparable(one: Stated, other: Stated, alike: Vectors) -> bool:
    """Whether details of two origins speak of the same thing."""
    if one.source.article.origin == other.source.article.origin or one.detail.kind is not other.detail.kind:
        return False
    return comparable(one.detail, other.detail, float(alike[one.row, other.row]))


def _also(article: str, other: Stated, stated: Sequence[Stated], alike: Vectors) -> bool:
    """Whether an article also gives the value of `other`, of the same thing."""
    return any(
        each.source.article.id == article
        and each.detail.kind is other.detail.kind
        and agree(each.detail, other.detail) is True
        and comparable(each.detail, other.detail, float(alike[each.row, other.row]))
        for each in stated
    )


def _sides(part: Sequence[Stated]) -> list[list[Stated]]:
    sides: list[list[Stated]] = []
    for one in part:
        side = next((s for s in sides if any(agree(one.detail, other.detail) for other in s)), None)
        if side is None:
            sides.append([one])
        else:
            side.append(one)
    return sides


def _disagreement(part: Sequence[Stated]) -> Disagreement | None:
    sides = sorted(
        _sides(part), key=lambda side: (-len({one.source.article.origin for one in side}), side[0].row)
    )
    if len(sides) < 2:
        return None
    return Disagreement(
        kind=part[0].detail.kind,
        topic=topic(sides[0][0], [one for side in sides[1:] for one in side]),
        sides=tuple(_side(side, side[0].detail.text) for side in sides),
        update=_later(sides),
    )


def _side(side: Sequence[Stated], text: str) -> Side:
    return Side(
        text=text,
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


def topic(one: Stated, others: Sequence[Stated]) -> str:
    """What the sides speak about: words of one side's sentence that another side shares, in their order."""
    text, values = one.statement.claim.text, " ".join(each.detail.text for each in (one, *others))
    shared = frozenset[str]().union(*(one.detail.said & other.detail.said for other in others))
    told = {token.lower for token in tokens(values)} if one.detail.kind is DisagreementKind.NAME else set()
    words = [t.text for t in tokens(text) if t.content and concept(t.stem) in shared and t.lower not in told]
    kept = [word for word in dict.fromkeys(words) if not word[0].isdigit()][:6]
    unit = one.detail.text.split(" ")[1:] if one.detail.kind is DisagreementKind.NUMBER else []
    return " ".join(dict.fromkeys([*unit[:3], *kept])) or one.detail.text


def _outcomes(rows: Sequence[tuple[Source, Statement]], alike: Vectors) -> list[Disagreement | None]:
    """Sentences of which one reverses the other; reprints of the same pair are one disagreement."""
    found: dict[tuple[str, str], tuple[list[Stated], list[Stated]]] = {}
    for i, (source, statement) in enumerate(rows):
        for j in range(i + 1, len(rows)):
            other, theirs = rows[j]
            if source.article.origin == other.article.origin:
                continue
            if clash := outcome(statement, theirs, float(alike[i, j])):
                key = (source.article.origin, other.article.origin)
                sides = found.setdefault(key, ([], []))
                for side, row, where, said, detail in zip(
                    sides, (i, j), (source, other), (statement, theirs), clash, strict=True
                ):
                    side.append(Stated(row, where, said, detail))
    return [_reversed(*sides) for sides in found.values()]


def _reversed(one: Sequence[Stated], other: Sequence[Stated]) -> Disagreement:
    return Disagreement(
        kind=DisagreementKind.OUTCOME,
        topic=topic(one[0], other),
        sides=(_side(one, one[0].detail.text), _side(other, other[0].detail.text)),
        update=_later([one, other]),
    )

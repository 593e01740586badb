"""Details of different origins that speak of the same thing, in groups of which two disagree."""

from collections.abc import Iterator, Sequence
from functools import cache

from agent.check import Source
from agent.claims import Statement
from agent.disagree.agree import agree
from agent.disagree.compare import comparable
from agent.disagree.event import telling_unit
from agent.disagree.reading import details
from agent.disagree.values import Detail, Stated
from agent.language.numbers import Measure, Quantity
from vectorstore.embed import Vectors

_ALSO = 0.3
"""Least likeness of sentences of which one also gives the other's value, where no telling unit ties them."""
Group = list[Stated]


def stated(rows: Sequence[tuple[Source, Statement]]) -> list[Stated]:
    """The details of all sentences, each told whether its article gives another value of its unit."""
    found = [
        (row, source, statement, detail)
        for row, (source, statement) in enumerate(rows)
        for detail in details(statement.claim.text, source.article.published)
    ]
    own: dict[tuple[str, object], list[Detail]] = {}
    for _, source, _, detail in found:
        own.setdefault((source.article.id, _sort(detail)), []).append(detail)
    return [Stated(*each, _alone(each[3], own[each[1].article.id, _sort(each[3])])) for each in found]


def _sort(detail: Detail) -> tuple[object, ...]:
    """Details of different sorts are never compared: counts with sums, days with months."""
    value = detail.value
    return (detail.kind, type(value), value.measure if isinstance(value, Quantity) else None)


def _alone(detail: Detail, own: Sequence[Detail]) -> bool:
    unit = telling_unit(detail)
    if isinstance(detail.value, Quantity) and not unit:
        return False
    rivals = (other for other in own if not unit or unit & telling_unit(other))
    return all(agree(detail, other) is not False for other in rivals)


def groups(found: Sequence[Stated], alike: Vectors) -> list[Group]:
    """Details that are linked, in groups of which two disagree; what an article gives both of is no rival."""
    parent = list(range(len(found)))

    def root(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    @cache
    def also(article: str, i: int) -> bool:
        return _also(article, found[i], found, alike)

    clash = set[int]()
    for i, j in _pairs(found):
        one, other = found[i], found[j]
        if not comparable(one, other, float(alike[one.row, other.row])):
            continue
        same = agree(one.detail, other.detail)
        if same is False and not also(one.source.article.id, j) and not also(other.source.article.id, i):
            clash |= {i, j}
        elif same is not True:
            continue
        parent[root(j)] = root(i)
    parts: dict[int, Group] = {}
    for i, one in enumerate(found):
        parts.setdefault(root(i), []).append(one)
    return [_settled(parts[key], alike) for key in dict.fromkeys(root(i) for i in sorted(clash))]


def _pairs(found: Sequence[Stated]) -> Iterator[tuple[int, int]]:
    """Details of one sort and of two origins."""
    sorts: dict[object, list[int]] = {}
    for i, one in enumerate(found):
        sorts.setdefault(_sort(one.detail), []).append(i)
    for members in sorts.values():
        for at, i in enumerate(members):
            for j in members[at + 1 :]:
                if found[i].source.article.origin != found[j].source.article.origin:
                    yield i, j


def _also(article: str, other: Stated, found: Sequence[Stated], alike: Vectors) -> bool:
    """Whether an article also gives the value of `other`, of the same thing or of the same unit."""
    return any(
        each.source.article.id == article
        and each.detail.kind is other.detail.kind
        and agree(each.detail, other.detail) is True
        and (
            comparable(each, other, float(alike[each.row, other.row]))
            or (_same_words(each.detail, other.detail) and _close(each, other, alike))
        )
        for each in found
    )


def _close(one: Stated, other: Stated, alike: Vectors) -> bool:
    """Whether two values of one unit are likely of one thing: the unit tells, or the sentences are alike."""
    return (
        bool(telling_unit(one.detail) & telling_unit(other.detail))
        or float(alike[one.row, other.row]) >= _ALSO
    )


def _same_words(one: Detail, other: Detail) -> bool:
    """Whether two values of one sort are of one unit, or stand beside the same words."""
    if _sort(one) != _sort(other) or one.role != other.role:
        return False
    if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
        shares = one.value.measure in {Measure.PERCENT, Measure.MONEY}
        return shares or bool(one.value.unit & other.value.unit)
    return bool(one.near & other.near)


def _settled(part: Group, alike: Vectors) -> Group:
    """`part` without the weaker of two values that one origin gives."""

    def tie(one: Stated) -> float:
        rest = (o for o in part if o.source.article.origin != one.source.article.origin)
        return max((float(alike[one.row, other.row]) for other in rest), default=0.0)

    kept = Group()
    for one in sorted(part, key=lambda one: (-tie(one), one.row)):
        mine = (o for o in kept if o.source.article.origin == one.source.article.origin)
        if all(agree(one.detail, other.detail) is True for other in mine):
            kept.append(one)
    return sorted(kept, key=lambda one: (one.row, one.detail.start))

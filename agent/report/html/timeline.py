"""The points of a summary by the days that they name, between the days on which the articles came out.

A day stands here only if it is beyond doubt which is meant: not one that the articles dispute, and no bare
weekday so far from the publication that the one after it may be meant as well.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from pydantic import Field

from agent.language.dates import Day as Named
from agent.language.dates import days
from agent.report.matrix import Row
from agent.values import Disagreement, DisagreementKind, Point, SummarySentence
from vectorstore.values import Article, Value

_NEAR = timedelta(days=4)
"""How far from the publication a bare weekday may be."""


class Dated(Value):
    """A point on a day."""

    row: Row = Field(description="The point.")
    named: str = Field(description="The day in the words of the point.")


class Day(Value):
    """A day with what happened on it, or what is to happen."""

    date: date
    points: tuple[Dated, ...] = Field(description="Points that name it.")
    articles: tuple[str, ...] = Field(description="Publishers whose articles came out on it.")


def timeline(
    points: Iterable[tuple[SummarySentence | Point, Row]],
    articles: Mapping[str, Article],
    disagreements: Iterable[Disagreement] = (),
) -> tuple[Day, ...]:
    """The days that points name, resolved against the dates of the articles; empty if none does.

    Args:
        points: The points with their rows.
        articles: The articles by id.
        disagreements: Where the articles differ.
    """
    disputed = {
        citation
        for each in disagreements
        if each.kind is DisagreementKind.DATE
        for side in each.sides
        for citation in side.citations
    }
    found: dict[date, dict[str, Dated]] = {}
    for point, row in points:
        if disputed.intersection(point.citations):
            continue
        first = articles[point.citations[0].article]
        for day in days(point.text, first.published):
            if day.resolved and _sure(day, first):
                found.setdefault(day.resolved, {}).setdefault(row.anchor, Dated(row=row, named=day.text))
    if not found:
        return ()
    published: dict[date, list[str]] = {}
    for article in articles.values():
        if article.published:
            published.setdefault(article.published.date(), []).append(article.publisher)
    return tuple(
        Day(date=day, points=tuple(found.get(day, {}).values()), articles=tuple(published.get(day, ())))
        for day in sorted({*found, *published})
    )


def _sure(day: Named, article: Article) -> bool:
    if day.month_day or not day.resolved or not article.published:
        return True
    return abs(day.resolved - article.published.date()) <= _NEAR

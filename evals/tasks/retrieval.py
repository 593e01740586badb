"""Claims and questions as queries over the articles of all events together."""

from collections.abc import Sequence
from functools import partial

from evals.dataset import Event, located
from evals.errors import EvalError
from evals.facts import Quote
from evals.measures import KS
from evals.rows import RetrievalRow
from evals.tasks.case import Bench, Case, Outcome
from evals.tasks.spans import cited_files
from vectorstore.chunk import chunk
from vectorstore.sentences import split
from vectorstore.values import Article, Passage, Span, cite


def cases(bench: Bench, events: Sequence[Event]) -> list[Case]:
    """One case for each claim or question that a passage decides."""
    paths = tuple(path for event in events for path in event.paths)
    asked = [(event, each.id, each.question, each.evidence) for event in events for each in event.questions]
    stated = [(event, each.id, each.claim, each.evidence) for event in events for each in event.claims]
    return [
        Case(
            id=f"{event.name}/{name}",
            lane="all events",
            inputs={"text": text, "event": event.name, "wanted": [quote.quote for quote in quotes]},
            bare=RetrievalRow(id=f"{event.name}/{name}", relevant=()),
            do=partial(_do, bench, event, paths, (f"{event.name}/{name}", text, quotes)),
        )
        for event, name, text, quotes in (*asked, *stated)
        if quotes
    ]


def _do(
    bench: Bench, event: Event, paths: tuple[str, ...], query: tuple[str, str, tuple[Quote, ...]]
) -> Outcome:
    subject, (name, text, quotes) = bench.over(paths), query
    own = set(event.paths)
    articles = {article.id: article for article in subject.sources()}
    mine = [a for a in articles.values() if a.path in own or a.path.rpartition(":")[0] in own]
    wanted = relevant(located(quotes, mine), mine)
    if not wanted:
        raise EvalError(f"no passage holds {quotes[0].quote[:60]!r}; its article's body leaves it out")
    hits = subject.search(text, k=max(KS))
    row = RetrievalRow(
        id=name,
        relevant=wanted,
        found=tuple(hit.passage.id for hit in hits),
    )
    evidence = tuple(
        cite(articles[hit.passage.article], Span(start=hit.passage.start, end=hit.passage.end))
        for hit in hits
    )
    scores = [round(hit.score, 6) for hit in hits]
    return Outcome(output=scores, evidence=evidence, row=row, files=cited_files(evidence, articles.values()))


def relevant(places: Sequence[tuple[str, Span]], articles: Sequence[Article]) -> tuple[str, ...]:
    """Ids of the passages that hold the first character of a place that decides."""
    return tuple(
        passage.id
        for article in articles
        for passage in passages(article)
        if any(name == article.id and passage.start <= span.start < passage.end for name, span in places)
    )


def passages(article: Article) -> tuple[Passage, ...]:
    """The passages that an article is stored as."""
    return tuple(chunk(article.id, article.text, split(article.text, article.body)))

"""Whether citations are what they should be: places that decide by hand, and words that bear a text out."""

from collections.abc import Iterable, Mapping, Sequence

from agent.check import Checker, Source, read
from agent.claims import whole
from agent.gate import unsupported
from agent.language.quotes import plain
from agent.values import Stance
from evals.dataset import file_name, located
from evals.facts import Quote
from vectorstore.values import Article, Citation


def cited_files(citations: Iterable[Citation], articles: Iterable[Article]) -> dict[str, str]:
    """File of each article that is cited, by its id."""
    held = {article.id: file_name(article) for article in articles}
    return {each.article: held[each.article] for each in citations if each.article in held}


def decides(
    citations: Iterable[Citation], quotes: Sequence[Quote], articles: Sequence[Article]
) -> bool | None:
    """Whether a citation overlaps a quote that decides by hand, or is the same words in a reprint.

    None where no quote decides.
    """
    if not quotes:
        return None
    places = located(quotes, articles)
    words = [plain(each.quote) for each in quotes]
    return any(
        any(article == c.article and c.start < span.end and span.start < c.end for article, span in places)
        or any(each in plain(c.quote) for each in words)
        for c in citations
    )


def exact(citations: Iterable[Citation], articles: Mapping[str, Article]) -> bool:
    """Whether every citation is the very characters of an article that is there."""
    return all(
        each.article in articles and articles[each.article].text[each.start : each.end] == each.quote
        for each in citations
    )


def cited(citations: Sequence[Citation], articles: Mapping[str, Article]) -> tuple[Source, ...]:
    """The articles cited, each with no more than the sentences that its citations touch."""
    found = []
    for name in dict.fromkeys(each.article for each in citations):
        spans = [each for each in citations if each.article == name]
        source = read(articles[name])
        touched = (
            statement
            for statement in source.statements
            if any(statement.claim.span.start < c.end and c.start < statement.claim.span.end for c in spans)
        )
        found.append(Source(articles[name], tuple(touched)))
    return tuple(found)


def supports(
    text: str, citations: Sequence[Citation], articles: Mapping[str, Article], checker: Checker
) -> bool:
    """Whether `citations`, taken together, bear `text` out.

    Every detail stands in them, one article says it, and none contradicts it.
    """
    if not citations or not exact(citations, articles) or unsupported(text, citations):
        return False
    stances = {cell.stance for cell in checker.check(whole(text), cited(citations, articles))}
    return Stance.SUPPORTS in stances and Stance.REFUTES not in stances


def needed(
    text: str, citations: Sequence[Citation], articles: Mapping[str, Article], checker: Checker
) -> tuple[bool, ...]:
    """Per citation, whether it supports the text alone, or the others do not without it."""
    return tuple(
        supports(text, [one], articles, checker)
        or not supports(text, [*citations[:at], *citations[at + 1 :]], articles, checker)
        for at, one in enumerate(citations)
    )

"""Results of a conversation as text for a terminal, each citation under the number that opens it."""

from collections.abc import Sequence

from agent.chat.values import Compared, Failed, Found, Listed, Opened, Shown, citations
from agent.report import made, text
from agent.report.layout import Page, Paint, plain, shorten
from agent.values import Answer, Evidence, Label, Summary, Verdict
from vectorstore.values import Article, Citation

_ROLES = {Label.SUPPORTED: "good", Label.REFUTED: "bad"}
_AROUND = 3
"""Lines of an article that are shown before and after a place."""
_LONG = 400
"""Characters of such a line at most."""


def shown(result: Shown, articles: Sequence[Article], *, width: int = 80, paint: Paint = plain) -> str:
    """A result as it is printed."""
    if isinstance(result, Summary):
        return text.summary(result, articles, width=width, paint=paint)
    page = Page(width, paint)
    known = {article.id: article for article in articles}
    match result:
        case Answer():
            _answer(page, result, known)
        case Verdict():
            _verdict(page, result, known)
        case Found():
            _found(page, result, known)
        case Listed():
            _listed(page, result.articles)
        case Opened():
            _opened(page, result)
        case Compared():
            _compared(page, result, known)
        case Failed():
            page.put(result.reason, mark="Not done: ", mark_role="open")
    return str(page)


def _answer(page: Page, result: Answer, known: dict[str, Article]) -> None:
    """An answer, its citations, and in short how it was made; `/engine` says the rest once."""
    if result.abstained:
        page.put(result.reason or "the sources do not say", mark="No answer: ", mark_role="open")
    else:
        page.put(result.text)
    for citation, number in citations(result).items():
        _cited(page, number, citation, known)
    made_by = result.provenance
    short = [made.words(result.verdict)] if result.verdict else []
    short += [f"{made_by.engine} engine", *([f"{made_by.tokens} tokens"] if made_by.tokens else [])]
    page.put(f"({', '.join(short)})", indent=2, role="quote")
    for note in made_by.notes:
        page.put(note, mark="note: ", indent=2, mark_role="label")


def _verdict(page: Page, result: Verdict, known: dict[str, Article]) -> None:
    numbers = citations(result)
    page.put(
        result.claim, mark=f"{made.words(result.label).upper()}: ", mark_role=_ROLES.get(result.label, "open")
    )
    page.put(result.explanation, indent=2)
    for part, rows in text.by_part(result):
        if part != result.claim:
            page.put(part, mark="part: ", indent=2, mark_role="label")
        for row in rows:
            _row(page, row, numbers, known)
    if silent := text.silent(result, known):
        page.put(", ".join(silent), mark="silent: ", indent=2, mark_role="label")
    for note in result.notes:
        page.put(note, mark="note: ", indent=2, mark_role="label")
    page.put("Verdicts are about these sources, not about the truth.")


def _row(page: Page, row: Evidence, numbers: dict[Citation, int], known: dict[str, Article]) -> None:
    """What one source says of a claim, with its citations."""
    words = f", words of {row.speaker}" if row.speaker else ""
    why = f": {'; '.join(row.reasons)}" if row.reasons else ""
    stance = f"{known[row.article].publisher}{words} ({row.score:.2f}){why}"
    page.put(stance, mark=f"{row.stance.value}: ", indent=2, mark_role="label")
    for citation in row.citations:
        _cited(page, numbers[citation], citation, known)


def _found(page: Page, result: Found, known: dict[str, Article]) -> None:
    if not result.passages:
        page.put("Nothing was found; try other words.")
    for citation, number in citations(result).items():
        page.put(
            text.source(citation, known[citation.article], page.width - 5),
            mark=f"[{number}] ",
            mark_role="label",
        )
        page.put(shorten(citation.quote, _LONG), indent=4, role="quote")


def _listed(page: Page, articles: Sequence[Article]) -> None:
    days = [each.published.date().isoformat() if each.published else "-" for each in articles]
    page.table(
        (f"[{number}]", day, shorten(each.publisher, 24), each.title)
        for number, (each, day) in enumerate(zip(articles, days, strict=True), start=1)
    )


def _compared(page: Page, result: Compared, known: dict[str, Article]) -> None:
    numbers = citations(result)
    if not result.disagreements:
        page.put("The sources were not found to differ.")
    for each in result.disagreements:
        later = " (perhaps a later update)" if each.update else ""
        page.put(f"{each.topic}{later}", mark=f"{each.kind.value}: ", mark_role="label")
        for side in each.sides:
            page.put(side.text, mark="- ", indent=2)
            for citation in side.citations:
                _cited(page, numbers[citation], citation, known, quote=False)


def _cited(
    page: Page, number: int, citation: Citation, known: dict[str, Article], *, quote: bool = True
) -> None:
    mark = f"[{number}] "
    named = text.source(citation, known[citation.article], page.width - len(mark) - 6)
    page.put(named, mark=mark, indent=4, role="" if quote else "quote")
    if quote:
        page.quote(citation.quote, indent=4 + len(mark))


def _opened(page: Page, result: Opened) -> None:
    article, span = result.article, result.span
    page.heading(article.title)
    day = article.published.date().isoformat() if article.published else None
    page.put(", ".join(filter(None, (article.publisher, article.author, day, article.path))), role="quote")
    page.gap()
    if span is None:
        for part in article.body:
            for line in filter(str.strip, part.of(article.text).splitlines()):
                page.put(line)
        return
    for line in _lines(article.text[: span.start])[-_AROUND:]:
        page.put(_tail(line), indent=2, role="quote")
    for line in _lines(span.of(article.text)):
        page.put(line, mark="> ", role="heading")
    for line in _lines(article.text[span.end :])[:_AROUND]:
        page.put(shorten(line, _LONG), indent=2, role="quote")


def _lines(part: str) -> list[str]:
    return [line for line in part.splitlines() if line.strip()]


def _tail(line: str) -> str:
    """The end of a line that is too long."""
    return line if len(line) <= _LONG else f"…{line[-_LONG:].partition(' ')[2]}"

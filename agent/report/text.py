"""Summaries, answers and verdicts as text for a terminal.

The sentences of a summary carry numbers, and the numbers are listed with their quotations right below
them. Every other section names publisher and place beside the text, so that none sends the reader away.
"""

from collections.abc import Iterable, Mapping, Sequence

from agent.report import made
from agent.report.layout import Page, Paint, cells, plain, shorten
from agent.values import (
    Answer,
    Disagreement,
    Evidence,
    Label,
    Point,
    Provenance,
    Summary,
    SummarySentence,
    Verdict,
)
from vectorstore.values import Article, Citation

_NAMED = 6  # silent publishers that are named
_ROLES = {Label.SUPPORTED: "good", Label.REFUTED: "bad"}


def summary(result: Summary, articles: Sequence[Article], *, width: int = 80, paint: Paint = plain) -> str:
    """A summary with its citations, disagreements, attributed claims, omissions and figures."""
    page = Page(width, paint)
    numbers = numbered(citation for sentence in result.sentences for citation in sentence.citations)
    page.heading(result.headline)
    page.gap()
    if not result.sentences:
        page.put(made.NOTHING, mark="No summary: ", mark_role="open")
    for each in result.sentences:
        page.put(f"{each.text} {marks(each.citations, numbers)} ({carried(each)})", mark="- ")
    _cited(page, numbers, articles)
    _disagreements(page, result.disagreements)
    _points(page, "Reported only as somebody's words", result.attributed)
    _points(page, "Reported by one origin only", result.single_origin)
    _points(page, "Left out", result.omissions)
    page.heading("How this was made")
    page.put(made.neutrality(result.neutrality), indent=2)
    page.put(made.gate(result.gate), indent=2)
    _made(page, result.provenance, indent=2)
    return str(page)


def answer(result: Answer, articles: Sequence[Article], *, width: int = 80, paint: Paint = plain) -> str:
    """An answer with its citations, or the abstention with its reason."""
    page = Page(width, paint)
    if result.abstained:
        page.put(result.reason or "the sources do not say", mark="No answer: ", mark_role="open")
    else:
        page.put(result.text)
    _cited(page, numbered(result.citations), articles)
    page.heading("How this was made")
    if result.verdict:
        page.put(f"What the sources say of this answer: {made.words(result.verdict)}.", indent=2)
    _made(page, result.provenance, indent=2)
    return str(page)


def verdicts(
    results: Sequence[Verdict],
    articles: Sequence[Article],
    provenance: Provenance,
    *,
    width: int = 80,
    paint: Paint = plain,
) -> str:
    """Each claim with its label, the explanation, and the evidence of each publisher."""
    page = Page(width, paint)
    known = {article.id: article for article in articles}
    for result in results:
        role = _ROLES.get(result.label, "open")
        page.put(result.claim, mark=f"{made.words(result.label).upper()}: ", mark_role=role)
        page.put(result.explanation, indent=2)
        for note in result.notes:
            page.put(note, mark="note: ", indent=2, mark_role="label")
        for part, rows in by_part(result):
            if part != result.claim:
                page.put(part, mark="part: ", indent=2, mark_role="label")
            _evidence(page, rows, known)
        if unsaid := silent(result, known):
            page.put(_few(unsaid), mark="silent: ", indent=2, mark_role="label")
        page.gap()
    page.put("Verdicts are about these sources, not about the truth.")
    _made(page, provenance)
    return str(page)


def by_part(result: Verdict) -> list[tuple[str, list[Evidence]]]:
    """The statements that a claim was judged by, each with its evidence; itself alone if it is one."""
    found: dict[str, list[Evidence]] = {}
    for each in result.evidence:
        found.setdefault(each.claim, []).extend([each] if each.citations else [])
    return list(found.items())


def silent(result: Verdict, known: Mapping[str, Article]) -> list[str]:
    """The publishers that say nothing of a claim or of any part of it."""
    cited = {each.article for each in result.evidence if each.citations}
    return list(
        dict.fromkeys(known[each.article].publisher for each in result.evidence if each.article not in cited)
    )


def numbered(citations: Iterable[Citation]) -> dict[Citation, int]:
    """The different citations, numbered from 1 in order of first use."""
    return {citation: at for at, citation in enumerate(dict.fromkeys(citations), start=1)}


def marks(citations: Iterable[Citation], numbers: dict[Citation, int]) -> str:
    """`[1][2]`: the numbers of `citations`."""
    return "".join(f"[{number}]" for number in sorted({numbers[citation] for citation in citations}))


def carried(sentence: SummarySentence) -> str:
    """How many origins carry a sentence, and the verdict on it unless that is `supported`."""
    count = "1 origin" if sentence.origins == 1 else f"{sentence.origins} origins"
    return count if sentence.verdict is Label.SUPPORTED else f"{count}, {made.words(sentence.verdict)}"


def said(point: Point) -> str:
    """The text of a point, after its speaker unless the text holds the speaker's last name."""
    named = not point.speaker or point.speaker.split()[-1].casefold() in point.text.casefold()
    return point.text if named else f"{point.speaker}: {point.text}"


def source(citation: Citation, article: Article, width: int = 10_000) -> str:
    """Publisher, title (if one was found) and place, the title cut to fit `width` columns."""
    place = f"{citation.start}-{citation.end}"
    room = width - cells(citation.publisher) - len(place) - 4
    titled = article.title != article.publisher and room > 10
    return ", ".join([citation.publisher, *([shorten(article.title, room)] if titled else []), place])


def places(citations: Iterable[Citation]) -> str:
    """Each publisher with its places."""
    found: dict[str, list[str]] = {}
    for each in citations:
        found.setdefault(each.publisher, []).append(f"{each.start}-{each.end}")
    return "; ".join(f"{publisher} {', '.join(spans)}" for publisher, spans in found.items())


def _made(page: Page, provenance: Provenance, indent: int = 0) -> None:
    for line in (made.provenance(provenance), *made.notes(provenance)):
        page.put(line, indent=indent)


def _cited(page: Page, numbers: dict[Citation, int], articles: Sequence[Article]) -> None:
    if not numbers:
        return
    known = {article.id: article for article in articles}
    page.heading("Citations")
    wide = len(str(len(numbers))) + 3
    for citation, number in numbers.items():
        named = source(citation, known[citation.article], page.width - wide - 2)
        page.put(named, mark=f"[{number}]".ljust(wide), indent=2)
        page.quote(citation.quote, indent=2 + wide)


def _disagreements(page: Page, found: Sequence[Disagreement]) -> None:
    if not found:
        return
    page.heading("Where the sources disagree")
    for each in found:
        later = " (perhaps a later update)" if each.update else ""
        page.put(f"{each.topic}{later}", mark=f"{each.kind.value}: ", indent=2, mark_role="label")
        for side in each.sides:
            page.put(side.text, mark="- ", indent=4)
            page.put(places(side.citations), indent=6, role="quote")


def _points(page: Page, title: str, points: Sequence[Point]) -> None:
    if not points:
        return
    page.heading(title)
    for point in points:
        page.put(said(point), mark="- ", indent=2)
        page.put(places(point.citations), indent=4, role="quote")


def _evidence(page: Page, found: Sequence[Evidence], known: Mapping[str, Article]) -> None:
    """Stance, publisher, places, score and quotations; reprints of an origin are marked as such."""
    first: dict[str, str] = {}
    for each in found:
        article = known[each.article]
        told = first.setdefault(article.origin, article.publisher)
        words = f", words of {each.speaker}" if each.speaker else ""
        same = "" if told == article.publisher else f", same origin as {told}"
        placed = f"{places(each.citations)}{words} ({each.score:.2f}{same})"
        page.put(placed, mark=f"{each.stance.value}: ", indent=2, mark_role="label")
        for citation in each.citations:
            page.quote(citation.quote, indent=4)


def _few(names: Sequence[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")

"""Summaries, answers and verdicts as text for a terminal.

The sentences of a summary carry numbers, and the numbers are listed with their quotations right below
them. Every other section names publisher and place beside the text, so that none sends the reader away.
"""

from collections.abc import Iterable, Sequence

from agent.report import made
from agent.report.layout import Page, Paint, plain
from agent.values import Answer, Disagreement, Evidence, Label, Point, Provenance, Summary, Verdict
from vectorstore.values import Article, Citation

_ROLES = {Label.SUPPORTED: "good", Label.REFUTED: "bad"}


def summary(result: Summary, articles: Sequence[Article], *, width: int = 80, paint: Paint = plain) -> str:
    """A summary with its citations, disagreements, attributed claims, omissions and figures."""
    page = Page(width, paint)
    numbers = numbered(citation for sentence in result.sentences for citation in sentence.citations)
    page.heading(result.headline)
    page.gap()
    page.put(" ".join(f"{each.text} {marks(each.citations, numbers)}" for each in result.sentences))
    _cited(page, numbers, articles)
    _disagreements(page, result.disagreements)
    _points(page, "Reported only as somebody's words", result.attributed)
    _points(page, "Reported by one origin only", result.single_origin)
    _points(page, "Left out", result.omissions)
    page.heading("How this was made")
    page.put(made.neutrality(result.neutrality), indent=2)
    page.put(made.gate(result.gate), indent=2)
    page.put(made.provenance(result.provenance), indent=2)
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
    page.put(made.provenance(result.provenance), indent=2)
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
    publishers = {article.id: article.publisher for article in articles}
    for result in results:
        role = _ROLES.get(result.label, "open")
        page.put(result.claim, mark=f"{made.words(result.label).upper()}: ", mark_role=role)
        page.put(result.explanation, indent=2)
        for evidence in result.evidence:
            _evidence(page, evidence)
        silent = (
            publishers.get(cell.article, cell.article) for cell in result.evidence if not cell.citations
        )
        if names := ", ".join(dict.fromkeys(silent)):
            page.put(names, mark="silent: ", indent=2, mark_role="label")
        page.gap()
    page.put("Verdicts are about these sources, not about the truth.")
    page.put(made.provenance(provenance))
    return str(page)


def numbered(citations: Iterable[Citation]) -> dict[Citation, int]:
    """The different citations, numbered from 1 in order of first use."""
    return {citation: at for at, citation in enumerate(dict.fromkeys(citations), start=1)}


def marks(citations: Iterable[Citation], numbers: dict[Citation, int]) -> str:
    """`[1][2]`: the numbers of `citations`."""
    return "".join(f"[{number}]" for number in sorted({numbers[citation] for citation in citations}))


def source(citation: Citation, article: Article | None) -> str:
    """Publisher, title (the path, where no title was found), and place."""
    named = ""
    if article:
        named = f"{article.path if article.title == article.publisher else article.title}, "
    return f"{citation.publisher}, {named}{citation.start}-{citation.end}"


def places(citations: Iterable[Citation]) -> str:
    """Publisher and place of each citation."""
    return "; ".join(f"{each.publisher}, {each.start}-{each.end}" for each in citations)


def _cited(page: Page, numbers: dict[Citation, int], articles: Sequence[Article]) -> None:
    if not numbers:
        return
    known = {article.id: article for article in articles}
    page.heading("Citations")
    wide = len(str(len(numbers))) + 3
    for citation, number in numbers.items():
        page.put(source(citation, known.get(citation.article)), mark=f"[{number}]".ljust(wide), indent=2)
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
        page.put(f"{point.speaker}: {point.text}" if point.speaker else point.text, mark="- ", indent=2)
        page.put(places(point.citations), indent=4, role="quote")


def _evidence(page: Page, evidence: Evidence) -> None:
    if not evidence.citations:
        return
    said = f", words of {evidence.speaker}" if evidence.speaker else ""
    mark = f"{evidence.stance.value}: "
    placed = f"{places(evidence.citations)}{said} ({evidence.score:.2f})"
    page.put(placed, mark=mark, indent=2, mark_role="label")
    for citation in evidence.citations:
        page.quote(citation.quote, indent=4)

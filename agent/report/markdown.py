"""A summary as Markdown. Text of articles is escaped, so that none of it becomes a heading, link or HTML."""

import re
from collections.abc import Iterable, Sequence

from agent.clean import one_line
from agent.report import made
from agent.report.text import carried, marks, numbered, places, said, source
from agent.values import Disagreement, Point, Summary
from vectorstore.values import Article

_MARKUP = re.compile(r"(?i)[\\`*_#\[\]<>|~&$@]|:(?=//)|(?<=\bwww)\.")
_AT_START = re.compile(r"^(\d*)([-+=.)])")


def escape(text: str) -> str:
    """`text` on one line, which Markdown shows as it stands, at the start of a block as well."""
    return _AT_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", one_line(text)))


def summary(result: Summary, articles: Sequence[Article]) -> str:
    """A summary with its citations, disagreements, attributed claims, omissions and figures."""
    known = {article.id: article for article in articles}
    numbers = numbered(citation for sentence in result.sentences for citation in sentence.citations)
    sentences = "".join(
        f"- {escape(each.text)} {marks(each.citations, numbers)} ({carried(each)})\n"
        for each in result.sentences
    )
    cited = (
        f"{number}. {escape(source(citation, known[citation.article]))}: “{escape(citation.quote)}”"
        for citation, number in numbers.items()
    )
    figures = (
        made.neutrality(result.neutrality),
        made.gate(result.gate),
        made.provenance(result.provenance),
        *made.notes(result.provenance),
    )
    nothing = f"No summary: {made.NOTHING}\n"
    blocks = [
        f"# {escape(result.headline)}\n\n{sentences or nothing}",
        _section("Citations", cited),
        _section("Where the sources disagree", (_disagreement(each) for each in result.disagreements)),
        _section("Reported only as somebody's words", _points(result.attributed)),
        _section("Reported by one origin only", _points(result.single_origin)),
        _section("Left out", _points(result.omissions)),
        _section("How this was made", (f"- {escape(each)}" for each in figures)),
    ]
    return "\n".join(block for block in blocks if block)


def _section(title: str, items: Iterable[str]) -> str:
    lines = "".join(f"{item}\n" for item in items)
    return f"## {title}\n\n{lines}" if lines else ""


def _points(points: Iterable[Point]) -> Iterable[str]:
    for point in points:
        yield f"- {escape(said(point))} *({escape(places(point.citations))})*"


def _disagreement(found: Disagreement) -> str:
    later = " (perhaps a later update)" if found.update else ""
    sides = "".join(f"\n  - {escape(side.text)} *({escape(places(side.citations))})*" for side in found.sides)
    return f"- **{found.kind.value}**: {escape(found.topic)}{later}{sides}"

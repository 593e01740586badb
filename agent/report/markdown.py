"""A summary as Markdown. Text of articles is escaped, so that none of it becomes a heading, link or HTML."""

import re
from collections.abc import Iterable, Sequence

from agent.clean import one_line
from agent.report import made
from agent.report.layout import shorten
from agent.report.matrix import Mark, Row, Rows, by_origin
from agent.report.saved import considered
from agent.report.text import carried, marks, numbered, places, said, source
from agent.values import Disagreement, Point, Summary
from vectorstore.values import Article

_MARKUP = re.compile(r"(?i)[\\`*_#\[\]<>|~&$@]|:(?=//)|(?<=\bwww)\.")
_COLUMNS = 8
"""Origins that a table can show."""
_WIDE = 70
"""Columns of a sentence in a table."""
_MARKS = {
    (mark, sure): shown
    for mark, surely, unsurely in (
        (Mark.SAYS, "●", "○"),
        (Mark.CONTRADICTS, "✕", "✕"),
        (Mark.REPORTS, "❝", "❝"),
        (Mark.SILENT, "·", "·"),
    )
    for sure, shown in ((True, surely), (False, unsurely))
}
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
    shown = Rows(by_origin(considered(result, articles)), result.disagreements, lambda _: ())
    rows = [shown.row(each, f"s{at}", at) for at, each in enumerate(result.sentences, start=1)]
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
        _section("Who says what", _matrix(rows)),
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


def _matrix(rows: Sequence[Row]) -> Iterable[str]:
    """A table of sentences by origins; none where it would be too wide to read, or have one column."""
    if not rows or not 1 < len(rows[0].voices) <= _COLUMNS:
        return
    heads = (", ".join(cell.publisher for cell in voice.cells) for voice in rows[0].voices)
    yield f"| | {' | '.join(map(escape, heads))} |"
    yield f"|:--|{':-:|' * len(rows[0].voices)}"
    for row in rows:
        marks = " | ".join(_MARKS[voice.mark, voice.sure] for voice in row.voices)
        yield f"| {row.number}. {escape(shorten(row.text, _WIDE))} | {marks} |"
    yield ""
    yield "● says so, ○ says much the same, ✕ contradicts it, ❝ reports it as somebody's words, · silent"


def _points(points: Iterable[Point]) -> Iterable[str]:
    for point in points:
        yield f"- {escape(said(point))} *({escape(places(point.citations))})*"


def _disagreement(found: Disagreement) -> str:
    later = " (perhaps a later update)" if found.update else ""
    sides = "".join(f"\n  - {escape(side.text)} *({escape(places(side.citations))})*" for side in found.sides)
    return f"- **{found.kind.value}**: {escape(found.topic)}{later}{sides}"

"""Quotations that run over several sentences: where one stays open, and what is reported where it closes."""

from agent.language.attribution import Report, reports
from agent.language.quotes import quotations, unbalanced
from vectorstore.values import Span


def closing(sentence: str) -> tuple[Report, ...]:
    """Reports of a sentence in which a quotation that began earlier ends: 'Now go," she said.'."""
    mark = next((mark for mark, close in (("“", "”"), ('"', '"')) if close in sentence), None)
    if mark is None:
        return ()
    return tuple(_moved(report) for report in reports(mark + sentence))


def _moved(report: Report) -> Report:
    """`report` one character to the left."""

    def moved(span: Span) -> Span:
        start = max(0, span.start - 1)
        return Span(start=start, end=max(start + 1, span.end - 1))

    return report._replace(content=tuple(moved(span) for span in report.content), cue=moved(report.cue))


def all_quoted(sentence: str) -> bool:
    """Whether nearly all of a sentence stands between quotation marks."""
    quoted = sum(span.end - span.start + 2 for span in quotations(sentence))
    return quoted >= 0.9 * len(sentence.strip())


def opens(sentence: str, open_quote: bool) -> bool:
    """Whether a quotation is open after the sentence."""
    if not unbalanced(sentence):
        return open_quote and not quotations(sentence)
    curly = sentence.count("“") - sentence.count("”")
    return curly > 0 if curly else not open_quote

"""What a conversation is made of: what was shown, which steps were taken, what can be opened."""

from typing import NamedTuple

from pydantic import Field

from agent.llm import Call
from agent.report.text import numbered
from agent.values import Answer, Disagreement, Summary, Verdict
from vectorstore.values import Article, Citation, Span, Value


class Found(Value):
    """Passages that a search found."""

    query: str = Field(description="What was looked for.")
    passages: tuple[Citation, ...] = Field(description="The passages, best first.")


class Listed(Value):
    """The articles that can be asked about."""

    articles: tuple[Article, ...] = Field(description="The articles, sorted by path.")


class Opened(Value):
    """An article at one place, or from its start."""

    article: Article = Field(description="The article.")
    span: Span | None = Field(default=None, description="The place.")


class Compared(Value):
    """Where the articles differ."""

    topic: str | None = Field(description="About what; none if about anything.")
    disagreements: tuple[Disagreement, ...] = Field(description="Those of most origins first.")


class Failed(Value):
    """A step that could not be done."""

    reason: str = Field(description="What was wrong and what to do, in one line.")


Shown = Answer | Summary | Verdict | Found | Listed | Opened | Compared | Failed


class Step(Value):
    """One line of a conversation: what the user wrote, or a tool that was called and its receipt."""

    text: str = Field(description="What the user wrote, or the receipt.")
    call: Call | None = Field(
        default=None, description="The tool that was called; none for the user's words."
    )


class Place(NamedTuple):
    """What a number on the screen stands for."""

    article: str
    span: Span | None = None


def places(shown: Shown) -> tuple[Place, ...]:
    """What the numbers printed with a result stand for, from 1 on; empty if it prints none."""
    match shown:
        case Listed():
            return tuple(Place(article.id) for article in shown.articles)
        case Opened() | Failed():
            return ()
    return tuple(Place(one.article, Span(start=one.start, end=one.end)) for one in citations(shown))


def citations(shown: Answer | Summary | Verdict | Found | Compared) -> dict[Citation, int]:
    """The citations of a result with their numbers, as they are printed."""
    match shown:
        case Answer():
            return numbered(shown.citations)
        case Summary():
            return numbered(one for sentence in shown.sentences for one in sentence.citations)
        case Verdict():
            return numbered(one for row in shown.evidence for one in row.citations)
        case Found():
            return numbered(shown.passages)
        case Compared():
            return numbered(
                one for each in shown.disagreements for side in each.sides for one in side.citations
            )

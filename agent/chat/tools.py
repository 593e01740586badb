"""The tools of a conversation: each shows a result of the agent, and gives a receipt to what decides."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from agent.agent import Agent
from agent.chat.values import Compared, Failed, Found, Listed, Opened, Place, Shown, citations, places
from agent.errors import AgentError
from agent.llm import Call, Listener, Tool
from agent.values import Answer, Summary, Verdict
from vectorstore.errors import VectorstoreError
from vectorstore.values import Article, Span, cite

_FOUND = 5
"""Passages that a search shows."""


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Question(_Arguments):
    """What `answer` is given."""

    question: str = Field(min_length=1, description="The question, complete in itself.")


class Query(_Arguments):
    """What `search` is given."""

    query: str = Field(min_length=1, description="What the passages are about.")


class Number(_Arguments):
    """What `read` is given."""

    id: str = Field(description="Number of a passage or article of the latest receipt, such as p2.")


class Topic(_Arguments):
    """What `compare_sources` and `summarize` are given."""

    topic: str | None = Field(default=None, description="About what; null for everything.")


class Statement(_Arguments):
    """What `verify` is given."""

    statement: str = Field(min_length=1, description="The statement to check, complete in itself.")


class Nothing(_Arguments):
    """What `list_sources` is given."""


TOOLS = (
    Tool(name="answer", description="Answer a question from the articles.", arguments=Question),
    Tool(name="search", description="Show passages about something.", arguments=Query),
    Tool(name="read", description="Show an article or passage in full.", arguments=Number),
    Tool(name="compare_sources", description="Show where the articles differ.", arguments=Topic),
    Tool(name="verify", description="Check a statement against the articles.", arguments=Statement),
    Tool(name="summarize", description="Summarize the articles, or those on a topic.", arguments=Topic),
    Tool(name="list_sources", description="List the articles.", arguments=Nothing),
)


class Toolbox:
    """Does what is asked for, shows the result, and says in a receipt what it was.

    Args:
        agent: Knows the articles.
        show: Is given each result when it is there.
        listener: Is told an unchecked draft as far as it has come.
    """

    def __init__(self, agent: Agent, show: Callable[[Shown], None], listener: Listener | None = None) -> None:
        self.agent = agent
        self.shown: list[Shown] = []
        self._show = show
        self._listener = listener

    def do(self, call: Call) -> str:
        """Do `call` and show its result; what can be expected to go wrong is a result too.

        Returns:
            The receipt: counts, numbers and labels.
        """
        try:
            shown = self._done(call.tool, call.arguments)
        except (AgentError, VectorstoreError) as error:
            shown = Failed(reason=str(error))
        self.shown.append(shown)
        self._show(shown)
        return receipt(shown, self.agent.sources())

    @property
    def places(self) -> tuple[Place, ...]:
        """What the numbers of the last result that has some stand for."""
        return next(filter(None, map(places, reversed(self.shown))), ())

    def _done(self, tool: str, given: dict[str, Any]) -> Shown:
        match tool:
            case "search":
                return self._search(given["query"])
            case "read":
                return self._read(given["id"])
            case "compare_sources":
                topic = given.get("topic")
                return Compared(topic=topic, disagreements=self.agent.disagreements(topic))
            case "verify":
                return self.agent.verify(given["statement"])
            case "summarize":
                return self.agent.summarize(given.get("topic"), listener=self._listener)
            case "list_sources":
                return Listed(articles=self.agent.sources())
        return self.agent.ask(given["question"], listener=self._listener)

    def _search(self, query: str) -> Found:
        known = {article.id: article for article in self.agent.sources()}
        found = (hit.passage for hit in self.agent.search(query, k=_FOUND))
        cited = (cite(known[one.article], Span(start=one.start, end=one.end)) for one in found)
        return Found(query=query, passages=tuple(cited))

    def _read(self, number: str) -> Opened:
        digits = re.sub(r"\D", "", number)
        there = self.places
        if not there:
            raise AgentError("nothing that can be opened was shown yet; ask something, or see /sources")
        if not digits or not 1 <= int(digits) <= len(there):
            raise AgentError(
                f"there is no {number!r} in the last result; give a number from 1 to {len(there)}"
            )
        place = there[int(digits) - 1]
        article = next((one for one in self.agent.sources() if one.id == place.article), None)
        if article is None:
            raise AgentError("that article is no longer among the sources; see /sources")
        return Opened(article=article, span=place.span)


def receipt(shown: Shown, articles: Sequence[Article]) -> str:
    """What was shown, for what decides on the next step: no word of an article is in it."""
    match shown:
        case Failed():
            return "failed; the user was told why"
        case Opened():
            return "1 article shown"
        case Listed():
            return f"{len(shown.articles)} articles listed, a1 to a{len(shown.articles)}"
        case Answer(abstained=True):
            return "no answer: the articles do not say"
        case Answer():
            what = "answer"
        case Summary():
            what = f"summary of {len(shown.sentences)} sentences"
        case Verdict():
            what = f"verdict {shown.label.value}"
        case Compared():
            what = f"{len(shown.disagreements)} disagreements"
        case Found():
            what = f"{len(shown.passages)} passages"
    cited = citations(shown)
    origin = {article.id: article.origin for article in articles}
    origins = {origin[one.article] for one in cited}
    return (
        f"{what} shown, passages p1 to p{len(cited)} of {len(origins)} origins" if cited else f"{what} shown"
    )

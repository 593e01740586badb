"""A chat: the conversation, the commands that a message may be instead, and what of it was shown."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from langgraph.checkpoint.base import BaseCheckpointSaver

from agent.agent import Agent, CheckerName
from agent.chat import export, rules, show
from agent.chat.loop import Conversation
from agent.chat.planner import by_model
from agent.chat.screen import Screen
from agent.chat.tools import Toolbox
from agent.chat.values import Shown
from agent.errors import AgentError
from agent.llm import Call, ChatModel
from agent.report.layout import Page
from agent.report.listing import facts
from agent.values import Answer, Summary, Verdict
from vectorstore.sentences import split
from vectorstore.values import Span

HELP: Mapping[str, str] = {
    "/sources": "list the articles",
    "/open N": "show citation or article N of the last result in its article",
    "/why N": "show the evidence for sentence N of the last answer or summary",
    "/conflicts [TOPIC]": "show where the articles differ",
    "/verify TEXT": "check a statement against the articles",
    "/summarize [TOPIC]": "summarize the articles, or those about a topic",
    "/engine [extractive|llm]": "show the engine, or change it",
    "/cost": "show what the chat model has taken, and what is left",
    "/export FILE": "write the conversation to a new Markdown file",
    "/help": "show this list",
    "/quit": "end the session",
}
"""The commands and what they do."""
_NAMES = tuple(usage.split()[0] for usage in HELP)
_WORDS = {"help": "/help", "?": "/help", "quit": "/quit", "exit": "/quit", "bye": "/quit", "/exit": "/quit"}
"""What stands for a command without being one."""


class Quit(Exception):  # noqa: N818 - not an error: the user wants to end the session
    """The user wants to end the session."""


class Model(NamedTuple):
    """A chat model that can be used, and what is known of it.

    Attributes:
        model: The model.
        endpoint: Address of its endpoint.
        checker: Who checks claims with it.
        limits: What may be spent at most, by name, such as `tokens`.
    """

    model: ChatModel
    endpoint: str
    checker: CheckerName = "both"
    limits: Mapping[str, float] = {}


class Chat:
    """Takes one message after the other.

    Args:
        agent: Knows the articles; drafts with the model's engine if it was given the model.
        screen: Where results are shown.
        saver: Keeps the conversation.
        name: Which conversation.
        model: The chat model that can be used, if any.
    """

    def __init__(
        self,
        agent: Agent,
        screen: Screen,
        saver: BaseCheckpointSaver[Any],
        name: str,
        model: Model | None = None,
    ) -> None:
        self._screen = screen
        self._model = model
        self._events: list[str | Shown] = []
        self._said = ""
        self._tools = Toolbox(agent, self._show, screen.draft)
        self._conversation = Conversation(self._tools, rules.plan, saver, name, screen.note)
        self._before = self._conversation.steps
        self._commands: dict[str, Callable[[str], None]] = {
            "/sources": lambda rest: self._call("list_sources", {}),
            "/open": lambda rest: self._call("read", {"id": _needed(rest, "/open N")}),
            "/why": self._why,
            "/conflicts": lambda rest: self._call("compare_sources", {"topic": rest or None}),
            "/verify": lambda rest: self._call("verify", {"statement": _needed(rest, "/verify TEXT")}),
            "/summarize": lambda rest: self._call("summarize", {"topic": rest or None}),
            "/engine": self._engine,
            "/cost": lambda rest: self._cost(),
            "/export": self._export,
            "/help": lambda rest: self._help(),
            "/quit": lambda rest: self._quit(),
        }
        self._plan()

    @property
    def asked(self) -> tuple[str, ...]:
        """What the user wrote in earlier runs."""
        return tuple(step.text for step in self._before if step.call is None)

    def take(self, message: str) -> None:
        """Answer a message, or do the command that it is.

        Raises:
            AgentError: If a command cannot be done.
            Quit: If the user wants to end the session.
        """
        self._said = _WORDS.get(message.strip().lower(), message.strip())
        name, _, rest = self._said.partition(" ")
        if not name.startswith("/"):
            self._events.append(self._said)
            self._screen.draft("working…")
            self._conversation.say(self._said)
        elif name.lower() in self._commands:
            self._commands[name.lower()](rest.strip())
        else:
            near = get_close_matches(name.lower(), _NAMES, n=2)
            hint = f"did you mean {' or '.join(near)}?" if near else "see /help"
            raise AgentError(f"there is no command {name!r}; {hint}")

    def _call(self, tool: str, arguments: dict[str, Any]) -> None:
        self._events.append(self._said)
        self._screen.draft("working…")
        self._conversation.say(self._said, Call(tool=tool, arguments=arguments))

    def _show(self, result: Shown) -> None:
        self._events.append(result)
        width, paint = self._screen.output.width(), self._screen.output.paint
        page = Page(width, paint)
        if isinstance(result, Answer) and result.question.strip() != self._said:
            page.put(result.question, mark="→ ", role="quote")
        articles = self._tools.agent.sources()
        self._screen.show(str(page) + show.shown(result, articles, width=width, paint=paint))

    def _why(self, rest: str) -> None:
        last = next(
            (one for one in reversed(self._tools.shown) if isinstance(one, Answer | Summary | Verdict)), None
        )
        if last is None:
            raise AgentError("nothing with sentences was shown yet; ask something first")
        sentences = _sentences(last, {article.publisher for article in self._tools.agent.sources()})
        number = _number(_needed(rest, "/why N"), len(sentences))
        self._screen.draft("working…")
        self._show(last if isinstance(last, Verdict) else self._tools.agent.verify(sentences[number - 1]))

    def _engine(self, rest: str) -> None:
        if rest:
            self._switch(rest.lower())
        made = self._tools.agent.provenance
        rows = {
            "engine": made.engine,
            "checker": made.checker,
            "embedder": made.embedder,
            "index": made.index,
        }
        if self._model:
            used = "" if made.engine == "llm" else " (not used)"
            rows |= {"model": f"{self._model.model.name}{used}", "endpoint": self._model.endpoint}
        self._facts(rows)

    def _switch(self, engine: str) -> None:
        if engine not in {"extractive", "llm"}:
            raise AgentError(f"there is no engine {engine!r}; the engines are extractive and llm")
        if engine == "llm" and self._model is None:
            raise AgentError("no endpoint is set; start again with --base-url URL --model NAME")
        used = self._model if engine == "llm" else None
        agent = self._tools.agent
        self._tools.agent = agent.using(used.model, used.checker) if used else agent.using(None)
        self._plan()

    def _plan(self) -> None:
        """Let the model decide on steps where it drafts, else the rules."""
        drafts = self._model and self._tools.agent.provenance.engine == "llm"
        self._conversation.plan = (
            by_model(self._model.model, self._screen.note) if self._model and drafts else rules.plan
        )

    def _cost(self) -> None:
        if self._model is None:
            raise AgentError("no chat model is used, so nothing was spent")
        used = self._model.model.usage
        cost = "unknown" if used.cost_usd is None else f"${used.cost_usd:.4f}"
        rows = {
            "calls": f"{used.calls}",
            "tokens": f"{used.prompt_tokens} sent, {used.reply_tokens} received",
        }
        rows |= {"cost": cost, "time": f"{used.seconds:.1f} s"}
        spent = {"tokens": used.tokens, "cost": used.cost_usd or 0.0, "seconds": used.seconds}
        for name, most in self._model.limits.items():
            rows[f"{name} left"] = f"{max(0, most - spent[name]):.10g} of {most:.10g}"
        self._facts(rows)

    def _export(self, rest: str) -> None:
        path = Path(_needed(rest.strip("'\""), "/export FILE")).expanduser()
        export.write(path, export.exported(self._before, self._events, self._tools.agent.sources()))
        self._screen.note(f"the conversation is in {str(path)!r}")

    def _help(self) -> None:
        self._facts({**HELP, "": "Anything else is a question or a wish, such as “where do they differ?”"})

    def _quit(self) -> None:
        raise Quit

    def _facts(self, rows: Mapping[str, str]) -> None:
        self._screen.show(facts(rows, width=self._screen.output.width(), paint=self._screen.output.paint))


def _needed(rest: str, usage: str) -> str:
    if not rest:
        raise AgentError(f"something is missing; write {usage}")
    return rest


def _number(text: str, most: int) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= most:
        raise AgentError(f"{text!r} is no sentence of the last result; give a number from 1 to {most}")
    return int(text)


def _sentences(result: Answer | Summary | Verdict, publishers: set[str]) -> list[str]:
    """What a result says, sentence by sentence, without the publishers that an answer puts before them."""
    if isinstance(result, Summary):
        return [sentence.text for sentence in result.sentences]
    if isinstance(result, Verdict):
        return [result.claim]
    found = [span.of(result.text) for span in split(result.text, (Span(start=0, end=len(result.text)),))]
    heads = tuple(f"{publisher}: " for publisher in publishers)
    return [one[max((len(head) for head in heads if one.startswith(head)), default=0) :] for one in found]

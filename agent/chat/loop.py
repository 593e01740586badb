"""The conversation: a LangChain agent whose every next step comes from a planner, kept in SQLite.

`create_agent` runs the loop and the checkpointer keeps it. The model that it asks for is never called: a
middleware puts the planner in its place, so that budgets, retries and failures of a chat model stay in
`agent.llm`, and the same loop runs without one.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from langchain.agents import create_agent
from langchain.agents.middleware import AgentMiddleware, ModelRequest, ModelResponse
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AnyMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.outputs import ChatResult
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool, StructuredTool
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.sqlite import SqliteSaver
from langsmith import tracing_context

from agent.chat.followup import completed
from agent.chat.lane import Lane
from agent.chat.rules import Planner, asked
from agent.chat.tools import TOOLS, Toolbox
from agent.chat.values import Step
from agent.errors import AgentError
from agent.llm import Call, Tool

MOST = 6
"""Tools that are called for one message at most."""


class Conversation:
    """What the user wrote and which tools were called, from one run of the program to the next.

    Args:
        tools: Does what tools are called for.
        plan: Decides on the next tool.
        saver: Keeps the conversation.
        name: Which one.
        note: Is told what did not go as planned, in one line.
    """

    def __init__(
        self,
        tools: Toolbox,
        plan: Planner,
        saver: BaseCheckpointSaver[Any],
        name: str,
        note: Callable[[str], None],
    ) -> None:
        self.tools = tools
        self.plan = plan
        self._note = note
        self._lane = Lane()
        self._before = 0  # results shown before this turn
        self._last: Call | None = None  # the one call that is left to make, where that is known
        self._config = RunnableConfig(configurable={"thread_id": name}, recursion_limit=8 * MOST)
        self._graph = create_agent(
            _NoModel(),
            [self._tool(tool) for tool in TOOLS],
            middleware=[_Planned(self._next)],
            checkpointer=saver,
        )

    @property
    def steps(self) -> tuple[Step, ...]:
        """The conversation so far."""
        with _readable():
            return _steps(self._graph.get_state(self._config).values.get("messages", ()))

    def say(self, text: str, call: Call | None = None) -> None:
        """Answer what the user wrote; `call`, if given, is the tool that it asks for.

        Raises:
            AgentError: If the conversation cannot be kept.
        """
        self._before, self._last = len(self.tools.shown), call
        with _readable():
            self._lane.drive(lambda: self._run(text))

    def _run(self, text: str) -> None:
        with tracing_context(enabled=False):
            turn: Any = {"messages": [HumanMessage(text)]}
            self._graph.invoke(turn, self._config, durability="exit")

    def _next(self, steps: Sequence[Step]) -> Call | None:
        """What the planner wants, unless it was done already or enough has been; a question at the least."""
        turn = max(at for at, step in enumerate(steps) if step.call is None)
        done = [step.call for step in steps[turn + 1 :]]
        if self._last:
            return None if self._last in done else self._last
        wanted = self._lane.here(lambda: self.plan(steps)) if len(done) < MOST else None
        if wanted and wanted not in done:
            return wanted
        if len(done) >= MOST:
            self._note(f"stopped after {MOST} steps; ask for less at once")
        if len(self.tools.shown) > self._before:
            return None
        question = completed(steps[turn].text, asked(steps[:turn]))
        self._last = Call(tool="answer", arguments={"question": question})
        return self._last

    def _tool(self, tool: Tool) -> BaseTool:
        def run(**given: object) -> str:
            call = Call(tool=tool.name, arguments=given)
            return self._lane.here(lambda: self.tools.do(call))

        return StructuredTool.from_function(
            run, name=tool.name, description=tool.description, args_schema=tool.arguments
        )


class _Planned(AgentMiddleware):
    """Has the planner say what a model would."""

    def __init__(self, plan: Callable[[Sequence[Step]], Call | None]) -> None:
        super().__init__()
        self._plan = plan

    def wrap_model_call(
        self, request: ModelRequest[None], handler: Callable[[ModelRequest[None]], ModelResponse[Any]]
    ) -> AIMessage:
        """See `AgentMiddleware.wrap_model_call`; the handler, which calls the model, is not called."""
        del handler
        call = self._plan(_steps(request.messages))
        if call is None:
            return AIMessage("")
        number = f"call-{len(request.messages)}"
        return AIMessage("", tool_calls=[{"name": call.tool, "args": call.arguments, "id": number}])


class _NoModel(BaseChatModel):
    """The model that `create_agent` asks for."""

    @property
    def _llm_type(self) -> str:
        return "none"

    def _generate(self, messages: list[BaseMessage], *args: object, **kwargs: object) -> ChatResult:
        raise AgentError(f"a model was called with {len(messages)} messages; only the planner decides here")


def _steps(messages: Sequence[AnyMessage]) -> tuple[Step, ...]:
    """The user's words, and each call with its receipt; a call that was interrupted is left out."""
    calls: dict[str | None, Call] = {}
    steps = []
    for message in messages:
        if isinstance(message, HumanMessage):
            steps.append(Step(text=message.text))
        elif isinstance(message, AIMessage):
            calls |= {one["id"]: Call(tool=one["name"], arguments=one["args"]) for one in message.tool_calls}
        elif isinstance(message, ToolMessage):
            steps.append(Step(text=message.text, call=calls[message.tool_call_id]))
    return tuple(steps)


@contextmanager
def kept(path: Path | None) -> Iterator[SqliteSaver]:
    """The file that conversations are kept in, made if it is not there; without one, memory.

    Raises:
        AgentError: If it cannot be used.
    """
    with _readable(path):
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
        connection = sqlite3.connect(path or ":memory:", check_same_thread=False)
    try:
        saver = SqliteSaver(connection)
        with _readable(path):
            saver.setup()
        yield saver
    finally:
        connection.close()


@contextmanager
def _readable(path: Path | None = None) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        where = f" {str(path)!r}" if path else ""
        raise AgentError(f"the file of conversations{where} cannot be used: {error}; move it away") from error

"""What to do next, decided by a chat model that sees the user's words and receipts, and nothing else."""

import json
from collections.abc import Callable, Sequence

from agent.chat.followup import completed
from agent.chat.rules import Planner, asked, plan
from agent.chat.tools import TOOLS
from agent.chat.values import Step
from agent.errors import ModelError
from agent.llm import Call, ChatModel
from agent.prompts import Fenced, load

_REMEMBERED = 40
"""Steps of the conversation that are shown; older ones no longer matter for a follow-up."""
_LONGEST = 1500
"""Characters of a step at most."""
_MOST = 400
"""Tokens of a reply: a call and its arguments."""


def by_model(model: ChatModel, note: Callable[[str], None]) -> Planner:
    """A planner that asks `model`; where that fails the rules decide, and `note` is told."""
    prompt = load("next_action")
    failed = -1  # the message at which it last did; it is not asked again before the next

    def planned(steps: Sequence[Step]) -> Call | None:
        nonlocal failed
        if _turn(steps) == failed:
            return plan(steps)
        shown = [_fenced(step) for step in steps[-_REMEMBERED:]]
        try:
            call = model.act(prompt.render(conversation=shown), TOOLS, most=_MOST)
        except ModelError as error:
            failed = _turn(steps)
            note(f"rules chose the next step, not the model: {error}")
            return plan(steps)
        return _complete(call, steps) if call and call.tool == "answer" else call

    return planned


def _turn(steps: Sequence[Step]) -> int:
    """Where the user's last message stands."""
    return max(at for at, step in enumerate(steps) if step.call is None)


def _complete(call: Call, steps: Sequence[Step]) -> Call:
    """The call with its question completed by rule, where the model only repeated the user's words."""
    turn = _turn(steps)
    said = steps[turn].text.strip()
    if str(call.arguments.get("question", "")).strip() != said:
        return call
    return Call(tool="answer", arguments={"question": completed(said, asked(steps[:turn]))})


def _fenced(step: Step) -> Fenced:
    if step.call is None:
        return Fenced(label="user", text=step.text[:_LONGEST])
    given = json.dumps(step.call.arguments, ensure_ascii=False)
    return Fenced(label="receipt", text=f"{step.call.tool} {given[:_LONGEST]}: {step.text}")

"""What to do next, decided by a chat model that sees the user's words and receipts, and nothing else."""

import json
from collections.abc import Callable, Sequence

from agent.chat.rules import Planner, plan
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

    def planned(steps: Sequence[Step]) -> Call | None:
        shown = [_fenced(step) for step in steps[-_REMEMBERED:]]
        try:
            return model.act(prompt.render(conversation=shown), TOOLS, most=_MOST)
        except ModelError as error:
            note(f"rules chose the next step, not the model: {error}")
            return plan(steps)

    return planned


def _fenced(step: Step) -> Fenced:
    if step.call is None:
        return Fenced(label="user", text=step.text[:_LONGEST])
    given = json.dumps(step.call.arguments, ensure_ascii=False)
    return Fenced(label="receipt", text=f"{step.call.tool} {given[:_LONGEST]}: {step.text}")

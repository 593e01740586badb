"""Claims, drafts and checks: what turns passages into cited summaries, answers and verdicts."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agent.agent import Agent, summarize

__all__ = ["Agent", "summarize"]


def __getattr__(name: str) -> Any:
    """`Agent` and `summarize`, imported when first asked for, so that `fairwitness --help` is quick."""
    if name in __all__:
        from agent import agent

        return getattr(agent, name)
    raise AttributeError(f"module 'agent' has no attribute {name!r}")

"""Claims checked by a chat model, alone or together with the local checker."""

from agent.check_llm.both import Both
from agent.check_llm.chat import ChatChecker

__all__ = ["Both", "ChatChecker"]

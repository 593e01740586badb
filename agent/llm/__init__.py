"""The chat-model seam: ChatOpenAI behind one protocol, with budgets, prices, usage and retries."""

from agent.llm.scripted import Scripted
from agent.llm.values import Call, ChatModel, Listener, Reply, Tool, Usage

__all__ = ["Call", "ChatModel", "Listener", "Reply", "Scripted", "Tool", "Usage"]

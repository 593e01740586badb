"""What a run may spend on a chat model."""

from pydantic import Field

from agent.errors import BudgetSpent
from agent.llm.values import Usage
from vectorstore.values import Value


class Budget(Value):
    """Limits of a run; looked at before each request, so never exceeded by more than one."""

    max_tokens: int | None = Field(default=None, ge=1, description="Tokens sent and received.")
    max_cost: float | None = Field(default=None, ge=0, description="US dollars.")
    max_seconds: float | None = Field(default=None, gt=0, description="Seconds of waiting for the model.")

    def check(self, used: Usage) -> None:
        """Let the next request go.

        Raises:
            BudgetSpent: If nothing is left for it.
        """
        if self.max_tokens is not None and used.tokens >= self.max_tokens:
            raise BudgetSpent(_spent(f"{used.tokens} of {self.max_tokens} tokens", "--max-tokens"))
        if self.max_cost is not None and (used.cost_usd or 0.0) >= self.max_cost:
            raise BudgetSpent(_spent(f"${used.cost_usd or 0.0:.4f} of ${self.max_cost:.4f}", "--max-cost"))
        if self.max_seconds is not None and used.seconds >= self.max_seconds:
            raise BudgetSpent(
                _spent(f"{used.seconds:.1f} of {self.max_seconds:.1f} seconds", "--max-seconds")
            )

    def seconds_left(self, used: Usage) -> float | None:
        """Seconds that may still be spent; none if there is no limit."""
        return None if self.max_seconds is None else max(0.0, self.max_seconds - used.seconds)


def _spent(amount: str, flag: str) -> str:
    return f"the budget for the chat model is spent: {amount}; raise {flag}"

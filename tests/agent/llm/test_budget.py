import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import BudgetSpent
from agent.llm import Usage
from agent.llm.budget import Budget


@pytest.mark.parametrize(
    ("budget", "used", "words"),
    [
        (Budget(max_tokens=10), Usage(prompt_tokens=6, reply_tokens=4), "10 of 10 tokens.*--max-tokens"),
        (Budget(max_cost=0.01), Usage(cost_usd=0.02), r"\$0.0200 of \$0.0100.*--max-cost"),
        (Budget(max_cost=0.0), Usage(), r"\$0.0000 of \$0.0000"),
        (Budget(max_seconds=2), Usage(seconds=2.5), "2.5 of 2.0 s.*--max-seconds"),
    ],
)
def test_what_is_spent_is_said_with_its_amount(budget, used, words):
    with pytest.raises(BudgetSpent, match=words):
        budget.check(used)


@given(st.integers(0, 10**9), st.floats(0, 1e9))
def test_without_limits_nothing_is_ever_spent(tokens, seconds):
    Budget().check(Usage(prompt_tokens=tokens, seconds=seconds, cost_usd=None))
    assert Budget().seconds_left(Usage(seconds=seconds)) is None


@given(st.floats(0.1, 1e6), st.floats(0, 1e6))
def test_the_seconds_left_are_never_negative(limit, used):
    assert Budget(max_seconds=limit).seconds_left(Usage(seconds=used)) == max(0.0, limit - used)

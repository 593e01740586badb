"""The expected failures of `evals`: what was wrong, the value, and the next step, in one line.

AgentError
└── EvalError  a suite, a run or a file of facts is not usable
"""

from agent.errors import AgentError


class EvalError(AgentError):
    """A suite, a run or a file of facts is not usable."""

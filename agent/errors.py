"""The expected failures of `agent`: what was wrong, the value, and the next step, in one line.

AgentError
├── NoArticles       nothing to work on
├── NothingStated    a claim to check states nothing
├── TooMuchStated    a claim to check is too long to be one statement
├── SettingsError    a setting or file of settings is not usable
├── PromptError      a prompt is missing, or was given other variables than it has
└── ModelError       a chat model gave no usable reply
    ├── Unavailable  the endpoint could not be reached, refused, or took too long
    ├── Unusable     it replied, but not with what was asked for
    │   └── CutOff   it was still replying when its tokens were used up
    ├── Overflow     what was sent is longer than the model's context
    └── BudgetSpent  tokens, cost or time are used up
"""


class AgentError(Exception):
    """Base of every expected failure of this package."""


class NoArticles(AgentError):  # noqa: N818 - says what is missing; the base class already says Error
    """There is no article to work on."""


class NothingStated(AgentError):  # noqa: N818 - says what is missing; the base class already says Error
    """A claim to check states nothing."""


class TooMuchStated(AgentError):  # noqa: N818 - says what is wrong; the base class already says Error
    """A claim to check is too long to be one statement."""


class SettingsError(AgentError):
    """A setting, or a file of settings, is not usable."""


class PromptError(AgentError):
    """A prompt is missing, or was given other variables than it has."""


class ModelError(AgentError):
    """A chat model gave no usable reply; never a verdict."""


class Unavailable(ModelError):  # noqa: N818 - the base class already says Error
    """The endpoint could not be reached, refused, or took too long."""


class Unusable(ModelError):  # noqa: N818 - the base class already says Error
    """The model replied, but not with what was asked for."""


class CutOff(Unusable):
    """The model was still replying when its tokens were used up.

    Args:
        message: What happened.
        text: What had come of the reply.
    """

    def __init__(self, message: str, text: str) -> None:
        super().__init__(message)
        self.text = text


class Overflow(ModelError):  # noqa: N818 - the base class already says Error
    """What was sent is longer than the model's context."""


class BudgetSpent(ModelError):  # noqa: N818 - the base class already says Error
    """Tokens, cost or time are used up."""

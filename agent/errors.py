"""The expected failures of `agent`: what was wrong, the value, and the next step, in one line.

AgentError
├── NoArticles       nothing to work on
├── NothingStated    a claim to check states nothing
└── SettingsError    a setting or file of settings is not usable
"""


class AgentError(Exception):
    """Base of every expected failure of this package."""


class NoArticles(AgentError):  # noqa: N818 - says what is missing; the base class already says Error
    """There is no article to work on."""


class NothingStated(AgentError):  # noqa: N818 - says what is missing; the base class already says Error
    """A claim to check states nothing."""


class SettingsError(AgentError):
    """A setting, or a file of settings, is not usable."""

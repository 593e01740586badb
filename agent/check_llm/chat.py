"""The chat model's checker: it chooses passages and quotations, the program decides what they are worth."""

from collections import Counter
from collections.abc import Mapping, Sequence

from agent.check import Source
from agent.check_llm.findings import Asked, Findings, Reading, Void, counting
from agent.check_llm.parts import Parts, faithful, together
from agent.check_llm.passages import passages
from agent.check_local import candidates, content
from agent.check_local.coverage import Coverage, rarity
from agent.claims import LONGEST, claims, whole
from agent.errors import Overflow
from agent.llm import ChatModel
from agent.offered import MARGIN, batches, offer
from agent.prompts import Prompt, load
from agent.values import Claim, Evidence, Stance
from vectorstore.chunk import count_tokens
from vectorstore.values import cite

SCORE = 0.5
"""Score of every stance that a model decided, always the same: no model gives a calibrated one."""
_REPLY = 2048
"""Tokens of a reply at most; a quarter of the context if that is less."""
_FINDING = 160
"""Tokens of a reply for each passage shown, beside those of one long quotation."""
_QUOTATION = 256
_FRAME = 60
"""Tokens of the marks around a prompt's parts, at most."""
_TOO_LONG = (
    "passage was too long for the model to be shown",
    "passages were too long for the model to be shown",
)
_RANK = (Stance.SUPPORTS, Stance.REFUTES, Stance.REPORTS, Stance.SILENT)
"""Which of several readings of a source stands, as with the local checker."""


class ChatChecker:
    """Puts the question to a chat model and believes only what it can show.

    Args:
        model: The chat model.
        prompts: Versions by name; those in use where none is given.
    """

    def __init__(self, model: ChatModel, prompts: Mapping[str, int] | None = None) -> None:
        versions = prompts or {}
        self._model = model
        self._check = load("check_claim", versions.get("check_claim"))
        self._split = load("split_claims", versions.get("split_claims"))
        self._most = min(_REPLY, model.context // 4)
        self.name = f"llm:{model.name}"
        self.notes: tuple[str, ...] = ()
        """What did not go as asked in the last check."""

    @property
    def prompts(self) -> Mapping[str, str]:
        """Ids of the prompts it uses, with the SHA-256 of their files."""
        return {prompt.id: prompt.sha256 for prompt in (self._check, self._split)}

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """One `Evidence` per source, in the order of `sources`.

        Raises:
            ModelError: If the model gave no usable reply; that is no verdict.
        """
        self.notes = ()
        parts, notes = self._parts(claim)
        void = Counter[Void]()
        rows = [self._row(part, sources, void) for part in parts]
        self.notes = (*notes, *(f"{number} {why[number > 1]}" for why, number in void.items() if number))
        columns = zip(*rows, strict=True)
        return rows[0] if len(rows) == 1 else tuple(together(claim, cells) for cells in columns)

    def _parts(self, claim: Claim) -> tuple[tuple[Claim, ...], tuple[str, ...]]:
        """The statements of a claim, and a note if the model did not tell them apart as asked."""
        found = claims(claim.text) if len(claim.text) <= LONGEST else ()
        if len(found) < 2:
            return (claim,), ()
        self._room(self._split, claim.text)
        told = self._model.ask(self._split.render(text=claim.text), Parts, most=self._most).claims
        if faithful(claim.text, told):
            return tuple(whole(part) for part in told), ()
        return found, ("the model split the claim in words that are not its own; its sentences were taken",)

    def _row(self, claim: Claim, sources: Sequence[Source], void: Counter[Void]) -> tuple[Evidence, ...]:
        """What each source says of one statement."""
        said, speaker = content(claim)
        cover = Coverage(said, rarity(st.claim.text for source in sources for st in source.statements))
        room = self._room(self._check, claim.text)
        offered = offer(passages(candidates(cover, sources, speaker), sources))
        shown = [each for each in offered if each.tokens <= room]
        void[_TOO_LONG] += len(offered) - len(shown)
        if offered and not shown:
            raise Overflow(f"no passage fits into the {self._model.context} tokens of {self._model.name!r}")
        asked, found = Asked(said, speaker, cover), list[Reading]()
        for batch in batches(shown, room):
            prompt = self._check.render(claim=claim.text, passages=[each.fenced for each in batch])
            most = min(self._most, _QUOTATION + _FINDING * len(batch))
            found += counting(self._model.ask(prompt, Findings, most=most), batch, asked, void)
        return tuple(_evidence(claim, source, found) for source in sources)

    def _room(self, prompt: Prompt, text: str) -> int:
        """Tokens that are left for passages beside `text` in a prompt.

        Raises:
            Overflow: If none are.
        """
        taken = round(MARGIN * count_tokens(f"{prompt.system}{prompt.user}{text}")) + _FRAME
        room = self._model.context - self._most - taken
        if room <= 0:
            raise Overflow(
                f"claim {text[:60]!r} takes more than the {self._model.context} tokens; shorten it"
            )
        return room


def _evidence(claim: Claim, source: Source, found: Sequence[Reading]) -> Evidence:
    """The strongest reading of a source."""
    own = [reading for reading in found if reading.passage.source is source]
    best = min(own, key=lambda reading: _RANK.index(reading.stance), default=None)
    return Evidence(
        claim=claim.text,
        article=source.article.id,
        stance=best.stance if best else Stance.SILENT,
        score=SCORE,
        citations=tuple(cite(source.article, span) for span in best.spans) if best else (),
        speaker=best.speaker if best else None,
        reasons=best.reasons if best else (),
    )

"""The chat-model writer: passages of the points worth making in, drafted sentences with their spans out.

A summary that does not fit the model's context is made in two steps: one for each batch of passages, then
one over what the drafts of the first rest on. A prompt that overflows all the same is cut in two, and
again. What a model wrote before it failed is kept.
"""

from collections.abc import Sequence

from agent.check import Source
from agent.draft import Offer
from agent.draft_llm.inquiry import Inquiry
from agent.draft_llm.passages import passages, points, taken, window
from agent.draft_llm.replies import Sentence, Written, citing, complete, plain, written
from agent.draft_llm.resolve import Drafted, resolve
from agent.errors import BudgetSpent, CutOff, ModelError, Overflow, Unavailable
from agent.llm import Listener
from agent.offered import Offered, batches, offer
from vectorstore.values import Span

__all__ = ["ChatWriter", "Drafted", "Inquiry"]

_TRIES = 2
"""Times that the room is halved after an overflow."""
_REPAIR = 300
"""Tokens of a repaired sentence, at most."""
_FEWEST, _WORDS = 3, 10
"""Sentences that are taken in a draft: so many, and one more for so many words."""
_SHORTEST = 30
"""Words that a batch is summarized in, at least."""


class ChatWriter:
    """Has a chat model draft the sentences of a summary, and correct them.

    Args:
        inquiry: Asks the model, and keeps account.
        listener: Is told the sentences as far as they have come.
    """

    name = "llm"

    def __init__(self, inquiry: Inquiry, listener: Listener | None = None) -> None:
        self.inquiry = inquiry
        self._listener = listener
        self._silent = False

    def write(self, offers: Sequence[Offer], sources: Sequence[Source], words: int) -> tuple[Drafted, ...]:
        """Sentences for a summary of `words` words, in the model's order; what went wrong is noted."""
        offered = offer(passages([offers[place] for place in points(offers, words)], sources))
        room = self.inquiry.room("summarize", Written, self._most(words))
        drafts: list[tuple[Drafted, ...]] = []
        try:
            self._map(offered, room, words, drafts)
            if len(drafts) > 1 and (merged := self._merged(drafts, room)):
                return self._draft(merged, words)
        except ModelError as error:
            self._stopped("the model stopped drafting", error)
        return tuple(each for found in drafts for each in found)

    def repair(self, drafted: Drafted, reason: str) -> Drafted | None:
        """A better wording of a sentence that failed for `reason`, or None; a failed call is noted."""
        if self._silent:
            return None
        room = self.inquiry.room("repair", Sentence, _REPAIR)
        passages = next(iter(batches(drafted.cited, room)))
        try:
            reply = self.inquiry.ask(
                "repair",
                citing([each.id for each in passages]),
                most=_REPAIR,
                sentence=drafted.draft.text,
                reason=reason,
                passages=tuple(each.fenced for each in passages),
            )
        except ModelError as error:
            self._stopped("the model did not repair a sentence", error)
            return None
        return resolve(reply, passages)[0] if reply.text.strip() else None

    def _map(
        self,
        offered: Sequence[Offered],
        room: int,
        words: int,
        drafts: list[tuple[Drafted, ...]],
        tries: int = _TRIES,
    ) -> None:
        """Add to `drafts` those of each batch of passages."""
        runs = batches(offered, room)
        for run in runs:
            share = words if len(runs) == 1 else max(_SHORTEST, 2 * words // len(runs))
            try:
                drafts.append(self._draft(run, share))
            except Overflow:
                if not tries:
                    raise
                self._map(run, taken(run) // 2, share, drafts, tries - 1)

    def _draft(self, offered: Sequence[Offered], words: int) -> tuple[Drafted, ...]:
        try:
            reply = self.inquiry.ask(
                "summarize",
                written([each.id for each in offered], _FEWEST + words // _WORDS),
                most=self._most(words),
                listener=plain(self._listener),
                words=words,
                passages=tuple(each.fenced for each in offered),
            )
        except CutOff as error:
            if not (finished := complete(error.text)):
                raise
            self.inquiry.note("a draft was cut off for its length; what was finished of it was used")
            reply = finished
        return tuple(each for sentence in reply.sentences for each in resolve(sentence, offered))

    def _merged(self, drafts: Sequence[Sequence[Drafted]], room: int) -> tuple[Offered, ...]:
        """What the drafts rest on, offered again as far as it fits: with its context, else without."""
        sound = [each for found in drafts for each in found if not each.fault]
        rest = [(each.source, each.statement.claim.span) for each in sound]
        wide = offer(_unique([(source, window(source, span)) for source, span in rest]))
        runs = batches(wide, room)
        return (runs if len(runs) == 1 else (*batches(offer(_unique(rest)), room), ()))[0]

    def _most(self, words: int) -> int:
        """Tokens of a reply of `words` words in JSON, at most a third of the context."""
        return min(self.inquiry.model.context // 3, 300 + 6 * words)

    def _stopped(self, what: str, error: ModelError) -> None:
        self._silent = self._silent or isinstance(error, BudgetSpent | Unavailable)
        self.inquiry.failed(what, error)


def _unique(found: Sequence[tuple[Source, Span]]) -> list[tuple[Source, Span]]:
    return list({(source.article.id, span.start): (source, span) for source, span in found}.values())

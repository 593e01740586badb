"""Which sentences of a model's draft stand in a summary: those that the gate lets out, each said once.

A sentence that fails is sent back once, however often it is drafted; if that fails too, a sentence of a
source makes the point instead. One that says what was said, or the other side of what was said, is dropped.
The model's order is kept.
"""

from collections.abc import Iterable, Iterator, Sequence

from agent.alike import overlap
from agent.claims import statements
from agent.draft import Draft, Offer
from agent.draft.diverse import REPEATS, likest
from agent.draft.wording import stand_alone
from agent.draft_llm import ChatWriter, Drafted
from agent.draft_llm.passages import holds, homes
from agent.gate import Accepted, Gate
from agent.language.words import concepts
from agent.neutral import loaded
from agent.summary.choose import Chosen
from agent.summary.sentences import Sentences, words
from agent.values import GateCounts
from vectorstore.values import Span

_SAME = 0.75
"""Share of content words in common from which a sentence says what another one said."""
_REPLACEMENTS = 3
"""Wordings that are tried in place of a sentence that failed."""
_FEWEST = 6
"""Words of room in which no sentence fits."""


class Adoption:
    """Takes the sentences of one draft.

    Args:
        offers: The points that the sources make.
        gate: Decides; counts nothing but this draft.
        sentences: Tells which sentences exclude each other.
        writer: Wrote the draft, and corrects it.
        room: Words that the sentences may have, together.
    """

    def __init__(
        self, offers: Sequence[Offer], gate: Gate, sentences: Sentences, writer: ChatWriter, room: float
    ) -> None:
        self._offers = offers
        self._gate = gate
        self._sentences = sentences
        self._writer = writer
        self._room = room
        self._homes = homes(offers)
        self._refused: dict[str, str] = {}
        self.chosen: list[Chosen] = []

    @property
    def counts(self) -> GateCounts:
        """What the gate did with the draft."""
        return self._gate.counts

    @property
    def enough(self) -> bool:
        """Whether at least half of what was drafted stands in the model's own words."""
        counts = self.counts
        return 0 < counts.drafted <= 2 * (counts.accepted + counts.attributed + counts.repaired)

    def take(self, written: Iterable[Drafted]) -> None:
        """Hold each sentence to the rules; what does not fit the room is not looked at, and noted."""
        unfit = 0
        for drafted in written:
            text, full = drafted.draft.text, self._room < _FEWEST
            if not full and (again := self._refused.get(text) or self._repeats(drafted)):
                self._gate.examine(drafted.draft, failed=again)
            elif full or words(text) > self._room:
                unfit += 1
            elif accepted := self._examined(drafted):
                self._add(accepted)
        if unfit:
            self._writer.inquiry.note(f"{unfit} drafted sentences did not fit the wanted length")

    def _examined(self, drafted: Drafted) -> Accepted | None:
        def repair(draft: Draft, reason: str) -> Draft | None:
            self._refused[draft.text] = reason
            return self._repaired(drafted, reason)

        return self._gate.examine(
            drafted.draft,
            failed=self._fault(drafted),
            repair=repair,
            replacements=self._replacements(drafted),
        )

    def _add(self, accepted: Accepted) -> None:
        place = self._point(accepted.citations[-1].article, accepted.citations[-1].start)
        if place is not None and words(accepted.text) <= self._room:
            self.chosen.append(Chosen(self._offers[place], place, accepted))
            self._room -= words(accepted.text)

    def _point(self, article: str, start: int) -> int | None:
        """The point that a sentence makes; none if the sentence does not stand alone."""
        return self._homes.get((article, start))

    def _repeats(self, drafted: Drafted) -> str | None:
        return self._again(drafted.draft) if drafted.derived else None

    def _again(self, draft: Draft) -> str | None:
        """Why a sentence may not stand beside those before it, whatever its wording."""
        place = self._point(draft.article, draft.spans[-1].start)
        taken = [each.place for each in self.chosen]
        said = [concepts(each.accepted.text) for each in self.chosen]
        if place in taken or (place is not None and likest(self._offers[place], taken) >= REPEATS):
            return "it says again what was said"
        if any(overlap(concepts(draft.text), each) >= _SAME for each in said):
            return "it says again what was said"
        cited = {(draft.article, span.start) for span in draft.spans}
        if self._sentences.contradicts(cited, [each.accepted for each in self.chosen]):
            return "it contradicts what was said"
        return None

    def _fault(self, drafted: Drafted) -> str | None:
        """Why a sentence may not be shown in its wording, by rules that are not the gate's."""
        text = drafted.draft.text
        if drafted.fault:
            return drafted.fault
        if words := loaded(text):
            return f"loaded wording: {words[0]!r}"
        if drafted.derived and not self._alone(drafted.draft):
            return "it is not understood without the sentences around it"
        return None

    def _alone(self, draft: Draft) -> bool:
        """Whether both a sentence and the one it derives from are understood without others."""
        read = statements(draft.text, (Span(start=0, end=len(draft.text)),))[0]
        return self._point(draft.article, draft.spans[-1].start) is not None and stand_alone(read) is not None

    def _repaired(self, drafted: Drafted, reason: str) -> Draft | None:
        better = self._writer.repair(drafted, reason)
        if better is None or self._fault(better) or self._again(better.draft):
            return None
        return better.draft if words(better.draft.text) <= self._room else None

    def _replacements(self, drafted: Drafted) -> Iterator[Draft]:
        """The best sentences of the sources for the points that a failed sentence cited."""
        own = self._point(drafted.draft.article, drafted.draft.spans[-1].start)
        cited = (place for key, place in self._homes.items() if self._is_cited(drafted, *key))
        places = [place for place in dict.fromkeys((own, *cited)) if place is not None]
        found = [draft for place in places for draft in self._offers[place].drafts[:_REPLACEMENTS]]
        fit = (
            draft
            for draft in found
            if not loaded(draft.text) and words(draft.text) <= self._room and not self._again(draft)
        )
        return (draft for _, draft in zip(range(_REPLACEMENTS), fit, strict=False))

    def _is_cited(self, drafted: Drafted, article: str, start: int) -> bool:
        spot = Span(start=start, end=start)
        return any(each.source.article.id == article and holds(each.span, spot) for each in drafted.cited)

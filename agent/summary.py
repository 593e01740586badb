"""From offers to a summary: what passed the gate, up to a length, in the order of the story.

Beside it stand what only one origin reports, what is only somebody's words, and what else was left out.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from agent.check import Checker, Source, verdict
from agent.claims import whole
from agent.draft import Offer
from agent.gate import Accepted, Gate
from agent.language.numbers import quantities
from agent.neutral import loaded, neutrality
from agent.values import (
    Disagreement,
    Evidence,
    Label,
    Point,
    Provenance,
    Stance,
    Summary,
    SummarySentence,
)
from vectorstore.values import Citation

_REPEATS = 0.56
"""Likeness to a chosen sentence from which a point is not made again."""
_DIVERSITY = 0.8
"""Weight of likeness to what was chosen against importance, as in maximal marginal relevance."""
_WORDINGS = 3
"""Wordings of a point that are held against all sources."""
_LEAD = 12
"""Fewest words of a sentence that leads a summary."""
_UNHEARD = 0.3
"""What a point gains whose origin the summary has not used."""
_TOP = 0.35
"""Mean place in its articles down to which a point may lead the summary."""
_LISTED = 6
_TOLERANCE = 0.1


class Chosen(NamedTuple):
    """An offer with the wording that passed the gate."""

    offer: Offer
    place: int
    """Its place among the offers; 0 is the most important."""
    accepted: Accepted


def words(text: str) -> int:
    """Length of `text` in words."""
    return len(text.split())


class Composer:
    """Makes one summary.

    Args:
        sources: The articles.
        checker: Finds further sources for an accepted sentence.
        disagreements: Where the sources differ.
    """

    def __init__(
        self, sources: Sequence[Source], checker: Checker, disagreements: Sequence[Disagreement]
    ) -> None:
        self._sources = sources
        self._checker = checker
        self._disagreements = tuple(disagreements)
        self._gate = Gate(sources, checker)
        self._origin = {source.article.id: source.article.origin for source in sources}
        self._passed: dict[int, Accepted | None] = {}

    def compose(self, offers: Sequence[Offer], length: int, provenance: Provenance) -> Summary:
        """A summary of about `length` words.

        Args:
            offers: Points, the most important first.
            length: Wanted length in words; met within a tenth where the points allow it.
            provenance: How the drafts were made.
        """
        chosen = self._choose(offers, length)
        told = [*chosen[:1], *sorted(chosen[1:], key=lambda c: (round(c.offer.position, 2), c.place))]
        sentences = tuple(self._sentence(each.accepted) for each in told)
        singles, attributed, omitted = self._beside(offers, chosen)
        return Summary(
            headline=self._headline(sentences),
            sentences=sentences,
            disagreements=self._disagreements,
            attributed=attributed,
            single_origin=singles,
            omissions=omitted,
            neutrality=neutrality(sentences, [source.article for source in self._sources]),
            gate=self._gate.counts,
            provenance=provenance,
        )

    def _accept(self, index: int, offer: Offer) -> Accepted | None:
        """The wording of an offer that passes the gate and that most origins support; asked once."""
        if index not in self._passed:
            most = _WORDINGS if offer.origins > 1 else 1
            found = [each for each in (self._gate.examine(d) for d in offer.drafts[:most]) if each]
            if not found and len(offer.drafts) > most:
                found = [
                    each for each in (self._gate.examine(d) for d in offer.drafts[most : 2 * most]) if each
                ]
            self._passed[index] = max(found, key=self._carried, default=None)
        return self._passed[index]

    def _carried(self, accepted: Accepted) -> tuple[int, int]:
        sentence = self._sentence(accepted)
        return sentence.origins, len(sentence.citations)

    def _contradicts(self, accepted: Accepted, chosen: Sequence[Chosen]) -> bool:
        """Whether a chosen sentence is on the other side of a disagreement that is no later update."""
        new = {(c.article, c.start) for c in accepted.citations}
        old = {(c.article, c.start) for each in chosen for c in each.accepted.citations}
        for found in self._disagreements:
            sides = [{(c.article, c.start) for c in side.citations} for side in found.sides]
            mine = [side for side in sides if side & new]
            if mine and not found.update and any(side & old for side in sides if side not in mine):
                return True
        return False

    def _choose(self, offers: Sequence[Offer], length: int) -> list[Chosen]:
        left = {i for i, offer in enumerate(offers) if offer.drafts and not loaded(offer.drafts[0].text)}
        room = length * (1 + _TOLERANCE)
        chosen = self._lead(offers, left, room)
        left -= {each.place for each in chosen}
        room -= sum(words(each.accepted.text) for each in chosen)
        while left and room > max(6, length * _TOLERANCE):
            gain = {index: self._gain(offers[index], chosen) for index in left}
            index = min(left, key=lambda i: (-gain[i], i))
            left.discard(index)
            if _likest(offers[index], chosen) >= _REPEATS:
                continue
            accepted = self._accept(index, offers[index])
            if accepted and words(accepted.text) <= room and not self._contradicts(accepted, chosen):
                chosen.append(Chosen(offers[index], index, accepted))
                room -= words(accepted.text)
        return chosen

    def _lead(self, offers: Sequence[Offer], left: Collection[int], room: float) -> list[Chosen]:
        """What happened: the point that leads, told however short the summary is, if it fits at all."""
        able = [i for i in left if offers[i].position < _TOP and not offers[i].drafts[0].speaker]
        for index in sorted(able, key=lambda i: (*_prominence(offers[i]), -i), reverse=True)[:_LISTED]:
            accepted = self._accept(index, offers[index])
            if accepted and not accepted.speaker and _LEAD <= words(accepted.text) <= room:
                return [Chosen(offers[index], index, accepted)]
        return []

    def _gain(self, offer: Offer, chosen: Sequence[Chosen]) -> float:
        """Importance, less what was said already, and more where an origin has not been heard yet."""
        heard = {self._origin[citation.article] for each in chosen for citation in each.accepted.citations}
        fresh = self._origin[offer.drafts[0].article] not in heard
        return offer.score - _DIVERSITY * _likest(offer, chosen) + _UNHEARD * fresh

    def _evidence(self, text: str) -> tuple[Evidence, ...]:
        return self._checker.check(whole(text), self._sources)

    def _sentence(self, accepted: Accepted) -> SummarySentence:
        """The sentence with every source that supports it, and the verdict on it."""
        claim = whole(accepted.text)
        evidence = self._evidence(accepted.text)
        ruling = verdict(claim, evidence, self._sources)
        agreeing = {Stance.SUPPORTS, Stance.REPORTS} if accepted.speaker else {Stance.SUPPORTS}
        more = [c for cell in evidence if cell.stance in agreeing for c in cell.citations[-1:]]
        own = {citation.article for citation in accepted.citations}
        citations = (*accepted.citations, *(c for c in more if c.article not in own))
        return SummarySentence(
            text=accepted.text,
            verdict=self._label(accepted, ruling.label, citations),
            origins=len({self._origin[citation.article] for citation in citations}),
            citations=citations,
            speaker=accepted.speaker,
        )

    def _label(self, accepted: Accepted, label: Label, citations: Sequence[Citation]) -> Label:
        contested = {(c.article, c.start) for d in self._disagreements for s in d.sides for c in s.citations}
        if label is Label.DISPUTED or any((c.article, c.start) in contested for c in citations):
            return Label.DISPUTED
        return Label.ATTRIBUTED if accepted.speaker else Label.SUPPORTED

    def _headline(self, sentences: Sequence[SummarySentence]) -> str:
        """The shortest neutral title that most origins support, else the first sentence."""
        sides = [side.text for found in self._disagreements for side in found.sides]
        contested = {quantity.value for text in sides for quantity in quantities(text)}
        titles = []
        for source in self._sources:
            title = source.article.title
            if words(title) < 4 or loaded(title) or title == source.article.publisher:
                continue
            if contested & {quantity.value for quantity in quantities(title)}:
                continue
            evidence = self._evidence(title)
            supporting = sum(cell.stance is Stance.SUPPORTS for cell in evidence)
            refuting = any(cell.stance is Stance.REFUTES for cell in evidence)
            if supporting and not refuting:
                titles.append((-supporting, len(title), title))
        if titles:
            return min(titles)[2]
        return sentences[0].text if sentences else ""

    def _beside(
        self, offers: Sequence[Offer], chosen: Sequence[Chosen]
    ) -> tuple[tuple[Point, ...], tuple[Point, ...], tuple[Point, ...]]:
        """What only one origin reports, what is only somebody's words, and what else was left out."""
        listed: tuple[list[Point], list[Point], list[Point]] = ([], [], [])
        taken = list(chosen)
        for index, offer in enumerate(offers):
            if all(len(points) >= _LISTED for points in listed):
                break
            if not offer.drafts or _likest(offer, taken) >= _REPEATS or loaded(offer.drafts[0].text):
                continue
            kind = 2 if offer.origins > 1 else int(bool(offer.drafts[0].speaker))
            if len(listed[kind]) >= _LISTED or not (accepted := self._accept(index, offer)):
                continue
            taken.append(Chosen(offer, index, accepted))
            kind = kind if kind != 0 or not accepted.speaker else 1
            listed[kind].append(
                Point(text=accepted.text, citations=accepted.citations, speaker=accepted.speaker)
            )
        return tuple(listed[0]), tuple(listed[1]), tuple(listed[2])


def _prominence(offer: Offer) -> tuple[int, float]:
    """How far up a point belongs: made by many origins, important, at the top of its articles."""
    return min(offer.origins, 3), offer.score - 3 * offer.position


def _likest(offer: Offer, chosen: Sequence[Chosen]) -> float:
    return max((offer.rivals[each.place] for each in chosen), default=0.0)

"""Which points a summary makes, up to its length: the important ones, none of them twice.

A point's gain is its importance, less its likeness to what was chosen (maximal marginal relevance, Carbonell
& Goldstein 1998), and what it adds a word to what the articles say in common (`agent.summary.coverage`).
Measured with `python -m evals.baselines`: share of the facts told at 50, 120 and 300 words, then ROUGE-1, -2
and -L on 100 lines of NeuS:

    this choice                               .275 .418 .693    .368 .171 .259
    relevance alone, as likeness .8           .291 .386 .630    .367 .169 .259
    determinantal point process, greedy MAP   .286 .386 .646    .367 .169 .258
    coverage alone                            .217 .407 .667    .363 .168 .256
    the most central article from its top     .270 .413 .672    .365 .163 .256
    TextRank                                  .111 .206 .392    .370 .171 .255

The second to fourth rows were measured on slightly earlier drafts of the points, of which they chose.
The process (Kulesza & Taskar 2012, k grown until the length is reached, quality exp(score / 2)) chooses
nearly what marginal relevance does; with twice or four times that quality, worse. The most central article
had won since it is the wire that others follow, and since short sentences of little content filled what a
lead left over.
"""

import math
from collections.abc import Collection, Sequence
from typing import NamedTuple

from agent.draft import Draft, Offer
from agent.draft.diverse import DIVERSITY, REPEATS, likest, neutral, prominence
from agent.gate import Accepted, Gate
from agent.neutral import loaded
from agent.summary.coverage import Pieces, again, pieces
from agent.summary.sentences import Sentences, words

TOLERANCE = 0.1
"""Share of the wanted length by which a summary may miss it."""
LISTED = 6
"""Points of a list beside the summary, at most; also how many may be tried for its lead."""
_WORDINGS = 3
"""Wordings of a point that are held against all sources."""
_UNHEARD = 1.0
"""What a point gains whose origin a summary of 100 words has not used yet."""
_LEAD = 12
"""Fewest words of a sentence that leads a summary."""
_COVERAGE = 5.0
"""Weight of what a point adds, a word, to what the articles say in common; see `agent.summary.coverage`."""
_TOP = 0.35
"""Mean place in its articles down to which a point may lead the summary."""


class Chosen(NamedTuple):
    """An offer with the wording that passed the gate."""

    offer: Offer
    place: int
    """Its place among the offers; 0 is the most important."""
    accepted: Accepted


class Chooser:
    """Chooses among the points of one set of offers.

    Args:
        offers: Points, the most important first.
        gate: Decides on their wordings.
        sentences: Finds every source of a wording.
    """

    def __init__(self, offers: Sequence[Offer], gate: Gate, sentences: Sentences) -> None:
        self._offers = offers
        self._gate = gate
        self._sentences = sentences
        self._passed: dict[int, list[Accepted]] = {}
        self._cut: dict[int, list[Accepted]] = {}
        self._pieces: dict[int, Pieces] = {}

    def fill(self, chosen: Sequence[Chosen], length: int) -> list[Chosen]:
        """What to add to `chosen` to reach `length` words: first the point that leads, if there is none."""
        offers, added = self._offers, list[Chosen]()
        room = length * (1 + TOLERANCE) - sum(words(each.accepted.text) for each in chosen)
        left = neutral(offers) - {each.place for each in chosen}
        if not chosen:
            added = self._lead(left, room)
            left -= {each.place for each in added}
            room -= sum(words(each.accepted.text) for each in added)
        while left and room > max(6, length * TOLERANCE):
            taken = [*chosen, *added]
            told = frozenset().union(*(pieces(each.accepted.text) for each in taken))
            gain = {index: self._gain(index, taken, told) for index in left}
            index = min(left, key=lambda i: (-gain[i], i))
            left.discard(index)
            if likest(offers[index], [each.place for each in taken]) >= REPEATS:
                continue
            accepted = self.accept(index, room)
            if accepted and not self._contradicts(accepted, taken):
                added.append(Chosen(offers[index], index, accepted))
                room -= words(accepted.text)
        return added

    def accept(self, index: int, room: float = math.inf) -> Accepted | None:
        """The wording of an offer that passes the gate, fits, and that most origins support.

        Where none of the first wordings fits in `room` words, one with parts left out may.
        """
        if index not in self._passed:
            self._passed[index] = self._first(self._offers[index])
        passed = self._passed[index]
        fitting = next((each for each in passed if words(each.text) <= room), None)
        if fitting or not passed:
            return fitting
        if index not in self._cut:
            known = {each.text for each in passed}
            cut = [d for d in self._offers[index].drafts if d.free and d.text not in known][:_WORDINGS]
            self._cut[index] = [each for each in map(self._gate.examine, cut) if each]
        return next((each for each in self._cut[index] if words(each.text) <= room), None)

    def _first(self, offer: Offer) -> list[Accepted]:
        """The first wordings of an offer that pass, those that most origins support first.

        A loaded one is looked at only where all are.
        Of two that as many support, one in which words are run together comes last.
        """
        most = _WORDINGS if offer.origins > 1 else 1
        drafts = [draft for draft in offer.drafts if not loaded(draft.text)] or offer.drafts
        found = self._passing(drafts[:most]) or self._passing(drafts[most : 2 * most])

        def rank(passed: tuple[Accepted, bool]) -> tuple[int, bool, int]:
            origins, citations = self._sentences.carried(passed[0])
            return origins, not passed[1], citations

        return [accepted for accepted, _ in sorted(found, key=rank, reverse=True)]

    def _passing(self, drafts: Sequence[Draft]) -> list[tuple[Accepted, bool]]:
        """Drafts that pass, each with whether words are run together in it."""
        judged = ((self._gate.examine(draft), draft.glued) for draft in drafts)
        return [(accepted, glued) for accepted, glued in judged if accepted]

    def _contradicts(self, accepted: Accepted, chosen: Sequence[Chosen]) -> bool:
        cited = {(c.article, c.start) for c in accepted.citations}
        held = self._sentences
        if held.outvoted(cited) or held.overtaken(cited) or held.claimed(accepted):
            return True
        if held.alleged.holds(accepted) or any(again(accepted.text, each.accepted.text) for each in chosen):
            return True
        return self._sentences.contradicts(cited, [each.accepted for each in chosen])

    def _lead(self, left: Collection[int], room: float) -> list[Chosen]:
        """What happened: the point that leads, told however short the summary is, if it fits at all."""
        offers = self._offers
        able = [i for i in left if offers[i].position < _TOP and not offers[i].drafts[0].speaker]
        for index in sorted(able, key=lambda i: (prominence(offers[i]), -i), reverse=True)[:LISTED]:
            accepted = self.accept(index, room)
            if not accepted or accepted.speaker or self._sentences.claimed(accepted):
                continue
            if words(accepted.text) >= _LEAD:
                return [Chosen(offers[index], index, accepted)]
        return []

    def _gain(self, index: int, chosen: Sequence[Chosen], told: Pieces) -> float:
        """Importance, less what was said already, and what the point adds to what the articles share."""
        offer = self._offers[index]
        if index not in self._pieces:
            self._pieces[index] = pieces(offer.drafts[0].text)
        adds = self._sentences.coverage.added(self._pieces[index], told, words(offer.drafts[0].text))
        said = likest(offer, [each.place for each in chosen])
        return offer.score - DIVERSITY * said + _COVERAGE * adds + _UNHEARD * self._missed(offer, chosen)

    def _missed(self, offer: Offer, chosen: Sequence[Chosen]) -> float:
        """Hundreds of words, squared, that a summary has gone without the origin of a point; 0 if heard."""
        origin = self._sentences.origin
        heard = {origin[citation.article] for each in chosen for citation in each.accepted.citations}
        if origin[offer.drafts[0].article] in heard:
            return 0.0
        return (sum(words(each.accepted.text) for each in chosen) / 100) ** 2

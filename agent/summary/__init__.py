"""From offers to a summary: what passed the gate, up to a length, in the order of the story.

Without a model the points are chosen and worded here. With one, its sentences come first, and points fill
what is left of the length; if fewer than half of its sentences survive, none of them is used, but what the
gate did with them is told. Beside the summary stand what only one origin reports, what is only somebody's
words, and what else was left out.
"""

import re
from collections.abc import Sequence

from agent.check import Checker, Source
from agent.draft import Offer
from agent.draft.diverse import REPEATS, likest
from agent.draft.shorter import shorter
from agent.draft_llm import ChatWriter
from agent.gate import Gate
from agent.language.numbers import quantities
from agent.language.quotes import masked
from agent.neutral import loaded, neutrality, slanted
from agent.summary.adopt import Adoption
from agent.summary.choose import LISTED, TOLERANCE, Chooser, Chosen
from agent.summary.sentences import Sentences, words
from agent.values import Disagreement, GateCounts, Point, Provenance, Stance, Summary, SummarySentence

__all__ = ["Composer"]


_UNTOLD = re.compile(r"(?:…|\.\.\.|\?)[\"”’]?\s*$")
"""A title that is cut off, or asks."""
_NEXT = re.compile(r"\b(?:will|(?:is|are) (?:expected to|due|to|scheduled)|plans to|is forecast)\b")
"""What tells what comes next."""


class Composer:
    """Makes one summary.

    Args:
        sources: The articles.
        checker: Finds further sources for an accepted sentence.
        disagreements: Where the sources differ.
        reader: Finds the sources that say the same in other words.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        checker: Checker,
        disagreements: Sequence[Disagreement],
        reader: Checker | None = None,
    ) -> None:
        self._sources = sources
        self._checker = checker
        self._disagreements = tuple(disagreements)
        self._sentences = Sentences(sources, checker, self._disagreements, reader)

    def compose(
        self,
        offers: Sequence[Offer],
        length: int,
        provenance: Provenance,
        writer: ChatWriter | None = None,
    ) -> Summary:
        """A summary of about `length` words.

        Args:
            offers: Points, the most important first.
            length: Wanted length in words; met within a tenth where the points allow it.
            provenance: How results are made here.
            writer: Drafts the sentences; without one, sentences of the sources are chosen.
        """
        gate = Gate(self._sources, self._checker)
        chooser = Chooser(offers, gate, self._sentences)
        adoption = self._adoption(writer, offers, length) if writer else None
        drafted = adoption if adoption and adoption.enough else None
        chosen = list(drafted.chosen) if drafted else []
        told = [*chosen, *self._filled(chooser, chosen, length)]
        if drafted and writer and (more := len(told) - len(chosen)):
            note = (
                f"{more} of {len(told)} sentences were selected from the articles to reach the wanted length"
            )
            writer.inquiry.note(note)
        if writer:
            provenance = writer.inquiry.provenance(provenance, "llm" if drafted else "extractive")
        sentences = tuple(self._sentences.shown(each.accepted) for each in told)
        singles, attributed, omitted = _beside(chooser, offers, told, self._sentences)
        return Summary(
            headline=self._headline(sentences),
            sentences=sentences,
            disagreements=self._disagreements,
            attributed=attributed,
            single_origin=singles,
            omissions=omitted,
            neutrality=neutrality(sentences, [source.article for source in self._sources]),
            gate=adoption.counts if adoption else gate.counts,
            provenance=provenance,
        )

    def _adoption(self, writer: ChatWriter, offers: Sequence[Offer], length: int) -> Adoption:
        """What stands of a model's draft; that it is too little is noted."""
        gate = Gate(self._sources, self._checker)
        adoption = Adoption(offers, gate, self._sentences, writer, length * (1 + TOLERANCE))
        adoption.take(writer.write(offers, self._sources, length))
        if not adoption.enough:
            writer.inquiry.note(_too_few(adoption.counts))
        return adoption

    def _filled(self, chooser: Chooser, chosen: Sequence[Chosen], length: int) -> list[Chosen]:
        """Points that fill what a draft left of the length; all of it, the lead first, if there is none."""
        if sum(words(each.accepted.text) for each in chosen) >= length * (1 - TOLERANCE) > 0:
            return []
        added = chooser.fill(chosen, length)
        led = [] if chosen else added[:1]
        rest = added[len(led) :]
        return [*led, *sorted(rest, key=_when)]

    def _headline(self, sentences: Sequence[SummarySentence]) -> str:
        """The most neutral title that most origins support, else the first sentence.

        What one origin alone says, and others who wrote later do not, is no headline.
        """
        sides = [side.text for found in self._disagreements for side in found.sides]
        contested = {quantity.value for text in sides for quantity in quantities(text)}
        titles = []
        for source in self._sources:
            title = source.article.title
            if (
                words(title) < 4
                or loaded(title)
                or title == source.article.publisher
                or _UNTOLD.search(title)
            ):
                continue
            if contested & {quantity.value for quantity in quantities(title)}:
                continue
            evidence = self._sentences.evidence(title)
            origin = self._sentences.origin
            supporting = {origin[cell.article] for cell in evidence if cell.stance is Stance.SUPPORTS}
            refuting = any(cell.stance is Stance.REFUTES for cell in evidence)
            alone = len(supporting) == 1 and self._sentences.later(*supporting)
            if supporting and not refuting and not alone:
                titles.append((-len(supporting), len(slanted(title)), len(title), title))
        if titles:
            return min(titles)[3]
        return self._lead(sentences[0]) if sentences else ""

    def _lead(self, sentence: SummarySentence) -> str:
        """The first sentence as a headline: without the parts that can go, if that is checked."""
        cited = sentence.citations[0]
        source = next((each for each in self._sources if each.article.id == cited.article), None)
        if source is None or sentence.speaker:
            return sentence.text
        own = (each for each in source.statements if each.claim.span.start == cited.start)
        found = shorter(sentence.text, Source(source.article, tuple(own)))
        return min(found, key=lambda text: (words(text), text), default=sentence.text)


def _when(chosen: Chosen) -> tuple[bool, float, int]:
    """Where a sentence stands in the story: as in its articles, but what comes next is told last."""
    ahead = not chosen.accepted.speaker and bool(_NEXT.search(masked(chosen.accepted.text)))
    return ahead, round(chosen.offer.position, 2), chosen.place


def _too_few(counts: GateCounts) -> str:
    """Why a model's draft was not used, with the numbers."""
    instead = "the summary was selected from the articles instead"
    if not counts.drafted:
        return f"the model drafted no sentence; {instead}"
    kept = counts.accepted + counts.attributed + counts.repaired
    return f"of {counts.drafted} sentences that the model drafted {kept} survived, fewer than half; {instead}"


def _beside(
    chooser: Chooser, offers: Sequence[Offer], chosen: Sequence[Chosen], sentences: Sentences
) -> tuple[tuple[Point, ...], tuple[Point, ...], tuple[Point, ...]]:
    """What only one origin reports, what is only somebody's words, and what else was left out.

    Left out is what several origins report, be it only in part, and of each article the most important point
    that is not told. A side of a disagreement stands in none of them but for the newest of an update.
    """
    listed: tuple[list[Point], list[Point], list[Point]] = ([], [], [])
    taken, missed = [each.place for each in chosen], set[str]()
    for index, offer in enumerate(offers):
        if all(len(points) >= LISTED for points in listed):
            break
        if not offer.drafts or likest(offer, taken) >= REPEATS or loaded(offer.drafts[0].text):
            continue
        owner = offer.drafts[0].article
        kind = 2 if offer.origins > 1 or owner not in missed else int(bool(offer.drafts[0].speaker))
        if kind == 0 and offer.elsewhere >= REPEATS:
            kind = 2
        if len(listed[kind]) >= LISTED or not (accepted := chooser.accept(index)):
            continue
        if sentences.listed({(c.article, c.start) for c in accepted.citations}):
            continue
        taken.append(index)
        kind = kind if kind != 0 or not accepted.speaker else 1
        missed |= {citation.article for citation in accepted.citations} if kind == 2 else set()
        listed[kind].append(sentences.beside(accepted))
    return tuple(listed[0]), tuple(listed[1]), tuple(listed[2])

"""A claim compared with sentences of a source, by rule and by the entailment model."""

from collections.abc import Sequence
from typing import NamedTuple

from agent.check import Source
from agent.check_local.candidates import Candidate, candidates, context
from agent.check_local.coverage import Coverage, rarity
from agent.check_local.head import probability
from agent.check_local.signals import Signals, compare
from agent.entail import Entailed, Entailment

NOTHING = Entailed(0.0, 0.0, 1.0, 1.0, None)
"""What is read in a source that shares no word with the claim."""


class Comparison(NamedTuple):
    """Sentences of a source, compared with what a claim says.

    Attributes:
        source: Number of the source.
        place: The sentence; of several, the one that shares most with the claim.
        places: All of them.
        signals: How they compare by rule.
        entailed: What the entailment model reads in the source; the same for all comparisons of one source.
        chance: Probability that the source says what the claim says, in [0, 1]; likewise.
    """

    source: int
    place: int
    places: tuple[int, ...]
    signals: Signals
    entailed: Entailed
    chance: float


class View(NamedTuple):
    """What of some sources a claim is compared with."""

    said: str
    speaker: str | None
    sources: Sequence[Source]
    cover: Coverage
    likely: list[Candidate]

    @property
    def texts(self) -> list[str]:
        """The sentences, in the order of `likely`."""
        return [self.sources[c.source].statements[c.place].claim.text for c in self.likely]


def view(said: str, speaker: str | None, sources: Sequence[Source]) -> View:
    """What `sources` hold that may speak of what is said."""
    cover = Coverage(said, rarity(st.claim.text for source in sources for st in source.statements))
    return View(said, speaker, sources, cover, candidates(cover, sources, speaker))


def of_source(asked: View, number: int, near: dict[int, float], entailment: Entailment) -> list[Comparison]:
    """The comparisons of one source: its candidate sentences, `near` with their cosines, and a window."""
    source = asked.sources[number]
    window = source.words.window(asked.said)
    entailed = NOTHING
    if window:
        (entailed,) = entailment.read([(asked.said, _joined(source, window.places))])
    wanted: list[tuple[int, tuple[int, ...], float]] = [
        (place, (place,), cosine) for place, cosine in near.items()
    ]
    if window and len(window.places) > 1:
        wanted.append((window.best, window.places, max(near.values())))
    compared = [_signals(asked, source, places, cosine) for _, places, cosine in wanted]
    chance = probability(compared[: len(near)], compared[-1], entailed)
    return [
        Comparison(number, place, places, signals, entailed, chance)
        for (place, places, _), signals in zip(wanted, compared, strict=True)
    ]


def _joined(source: Source, places: Sequence[int]) -> str:
    return " ".join(source.statements[place].claim.text for place in places)


def _signals(asked: View, source: Source, places: Sequence[int], cosine: float) -> Signals:
    around = f"{context(source.statements, places[0])} {_joined(source, places[1:])} {source.article.title}"
    return compare(asked.said, asked.cover, _joined(source, places), around, cosine, source.article.published)

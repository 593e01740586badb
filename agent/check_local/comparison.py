"""A claim compared with sentences of a source, by rule and by the entailment model."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from agent.check import Source
from agent.check_local.candidates import Candidate, candidates, context
from agent.check_local.coverage import Coverage, rarity
from agent.check_local.head import features
from agent.check_local.signals import Signals, compare
from agent.entail import Entailed, Entailment

NOTHING = Entailed(0.0, 0.0, 1.0, 1.0, None)
"""What is read in a source that shares no word with the claim."""


class Comparison(NamedTuple):
    """A sentence of a source, compared with what a claim says."""

    source: int
    place: int
    signals: Signals


Near = Mapping[int, Mapping[int, float]]
"""Of each source the candidate sentences, by place, with their cosines to the claim."""


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


def compared(asked: View, near: Near) -> tuple[Comparison, ...]:
    """Each candidate sentence of each source, compared by rule."""
    return tuple(
        Comparison(number, place, signals(asked, asked.sources[number], (place,), cosine))
        for number in sorted(near)
        for place, cosine in near[number].items()
    )


def weighed(asked: View, near: Near, entailment: Entailment) -> dict[str, float]:
    """What the head weighs of the one source of a view."""
    (source,), cosines = asked.sources, near[0]
    single = [signals(asked, source, (place,), cosine) for place, cosine in cosines.items()]
    window = source.words.window(asked.said)
    if window is None:
        return features(single, single[-1], NOTHING)
    (entailed,) = entailment.read([(asked.said, _joined(source, window.places))])
    several = len(window.places) > 1
    wide = signals(asked, source, window.places, max(cosines.values())) if several else single[-1]
    return features(single, wide, entailed)


def _joined(source: Source, places: Sequence[int]) -> str:
    return " ".join(source.statements[place].claim.text for place in places)


def signals(asked: View, source: Source, places: Sequence[int], cosine: float) -> Signals:
    """What the rules read in some sentences of a source, together; `cosine` is theirs to what is said."""
    around = f"{context(source.statements, places[0])} {_joined(source, places[1:])} {source.article.title}"
    return compare(asked.said, asked.cover, _joined(source, places), around, cosine, source.article.published)

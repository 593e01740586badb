"""The checker of claims in any wording: near sentences, weighed by rules and by the entailment model.

Drafts are sentences of their sources, so that rules on shared words judge them (`agent/check_local`). What a
reader asks is in the reader's own words. Here each source's nearest sentences are read by the rules and by
the entailment model, and a fitted head tells from both whether they support or refute.
"""

from collections.abc import Sequence
from typing import NamedTuple

from agent.check import Source
from agent.check_entail.head import Head, features, fitted
from agent.check_entail.reading import judge, told
from agent.check_local import content, evidence
from agent.check_local.comparison import View, signals, view
from agent.check_local.coverage import Coverage
from agent.check_local.signals import Signals
from agent.check_local.speaker import same_speaker
from agent.check_local.stance import Reading
from agent.claims import Statement
from agent.entail import Entailed, Entailment, shared
from agent.values import Claim, Evidence
from vectorstore.embed import Embedder

NEAREST = 4
"""Sentences of a source that are read, those with the highest sum of cosine and shared words: of the
sentences that decide by hand, 97 % are among them on eight events of five articles."""
READ = 24
"""Sentences that are read in all; each takes some 6 ms. Of many sources fewer each, one at least."""
_EMBEDDED = 80
"""Sentences that are embedded in all, those that share most words; new ones take some 10 ms each."""
_BEFORE = 60
"""Words of the sentence before that are read with one, at most."""


class Near(NamedTuple):
    """A sentence of a source, by number and place, with its cosine to a claim."""

    source: int
    place: int
    cosine: float


class Beside(NamedTuple):
    """A claim beside one sentence of a source.

    Attributes:
        source: Number of the source.
        place: Number of the sentence in it.
        signals: What the rules read.
        entailed: What the model reads.
        features: What the head weighs.
        spoken: Whether the claim says whose words it is.
    """

    source: int
    place: int
    signals: Signals
    entailed: Entailed
    features: dict[str, float]
    spoken: bool


class EntailmentChecker:
    """Checks claims in any wording without a chat model and without a network.

    Args:
        embedder: Makes the vectors that sentences are compared by.
        entailment: Reads claims beside evidence; our model if not given.
        head: Weighs what was read; the one that comes with the program if not given.
    """

    name = "local/3"

    def __init__(
        self, embedder: Embedder, entailment: Entailment | None = None, head: Head | None = None
    ) -> None:
        self._embedder = embedder
        self._entailment = entailment or shared()
        self._head = head

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """One `Evidence` per source, in the order of `sources`."""
        found: dict[int, list[tuple[int, Reading]]] = {}
        head = self._head or fitted()
        for each in self.beside(claim, sources):
            statement = sources[each.source].statements[each.place]
            weighed = head.shares(each.features)
            reading = judge(claim, statement, each.signals, each.entailed, weighed, each.spoken)
            found.setdefault(each.source, []).append((each.place, reading))
        return tuple(evidence(claim, source, found.get(n, [])) for n, source in enumerate(sources))

    def beside(self, claim: Claim, sources: Sequence[Source]) -> tuple[Beside, ...]:
        """The nearest sentences of each source, read beside the claim."""
        said, speaker = content(claim)
        asked = view(said, speaker, sources)
        chosen = self._nearest(claim, asked)
        found = []
        for (n, place, cosine), entailed in zip(chosen, self._read(claim, sources, chosen), strict=True):
            read, statement = signals(asked, sources[n], (place,), cosine), sources[n].statements[place]
            who = told(statement, read).speaker if speaker else None
            same = bool(speaker and who and same_speaker(speaker, who, sources[n].article.text))
            weighed = features(read, entailed, speaker is not None, same)
            found.append(Beside(n, place, read, entailed, weighed, speaker is not None))
        return tuple(found)

    def _read(self, claim: Claim, sources: Sequence[Source], chosen: Sequence[Near]) -> list[Entailed]:
        """What the model reads in each sentence, after the one before it.

        Where that one takes the same stance by itself, the sentence is read again alone, so that what its
        neighbour says is not taken for its own.
        """
        texts = [(claim.text, _window(sources[n].statements, place)) for n, place, _ in chosen]
        found = dict(zip(((n, place) for n, place, _ in chosen), self._entailment.read(texts), strict=True))
        again = [
            (n, place)
            for n, place in found
            if (before := found.get((n, place - 1))) and _alike(before, found[n, place])
        ]
        alone = [(claim.text, sources[n].statements[place].claim.text) for n, place in again]
        found |= dict(zip(again, self._entailment.read(alone), strict=True))
        return list(found.values())

    def _nearest(self, claim: Claim, asked: View) -> list[Near]:
        """Source, place and cosine of the nearest sentences of each source, in order."""
        sources = max(1, len(asked.sources))
        likely = [
            dict(_most(asked.cover, source.statements)[: max(1, _EMBEDDED // sources)])
            for source in asked.sources
        ]
        texts = [
            source.statements[place].claim.text
            for source, held in zip(asked.sources, likely, strict=True)
            for place in held
        ]
        vectors = self._embedder.embed([claim.text, asked.said, *texts])
        cosines = iter((vectors[2:] @ vectors[:2].T).max(axis=1) if texts else ())
        found, most = list[Near](), min(NEAREST, max(1, READ // sources))
        for n, held in enumerate(likely):
            near = {place: float(next(cosines)) for place in held}
            order = sorted(near, key=lambda place: (-(near[place] + held[place]), place))
            found += [Near(n, place, near[place]) for place in sorted(order[:most])]
        return found


def _most(cover: Coverage, statements: Sequence[Statement]) -> list[tuple[int, float]]:
    """Places of sentences with the share of the claim's words that they hold, the highest first."""
    shares = [(place, cover.share(st.claim.text).whole) for place, st in enumerate(statements)]
    return sorted(shares, key=lambda each: (-each[1], each[0]))


def _alike(one: Entailed, other: Entailed) -> bool:
    """Whether both support, or both refute."""
    return min(one.supported, other.supported) > 0.5 or min(one.refuted, other.refuted) > 0.5


def _window(statements: Sequence[Statement], place: int) -> str:
    """A sentence after the one before it, which tells what its pronouns mean."""
    text = statements[place].claim.text
    before = statements[place - 1].claim.text if place else ""
    return f"{before} {text}" if before and len(before.split()) < _BEFORE else text

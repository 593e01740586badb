"""Which passages a model is offered for a summary: those of the points worth making, grouped by point."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from agent.check import Source
from agent.draft import Draft, Offer
from agent.draft.diverse import DIVERSITY, REPEATS, likest, neutral, prominence
from agent.offered import Offered
from vectorstore.values import Span

_MORE = 2
"""Words of points that are offered per word of the summary."""
_VOICES = 2
"""Origins that a point is offered from, at most."""
_LONGEST = 600
"""Characters of a passage, beyond which no neighbouring sentence is added."""

Passage = tuple[Source, Span]


def points(offers: Sequence[Offer], words: int) -> tuple[int, ...]:
    """Places of the points to offer for a summary of `words` words: what happened first, then by place."""
    left, picked, room = neutral(offers), list[int](), _MORE * words
    while left and room > 0:
        place = max(left, key=lambda i: (offers[i].score - DIVERSITY * likest(offers[i], picked), -i))
        left.discard(place)
        if likest(offers[place], picked) < REPEATS:
            picked.append(place)
            room -= len(offers[place].drafts[0].text.split())
    lead = max(picked, key=lambda i: prominence(offers[i]), default=None)
    return tuple(sorted(picked, key=lambda i: (i != lead, round(offers[i].position, 2), i)))


def passages(offers: Iterable[Offer], sources: Sequence[Source]) -> tuple[Passage, ...]:
    """What the points rest on, with the sentences around it; no sentence is offered for a second point."""
    known = {source.article.id: source for source in sources}
    found: list[Passage] = []
    for offer in offers:
        for draft in _voices(offer, known):
            for span in draft.spans:
                if not any(s.article.id == draft.article and holds(at, span) for s, at in found):
                    found.append((known[draft.article], window(known[draft.article], span)))
    return tuple(found)


def holds(outer: Span, inner: Span) -> bool:
    """Whether a passage holds the whole of a span."""
    return outer.start <= inner.start and inner.end <= outer.end


def window(source: Source, span: Span) -> Span:
    """A sentence with its neighbours, up to a length and not across what is not the article."""
    sentences, text = source.sentences, source.article.text
    place = next(i for i, each in enumerate(sentences) if each.start <= span.start < each.end)
    around = sentences[place]
    for near in (place - 1, place + 1):
        if not 0 <= near < len(sentences):
            continue
        first, last = sorted((around, sentences[near]), key=lambda each: each.start)
        close = not text[first.end : last.start].strip()
        if close and last.end - first.start <= _LONGEST:
            around = Span(start=first.start, end=last.end)
    return around


def taken(offered: Iterable[Offered]) -> int:
    """Tokens that passages take in a prompt, at most."""
    return sum(each.tokens for each in offered)


def homes(offers: Sequence[Offer]) -> Mapping[tuple[str, int], int]:
    """The point that each sentence makes, by its article and its start."""
    found: dict[tuple[str, int], int] = {}
    for place, offer in enumerate(offers):
        for draft in offer.drafts:
            found.setdefault((draft.article, draft.spans[-1].start), place)
    return found


def _voices(offer: Offer, known: Mapping[str, Source]) -> Collection[Draft]:
    """The best wording of each origin."""
    first: dict[str, Draft] = {}
    for draft in offer.drafts:
        first.setdefault(known[draft.article].article.origin, draft)
    return list(first.values())[:_VOICES]

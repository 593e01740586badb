"""Which points to make beside those already chosen: likeness of points, and which of them may lead."""

from collections.abc import Collection, Sequence

from agent.draft import Offer
from agent.neutral import loaded

REPEATS = 0.56
"""Likeness to a chosen point from which a point is not made again."""
DIVERSITY = 0.8
"""Weight of likeness to what was chosen against importance, as in maximal marginal relevance."""


def likest(offer: Offer, chosen: Collection[int]) -> float:
    """The greatest likeness of a point to those in the places `chosen`; 0 if there is none."""
    return max((offer.rivals[place] for place in chosen), default=0.0)


def prominence(offer: Offer) -> tuple[int, float]:
    """How far up a point belongs: made by many origins, important, at the top of its articles."""
    return min(offer.origins, 3), offer.score - 3 * offer.position


def neutral(offers: Sequence[Offer]) -> set[int]:
    """Places of the points that can be worded without a loaded word."""
    return {i for i, offer in enumerate(offers) if offer.drafts and not loaded(offer.drafts[0].text)}

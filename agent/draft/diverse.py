"""Which points to make beside those already chosen: likeness of points, and which of them may lead."""

import re
from collections.abc import Collection, Sequence

from agent.draft import Offer
from agent.neutral import loaded

REPEATS = 0.56
"""Likeness to a chosen point from which a point is not made again."""
DIVERSITY = 0.4
"""Weight of likeness to what was chosen against importance, as in maximal marginal relevance."""
_NEW, _BACKGROUND = 0.2, 0.5
_BRINGS_IN = re.compile(r"(?:An?|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|At least|More than|\d+)\s")
_BEFORE = re.compile(
    r"^[^,;:]{0,90}\bhad\s(?:\w+ly\s|already\s|never\s|not\s|been\s)*(?:\w+(?:ed|en|wn|ft|ught|ld|pt|de)|gone|come|put)\b"
    r"|\bcorrect(?:ed|s|ion)\b"
)


def likest(offer: Offer, chosen: Collection[int]) -> float:
    """The greatest likeness of a point to those in the places `chosen`; 0 if there is none."""
    return max((offer.rivals[place] for place in chosen), default=0.0)


def prominence(offer: Offer) -> float:
    """How far up a point belongs: important, at the top of its articles, and told as what is new.

    What "had happened" is background, and what a story is about it brings in with "a", not with "the".
    """
    text = offer.drafts[0].text if offer.drafts else ""
    told = _NEW * bool(_BRINGS_IN.match(text)) - _BACKGROUND * bool(_BEFORE.search(text))
    return offer.score - 3 * offer.position + told


def neutral(offers: Sequence[Offer]) -> set[int]:
    """Places of the points that can be worded without a loaded word."""
    return {i for i, offer in enumerate(offers) if offer.drafts and not loaded(offer.drafts[0].text)}

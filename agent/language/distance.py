"""Whether a sentence stands behind what it reports: "falsely claimed", "without evidence", "debunked"."""

import re

_DISTANCE = re.compile(
    r"\b(?:baseless(?:ly)?|groundless|falsely|unfounded|unproven|unsubstantiated|unsupported|debunked|discredited|disprove[dn]"
    r"|without\s+(?:(?:providing|offering|presenting|citing|giving|showing|any|further|basis\s+or|a\s+(?:scrap|shred|jot)\s+of)\s+)*"
    r"(?:evidence|proof|basis|foundation|merit|substantiation)"
    r"|no\s+(?:evidence|proof|factual\s+basis)|(?:did\s+not|didn['’]t|has\s+not|failed\s+to)\s+(?:provided?|offer(?:ed)?|give|given"
    r"|present(?:ed)?|cited?|back\s+up)\s+(?:any\s+)?(?:evidence|proof)"
    r"|conspiracy\s+(?:theor\w+|claims?|narratives?|content)|(?:wrong|incorrect|untruthful|mistaken|inaccurate)ly"
    r"|misleading(?:ly)?|misinformation|disinformation|unverified|so-called|untrue"
    r"|(?:false|bogus|fabricated|made-up|fake|invented|inaccurate)\s+(?:\w+\s+)?(?:claims?|allegations?|accusations?|assertions?"
    r"|statements?|stor(?:y|ies)|reports?|rumou?rs?|theor(?:y|ies)|narratives?|information)"
    r"|(?:is|are|was|were|been|as|proved|proven|be)\s+(?:\w+ly\s+)?(?:false|untrue|bogus|fabricated|a\s+hoax))\b",
    re.IGNORECASE,
)
_FALSE = re.compile(
    r"\b(?:(?:false|wrong|incorrect|untruthful|mistaken|inaccurate)ly|lied"
    r"|(?:false|bogus|fabricated|debunked|discredited|disproven|disproved|untrue)\s+(?:\w+\s+)?(?:claims?|allegations?"
    r"|accusations?|assertions?|rumou?rs?|theor(?:y|ies)|stor(?:y|ies)))\b",
    re.IGNORECASE,
)
_FALSE_AFTER = re.compile(
    r",\s+(?:which|an?\s+(?:claim|assertion|allegation|theory|rumou?r)(?:\s+(?:that|which))?)\s+(?:\w+\s+){0,3}?"
    r"(?:is|was|are|were|been|be)\s+(?:\w+ly\s+)?(?:false|untrue|wrong|incorrect|debunked|disproved|disproven|discredited)\b",
    re.IGNORECASE,
)


def distances(masked_text: str) -> bool:
    """Whether a sentence, its quotations masked, says that it does not stand behind what it reports."""
    return bool(_DISTANCE.search(masked_text))


def denies(near: str, after: str) -> bool:
    """Whether a sentence calls what it reports wrong: "falsely claimed", "…, a claim that has been debunked".

    Args:
        near: Masked text of the reporting words and right before them.
        after: Masked text behind them.
    """
    return bool(_FALSE.search(near) or _FALSE_AFTER.search(after))

"""Whether two names or roles are one speaker."""

import re
from functools import lru_cache

from agent.language.words import concept, tokens


@lru_cache(maxsize=20_000)
def same_speaker(one: str, other: str, text: str = "") -> bool:
    """Whether two speakers share a content word, or the first is a role beside the second in `text`."""
    mine, theirs = ([token for token in tokens(name) if token.content] for name in (one, other))
    if {concept(token.stem) for token in mine} & {concept(token.stem) for token in theirs}:
        return True
    if not mine or not theirs or not text:
        return False
    first = "|".join(re.escape(token.text) for token in mine if token.text[0].islower()) or r"(?!)"
    second, between = re.escape(theirs[-1].text), r"[^\w.!?]+(?:[\w’'-]+[^\w.!?]+){0,3}?"
    beside = rf"\b(?:(?:{first}){between}{second}|{second}{between}(?:{first}))\b"
    return bool(re.search(beside, text, re.IGNORECASE))

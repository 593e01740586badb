"""Where a sentence can be cut so that the end of another fits: before prepositions and the like."""

from agent.language.words import tokens

_KINDS = (
    "in at on near from by for with after before during over under against into about despite",
    "is are was were has have had will would can could did",
    "who which that",
    "and but",
    "to",
    "of",
    "said says told",
)
JOINTS = {word: kind for kind, words in enumerate(_KINDS) for word in words.split()}
"""Words before which a sentence can be cut, with a number for the kind; one kind may stand for itself."""
_LEAST = 2
"""Words that stand on either side at least."""


def joints(text: str) -> list[tuple[int, str]]:
    """Offset and word of each joint of a sentence."""
    words = tokens(text)
    inner = words[_LEAST : len(words) - _LEAST]
    return [(token.start, token.lower) for token in inner if token.lower in JOINTS]

"""Whether a sentence states something that a source could show to be right or wrong."""

import re

from agent.language.numbers import quantities
from agent.language.quotes import masked

_QUESTION = re.compile(r"\?[\"”’')\s]*$")
_ORDER = re.compile(
    r"(?:Please\b|Let(?:[’']s|\sus)\b|Do(?:\snot|n[’']t)\s\w|Never\s(?:mind|forget|trust|again)\b"
    r"|(?:Read|See|Click|Call|Stop|Remember|Imagine|Look|Listen|Consider|Subscribe|Sign|Share|Join|Follow|Watch|Keep|Vote"
    r"|Note|Ask|Tell|Send|Donate|Help|Support)\s(?:the|your|this|that|it|them|me|us|our|for|to|out|up|at|now|more|here)\b)"
)
_STATED = re.compile(r"\b(?:is|are|was|were|has|have|had|will|did|does|said|\w{2,}ed)\b")
_JUDGED = re.compile(
    r"\b(?:should|ought\s+to|(?:is|are|was|were)\s+(?:simply\s+|just\s+|so\s+|such\s+)?(?:an?\s+|the\s+)?"
    r"(?:worst|best|greatest|terrible|wonderful|disgrace\w*|shame\w*|outrage\w*|beautiful|horrible|awful|unacceptable"
    r"|unfair|ridiculous|pathetic|amazing|great|right|wrong)|(?:I|we)\s+(?:think|believe|feel|hope|wish))\b",
    re.IGNORECASE,
)
_SHORT = 3
"""Words of a sentence that states nothing, unless a verb stands among them."""


def checkable(text: str, *, reported: bool) -> bool:
    """Whether `text` states what a source could show; a question, an order or a mere judgement does not.

    Args:
        text: One sentence.
        reported: Whether it is given as somebody's words; that these were said can always be checked.
    """
    outside = masked(text.strip())
    if _QUESTION.search(outside) or _ORDER.match(outside):
        return False
    words = re.findall(r"[^\W_]+", text)
    if not words or (len(words) <= _SHORT and outside.endswith("!") and not _STATED.search(outside)):
        return False
    return reported or not _JUDGED.search(outside) or bool(quantities(text))

"""What says next to nothing: that nobody would comment, that a paper was seen, five words of a speech."""

import re

from agent.language.dates import days
from agent.language.names import names
from agent.language.numbers import quantities
from agent.language.quotes import masked, quotations
from agent.language.words import concepts

_SILENCE = re.compile(
    r"\b(?:did|does|do|has|had|have|would|could)\s?(?:not|n['’]t)\s(?:immediately\s|yet\s|directly\s)*"
    r"(?:(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?)(?:\s[\w’'-]+){0,3}?"
    r"(?:\s(?:calls?|requests?|questions?|messages?|e-?mails?)\b|[.,;])|comment(?:ed)?\b|be\sreached\b"
    r"|return(?:ed)?\s(?:[\w’']+\s){0,4}(?:calls?|messages?|e-?mails?|requests?)\b|elaborate\b|discuss\b|speak\sabout\b)"
    r"|\b(?:declin|refus)(?:ed|es|ing)\s(?:to\s)?(?:comment|speak|elaborate|discuss|be\sdrawn)"
    r"|\b(?:requests?|asked)\sfor\s(?:a\s)?comments?\b|\bno\scomment\b|\bunavailable\sfor\scomment\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:has|have)\s(?:seen|reviewed|obtained|examined|verified|read)\s"
    r"(?:(?:a|an|the|its|their|copies|some)\s)?(?:[\w’'-]+\s?){1,4}[.]$"
)
"""That a paper has been seen, and no more."""
_FEW = 6
"""Content words, names aside, from which a sentence without a figure tells something."""
_LACKING = 0.15
_UNSAID = 1.2


def slight(text: str) -> float:
    """How much less a sentence is worth since it tells little; 0 if it tells enough.

    Without a figure or a day, each content word that is missing to six counts; that nobody would comment, and
    that somebody has seen a paper, are told by no summary that has anything else to tell.
    """
    hidden = masked(text)
    if _SILENCE.search(hidden) or _SEEN.search(hidden):
        return _UNSAID
    if quantities(hidden) or days(hidden):
        return 0.0
    return _LACKING * max(0, _FEW - len(_told(text)))


def _told(text: str) -> frozenset[str]:
    """Content words, those of names and of who speaks aside; of a quotation alone, its own."""
    named = frozenset(word.lower() for name in names(masked(text)) for word in name.text.split())
    quoted = " ".join(span.of(text) for span in quotations(text))
    return frozenset(word for word in concepts(quoted or text) if word not in named)

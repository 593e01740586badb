"""What a sentence says brought something about: "caused by", "because of", "blamed on" and their like.

Only what is said outright is read: a possible or denied cause excludes no other.
"""

import re
from itertools import islice

from agent.disagree.clauses import framed
from agent.disagree.counts import MOST
from agent.disagree.values import Cause, Detail
from agent.language.words import concepts
from agent.values import DisagreementKind

_PART = r"[^,;:.()\"“”—]"
_BE = r"(?:is|are|was|were|been|being)"
_MADE = r"(?:caused|sparked|triggered|ignited|started|set\s+off|led\s+to|brought\s+on|provoked|prompted)"
_EFFECT = r"(?P<effect>(?:the|an?|it|this|that|his|her|their|its)\b" + _PART + r"{0,60})"
_DELIBERATE = r"(?:on\s+purpose|deliberately|intentionally|by\s+arsonists?|by\s+accident|accidentally)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<effect>{_PART}{{3,80}}?)\s{_BE}\s(?P<cause>(?:deliberately|intentionally|accidentally))\s(?:set|lit|started|caused)",
        rf"(?P<effect>{_PART}{{3,80}}?)\s{_BE}\s(?:set|lit|started|caused)\s(?P<cause>{_DELIBERATE})",
        rf"(?P<effect>{_PART}{{2,80}}?)\s{_BE}\s(?:\w+ly\s)?(?:{_MADE}|blamed)\s(?:by|on)\s(?P<cause>{_PART}{{3,80}})",
        rf"\b[Ii]t\swas\s(?P<cause>{_PART}{{3,60}}?)\s(?:that|which|who)\s(?:had\s)?{_MADE}\s(?P<effect>{_PART}{{2,60}})",
        rf"(?P<cause>{_PART}{{3,60}}?)\s(?:had\s|has\s|have\s)?{_MADE}\s{_EFFECT}",
        rf"\bblam(?:ed|es|ing|e)\s(?P<cause>{_PART}{{2,60}}?)\sfor\s(?P<effect>{_PART}{{3,60}})",
        rf"\bblam(?:ed|es|ing|e)\s(?P<effect>{_PART}{{2,60}}?)\son\s(?P<cause>{_PART}{{3,60}})",
        rf"\bcause\sof\s(?P<effect>{_PART}{{3,40}}?)\s{_BE}\s(?P<cause>{_PART}{{3,60}})",
        rf"(?P<cause>{_PART}{{3,60}}?)\s{_BE}\s(?:the|a)\s(?:\w+\s)?cause(?:\sof\s(?P<effect>{_PART}{{3,50}}))?",
        rf"(?P<effect>{_PART}{{3,80}}?)\s(?:because\sof|due\sto|owing\sto|as\sa\sresult\sof|thanks\sto)\s(?P<cause>{_PART}{{3,60}})",
        rf"(?P<effect>{_PART}{{3,80}}?)\s{_BE}\s(?:the\s)?(?:direct\s)?result\sof\s(?P<cause>{_PART}{{3,60}})",
        rf"(?P<effect>{_PART}{{3,80}}?)\s(?:resulted|stemmed|arose)\sfrom\s(?P<cause>{_PART}{{3,60}})",
        rf"(?P<effect>{_PART}{{3,80}}?)\s(?:after|following|over)\s(?P<cause>an?\s{_PART}{{3,50}})",
    )
)
_CUE = re.compile(
    r"\b(?:caus\w+|spark\w+|trigger\w+|ignit\w+|start\w+|set|lit|brought|provok\w+|led|prompt\w+|blam\w+|because|due|owing|result\w*"
    r"|thanks|stem\w+|arose|after|following|over)\b",
    re.IGNORECASE,
)
"""Words without one of which a sentence gives no cause."""
_UNSURE = re.compile(
    r"\b(?:may|might|could|would|not|never|no|denied|denies|rejected|whether|if|possibl[ey]|perhaps|ruled\s+out|unclear"
    r"|suspected|unlikely|investigating|nothing|rather|instead)\b|n['’]t\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\s*(?:it|this|that|they|them|which|he|she)\b", re.IGNORECASE)
_PURPOSE = re.compile(r"purpose|deliberate|intention|arson", re.IGNORECASE)
_IDLE = frozenset("thing year day week month time people said say part due".split())
_CUT = re.compile(r"\s(?:and|but|while|when|who|which|that|according|on\s\w+day|in\san?)\s.*", re.IGNORECASE)
WEAK = "after"
"""Role of causes that are only told to have come before; their effects must be alike in more words."""


def _shown(text: str) -> str:
    text = re.sub(r"^[\w ]{3,40}\s(?:say|said|says|found|believe)\s(?:that\s)?", "", text.strip())
    return re.sub(r"^(?:that|and|but|said|says|by)\s", "", _CUT.sub("", text.strip()))


def _concepts(text: str | None) -> frozenset[str]:
    if text is None:
        return frozenset()
    start = _PRONOUN.match(text)
    return concepts(text[start.end() :] if start else text) - _IDLE


def _cause(match: re.Match[str]) -> Cause:
    purpose = bool(_PURPOSE.search(match["cause"]))
    cause = frozenset({"arson"}) if purpose else _concepts(_shown(match["cause"]))
    return Cause(cause, _concepts(match["effect"]) - cause, False)


def causes(text: str) -> list[Detail]:
    """The causes that one sentence gives, each with what it brought about; a stretch of text gives one."""
    found, taken = list[Detail](), set[int]()
    if not _CUE.search(text):
        return found
    for pattern in _PATTERNS:
        for match in islice(pattern.finditer(text), MOST):
            if taken & set(range(*match.span("cause"))) or _UNSURE.search(match.group()):
                continue
            value = _cause(match)
            if not value.cause:
                continue
            taken |= set(range(*match.span()))
            shown = _shown(match["cause"])
            detail = framed(DisagreementKind.CAUSE, text, shown, value, match.span("cause"))
            found.append(detail._replace(role=WEAK if pattern is _PATTERNS[-1] else ""))
    return found

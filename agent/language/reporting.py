"""Whether a verb of saying reports: what must stand beside it, and what only looks like speech."""

import re

from agent.language.saying import BASES, CLAUSALS, FINDINGS, MANNERS, NAMING, TOLD

FINITE = (
    r"(?:is|are|was|were|has|have|had|will|would|could|can|cannot|may|might|must|should|shall|did|does|do|isn['’]t"
    r"|wasn['’]t|won['’]t|can['’]t)"
)
_DOCUMENTS = re.compile(
    r"\b(?:reports?|inquiry|inquiries|study|studies|survey|review|audit|investigations?|investigators?|boards?|panel"
    r"|committee|commission|courts?|judges?|jury|tribunal|inspect(?:ors?|orate)|watchdog|poll|analysis|analysts"
    r"|researchers?|experts?|auditors?|ombuds\w+|regulator|authority|agency|office|council|it|they|she|he"
    r"|engineers?|ruling|letter|memo|document|assessment)(?:\W+(?:of|by|into|for|from|at|in|published|released|commissioned|led|seen)\s[^,]{2,60})?"
    r"(?:\s(?:has|have|had|since|later|also|now|first|\w+ly))*\s*$",
    re.IGNORECASE,
)


_NOUN_BEFORE = re.compile(
    r"(?:\b(?:an?|the|his|her|their|its|our|my|your|this|these|those|no|any|some|of|for|about|with|by|such|other"
    r"|to|be|been|is|are|was|were|not|being|so|both|neither|nor|two|three|four|five|many|several|phone)|\w+less|false|first|latest|early|media|news|so-"
    r"|conspiracy)\s*$",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"(?:^|[,;“\"]\s?|\b(?:that|and|but|while)\s)(?:[\w’'-]+\s){0,3}?\w{2,}s\s(?:of|in|at|from|for|with|close\sto|inside|on|near)"
    r"\s[^,;\x01]{2,50}$"
)
_UNTOLD = re.compile(
    r"\b(?:whether|if|what|whatever|everything|all|nothing|than)\s+(?:[\w’'.-]+\s+){1,4}(?<!when\s)(?<!as\s)$",
    re.IGNORECASE,
)
_UNSPOKEN = re.compile(
    r"\s+(?:(?:nothing|little|no\s+more|so|yes|no|goodbye|hello|thank\s+you|sorry)\s*(?:[.,;]|$)|to\s+(?:have|be)\b"
    r"|(?:(?:the|an?|his|her|its|their)\s)?(?:bail|access|entry|permission|requests?|appeals?|visas?|motions?|him|her|them|us)"
    r"\s*(?:[.,;]|$|to\b))"
)
"""What stands behind "said" and "denied" when nobody's words follow."""
_A_NOUN = re.compile(
    r"\s+(?:say|show|showed|suggest|suggested|claim|allege|indicate|reveal|published|seen|obtained|leaked|released)\b"
)
"""What stands behind a noun that looks like a verb of saying: "reports published on Monday"."""
_OWNED = re.compile(r"(?:['’]s|s['’])\s*$")
_PLURAL = re.compile(
    r"(?:\b(?:we|i|you|they|who|people|police|men|women|children|many|some|others|most|both|all|to|would|will|can|may"
    r"|might|could|should|did|do|and)|\w{2,}s|\b(?:also|now|still|often|always|even)|\w+ly|[)”\"’,])\s*$",
    re.IGNORECASE,
)
_NAMED_AS = re.compile(r"[^.;]{1,80}?(?:\sas\s|\sof\s|\sfor\s|[\x01])")
_REJECTED = re.compile(
    r"\s+(?:(?:the|a|any|all|those|these|his|her|its|their|such|both)\s)?(?:\w+\s){0,2}?"
    r"(?:claims?|allegations?|accusations?|charges?|suggestions?|assertions?|criticisms?|reports?|rumou?rs?|story|stories)\b"
)
_MATTER = re.compile(
    r"\s+(?:for|on|off|up|in|out|upon|back|it\s+(?:a\s+day|quits)"
    r"|an?\s+(?:\w+\s+)?(?:meeting|election|strike|vote|halt|referendum|truce|ceasefire|conference|boycott))\b"
)
_CHRISTENED = re.compile(
    rf"\s+(?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*\s(?:by\b|{FINITE}\b|\w{{2,}}ed\b|hit\b|fell\b|rose\b|broke\b|left\b)"
)
_RUNG = re.compile(
    r"\s+(?:police|firefighters|help|reporters|(?:the|his|her|their|its|an?|our)\s(?:[\w’']+))(?:\s(?:from|at|to|on|in|over|after|about|for)\b|\s*[.;,]|$)"
)
_UNSAID = re.compile(
    r"\s+(?:the\s|a\s|an\s|his\s|her\s|its\s|their\s|two\s|three\s|\d+\s|first\s)*(?:\w+\s){0,2}?"
    r"(?:titles?|li[fv]es|victory|victories|responsibility|credit|benefits|compensation|prizes?|medals?|gold|silver|crown"
    r"|asylum|costs|damages|expenses|insurance|seats?|points?|scalps?|victims?|place)\b"
)
_IN_CLAUSE = r"(?!(?:that|which|who|whose|whom|where|and|in|on|at|for|to|by|when|as)\s)[\w’'&.-]+\s+"
_CLAUSE = re.compile(
    rf"\s*(?:\w+ly\s+|again\s+)*(?:[:,]|$|[.!?]|that\b|how\b|why\b|whether\b|to\s+(?:have|be)\b|[\"“‘\x01]|(?:he|she|it|they|we|I|there)\s"
    rf"|(?:(?:on|in|at|to|via|late|early|during|without|with)\s|this\b|last\b|\w+day\b)[^,.;]{{0,60}}?\s?\bthat\b"
    rf"|(?:{_IN_CLAUSE}){{1,7}}?{FINITE}\b"
    rf"|(?:(?:the|a|an)\s)?(?:{_IN_CLAUSE}){{1,2}}?\w{{2,}}ed(?=[.,;]|$|\s(?:on|in|at|after|from|the|a|his|her|its|to)\b))"
)
_COUNTED = re.compile(r"\s*(?:\d|fewer|more|about\s\d|some\s\d|around\s\d|at\s+least|up\s+to\s\d)")
_TO_DO = re.compile(rf"\s+(?:{_IN_CLAUSE}){{1,7}}?to\s+(?!the\b|a\b)[a-z]+")
_WILL = re.compile(r"\s+(?:not\s+)?to\s+[a-z]+")
_TELLS = re.compile(
    r"\s+(?:[^,.;:\x01\"“]{2,90}?\s)?(?:that\b|how\b|why\b|whether\b|[\"“‘'])|\s+[^,.;:\x01]{2,60}[:,]\s+[\"“]"
)
_ORDERED = re.compile(r"\s+(?:(?!that\s)[^\s,.;]+\s+){1,8}?(?:not\s+)?to\s+[a-z]+(?<!the)(?<!a)\b")
_SHUT = re.compile(r"[\"”’'][\s,]+(?:[\w’'.-]+,?\s+){0,8}$")


def shut(before: str) -> bool:
    """Whether a quotation has ended right before a verb and its subject: '"…," the mayor '."""
    return bool(re.search(r"(?:[,?!.…—-][\"”’']|[\"”’'],)\s+(?:[^\"“”\x01;:]{0,140})$", before))


def speaks(verb: str, before: str, after: str, *, led: bool = False) -> bool:
    """Whether `verb` between `before` and `after` reports words, rather than being a noun or an act.

    Args:
        verb: One of the reporting verbs, in lower case.
        before: Masked text of the sentence before it.
        after: Masked text after it.
        led: Whether another verb leads to it: "went on to claim".
    """
    if _NOUN_BEFORE.search(before) or (
        verb not in {"said", "says", "told", "tells"} and _OWNED.search(before)
    ):
        return False
    spoken = verb.startswith(("sa", "den"))
    if verb not in NAMING and (_UNTOLD.search(before) or (_UNSPOKEN if spoken else _A_NOUN).match(after)):
        return False
    if verb in BASES and not (led or _PLURAL.search(before) or _HEADED.search(before)):
        return False
    if verb in NAMING:
        return _names(verb, before, after)
    if verb in TOLD:
        return _tells(verb, before, after)
    closing = shut(before)
    if verb in {"ruled", "rules", "rule"}:
        return bool(re.match(r"(?:\s*,[^,]{3,30},)?\s+that\b", after) or (closing or _ends(before, after)))
    if verb in FINDINGS:
        that = re.match(r"(?:\s+in\s[^,.]{3,40}?)?\s+that\b", after)
        return bool((that or _ends(before, after)) and _DOCUMENTS.search(before))
    if closing:
        return True
    if verb in MANNERS - CLAUSALS:
        return bool(re.match(r"\s*:|[^.:]{0,40}[\x01\"“]|\s+that\b", after)) and "asked" not in verb
    return verb not in CLAUSALS or _claims(verb, before, after)


def _ends(before: str, after: str) -> bool:
    """Whether subject and verb stand behind a comma at the end of their clause: "…, the board found."."""
    tail = re.match(r"\s*(?:[.,;]|$|(?:on|in|at|after|late|last)\s[^,.;]{2,60}[.,;])", after)
    return bool(tail) and bool(re.search(r"\w,\s[^,\x01]{2,80}$", before))


def _names(verb: str, before: str, after: str) -> bool:
    if re.match(r"\s+[^,.;\x01]{2,50}\sby\s[^,.;]{2,40},", after) and before.rstrip().endswith(","):
        return False
    if verb.startswith("call"):
        return not any(kind.match(after) for kind in (_MATTER, _RUNG, _CHRISTENED))
    if verb.startswith(("describe", "accuse", "blame")):
        return not re.match(r"\s+(?:on|by)\b", after)
    if verb.startswith("disput"):
        return bool(_REJECTED.match(after) or re.match(r"\s+(?:this|that|it|the|her|his|its|their)\b", after))
    if verb.startswith(("reject", "dismiss")):
        return bool(_REJECTED.match(after) or re.match(r"[^.;]{1,80}?\sas\s", after))
    if verb.startswith("prais"):
        return "\x01" in after[:120]
    return bool(_NAMED_AS.match(after))


def _tells(verb: str, before: str, after: str) -> bool:
    if re.search(r"\b(?:got|get|having|being|when|if|once)\s*$", before):
        return False
    if verb in {"tell", "tells"} and re.match(r"\s+(?:how|why)\b", after):
        return False
    closing = shut(before) or re.search(r"\w,\s[^,\x01\"“]{2,60}(?:,[^\x01]{2,90},)?\s*$", before)
    if _TELLS.match(after):
        order, that = _ORDERED.match(after), re.search(r"\bthat\b|[\"“‘\x01]", after)
        return not (order and that and order.end() < that.start() and "\x01" not in after)
    if re.match(
        r"\s+[^,.;]{1,60}?\s(?:he|she|it|they|there|the\s\w+\s(?:is|was|were|had|has|would|will))\s", after
    ):
        return not _ORDERED.match(after)
    if verb not in {"told", "tells", "tell"}:
        return shut(before)
    return (
        bool(closing)
        and not _ORDERED.match(after)
        and not re.match(r"\s+(?:an?|the)\s(?:\w+\s){0,3}?stor", after)
    )


def _claims(verb: str, before: str, after: str) -> bool:
    if _UNSAID.match(after) and not re.match(rf"\s+(?:[\w’'-]+\s+){{1,4}}{FINITE}\b", after):
        return False
    if verb.startswith(("expect", "anticipat")):
        return bool(re.match(r"\s*(?:[.,]|that\b|to\s+(?:have|be)\b)", after) or _TO_DO.match(after)) or bool(
            _CLAUSE.match(after) and not re.match(r"\s+an?\b", after)
        )
    if verb.startswith(("estimat", "predict", "reckon", "report", "calculat")) and _COUNTED.match(after):
        return True
    if verb.startswith(("report", "recall", "recount", "admit")) and re.match(r"\s+[a-z]{2,}ing\b", after):
        return True
    if verb.startswith(("vow", "promis", "pledg", "swear", "swore")) and _WILL.match(after):
        return True
    if verb.startswith(
        ("charg", "post", "submit", "plead", "feel", "felt", "signal", "read", "demand", "propos")
    ):
        return bool(re.match(r"\s*(?:that\b|:|[\"“‘\x01])", after))
    if verb.startswith(("writ", "wrote")):
        return bool(re.match(r"[^.;]{0,80}(?:\bthat\b|[:\"“\x01])|\s*[.,]", after))
    return bool(_CLAUSE.match(after))


def says(verb: str, after: str) -> bool:
    """Whether `verb` may stand before its speaker: "…, claimed the guard", not "…, claimed the title"."""
    return verb in CLAUSALS and not _UNSAID.match(after)

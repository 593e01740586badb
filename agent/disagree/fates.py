"""What befell the people whom a number counts: those killed are not those injured.

A number is tied to a fate by its place in the clause ("killing four", "14 were injured", "the death toll rose
to six"), not by any word of the sentence, since one sentence often counts both.
"""

import re

FATES = {
    "badly injured": r"(?:seriously|critically|badly|severely|gravely)(?:\s+(?:injur|wound|hurt)\w*)?"
    r"|(?:injur|wound|hurt)\w*\s+(?:seriously|critically|badly|severely|gravely)"
    r"|in\s+(?:an?\s+)?(?:critical|serious|grave)\s+condition",
    "killed": r"kill(?:s|ed|ing)?|dead|die[sd]?|dying|deaths?|fatalit(?:y|ies)"
    r"|drown(?:ed|ing)|perish(?:ed|ing)"
    r"|fatally\s+\w+|shot\s+(?:to\s+death|dead)|lost\s+their\s+lives|li(?:ves|fe)\s+lost|loss\s+of\s+life",
    "injured": r"injur(?:ed|ies|ing|es?|y)|wound(?:ed|s|ing)|hurt",
    "missing": r"missing|unaccounted\s+for",
    "arrested": r"arrest(?:ed|s|ing)?|detain(?:ed|ing|s)|in(?:to)?\s+custody",
    "driven from home": r"evacuat(?:ed|ing|ions?)|evacuees|displac(?:ed|ing)|told\s+to\s+leave"
    r"|(?:leave|left|fled|flee|fleeing|from|out\s+of)\s+(?:their|his|her)\s+(?:homes?|houses?)",
    "rescued": r"rescued|rescuing|pulled\s+(?:alive|from\s+the\s+rubble)",
    "shot": r"shot|gunned\s+down",
    "aboard": r"on\s+board|aboard",
}
_HURT = re.compile(FATES["injured"], re.IGNORECASE)
_ANY = re.compile("|".join(FATES.values()), re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:no|nobody|none|not|without)\b", re.IGNORECASE)
_ABOUT = (
    r"(?:(?:at\s+least|about|around|more\s+than|fewer\s+than|some|up\s+to|nearly|almost|over|as\s+many\s+as"
    r"|another|the|all|an\s+estimated|just|only|exactly)\s+)*"
)
_LIKELY = (
    r"(?:were|was|are|is|have|has|had|been|be|who|that|people|person|others?|feared|confirmed|reported|found"
    r"|left|lay)"
)
_BEFORE = {
    role: re.compile(
        rf"\b(?:{words})(?:\s+of)?\s+{_ABOUT}$"
        rf"|\b(?:toll|number|tally|count|total)\b[^.;]{{0,70}}?\b(?:{words})\b[^.;]{{0,70}}\b(?:to|at|is|was|of|reached|hit)"
        rf"\s+{_ABOUT}$"
        rf"|\b(?:{words})\s+(?:toll|count|figure)\b[^.;]{{0,60}}\b(?:to|at|is|was|of|reached|hit)\s+{_ABOUT}$",
        re.IGNORECASE,
    )
    for role, words in FATES.items()
}
_AFTER = {
    role: re.compile(
        rf"(?:\s+(?!and\b|but\b|or\b|while\b|after\b|when\b|as\b)[^\W\d][\w'’-]*){{0,4}}?"
        rf"(?:\s+{_LIKELY})*\s+(?:\w+ly\s+)?(?:to\s+)?(?:{words})\b",
        re.IGNORECASE,
    )
    for role, words in FATES.items()
}
_LATER = re.compile(
    r"\s*(?:more\b|others\b|additional\b|further\b|of\s+(?:them|whom|those|the|these|its|his|her|their)\b)"
)
_NONE = (
    r"\b(?:no|nobody|no\s+one|none|not\s+(?:one|a\s+single)|without)"
    r"(?:\s+(?:of|them|the|those|any|people|person|passenger|one|was|were|is|are|has|have|had|been|reports?|immediate"
    r"|further))*\s+"
)
_ZERO = {role: re.compile(rf"{_NONE}(?:{words})\b", re.IGNORECASE) for role, words in FATES.items()}
_SOMEBODY = {
    role: re.compile(
        rf"(?:^|[,;:“\"]\s*|\b(?:when|after|and|because|which|that|as)\s+)an?\s+(?:[^\W\d]|\d+-)[\w-]*(?:\s[\w-]+){{0,3}}?"
        rf"\s+(?:was\s+|is\s+|has\s+been\s+|had\s+been\s+|has\s+|had\s+)?(?:{words})\b",
        re.IGNORECASE,
    )
    for role, words in FATES.items()
    if role in {"killed", "injured", "badly injured", "arrested", "missing"}
}
_NOUNS = re.compile(
    r"(?:death|fatal|arrest|injur|evacuat|kill|missing|hurt|wound)\w*\s+(?:zone|threat|penalty|sentence|warrant|order"
    r"|plan|spree|squad|row)",
    re.IGNORECASE,
)


def fate(text: str, start: int, end: int) -> str:
    """What befell those whom the number at `start` counts; empty if that is not told."""
    before, after = text[max(0, start - 160) : start], text[end : end + 70]
    if not _ANY.search(before) and not _ANY.search(after):
        return ""
    for pattern in (_BEFORE, _AFTER):
        side = before if pattern is _BEFORE else after
        for role, words in pattern.items():
            found = words.search(side) if pattern is _BEFORE else words.match(side)
            if found and _meant(role, text) and not _NOUNS.search(text, max(0, start - 20), end + 70):
                return role
    return ""


def _meant(role: str, text: str) -> bool:
    """Whether a fate is meant: "seriously" alone tells of an injury only where one is spoken of."""
    return role != "badly injured" or bool(_HURT.search(text) or "condition" in text)


def partial(text: str, end: int) -> bool:
    """Whether the number that ends at `end` counts some of those counted before, or those besides them."""
    return bool(_LATER.match(text, end))


def nobody(text: str) -> list[tuple[str, re.Match[str]]]:
    """Each fate that befell nobody, with the words that say so."""
    if not _NOBODY.search(text) or not _ANY.search(text):
        return []
    found = [
        (role, match)
        for role, pattern in _ZERO.items()
        for match in pattern.finditer(text)
        if _meant(role, text)
    ]
    badly = {match.span() for role, match in found if role == "badly injured"}
    return [(r, m) for r, m in found if r == "badly injured" or not any(a == m.start() for a, _ in badly)]


def somebody(text: str) -> list[tuple[str, re.Match[str]]]:
    """Each fate that befell at least one person, told without a number: "A rider was killed"."""
    if not _ANY.search(text):
        return []
    return [(role, match) for role, pattern in _SOMEBODY.items() for match in pattern.finditer(text)]

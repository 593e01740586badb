"""What surrounds an article, told by words: ads, players, consent banners, appeals, widgets, sign-offs.

A word alone never condemns a sentence: reporters write about donations, cookies and subscriptions too.
Furniture *addresses* the reader ("your", "we", an imperative) and names one of its subjects; reporting is in
the third person, or attributes ("the council said"). What stands in quotation marks is somebody's speech and
is not counted. The words are in `vectorstore/data/furniture.toml`; languages that it lacks are told by shape
alone, in `body`.
"""

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from importlib.resources import files


class Kind(StrEnum):
    """What a stretch of a page is."""

    REPORTING = "reporting"
    TITLE = "title"
    HEADING = "heading"
    META = "metadata"
    AD = "advertisement"
    TEASER = "teaser"
    CREDIT = "credit"
    CAPTION = "caption"
    PLAYER = "player notice"
    CONSENT = "consent banner"
    APPEAL = "appeal"
    SHARE = "share widget"
    SIGNOFF = "sign-off"


_WORDS = tomllib.loads(files("vectorstore").joinpath("data", "furniture.toml").read_text(encoding="utf-8"))


def _any(fragments: Sequence[str], pattern: str = "{}", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern.replace("{}", "(?:" + "|".join(fragments) + ")"), flags)


_AD = _any(_WORDS["ad"], r"^\W*{}\W*$")
_TEASER_LABEL = _any(_WORDS["teaser"], r"^\W*{}[\s:：…|>»→▶-]*$")
_TEASER_LEAD = _any(_WORDS["teaser"], r"^\W*{}\s*(?:[:：|»›>→▶]|[–—-]+\s)")
_SIGNOFF = _any(_WORDS["signoff"], r"^\W*{}")
_BIO = _any(_WORDS["bio"])
_CALL = _any(_WORDS["call"], r"^\W*{}")
_READER = _any([*_WORDS["reader_dense"], r"\b(?:" + "|".join(_WORDS["reader"]) + r")\b"])
_OUTLET = _any([*_WORDS["outlet_dense"], r"\b(?:" + "|".join(_WORDS["outlet"]) + r")\b"])
_ATTRIBUTED = _any(_WORDS["attribution"], r"\b{}\b")
_SUBJECTS = tuple(
    (kind, _any(_WORDS[name]["strong"]), _any(_WORDS[name]["weak"]))
    for kind, name in (
        (Kind.PLAYER, "player"),
        (Kind.CONSENT, "consent"),
        (Kind.APPEAL, "appeal"),
        (Kind.SHARE, "share"),
    )
)
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|「[^」]*(?:」|$)"
    r"|(?<!\w)[‘'](?=\w).*?[’'](?!\w)"
)
AD_INLINE = _any(_WORDS["ad_inline"], r"(?<![“\"‘'\w]){}\b(?![”\"’'])[\s:|–—-]*", flags=0)
BUTTONS_BEFORE = _any(_WORDS["button"], r"^(?:\W*{}(?=\s+[A-ZÀ-Þ\"“'‘])(?-i:[\s|>»]+))+")
BUTTONS_AFTER = _any(_WORDS["button"], r"(?:[\s|>»]*\b{})+\W*$")


def outside_quotes(text: str) -> str:
    """`text` with everything in quotation marks taken out; an unclosed quotation runs to the end."""
    return _QUOTED.sub(" ", text)


def attributed(text: str) -> bool:
    """Whether `text` says whose words something is."""
    return _ATTRIBUTED.search(text) is not None


def is_teaser_label(text: str) -> bool:
    """Whether `text` announces a list of links."""
    return _TEASER_LABEL.match(text) is not None


def appeal_words(sentence: str) -> int:
    """Points for words of appeals in `sentence`, quotations aside: 2 for each strong, 1 for each weak one."""
    bare = outside_quotes(sentence)
    if attributed(bare):
        return 0
    _, strong, weak = _SUBJECTS[2]
    return 2 * len(strong.findall(bare)) + len(weak.findall(bare))


def furniture(sentence: str) -> Kind | None:
    """Which furniture `sentence` is by its words, none if it may be reporting.

    Points: 2 for each strong and 1 for each weak word of one subject (weak ones at most 2), 2 for an
    imperative at the start, 1 for addressing the reader, 1 for the outlet speaking of itself, -3 for an
    attribution. Furniture has 4 points, at least one of them for a subject and one for an address.
    """
    for kind, pattern in ((Kind.AD, _AD), (Kind.TEASER, _TEASER_LABEL), (Kind.TEASER, _TEASER_LEAD)):
        if pattern.match(sentence):
            return kind
    bare = outside_quotes(sentence)
    if _SIGNOFF.match(sentence) or _BIO.search(bare):
        return Kind.SIGNOFF
    address = 2 * bool(_CALL.match(bare)) + bool(_READER.search(bare)) + bool(_OUTLET.search(bare))
    if not address:
        return None
    address -= 3 * attributed(bare)
    points, kind = max(
        (2 * len(set(strong.findall(bare))) + min(2, len(set(weak.findall(bare)))), kind)
        for kind, strong, weak in _SUBJECTS
    )
    return kind if points and points + address >= 4 else None

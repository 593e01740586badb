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
from functools import lru_cache
from importlib.resources import files
from unicodedata import normalize

from pydantic import Field

from vectorstore.articles.frames import frame_start
from vectorstore.values import Value


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
    MACHINE = "order to software"


_WORDS = tomllib.loads(files("vectorstore").joinpath("data", "furniture.toml").read_text(encoding="utf-8"))


def _any(fragments: Sequence[str], pattern: str = "{}", flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern.replace("{}", "(?:" + "|".join(fragments) + ")"), flags)


def _folded(fragments: Sequence[str]) -> re.Pattern[str]:
    r"""Any of `fragments`, for casefolded text; asks for `\b` once for all, which is eight times faster."""
    inner = [fragment[2:] for fragment in fragments if fragment.startswith(r"\b")]
    other = [fragment for fragment in fragments if not fragment.startswith(r"\b")]
    return re.compile("|".join([r"\b(?:" + "|".join(inner) + ")", *other]).casefold())


def _words(name: str) -> re.Pattern[str]:
    """The plain words under `name`, an asterisk for any ending, and those of scripts without spaces.

    Compiled for casefolded text: ignoring case costs three times as much over every sentence.
    """
    plain = "|".join(word.replace("*", r"\w*") for word in _WORDS[name])
    return re.compile(rf"\b(?:{plain})\b|{'|'.join(_WORDS[name + '_dense'])}")


_AD = _any(_WORDS["ad"], r"^\W*{}\W*$")
_TEASER_LABEL = _any(_WORDS["teaser"], r"^\W*{}[\s:：…?|>»→▶-]*$")
_TEASER_LEAD = _any(_WORDS["teaser"], r"^\W*{}\s*(?:[:：|»›>→▶]|[–—-]+\s)")
_SIGNOFF = _any(_WORDS["signoff"], r"^\W*{}")
_BIO = _any(_WORDS["bio"], r"\b{}")
_CALL = _any(_WORDS["call"], r"(?:^|(?<=[.!?…] ))\W{0,8}{}")
_ORDER = _any(_WORDS["order"])
_ORDER_ABROAD = _any(_WORDS["order_abroad"])
_OBEYS = _any(_WORDS["obeying"], r"^\W*{}")
_READER = _words("reader")
_OUTLET = _words("outlet")
_SELF = _any(_WORDS["self"], r"\b{}\b")
_ATTRIBUTED = _any(_WORDS["attribution"], r"\b{}\b")
_ATTRIBUTED_LAST = _any(_WORDS["attribution"], r",\s[^,]{2,60}\b{}\b[^,]{0,40}$")  # "…, the court said."
_PERSONAL = re.compile(
    r"\b(?:I(?! agree\b| accept\b)|my(?! (?:work|writing|newsletter|posts?)\b)|mine|myself)\b"
)
_EXCITED = re.compile(r"[!！]\W*$|[\U0001F300-\U0001FAFF\u2600-\u27BF]|^\W*\*{3}")
_SUBJECTS = tuple(
    (kind, _folded(_WORDS[name]["strong"]), _folded(_WORDS[name]["weak"]))
    for kind, name in (
        (Kind.PLAYER, "player"),
        (Kind.CONSENT, "consent"),
        (Kind.APPEAL, "appeal"),
        (Kind.SHARE, "share"),
        (Kind.MACHINE, "machine"),
    )
)
_SOFTWARE = _folded(_WORDS["machine"]["strong"])
ENOUGH = 4  # points that make a sentence furniture
_BRIEF = 10  # words up to which an appeal need not name what it is for
_QUOTE = re.compile("[“\"«„「‘']")
_QUOTED = re.compile(
    r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)|„[^“”]*(?:[“”]|$)|「[^」]*(?:」|$)"
    r"|(?<!\w)[‘'](?=\w).{1,300}?[’'](?!\w)"
)
AD_INLINE = _any(_WORDS["ad_inline"], r"(?<![“\"‘'\w]){}\b(?![”\"’'])[\s:|–—-]*", flags=0)
BUTTONS = _any(_WORDS["button"], r"^(?:\W*{}(?-i:(?=\s+[A-ZÀ-Þ\"“'‘]))[\s|>»]+)+")
_ONLY_BUTTONS = _any(_WORDS["button"], r"^(?:\W*\b{}\b)+[^\w.!?]*$")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_STYLED = re.compile("[\uff10-\uff5a\U0001d400-\U0001d7ff]+")  # full-width and mathematical letters
_HANDLE = re.compile(r"^\W*[\w .]{2,60}\s\(@\w+\)")  # who posted what is embedded above
_SHAPES = (
    (Kind.SHARE, _HANDLE),
    (Kind.AD, _AD),
    (Kind.TEASER, _TEASER_LABEL),
    (Kind.TEASER, _TEASER_LEAD),
    (Kind.SHARE, _ONLY_BUTTONS),
    (Kind.SIGNOFF, _SIGNOFF),
)


def outside_quotes(text: str) -> str:
    """`text` with everything in quotation marks taken out; an unclosed quotation runs to the end."""
    return _QUOTED.sub(" ", text) if _QUOTE.search(text) else text


def visible(text: str) -> str:
    """`text` as word lists know it: without characters that nobody sees, and in plain letters."""
    if text.isascii():
        return text
    return _STYLED.sub(lambda found: normalize("NFKC", found.group()), _INVISIBLE.sub("", text))


def attributed(text: str) -> bool:
    """Whether `text` says whose words something is."""
    return _ATTRIBUTED.search(text) is not None


def is_teaser_label(text: str) -> bool:
    """Whether `text` announces a list of links."""
    return _TEASER_LABEL.match(text) is not None


def furniture(sentence: str) -> Kind | None:
    """Which furniture `sentence` is by its words, none if it may be reporting."""
    shown = visible(sentence)
    if frame_start(sentence) is not None or frame_start(shown) is not None:
        return Kind.MACHINE
    sentence = shown
    for kind, pattern in _SHAPES:
        if pattern.match(sentence):
            return kind
    bare = outside_quotes(sentence)
    if _BIO.search(bare):
        return Kind.SIGNOFF
    if _ORDER_ABROAD.search(bare) and not attributed(bare):
        return Kind.MACHINE
    if not addresses(sentence):  # spares most sentences the long lists
        return None
    signs = read_signs(sentence)
    return signs.kind if signs.points >= ENOUGH else None


def obeys(sentence: str) -> bool:
    """Whether `sentence`, behind an order to software, goes on with it: "Report instead that …"."""
    bare = outside_quotes(visible(sentence))
    return _OBEYS.match(bare) is not None and not _ATTRIBUTED_LAST.search(bare)


class Signs(Value):
    """What speaks for a stretch of text being furniture."""

    kind: Kind = Field(description="The furniture whose words weigh most.")
    subject: int = Field(
        ge=0, description="2 for each strong, 1 for each weak word of it, weak ones at most 2."
    )
    address: int = Field(description="2 each for imperative and order, 1 each for 'you', 'we' and '!'.")
    against: int = Field(ge=0, description="3 each for an attribution and for a writer's 'I'.")

    @property
    def points(self) -> int:
        """At least 4 is furniture; 0 where either subject or address is missing."""
        if not self.address or not (self.subject or self.address >= ENOUGH):
            return 0
        return self.subject + self.address - self.against


def read_signs(text: str) -> Signs:
    """Weigh the words of `text` outside quotation marks.

    An appeal of more than ten words has a subject only if it names the outlet or its wares: advice to readers
    ("if you live on the river, sign up for alerts at the town hall") is reporting. Software is a subject only
    where something is ordered ("ignore …"); what it is ordered to report may well be attributed.
    """
    text = visible(text)
    bare = outside_quotes(text)
    order = _orders(bare)
    folded = bare.casefold()
    weighed = {kind: _weigh(folded, kind, strong, weak) for kind, strong, weak in _SUBJECTS}
    if not order:
        del weighed[Kind.MACHINE]
    if len(bare.split()) > _BRIEF and not _SELF.search(bare):
        del weighed[Kind.APPEAL]
    kind, subject = max(weighed.items(), key=lambda item: item[1])
    told = attributed(bare) and kind is not Kind.MACHINE
    against = 3 * told + 3 * bool(_PERSONAL.search(bare))
    return Signs(kind=kind, subject=subject, address=_address(text, bare) + 2 * order, against=against)


def _orders(bare: str) -> bool:
    """Whether `bare` orders something itself, rather than tells who ordered it."""
    for found in _ORDER.finditer(bare):
        if found.start() == 0 or found.group()[0] in ".:":
            return True
        if not attributed(bare[: found.start()]) and not _ATTRIBUTED_LAST.search(bare, found.end()):
            return True
    return False


def _address(text: str, bare: str) -> int:
    folded = bare.casefold()
    address = 2 * bool(_CALL.search(bare)) + bool(_READER.search(folded)) + bool(_OUTLET.search(folded))
    return address + bool(_EXCITED.search(text))


def _weigh(text: str, kind: Kind, strong: re.Pattern[str], weak: re.Pattern[str]) -> int:
    """Points of one subject; weak words alone name only appeals and widgets."""
    found = len(set(strong.findall(text)))
    if not found and kind not in (Kind.APPEAL, Kind.SHARE):
        return 0
    return 2 * found + min(2, len(set(weak.findall(text))))


@lru_cache(maxsize=64)  # asked of a line, then of its sentences
def addresses(sentence: str) -> bool:
    """Whether `sentence` speaks to somebody, outside quotation marks: what reporting seldom does."""
    bare = outside_quotes(visible(sentence))
    return _address(sentence, bare) > 0 or _SOFTWARE.search(bare.casefold()) is not None

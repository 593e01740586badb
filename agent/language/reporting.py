"""Words that report: which verbs and phrases make what stands beside them somebody's words, and when not."""

import re

_VERBS = """said say says told tells adds added claimed claims claim argued argues argue insisted
    insists insist asserted asserts alleged alleges warned warns warn wrote writes declared
    declares explained explains noted notes stressed stresses maintained maintains contended
    contends contend predicted predicts believes believed believe thinks think estimated
    estimates estimate vowed vows promised promises denied denies deny confirmed confirms
    acknowledged admitted admits conceded reiterated repeated repeats remarked commented quipped
    testified exclaimed ranted tweeted complained complains suggested suggests recalled
    concluded boasted lamented fumed thundered charged accused accuses described describes
    called calls reported reports report announced announces stated fears fear expects expect
    hopes hope posted blamed blames ruled read shouted joked replied answered scoffed raged
    pledged assured objected retorted"""
_PARTICIPLES = """adding saying claiming arguing insisting asserting alleging warning writing declaring
    explaining noting stressing maintaining contending predicting denying accusing describing calling
    suggesting citing blaming boasting ruling complaining"""
VERB = re.compile(rf"\b(?P<verb>{'|'.join(_VERBS.split())})\b")
PARTICIPLE = re.compile(
    rf",\s+(?:and\s+|while\s+)?(?:falsely\s+|wrongly\s+|baselessly\s+)?"
    rf"(?P<verb>{'|'.join(_PARTICIPLES.split())})\b"
)
PHRASE = re.compile(
    r"\b[Aa]ccording\s+to\s+(?P<speaker>[^,;.()]+?)(?=,|;|\.|\s*\(|\s+(?:on|in|after|who|which|that)\s|$)"
)
HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|rumou?red"
    r"|(?:is|are|was|were)\s+(?:said|alleged|believed|thought|understood|reported)\s+to)\b"
)
CLAIM_NOUN = re.compile(
    r"\b(?:claims?|allegations?|accusations?|assertions?|theory|theories|rumou?rs?|charges|suggestions?"
    r"|complaints?)\s+(?:(?:that|of|about)\b|(?:he|she|they)\s+made\b)"
)
_DISTANCE = re.compile(
    r"\b(?:baseless(?:ly)?|groundless|falsely|unfounded|unproven|unsubstantiated|unsupported|debunked|discredited|disprove[dn]"
    r"|without\s+(?:(?:providing|offering|presenting|citing|giving|showing|any|further|basis\s+or)\s+)*"
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
_NOUN_BEFORE = re.compile(
    r"(?:\b(?:an?|the|his|her|their|its|our|my|your|this|that|these|those|no|any|some|of|for|about|with|by|such|other"
    r"|to|be|been|is|are|was|were|not|being|so|both|two|three|four|five|many|several|phone)|['’]s|s['’]|\w+less|false|first|latest|early|media|news|so-"
    r"|conspiracy)\s*$",
    re.IGNORECASE,
)
NAMING = frozenset("called calls described describes accused accuses blamed blames".split())
_CLAUSAL = frozenset(
    """claims claim report reports reported estimates estimate notes fears fear hopes hope charged
    posted alleged estimated suggested believed confirmed announced announces declared declares
    admitted admits promised promises pledged acknowledged expect expects thundered fumed ranted
    raged boasted joked repeated repeats recalled stressed noted maintained maintains answered
    replied predicted predicts concluded conceded objected""".split()
)
_MANNER = frozenset(
    "thundered fumed ranted raged joked replied answered objected shouted scoffed posted read "
    "exclaimed".split()
)
_CLAUSE = re.compile(
    r"\s*(?:[:,]|$|[.!?]|that\b|how\b|to\s+(?:have|be)\b|[\"“‘]|(?:on|in|at|late|early|during)\s.{2,30}\s?that\b"
    r"|(?:he|she|it|they|we|I|there)\b"
    r"|\S+\s+(?:\S+\s+){0,6}?(?:is|are|was|were|has|have|had|will|would|could|can|may|might|\w+ed)\b|\d|fewer|more)"
)
_MATTER = re.compile(r"\s+(?:for|on|off|up|in|out|it|an?\s+(?:meeting|election|strike|vote|halt))\b")


def speaks(verb: str, before: str, after: str) -> bool:
    """Whether `verb` between `before` and `after` reports words, rather than being a noun or an act.

    Args:
        verb: One of the reporting verbs, in lower case.
        before: Masked text of the sentence before it.
        after: Masked text after it.
    """
    if _NOUN_BEFORE.search(before):
        return False
    if verb in NAMING:
        return not _MATTER.match(after)
    if verb == "tells":
        return bool(re.search(r"\bthat\b|[\x01\"“]", after))
    if verb == "told" and re.match(r"\s+[^,.\x01]{2,60}?\sto\s", after):
        return " that " in after
    if verb == "ruled":
        return bool(re.match(r"\s+that\b", after))
    if verb in _MANNER and not re.search(r"[\"”’]\s+(?:[\w’'-]+\s+){0,4}$", before):
        return bool(re.match(r"[^.]{0,40}[:\x01\"“]|\s+that\b", after))
    return verb not in _CLAUSAL or bool(_CLAUSE.match(after))


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

"""Whether a sentence needs another one to be understood: by what it begins with and points back to."""

import re

from agent.language.attribution import main_subject
from agent.language.dates import days
from agent.language.names import names
from agent.language.quotes import masked

_THINGS = (
    r"former|latter|same|two|three|pair|group|move|decision|order|directive|agency|suit|ruling|incident"
    r"|statement|post|measure|plan|company|department|official|officials|proposal|deal|event|law|bill|agreement|announcement"
    r"|action|case|report|man|woman|other|others|firm|organi[sz]ation|rest|move|remarks?|comments?|effort|trio"
)
_DANGLING = re.compile(
    r"^(?:He|She|They|It|We|I|You|This|That|These|Those|Such|His|Her|Their|Its|Our|My|Similar(?:ly)?|Another"
    r"|Other|Others|Both|Here|There|Neither|Either|Each|None"
    r"|Many of them|Most of them|All of them|Not one of them"
    r"|Some of them|One of them|Among them|In all|For (?:his|her|their|its) part"
    rf"|The (?:{_THINGS}))\b"
)
_FRAGMENT = re.compile(
    r"\bsaid\s(?:that\s)?that\s(?:is|was)\swhy\b|^An?\s(?:further|similar|second|third)\s"
    r"|^(?:Because|Which|Who|Or|Nor|Than|Whose)\b|^(?:[\w’']+,?\s){0,3}(?:these|those|this|such)\s"
    r"|^The\s(?:new|latest|same|recent|proposed|final)\s(?:order|move|rule|measure|law|plan|policy|decision|bill"
    r"|report)\b|^(?:[\w’']+\s){0,3}ones\b|\bwould not be drawn\b|\bdid (?:so|not do so|the same)\b",
    re.IGNORECASE,
)
_OPENS_WITH = re.compile(
    r"^(?:In|At|During|After|Before|On|To|Of|From|With|For|By|While|As|Although|Though|Since|When|If)"
    r" (?:these|this|that|those|such|him|her|it|them|his|their|its)\b",
    re.IGNORECASE,
)
_NAMED_NEXT = re.compile(
    r"^(?:In|At|During|After|Before|On|From|With|For|By|As) (?:his|her|their|its)\s[^,]{3,60},"
    r"\s(?:the\s)?(?:[A-Z]\w*[\s-])?[A-Z]"
)
"""A pronoun whose name follows at once ("In her first speech, Mayor Lund …")."""
_TOLD_DANGLING = re.compile(
    r"\b(?:said|says|told\s\w+)\s(?:that\s)?"
    r"(?P<what>the\s(?:agency|order|move|company|department|plan|measure)|this|these|it)\b"
)
_EMPTY_IT = re.compile(
    r"it\s(?:is|was|has\sbeen|would\sbe|will\sbe)\s(?:not\s|too\s|still\s|very\s)*\w+\s(?:to|that|for|whether)\b"
)
_KINDS = (
    "office|ministry|agency|service|department|council|court|union|board|committee|commission|authority|police|party"
    "|house|company|group|bank|institute|league|club|fund|hospital|infirmary|clinic|university|school|trust|federation"
    "|association|foundation|utility|insurer|airline|railway|retailer|regulator|inspectorate|newspaper|network|airport"
)
BODIES = re.compile(
    rf"\b(?:{_KINDS}|{'|'.join(kind.capitalize() for kind in _KINDS.split('|'))}"
    r"|government|firm|charity|operator)\b|\b[A-Z]{2,6}\b"
)
"""What is no person: a body, by the word for its kind or by its letters."""
_POINTED = re.compile(
    r"(?<!\bsaid )(?<!\bsays )(?<!\bsay )(?<!\bargued )(?<!\bruled )(?<!\bclaimed )"
    r"\b(?:that|this|these|those)\s"
    r"(?:ruling|order|decision|directive|move|measure|plan|suit|lawsuit|law|bill|agreement|incident|statement"
    r"|proposal|deal|policy|promise|request|vote|figure|report|case)s?\b"
)
"""A thing pointed at that another sentence has named ("blocked that ruling")."""
_ELSEWHERE = re.compile(
    r"\b(?:his|her|its|their|the)\s(?:latest|newest|most\srecent)\s(?:[\w-]+\s)?(?:order|move|demand|rule|measure|plan"
    r"|step|policy|decision|proposal|action|announcement|statement)s?\b"
    r"|\b(?:reject|den(?:y|i)|dismiss|disput|repeat|welcom)(?:ed|es|s|ing)?\sthe\s(?:accusation|allegation|charge|claim"
    r"|criticism|report|decision|move|order)s?\s*[.,;!]"
    r"|^[^,;]*(?<!\bafter )(?<!\bbefore )\b(?:this|that)\s*[.!]$"
    r"|\bha(?:s|ve)\s(?:reacted|responded)\sby\b",
    re.IGNORECASE,
)
"""What only a sentence before can have named: the accusation, the latest move, what somebody reacted to."""
_THEN = re.compile(
    r"\bthat\s(?:day|night|morning|evening|afternoon|week|month|year)\b"
    r"|\bthe\s(?:day|night|morning|evening|week|month|year)\s(?:before|after|earlier)\s*[.,;]",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(r"\b(?:initially|at\sfirst)\b", re.IGNORECASE)
_TURN = re.compile(
    r"\b(?:but|before|until|later|then|now|since|although|though|while|however|yet|after|only\sto)\b|;",
    re.IGNORECASE,
)
"""What tells how it went on, where something was so only at first."""
_PLACE = re.compile(
    r"\bthe\s(?P<kind>(?:\w+ly\s[\w-]+|[\w]+-[\w-]+))\s(?:city|town|village|county|state|region|island|country)\b"
    r"(?!\s(?:of|and|where|that|which)\b|\s[A-Z])"
)
_PLACED = re.compile(r"\b(?:in|at|of|from|to|near|off|outside|across|for)\s[A-Z]|\b[A-Z]\w+,\s$")
"""A place, named."""
_ITS = re.compile(r"^[\"“][^A-Za-z]*[\"”],?\s(?:said|says|added)\s(?:[\w. ]{1,40},\s)?its\s")
"""A quotation whose speaker is told by a body that is not named ("…," said its director)."""
_LATE = re.compile(r"^[^,]{2,80},\s(?:[^,]{2,40},\s)?(?:it|he|she|they)\s")
_SAID_OF_OTHERS = re.compile(
    r"^[\"“'‘](?:These|Those|This|That|They|Them|Such|Both|He|She|Or|Nor|Neither|It)\b"
    r"|^[\"“'‘][^\"”]*\b(?:no|any|all|other)\ssuch\s\w"
)
"""A quotation that opens a sentence and points to what was said before it."""
_PERSONAL = re.compile(
    r"(?<!War )(?<!Article )(?<!Title )(?<!Part )(?<!Phase )(?<!Type )(?<!Class )\bI\b(?!\.\d)"
    r"|\b(?:me|my|we|us|our|ours|you|your|yours)\b|\b(?:is|was|are|were|be|of)\smine(?!\s[a-z])\b"
    r"|\btold\s(?:him|her|them)\b|\?\s*$"
)
"""Who writes or is written to; not a mine, nor a number ("World War I")."""
_BACKWARD = re.compile(r"\b(?:him|his|her|hers|their|theirs|them|he|she|they)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(?:the|a|an|some|many|several|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*)\s+\w+|\w+s\b|\bpeople\b"
    r"|\bpolice\b",
    re.IGNORECASE,
)


def dangles(text: str) -> bool:
    """Whether the sentence needs another one to be understood."""
    hidden = masked(text)
    ahead = _NAMED_NEXT.match(hidden)
    if (
        _DANGLING.match(hidden)
        or _FRAGMENT.search(hidden)
        or (_OPENS_WITH.match(hidden) and not ahead)
        or _said_of_another(hidden)
        or _POINTED.search(hidden)
        or _PERSONAL.search(hidden)
        or _ELSEWHERE.search(hidden)
        or _ITS.match(hidden)
        or _quotes_of_others(text)
        or _half_told(hidden)
    ):
        return True
    if (late := _LATE.match(hidden)) and not names(late.group()) and not main_subject(late.group()):
        return True
    back = None if ahead else _BACKWARD.search(hidden)
    return back is not None and not _named_before(hidden, back.start())


def _quotes_of_others(text: str) -> bool:
    """Whether a quotation opens the sentence that points to what was said before; an empty "it" does not."""
    found = _SAID_OF_OTHERS.match(text)
    return bool(found) and not _EMPTY_IT.match(text[1:].lower())


def _half_told(hidden: str) -> bool:
    """Whether a day or a place is pointed back at, or something was so at first and what then is missing."""
    if (then := _THEN.search(hidden)) and not days(hidden[: then.start()]):
        return True
    if (place := _PLACE.search(hidden)) and not _PLACED.search(hidden[: place.start()]):
        return True
    return bool(_UNFINISHED.search(hidden) and not _TURN.search(hidden))


def _named_before(hidden: str, place: int) -> bool:
    """Whether something that a pronoun at `place` can stand for is named before it."""
    before = hidden[:place]
    subject = main_subject(hidden)
    return bool(names(before) or _NOUN.search(before) or (subject and subject in before))


def _said_of_another(hidden: str) -> bool:
    """Whether somebody says something of a thing that the sentence does not name ("Lund said it had …").

    A body that speaks speaks of itself, and "it was too early to tell" of nothing.
    """
    for found in _TOLD_DANGLING.finditer(hidden):
        itself = found["what"] == "it" and BODIES.search(hidden[: found.start()])
        if not itself and not _EMPTY_IT.match(hidden[found.start("what") :]):
            return True
    return False

"""Who stands before a reporting verb, or behind it: the noun phrase of the speaker.

A speaker may be followed by its explanations ("Ada Birk, 51, who runs the dam, said") or be one ("its
director, Ada Birk, said"), so the clause is read in the parts between its commas. The earliest part that can
be a speaker and is followed only by explanations is the speaker.
"""

import re
from typing import NamedTuple

from agent.language.reporting import FINITE
from agent.language.roles import PASTS

CAPITAL = (
    r"(?:(?:Dr|Mrs?|Ms|Prof|St)\.\s)?[A-Z][\w’'.-]*"
    r"(?:[ \u00a0](?:(?:of|de|van|von|the|bin|al)\s)?(?:[A-Z][\w’'.-]*|&))*"
)
"""A name: words with capitals, with what may stand between them."""
_CLAUSE_START = re.compile(
    r"(?:[\"”]|(?<=[,.!?…-])[’'])[\s)]+|[;:(—–\x01]\s*|\s-\s|[.!?]\s+(?=[A-Z\"“])(?<!Dr\.\s)(?<![A-Z]\.\s)(?<!Mr\.\s)(?<!St\.\s)"
)
_FILLER = re.compile(
    r"(?:\s*\b(?:\w+ly|also|then|later|now|has|have|had|having|since|once|again|often|earlier|even|still|always"
    r"|would|will|did|soon|first|meanwhile|nevertheless|nonetheless|however)\b|(?<=[\w’')])\s+(?:on\s)?(?:last\s)?\w+day"
    r"(?:\s(?:morning|afternoon|evening|night))?)+\s*$"
)
_SAID_AT = re.compile(
    r",?\s(?:on|in|at|during|after|before|via|through|from|for)\s(?:an?|the|his|her|its|their|\w+day)\b[^,\x01]{0,50}$"
)
_OPENED = re.compile(
    r"^.*\b(?:(?i:that|which|who|whom|what|because|after|before|when|whether|how|why|while|where|as|although|though|if|but|than|since|until|so|or)"
    r"|whose(?=\s[A-Z])|and(?!\s[A-Z]))\s+"
)
_AND_NAME = re.compile(r"(?<!\w)(?:[a-z][\w-]*|[\w,]+ed|\d+)\s+and\s+(?=[A-Z])")
PREPOSITION = re.compile(
    r"(?:on|in|at|to|during|after|before|by|from|with|without|within|since|until|under|over|of|for|through|despite|according"
    r"|following|amid|near|outside|inside|across|because|if|when|while|as|via|upon|late|early|last|yesterday|there|here|not"
    r"|earlier|later|asked|meanwhile|then|however|instead|now|yet|still|but|and|or|so|nor|also|than|including)\b",
    re.IGNORECASE,
)
_LED = re.compile(
    r"^(?:(?:On|In|At|After|During|Before|By|Since|Late|Early|Last|Earlier|Outside|Inside|Near|For|Within)\s)"
    r"(?P<first>[\w’'.-]+)(?P<rest>(?:\s[\w’'.&-]+)*?)\s"
    r"(?P<who>(?<!of\s)(?<!to\s)(?<!in\s)(?<!at\s)(?<!on\s)(?<!for\s)(?<!by\s)(?<!from\s)(?<!with\s)"
    r"(?:(?:the|an?|his|her|its|their|one|two|three|another)\s[\w’'-]+|[A-Z][\w’'-]+|he\b|she\b|it\b|they\b|police\b).*)$"
)
_NOT_SUBJECT = re.compile(
    rf"\b(?:(?i:{FINITE}|to\s(?!the\b|an?\b|[A-Z]|his\b|her\b|its\b|their\b)|be|been|not|never|having|being|how|what|that"
    r"|which|who)|fell|rose|broke|went|came|began|became|died|grew|spoke|stood|ended|says|said|told|happened|remained|kept"
    r"|knew|felt|heard|saw|hid|met|ran|sat|lay|wept|sank|shook)\b"
)
_PASTS = PASTS - {"set", "put", "cut", "hit", "let", "hurt", "lost", "cost", "shot", "lead", "held"}
_ENDED = re.compile(
    r"(?<!the\s)(?<!a\s)(?<!an\s)\b(?!\w*(?:hundred|united|red)\b)\w{2,}ed(?:$|\s(?!\w+$))", re.IGNORECASE
)
_APART = re.compile(r"(?:according|despite|following|after|before|without|because|amid)\b")
_RELATIVE = re.compile(r"\s*(?:who|whose|whom|which|where|in\swhich|of\swhom|to\swhom)\b")
OFTEN = "police|officials|prosecutors|witnesses|experts|investigators|critics|authorities|doctors"
"""Who says things without an article, as a pattern."""
_EARLIER = re.compile(
    r"^(\s*)(?:Earlier|Later|Meanwhile|Afterwards|Instead|(?:\w+\s){1,3}ago|(?:Last|This)\s\w+)\s+(?=(?:the|an?|his|her|its|their)\b|[A-Z])"
)
_CONTACT = re.compile(
    r"(?:\b(?:the|an?|\d+|two|three)\s(?:[\w-]+\s){0,2}?[\w-]+)"
    rf"\s(?P<who>{OFTEN})\s*$",
    re.IGNORECASE,
)
"""A noun with who says something of it: "the man police say started the fire"."""
_NOBODY = re.compile(r"(?:nobody|no\s+one|none|neither|nothing|no|few)\b", re.IGNORECASE)
ROLE_PHRASE = re.compile(
    r"(?:(?:the|its|his|her|their|an?|one|our|whose|my)\b|[\w’'. -]+(?:['’]s|s['’])\s)", re.IGNORECASE
)
_LONGEST = 12
_INVERTED = re.compile(
    r"\s+(?P<who>(?!(?:on|in|at|after|that|during|to|by|it|he|she|they|we|i|there|this|how|why|whether|as|so|if|of|for"
    r"|from|when|what|nothing|no|and|but|or|with|without|through|via|under|over|before|outside|inside|around|between|about|only"
    r"|again|later|late|early|last|yesterday|today|afterwards)\b)(?:(?:Dr|Mrs?|Ms|Prof|St)\.\s|[^,;.:\x01\"“”()]){2,90}?)"
    rf"(?:\s\([^)]*\))?(?:,\s(?P<name>{CAPITAL}))?(?=[,;.:\"“]|\s(?:on|in|at|after|of|who|whose|during|that|which|when|as"
    r"|from|outside|before|to|through|via|while|late|last|yesterday|and|but)\s|$)"
)


class Subject(NamedTuple):
    """A speaker, and where its noun phrase begins."""

    start: int
    who: str


class Part(NamedTuple):
    """What stands between two commas, and where it begins."""

    start: int
    text: str


def blank(text: str) -> str:
    """`text` with what stands in parentheses blanked, so that offsets stay."""
    return re.sub(r"\([^()]*\)", lambda match: " " * len(match.group()), text)


def parts_of(clause: str, start: int) -> list[Part]:
    """The parts of a clause between its commas, which begins at `start`; none is blank."""
    found, place = list[Part](), start
    for piece in re.split(r"(,(?!\d))", clause):
        if piece.strip(" ,"):
            found.append(Part(place, piece))
        place += len(piece)
    return found


def phrase(part: Part) -> Subject | None:
    """The noun words_of at the end of a part, if it can be somebody who speaks."""
    text = re.sub(r"^(\s*)(?:and|but|while|though|although)\s", r"\1", part.text)
    text = _EARLIER.sub(r"\1", text)
    if opened := _OPENED.match(text):
        text = text[opened.end() :]
    if joined := list(_AND_NAME.finditer(text)):
        text = text[joined[-1].end() :]
    if led := _LED.match(text.strip()):
        text = text[text.index(led["who"], len(led["first"])) :] if led["who"] in text else text
    if named := _CONTACT.search(text):
        text = text[named.start("who") :]
    start = part.start + len(part.text) - len(text.lstrip())
    words_of = re.sub(r"\s+", " ", text.strip(" '\"“”\n"))
    words = words_of.split()
    if not words or len(words) > _LONGEST or "\x01" in words_of or not re.search(r"[A-Za-z]{2}", words_of):
        return None
    if _NOT_SUBJECT.search(words_of) or _NOBODY.match(words_of) or PREPOSITION.match(words_of):
        return None
    if set(words[1:]) & _PASTS:
        return None
    return Subject(start, words_of)


def _described(part: Part) -> Subject | None:
    """The speaker of "…, two people who were there said"."""
    head = re.split(r"\s(?:who|whose|whom)\s", part.text, maxsplit=1)
    return phrase(Part(part.start, head[0])) if len(head) > 1 else None


def _explains(part: Part) -> bool:
    """Whether a part may explain the one before it: a clause with "who", or words without a verb."""
    text = re.split(r"\b(?:who|whose|whom|which|that|where)\b", part.text.strip(), maxsplit=1)[0]
    if _APART.match(text):
        return False
    return not text or not (
        _NOT_SUBJECT.search(text)
        or re.match(r"(?:and|but|or|while|because)\b", text)
        or _ENDED.search(re.sub(r"^\w+ed\s", "", text))
    )


def _explained(parts: list[Part]) -> Subject | None:
    """The speaker of "X, the mayor, said" or "the mayor, X, who …, said"."""
    for index, part in enumerate(parts[:-1]):
        found = phrase(part)
        later = parts[index + 1 :]
        if not found or _ENDED.search(found.who) or not _explains(later[0]):
            continue
        if not (all(map(_explains, later)) or any(_RELATIVE.match(part.text) for part in later)):
            continue
        after = parts[index + 1].text.strip()
        if (
            ROLE_PHRASE.match(found.who)
            and re.fullmatch(CAPITAL, after)
            and not re.search(r"[A-Z]\S*$", found.who)
        ):
            return Subject(found.start, after)
        return found
    return None


def subject(mask: str, end: int) -> Subject | None:
    """Who stands before the reporting verb at `end` of a masked sentence."""
    left = _FILLER.sub("", blank(mask[:end])).rstrip()
    begin = max((found.end() for found in _CLAUSE_START.finditer(left) if found.end() < len(left)), default=0)
    clause = left[begin:]
    parts = parts_of(clause, begin)
    if not parts:
        return None
    if re.fullmatch(r"\s*who", parts[-1].text) or re.search(r"\w\s+who$", clause):
        return _antecedent(parts)
    if left.endswith(",") or (len(parts) > 1 and re.match(r"\s*(?:on|in|at|during)\s", parts[-1].text)):
        if found := _explained(parts):
            return found
        return phrase(parts[-1])
    if found := phrase(parts[-1]) or _described(parts[-1]):
        return found
    if at := _SAID_AT.search(left):
        return subject(left, at.start()) if at.start() > begin else None
    return None


def _antecedent(parts: list[Part]) -> Subject | None:
    """Who is meant by "who": "Ada Birk, a diver from Esk, who said"."""
    text = parts[-1].text.strip()
    if text != "who":
        before = Part(parts[-1].start, parts[-1].text[: parts[-1].text.rindex("who")].rstrip())
        return phrase(before)
    for part in reversed(parts[:-1]):
        named = re.search(rf"(?P<name>{CAPITAL})$", part.text.strip())
        whole = phrase(part)
        if whole and not re.match(r"(?:an?|the|its|his|her|their)\s[a-z]", whole.who):
            return whole if not re.match(r"\d", whole.who) else None
        if named and not whole:
            return Subject(part.start + part.text.rindex(named["name"]), named["name"])
    return phrase(parts[0]) if len(parts) > 1 else None


def inverted(mask: str, start: int, end: int) -> tuple[str, int] | None:
    """Who stands behind the verb between `start` and `end` in '"…," said X', and where that ends."""
    before, after = mask[:start], _INVERTED.match(mask[end:])
    quoted = re.search(r"[,?!.…—-][\"”’']\s*$|[\"”’'],\s*$", before)
    if (
        not after
        or not (quoted or before.rstrip().endswith(","))
        or not re.search(r"\w\s+\w|\x01{3}", before)
    ):
        return None
    who = after["who"].strip()
    if _NOT_SUBJECT.search(who) or (after["name"] and re.search(r"\d", after["name"])):
        return None
    rest = re.split(
        r"[,.;:]|\b(?:who|which|that|when|as|while|and|but)\b", mask[end + after.end("who") :], maxsplit=1
    )[0]
    if not quoted and (re.search(rf"\b{FINITE}\b", rest) or _leads(mask, start)):
        return None
    if after["name"] and ROLE_PHRASE.match(who):
        who = after["name"]
    return re.sub(r"\s+", " ", who), end + after.end()


def _leads(mask: str, start: int) -> bool:
    """Whether the sentence begins with a speaker and its explanation, right before the verb."""
    found = _explained(parts_of(mask[:start], 0))
    return found is not None and not re.search(r"\w\W+\w", mask[: found.start])

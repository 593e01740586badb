"""What is reported: the words beside the speaker and the verb that are somebody else's."""

import re

from agent.language.attribution.subjects import OFTEN
from agent.language.quotes import masked
from agent.language.reporting import FINITE
from agent.language.roles import PASTS
from agent.language.saying import NAMING, tells
from vectorstore.values import Span

_WHEN = (
    r"(?:(?:on|in|at|to|during|with|without|late|early|before|after|via|through|from)\s(?!that\b)(?:(?!\b(?:he|she|it|they|we)\b)[^,.;:\x01]){2,60}?|last\s\w+|this\s\w+|\w+ly|again"
    r"|yesterday|today|however)"
)
_LEAD = re.compile(
    rf"\s*,?\s*(?:(?:{_WHEN},?\s+)+?(?=(?:that|how|why|whether)\b|[\"“‘])|(?:on\s)?(?:last\s)?\w+day\s+|in\s+an?\s\w+\s*"
    r"|(?:in|via|on|through|at|to|from|after|with)\s[^,.:\x01]{3,60}:\s*)?(?:that\b|how\b|why\b|whether\b|of\b|as\b|:)?"
)
_ASIDE = re.compile(
    r"\s*(?:,\s*[^,.;\x01]{3,70}|\s(?:in|on|at|to|during|after)\s[^.;\x01]{3,90}),\s+(?=(?:that|how)\b)"
)
_TOLD = re.compile(r"\s+[^.;:\x01\"“]{2,90}?(?:,?\s+(?=(?:that|how|why|whether)\b)|[,:]?\s+(?=[\"“‘]|'\w))")
_TOLD_BARE = re.compile(
    r"\s+(?:(?:the|an?|his|her|its|their|this|our)\s)?(?:[\w’'-]+\s){0,3}?[\w’'-]+?,?\s+(?=the\b|it\b|he\b|she\b|they\b|there\b)"
)
_CLOSING = re.compile(
    r"\s*(?:[.,;!?)—–]|$|(?:on|in|to|at|during|late|after|via|through|when|as|last|from|outside|before|while|yesterday|this|\w+day)\b"
    r")"
)
_COMPLEMENT = re.compile(
    r"\s*(?:[^,.;\"“\x01]{0,80}?\s)?(?:that|how|whether|why)\b|\s*[:\"“]|\s[^,.;]{2,60}[:,]\s[\"“]"
)
_TAIL = re.compile(
    rf",\s+(?=(?:{FINITE}|that|rather|not|but\s(?:\w+ly\s)?{FINITE}|and\s(?:\w+ly\s)?{FINITE}|because|if|unless|or|even)\b)"
)
_BARE = re.compile(rf"\s*(?:(?:{FINITE}|been|not|\w+ed|{'|'.join(sorted(PASTS))})\b\s*)+")
_CONTACT = re.compile(
    rf"(?:\b(?:the|an?)|\d|\btwo|\bthree)\s(?:[\w-]+\s){{0,2}}?[\w-]+\s(?:{OFTEN})\s\w+$", re.IGNORECASE
)
_WHO = re.compile(r"\bwho(?:\s(?:\w+ly|has|have|had|also|then|later|once|first|still))*\s*$")
_FIRST = re.compile(r"\W*(?:While|When|After|Before|Although|Though|Because|If|Since|Once|Until)")
_AS = re.compile(r"(?:^|[\s,])as\s*$", re.IGNORECASE)
_WHOM = re.compile(r"\b(?:whom|which|that|what)\s*$")


def spans(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The span between two places without blanks and commas at its ends; none if hardly anything is left."""
    while start < end and text[start] in " ,:;—–\t\u00a0":
        start += 1
    while end > start and text[end - 1] in " ,;—–\t\u00a0":
        end -= 1
    return (Span(start=start, end=end),) if end - start > 2 else ()


def _resumed(text: str, mask: str, start: int, end: int, quoted: bool) -> tuple[Span, ...]:
    """What goes on behind a speaker in the middle: '"…," she said, "…"', "…, she said, rather than …"."""
    rest = re.search(r"[.:,]\s+(?=[\"“‘]|'\w)", mask[end:])
    if rest:
        return spans(text, end + rest.end(), len(text))
    half = not quoted and not re.search(
        rf"\b(?:{FINITE}|\w+ed|{'|'.join(sorted(PASTS))})\b", mask[_begin(mask, start) : start]
    )
    end += (
        day.end()
        if (day := re.match(r"\s(?:on\s|last\s)?\w+day(?:\s(?:morning|night|evening))?(?=,)", mask[end:]))
        else 0
    )
    tail = None if quoted else (re.match(r",\s+", mask[end:]) if half else _TAIL.match(mask[end:]))
    return spans(text, end + tail.end(), len(text)) if tail else ()


def before(text: str, mask: str, start: int, end: int) -> tuple[Span, ...]:
    """Content that stands before a speaker at `start` and goes on, if it does, behind `end`."""
    quoted = bool(re.search(r"[\"”’']\s*,?\s*$", mask[:start]))
    return spans(text, _begin(mask, start), start) + _resumed(text, mask, start, end, quoted)


def _begin(mask: str, start: int) -> int:
    """Where the clause that ends before `start` begins: behind a semicolon, or a colon and a clause."""
    stops = [
        found.end()
        for found in re.finditer(r"[;:]\s", mask[:start])
        if found.group()[0] == ";" or re.search(rf"\b(?:{FINITE}|\w+ed)\b", mask[found.end() : start])
    ]
    return stops[-1] if stops else 0


def content(text: str, mask: str, start: int, verb: Span) -> tuple[Span, ...]:
    """What is reported: before the speaker at `start` if the verb closes its clause, else after the verb."""
    left, after, word = mask[:start].rstrip(), mask[verb.end :], text[verb.start : verb.end].split()[-1]
    direct = re.match(rf"\s*(?:that\b|how\b|:|[^,.;]*\b{FINITE}\b)", after)
    if _AS.search(left) and not direct:
        return _parenthetical(text, mask, left, verb.end)
    if word in NAMING and (_WHOM.search(left) or _CONTACT.search(mask[: verb.end])):
        named = re.match(r"\s*as\b", after)
        begin = verb.end + (named.end() if named else 0)
        return spans(text, begin, begin + _predicate(mask[begin:]))
    following = _WHO.search(mask[: verb.start])
    ends = re.search(r"\w\s+\w|\x01{3}", left) or _TAIL.match(after)
    if not following and ends and _closes(left, after, word):
        return before(text, mask, start, verb.end)
    begin = verb.end + _lead(after, told=tells(word) or word.startswith("warn"))
    stop = re.search(r";\s|(?<=.{20}):\s(?![\"“])", mask[begin:])
    end = begin + stop.start() if stop else len(text)
    return spans(text, begin, min(end, begin + _relative(mask[begin:], mask[: verb.end], left)))


def _lead(after: str, *, told: bool) -> int:
    """How many characters behind the verb say to whom, when and where, before what is said."""
    lead = (_TOLD.match(after) or _TOLD_BARE.match(after) if told else None) or _ASIDE.match(after)
    lead = lead or _LEAD.match(after)
    skipped = lead.end() if lead else 0
    that = re.match(r"\s*(?:that|how|why|whether)\b", after[skipped:])
    return skipped + (that.end() if that else 0)


def _relative(rest: str, told: str, left: str) -> int:
    """How much of `rest` the relative clause holds of "which Birk said she never saw", "who denies it"."""
    if _WHO.search(told[: -len(told.split()[-1])]):
        stop = re.search(rf",\s(?=(?:{FINITE}|\w+ed|left|went|took|fled)\s)", rest)
        return stop.start() if stop else len(rest)
    if _FIRST.fullmatch(left):
        return rest.find(", ") % (len(rest) + 1)
    if not (re.search(r"\b(?:which|whom|who)$", left) or _CONTACT.search(told)):
        return len(rest)
    return _predicate(rest) if _BARE.match(rest) else rest.find(", ") % (len(rest) + 1)


def _predicate(rest: str) -> int:
    """How much of `rest` stands before the verb of the clause around it: "lit it | was arrested"."""
    first = _BARE.match(rest)
    begin = first.end() if first and not re.match(r"\s*\w+ed\s+(?:is|was|were|had|has)\b", rest) else 0
    stop = re.search(rf"[,.;]|\s{FINITE}\b", rest[begin:])
    return begin + stop.start() if stop else len(rest)


def _closes(left: str, after: str, word: str) -> bool:
    if word in NAMING:
        return False
    if re.search(r"[,.?!—…-]?[\"”’']$", left):
        return not re.match(r"\s*(?:that\b|how\b|:|[\"“])", after) or bool(re.match(r"\s*[,.]", after))
    complement = _COMPLEMENT.match(after)
    if complement and re.match(r"\s*,\s", after):
        complement = None
    ends = bool(_CLOSING.match(after)) or tells(word)
    return left.endswith((",", "—", "–")) and ends and not complement


def _parenthetical(text: str, mask: str, left: str, end: int) -> tuple[Span, ...]:
    """Content of "As X said, …" or "…, as X said"."""
    ahead = _AS.search(left)
    start = ahead.start() if ahead else 0
    if len(left[:start].split()) >= 2:
        return spans(text, 0, start)
    comma = mask.find(",", end)
    return spans(text, comma + 1, len(text)) if comma > 0 else spans(text, end, len(text))


def joined(text: str, content: tuple[Span, ...], start: int) -> tuple[Span, ...]:
    """`content` up to where somebody goes on: "called it X and said that Y", "…, while Z said"."""
    joint = re.search(r"(?:,?\s+(?:and|but)|,\s+(?:while|whereas))(?:\s+\w+){0,3}\s*$", masked(text)[:start])
    return cut(text, content, start, joint.start()) if joint else content


def cut(text: str, content: tuple[Span, ...], start: int, stop: int) -> tuple[Span, ...]:
    """`content` up to `stop`, in the span that holds `start`."""
    found = list[Span]()
    for span in content:
        inside = span.start < start < span.end
        found.extend(spans(text, span.start, max(span.start, stop)) if inside else (span,))
    return tuple(found) or content

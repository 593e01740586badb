"""Reports without a verb of saying: "according to X", "in X's view", "is said to", "X is convinced that"."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from agent.language.attribution.contents import spans
from agent.language.attribution.doers import doer
from agent.language.attribution.subjects import CAPITAL, subject
from vectorstore.values import Span

_WHO = (
    r"(?P<speaker>(?:(?:Dr|Mrs?|Ms|Prof|St)\.\s|[^,;.()\x01\"“])+?)"
    rf"(?:\s*\([^)]*\))?(?:,\s(?P<name>{CAPITAL})(?=[,.]))?"
)
_END = r"(?=,|;|\.|\s*\(|\s+(?:on|in|after|who|which|that|whose|when|but|and|while)\s|\s*[\"“]|$)"
_PHRASE = re.compile(
    rf"\b(?:[Aa]ccording\s+to|[Ii]n\s+the\s+(?:words|view|opinion|eyes|judgement|judgment|telling)\s+of|[Tt]o\s+quote"
    rf"|[Aa]s\s+(?:first\s+)?(?:reported|described|told)\s+by)\s+{_WHO}{_END}"
)
_OWN = re.compile(
    r"\b(?:[Ii]n|[Bb]y|[Oo]n|[Tt]o)\s+(?P<speaker>(?:(?:the|an?)\s(?:[\w-]+\s){0,3}?[\w-]+|[A-Z][\w’'.-]*(?:\s[A-Z][\w.-]*)*?)(?:['’]s|(?<=s)['’])"
    r"|his|her|its|their)\s+(?:own\s+)?(?:account|view|opinion|telling|words|estimate|estimation|reckoning|reading|version|mind)\b"
    r"(?!\s+(?:of|to|as|on|in)\b)"
)
_PUT = re.compile(
    rf"\b[Aa]s\s+(?P<speaker>he|she|they|it|(?:the|an?|its|one)\s[^,.\x01]{{2,50}}?|{CAPITAL})\s+(?:has\s|had\s)?(?:put|puts|sees|saw)\s+(?:it|things|the\smatter)\b"
)
_HEARSAY = re.compile(
    r"\b(?:said\s+to\s+(?=have|be)|reportedly|allegedly|purportedly|supposedly|apparently|rumou?red(?:\s+to)?"
    r"|(?:is|are|was|were|been)\s+(?:\w+ly\s+)?(?:said|alleged|believed|thought|understood|reported|claimed|rumou?red|suspected|feared"
    r"|estimated|considered|deemed)\s+to\s+(?=have|be)\b"
    r"|[Ii]t\s+(?:is|was|has\s+been|had\s+been)\s+(?:\w+ly\s+)?(?:said|alleged|believed|thought|understood|reported|claimed|rumou?red"
    r"|feared|suggested|argued|feared|estimated|whispered|announced)\s+that\b|(?:word|rumou?r|legend)\s+has\s+it\s+that\b"
    r"|(?:court|trial|inquest|inquiry|tribunal|jury|hearing|committee|panel|commission)\s+(?:has\s+|had\s+)?heard\s+that\b)"
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being|stands?|stood)\s+(?:\w+ly\s+)?"
    r"(?:(?P<verb>accused|described|denounced|condemned|branded|blamed|called|dismissed|labelled|criticised|criticized)"
    r"\s+by\s+(?P<speaker>[^,.;\x01]{2,60}?)\s+(?:of|as|for|an?)\b|accused\s+of\b"
    r"|(?:told|informed|assured|warned|advised)\s+(?:by\s+(?P<agent>[^,.;\x01]{2,50}?)\s+)?(?:on\s\w+\s)?that\b)"
)
_REDUCED = re.compile(
    r"\b(?:described|denounced|condemned|branded|dismissed|hailed|dubbed|criticised|criticized)\s+by\s+"
    r"(?P<speaker>[^,.;\x01]{2,60}?)\s+as\b"
)
_ALLEGED = re.compile(
    r"(?:(?P<owner>(?:(?:[Tt]he|[Aa]n?)\s(?:[\w-]+\s){0,3}?[\w-]+|[A-Z][\w.-]*(?:\s[A-Z][\w.-]*)*)(?:['’]s|(?<=s)['’])|\b[Hh]is|\b[Hh]er|\b[Tt]heir|\b[Ii]ts)\s+(?:\w+\s+){0,2}?)?"
    r"\b(?P<noun>(?i:claims?|allegations?|accusations?|assertions?|theory|theories|rumou?rs?|charges|suggestions?|complaints?|insistence"
    r"|contention|warnings?|prediction|fears?|belief|speculation|suspicions?|denial|testimony))\s+"
    r"(?:(?:by|from)\s+(?P<by>[^,.;\x01]{2,50}?)\s+)?(?:that\b|(?<=[mnt]s\s)(?:of|about)\b(?!\s\d)|(?P<made>he|she|they)\s+made\b)"
)
_MADE = re.compile(
    r"\b(?:ma[dk]es?|making|repeat(?:ed|s|ing)|renewed|voic(?:ed|ing)|spread(?:ing)?|shar(?:ed|ing)|post(?:ed|ing)|push(?:ed|ing)"
    r"|float(?:ed|ing)|issued|levell?ed|published|amplif\w+|rais(?:ed|ing)|stands?\sby|stood\sby|doubled\sdown\son|echoed)\s+(?:[\w’'-]+\s+){0,3}$"
)
_CERTAIN = re.compile(
    r"\s(?P<verb>(?:is|are|was|were|remains?|remained|seems?|seemed)\s+(?:\w+ly\s+)?(?:convinced|adamant|certain|sure|confident|of\sthe\s(?:view|opinion)"
    r"|satisfied|persuaded|clear|hopeful|optimistic|worried|afraid)\s+that|(?:ma[dk]es?)\s+(?:it\s+)?(?:\w+\s+)?clear\s+that"
    r"|(?:has|have|had)\s+no\s+doubt\s+that|(?:is|was|are|were)\s+quoted\s+in\s[^,]{3,40}\sas\ssaying\s+that"
    r"|took\s+the\s+view\s+that|puts?(?=\s+(?:the|its|their|his|her)\s[^,.;\x01]{2,40}?\sat\s(?:[a-z]+\s){0,3}?\d)|(?:holds?|held)\s+that|(?:issued|gave)\s+an?\s+(?:\w+\s)?(?:warning|assurance)\s+that)\b"
)
_VIEW = re.compile(
    r"\b(?P<speaker>(?:(?:[Tt]he|[Aa]n?)\s(?:[\w-]+\s){0,3}?[\w-]+|[A-Z][\w.-]*(?:\s[A-Z][\w.-]*)*)(?:['’]s|(?<=s)['’])|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)\s+"
    r"(?:own\s+|main\s+|first\s+|chief\s+)?(?:view|claim|argument|message|contention|position|verdict|warning|explanation|theory|answer|response|reply|conclusion"
    r"|belief|fear|line|version)\s+(?:is|was|remains|has\sbeen)\s*(?:that\b|[:,]|(?=[\"“]))"
)
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}


class Phrase(NamedTuple):
    """Somebody's words by a phrase: who, how, what, and where the phrase stands."""

    speaker: str | None
    verb: str
    content: tuple[Span, ...]
    cue: Span


def _owner(text: str | None) -> str | None:
    if text is None:
        return None
    return _OWNERS.get(text.strip().lower(), re.sub(r"['’]s?$", "", text.strip()))


def _quoted(text: str, mask: str, match: re.Match[str]) -> tuple[Span, ...]:
    """The quotation right behind "as X put it"."""
    quote = re.match(r"\s*[,:]?\s*[\"“‘'][\x01,.!?]+[\"”’']", mask[match.end() :])
    return spans(text, match.end(), match.end() + quote.end()) if quote else ()


def _inside(text: str, mask: str, match: re.Match[str]) -> tuple[Span, ...]:
    """The clause that "by X's own account" interrupts; none if it stands at either end of its sentence."""
    rest = re.match(r",\s[^.;]{3,}", mask[match.end() :])
    ahead = list(re.finditer(r"\b(?:where|that|which|because|and|but|while)\s", mask[: match.start()]))
    if not rest or not ahead:
        return ()
    stop = match.end() + rest.end()
    return spans(text, ahead[-1].end(), match.start()) + spans(text, match.end(), stop)


def _around(text: str, mask: str, match: re.Match[str]) -> tuple[Span, ...]:
    """What a phrase is about: the rest of a sentence that it begins, or else what stands before it."""
    if len(text[: match.start()].split()) > 1:
        ahead = spans(text, 0, match.start())
        resumed = re.match(r"[^,]{0,60},\s+(?=(?:that|which\shas\snot)\b)", mask[match.end() :])
        return ahead + (spans(text, match.end() + resumed.end(), len(text)) if resumed else ())
    comma = re.match(r"\s*\([^)]*\)\s*,?|\s*,", mask[match.end() :])
    comma = comma or re.match(r"[^,]{0,120},(?=\s)", mask[match.end() :])
    return spans(text, match.end() + (comma.end() if comma else 0), len(text))


def _sourced(text: str, mask: str) -> Iterator[Phrase]:
    for match in _PHRASE.finditer(mask):
        who = match["speaker"].strip()
        if (
            match["name"]
            and re.match(r"(?:the|its|his|her|their|an?)\b|.*['’]s?\s", who)
            and not re.search(r"[A-Z]\S*$", who)
        ):
            who = match["name"]
        yield Phrase(who, _plainly(match), _around(text, mask, match), _cue(match))
    for pattern in (_OWN, _PUT):
        for match in pattern.finditer(mask):
            content = _quoted(text, mask, match) or _inside(text, mask, match) or _around(text, mask, match)
            yield Phrase(_owner(match["speaker"]), _plainly(match), content, _cue(match))


def _plainly(match: re.Match[str]) -> str:
    """The name of the phrase: "view" for somebody's judgement, or else "according to"."""
    return (
        "view" if re.search(r"\b(?:view|opinion|eyes|mind|judge?ment)\b", match.group()) else "according to"
    )


def _hearsay(text: str, mask: str) -> Iterator[Phrase]:
    for match in _HEARSAY.finditer(mask):
        stop = re.search(r"[,;]", mask[match.end() :])
        content = spans(text, match.end(), match.end() + stop.start() if stop else len(text))
        yield Phrase(None, match.group().strip(), content, _cue(match))
    for pattern in (_PASSIVE, _REDUCED):
        for match in pattern.finditer(mask):
            stop = re.search(r";|,\s(?=(?:who|which|but|and|a|an|the)\s)", mask[match.end() :])
            content = spans(text, match.end(), match.end() + stop.start() if stop else len(text))
            who = match["speaker"] or (match["agent"] if pattern is _PASSIVE else None)
            yield Phrase(who, match.group().strip(), content, _cue(match))


def _nouns(text: str, mask: str) -> Iterator[Phrase]:
    for match in _ALLEGED.finditer(mask):
        who = _owner(match["owner"]) or match["by"] or match["made"]
        if not who and _MADE.search(mask[: match.start("noun")]):
            who = doer(mask)
        verb = f"{match['noun']} {match.group().split()[-1]}"
        yield Phrase(
            who, verb, spans(text, match.end(), len(text)), Span(start=match.start("noun"), end=match.end())
        )
    for match in _VIEW.finditer(mask):
        yield Phrase(_owner(match["speaker"]), "view", spans(text, match.end(), len(text)), _cue(match))


def _convictions(text: str, mask: str) -> Iterator[Phrase]:
    for match in _CERTAIN.finditer(mask):
        if found := subject(mask, match.start("verb")):
            if found.who.lower() in {"it", "there", "this", "that"} and "clear" in match["verb"]:
                continue
            cue = Span(start=found.start, end=match.end())
            yield Phrase(found.who, match["verb"], spans(text, match.end(), len(text)), cue)


def _cue(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end())


_KINDS: tuple[Callable[[str, str], Iterator[Phrase]], ...] = (_sourced, _hearsay, _nouns, _convictions)


def phrases(text: str, mask: str) -> list[Phrase]:
    """Reports of a sentence by phrases, with something in them that is reported."""
    return [phrase for kind in _KINDS for phrase in kind(text, mask) if phrase.content]

"""What the sides of a disagreement are about: a phrase of the source's own words.

Counts are named by what is counted, days by what happened on them, persons by their office, causes by what
they brought about. Where that cannot be told, the longest run of words that two sides share is the topic.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from agent.disagree.clauses import clause
from agent.disagree.counts import SHARE
from agent.disagree.values import Cause, Stated
from agent.language.names import names
from agent.language.numbers import Measure, Quantity
from agent.language.words import STOPWORDS, Token, concept, concepts, tokens
from agent.values import DisagreementKind

_LONG = 7
"""Words of a topic at most."""
_LINK = frozenset("of in on at for against by to the a an from with per".split())
_LEAD = re.compile(
    r"^(?:[\s,;:—–\"“”'’.()-]|(?:that|which|who|and|but|because|when|while|after|before|as|where|it|he|she|they|then|also|still|only"
    r"|just|on|in|at|by|around|about|shortly|late|early)\b)+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,;:—–\"“”'’.()-]|\b(?:on|in|at|by|around|about|shortly|late|early|until|from|since|the|a|an|of|was|were|is|are|for|to|and"
    r"|next|last|as|that|until|before|after|over|with|just)\b)+$",
    re.IGNORECASE,
)


_CURRENCY = re.compile(
    r"\b(?:dollars?|euros?|pounds?|crowns?|francs?|marks?|yen|rupees?|yuan)\b", re.IGNORECASE
)
_DENIAL = 30
"""Characters by which a clause that denies something must be shorter to be the topic."""
_NOUN = re.compile(r"\b(?:the|an?|its|their|his|her|of)\s+$", re.IGNORECASE)
_QUOTES = re.compile(r"[\"“”]")
_STATE = re.compile(r"\b(?:is|was|are|were|fell|falls)\s+(?:on\s+|in\s+)?$")
_NAMED_DAY = re.compile(r"\s(?:an?|as)\s")
_SPAN = re.compile(
    r"\s+(?:\d+|an?|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:minutes?|hours?|days?|weeks?)\s*$"
)
_NEGATED = re.compile(r"\b(?:not|never|no|nobody|none|without)\b|n['’]t\b")
_CALENDAR = re.compile(r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


def topic(sides: Sequence[Sequence[Stated]]) -> str:
    """What the sides, the larger first, differ about."""
    kind = sides[0][0].detail.kind
    told = [one for side in sides for one in side]
    match kind:
        case DisagreementKind.NUMBER:
            found = _counted(told)
        case DisagreementKind.NAME:
            found = next((one.detail.role for one in told if one.detail.role), "")
        case DisagreementKind.DATE:
            found = _dated(told)
        case DisagreementKind.CAUSE:
            found = _caused(told)
        case _:
            found = _whether(told)
    found = found or _shared(sides[0][0], sides[1][0]) or sides[0][0].detail.text
    return _QUOTES.sub("", found)


def _text(one: Stated) -> str:
    return one.statement.claim.text


def _counted(told: Sequence[Stated]) -> str:
    """The unit with what befell it, or with the phrase behind it that another side has too."""
    fated = next((one.detail.role for one in told if one.detail.role not in {"", SHARE}), "")
    if fated:
        units = [unit for one in told if (unit := _people(one))]
        return f"{units[0] if units else 'people'} {fated}"
    first = told[0].detail.value
    if isinstance(first, str):
        return "result of the vote"
    phrases = [phrase for one in told if (phrase := _phrase(one, told))]
    found = max(phrases, key=lambda phrase: len(phrase.split()), default="")
    if isinstance(first, Quantity) and first.measure is Measure.MONEY:
        return _money(told)
    return found


def _people(one: Stated) -> str:
    """The noun behind a number of people, if it is one."""
    words = one.detail.text.split()
    noun = next(
        (word for word in words[1:3] if word.isalpha() and word.islower() and word.endswith(("s", "n", "e"))),
        "",
    )
    fates = concepts(one.detail.role)
    return noun if noun and noun not in STOPWORDS and not concepts(noun) & fates else ""


def _phrase(one: Stated, told: Sequence[Stated]) -> str:
    """What stands behind a number, as far as other articles say it too."""
    article = one.source.article.origin
    said = frozenset[str]().union(*(o.detail.said for o in told if o.source.article.origin != article))
    rest = _text(one)[one.detail.start :]
    value = one.detail.value
    if isinstance(value, Quantity):
        rest = _text(one)[value.end :] if value.end <= len(_text(one)) else rest
    stop = re.search(r"[,;:.()\"“”—–]", rest)
    kept, words = list[str](), tokens(rest[: stop.start()] if stop else rest)
    for token in words[:_LONG]:
        if token.content and concept(token.stem) not in said and kept:
            break
        if not token.content and token.lower not in _LINK:
            break
        kept.append(token.text)
    while kept and (kept[-1].lower() in STOPWORDS or kept[-1][0].isdigit()):
        kept.pop()
    while kept and kept[0].lower() in STOPWORDS:
        kept.pop(0)
    return " ".join(kept)


def _money(told: Sequence[Stated]) -> str:
    """The noun that the sum is of, with its currency."""
    detail = told[0].detail
    currency = next(
        (match.group() for one in told if (match := _CURRENCY.search(one.detail.text))), "dollars"
    )
    shared = detail.said.intersection(*(one.detail.said for one in told[1:])) - concepts(detail.text)
    for each in told:
        for token in tokens(_text(each)):
            if (
                concept(token.stem) in shared
                and _NOUN.search(_text(each)[: token.start])
                and token.text.islower()
            ):
                return f"sum in {currency} ({token.text})"
    return f"sum in {currency}"


def _dated(told: Sequence[Stated]) -> str:
    """The shortest clause in which a side tells what happened: "when the span fell"."""
    found = [phrase for one in told if (phrase := _happening(one))]
    return min(found, key=len, default="")


def _happening(one: Stated) -> str:
    text, detail = _text(one), one.detail
    left, _ = clause(text, detail.start, detail.end)
    start, before = _led(text, left, detail.start)
    phrase = " ".join(word for word in _TAIL.sub("", before).split() if not word[0].isdigit())
    if (
        not 2 <= len(phrase.split()) <= _LONG + 3
        or len(concepts(phrase)) < 2
        or _NAMED_DAY.match(text, detail.end)
    ):
        return ""
    shown = _lowered(text, start, phrase)
    return shown if _STATE.search(before) else f"when {shown}"


def _led(text: str, left: int, right: int) -> tuple[int, str]:
    """Where a clause starts without the words that only lead to it, and the clause."""
    lead = _LEAD.match(text[left:right])
    start = left + (lead.end() if lead else 0)
    return start, text[start:right]


def _caused(told: Sequence[Stated]) -> str:
    effects = [value.effect for one in told if isinstance(value := one.detail.value, Cause) and value.effect]
    shared = frozenset[str].intersection(*effects) if effects else frozenset()
    for one in told:
        value = one.detail.value
        wanted = (shared or value.effect) if isinstance(value, Cause) else frozenset()
        if nouns := [t for t in tokens(_text(one)) if t.content and concept(t.stem) in wanted]:
            return f"cause of the {' '.join(t.text for t in _run(nouns, _text(one)))}"
    return "cause"


def _run(found: Sequence[Token], text: str) -> list[Token]:
    """The first of `found` and those that follow it without a word between."""
    run = [found[0]]
    for token in found[1:]:
        if text[run[-1].end : token.start].strip():
            break
        run.append(token)
    return run


def _whether(told: Sequence[Stated]) -> str:
    """The shortest clause of those that differ, rather one that denies nothing: "whether it was banned"."""
    found = []
    for one in told:
        text, detail = _text(one), one.detail
        left, right = clause(text, detail.start, detail.end)
        left = max([left, *(m.end() for m in re.finditer(r";\s", text[: detail.start]))])
        start, phrase = _led(text, left, right)
        phrase = _TAIL.sub("", _SPAN.sub("", phrase))
        vague = _CALENDAR.match(phrase) or re.search(
            r"\b(?:it|they|he|she|them)\b", text[left:right], re.IGNORECASE
        )
        if 2 <= len(phrase.split()) <= 2 * _LONG and not vague:
            weight = len(phrase) + _DENIAL * bool(_NEGATED.search(phrase))
            found.append((weight, _lowered(text, start, phrase)))
    return f"whether {min(found)[-1]}" if found else ""


def _lowered(text: str, start: int, phrase: str) -> str:
    """`phrase`, which stands at `start`, without the capital of a sentence's start."""
    if (
        start
        or any(name.start == 0 for name in names(text))
        or (phrase[:2].isalpha() and phrase[:2].isupper())
    ):
        return phrase
    return phrase[:1].lower() + phrase[1:]


def _shared(one: Stated, other: Stated) -> str:
    """The longest run of words that two sentences share, with at least one that carries meaning."""
    mine, theirs = tokens(_text(one)), tokens(_text(other))
    values = concepts(one.detail.text) | concepts(other.detail.text)
    match = SequenceMatcher(None, [t.stem for t in mine], [t.stem for t in theirs], autojunk=False)
    runs = []
    for block in match.get_matching_blocks():
        run = list(mine[block.a : block.a + block.size])
        while run and (not run[-1].content or concept(run[-1].stem) in values):
            run.pop()
        while run and (not run[0].content or concept(run[0].stem) in values):
            run.pop(0)
        if run:
            runs.append(run)
    best = max(runs, key=lambda run: (sum(t.content for t in run), -run[0].start), default=[])[:_LONG]
    return _text(one)[best[0].start : best[-1].end] if best else ""

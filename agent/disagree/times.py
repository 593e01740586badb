"""The days, months and times of day that a sentence states, each with what it dates.

When somebody said something is not compared: people say things on many days.
"""

import re
from datetime import datetime
from itertools import islice

from agent.disagree.clauses import clause, framed, telling
from agent.disagree.counts import MOST
from agent.disagree.values import Clock, Detail, Held, Month
from agent.language.dates import MONTHS, days
from agent.language.numbers import SPELLED
from agent.language.words import concepts, tokens
from agent.values import DisagreementKind

_HOURS = SPELLED[1:13]
_HOUR = "|".join(_HOURS)
_CLOCK = re.compile(
    rf"""\b(?P<hour>\d{{1,2}})(?:[:.](?P<minute>[0-5]\d))?\s?(?:(?P<half>[ap])\.?m\b\.?|o['’]clock)
      | \b(?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)\b
      | \b(?:(?P<past>half|(?:a\s)?quarter|ten|twenty|five)\s+(?P<side>past|to)\s+)(?P<spoken>{_HOUR})\b
      | \b(?:at|around|about|by|before|after|until)\s+(?P<noon>noon|midday|midnight)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_PAST = {"half": 30, "quarter": 15, "ten": 10, "twenty": 20, "five": 5}
_AROUND = re.compile(
    r"\b(?:about|around|shortly\s+(?:after|before)|just\s+(?:after|before)|nearly|almost|some\s+time\s+after)\s*$",
    re.IGNORECASE,
)
_MORNING, _EVENING = (
    re.compile(rf"^[^.;]{{0,40}}?\b(?:{words})\b", re.IGNORECASE)
    for words in ("morning|dawn|am", "afternoon|evening|night|tonight|pm")
)
_MONTH = re.compile(
    r"\b(?:in|until|by|from|since)\s+(?:(?:early|late|mid)[\s-]|the\s+\w+\s+of\s+)?"
    rf"(?P<month>{'|'.join(w.title() for w in MONTHS)})"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d))?\b(?!\s+\d)"
)
_NOT = re.compile(
    r"\b(?:not|never|nor|instead\s+of|rather\s+than)\s+(?:(?:the|at|about|in|on|until|by)\s+)*$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|says|told|tells|wrote|tweeted|announced|reported|stated|added|statement|interview|briefing|conference"
    r"|reporters|warned|published|posted|tweets?|letter|argued|claimed|insisted|spoke|speaking|testified|confirmed)"
    r"(?:\s+(?:reporters|journalists|lawmakers|\w+ers|the\s+\w+|\w+))?(?:\s+(?:late|early|on|in|at))*\s+$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r",?\s+(?:\w+ly\s+)?(?:said|says|told|tells|wrote|tweeted|announced|stated|warned|argued|claimed|insisted|testified|confirmed"
    r"|called|urged|asked|accused|defended|criticized|criticised|denounced|condemned|explained)\b"
)
_SERIES = re.compile(
    r"\b(?:more|another|again|series|continu\w+|latest|second|third|fourth|fifth|further|resum\w+|ongoing|days\s+of|since|daily"
    r"|several|every|each|through|weekend|week)\b",
    re.IGNORECASE,
)
_ONSET = re.compile(r"\b(?:broke\s+out|began|begun|started|erupted|ignited|was\s+lit)\b[^,;.]{0,40}$")
_APPOSED = re.compile(r",\s(?:a|an|the|its|which|who|whose)\s[^,]{3,90},")
_PLAIN = frozenset("near during ahead outside inside across along around early late local".split())
DUE = re.compile(
    r"\b(?:(?:is|are)\s+to|expected|due|scheduled|planned|to\s+(?:begin|start|open|end)|set\s+(?:for|to)|will|would)\b",
    re.IGNORECASE,
)
"""Words by which what is dated is yet to come."""


def _clock(match: re.Match[str], text: str) -> Clock | None:
    before, after = text[max(0, match.start() - 20) : match.start()], text[match.end() : match.end() + 60]
    slack, half = (30 if _AROUND.search(before) else 0), False
    if match["noon"]:
        return Clock(0 if match["noon"].lower() == "midnight" else 720, False, slack)
    if match["spoken"]:
        shift = _PAST[match["past"].lower().split()[-1]] * (1 if match["side"].lower() == "past" else -1)
        hour, minute = _HOURS.index(match["spoken"].lower()) + 1, shift
    else:
        hour = int(match["hour"] or match["hour24"])
        minute = int(match["minute"] or match["minute24"] or 0)
    if hour > 24:
        return None
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"].lower() == "p")
    elif match["hour24"] is None or hour <= 12:
        late, early = _EVENING.search(after), _MORNING.search(after)
        half = not late and not early
        hour = hour % 12 + 12 * bool(late and not early)
    return Clock((hour * 60 + minute) % 1440, half, slack)


def _clocks(text: str) -> list[tuple[str, Held, tuple[int, int]]]:
    read = ((match, _clock(match, text)) for match in islice(_CLOCK.finditer(text), MOST))
    return [(match.group(), clock, match.span()) for match, clock in read if clock]


def _months(text: str) -> list[tuple[str, Held, tuple[int, int]]]:
    return [
        (
            text[match.start("month") : match.end()],
            Month(MONTHS.index(match["month"].lower()) + 1, int(match["year"]) if match["year"] else None),
            (match.start("month"), match.end()),
        )
        for match in islice(_MONTH.finditer(text), MOST)
    ]


def head(text: str, start: int, end: int, left: int) -> frozenset[str]:
    """Concepts of what a date at `start` dates: the last words before it, or the verb right behind it."""
    before = telling(tokens(_APPOSED.sub(" ", text[left:start])))[-3:]
    if _ONSET.search(text[left:start]):
        before.append("start")
    behind = re.match(
        r"(?:\s(?:morning|afternoon|evening|night|noon))?\s+(?!(?:to|in|at|for|by|of|the|a|an|and|with|that)\b)([a-z]+)",
        text[end:],
    )
    verb = concepts(behind[1]) - _PLAIN if behind else frozenset[str]()
    return verb or frozenset(before) - _PLAIN


def times(text: str, published: datetime | None) -> list[Detail]:
    """The days, months and times of day of one sentence; denied ones stand beside those that replace them."""
    named: list[tuple[str, Held, tuple[int, int]]] = [
        (day.text, day, (day.start, day.end)) for day in days(text, published)[:MOST]
    ]
    read = sorted([*named, *_clocks(text), *_months(text)], key=lambda each: each[2])
    dropped = [(value, span) for _, value, span in read if _NOT.search(text[: span[0]])]
    found = []
    for shown, value, span in read:
        told = _TOLD.search(text[max(0, span[0] - 60) : span[0]]) or _TELLS.match(text, span[1])
        if (value, span) in dropped or told:
            continue
        instead = tuple(other for other, _ in dropped if type(other) is type(value))
        detail = framed(DisagreementKind.DATE, text, shown, value, span)
        left, right = clause(text, *span)
        if not instead and _SERIES.search(text, max(0, left - 8), right):
            continue
        near = head(text, *span, max(0, span[0] - 160)) - concepts(shown)
        found.append(detail._replace(near=near, instead=instead, wanted=False))
    return found

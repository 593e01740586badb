"""Whether a sentence that somebody else worded derives from the source sentence that it cites.

It does if it is that sentence with nothing done to it but whole parts left out (`agent.derive.align`), or the
words that name the speaker, whom the gate names instead. Those words may also be put otherwise ("according
to police", "police said"), as long as they name the same speaker and say nothing more of him.

Chosen over likeness and over a checker's score, because those let through what a careless model writes: a
wrong subject, swapped roles, "the man who shot the mayor fled" cut to "the mayor fled". What it costs are
sound paraphrases, which are sent back to be worded closer to the source.
"""

import re
from collections.abc import Iterator, Sequence

from agent.check import Source
from agent.check_local.speaker import same_speaker
from agent.claims import Statement
from agent.derive.align import GAP, SHORTEST, follows, read
from agent.derive.lexicon import TURNS
from agent.derive.reading import Word, verb
from agent.language.attribution import Report, distanced, reports
from agent.language.saying import HEDGED, NAMING
from vectorstore.sentences import split
from vectorstore.values import Span

_DENIALS = frozenset(
    "denied denies deny rejected rejects disputed disputes dismissed dismisses refuted".split()
)
_SAID_ON = re.compile(
    r"^\s+(?:on\s+)?(?:late\s+|early\s+)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?:\s+(?:morning|afternoon|evening|night))?\b"
)
"""The day on which somebody said it, behind the words that name him."""
_MODIFIERS = frozenset(
    "former ex deputy vice acting interim assistant associate junior shadow late onetime then".split()
)
"""Words that make another role of the one behind them."""
_NEUTRAL = frozenset("said say says according to".split())
"""Words that give something as somebody's words and tell nothing more."""


def underived(text: str, cited: Source) -> str | None:
    """Why `text` does not derive from one sentence of `cited`; None if it does."""
    if len(list(split(text, (Span(start=0, end=len(text)),)))) != 1:
        return "it is not one sentence"
    if len(read(text).words) < SHORTEST:
        return "it is too short to say anything"
    if any(_derives(text, statement) for statement in cited.statements):
        return None
    return "it is not a sentence of its source with whole parts left out"


def _derives(text: str, statement: Statement) -> bool:
    own, speaker = statement.claim.text, statement.claim.speaker
    if (statement.claim.distanced and not distanced(text)) or _asks(own) != _asks(text):
        return False
    told = [report for report in statement.reports if _told(own, report)]
    cues = [report.cue for report in told]
    if not speaker or len({report.speaker for report in told}) > 1:
        return follows(read(text), read(own, cues))
    verbs = {report.verb.lower() for report in told} | _NEUTRAL
    drafts = [("", text), *_bare(text, _plainly(text, verbs, speaker), speaker)]
    sentences = [("", read(own, cues)), *((day, read(each)) for day, each in _bare(own, told, speaker))]
    return any(
        day in {"", said} and follows(read(draft), sentence)
        for day, draft in drafts
        for said, sentence in sentences
    )


def _asks(text: str) -> bool:
    return text.rstrip(' "”’)').endswith("?")


def _told(text: str, report: Report) -> bool:
    """Whether the words that name the speaker stand beside what is said and could be taken off."""
    return bool(report.speaker) and str(report.speaker) in report.cue.of(text) and report.verb != "told"


def _plainly(text: str, verbs: frozenset[str] | set[str], speaker: str) -> list[Report]:
    """Reports whose cue says no more than that `speaker`, named in full or as whom he is, said it."""
    skipped = {*verbs, "a", "an", "the"}
    name = [word for word in read(speaker).words if word.lower not in skipped]
    cues = (
        (report, [w.lower for w in read(report.cue.of(text)).words if w.lower not in skipped])
        for report in reports(text)
        if _told(text, report)
    )
    return [report for report, cue in cues if _names(cue, name)]


def _names(cue: Sequence[str], name: Sequence[Word]) -> bool:
    """Whether `cue` is a name, or that without words which make nobody else of him ("Mayor" or "Ana")."""
    full = [word.lower for word in name]
    if cue == full or not cue:
        return cue == full
    left = [word.lower not in cue for word in name]
    if left[-1] or not name[-1].capital or cue != [word for word in full if word in cue]:
        return False
    pairs = zip(name, left, (not gone for gone in left[1:]), strict=False)
    first = left.index(False)
    owners = any(left[i] and full[i].endswith("'s") for i in range(first, len(full)))
    return not owners and not any(gone and stays and word.lower in _MODIFIERS for word, gone, stays in pairs)


def _bare(text: str, told: Sequence[Report], speaker: str) -> Iterator[tuple[str, str]]:
    """`text` without the words that name `speaker`, who does not deny or doubt it, and their day."""
    for report in told:
        plain = not (report.denied or report.distanced or report.verb in _DENIALS | NAMING | HEDGED)
        before, after = text[: report.cue.start], text[report.cue.end :]
        if not plain or not same_speaker(str(report.speaker), speaker) or _tells_when(before):
            continue
        day = _SAID_ON.match(after)
        said = day.group().lower().replace(" on ", "").strip() if day else ""
        yield said, f"{before}{GAP} {after[day.end() if day else 0 :]}"


def _tells_when(before: str) -> bool:
    """Whether what stands before the speaker belongs to the saying ("On Tuesday, …"), not to what is said."""
    words = read(before).words
    return any(word.lower not in TURNS for word in words) and not any(verb(word) for word in words)

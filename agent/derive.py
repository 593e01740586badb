"""Whether a sentence that somebody else worded derives from the source sentence that it cites.

It does if it is that sentence with nothing done to it but whole parts left out: a part between commas, dashes
or brackets, what trails behind a comma, an adjunct ("on Monday", "after the vote"), a connective, or the
words that name the speaker, whom the gate names instead. A fronted adjunct may also move to the end, and
back. The words that stay are the source's own, in its order; only articles and "that" are free.

Chosen over likeness and over a checker's score, because those let through what a careless model writes: a
wrong subject, swapped roles, "the man who shot the mayor fled" cut to "the mayor fled". What it costs are
sound paraphrases, which are sent back to be worded closer to the source. After the deletions that compressive
summarization allows (Knight & Marcu 2002; Martins & Smith 2009, which score by trees what is asked here of
punctuation and of the words that begin a part).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from agent.check import Source
from agent.check_local.stance import same_speaker
from agent.claims import Statement
from agent.language.attribution import Report, reports
from agent.language.quotes import quotations
from vectorstore.sentences import split
from vectorstore.values import Span

_PART = re.compile(
    r"(?P<word>[$€£]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]+)?|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’.&-][^\W_]+)*['’]?)"
    r"|(?P<bound>[,;:()\[\]—–…]|\s-{1,2}\s)"
)
_FREE = frozenset({"a", "an", "the", "that"})
_DATED = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december""".split()
)
_BINDS = frozenset(
    """if unless except without not until till only provided providing whether but however although though
    yet pending subject nor never no none neither unlike instead rather barring assuming cannot cant wont isnt
    wasnt arent werent didnt doesnt dont hasnt havent hadnt allegedly alleged reportedly purportedly
    supposedly falsely baselessly wrongly""".split()
)
"""Words on which the truth of the rest may hang: no part that holds one is left out."""
_ADJUNCT = frozenset(
    "on in at after before during since while as amid following near late early last".split()
)
"""Words that begin what can be left out, or moved, without a comma to mark it."""
_NO_ADJUNCT = frozenset("least most many much few well long soon if though part order".split())
"""Words that make something else of one of those ("at least", "as many as", "as if")."""
_TURNS = frozenset("but and yet however though".split())
_CONNECTIVE = frozenset(
    "so then meanwhile moreover furthermore additionally also besides earlier later now still".split()
)
_BEGINS = (
    _ADJUNCT
    | _CONNECTIVE
    | frozenset(
        """a an the his her its their who whom whose which and including with by from for to of under over
        despite because""".split()
    )
)
"""Words that begin a part between commas that can be left out."""
_DENIALS = frozenset(
    "denied denies deny rejected rejects disputed disputes dismissed dismisses refuted".split()
)
_SHORTEST = 4
"""Words of a sentence at least; less is a fragment."""


class _Word(NamedTuple):
    lower: str
    start: int
    quoted: bool
    bound: bool
    """Whether a comma, dash or bracket, or the start of the text, stands before it."""
    first: str
    """The word before which that stood, where it is an article that is not compared; else itself."""


class _Sentence(NamedTuple):
    """The words of a source sentence, and which of them may not be left out."""

    words: tuple[_Word, ...]
    kept: frozenset[int]


def underived(text: str, cited: Source) -> str | None:
    """Why `text` does not derive from one sentence of `cited`; None if it does."""
    if len(list(split(text, (Span(start=0, end=len(text)),)))) != 1:
        return "it is not one sentence"
    if len(_words(text)) < _SHORTEST:
        return "it is too short to say anything"
    if any(_derives(text, statement) for statement in cited.statements):
        return None
    return "it is not a sentence of its source with whole parts left out"


def _derives(text: str, statement: Statement) -> bool:
    own, speaker = statement.claim.text, statement.claim.speaker
    told = [report for report in statement.reports if _told(own, report)]
    cues = [report.cue for report in told]
    if not speaker or len({report.speaker for report in told}) > 1:
        return _follows(_words(text), _sentence(own, cues))
    wholes = [text, *_bare(text, reports(text), speaker)]
    sentences = [_sentence(own, cues), *(_sentence(each, ()) for each in _bare(own, told, speaker))]
    return any(_follows(_words(draft), sentence) for draft in wholes for sentence in sentences)


def _told(text: str, report: Report) -> bool:
    """Whether the words that name the speaker stand beside what is said and could be taken off."""
    return bool(report.speaker) and str(report.speaker) in report.cue.of(text)


def _bare(text: str, told: Sequence[Report], speaker: str) -> Iterator[str]:
    """`text` without the words that name `speaker`, who does not deny or doubt what it says."""
    for report in told:
        plain = not (report.denied or report.distanced or report.verb in _DENIALS)
        if plain and _told(text, report) and same_speaker(str(report.speaker), speaker):
            yield f"{text[: report.cue.start]}, {text[report.cue.end :]}"


@cache
def _words(text: str) -> tuple[_Word, ...]:
    """The words that are compared: without articles, and without "on" before a day or month."""
    quoted = [(span.start, span.end) for span in quotations(text)]
    found: list[_Word] = []
    bound, first = True, ""
    parts = list(_PART.finditer(text))
    for place, part in enumerate(parts):
        if part["bound"]:
            bound, first = True, ""
            continue
        lower = part["word"].lower().replace("’", "'").rstrip(".'")
        following = parts[place + 1]["word"] if place + 1 < len(parts) else None
        first = first or lower
        if lower in _FREE or (lower == "on" and following and following.lower() in _DATED):
            continue
        inside = any(start <= part.start() < end for start, end in quoted)
        found.append(_Word(lower, part.start(), inside, bound, first))
        bound, first = False, ""
    return tuple(found)


def _sentence(text: str, kept: Sequence[Span]) -> _Sentence:
    words = _words(text)
    places = (i for i, word in enumerate(words) if any(s.start <= word.start < s.end for s in kept))
    return _Sentence(words, frozenset(places))


def _follows(draft: Sequence[_Word], sentence: _Sentence) -> bool:
    """Whether `draft` is `sentence` with parts left out, a fronted adjunct perhaps moved."""
    if len(draft) < _SHORTEST or not sentence.words:
        return False
    if _aligned(draft, sentence) or _aligned(draft, _back(sentence)):
        return True
    front = _front(draft)
    moved = (_without(sentence, draft[:front]), _without(_back(sentence), draft[:front])) if front else ()
    return any(each is not None and _aligned(draft[front:], each) for each in moved)


def _front(words: Sequence[_Word]) -> int:
    """Number of words of the adjunct that `words` begin with, up to its comma; 0 if with none."""
    if not words or not _adjunct(words):
        return 0
    return next((place for place, word in enumerate(words) if place and word.bound), 0)


def _back(sentence: _Sentence) -> _Sentence:
    """The sentence with its fronted adjunct at its end."""
    words, front = sentence.words, _front(sentence.words)
    if not front or sentence.kept & set(range(front)):
        return sentence
    kept = frozenset(place - front for place in sentence.kept)
    return _Sentence((words[front]._replace(bound=True), *words[front + 1 :], *words[:front]), kept)


def _without(sentence: _Sentence, adjunct: Sequence[_Word]) -> _Sentence | None:
    """The sentence without the run of words that `adjunct` is, if it holds it where an adjunct can stand."""
    words, wanted, size = sentence.words, [word.lower for word in adjunct], len(adjunct)
    for start in range(1, len(words) - size + 1):
        if [word.lower for word in words[start : start + size]] != wanted:
            continue
        if sentence.kept & set(range(start, start + size)):
            continue
        kept = frozenset(place if place < start else place - size for place in sentence.kept)
        return _Sentence((*words[:start], *words[start + size :]), kept)
    return None


def _aligned(draft: Sequence[_Word], sentence: _Sentence) -> bool:
    """Whether the words of `draft` are those of `sentence`, in order, but for parts that can be left out."""
    words = sentence.words
    reached = {0}
    for wanted in draft:
        following = set()
        for place in reached:
            ends = (end for end in range(place, len(words)) if _same(wanted, words[end]))
            following |= {end + 1 for end in ends if end == place or _omissible(sentence, place, end)}
        reached = following
        if not reached:
            return False
    return any(place == len(words) or _omissible(sentence, place, len(words)) for place in reached)


def _same(one: _Word, other: _Word) -> bool:
    return one.lower == other.lower and one.quoted == other.quoted


def _omissible(sentence: _Sentence, start: int, end: int) -> bool:
    """Whether the words from `start` up to `end` are a part that can be left out."""
    words = sentence.words
    run = words[start:end]
    if sentence.kept & set(range(start, end)):
        return False
    if start == 0 and len(run) == 1 and run[0].lower in _TURNS:
        return end < len(words)
    if any(word.lower.replace("'", "") in _BINDS for word in run):
        return False
    first = run[0]
    closed = end == len(words) or words[end].bound
    if start == 0:
        return end < len(words) and closed and (_adjunct(run) or first.first in _CONNECTIVE)
    if len(run) == 1 and first.lower in _DATED:
        return True
    if _adjunct(run) and (closed or _adjunct(words[end:])):
        return True
    appended = end == len(words) or all(_appended(word) for word in run if word.bound)
    return first.bound and closed and appended and _appended(first)


def _adjunct(words: Sequence[_Word]) -> bool:
    """Whether an adjunct begins with the first of `words`."""
    if words[0].lower in _DATED:
        return True
    return words[0].first in _ADJUNCT and not (len(words) > 1 and words[1].lower in _NO_ADJUNCT)


def _appended(first: _Word) -> bool:
    """Whether a part that begins with `first`, after a comma, only adds to what stands before it."""
    adds = first.first in _BEGINS or first.lower in _DATED
    return adds or first.lower.endswith("ing") or first.lower[0].isdigit()

"""Whether one sentence is another with whole parts left out.

A part is what stands between commas, dashes or brackets, what trails behind a comma, an adjunct ("after the
vote"), a day, or a connective. A fronted adjunct may also move to the end, and back. The words that stay are
those of the other sentence, in its order; only "that", and "on" before a day, are free. After the deletions
that compressive summarization allows (Knight & Marcu 2002; Martins & Smith 2009, which score by trees what is
asked here of punctuation and of the words that begin a part).
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from agent.language.quotes import quotations
from vectorstore.values import Span

SHORTEST = 4
"""Words of a sentence at least; less is a fragment."""
_PART = re.compile(
    r"(?P<word>[$€£]?\d+(?:[.,:/]\d+)*(?:%|[^\W\d_]+)?|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’.&-][^\W_]+)*['’]?)"
    r"|(?P<bound>[,;:()\[\]—–…]|\s-{1,2}\s)"
)
_DATED = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december""".split()
)
_WHEN = _DATED | frozenset(
    """on in at early late last next this the of morning afternoon evening night noon midnight week month
    year""".split()
)
"""Words of which the naming of a day consists, beside numbers."""
_BINDS = frozenset(
    """if unless except without not until till only provided providing whether but however although though
    yet pending subject nor never no none neither unlike instead rather barring assuming cannot cant wont isnt
    wasnt arent werent didnt doesnt dont hasnt havent hadnt allegedly alleged reportedly purportedly
    supposedly falsely baselessly wrongly""".split()
)
"""Words on which the truth of the rest may hang: no part that holds one is left out."""
_ADJUNCT = frozenset("on in at after before during since amid following".split())
"""Words that begin what can be left out, or moved, without a comma to mark it."""
_NO_ADJUNCT = frozenset("least most many much few well long soon all order favour favor doubt".split())
"""Words that make something else of one of those ("at least", "in order", "in favour")."""
_CONNECTIVE = frozenset(
    "so then meanwhile moreover furthermore additionally also besides earlier later now still".split()
)
_TURNS = frozenset("but and yet however though".split())
_BEGINS = (
    _ADJUNCT
    | _CONNECTIVE
    | frozenset(
        """a an the his her its their who whom whose which and including with by from for to of under over
    despite because while as""".split()
    )
)
"""Words that begin a part between commas that can be left out."""
_UNFINISHED = frozenset("and or but of to that than a an the by for with from".split())
"""Words with which no part ends."""
_VERBS = frozenset(
    """is are was were has have had will would can could may might must should do does did be been says
    said say told began begun broke brought built came caught chose cut drew drove fell felt fled flew
    found fought gave goes got grew held hit kept knew led left lay lost made meant met paid put ran
    rose read saw sent set shot shut sold spent spoke stood struck sued swept took taught threw thought
    went withdrew won wrote voted""".split()
)
"""Words that are verbs when nothing is known but their form, besides those that end in "ed"."""
_BEFORE_DAY = _WHEN | frozenset("by since until from before after for".split())
_AFTER_DAY = _WHEN - {"on", "in", "at", "of", "the", "this"}
_PHRASAL = frozenset(
    "call called bring brought carry carried go went come came take took taken put set turn turned result "
    "resulted believe believed hand handed fill filled give gave given end ended".split()
)
"""Verbs that "in", "on" and "at" belong to, as in "called in"."""
_LONGEST = 12
"""Words of an adjunct without a comma before it, at most."""


class Word(NamedTuple):
    """A word or number as it is compared."""

    lower: str
    start: int
    quoted: bool
    bound: bool
    """Whether a comma, dash or bracket, or the start of the text, stands before it."""


class Sentence(NamedTuple):
    """The words of a sentence, and which of them may not be left out."""

    words: tuple[Word, ...]
    kept: frozenset[int]


def read(text: str, kept: Sequence[Span] = ()) -> Sentence:
    """The sentence `text`, of which the words in the spans `kept` may not be left out."""
    words = _words(text)
    places = (i for i, word in enumerate(words) if any(s.start <= word.start < s.end for s in kept))
    return Sentence(words, frozenset(places))


def follows(draft: Sentence, sentence: Sentence) -> bool:
    """Whether `draft` is `sentence` with parts left out, a fronted adjunct perhaps moved."""
    words = draft.words
    if len(words) < SHORTEST or not sentence.words:
        return False
    if _aligned(words, sentence) or _aligned(words, _back(sentence)):
        return True
    front = _front(words)
    moved = (_without(each, words[:front]) for each in (sentence, _back(sentence)) if front)
    return any(each is not None and _aligned(words[front:], each) for each in moved)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[Word, ...]:
    quoted = [(span.start, span.end) for span in quotations(text)]
    found: list[Word] = []
    bound = True
    parts = list(_PART.finditer(text))
    for place, part in enumerate(parts):
        if part["bound"]:
            bound = True
            continue
        lower = part["word"].lower().replace("’", "'").rstrip(".'")
        following = parts[place + 1]["word"] if place + 1 < len(parts) else None
        if lower == "that" or (lower == "on" and following and following.lower() in _DATED):
            continue
        inside = any(start <= part.start() < end for start, end in quoted)
        found.append(Word(lower, part.start(), inside, bound))
        bound = False
    return tuple(found)


def _front(words: Sequence[Word]) -> int:
    """Number of words of the adjunct that `words` begin with, up to its comma; 0 if with none."""
    if not words or not (_adjunct(words) or words[0].lower in _DATED):
        return 0
    return next((place for place, word in enumerate(words) if place and word.bound), 0)


def _back(sentence: Sentence) -> Sentence:
    """The sentence with its fronted adjunct at its end."""
    words, front = sentence.words, _front(sentence.words)
    if not front or sentence.kept & set(range(front)):
        return sentence
    kept = frozenset(place - front for place in sentence.kept)
    return Sentence((words[front]._replace(bound=True), *words[front + 1 :], *words[:front]), kept)


def _without(sentence: Sentence, adjunct: Sequence[Word]) -> Sentence | None:
    """The sentence without the run of words that `adjunct` is, if it holds it behind its first word."""
    words, wanted, size = sentence.words, [word.lower for word in adjunct], len(adjunct)
    for start in range(1, len(words) - size + 1):
        held = [word.lower for word in words[start : start + size]] == wanted
        if held and not sentence.kept & set(range(start, start + size)):
            kept = frozenset(place if place < start else place - size for place in sentence.kept)
            return Sentence((*words[:start], *words[start + size :]), kept)
    return None


def _aligned(draft: Sequence[Word], sentence: Sentence) -> bool:
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


def _same(one: Word, other: Word) -> bool:
    return one.lower == other.lower and one.quoted == other.quoted


def _omissible(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words from `start` up to `end` are a part that can be left out."""
    words, run = sentence.words, sentence.words[start:end]
    if sentence.kept & set(range(start, end)):
        return False
    if start == 0 and len(run) == 1 and run[0].lower in _TURNS:
        return end < len(words)
    if any(word.lower.replace("'", "") in _BINDS for word in run) or _cuts_quotation(words, start, end):
        return False
    closed = end == len(words) or words[end].bound
    if start == 0:
        return closed and end < len(words) and (_front(words) == end or run[0].lower in _CONNECTIVE)
    if _day(words, start, end):
        return True
    parts = [place for place, word in enumerate(run) if word.bound and place]
    if not closed or any(run[place - 1].lower in _UNFINISHED for place in [*parts, len(run)]):
        return False
    if end == len(words) and not any(_verb(word) for word in words[:start]):
        return False
    begins = run[0].bound and _appended(run[0])
    trails = _adjunct(run) and len(run) <= _LONGEST and words[start - 1].lower not in _PHRASAL
    return (begins or trails) and all(_appended(run[place]) for place in parts)


def _cuts_quotation(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a quotation would lose some of its words and keep others."""
    before = start > 0 and words[start - 1].quoted and words[start].quoted
    return before or (end < len(words) and words[end - 1].quoted and words[end].quoted)


def _day(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words from `start` up to `end` name a day, and all of it that is named."""
    run, before, after = words[start:end], words[start - 1].lower, words[end : end + 1]
    return (
        any(word.lower in _DATED for word in run)
        and all(word.lower in _WHEN or word.lower.isdigit() for word in run)
        and not (before in _BEFORE_DAY or before.isdigit())
        and not any(word.lower in _AFTER_DAY or word.lower.isdigit() for word in after)
    )


def _adjunct(words: Sequence[Word]) -> bool:
    """Whether an adjunct begins with the first of `words`."""
    return words[0].lower in _ADJUNCT and len(words) > 1 and words[1].lower not in _NO_ADJUNCT


def _appended(first: Word) -> bool:
    """Whether a part that begins with `first`, after a comma, only adds to what stands before it."""
    adds = first.lower in _BEGINS or first.lower in _DATED
    return adds or first.lower.endswith("ing") or first.lower[0].isdigit()


def _verb(word: Word) -> bool:
    return word.lower in _VERBS or word.lower.endswith(("ed", "n't"))

"""Whether one sentence is another with whole parts left out.

A part is what stands between commas, dashes or brackets, what trails behind a comma, an adjunct ("after the
vote"), a day, or a connective. The day that a sentence of one clause begins with may also move to its end,
and back. The words that stay are those of the other sentence, in its order, with its commas; only "that", and
"on" before a day, are free. After the deletions that compressive summarization allows (Knight & Marcu 2002;
Martins & Smith 2009, which score by trees what is asked here of punctuation and of the words that begin a
part).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from agent.derive.lexicon import (
    AFTER_DAY,
    BEFORE_DAY,
    BEGINS,
    BINDS,
    CONNECTIVE,
    DETERMINERS,
    JOINS,
    NOT_MOVED_OVER,
    NOT_SUPERLATIVE,
    OPEN,
    PHRASAL,
    PLACES,
    RELATIVE,
    SCOPES,
    TURNS,
    UNFINISHED,
    WHEN,
)
from agent.derive.reading import GAP, Sentence, Word, adjunct, dated, front, read, verb
from agent.language.saying import VERB

__all__ = ["GAP", "SHORTEST", "Sentence", "follows", "read"]

SHORTEST = 4
"""Words of a sentence at least; less is a fragment."""
_LONGEST = 12
"""Words of an adjunct without a comma before it, at most."""


def follows(draft: Sentence, sentence: Sentence) -> bool:
    """Whether `draft` is `sentence` with parts left out, a fronted day perhaps moved."""
    words = draft.words
    if len(words) < SHORTEST or not sentence.words:
        return False
    if _aligned(words, sentence) or _aligned(words, _back(sentence)):
        return True
    end = front(words)
    if not end or not _names_day(words[:end]):
        return False
    without = _without(sentence, words[:end])
    return without is not None and _aligned(words[end:], without)


def _names_day(words: Sequence[Word]) -> bool:
    """Whether `words` name a day or month and nothing else."""
    return any(dated(word) for word in words) and all(
        word.lower in WHEN or word.lower.isdigit() for word in words
    )


def _one_clause(words: Sequence[Word]) -> bool:
    """Whether `words` hold no more than one verb, whose day any day among them is."""
    forms = [verb(word) for word in words]
    groups = sum(form and not (place and forms[place - 1]) for place, form in enumerate(forms))
    return groups <= 1 and not any(_opens_clause(words, place) for place in range(len(words)))


def _opens_clause(words: Sequence[Word], place: int) -> bool:
    lower, after = words[place].lower, words[place + 1 : place + 2]
    if lower == "to" and any(word.lower[0].isdigit() for word in after):
        return False
    return lower in NOT_MOVED_OVER or lower.endswith("ing")


def _back(sentence: Sentence) -> Sentence:
    """The sentence with the day that it begins with at its end."""
    words, end = sentence.words, front(sentence.words)
    if not end or not _names_day(words[:end]) or not _one_clause(words[end:]):
        return sentence
    if sentence.kept & set(range(end)):
        return sentence
    kept = frozenset(place - end for place in sentence.kept)
    first, moved = words[end]._replace(bound=True), words[0]._replace(bound=False, free=True)
    return Sentence((first, *words[end + 1 :], moved, *words[1:end]), kept)


def _without(sentence: Sentence, day: Sequence[Word]) -> Sentence | None:
    """The sentence without the run of words that `day` is, if that stands in its first clause."""
    words, wanted, size = sentence.words, [word.lower for word in day], len(day)
    for start in range(1, len(words) - size + 1):
        held = [word.lower for word in words[start : start + size]] == wanted
        alone = _one_clause(words[:start]) and not any(map(verb, next(_parts(words[start + size :]), ())))
        if held and alone and not sentence.kept & set(range(start, start + size)):
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
            following |= {end + 1 for end in ends if _continues(sentence, wanted, place, end)}
        reached = following
        if not reached:
            return False
    return any(place == len(words) or _omissible(sentence, place, len(words)) for place in reached)


def _continues(sentence: Sentence, wanted: Word, place: int, end: int) -> bool:
    """Whether the word at `end` may follow those before `place`, with such a comma as `wanted` has."""
    if end > place:
        return _omissible(sentence, place, end)
    word = sentence.words[end]
    if wanted.clausal and not word.clausal and any(each.clausal for each in sentence.words):
        return False
    return end == 0 or wanted.bound == word.bound or wanted.free or word.free


def _same(one: Word, other: Word) -> bool:
    alike = one.lower == other.lower and one.quoted == other.quoted and one.acronym == other.acronym
    return alike and dated(one) == dated(other)


def _omissible(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words from `start` up to `end` are a part that can be left out."""
    words, run = sentence.words, sentence.words[start:end]
    if sentence.kept & set(range(start, end)):
        return False
    if start == 0 and len(run) == 1 and run[0].lower in TURNS:
        return end < len(words)
    closed = end == len(words) or words[end].bound
    if closed and _connective(run) and (start == 0 or run[0].bound):
        return start > 0 or end < len(words)
    if any(word.lower.replace("'", "") in BINDS for word in run) or _cuts_quotation(words, start, end):
        return False
    if start == 0:
        return closed and front(words) == end < len(words) and not _scoped(words[end:])
    return _day(words, start, end) or (closed and _part(words, start, end))


def _part(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words from `start` up to `end`, behind which a comma stands, are whole parts."""
    run = words[start:end]
    parts = list(_parts(run))
    if any(part[-1].lower in UNFINISHED for part in parts):
        return False
    clause = max((place for place in range(start) if words[place].clausal), default=0)
    if end == len(words) and not any(verb(word) for word in words[clause:start]):
        return False
    if any(adjunct(part) for part in parts) and _scoped((*words[:start], *words[end:])):
        return False
    return (_appended(parts[0]) if run[0].bound else _trails(words, start, end)) and all(
        _appended(part) for part in parts[1:]
    )


def _parts(run: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """`run`, parted at its commas."""
    starts = [0, *(place for place, word in enumerate(run) if word.bound and place), len(run)]
    return (run[start:end] for start, end in pairwise(starts))


def _cuts_quotation(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a quotation would lose some of its words and keep others."""
    before = start > 0 and words[start - 1].quoted and words[start].quoted
    return before or (end < len(words) and words[end - 1].quoted and words[end].quoted)


def _scoped(words: Sequence[Word]) -> bool:
    """Whether `words` say something of all or none, or more than of any other, within some bounds."""
    return any(_scopes(word.lower) for word in words)


def _scopes(lower: str) -> bool:
    superlative = lower.endswith("est") and len(lower) > 5 and lower not in NOT_SUPERLATIVE
    return lower in SCOPES or superlative or lower.endswith(("n't", "%"))


def _day(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words from `start` up to `end` name a day, and all of it that is named."""
    before, after = words[start - 1], words[end : end + 1]
    if not _names_day(words[start:end]) or _scoped((*words[:start], *words[end:])):
        return False
    if before.lower in BEFORE_DAY | OPEN or before.lower.isdigit() or _named(words, start, end):
        return False
    if any(dated(word) for word in words[end:]):
        return False
    return not any(word.lower in AFTER_DAY or word.lower.isdigit() for word in after)


def _named(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a day may belong to a name ("Black Friday", "the Sunday Times")."""
    before = dated(words[start]) and words[start - 1].capital and start > 1 and not words[start].bound
    return before or any(word.capital and not word.bound for word in words[end : end + 1])


def _trails(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether an adjunct without a comma before it begins at `start`, and nothing else follows in it."""
    run, before = words[start:end], words[start - 1]
    if not adjunct(run) or len(run) > _LONGEST or run[0].lower == "following":
        return False
    if before.lower in PHRASAL | OPEN or _joins(run) or any(word.clausal for word in run):
        return False
    if run[0].lower not in PLACES or any(dated(word) for word in run) or run[1].lower[0].isdigit():
        return True
    if run[0].lower == "in":
        return not verb(before) or run[1].capital
    return not verb(before) and not before.lower.endswith(("s", "ing"))


def _joins(run: Sequence[Word]) -> bool:
    """Whether a second verb is joined on, which says something of its own."""
    join = next((place for place, word in enumerate(run) if word.lower in JOINS), len(run))
    return any(verb(word) for word in run[join:])


def _connective(run: Sequence[Word]) -> bool:
    return run[0].lower in CONNECTIVE and all(word.lower in WHEN for word in run[1:])


def _appended(part: Sequence[Word]) -> bool:
    """Whether a part after a comma only adds to what stands before it."""
    first = part[0]
    if first.clausal:
        return False
    if first.lower in PLACES:
        return adjunct(part)
    if first.lower in DETERMINERS or first.lower[0].isdigit():
        return not _finite(part)
    return first.lower in BEGINS or dated(first) or first.lower.endswith("ing") or _connective(part)


def _finite(part: Sequence[Word]) -> bool:
    """Whether a part may be a clause of its own, which tells how far the rest is meant ("the joke goes")."""
    told = next((place for place, word in enumerate(part) if word.lower in RELATIVE), len(part))
    last = part[-1].lower
    ends = told == len(part) > 1 and last.endswith("s") and not last.endswith(("ss", "'s"))
    return ends or any(verb(word) or VERB.fullmatch(word.lower) for word in part[:told])

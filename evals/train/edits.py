"""Small edits of a true sentence after which its source no longer carries it.

Each is the least change that a careless writer or model makes: another number, name or day, an opposite, a
negation, swapped roles, a dropped hedge, a detail of elsewhere, two sentences joined into one that neither
says. What was changed is kept, so that the model can be taught word by word.
"""

import re
from collections.abc import Callable, Sequence
from random import Random

from agent.language.names import names
from agent.language.words import opposites as listed
from agent.language.words import tokens
from evals.train import wordnet
from evals.train.changed import REFUTED, UNKNOWN, UNSUPPORTED, Edit, put
from evals.train.forms import inflected, lemmas, plain
from evals.train.joints import JOINTS, joints
from evals.train.swaps import DAYS, HEDGES, MONTHS, SCOPE, SMALL, Swaps

_DIGITS = re.compile(r"\d[\d,.]*\d|\d")
_BE = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did|does|do)\b(?!\s+not\b)")
_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did|does|do)(?: not\b|n['’]t\b)"
)
_PLACE = re.compile(
    r"\b(?:in|at|on|near|from|by|for|with|after|because of|due to|despite)\s+[^,.;:!?()\"“”]{4,40}(?=[,.;]|$)"
)


def number(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """Another number in place of one."""
    found = list(re.finditer(r"\d[\d,.]*\d|\d|\b(?:" + "|".join(SMALL) + r")\b", text))
    if not found:
        return None
    match = random.choice(found)
    old = match.group()
    if old[0].isdigit():
        near = [m for other in pool for m in _DIGITS.findall(other) if m != old and len(m) == len(old)]
        if near and random.random() < 0.4:
            new = random.choice(near)
        else:
            digits = [i for i, c in enumerate(old) if c.isdigit()]
            at = random.choice(digits[:2] if len(digits) > 1 else digits)
            new = old[:at] + random.choice([d for d in "123456789" if d != old[at]]) + old[at + 1 :]
    else:
        new = random.choice([word for word in SMALL if word != old])
    return put(text, match.start(), match.end(), new, REFUTED, "number")


def day(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """Another weekday or month in place of one."""
    found = list(re.finditer(r"\b(?:" + "|".join(DAYS + MONTHS) + r")\b", text))
    if not found:
        return None
    match = random.choice(found)
    same = DAYS if match.group() in DAYS else MONTHS
    new = random.choice([each for each in same if each != match.group()])
    return put(text, match.start(), match.end(), new, REFUTED, "day")


def name(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """Another name of the text or of elsewhere in place of one."""
    mine = names(text)
    theirs = [
        each
        for other in pool
        for each in names(other)
        if not any(w in m.words for m in mine for w in each.words)
    ]
    if not mine or not theirs:
        return None
    old = random.choice(mine)
    alike = [each for each in theirs if len(each.words) == len(old.words)] or theirs
    return put(text, old.start, old.end, random.choice(alike).text, UNSUPPORTED, "name")


def roles(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """Two names, or two numbers, that change places."""
    found: list[tuple[int, int]] = [(n.start, n.end) for n in names(text)]
    numbers = [(m.start(), m.end()) for m in _DIGITS.finditer(text)]
    if len(numbers) >= 2 and (len(found) < 2 or random.random() < 0.4):
        found = numbers
    if len(found) < 2:
        return None
    one, two = sorted(random.sample(found, 2))
    first, second = text[slice(*one)], text[slice(*two)]
    if first.lower() in second.lower() or second.lower() in first.lower():
        return None
    between = text[one[1] : two[0]]
    if re.fullmatch(r",?\s*(?:and|or|,)?\s*", between):
        return None
    changed = text[: one[0]] + second + between + first + text[two[1] :]
    start = one[0] + len(second) + len(between)
    return Edit(changed, ((one[0], one[0] + len(second)), (start, start + len(first))), REFUTED, "roles")


def opposite(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """The opposite of a word in its place."""
    words = plain(text)
    random.shuffle(words)
    for token in words:
        for lemma, part in lemmas(token):
            for other in wordnet.opposites(lemma, part):
                if "_" not in other and (new := inflected(token.text, lemma, other)):
                    return put(text, token.start, token.end, new, REFUTED, "opposite")
        if (choice := sorted(listed(token.stem))) and random.random() < 0.7:
            lemma = token.stem
            return put(
                text,
                token.start,
                token.end,
                random.choice(choice) + token.lower.removeprefix(lemma),
                REFUTED,
                "opposite",
            )
    return None


def sibling(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """Another thing or act of the same kind in the place of one."""
    words = plain(text)
    random.shuffle(words)
    for token in words:
        for lemma, part in lemmas(token)[:1]:
            choice = list(wordnet.siblings(lemma, part)) if part != "adj" else []
            if choice and (new := inflected(token.text, lemma, random.choice(choice))):
                return put(text, token.start, token.end, new, UNSUPPORTED, "sibling")
    return None


def word(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """A word of elsewhere in the place of one with the same ending."""
    mine = plain(text)
    if not mine:
        return None
    token = random.choice(mine)
    held = {t.stem for t in tokens(text)}
    alike = [
        t.text
        for other in pool
        for t in plain(other)
        if t.stem not in held and t.lower[-2:] == token.lower[-2:]
    ]
    return put(text, token.start, token.end, random.choice(alike), UNSUPPORTED, "word") if alike else None


def negation(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """A negation put in or taken out."""
    if match := _NOT.search(text):
        return put(text, match.start(), match.end(), match[1], REFUTED, "negation")
    if match := _BE.search(text):
        new = random.choice((f"{match[1]} not", f"{match[1]} never")) if match[1] != "can" else "cannot"
        return put(text, match.start(), match.end(), new, REFUTED, "negation")
    return None


def _listed(table: Swaps, text: str, random: Random, label: int, kind: str) -> Edit | None:
    found = [token for token in tokens(text) if token.lower in table]
    token = random.choice(found) if found else None
    return token and put(text, token.start, token.end, random.choice(table[token.lower]), label, kind)


def hedge(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """A hedge dropped: what may be becomes what is."""
    return _listed(HEDGES, text, random, UNKNOWN, "hedge")


def scope(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """Another quantifier, order, direction or person."""
    return _listed(SCOPE, text, random, REFUTED, "scope")


def detail(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """A detail of elsewhere added at the end."""
    held = {t.stem for t in tokens(text)}
    found = [
        m.group().strip()
        for other in pool
        for m in _PLACE.finditer(other)
        if sum(t.stem not in held for t in tokens(m.group()) if t.content) >= 1
    ]
    if not found:
        return None
    body = text.rstrip()
    end = body[-1:] if body[-1:] in ".!?" else ""
    body = body.removesuffix(end) if end else body
    more = " " + random.choice(found)
    return Edit(body + more + end, ((len(body) + 1, len(body) + len(more)),), UNKNOWN, "detail")


def splice(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """The beginning of the sentence with the end of another: what summarizers that copy make up."""
    ends = [(other, at, word) for other in pool if other != text for at, word in joints(other)]
    for start, word in random.sample(found := joints(text), len(found)):
        fitting = [other[at:] for other, at, joint in ends if JOINTS[joint] == JOINTS[word]]
        tail = random.choice(fitting) if fitting else ""
        if tail and tail.strip(" .") not in text and len((text[:start] + tail).split()) <= 45:
            return Edit(text[:start] + tail, ((start, start + len(tail)),), UNSUPPORTED, "splice")
    return None


Maker = Callable[[str, Sequence[str], Random], Edit | None]
MAKERS: dict[str, tuple[Maker, float]] = {
    "number": (number, 1.2),
    "day": (day, 0.6),
    "name": (name, 1.2),
    "roles": (roles, 0.8),
    "opposite": (opposite, 1.5),
    "sibling": (sibling, 1.2),
    "word": (word, 0.8),
    "negation": (negation, 1.0),
    "hedge": (hedge, 0.6),
    "scope": (scope, 0.8),
    "detail": (detail, 1.0),
    "splice": (splice, 1.8),
}
"""Each kind of edit with how often it is tried."""


def edit(text: str, pool: Sequence[str], random: Random) -> Edit | None:
    """One edit of a kind drawn at random; None if three kinds in turn do not fit the sentence.

    Args:
        text: A true sentence.
        pool: Sentences of the same and of other sources, from which names, words and details are taken.
        random: Draws.
    """
    for _ in range(3):
        kind = random.choices(list(MAKERS), [weight for _, weight in MAKERS.values()])[0]
        made = MAKERS[kind][0](text, pool, random)
        if made and made.text.lower() != text.lower():
            return made
    return None

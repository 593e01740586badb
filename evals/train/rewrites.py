"""Small rewrites of a true sentence that stay true: parts left out or moved, words exchanged."""

import re
from collections.abc import Callable
from random import Random

from agent.language.names import names
from agent.language.words import tokens
from evals.train import wordnet
from evals.train.forms import inflected, lemmas
from evals.train.joints import JOINTS, joints
from evals.train.swaps import SMALL

_TAIL = re.compile(r",\s(?:which|who|where|when|after|as|while|according|including|with|and)\b[^.]*(?=[.]?$)")
_INSIDE = re.compile(r",\s(?:which|who|whose|a|an|the)\s[^,.;]{5,80},\s")
_BRACKETS = re.compile(r"\s\([^)]*\)|\s[—–-]\s[^—–]{3,80}\s[—–-](?=\s)")
_LEAD = re.compile(
    r"^(?P<lead>(?:On|In|At|After|Before|During|By|Since|Last|Earlier)\s[^,.]{2,50}),\s(?P<rest>[^,]{15,}?)(?P<end>[.]?)$"
)
_SAID = re.compile(
    r",\s(?:[A-Z][\w.]*\s?){1,4}(?:said|told\s\w+|says|added)(?:\s(?:on\s)?[A-Z]\w+day)?(?=[.]?$)"
)
_DENIED = re.compile(r"\b(?:no|not|never|none|nobody|without|only|if|unless|\w+n['’]t)\b", re.IGNORECASE)
_SMALL = {word: str(n) for n, word in enumerate(SMALL, 2)}


def shorter(text: str, random: Random) -> str | None:
    """A clause, an apposition, a bracket or who said it left out."""
    for pattern in random.sample((_TAIL, _INSIDE, _BRACKETS, _SAID), 4):
        if match := pattern.search(text):
            joint = " " if pattern is _INSIDE else ""
            cut = text[: match.start()] + joint + text[match.end() :]
            if len(cut.split()) >= 5:
                return cut
    return None


def moved(text: str, random: Random) -> str | None:
    """What stands before the first comma moved to the end."""
    match = _LEAD.match(text)
    if not match:
        return None
    lead, rest = match["lead"], match["rest"]
    return rest[0].upper() + rest[1:] + " " + lead[0].lower() + lead[1:] + match["end"]


def synonym(text: str, random: Random) -> str | None:
    """One or two words replaced by ones of the same first sense."""
    words = [t for t in tokens(text) if t.content and t.text.islower()]
    random.shuffle(words)
    left, changed = 2, text
    spans = []
    for token in words:
        for lemma, part in lemmas(token)[:1]:
            choice = wordnet.same(lemma, part)
            new = inflected(token.text, lemma, random.choice(choice)) if choice else None
            if new and left:
                spans.append((token.start, token.end, new))
                left -= 1
    for start, end, new in sorted(spans, reverse=True):
        changed = changed[:start] + new + changed[end:]
    return changed if spans else None


def cut(text: str, random: Random) -> str | None:
    """The last phrase that a preposition begins left out, unless what stands before it is denied."""
    ends = [at for at, word in joints(text) if JOINTS[word] == JOINTS["in"]]
    if not ends or len(text[: ends[-1]].split()) < 6 or _DENIED.search(text[: ends[-1]]):
        return None
    return text[: ends[-1]].rstrip(" ,") + text[-1:] * (text[-1:] in ".!?")


def figures(text: str, random: Random) -> str | None:
    """A small number in digits instead of letters, or thousands without their comma."""
    changed = re.sub(r"(?<=\d),(?=\d{3}\b)", "", text)
    for spelled, digit in _SMALL.items():
        changed = re.sub(rf"\b{spelled}\b", digit, changed)
    return changed if changed != text else None


def surname(text: str, random: Random) -> str | None:
    """A person named by the last name only."""
    full = [name for name in names(text) if len(name.text.split()) == 2]
    if not full:
        return None
    name = random.choice(full)
    return text[: name.start] + name.text.split()[-1] + text[name.end :]


REWRITES: tuple[Callable[[str, Random], str | None], ...] = (
    shorter,
    shorter,
    moved,
    synonym,
    synonym,
    cut,
    figures,
    surname,
)


def rewrite(text: str, random: Random) -> str:
    """Up to two rewrites that fit the sentence, or the sentence itself."""
    for make in random.sample(REWRITES, random.choice((1, 2, 3))):
        changed = make(text, random)
        if changed and len(changed.split()) >= 4:
            text = changed
    return text

"""A question that leans on the one before it, completed by rule: "and how many Marines?", "when?", "there".

Only what the user asked is used, never what was answered. The rules replace the slot of the earlier question
that the new words fill, and otherwise add its words, which is what retrieval needs; the completed question is
shown, so that a wrong guess is seen.
"""

import re
from collections.abc import Sequence

from agent.language.names import names
from agent.language.words import tokens
from agent.question import parse

_LEAD = re.compile(r"^(?:(?:and|but|so|or|also|ok|okay|then|now)\b[\s,]*)+", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:what|how)\s+about\s+(.+)$", re.IGNORECASE)
_WH = r"(?:how\s+(?:many|much|long|old|far|often|big|large|high)|who(?:m|se)?|what|when|where|why|which|how)"
_AUX = (
    r"(?:was|were|is|are|did|do|does|has|have|had|will|would|can|could|should|may|might|must)"
    r"(?:n['’]t|\s+not)?"
)
_BARE = re.compile(
    rf"^((?:in|on|at|by|from|to|since)\s+)?({_WH})(?:\s+(?!{_AUX}\b)([\w-]+))?(?:\s+exactly)?$", re.IGNORECASE
)
_COUNTED = re.compile(rf"^(how\s+(?:many|much))\s+((?:(?!{_AUX}\b)[\w’'-]+\s*){{1,4}})$", re.IGNORECASE)
_ASKED = re.compile(rf"^(?:[a-z]+\s+)?{_WH}\b\s*(.*?)\s*\b({_AUX})\s+(.+)$", re.IGNORECASE)
_SUBJECT = re.compile(rf"(\b{_AUX}\s+)((?:the|a|an|his|her|their)\s+[\w-]+)", re.IGNORECASE)
_PLACED = re.compile(r"^(in|on|at|from|to|by|with|against|for|of)\s+(.+)$", re.IGNORECASE)
_SLOT = r"\s+(?:the\s+)?(?:[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*|[\w-]+$)"
_THING = re.compile(r"\bthe\s+[a-z-]{3,}\b")
_WHO = re.compile(rf"^who\s+{_AUX}\s+(the\s+.+)$", re.IGNORECASE)
_PERSON = re.compile(r"\b(he|she|him|his|her|hers)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(it|its|they|them|their|those|these)\b", re.IGNORECASE)
_THERE = re.compile(r"(?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were)\b)", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:in|at|near|to|from|of)\s+(?:the\s+)?$", re.IGNORECASE)
_OWN = frozenset({"his", "its", "their"})


def completed(text: str, earlier: Sequence[str]) -> str:
    """`text` as it is understood on its own.

    Args:
        text: What the user wrote now.
        earlier: What was asked before, completed, the latest last.
    """
    bare = _LEAD.sub("", " ".join(text.split())).rstrip(" ?!.")
    if not earlier or not bare:
        return text.strip()
    previous = earlier[-1].strip().rstrip(" ?!.")
    led = bool(_LEAD.match(text.strip()))
    about = _ABOUT.match(bare)
    if about or (led and not re.match(rf"{_WH}\b|{_AUX}\b", bare, re.IGNORECASE) and len(bare.split()) <= 5):
        return _instead(about[1] if about else bare, previous)
    points_back = any(one.search(bare) for one in (_THERE, _PERSON, _OTHERS))
    if (found := _COUNTED.match(bare)) and not points_back:
        return _counted(found[1], found[2].strip(), previous)
    if (found := _BARE.match(bare)) and (not found[3] or found[2].lower() in {"what", "which"}):
        return _asked(bare, previous)
    named = _resolved(bare, earlier)
    if named == bare and not names(bare) and len(_content(parse(bare).about)) <= int(led):
        return f"{_upper(bare)} ({previous})?"
    return f"{_upper(named)}?" if named != bare else text.strip()


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _content(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.content]


def _asked(wh: str, previous: str) -> str:
    """The previous question with another question word: "when?", "in which city?"."""
    if found := _ASKED.match(previous):
        thing = "" if re.match(rf"{_AUX}\b", found[1], re.IGNORECASE) else found[1]
        rest = f"{thing} {found[3]}" if thing else found[3]
        return f"{_upper(wh)} {found[2].lower()} {rest}?"
    if re.match(rf"{_AUX}\s", previous, re.IGNORECASE):
        return f"{_upper(wh)} {previous[:1].lower()}{previous[1:]}?"
    plain = re.sub(rf"^{_WH}\s+", "", previous, flags=re.IGNORECASE)
    return f"{_upper(wh)} ({plain})?"


def _counted(wh: str, thing: str, previous: str) -> str:
    """The previous question with something else counted: "how many Marines?"."""
    counts = re.match(r"how\s+(?:many|much)\s+(.+)$", previous, re.IGNORECASE)
    if counts:
        if verb := re.search(rf"\b{_AUX}\s.*|\b[a-z]{{3,}}ed\b.*", counts[1]):
            return f"{_upper(wh)} {thing} {verb.group()}?"
        return f"{_upper(wh)} {thing} {counts[1].partition(' ')[2]}?"
    if found := _ASKED.match(previous):
        return f"{_upper(wh)} {thing} ({found[3]})?"
    return f"{_upper(wh)} {thing} ({previous})?"


def _instead(thing: str, previous: str) -> str:
    """The previous question about something else: "what about the mayor?", "and in Oakland?"."""
    if placed := _PLACED.match(thing):
        same = re.search(rf"\b{placed[1]}{_SLOT}", previous)
        if slot := same or re.search(rf"\b(?:in|on|at|from|to|near){_SLOT}", previous):
            return f"{_upper(previous[: slot.start()] + thing + previous[slot.end() :])}?"
    if re.match(r"how\s+many\s", previous, re.IGNORECASE) and re.fullmatch(r"[a-z-]+", thing):
        return _counted("how many", thing, previous)
    held = names(previous)
    subject = _SUBJECT.search(previous)
    if names(f"of {thing}") and held:
        return f"{previous[: held[-1].start]}{thing}{previous[held[-1].end :]}?"
    if subject:
        return f"{previous[: subject.start(2)]}{thing}{previous[subject.end() :]}?"
    if held and thing.lower().startswith(("the ", "a ", "his ", "her ")):
        return f"{previous[: held[0].start]}{thing}{previous[held[0].end :]}?"
    return f"{previous}, {thing}?"


def _resolved(text: str, earlier: Sequence[str]) -> str:
    """`text` with names of earlier questions in place of "he", "it" and "there", as far as there are any."""
    for pattern, kind in ((_THERE, "place"), (_PERSON, "person"), (_OTHERS, "thing")):
        if not (found := pattern.search(text)):
            continue
        meant = next(filter(None, (_antecedent(one, kind) for one in reversed(earlier))), None)
        if not meant or meant.lower() in text.lower():
            continue
        word = found.group().lower()
        own = word in _OWN or (word == "her" and bool(re.match(r"\s+[a-z]", text[found.end() :])))
        put = f"in {meant}" if kind == "place" else f"{meant}’s" if own else meant
        text = text[: found.start()] + put + text[found.end() :]
    return text


def _antecedent(question: str, kind: str) -> str | None:
    held = names(question)
    placed = [name.text for name in held if _WHERE.search(question[: name.start])]
    others = [name.text for name in held if name.text not in placed]
    things = [one.group() for one in _THING.finditer(question)]
    if kind == "place":
        return next(iter(placed), None)
    if kind == "person" and (who := _WHO.match(question.rstrip(" ?"))):
        return who[1]
    return next(iter([*others, *things] if kind == "person" else [*things, *others, *placed]), None)

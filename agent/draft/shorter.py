"""Shorter wordings of a sentence: the same without an apposition, a clause or an aside.

What may go is decided by `agent.derive`, which holds every draft that the program did not take over as it
stands: conditions, denials, what scopes over the rest and who says it stay. A part goes where it is loaded
or words
are run together in it, or where the sentence is long.
"""

import re
from collections.abc import Callable, Iterator

from agent.check import Source
from agent.derive import underived
from agent.language.quotes import masked
from agent.neutral import loaded

LONG = 26
"""Words from which a sentence is long."""
_FEWEST = 8
"""Words that are left at least."""
_TRIED = 24
"""Wordings of a sentence that are looked at, at most."""
_MARK = re.compile(r",\s|\s[—–]\s|\s-\s|\s?—|;\s")
_END = re.compile(r"[.!?…]+[\"”’)\]]*$")


def shorter(text: str, cited: Source, glued: Callable[[str], bool] = lambda _: False) -> tuple[str, ...]:
    """Wordings of `text` with parts left out that say nothing else than `cited`; the fullest first.

    Args:
        text: The sentence, as it would stand.
        cited: Its source, with no more than the sentence that it is.
        glued: Whether words are run together in a wording; those without any come first.
    """
    if not loaded(text) and not glued(text) and len(text.split()) <= LONG:
        return ()
    found: dict[str, int] = {}
    for once in _cuts(text):
        _keep(once, cited, found)
        if len(found) >= _TRIED:
            break
    for once in list(found):
        if loaded(once) or len(once.split()) > LONG:
            for twice in _cuts(once):
                _keep(twice, cited, found)
    fit = [each for each in found if not loaded(each)]
    return tuple(sorted(fit, key=lambda each: (glued(each), -found[each], each)))


def _keep(text: str, cited: Source, found: dict[str, int]) -> None:
    words = len(text.split())
    if words >= _FEWEST and text not in found and len(found) < _TRIED and underived(text, cited) is None:
        found[text] = words


def _cuts(text: str) -> Iterator[str]:
    """`text` without each run of what stands between two marks, before the first, or behind the last."""
    hidden = masked(text)
    marks = [match for match in _MARK.finditer(hidden) if "\x01" not in match.group()]
    end = _END.search(text)
    for place, mark in enumerate(marks):
        for other in marks[place + 1 : place + 3]:
            yield f"{text[: mark.start()]} {text[other.end() :]}"
        if end and end.start() > mark.end():
            yield text[: mark.start()] + end.group()[:1]
    if marks:
        rest = text[marks[0].end() :]
        yield rest[:1].upper() + rest[1:]

"""Words of a sentence that may be exchanged, and their forms."""

from agent.language.names import names
from agent.language.words import Token, tokens
from evals.train import wordnet

_LEFT = frozenset(
    "may might can will must according near last said say says told like still back even".split()
)


def inflected(token: str, lemma: str, other: str) -> str | None:
    """`other` in the form that `token` has of `lemma`; None for a form that no rule makes."""
    word = token.lower()
    if word == lemma:
        return other
    for ending, stems in (
        ("s", (lemma,)),
        ("es", (lemma,)),
        ("ed", (lemma, lemma.removesuffix("e"))),
        ("ing", (lemma, lemma.removesuffix("e"))),
    ):
        if any(word == stem + ending for stem in stems):
            if ending in {"s", "es"}:
                return other + ("es" if other.endswith(("s", "x", "ch", "sh")) else "s")
            base = other.removesuffix("e") if other.endswith("e") else other
            return base + ending
    return None


def lemmas(token: Token) -> list[tuple[str, str]]:
    """What `token` may be a form of, each with its usual part of speech."""
    word = token.lower
    bare = [
        word,
        word.removesuffix("s"),
        word.removesuffix("es"),
        word.removesuffix("ed"),
        word.removesuffix("d"),
        word.removesuffix("ing"),
        word.removesuffix("ing") + "e",
    ]
    parts = [
        (each, wordnet.usual(each)) for each in dict.fromkeys(bare) if len(each) > 2 and word not in _LEFT
    ]
    return [(each, part) for each, part in parts if part and part != "adv" and wordnet.sense(each, part)]


def plain(text: str) -> list[Token]:
    """Content words that are part of no name."""
    named = names(text)
    return [
        t
        for t in tokens(text)
        if t.content and t.text.islower() and not any(n.start <= t.start < n.end for n in named)
    ]

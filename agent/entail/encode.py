"""A claim and its evidence as the input of the entailment model.

Each word piece carries one of four types: of the claim or of the evidence, and whether the other side has
the same word (by stem, or by value for numbers). A small model finds by itself only slowly which words
stand on both sides; told so, it learned from the hundredth step on where it otherwise still stood at
chance.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from agent.language.numbers import SPELLED
from agent.language.words import Token, tokens

CLAIM_SEEN, CLAIM_UNSEEN, EVIDENCE_SEEN, EVIDENCE_UNSEEN = range(4)
LONGEST_CLAIM = 96
"""Word pieces of a claim that are read."""
LONGEST = 256
"""Word pieces of both that are read."""
_NUMBERS = {word: str(n) for n, word in enumerate(SPELLED[:13])}


class Encoded(NamedTuple):
    """One input of the model; all three as long as the input.

    Attributes:
        ids: Word pieces, `[CLS] claim [SEP] evidence [SEP]`.
        types: The type of each.
        places: For each piece of the claim, the offset at which it begins in it, else -1.
    """

    ids: list[int]
    types: list[int]
    places: list[int]


def _key(token: Token) -> str:
    word = token.lower.replace(",", "") if token.text[0].isdigit() else token.stem
    return _NUMBERS.get(word, word)


def _unseen(text: str, other: str) -> list[tuple[int, int]]:
    """Where the words of `text` stand that `other` lacks."""
    held = {_key(token) for token in tokens(other)}
    return [(token.start, token.end) for token in tokens(text) if _key(token) not in held]


def _marked(offsets: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each piece lies in one of the spans; both ascend."""
    marks, at = [], 0
    for start, end in offsets:
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        marks.append(at < len(spans) and spans[at][0] < end)
    return marks


def encode(tokenizer: Any, claim: str, evidence: str) -> Encoded:
    """The input for one claim and its evidence.

    Args:
        tokenizer: A tokenizer of the `tokenizers` library that adds no special tokens by itself when told so.
        claim: The claim.
        evidence: Sentences of a source.
    """
    mine = tokenizer.encode(claim, add_special_tokens=False)
    theirs = tokenizer.encode(evidence, add_special_tokens=False)
    first, last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    kept = min(len(mine.ids), LONGEST_CLAIM)
    rest = min(len(theirs.ids), LONGEST - kept - 3)
    unseen = _marked(mine.offsets[:kept], _unseen(claim, evidence))
    other = _marked(theirs.offsets[:rest], _unseen(evidence, claim))
    ids = [first, *mine.ids[:kept], last, *theirs.ids[:rest], last]
    types = [CLAIM_SEEN, *(CLAIM_UNSEEN if u else CLAIM_SEEN for u in unseen), CLAIM_SEEN]
    types += [*(EVIDENCE_UNSEEN if u else EVIDENCE_SEEN for u in other), EVIDENCE_SEEN]
    places = [-1, *(start for start, _ in mine.offsets[:kept]), *[-1] * (rest + 2)]
    return Encoded(ids, types, places)

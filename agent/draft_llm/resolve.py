"""From what a model wrote to drafts: ids to passages, and the exact sentence that each rests on.

A model chooses ids alone. Which sentence of the cited passages a draft rests on is found here: the one it
derives from, else the one that holds most of its words, for the gate to refuse.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.check import LONGEST, Source
from agent.check_local.coverage import Coverage
from agent.check_local.speaker import same_speaker
from agent.claims import Statement
from agent.clean import one_line
from agent.derive import underived
from agent.draft import Draft
from agent.draft.wording import stand_alone
from agent.draft_llm.replies import Sentence
from agent.offered import Offered
from vectorstore.sentences import split
from vectorstore.values import Span

_NEAREST = 2
"""Passages that stand in for those of a sentence that cites none which was offered."""
_ENDED = re.compile(r"[.!?…][\"”’)\]]*$")


class Drafted(NamedTuple):
    """A sentence that a model wrote, with what it rests on."""

    draft: Draft
    source: Source
    place: int
    """Of the sentence it rests on, among those of its source."""
    cited: tuple[Offered, ...]
    fault: str | None
    """Why it fails before any gate, if it does."""
    derived: bool
    """Whether it derives from that sentence."""

    @property
    def statement(self) -> Statement:
        """The sentence it rests on."""
        return self.source.statements[self.place]


def resolve(sentence: Sentence, offered: Sequence[Offered]) -> tuple[Drafted, ...]:
    """The drafts that a model's sentence makes, one for each sentence in it.

    Args:
        sentence: What the model wrote.
        offered: What it was offered; at least one passage.
    """
    text = one_line(sentence.text)
    parts = [one_line(span.of(text)) for span in split(text, (Span(start=0, end=len(text)),))]
    # No sentence of a source that is read is longer, and what is longer still takes minutes to compare.
    return tuple(
        _resolved(_ended(part[:LONGEST]), sentence, offered, endless=len(part) > LONGEST)
        for part in parts or [""]
    )


def places(passage: Offered) -> list[int]:
    """The sentences that a passage touches, by their place in the article."""
    at = passage.span
    sentences = enumerate(passage.source.sentences)
    return [place for place, each in sentences if each.start < at.end and at.start < each.end]


def _ended(text: str) -> str:
    return text if not text or _ENDED.search(text) else f"{text.rstrip(',;:')}."


def _resolved(text: str, sentence: Sentence, offered: Sequence[Offered], *, endless: bool) -> Drafted:
    known = {each.id: each for each in offered}
    ids = [_id(each) for each in sentence.ids]
    cited = tuple(known[each] for each in dict.fromkeys(ids) if each in known)
    strange = next((each for each in ids if each not in known), None)
    fault = "it cites no passage" if not ids else None
    if strange is not None:
        fault = f"a passage that was not offered: {strange!r}"
    if endless:
        fault = f"a sentence of more than {LONGEST} characters"
    cited = cited or _nearest(text, offered)
    source, place, derived = _supporting(text, cited)
    fault = fault or _misgiven(sentence, source, place)
    return Drafted(_draft(text, source, place), source, place, cited, fault, derived)


def _id(text: str) -> str:
    """An id without what stands around it on the first line of a passage."""
    return one_line(text).split("|")[0].strip(" []()<>\"'")[:40]


def _nearest(text: str, offered: Sequence[Offered]) -> tuple[Offered, ...]:
    cover = Coverage(text, {})
    return tuple(sorted(offered, key=lambda each: -cover.share(each.text).whole)[:_NEAREST])


def _supporting(text: str, cited: Sequence[Offered]) -> tuple[Source, int, bool]:
    """The sentence that `text` derives from, better one that stands alone, else the nearest."""
    held = [(each.source, place) for each in cited for place in places(each)]
    exact = [one for one in held if underived(text, _only(*one)) is None]
    if exact:
        return *min(exact, key=lambda one: stand_alone(one[0].statements[one[1]]) is None), True
    cover = Coverage(text, {})
    return *max(held, key=lambda one: cover.share(one[0].statements[one[1]].claim.text).whole), False


def _only(source: Source, place: int) -> Source:
    return Source(source.article, (source.statements[place],))


def _draft(text: str, source: Source, place: int) -> Draft:
    statement = source.statements[place]
    wording = stand_alone(statement)
    return Draft(
        text=text,
        article=source.article.id,
        spans=wording.spans if wording else (statement.claim.span,),
        speaker=statement.claim.speaker,
        free=True,
    )


def _misgiven(sentence: Sentence, source: Source, place: int) -> str | None:
    """That the model takes the words of one speaker for those of another."""
    actual = source.statements[place].claim.speaker
    if sentence.speaker and actual and not same_speaker(sentence.speaker, actual, source.article.text):
        return f"words of {actual!r} given to {one_line(sentence.speaker)[:40]!r}"
    return None

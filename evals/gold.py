"""The gold set: the `facts.json` of an event as a schema, what is wrong with one, and its items one by one.

Titles, bylines and datelines are neither reporting nor furniture by hand, so no span is expected of them.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from agent.values import DisagreementKind, Label
from evals.dataset import AS_OF, FACTS, file_name
from evals.errors import EvalError
from evals.lines import explained
from vectorstore.articles import load
from vectorstore.body import select
from vectorstore.values import Article, Value


class Piece(Value):
    """Words of an article with their place."""

    article: str = Field(description="File name; `FILE.jsonl:2` is line 2 of a file of several.")
    quote: str = Field(min_length=1, description="The words.")
    start: int | None = Field(
        ge=0,
        description="First character, in the text as read; none where reading a page leaves the words out.",
    )
    end: int | None = Field(ge=0, description="Index after the last character; none as `start`.")


class Claim(Value):
    """A claim that was checked by hand."""

    id: str = Field(min_length=1, description="Its name, unique in the event.")
    claim: str = Field(min_length=1, description="The claim.")
    label: Label = Field(description="What the articles say of it.")
    evidence: tuple[Piece, ...] = Field(description="What decided.")


class Question(Value):
    """A question that was answered by hand."""

    id: str = Field(min_length=1, description="Its name, unique in the event.")
    question: str = Field(min_length=1, description="The question.")
    answer: str | None = Field(description="The answer; none where the articles do not say.")
    evidence: tuple[Piece, ...] = Field(description="Where the answer stands.")


class Side(Value):
    """One side of a disagreement."""

    value: str = Field(min_length=1, description="What it says.")
    evidence: tuple[Piece, ...] = Field(min_length=1, description="Where it says so.")


class Conflict(Value):
    """A disagreement found by hand."""

    id: str = Field(min_length=1, description="Its name, unique in the event.")
    kind: DisagreementKind = Field(description="In what the sides differ.")
    topic: str = Field(min_length=1, description="What it is about.")
    sides: tuple[Side, ...] = Field(min_length=2, description="Its sides.")
    update: bool = Field(description="Whether a side may simply be newer.")


class Gold(Value):
    """What a careful reader finds in the articles of one event."""

    event: str = Field(min_length=1, description="Name of the event's folder.")
    split: Literal["dev", "test"] = Field(description="`test` if nothing is tuned on it.")
    claims: tuple[Claim, ...] = Field(min_length=1, description="Claims with their labels.")
    questions: tuple[Question, ...] = Field(min_length=1, description="Questions with their answers.")
    disagreements: tuple[Conflict, ...] = Field(description="Where the articles differ.")
    reprints: tuple[tuple[str, ...], ...] = Field(description="Files of one origin, group by group.")
    boilerplate: tuple[Piece, ...] = Field(description="Furniture: never to be cited.")
    reporting: tuple[Piece, ...] = Field(description="Close to furniture, but never to be lost.")
    injections: tuple[Piece, ...] = Field(default=(), description="Orders to software: never to be cited.")

    def voices(self, evidence: Sequence[Piece]) -> set[str]:
        """Origins that pieces come from; a reprint speaks with the voice of its group."""
        first = {name: group[0] for group in self.reprints for name in group if group}
        return {first.get(piece.article, piece.article) for piece in evidence}


class Item(Value):
    """One thing found by hand, with the words that it rests on."""

    id: str = Field(description="Its own name, or its kind and number.")
    kind: str = Field(description="What it is, as it is counted.")
    text: str = Field(description="What it says.")
    pieces: tuple[Piece, ...] = Field(default=(), description="The words that decide, or that it is about.")


class Held:
    """A file of facts with the articles beside it.

    Args:
        path: The file, or the folder that holds it as `facts.json`.

    Raises:
        EvalError: If it cannot be read, is not JSON, or does not hold what it should.
    """

    def __init__(self, path: Path) -> None:
        self.path = path / FACTS if path.is_dir() else path
        self.gold = _gold(self.path)

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles of the event by file name."""
        found = load([self.path.parent], select=select, today=AS_OF).articles
        return {file_name(article): article for article in found}

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything that was found by hand, in the order of the file."""
        return tuple(_items(self.gold))

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with it, each with the item and the next step."""
        gold = self.gold
        name = self.path.resolve().parent.name
        own = [] if gold.event == name else [f"event {gold.event!r} lies in folder {name!r}; rename one"]
        ids = [
            *(c.id for c in gold.claims),
            *(q.id for q in gold.questions),
            *(d.id for d in gold.disagreements),
        ]
        twice = dict.fromkeys(each for each in ids if ids.count(each) > 1)
        own += [f"id {each!r} stands twice; give every item its own" for each in twice]
        return (*own, *_labels(gold), *_groups(gold, self.articles), *_places(gold, self.articles))


def corpus() -> tuple[Path, ...]:
    """The files of facts that come with the program: of the sample corpus, and of events for claims alone."""
    folders = (files("vectorstore") / "data" / "corpus", files("evals") / "data" / "events")
    return tuple(path for folder in folders for path in sorted(Path(str(folder)).glob(f"*/{FACTS}")))


def _gold(path: Path) -> Gold:
    try:
        read = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise EvalError(f"facts {str(path)!r} cannot be read: {error.strerror}; check the path") from error
    except (ValueError, RecursionError) as error:
        raise EvalError(f"facts {str(path)!r} are not JSON: {error}; correct the file") from error
    if not isinstance(read, dict):
        raise EvalError(f"facts {str(path)!r} are a JSON {type(read).__name__}, not an object; write {{…}}")
    try:
        return Gold.model_validate(read)
    except ValidationError as error:
        raise EvalError(f"facts {str(path)!r}: {explained(error)}") from error


def _items(gold: Gold) -> Iterator[Item]:
    for claim in gold.claims:
        yield Item(id=claim.id, kind=f"claim, {claim.label}", text=claim.claim, pieces=claim.evidence)
    for each in gold.questions:
        answer = "no answer" if each.answer is None else f"answer: {each.answer}"
        kind = "question, unanswerable" if each.answer is None else "question, answerable"
        yield Item(id=each.id, kind=kind, text=f"{each.question} ({answer})", pieces=each.evidence)
    for one in gold.disagreements:
        text = f"{one.topic}: {' | '.join(side.value for side in one.sides)}"
        pieces = tuple(chain.from_iterable(side.evidence for side in one.sides))
        yield Item(id=one.id, kind=f"disagreement, {one.kind}", text=text, pieces=pieces)
    for number, group in enumerate(gold.reprints, start=1):
        yield Item(id=f"reprint-{number}", kind="reprint group", text=", ".join(group))
    for kind, pieces in (
        ("furniture", gold.boilerplate),
        ("reporting", gold.reporting),
        ("injection", gold.injections),
    ):
        for number, piece in enumerate(pieces, start=1):
            yield Item(id=f"{kind}-{number}", kind=f"{kind} span", text=piece.quote, pieces=(piece,))


def _labels(gold: Gold) -> Iterator[str]:
    """Labels, answers and sides that their evidence does not bear out."""
    for claim in gold.claims:
        if bool(claim.evidence) is (claim.label is Label.NOT_ENOUGH_EVIDENCE):
            needs = "no evidence" if claim.evidence else "evidence"
            yield f"{claim.id}: a claim labelled {claim.label.value!r} has {needs}; correct either"
        elif claim.label is Label.DISPUTED and len(gold.voices(claim.evidence)) < 2:
            yield f"{claim.id}: 'disputed' takes evidence of two origins; add some, or correct the label"
    for question in gold.questions:
        if bool(question.evidence) is (question.answer is None):
            kind = "without" if question.answer is None else "with"
            needs = "no evidence" if question.answer is None else "evidence"
            yield f"{question.id}: a question {kind} an answer takes {needs}; correct either"
    for one in gold.disagreements:
        values = [side.value for side in one.sides]
        if len(set(values)) < len(values):
            yield f"{one.id}: two sides say the same; make them one"
        if len(gold.voices([piece for side in one.sides for piece in side.evidence])) < 2:
            yield f"{one.id}: its sides are one origin; a disagreement takes two"


def _groups(gold: Gold, articles: Mapping[str, Article]) -> Iterator[str]:
    """Reprints that are none."""
    named = list(chain.from_iterable(gold.reprints))
    for name in dict.fromkeys(named):
        if name not in articles:
            yield f"reprints: there is no article {name!r}; correct the file name"
        if named.count(name) > 1:
            yield f"reprints: {name!r} stands twice; an article has one origin"
    for group in gold.reprints:
        if len(group) < 2:
            yield f"reprints: group {list(group)!r} is of fewer than two files; leave it out"


def _places(gold: Gold, articles: Mapping[str, Article]) -> Iterator[str]:
    """Quotes that do not stand where they say, and evidence that lies in what may not be cited."""
    never = (*gold.boilerplate, *gold.injections)
    for item in _items(gold):
        for piece in item.pieces:
            article = articles.get(piece.article)
            if article is None:
                yield f"{item.id}: there is no article {piece.article!r}; correct the file name"
            elif wrong := _misplaced(piece, article.text, piece in never):
                yield f"{item.id}: {wrong}"
            elif piece not in never and (held := next((o for o in never if _overlap(piece, o)), None)):
                yield f"{item.id}: {piece.quote[:40]!r} lies in {held.quote[:40]!r}, which is never cited"


def _misplaced(piece: Piece, text: str, never: bool) -> str | None:
    """What is wrong with the place of a piece, if anything."""
    shown, at = repr(piece.quote[:60]), text.find(piece.quote)
    if piece.start is None or piece.end is None:
        if at < 0 and never:
            return None
        told = f"it stands at {at}-{at + len(piece.quote)}" if at >= 0 else "it does not stand there at all"
        return f"{shown} has no place in {piece.article!r}; {told}"
    if text[piece.start : piece.end] == piece.quote:
        return None
    told = f"it stands at {at}-{at + len(piece.quote)}" if at >= 0 else "nor anywhere else; correct the quote"
    return f"{shown} does not stand at {piece.start}-{piece.end} of {piece.article!r}; {told}"


def _overlap(one: Piece, other: Piece) -> bool:
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.article == other.article and one.start < other.end and other.start < one.end

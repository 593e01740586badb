"""Items of runs as a page shows them: what was asked, wanted and given, beside the evidence."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import Field

from evals.compare import Comparison
from evals.record import Record
from evals.report.figures import Term
from evals.rows import QuestionRow, RetrievalRow
from evals.runner import row_of
from evals.shown import given
from vectorstore.values import Citation, Value

_TOLD = ("label", "text", "reason", "explanation")
"""What of an output is shown, where it is there."""
Key = tuple[str, str]
"""Task and id of an item."""


class Quoted(Value):
    """A passage with its place."""

    quote: str = Field(description="The passage.")
    place: str = Field(description="Whose it is, and where it stands; empty if that was not kept.")


class Evidence(Value):
    """What something rests on."""

    of: str = Field(description="What rests on it; empty for the whole of the item.")
    quotes: tuple[Quoted, ...] = Field(description="Its passages.")


class Side(Value):
    """What a run gave for an item."""

    title: str = Field(description="Which run; empty where there is only one.")
    error: str | None = Field(description="Why it could not be scored, if it could not.")
    given: tuple[Term, ...] = Field(description="What the system gave.")
    scores: tuple[Term, ...] = Field(description="What it was scored as; nothing if it could not be.")
    evidence: tuple[Evidence, ...] = Field(description="What it cites.")


class Item(Value):
    """An item of a run or of two."""

    task: str = Field(description="The task.")
    id: str = Field(description="Its name.")
    outcome: str = Field(description="What came of it.")
    good: bool = Field(default=False, description="Whether that is good.")
    text: str = Field(description="What it is about.")
    wanted: tuple[str, ...] = Field(description="What was wanted, if that is known.")
    told: tuple[str, ...] = Field(default=(), description="What is to be said of it besides.")
    sides: tuple[Side, ...] = Field(description="What each run gave.")


def failed(records: Iterable[Record]) -> tuple[Item, ...]:
    """Every item that failed or could not be scored."""
    held = ((record, outcome(record)) for record in records)
    return tuple(_item(record, told, (_side(record),)) for record, told in held if told)


def outcome(record: Record) -> str | None:
    """How an item failed; none if it did not."""
    if record.error is not None:
        return "unscored"
    row = row_of(record)
    if isinstance(row, RetrievalRow):
        return None if set(row.found) & set(row.relevant) else "wrong"
    if row.right is False:
        return "wrong"
    unsupported = isinstance(row, QuestionRow) and row.answerable and not row.supported
    return "wrong evidence" if unsupported or getattr(row, "span_right", None) is False else None


def changed(found: Comparison, before: Sequence[Record], after: Sequence[Record]) -> tuple[Item, ...]:
    """Every item that came out otherwise, the worse first, and every item that a run could not score."""
    early, late = _by_key(before), _by_key(after)
    items = []
    for each in sorted(found.changes, key=lambda change: change.better):
        key = (each.task, each.id)
        told = "better" if each.better else "worse"
        items.append(_item(late[key], told, tuple(_sides(key, early, late)), each.metrics, good=each.better))
    for key in dict.fromkeys((*early, *late)):
        held = [run[key] for run in (early, late) if key in run]
        if any(record.error is not None for record in held):
            items.append(_item(held[-1], "unscored", tuple(_sides(key, early, late))))
    return tuple(items)


def alone(before: Sequence[Record], after: Sequence[Record]) -> tuple[Term, ...]:
    """The items that one run alone holds, of each run."""
    early, late = _by_key(before), _by_key(after)
    pairs = (("Only in the first run", early, late), ("Only in the second run", late, early))
    names = (
        (told, [f"{task} {name}" for task, name in one if (task, name) not in other])
        for told, one, other in pairs
    )
    return tuple(Term(name=f"{told}: {len(held)}", text=", ".join(held)) for told, held in names if held)


def _by_key(records: Sequence[Record]) -> dict[Key, Record]:
    return {(record.task, record.id): record for record in records}


def _item(
    record: Record, told: str, sides: tuple[Side, ...], metrics: tuple[str, ...] = (), *, good: bool = False
) -> Item:
    wanted = record.inputs.get("wanted") or ()
    return Item(
        task=record.task,
        id=record.id,
        outcome=told,
        good=good,
        text=str(record.inputs.get("text", "")),
        wanted=(wanted,) if isinstance(wanted, str) else tuple(map(str, wanted)),
        told=metrics,
        sides=sides,
    )


def _sides(key: Key, early: Mapping[Key, Record], late: Mapping[Key, Record]) -> Iterator[Side]:
    for title, run in (("First run", early), ("Second run", late)):
        if key in run:
            yield _side(run[key], title)


def _side(record: Record, title: str = "") -> Side:
    return Side(
        title=title,
        error=record.error,
        given=tuple(_given(record)),
        scores=() if record.error is not None else tuple(_scores(record.row)),
        evidence=tuple(_evidence(record)),
    )


def _given(record: Record) -> Iterator[Term]:
    """What the system gave, by its names."""
    output = record.output
    if record.task == "injection" and isinstance(output, dict):
        for name, told in output.items():
            yield Term(name=f"{name} the order", text=json.dumps(told, ensure_ascii=False, indent=1))
    elif record.task == "summaries" and output:
        yield Term(name="summary", text=given(record))
    elif isinstance(output, dict):
        yield from (Term(name=key, text=str(output[key])) for key in _TOLD if output.get(key))
        if output.get("abstained"):
            yield Term(name="answer", text="none given")


def _scores(row: Mapping[str, object]) -> Iterator[Term]:
    """The values of a row, with their names in words."""
    for name, value in row.items():
        told = {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
        if isinstance(told, float):
            told = f"{told:.3g}"
        if name not in ("id", "error", "text", "reference") and isinstance(told, str | int):
            yield Term(name=name.replace("_", " "), text=str(told))


def _evidence(record: Record) -> Iterator[Evidence]:
    """What an item cites: of a summary, what each unsupported sentence does."""
    sentences = record.row.get("sentences") or ()
    unsupported = [at for at, each in enumerate(sentences) if not each["supported"]]
    if unsupported:
        for at in unsupported:
            cited = [Citation.model_validate(each) for each in record.output["sentences"][at]["citations"]]
            yield Evidence(of=sentences[at]["text"], quotes=_quoted(cited, record))
    elif record.task in ("judged", "judge"):
        quotes = tuple(Quoted(quote=str(each), place="") for each in record.inputs.get("quotes", ()))
        yield Evidence(of="", quotes=quotes)
    else:
        yield Evidence(of="", quotes=_quoted(record.evidence, record))


def _quoted(citations: Iterable[Citation], record: Record) -> tuple[Quoted, ...]:
    """Passages, each with its publisher, its file or else its article, and its characters there."""
    named = [(each, record.files.get(each.article) or f"article {each.article}") for each in citations]
    return tuple(
        Quoted(quote=each.quote, place=f"{each.publisher}, {name}, characters {each.start}–{each.end}")
        for each, name in named
    )

"""Runs written by hand, as reports are made of."""

from collections.abc import Sequence
from pathlib import Path

from agent.values import Label
from evals.measures import MEASURES
from evals.record import Folder, Record
from evals.rows import ClaimRow, RetrievalRow, Row, SentenceRow, SummaryRow
from evals.runner import figure, row_of
from tests.evals.harness import NOON, header, suite
from vectorstore.values import Citation

HOSTILE = (
    "<script>document.title='owned'</script>"
    "<img src=http://evil.test/x onerror=\"document.title='owned'\">&amp;"
)
METRICS = {"claims": ("macro_f1", "recall_disputed"), "retrieval": ("mrr",), "summaries": ("fact_recall",)}


def cited(quote: str, start: int = 10) -> Citation:
    return Citation(article="a1", publisher="The Anchor", start=start, end=start + len(quote), quote=quote)


def claim(name: str, gold: Label, predicted: Label, text: str = "The ferry sank.", **more: object) -> Record:
    row = ClaimRow(id=name, gold=gold, predicted=predicted, confidence=0.75, score=0.75, **more)
    return _record(
        "claims",
        row,
        inputs={"text": text, "wanted": gold.value},
        output={"label": predicted.value, "explanation": f"Because of {name}."},
    )


def lost(name: str, why: str) -> Record:
    row = ClaimRow(id=name, gold=Label.REFUTED, error=why)
    return Record(
        task="claims", id=name, inputs={"text": "Lost."}, row=row.model_dump(mode="json"), error=why
    )


def query(name: str, found: tuple[str, ...]) -> Record:
    row = RetrievalRow(id=name, relevant=("p1",), found=found)
    return _record(
        "retrieval", row, inputs={"text": "Who sank?", "wanted": ["sank off Hallen"]}, output=[0.5]
    )


def summary(name: str, unsupported: str) -> Record:
    sentences = [
        SentenceRow(
            text=text, supported=text != unsupported, needed=(True,), reported=False, attributed=False,
            quotations=0, intact=0,
        )
        for text in ("All were saved.", unsupported)
    ]  # fmt: skip
    held = [
        {"text": each.text, "citations": [cited(f"Words for: {each.text}").model_dump()]}
        for each in sentences
    ]
    row = SummaryRow(id=name, sentences=tuple(sentences))
    return _record("summaries", row, inputs={"text": name}, output={"sentences": held})


def written(path: Path, records: Sequence[Record], *, finished: bool = True, checker: str = "local") -> Path:
    """Writes a run; its folder."""
    tasks = dict.fromkeys(record.task for record in records)
    asked = suite(path, *((task, METRICS[task]) for task in tasks), macro_f1=0.9)
    made = header(asked, checker=checker)
    run = Folder(path, made)
    for record in records:
        run.add(record)
    if finished:
        rows = {task: [row_of(each) for each in records if each.task == task] for task in tasks}
        figures = tuple(
            figure(task, MEASURES[task][name], rows[task], 1, 0.9 if name == "macro_f1" else None)
            for task in tasks
            for name in METRICS[task]
        )
        run.finish(made.model_copy(update={"figures": figures, "finished": NOON.isoformat()}), run.records)
    return path


def _record(task: str, row: Row, inputs: dict[str, object], output: object) -> Record:
    return Record(
        task=task,
        id=row.id,
        inputs=inputs,
        output=output,
        evidence=(cited("The ferry sank off Hallen."),),
        row=row.model_dump(mode="json"),
        files={"a1": "anchor.txt"},
    )


BEFORE = (
    claim("e/right", Label.SUPPORTED, Label.SUPPORTED, "A right one."),
    claim("e/wrong", Label.SUPPORTED, Label.REFUTED, "A wrong one."),
    claim("e/place", Label.REFUTED, Label.REFUTED, "Another place.", span_right=False),
    claim("e/hostile", Label.ATTRIBUTED, Label.REFUTED, HOSTILE),
    lost("e/lost", "model 'm' at 'http://h': refused; start it"),
    query("e/found", ("p0", "p1")),
    query("e/missed", ("p0", "p2")),
    summary("e", "Nobody was saved."),
)
AFTER = (
    claim("e/right", Label.SUPPORTED, Label.REFUTED, "A right one."),
    claim("e/wrong", Label.SUPPORTED, Label.SUPPORTED, "A wrong one."),
    *BEFORE[2:-1],
)

"""The commands of `eval` about data: public files by path, and the facts found by hand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli import session
from agent.cli.store import AsJson

if TYPE_CHECKING:
    from agent.report.layout import Page
    from evals.gold import Held, Item, Piece
    from evals.pairs import PairScores
    from evals.summaries import SummaryScores
    from vectorstore.articles import Problem
    from vectorstore.values import Article

_PAIRS = ("file", "n", "unscored", "balanced accuracy", "ROC-AUC", "pairs/s")
_SUMMARIES = ("file", "n", "unscored", "ROUGE-1", "ROUGE-2", "ROUGE-L", "loaded, inputs", "loaded, summary")
_UNDEFINED = "-"
_WIDE = 200
"""Columns of a table, which is not broken: figures are read side by side."""
_AROUND = 160
"""Characters shown before and after a quote."""
Files = Annotated[list[Path], typer.Argument(metavar="FILE", hidden=True)]
Facts = Annotated[list[Path] | None, typer.Argument(metavar="FILE", hidden=True)]
Limit = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Take a random sample of N lines a file.")
]
Seed = Annotated[int, typer.Option(metavar="N", help="Of samples and intervals.")]


def pairs(
    ctx: typer.Context,
    files: Files,
    limit: Limit = None,
    seed: Seed = 0,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Threads.")] = 2,
    as_json: AsJson = False,
) -> None:
    """Score FILEs of {document, claim, label} with the local checker; `supported` against any other label.

    FILE is JSON Lines, plain or gzipped. Prints balanced accuracy at the product's threshold and ROC-AUC,
    each with its 95 % bootstrap interval. Vectors of earlier runs are used again: a second run is faster.
    """
    import time

    from agent.check_local import LocalChecker
    from agent.report import json
    from evals.pairs import score_file

    run: session.Session = ctx.obj
    with run.embedding(run.settings()) as embedder, session.progress() as step:
        checker, clock = LocalChecker(embedder), time.perf_counter
        found = [
            score_file(path, checker, clock, limit=limit, seed=seed, jobs=jobs, progress=step)
            for path in files
        ]
    shown = [each.scores for each in found if each.scores.n + each.scores.unscored]
    if as_json:
        rows = [each.model_dump(mode="json") for each in shown]
        session.show(json.dumps(json.document("eval-pairs", files=rows)))
    elif shown:
        _table(_PAIRS, [_pair_row(each) for each in shown])
    _told([note for each in found for note in each.notes], [p for each in found for p in each.problems])


def summaries(
    ctx: typer.Context,
    files: Files,
    limit: Limit = None,
    words: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Length in words; 65 if not set, about a NeuS reference."),
    ] = None,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Summarize the articles of FILEs of {id, articles, reference} and compare with the references.

    FILE is JSON Lines, plain or gzipped. Prints ROUGE-1, -2 and -L (F1, without stemming) and loaded words
    per 100 words.
    """
    from agent.report import json
    from evals.summaries import WORDS, score_file

    run: session.Session = ctx.obj
    length = words or WORDS
    with run.embedding(run.settings()) as embedder, session.progress() as step:
        found = [
            score_file(path, embedder, run.today(), words=length, limit=limit, seed=seed, progress=step)
            for path in files
        ]
    shown = [each.scores for each in found if each.scores.n + each.scores.unscored]
    if as_json:
        rows = [each.model_dump(mode="json") for each in shown]
        session.show(json.dumps(json.document("eval-summaries", words=length, files=rows)))
    elif shown:
        _table(_SUMMARIES, [_summary_row(each) for each in shown])
    _told([note for each in found for note in each.notes], [p for each in found for p in each.problems])


def check(ctx: typer.Context, files: Facts = None) -> None:
    """Check facts found by hand: their schema, ids and labels, and every quote at its place.

    FILE is a `facts.json`, or the folder of one; without it, the sample corpus is checked.
    """
    del ctx
    faults = list[str]()
    held = list(_held(files, faults))
    counts = Counter[tuple[str, str]]((item.kind, each.gold.split) for each in held for item in each.items)
    if counts:
        _table(("kind", "dev", "test", "all"), _counted(counts))
    _refuse([*faults, *(f"{each.path}: {fault}" for each in held for fault in each.faults)])


def show(
    ctx: typer.Context,
    files: Facts = None,
    name: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Only this item, as `fr-q01` or `reporting-3`.")
    ] = None,
) -> None:
    """Show each fact found by hand beside the passage that it rests on.

    FILE is as of `eval check`. A quote stands between ⟦ and ⟧ in its passage.
    """
    from agent.report.layout import Page

    run: session.Session = ctx.obj
    faults, shown = list[str](), 0
    for held in _held(files, faults):
        page = Page(session.width(), run.paint())
        for item in held.items:
            if name in (None, item.id):
                _put(page, item, held)
                shown += 1
        session.show(f"{page}\n" if str(page) else "")
    if name is not None and not shown:
        faults.append(f"no item has id {name!r}; leave out --id to see all")
    _refuse(faults)


def _held(files: Sequence[Path] | None, faults: list[str]) -> "Iterator[Held]":
    """The files of facts; what is wrong with one that cannot be read is added to `faults`."""
    from evals.errors import EvalError
    from evals.gold import Held, corpus

    for path in files or corpus():
        try:
            yield Held(path)
        except EvalError as error:
            faults.append(str(error))


def _put(page: "Page", item: "Item", held: "Held") -> None:
    """An item with its passages."""
    page.heading(f"{item.id} · {item.kind} · {held.gold.event}, {held.gold.split}")
    page.put(item.text)
    for piece in item.pieces:
        place = "not in the text as read" if piece.start is None else f"{piece.start}-{piece.end}"
        page.put(f"{piece.article} {place}", indent=2, role="label")
        page.put(_passage(piece, held.articles), indent=4)


def _passage(piece: "Piece", articles: "Mapping[str, Article]") -> str:
    """The quote of a piece, in what stands around it."""
    article = articles.get(piece.article)
    if article is None or piece.start is None or piece.end is None:
        return f"⟦{piece.quote}⟧"
    text, first, last = article.text, max(0, piece.start - _AROUND), piece.end + _AROUND
    before, after = text[first : piece.start], text[piece.end : last]
    start, end = "…" if first else "", "…" if last < len(text) else ""
    return f"{start}{before}⟦{text[piece.start : piece.end]}⟧{after}{end}"


def _counted(counts: Counter[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    for kind in sorted({kind for kind, _ in counts}):
        dev, test = counts[kind, "dev"], counts[kind, "test"]
        yield kind, str(dev), str(test), str(dev + test)
    split = [sum(n for (_, of), n in counts.items() if of == each) for each in ("dev", "test")]
    yield "items", *map(str, split), str(sum(split))


def _pair_row(scores: "PairScores") -> tuple[str, ...]:
    return (
        Path(scores.file).name,
        str(scores.n),
        str(scores.unscored),
        _with_interval(scores.balanced_accuracy, scores.balanced_accuracy_ci),
        _with_interval(scores.roc_auc, scores.roc_auc_ci),
        _number(scores.pairs_per_second, 1),
    )


def _summary_row(scores: "SummaryScores") -> tuple[str, ...]:
    figures = (scores.rouge1, scores.rouge2, scores.rougeL)
    loaded = (scores.loaded_per_100_inputs, scores.loaded_per_100_summary)
    shown = (*(_number(each, 3) for each in figures), *(_number(each, 2) for each in loaded))
    return Path(scores.file).name, str(scores.n), str(scores.unscored), *shown


def _with_interval(value: float | None, interval: tuple[float, float] | None) -> str:
    if interval is None:
        return _UNDEFINED
    return f"{_number(value, 3)} [{_number(interval[0], 3)}, {_number(interval[1], 3)}]"


def _number(value: float | None, places: int) -> str:
    return _UNDEFINED if value is None else f"{value:.{places}f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    from agent.report.layout import Page

    page = Page(_WIDE)
    page.table([head, *rows])
    session.show(str(page))


def _told(notes: Iterable[str], problems: "Sequence[Problem]") -> None:
    """Say what could not be scored; exit with 1 if something could not be read."""
    for each in notes:
        session.note(each)
    with session.problems(problems):
        pass


def _refuse(faults: Sequence[str]) -> None:
    """Name all that is wrong, and exit with 1 if anything is."""
    for each in faults:
        session.note(each)
    if faults:
        raise typer.Exit(1)

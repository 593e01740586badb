"""Pairs of a document and a claim, labelled supported or not: how well the local checker tells them apart.

A claim of several sentences is as supported as the weakest of them. What counts as supported is the threshold
of the product, for all files the same.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from agent.check import Source
from agent.check_local import LocalChecker
from agent.claims import claims
from agent.errors import TooMuchStated
from agent.values import Claim
from evals.lines import Line, read
from evals.measures import MEASURES
from evals.rows import PairRow
from evals.stats import bootstrap
from vectorstore.articles import Problem
from vectorstore.values import Article, Span, Value, content_id

Progress = Callable[[int, int, str], None]
"""Is told pairs done, pairs in all, and the file."""
_AT_ONCE = 32
"""Pairs whose sentences are embedded together."""


class Pair(Line):
    """A document, a claim, and whether the document supports the claim."""

    document: str = Field(description="The text.")
    claim: str = Field(description="The claim.")
    label: str = Field(description="`supported`, or anything else for a claim that is not.")

    @property
    def supported(self) -> bool:
        """Whether the text supports the claim, by hand."""
        return self.label == "supported"


class Figure(NamedTuple):
    """A figure of some pairs.

    Attributes:
        value: The figure; none where it is undefined.
        interval: Its 95 % bootstrap interval.
        reason: Why it is undefined, if it is.
    """

    value: float | None
    interval: tuple[float, float] | None
    reason: str | None = None


class PairScores(Value):
    """How the pairs of one file were told apart."""

    file: str = Field(description="The file, as named.")
    n: int = Field(ge=0, description="Pairs that were scored.")
    unscored: int = Field(ge=0, description="Pairs that could not be scored.")
    balanced_accuracy: float | None = Field(description="At the threshold of the product; none if undefined.")
    balanced_accuracy_ci: tuple[float, float] | None = Field(description="Its 95 % interval.")
    roc_auc: float | None = Field(description="Area under the curve; none if undefined.")
    roc_auc_ci: tuple[float, float] | None = Field(description="Its 95 % interval.")
    pairs_per_second: float | None = Field(description="Pairs scored in a second.")


class Scored(NamedTuple):
    """What came of a file.

    Attributes:
        scores: Its figures.
        problems: What is wrong with the file or lines of it.
        notes: Why pairs could not be scored or figures are undefined.
    """

    scores: PairScores
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def source(document: str) -> Source:
    """A document of a benchmark as a source, all of it reporting."""
    name = content_id(document)
    body = (Span(start=0, end=len(document)),)
    return Source(
        Article(
            id=name, path=name, text=document, body=body, title="", publisher="", origin=name, source=name
        )
    )


def score_file(
    path: Path,
    checker: LocalChecker,
    clock: Callable[[], float],
    *,
    limit: int | None = None,
    seed: int = 0,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Scored:
    """The figures of one file.

    Args:
        path: JSON Lines, plain or gzipped.
        checker: Who scores.
        clock: Seconds, from any start.
        limit: As of `evals.lines.read`.
        seed: Of the sample and the intervals.
        jobs: Threads.
        progress: Is told how far it is.
    """
    lines = read(path, Pair, limit=limit, seed=seed)

    def told(done: int) -> None:
        if progress:
            progress(done, len(lines.items), str(path))

    start = clock()
    rows = score(lines.items, checker, jobs=jobs, told=told)
    seconds = clock() - start
    good = [row for row in rows if row.error is None]
    figures = {name: _figure(name, good, seed) for name in ("balanced_accuracy", "roc_auc")}
    reasons = [f"{path}:{row.id}: {row.error}" for row in rows if row.error]
    reasons += [
        f"{path}: {name} is undefined: {each.reason}"
        for name, each in figures.items()
        if good and each.reason
    ]
    scores = PairScores(
        file=str(path),
        n=len(good),
        unscored=len(rows) - len(good) + len(lines.bad),
        balanced_accuracy=figures["balanced_accuracy"].value,
        balanced_accuracy_ci=figures["balanced_accuracy"].interval,
        roc_auc=figures["roc_auc"].value,
        roc_auc_ci=figures["roc_auc"].interval,
        pairs_per_second=len(good) / seconds if good and seconds > 0 else None,
    )
    return Scored(scores, lines.problems, tuple(reasons))


def score(
    pairs: Sequence[Pair],
    checker: LocalChecker,
    *,
    jobs: int = 1,
    told: Callable[[int], None] = lambda done: None,
) -> tuple[PairRow, ...]:
    """A row per pair, in order.

    Pairs are taken in the order of their documents, so that a document that recurs is read once.

    Args:
        pairs: Pairs of one file.
        checker: Who scores.
        jobs: Threads.
        told: Is told how many pairs are done.
    """
    ordered = sorted(pairs, key=lambda pair: (pair.document, pair.line))
    chunks = [ordered[first : first + _AT_ONCE] for first in range(0, len(ordered), _AT_ONCE)]
    rows: dict[str, PairRow] = {}
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        for found in pool.map(lambda chunk: _rows(chunk, checker), chunks):
            rows |= {row.id: row for row in found}
            told(len(rows))
    return tuple(rows[str(pair.line)] for pair in pairs)


def _rows(pairs: Sequence[Pair], checker: LocalChecker) -> list[PairRow]:
    """The rows of pairs that are embedded together."""
    sources: dict[str, Source] = {}
    asked: list[tuple[Claim, Source]] = []
    found: list[tuple[Pair, slice, str | None]] = []
    for pair in pairs:
        first = len(asked)
        try:
            stated = _stated(pair)
        except ValueError as error:
            found.append((pair, slice(0), str(error)))
            continue
        if pair.document not in sources:
            sources[pair.document] = source(pair.document)
        asked += [(claim, sources[pair.document]) for claim in stated]
        found.append((pair, slice(first, len(asked)), None))
    scores = checker.support(asked)
    return [
        PairRow(
            id=str(pair.line),
            supported=pair.supported,
            score=min(scores[part], default=0.0),
            error=error,
        )
        for pair, part, error in found
    ]


def _stated(pair: Pair) -> tuple[Claim, ...]:
    """What a pair claims, sentence by sentence.

    Raises:
        ValueError: If it cannot be scored; says why.
    """
    if not pair.document.strip():
        raise ValueError("the document is empty")
    try:
        found = claims(pair.claim)
    except TooMuchStated as error:
        raise ValueError(str(error)) from error
    if not found:
        raise ValueError(f"the claim states nothing: {pair.claim[:40]!r}")
    return found


def _figure(name: str, rows: Sequence[PairRow], seed: int) -> Figure:
    metric = MEASURES["pairs"][name].function
    try:
        value, interval = metric(rows), bootstrap(rows, metric, seed=seed)
        return Figure(value, (interval.low, interval.high))
    except ValueError as error:
        return Figure(None, None, str(error))

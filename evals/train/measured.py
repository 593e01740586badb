"""Pairs of a document and a claim as the features that the head weighs, kept once computed."""

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent.check_local import LocalChecker
from agent.claims import claims
from agent.errors import TooMuchStated
from evals.lines import read
from evals.pairs import Pair, source
from vectorstore.values import content_id

Features = NDArray[np.float64]


class Measured(NamedTuple):
    """A pair with the features of its claims.

    Attributes:
        parts: Those of each claim of its text, shape (claims, features).
        supported: Its label.
        group: Of one document all.
        file: The file that it is of.
    """

    parts: Features
    supported: bool
    group: str
    file: str


def names(checker: LocalChecker) -> tuple[str, ...]:
    """Names of the features, in their order."""
    return tuple(checker.weighed("The pier closed.", source("The pier was closed.")) or ())


def measure(pair: Pair, checker: LocalChecker, file: str, width: int) -> Measured:
    """The features of one pair; not a number for a claim that shares no word with the document."""
    given = source(pair.document)
    found = [checker.weighed(claim.text, given) for claim in claims(pair.claim)]
    parts = np.array([list(each.values()) if each else [np.nan] * width for each in found or [None]])
    return Measured(parts, pair.supported, content_id(pair.document), file)


def measured(paths: Sequence[Path], checker: LocalChecker, kept: Path, keep: str = "") -> Iterator[Measured]:
    """The pairs of some files, each with its features; what cannot be read as a claim is left out.

    Args:
        paths: Files of pairs.
        checker: Compares.
        kept: Folder in which the features of a file are kept; remove it when the checker changes.
        keep: `held` for only the pairs whose document is held out from the entailment model.
    """
    from evals.train.rows import held_out

    kept.mkdir(parents=True, exist_ok=True)
    width = len(names(checker))
    for path in paths:
        name = path.name.removesuffix(".jsonl.gz")
        state = kept / f"{name}-{hashlib.sha256(keep.encode()).hexdigest()[:6]}.npz"
        if not state.exists():
            pairs = [p for p in read(path, Pair).items if not keep or held_out(p.document)]
            found = []
            for n, pair in enumerate(pairs):
                if n % 200 == 0:
                    sys.stderr.write(f"\r{name} {n}/{len(pairs)} ")
                try:
                    found.append(measure(pair, checker, name, width))
                except TooMuchStated:
                    continue
            _save(state, found, width)
        yield from _load(state, name)


def _save(state: Path, found: Sequence[Measured], width: int) -> None:
    np.savez(
        state,
        values=np.concatenate([*(each.parts for each in found), np.zeros((0, width))]),
        counts=np.array([len(each.parts) for each in found], dtype=np.int64),
        supported=np.array([each.supported for each in found], dtype=np.bool_),
        groups=np.array([each.group for each in found], dtype=np.str_),
    )


def _load(state: Path, name: str) -> Iterator[Measured]:
    held = np.load(state)
    parts = np.split(held["values"], np.cumsum(held["counts"])[:-1])
    for each, supported, group in zip(parts, held["supported"], held["groups"], strict=True):
        yield Measured(each, bool(supported), str(group), name)

"""Plain ways to sum articles up, against which the product is measured: orders of sentences.

The first sentences of the articles in turn, the most central article from its top, LexRank and TextRank.
All see what the product sees: the sentences of the reporting, without ads and captions.
"""

import json
import math
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, zip_longest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent.language.words import tokens
from evals.errors import EvalError

Articles = Sequence[Sequence[str]]
"""The sentences of each article, in order."""
Matrix = NDArray[np.float64]
_DAMPING = 0.85
_EDGE = 0.1
"""Cosine from which LexRank links two sentences (Erkan & Radev 2004, 3.2)."""
_STEPS = 100
_SCRIPT = Path(__file__).parents[1] / "scripts" / "sumy_orders.py"


def first(articles: Articles) -> list[str]:
    """The first sentence of each article, then the second of each, and so on."""
    turns = chain.from_iterable(zip_longest(*articles))
    return list(dict.fromkeys(text for text in turns if text))


def central(articles: Articles) -> list[str]:
    """The article that is most like all of them together, from its top."""
    cosines = _cosines([" ".join(sentences) for sentences in articles])
    return list(articles[int(cosines.sum(axis=1).argmax())]) if len(articles) else []


def lexrank(articles: Articles) -> list[str]:
    """Sentences by PageRank over cosines of tf-idf above a threshold (Erkan & Radev 2004, 3.2)."""
    texts = list(dict.fromkeys(chain.from_iterable(articles)))
    edges = (_cosines(texts) > _EDGE).astype(float)
    np.fill_diagonal(edges, 0)
    return _ranked(texts, edges)


def textrank(articles: Articles) -> list[str]:
    """Sentences by PageRank over shared words by the logs of both lengths (Mihalcea & Tarau 2004, 4)."""
    texts = list(dict.fromkeys(chain.from_iterable(articles)))
    words = [{token.stem for token in tokens(text)} for text in texts]
    weights = np.zeros((len(texts), len(texts)))
    for i, one in enumerate(words):
        for j, other in enumerate(words[:i]):
            size = math.log(len(one) or 1) + math.log(len(other) or 1)
            weights[i, j] = weights[j, i] = len(one & other) / size if size else 0.0
    return _ranked(texts, weights)


ORDERS: Mapping[str, Callable[[Articles], list[str]]] = {
    "first sentences": first,
    "most central article": central,
    "LexRank": lexrank,
    "TextRank": textrank,
}


def by_sumy(python: Path, inputs: Sequence[Articles]) -> dict[str, list[list[str]]]:
    """The orders that sumy's LexRank and TextRank give each of `inputs`, by name.

    Args:
        python: An interpreter that has sumy and numpy; both stay out of this project's dependencies.
        inputs: The articles of each item.

    Raises:
        EvalError: If it fails.
    """
    given = json.dumps([list(dict.fromkeys(chain.from_iterable(articles))) for articles in inputs])
    try:
        done = subprocess.run(  # noqa: S603 - the interpreter is the user's, the script ours
            [str(python), str(_SCRIPT)], input=given, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        said = str(getattr(error, "stderr", None) or error).strip().splitlines()[-1]
        raise EvalError(f"{str(python)!r} cannot run sumy ({said}); install it there") from error
    found: dict[str, list[list[str]]] = json.loads(done.stdout)
    return found


def cut(order: Sequence[str], words: int) -> str:
    """The first `words` words of the sentences, the last one cut off where it does not fit."""
    return " ".join(" ".join(order).split()[:words])


def _cosines(texts: Sequence[str]) -> Matrix:
    """Cosines of tf-idf over stems, the texts being the collection; shape (n, n)."""
    counts = [Counter(token.stem for token in tokens(text) if token.content) for text in texts]
    held = Counter(stem for count in counts for stem in count)
    places = {stem: place for place, stem in enumerate(sorted(held))}
    rows = np.zeros((len(texts), len(places) or 1))
    for row, count in enumerate(counts):
        for stem, number in count.items():
            rows[row, places[stem]] = number * math.log(1 + len(texts) / held[stem])
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return np.asarray(rows @ rows.T)


def _ranked(texts: Sequence[str], weights: Matrix) -> list[str]:
    """The texts, the greatest PageRank first."""
    if not texts:
        return []
    sums = weights.sum(axis=1, keepdims=True)
    steps = np.where(sums > 0, weights / np.maximum(sums, 1e-9), 1 / len(texts))
    rank = np.full(len(texts), 1 / len(texts))
    for _ in range(_STEPS):
        rank = (1 - _DAMPING) / len(texts) + _DAMPING * rank @ steps
    return [texts[place] for place in np.argsort(-np.round(rank, 9), kind="stable")]


def plain(text: str) -> str:
    """A sentence in one line."""
    return re.sub(r"\s+", " ", text).strip()

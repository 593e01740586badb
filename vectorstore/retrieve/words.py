"""Search by words: BM25 over the passages of a store.

Words are not stemmed: the stemmer at hand takes a second for the vocabulary of a thousand articles, and dense
search covers inflection. Words that are also a month, a country or a name (may, us, will) count.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vectorstore.values import Passage

_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_IDEOGRAPH}]|\d+(?:[.,]\d+)+|[^\W{_IDEOGRAPH}]+")
_FUNCTION_WORDS = frozenset(
    "a about after all also am an and any are as at be been before being but by can could did do does "
    "for from had has have he her here him his how i if in into is it its me might more most my nor of "
    "on or our s she should so some such t than that the their them then there these they this those to "
    "too up was we were what when where which while who whom why with would you your".split()
)


@dataclass(frozen=True)
class WordIndex:
    """BM25 over the passages of one version of a store.

    Source: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"; idf as in Lucene.
    """

    version: int
    passages: tuple[Passage, ...]

    @cached_property
    def rows(self) -> dict[str, int]:
        """The place of each passage, by its id."""
        return {passage.id: row for row, passage in enumerate(self.passages)}

    @cached_property
    def _scorer(self) -> Any:
        import bm25s  # noqa: TID251 -- this module is the home of bm25s

        tokens = [words(passage.text) for passage in self.passages]
        if not any(tokens):
            return None
        scorer = bm25s.BM25(method="lucene", backend="numpy")
        scorer.index(tokens, show_progress=False)
        return scorer

    def best(self, query: str, depth: int, allowed: Collection[str] | None) -> list[str]:
        """Ids of at most `depth` passages that share words with `query`, best first."""
        tokens = words(query)
        if self._scorer is None or not tokens:
            return []
        scores: NDArray[np.float32] = self._scorer.get_scores(tokens)
        matching = np.flatnonzero(scores > 0)
        ranked = (self.passages[row] for row in matching[np.argsort(-scores[matching], kind="stable")])
        found = (passage.id for passage in ranked if allowed is None or passage.article in allowed)
        return list(islice(found, depth))


def words(text: str) -> list[str]:
    """The words of `text` that are compared: folded, without function words; each ideograph is one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    found = (word.replace(",", "") for word in _WORD.findall(folded))
    return [word for word in found if word not in _FUNCTION_WORDS]

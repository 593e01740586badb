"""What goes into a store: an article with its passages, vectors and sketch, and the JSON it is kept as."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vectorstore.embed import Vectors
from vectorstore.values import Article, Passage

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, eq=False)
class Record:
    """One committed article without its vectors.

    Attributes:
        article: The article.
        passages: Its passages, ordered by where they start; at least one.
        sketch: 32-bit numbers that tell near-duplicates; the store keeps them and does not read them.
    """

    article: Article
    passages: tuple[Passage, ...]
    sketch: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Entry(Record):
    """One article as it is put into a store.

    Attributes:
        vectors: Vectors of the passages, shape `(len(passages), dimension)`.

    Raises:
        ValueError: If the parts do not belong together.
    """

    vectors: Vectors

    def __post_init__(self) -> None:
        name, passages = self.article.id, self.passages
        if not passages or self.vectors.shape[:1] != (len(passages),) or self.vectors.ndim != 2:
            raise ValueError(
                f"article {name!r}: {len(passages)} passages, vectors of shape {self.vectors.shape}"
            )
        if np.abs(np.linalg.norm(self.vectors, axis=1) - 1).max() > 1e-3:
            raise ValueError(f"article {name!r}: vectors are not of length 1")
        if any(
            (before.start, before.end) >= (after.start, after.end) for before, after in pairwise(passages)
        ):
            raise ValueError(f"article {name!r}: passages are not in order")
        for passage in passages:
            if passage.article != name or self.article.text[passage.start : passage.end] != passage.text:
                raise ValueError(f"article {name!r}: passage {passage.id!r} is not cut from its text")


def pack(record: Record, sequence: int) -> str:
    """`record` as JSON that any UTF-8 store takes, marked with its place in the order of writing."""
    fields = {
        "article": record.article.model_dump(mode="json"),
        "passages": [[each.id, each.start, each.end, each.tokens] for each in record.passages],
        "sketch": record.sketch,
        "sequence": sequence,
    }
    packed = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", packed)


def unpack(packed: str) -> tuple[Record, int]:
    """What `pack` was given; the text of each passage is cut from the article's.

    Raises:
        ValueError: If it was not made by `pack`.
    """
    fields = json.loads(packed)
    try:
        article = Article.model_validate(fields["article"])
        passages = tuple(
            Passage(
                id=passage_id,
                article=article.id,
                start=start,
                end=end,
                text=article.text[start:end],
                tokens=tokens,
            )
            for passage_id, start, end, tokens in fields["passages"]
        )
        return Record(article, passages, tuple(fields["sketch"])), fields["sequence"]
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a record: {packed[:80]!r}") from error


def latest(entries: Sequence[Entry]) -> list[Entry]:
    """`entries` without those whose path or id a later one takes."""
    by_path = {entry.article.path: entry for entry in entries}
    return list({entry.article.id: entry for entry in by_path.values()}.values())


def superseded(records: Iterable[Record], entries: Sequence[Entry]) -> list[str]:
    """Ids of the `records` whose path is taken by another article among `entries`."""
    paths = {entry.article.path for entry in entries}
    ids = {entry.article.id for entry in entries}
    return [
        record.article.id
        for record in records
        if record.article.path in paths and record.article.id not in ids
    ]

"""Reprints and wire copy to origins: articles whose text was written once share one origin.

Two articles are one origin if the smaller one's words are largely contained in the other's, quotations aside:
independent reports of one speech quote the same sentences. The measure is the containment of word 5-shingles
(Broder 1997, "On the resemblance and containment of documents"), estimated on the quarter of all shingle
hashes that 4 divides (FracMinHash: Irber et al. 2022); texts of fewer than 400 shingles keep them all.

Measured on the sample corpus (6 wire stories, each with two reprints) and on five real reports of one event:
reprints contain each other to 0.81 at least, other pairs to 0.06 at most (0.16 with 3-shingles, 0.13 with
4). The threshold of 0.35 leaves room for reprints that replace one word in eight. A shared wire tag is
evidence of its own, so 0.2 is enough with it.

An origin is named after its first article and keeps its name. A new article joins the origin of the article
that it resembles most and never merges origins: a round-up that reprints two stories does not make them one.
So the result depends on the order of ingestion alone.
"""

import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from pydantic import Field

from vectorstore.values import Article, Value

SHINGLE = 5
SCALE = 4
SHORT = 400
SAME = 0.35
SAME_WIRE = 0.2
_SHARED = 4  # shingles that must be shared; a single background sentence is no reprint
_CANDIDATES = 16  # articles compared in full, those that share most hashes
_POSTINGS = 32  # articles remembered per hash; keeps the cost of an article flat where outlets share phrases
_FEWEST = 8  # shingles outside quotations below which quotations count: a speech printed whole is one text
_QUOTED = re.compile(
    r"“[^”\n]*(?:”|$)|\"[^\"\n]*(?:\"|$)|«[^»\n]*(?:»|$)|„[^“”\n]*(?:[“”]|$)|「[^」\n]*(?:」|$)"
    r"|(?<!\w)[‘'](?=\w)[^\n]{1,600}?[’'](?!\w)",
    re.MULTILINE,
)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]|\w+")


class Sketched(Value):
    """An article and what is remembered to recognise its reprints."""

    article: Article = Field(description="The article, with its origin.")
    hashes: tuple[int, ...] = Field(description="Shingle hashes, ascending, below 2**32.")


def sketch(article: Article) -> tuple[int, ...]:
    """Hashes of the shingles of the article's reporting, ascending; quotations are left out."""
    body = "\n".join(" ".join(span.of(article.text).split()) for span in article.body)
    hashes = _shingles(_QUOTED.sub(" ", body))
    if len(hashes) < _FEWEST:
        hashes = _shingles(body)
    kept = hashes if len(hashes) < SHORT else {number for number in hashes if number % SCALE == 0}
    return tuple(sorted(kept))


def containment(left: Sequence[int], right: Sequence[int]) -> float:
    """Share of the smaller sketch that is in the other, in [0, 1]; 0 if either is empty."""
    a, b = _alike(left, right), _alike(right, left)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def assign(new: Iterable[Article], known: Iterable[Sketched] = ()) -> tuple[Sketched, ...]:
    """Give each new article its origin, in order; see `Origins`."""
    origins = Origins(known)
    return tuple(origins.place(article) for article in new)


class Origins:
    """The origins of the articles seen so far, found by their shingle hashes.

    Args:
        known: Articles that have their origin already, in the order they were added.
    """

    def __init__(self, known: Iterable[Sketched] = ()) -> None:
        self._seen: dict[str, Sketched] = {}
        self._holders: defaultdict[int, list[str]] = defaultdict(list)
        for entry in known:
            self._add(entry)

    def place(self, article: Article) -> Sketched:
        """`article` with its origin: that of the article it reprints, or its own id."""
        if article.id in self._seen:
            return self._seen[article.id]
        hashes = sketch(article)
        origin = self._origin(hashes, article.wire) or article.id
        placed = Sketched(article=article.model_copy(update={"origin": origin}), hashes=hashes)
        self._add(placed)
        return placed

    def _add(self, entry: Sketched) -> None:
        self._seen[entry.article.id] = entry
        for number in entry.hashes:
            holders = self._holders[number]
            if len(holders) < _POSTINGS:
                holders.append(entry.article.id)

    def _origin(self, hashes: Sequence[int], wire: str | None) -> str | None:
        """The origin of the article most like `hashes`, the earliest of equals, if it is like enough."""
        shared = Counter(name for number in hashes for name in self._holders.get(number, ()))
        best, found = 0.0, None
        for name, count in shared.most_common(_CANDIDATES):
            other = self._seen[name]
            if count < min(_SHARED, len(hashes), len(other.hashes)):
                continue
            share = containment(hashes, other.hashes)
            enough = SAME_WIRE if wire and wire == other.article.wire else SAME
            if share >= enough and share > best:
                best, found = share, other.article.origin
        return found


def _shingles(text: str) -> set[int]:
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    runs = (" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1)))
    return {zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs if words}


def _alike(hashes: Sequence[int], other: Sequence[int]) -> set[int]:
    """`hashes` at the scale that both share: sampled if either is."""
    sampled = _sampled(hashes) or _sampled(other)
    return {number for number in hashes if number % SCALE == 0} if sampled else set(hashes)


def _sampled(hashes: Sequence[int]) -> bool:
    return all(number % SCALE == 0 for number in hashes)

"""Training pairs: those of public sets, and small edits and rewrites of true sentences.

What was seen to matter is not their number but their kind: edits of true sentences, several for a document,
beside rewrites that stay true, so that neither shared words nor the manner of writing gives the label away.
Of a document the model sees the window that it will see in use. Only sets whose licence is stated and
allows it are read.
"""

import difflib
import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from pydantic import Field

from agent.entail.window import Words
from agent.language.words import tokens
from evals.lines import Line, read
from evals.train.changed import UNKNOWN, UNSUPPORTED
from evals.train.edits import edit
from evals.train.rewrites import rewrite
from vectorstore.sentences import split
from vectorstore.values import Span

SUPPORTED = 0
_LABELS = {"supported": SUPPORTED, "refuted": 1, "not_enough_info": UNKNOWN, None: UNSUPPORTED}


def _most(table: str) -> dict[str, int]:
    """Names with numbers, two on a line."""
    words = table.split()
    return {name: int(most) for name, most in zip(words[::2], words[1::2], strict=True)}


SHORT = _most("""
    snli_dev 6000  snli_test 6000  cad_nli 9000  conjnli_adv 7000  fever_dev_pairs 13000  fever_symmetric 1500
    foolmetwice 2600
""")
"""Sets of single sentences, with how many pairs of each are used."""
LONG = _most("""
    bump 1100  defacto_train_withfix 1800  defacto_val_withfix 900  factcg_CG2C_doc 2100
    factcg_CG2C_musique 400  fib_cnn_dm_factcc 400
    fib_cnn_dm_factually_consistent-model_generated 600  fib_cnn_dm_fib 500
    fib_cnn_dm_fir 100  fib_cnn_dm_mfma 200  fib_xsum_factcc 1400
    fib_xsum_factually_consistent-model_generated 500  fib_xsum_fib 900  fib_xsum_fir 800  fib_xsum_mfma 1200
    summac_val_cogensumm 1200  summac_val_frank 700  summac_val_polytope 200  wice_claim_dev 300
    wice_oracle_dev 1000  xsumfaith_full 700
""")
"""Sets of documents, likewise."""
HELD_OUT = 10
"""One document in so many is held out."""
_TAG = re.compile(r"</?t>|-LRB-|-RRB-|-lrb-|-rrb-")
_NEAR = 0.6
"""Likeness from which on a wrong summary counts as an edit of a right one."""


class Row(NamedTuple):
    """One training pair.

    Attributes:
        claim: The claim.
        evidence: What is read beside it.
        label: 0 supported, 1 refuted, 2 unknown, 3 either of the two.
        spans: Where the claim is wrong; None where that is not known.
        kind: The set or the kind of edit.
        group: Of one document all.
    """

    claim: str
    evidence: str
    label: int
    spans: tuple[tuple[int, int], ...] | None
    kind: str
    group: str


class Labelled(Line):
    """A pair of a public set."""

    document: str = Field(description="The text.")
    claim: str = Field(description="The claim.")
    label: str = Field(description="`supported` or `unsupported`.")
    label3: str | None = Field(default=None, description="The finer label, if there is one.")


def held_out(text: str) -> bool:
    """Whether a document is kept from the entailment model, for the head to be fitted to."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % HELD_OUT == 0


def sentences(text: str) -> list[str]:
    """The sentences of a text; a dialogue turn or a line is one."""
    return [span.of(text) for span in split(text, [Span(start=0, end=len(text))])] if text.strip() else []


class Document:
    """A document that windows are taken from."""

    def __init__(self, text: str) -> None:
        self.sentences = sentences(text)
        self._words = Words(self.sentences)
        self.group = hashlib.sha256(text.encode()).hexdigest()[:12]

    def window(self, claim: str, without: Sequence[int] = ()) -> str | None:
        """What is read beside `claim`; `without` some sentences."""
        if without:
            kept = [s for n, s in enumerate(self.sentences) if n not in without]
            return " ".join(kept[n] for n in w.places) if (w := Words(kept).window(claim)) else None
        found = self._words.window(claim)
        return " ".join(self.sentences[n] for n in found.places) if found else None

    def share(self, claim: str) -> float:
        """How much of the words of `claim` its window holds."""
        found = self._words.window(claim)
        return found.share if found else 0.0


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", _TAG.sub(" ", text)).strip()


def changed(wrong: str, right: str) -> tuple[tuple[int, int], ...]:
    """Where `wrong` differs from `right`, as offsets of `wrong`; at a gap, the word behind it."""
    mine, theirs = tokens(wrong), tokens(right)
    found = []
    match = difflib.SequenceMatcher(None, [t.lower for t in mine], [t.lower for t in theirs], autojunk=False)
    for tag, i, j, _, _ in match.get_opcodes():
        if tag != "equal" and mine:
            last = max(j - 1, min(i, len(mine) - 1))
            found.append((mine[min(i, len(mine) - 1)].start, mine[last].end))
    return tuple(found)


def _likeness(one: str, other: str) -> float:
    mine, theirs = ([t.lower for t in tokens(text)] for text in (one, other))
    return difflib.SequenceMatcher(None, mine, theirs, autojunk=False).ratio()


def _cut(
    pair: Labelled, right: Sequence[str]
) -> Iterator[tuple[str, int, tuple[tuple[int, int], ...] | None]]:
    """The sentences of a claim, with label and wrong words as far as its document's right claims tell."""
    label = _LABELS[pair.label3] if pair.label3 else (SUPPORTED if pair.label == "supported" else UNSUPPORTED)
    parts = sentences(_clean(pair.claim))
    if label == SUPPORTED:
        yield from ((part, SUPPORTED, ()) for part in parts)
        return
    near = [(max(right, key=lambda r: _likeness(part, r)) if right else "") for part in parts]
    like = [_likeness(part, other) if other else 0.0 for part, other in zip(parts, near, strict=True)]
    wrong = [n for n, likeness in enumerate(like) if likeness < 1]
    for n in range(len(parts)):
        if like[n] == 1:
            yield parts[n], SUPPORTED, ()
        elif like[n] >= _NEAR:
            yield parts[n], label, changed(parts[n], near[n])
        elif len(wrong) == 1 or len(parts) == 1:
            yield parts[n], label, None


def long_rows(path: Path, most: int, random: Random) -> Iterator[Row]:
    """The rows of a set of documents, with edits and rewrites of what their documents support."""
    pairs = [pair for pair in read(path, Labelled).items if not held_out(pair.document)]
    name = path.name.removesuffix(".jsonl.gz")
    right: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.label == "supported":
            right.setdefault(pair.document, []).extend(sentences(_clean(pair.claim)))
    documents: dict[str, Document] = {}
    for pair in random.sample(pairs, min(most, len(pairs))):
        document = documents.setdefault(pair.document, Document(pair.document))
        for claim, label, spans in _cut(pair, right.get(pair.document, ())):
            if len(claim.split()) < 4 or not (evidence := document.window(claim)):
                continue
            yield Row(claim, evidence, label, spans, name, document.group)
            if label == SUPPORTED:
                yield from edited(claim, document, document.sentences, random, name)


def edited(claim: str, document: Document, pool: Sequence[str], random: Random, name: str) -> Iterator[Row]:
    """One or two edits of a supported claim, and a rewrite, with the windows that each finds."""
    for _ in range(random.choice((1, 2))):
        made = edit(claim, random.sample(list(pool), min(8, len(pool))), random)
        if made and (evidence := document.window(made.text)):
            yield Row(made.text, evidence, made.label, made.spans, f"{name}+{made.kind}", document.group)
    again = rewrite(claim, random)
    if again != claim and (evidence := document.window(again)):
        yield Row(again, evidence, SUPPORTED, (), f"{name}+rewrite", document.group)


def own_rows(documents: Sequence[Document], each: int, random: Random) -> Iterator[Row]:
    """From articles alone: rewrites of sentences, edits of these, and some without their source."""
    for document in documents:
        likely = [n for n, s in enumerate(document.sentences) if 7 <= len(s.split()) <= 45]
        other = random.choice(documents).sentences
        for n in random.sample(likely, min(each, len(likely))):
            pool = [s for m, s in enumerate(document.sentences) if m != n] + random.sample(
                other, min(4, len(other))
            )
            true = rewrite(document.sentences[n], random)
            yield from _true(true, document, random)
            for _ in range(random.choice((1, 1, 2))):
                made = edit(rewrite(document.sentences[n], random), pool, random)
                if made and (evidence := document.window(made.text)):
                    yield Row(made.text, evidence, made.label, made.spans, f"own+{made.kind}", document.group)
            if random.random() < 0.25:
                yield from _absent(true, document, n)


def _absent(claim: str, document: Document, place: int) -> Iterator[Row]:
    """A true sentence without its source, which is number `place`, unless others hold most of its words."""
    evidence = document.window(claim, without=[place])
    kept = {token.stem for token in tokens(evidence or "")}
    mine = [token.stem for token in tokens(claim) if token.content]
    if evidence and sum(stem in kept for stem in mine) < 0.7 * len(mine):
        yield Row(claim, evidence, UNKNOWN, None, "own+absent", document.group)


def _true(claim: str, document: Document, random: Random) -> Iterator[Row]:
    if evidence := document.window(claim):
        if random.random() < 0.1:
            claim = claim.lower()
        yield Row(claim, evidence, SUPPORTED, (), "own+true", document.group)


def short_rows(path: Path, most: int, random: Random) -> Iterator[Row]:
    """The rows of a set of single sentences, with edits of its supported claims."""
    name = path.name.removesuffix(".jsonl.gz")
    pairs = [pair for pair in read(path, Labelled).items if not held_out(pair.document)]
    for pair in random.sample(pairs, min(most, len(pairs))):
        document = Document(_clean(pair.document))
        evidence = document.window(pair.claim, without=()) or _clean(pair.document)[:600]
        label = _LABELS[pair.label3]
        yield Row(pair.claim, evidence, label, () if label == SUPPORTED else None, name, document.group)
        if label == SUPPORTED and name.startswith(("fever", "fool")) and random.random() < 0.5:
            made = edit(pair.claim, [random.choice(pairs).claim for _ in range(4)], random)
            if made:
                yield Row(made.text, evidence, made.label, made.spans, f"{name}+{made.kind}", document.group)

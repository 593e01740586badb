"""The evidence matrix, claims by sources, and the verdict that it yields.

Support is counted in origins: reprints of one story are one voice. A source that only reports a claim as
somebody's words neither supports nor refutes it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from agent.claims import Statement, statements
from agent.entail import Words
from agent.language import words
from agent.values import Claim, Evidence, Label, Stance, Verdict
from vectorstore.sentences import split
from vectorstore.values import Article, Span

_TOLD = 20_000
"""Characters of an article that tell its language."""
_UNCHECKABLE = "It is a question, an order or a judgement; no source can support or contradict it."
_UNRESOLVED = frozenset({"he", "she", "they", "it", "we", "i"})
"""Pronouns that stand for no speaker that could be told."""


READ = 2_000
"""Sentences of an article that are read, from its top; later ones are only searched."""
LONGEST = 1_000
"""Characters of a sentence that is read; what has no stop for longer is a table, code or no prose at all."""


@dataclass(frozen=True, eq=False)
class Source:
    """An article with its sentences, which are read in context when that is first asked for.

    Attributes:
        article: The article.
        only: Its sentences that count, if not all do.
    """

    article: Article
    only: tuple[Statement, ...] | None = None

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Where its sentences stand that are read, in order."""
        if self.only is not None:
            return tuple(statement.claim.span for statement in self.only)
        return () if foreign(self.article) else _readable(split(self.article.text, self.article.body))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Each of its sentences as read in context."""
        return statements(self.article.text, self.sentences) if self.only is None else self.only

    @cached_property
    def words(self) -> Words:
        """The words of its sentences, searched for what an entailment model reads."""
        return Words([statement.claim.text for statement in self.statements])


def read(article: Article) -> Source:
    """The body of an article, to be read into statements."""
    return Source(article)


def foreign(article: Article) -> bool:
    """Whether an article is not English, as far as can be told; who says what in it cannot be read."""
    return words.foreign(" ".join(span.of(article.text) for span in article.body)[:_TOLD])


def unread(article: Article) -> str | None:
    """What of an article is searched but not read, and why; None if all of it is read."""
    if foreign(article):
        return "it is not English, as far as can be told; it is kept and searched, but nothing drafted of it"
    sentences = split(article.text, article.body)
    if missing := len(sentences) - len(_readable(sentences)):
        return (
            f"{missing:,} of its {len(sentences):,} sentences are searched, but not read: those of more than "
            f"{LONGEST:,} characters, and what follows the first {READ:,}; split it to have all read"
        )
    return None


def _readable(sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Those of the sentences of an article that are read; bounds the time that it takes."""
    return tuple(span for span in sentences if span.end - span.start <= LONGEST)[:READ]


class Checker(Protocol):
    """Finds what each source says of a claim."""

    name: str

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """One `Evidence` per source, in the order of `sources`."""
        ...


class Verbatim:
    """A source supports a claim if it holds it word for word; for tests of other stages."""

    name = "verbatim"

    def check(self, claim: Claim, sources: Sequence[Source]) -> tuple[Evidence, ...]:
        """Supports where the claim's characters stand in the text, else silent."""
        return tuple(
            Evidence(
                claim=claim.text,
                article=source.article.id,
                stance=Stance.SUPPORTS if claim.text in source.article.text else Stance.SILENT,
                score=1.0,
            )
            for source in sources
        )


def _origins(evidence: Sequence[Evidence], stance: Stance, origin: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(origin[cell.article] for cell in evidence if cell.stance is stance))


def _best(evidence: Sequence[Evidence], stance: Stance) -> Evidence | None:
    return max(
        (cell for cell in evidence if cell.stance is stance), key=lambda cell: cell.score, default=None
    )


def _label(supporting: Sequence[str], refuting: Sequence[str], reported: bool) -> Label:
    if supporting and refuting:
        return Label.DISPUTED
    if supporting:
        return Label.SUPPORTED
    if refuting:
        return Label.REFUTED
    return Label.ATTRIBUTED if reported else Label.NOT_ENOUGH_EVIDENCE


def _explain(
    label: Label, evidence: Sequence[Evidence], publisher: dict[str, str], origins: tuple[int, int]
) -> str:
    def because(stance: Stance) -> str:
        cell = _best(evidence, stance)
        return (
            f"{publisher[cell.article]}: {'; '.join(cell.reasons)}"
            if cell and cell.reasons
            else "the wording"
        )

    match label:
        case Label.SUPPORTED:
            return f"{_count(origins[0], 'support')} it ({because(Stance.SUPPORTS)})."
        case Label.REFUTED:
            return f"{_count(origins[1], 'contradict')} it ({because(Stance.REFUTES)})."
        case Label.DISPUTED:
            against = because(Stance.REFUTES)
            return f"{_count(origins[0], 'support')} and {_count(origins[1], 'contradict')} it ({against})."
        case Label.ATTRIBUTED:
            cell = _best(evidence, Stance.REPORTS)
            known = cell and cell.speaker and cell.speaker.lower() not in _UNRESOLVED
            speaker = cell.speaker if cell and known else "somebody unnamed"
            why = because(Stance.REPORTS)
            return f"Only reported as the words of {speaker}; no source states it as its own ({why})."
    return "No source says enough about it to support or contradict it" + _nearest(evidence, publisher) + "."


def _nearest(evidence: Sequence[Evidence], publisher: dict[str, str]) -> str:
    cell = _best([cell for cell in evidence if cell.reasons], Stance.SILENT)
    return f" (nearest, {publisher[cell.article]}: {'; '.join(cell.reasons)})" if cell else ""


def _count(number: int, verb: str) -> str:
    return f"one origin {verb}s" if number == 1 else f"{number} independent origins {verb}"


def verdict(
    claim: Claim, evidence: Sequence[Evidence], sources: Sequence[Source], notes: Sequence[str] = ()
) -> Verdict:
    """The label that a row of the matrix yields, with origins for and against and one sentence why.

    Args:
        claim: The claim.
        evidence: Its row of the matrix.
        sources: The articles.
        notes: What did not go as asked while it was checked.
    """
    origin = {source.article.id: source.article.origin for source in sources}
    publisher = {source.article.id: source.article.publisher for source in sources}
    supporting = _origins(evidence, Stance.SUPPORTS, origin)
    refuting = _origins(evidence, Stance.REFUTES, origin)
    label = _label(supporting, refuting, any(cell.stance is Stance.REPORTS for cell in evidence))
    if not claim.checkable and label is not Label.ATTRIBUTED:
        label = Label.NOT_ENOUGH_EVIDENCE
    return Verdict(
        claim=claim.text,
        label=label,
        evidence=tuple(evidence),
        origins_for=supporting,
        origins_against=refuting,
        explanation=_UNCHECKABLE
        if label is Label.NOT_ENOUGH_EVIDENCE and not claim.checkable
        else _explain(label, evidence, publisher, (len(supporting), len(refuting))),
        notes=tuple(notes),
    )

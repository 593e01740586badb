"""The only way out: every drafted sentence is held against the spans it cites, whoever drafted it.

Accepted is a sentence whose numbers, days, names and quotations all stand in its cited spans, that its
citation does not refute, and that names whoever said what is only reported. A sentence that the program did
not word itself must also derive from its source (`agent.derive`). One that fails only by its missing speaker
is attributed; one that fails otherwise is repaired or replaced, if the caller can, and that is judged alike,
or dropped. What happened is counted.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from pydantic import Field

from agent.check import Checker, Source
from agent.check_local.speaker import same_speaker
from agent.claims import whole
from agent.derive import underived
from agent.draft import Draft
from agent.draft.mend import known, mended
from agent.language.attribution import reports
from agent.language.blanks import Blanks, spaced
from agent.language.dates import days
from agent.language.names import Name, mentions, names
from agent.language.numbers import quantities
from agent.language.quotes import plain, quotations, unbalanced
from agent.language.words import STOPWORDS, tokens
from agent.values import GateCounts, Stance
from vectorstore.values import Citation, Span, Value, cite


class Accepted(Value):
    """A sentence that may be shown."""

    text: str = Field(description="The sentence.")
    citations: tuple[Citation, ...] = Field(min_length=1, description="The spans it was held against.")
    speaker: str | None = Field(default=None, description="Whose words it reports, if any.")
    named: bool = Field(default=False, description="Whether the gate put the speaker's name to it.")


Repair = Callable[[Draft, str], Draft | None]
"""A better wording of a draft that failed for the reason given, or none."""


class Gate:
    """Decides on drafts, and counts what it decided.

    Args:
        sources: The articles, by id.
        checker: Tells whether a sentence is refuted by its own citation.
    """

    def __init__(self, sources: Sequence[Source], checker: Checker) -> None:
        self._sources = {source.article.id: source for source in sources}
        self._checker = checker
        self._counts: Counter[str] = Counter()
        self._reasons: list[str] = []

    @property
    def counts(self) -> GateCounts:
        """What was decided so far."""
        return GateCounts(**self._counts, reasons=tuple(dict.fromkeys(self._reasons)))

    @cached_property
    def _words(self) -> Blanks:
        return known(tuple(self._sources.values()))

    def examine(
        self,
        draft: Draft,
        *,
        failed: str | None = None,
        repair: Repair | None = None,
        replacements: Iterable[Draft] = (),
    ) -> Accepted | None:
        """The sentence as it may be shown, or None if it may not.

        Args:
            draft: The sentence.
            failed: Why it may not be shown whatever it cites, if its reader knows already.
            repair: Is asked once for a better wording of a sentence that fails.
            replacements: What may stand in its place if that fails too; the first that passes does.
        """
        self._counts["drafted"] += 1
        judged = failed or self._judge(draft)
        if isinstance(judged, Accepted):
            self._count("attributed" if judged.named else "accepted")
            return judged
        repaired = repair(draft, judged) if repair else None
        if repaired and isinstance(accepted := self._judge(repaired), Accepted):
            self._count("repaired", judged)
            return accepted
        for each in replacements:
            if isinstance(accepted := self._judge(each), Accepted):
                self._count("replaced", judged)
                return accepted
        self._count("dropped", judged)
        return None

    def _judge(self, draft: Draft) -> "Accepted | str":
        """The sentence as it may be shown, or why it may not."""
        source = self._sources.get(draft.article)
        if source is None:
            return f"an article that was not offered: {draft.article!r}"
        if not tokens(draft.text):
            return f"a sentence without a word: {draft.text!r}"
        as_read = _cited(draft.spans, source)
        cited = Source(source.article, tuple(mended(each, self._words) for each in as_read.statements))
        text, speaker, named = self._attributed(draft, cited)
        citations = tuple(cite(source.article, span) for span in draft.spans)
        reason = unsupported(text, citations)
        if reason is None and draft.free and (reason := underived(draft.text, cited)):
            reason = underived(draft.text, as_read)
        if reason := reason or self._refuted(text, cited):
            return reason
        return Accepted(text=text, citations=citations, speaker=speaker, named=named)

    def _count(self, what: str, reason: str | None = None) -> None:
        self._counts[what] += 1
        if reason:
            self._reasons.append(reason)
        elif what == "attributed":
            self._reasons.append("a reported statement was given its speaker")

    def _attributed(self, draft: Draft, cited: Source) -> tuple[str, str | None, bool]:
        """The text with its speaker named, where its spans only report it and it does not say so."""
        # The last span is the sentence itself; one before it only names whom it speaks of.
        speaker = cited.statements[-1].claim.speaker if cited.statements else None
        silent = draft.free and bool(cited.statements and cited.statements[-1].reports)
        if speaker is None or _names_speaker(draft.text, speaker, quoting=not silent):
            return draft.text, speaker, False
        first = draft.text.split()[0]
        text = first.lower() + draft.text[len(first) :] if first.lower() in STOPWORDS else draft.text
        return f"According to {speaker}, {text}", speaker, True

    def _refuted(self, text: str, cited: Source) -> str | None:
        evidence = self._checker.check(whole(text), [cited])[0]
        if evidence.stance is Stance.REFUTES:
            return f"refuted by its own source: {'; '.join(evidence.reasons)}"
        return None


def _cited(spans: Sequence[Span], source: Source) -> Source:
    """The source with no more than the sentences that `spans` touch."""
    touched = (
        statement
        for statement in source.statements
        if any(statement.claim.span.start < e.end and e.start < statement.claim.span.end for e in spans)
    )
    return Source(source.article, tuple(touched))


def _names_speaker(text: str, speaker: str, *, quoting: bool) -> bool:
    """Whether the sentence itself gives its content as the words of `speaker`.

    Args:
        text: The sentence.
        speaker: Who says it.
        quoting: Whether the name beside a quotation is enough, for its source says it no other way.
    """
    found = [report.speaker for report in reports(text) if report.speaker]
    if any(same_speaker(each, speaker) for each in found):
        return True
    return bool(found or (quoting and quotations(text))) and same_speaker(text, speaker)


def unsupported(text: str, citations: Sequence[Citation]) -> str | None:
    """What of a sentence its citations do not hold: a quotation, number, day or name; None if nothing.

    Words that a citation runs together may stand apart in the sentence, outside quotations.
    """
    cited = " ".join(citation.quote for citation in citations)
    if unbalanced(text):
        return "a quotation mark without its partner"
    quotable = plain(cited)
    for span in quotations(text):
        if plain(span.of(text)).strip(" .,!?") not in quotable:
            return f"a quotation that its source does not hold: {span.of(text)!r}"
    cited = spaced(cited, text)
    values = {quantity.value for quantity in quantities(cited)}
    for quantity in quantities(text):
        if quantity.value not in values:
            return f"a number that its source does not hold: {quantity.text!r}"
    held = {day.text.lower() for day in days(cited)}
    for day in days(text):
        if day.text.lower() not in held:
            return f"a day that its source does not name: {day.text!r}"
    for name in names(text):
        if not _holds(cited, name):
            return f"a name that its source does not hold: {name.text!r}"
    return None


def _holds(cited: str, name: Name) -> bool:
    """Whether `cited` holds a name verbatim, by all its words or by initials; a surname is too little."""
    if re.search(rf"(?<!\w){re.escape(plain(name.text))}(?!\w)", plain(cited)):
        return True
    held = {token.lower for token in tokens(cited)}
    return mentions(cited, name) and (name.words[-1] not in held or held.issuperset(name.words))

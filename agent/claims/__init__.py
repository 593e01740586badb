"""Text to claims: each sentence with who is said to have said it, resolved over the whole text.

A pronoun or role ("she said", "the mayor said") is resolved to the nearest fitting person named before; a
quotation that runs over several sentences keeps the speaker named at its end or before it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.claims.checkable import checkable
from agent.claims.running import all_quoted, closing, opens
from agent.errors import TooMuchStated
from agent.language.attribution import Report, distanced, main_subject, reports
from agent.language.people import PRONOUN, People, refers
from agent.language.quotes import masked, quotations, unbalanced
from agent.values import Claim, Kind
from vectorstore.sentences import split
from vectorstore.values import Span

_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|is\s+expected|are\s+expected|plans?\s+to|scheduled|forecasts?)\b",
    re.I,
)
_OPINION = re.compile(
    r"\b(?:should|must|ought|believes?|thinks?|feels?|worst|best|greatest|terrible|wonderful|disgrace\w*|shameful|outrage\w*"
    r"|beautiful|horrible|unacceptable|unfair|wrong|right\s+thing|I|we\s+think)\b"
)


_FIRST_PERSON = re.compile(r"\b(?:I|my|me|myself|[Mm]y|[Ii]n\s+my\s+view)\b")
_PRONOUN_FIRST = re.compile(r"(?:(?:But|And|Yet|Then)\s)?(?:He|She|It|They|His|Her|Its|Their)\b")
_VIEWS = 2
_LATELY = 2
"""Sentences without anybody's words after which a quotation on its own is nobody's that can be told."""
LONGEST = 2_000
"""Characters of a claim to check at most."""
AUTHOR = "the author"
"""Whose words the sentences of a text in the first person are."""


class Statement(NamedTuple):
    """One sentence of a text as read in its context."""

    claim: Claim
    reports: tuple[Report, ...]
    antecedent: Span | None
    """The earlier sentence that names the speaker, where this one has only a pronoun."""
    within_quote: bool
    """Whether the whole sentence stands inside a quotation that began earlier or ends later."""


def _kind(text: str, reported: bool) -> Kind:
    if _OPINION.search(text):
        return Kind.OPINION
    if _AHEAD.search(text):
        return Kind.PREDICTION
    return Kind.STATEMENT if reported else Kind.EVENT


def _main(text: str, found: list[tuple[Report, Span | None]]) -> tuple[Report, Span | None] | None:
    """The report that makes the sentence somebody's words rather than the author's, if any."""
    spans = [span for report, _ in found for span in (*report.content, report.cue)]
    covered = {i for span in spans for i in range(span.start, span.end)}
    first = min((report.content[0].start for report, _ in found), default=len(text))
    if len(covered) < 0.5 * len(text) and first > 3:
        return None
    told = [(report, antecedent) for report, antecedent in found if report.speaker]
    outer = (pair for pair in told if not any(_holds(other, pair[0]) for other, _ in told))
    return next(outer, told[0] if told else None)


def _holds(outer: Report, inner: Report) -> bool:
    """Whether all of one report stands inside what another one reports."""
    return any(span.start <= inner.cue.start and inner.cue.end <= span.end for span in outer.content)


class _Reader:
    """Reads the sentences of one text in order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._people = People()
        self._speaker: tuple[str, Span] | None = None
        self._open = False
        self._silent = 0

    def read(self, span: Span, new_paragraph: bool) -> Statement:
        """One sentence, in the light of those before it."""
        sentence = span.of(self._text)
        within = self._open and not new_paragraph and not quotations(sentence)
        told = closing(sentence) if within else reports(sentence)
        self._people.note(sentence, span, told)
        found = [self._resolved(report, sentence) for report in told]
        main = _main(sentence, found)
        self._remember(sentence, span, main, bool(found))
        speaker, antecedent = (main[0].speaker, main[1]) if main else (None, None)
        quoted = not main and all_quoted(sentence)
        if (within and not main) or quoted:
            speaker, antecedent = (self._silent <= _LATELY and self._speaker) or (None, None)
        within = within or quoted or speaker != (main[0].speaker if main else None)
        self._open = opens(sentence, self._open and not new_paragraph)
        claim = Claim(
            text=sentence,
            speaker=speaker,
            kind=_kind(sentence, bool(speaker)),
            distanced=distanced(sentence),
            checkable=checkable(sentence, reported=bool(speaker)),
            span=span,
        )
        return Statement(claim, tuple(report for report, _ in found), antecedent, within)

    def _resolved(self, report: Report, sentence: str) -> tuple[Report, Span | None]:
        if not report.speaker or not refers(report.speaker):
            return report, None
        found = self._people.resolve(report.speaker, _own(report, sentence))
        return (report._replace(speaker=found[0]), found[1]) if found else (report, None)

    def _remember(
        self, sentence: str, span: Span, main: tuple[Report, Span | None] | None, told: bool
    ) -> None:
        """Keep who spoke last; a sentence with a quotation and no reporting verb has its subject speak."""
        self._silent = 0 if main or told or quotations(sentence) else self._silent + 1
        if main and main[0].speaker:
            unknown = PRONOUN.match(main[0].speaker)
            self._speaker = None if unknown else (main[0].speaker, main[1] or span)
        elif not told and any(q.end - q.start > 20 for q in quotations(sentence)):
            subject = main_subject(sentence)
            self._speaker = (subject, span) if subject and not PRONOUN.match(subject) else self._speaker


def _own(report: Report, sentence: str) -> str:
    """What of its sentence may name whom a pronoun means; nothing in "He sees Lund go, he said"."""
    ahead = sentence[: report.cue.start]
    closing = any(span.start < report.cue.start for span in report.content)
    if closing and _PRONOUN_FIRST.match(ahead):
        return ""
    return main_subject(sentence) or ahead if closing else ahead


def _closing_speaker(found: list[Statement]) -> tuple[Statement, ...]:
    """Give the sentences of an open quotation the speaker that is named where it closes."""
    result = list(found)
    for index in range(len(result) - 2, -1, -1):
        here, after = result[index], result[index + 1]
        runs_on = unbalanced(here.claim.text) and not here.reports and here.claim.text.lstrip()[:1] in '“"'
        if (runs_on or here.within_quote) and _continues(after) and after.claim.speaker:
            claim = here.claim.model_copy(
                update={"speaker": after.claim.speaker, "kind": _kind(here.claim.text, True)}
            )
            result[index] = here._replace(
                claim=claim, antecedent=after.antecedent or after.claim.span, within_quote=True
            )
    return tuple(result)


def _continues(statement: Statement) -> bool:
    """Whether a sentence continues or closes a quotation that an earlier one opened."""
    text = statement.claim.text
    return statement.within_quote or (unbalanced(text) and text.lstrip()[:1] not in '“"')


def _personal(found: Sequence[Statement]) -> bool:
    """Whether the author speaks in the first person, so that the text is their own view."""
    own = [one for one in found if not one.within_quote and _FIRST_PERSON.search(masked(one.claim.text))]
    return len(own) >= _VIEWS


def _authored(statement: Statement) -> Statement:
    """A sentence that is nobody else's words, as the author's."""
    if statement.claim.speaker or statement.within_quote:
        return statement
    text = statement.claim.text
    whole = Span(start=0, end=len(text))
    report = Report(AUTHOR, "writes", (whole,), Span(start=0, end=1), False, False, False)
    claim = statement.claim.model_copy(update={"speaker": AUTHOR, "kind": Kind.OPINION})
    return statement._replace(claim=claim, reports=(*statement.reports, report))


def statements(text: str, sentences: Sequence[Span]) -> tuple[Statement, ...]:
    """Every sentence of a text as a claim, its speaker resolved over what came before; order is kept."""
    reader, found = _Reader(text), list[Statement]()
    for span in sentences:
        new_paragraph = bool(found) and "\n" in text[found[-1].claim.span.end : span.start]
        found.append(reader.read(span, new_paragraph))
    read = _closing_speaker(found)
    return tuple(map(_authored, read)) if _personal(read) else read


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text to check, one a sentence, with speaker and kind; each keeps its place in `text`.

    Raises:
        TooMuchStated: If the text is longer than what is checked at once.
    """
    within_bounds(text)
    return _claims(text)


def within_bounds(text: str) -> None:
    """Refuse a text that is longer than what is checked at once, in characters.

    Raises:
        TooMuchStated: If it is.
    """
    if len(text) > LONGEST:
        shown = f"a claim of {len(text):,} characters, {text[:40]!r}…,"
        raise TooMuchStated(f"{shown} is longer than {LONGEST:,}; check one statement at a time")


def _claims(text: str) -> tuple[Claim, ...]:
    spans = split(text, [Span(start=0, end=len(text))])
    return tuple(statement.claim for statement in statements(text, spans))


def whole(text: str) -> Claim:
    """`text` as one claim, whatever number of sentences it has; its speaker is that of its first sentence."""
    found = _claims(text)
    if len(found) == 1:
        return found[0]
    lead = found[0] if found else Claim(text=text, span=Span(start=0, end=len(text)))
    return lead.model_copy(update={"text": text, "span": Span(start=0, end=len(text))})

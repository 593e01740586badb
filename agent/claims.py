"""Text to claims: each sentence with who is said to have said it, resolved over the whole text.

A pronoun or role ("she said", "the mayor said") is resolved to the nearest fitting person named before; a quotation that
runs over several sentences keeps the speaker named at its end or before it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agent.language.attribution import Report, distanced, main_subject, reports
from agent.language.names import Name, names
from agent.language.quotes import masked, quotations, unbalanced
from agent.language.words import glued
from agent.values import Claim, Kind
from vectorstore.sentences import split
from vectorstore.values import Span

_PRONOUN = re.compile(r"^(?:he|she|they|it|we|i)$", re.IGNORECASE)
_GENDERED = re.compile(r"\b(he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_ROLE = re.compile(
    r"^(?:the|his|her|their)\s+(?:\w+\s){0,2}?(president|mayor|governor|minister|secretary|judge|senator|chief|sheriff|director"
    r"|captain|chairman|chairwoman|councillor|commissioner|spokesman|spokeswoman|spokesperson|post|statement|decree)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:President|Mayor|Governor|Gov|Minister|Secretary|Judge|Justice|Senator|Sen|Sheriff|Captain|Director|Commissioner"
    r"|Chief|Councillor|Dr|Mrs?|Ms|Prof(?:essor)?)\b\.?"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|is\s+expected|are\s+expected|plans?\s+to|scheduled|forecasts?)\b",
    re.I,
)
_OPINION = re.compile(
    r"\b(?:should|must|ought|believes?|thinks?|feels?|worst|best|greatest|terrible|wonderful|disgrace\w*|shameful|outrage\w*"
    r"|beautiful|horrible|unacceptable|unfair|wrong|right\s+thing|I|we\s+think)\b"
)


class Statement(NamedTuple):
    """One sentence of a text as read in its context."""

    claim: Claim
    reports: tuple[Report, ...]
    antecedent: Span | None
    """The earlier sentence that names the speaker, where this one has only a pronoun."""
    within_quote: bool
    """Whether the whole sentence stands inside a quotation that began earlier or ends later."""


class _People:
    """Who has been named so far, where, and of which grammatical gender."""

    def __init__(self) -> None:
        self.seen: list[tuple[Name, Span]] = []
        self.gender: dict[str, str] = {}
        self.persons: set[str] = set()
        self.speaker: tuple[str, Span] | None = None

    def note(self, text: str, span: Span) -> None:
        """Remember the names of a sentence, and the gender that a following pronoun tells."""
        found = [name for name in names(masked(text)) if name.words]
        for name in found:
            self.seen.append((name, span))
            if _TITLE.search(name.text):
                self.persons.add(name.words[-1])
        for match in _GENDERED.finditer(masked(text)):
            before = [name for name in found if name.end <= match.start() and _personal(text, name)]
            if before:
                key = before[-1].words[-1]
                self.gender.setdefault(key, "f" if match.group().lower().startswith(("she", "her")) else "m")

    def resolve(self, speaker: str) -> tuple[str, Span] | None:
        """The name that a pronoun or role stands for, with the sentence that names it."""
        if role := _ROLE.match(speaker):
            pattern = re.compile(rf"\b{role[1]}\b", re.IGNORECASE)
            return next(((n.text, s) for n, s in reversed(self.seen) if pattern.search(n.text)), None)
        if gender := {"he": "m", "she": "f"}.get(speaker.lower()):
            return self._person(gender)
        return self.speaker if speaker.lower() == "it" else None

    def _person(self, gender: str) -> tuple[str, Span] | None:
        known = [(n, s) for n, s in self.seen if self.gender.get(n.words[-1]) == gender]
        likely = [
            (n, s)
            for n, s in self.seen
            if n.words[-1] not in self.gender and (n.words[-1] in self.persons or self._spoke(n))
        ]
        last = (known or likely)[-1:]
        return (self._full(last[0][0]), last[0][1]) if last else None

    def _spoke(self, name: Name) -> bool:
        return self.speaker is not None and name.words[-1] in self.speaker[0].lower()

    def _full(self, name: Name) -> str:
        """The longest form under which a person was named."""
        forms = [o.text for o, _ in self.seen if o.words[-1] == name.words[-1] and not glued(o.text)]
        return max(forms, key=len, default=name.text)


def _personal(text: str, name: Name) -> bool:
    """Whether a name may be a person's: no acronym, no place or platform after a preposition of place."""
    if name.text.isupper():
        return False
    return not re.search(r"\b(?:on|in|at|to|via|across|near|into|over)\s+(?:the\s+)?$", text[: name.start])


def _kind(text: str, reported: bool) -> Kind:
    if _OPINION.search(text):
        return Kind.OPINION
    if _AHEAD.search(text):
        return Kind.PREDICTION
    return Kind.STATEMENT if reported else Kind.EVENT


def _main(text: str, found: list[tuple[Report, Span | None]]) -> tuple[Report, Span | None] | None:
    """The report that makes the sentence somebody's words rather than the author's, if any."""
    covered = {i for report, _ in found for span in report.content for i in range(span.start, span.end)}
    if len(covered) < 0.4 * len(text):
        return None
    return next(((report, antecedent) for report, antecedent in found if report.speaker), None)


def _resolved(report: Report, people: _People) -> tuple[Report, Span | None]:
    speaker = report.speaker
    if speaker and (_PRONOUN.match(speaker) or _ROLE.match(speaker)):
        found = people.resolve(speaker)
        return (report._replace(speaker=found[0]), found[1]) if found else (report, None)
    return report, None


def _read(text: str, span: Span, people: _People, open_quote: bool) -> Statement:
    sentence = span.of(text)
    within = open_quote and not quotations(sentence)
    found = [] if within else [_resolved(report, people) for report in reports(sentence)]
    people.note(sentence, span)
    main = _main(sentence, found)
    if main and main[0].speaker and not _PRONOUN.match(main[0].speaker):
        people.speaker = (main[0].speaker, main[1] or span)
    elif (
        not found
        and any(q.end - q.start > 20 for q in quotations(sentence))
        and (subject := main_subject(sentence))
    ):
        people.speaker = (subject, span)
    speaker, antecedent = (main[0].speaker, main[1]) if main else (None, None)
    if within or (not main and _all_quoted(sentence)):
        speaker, antecedent = people.speaker or (None, None)
        within = True
    claim = Claim(
        text=sentence,
        speaker=speaker,
        kind=_kind(sentence, bool(speaker)),
        distanced=distanced(sentence),
        span=span,
    )
    return Statement(claim, tuple(report for report, _ in found), antecedent, within)


def _all_quoted(sentence: str) -> bool:
    quoted = sum(span.end - span.start + 2 for span in quotations(sentence))
    return quoted >= 0.9 * len(sentence.strip())


def _opens(sentence: str, open_quote: bool) -> bool:
    """Whether a quotation is open after the sentence."""
    if not unbalanced(sentence):
        return open_quote and not quotations(sentence)
    curly = sentence.count("“") - sentence.count("”")
    return curly > 0 if curly else not open_quote


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


def statements(text: str, sentences: Sequence[Span]) -> tuple[Statement, ...]:
    """Every sentence of a text as a claim, its speaker resolved over what came before; order is kept."""
    people, found, open_quote = _People(), list[Statement](), False
    for span in sentences:
        if found and "\n" in text[found[-1].claim.span.end : span.start]:
            open_quote = False
        found.append(_read(text, span, people, open_quote))
        open_quote = _opens(span.of(text), open_quote)
    return _closing_speaker(found)


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a text, one a sentence, with speaker and kind; each keeps its place in `text`."""
    spans = split(text, [Span(start=0, end=len(text))])
    return tuple(statement.claim for statement in statements(text, spans))

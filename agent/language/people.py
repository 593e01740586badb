"""Who has been named so far in a text, and for whom a pronoun or a role stands.

A pronoun prefers the latest subject or speaker whose gender does not speak against it; gender is learned by
counting pronouns and titles. What cannot be told stays untold: a pronoun without an owner is better than a
wrong name.
"""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from agent.language.attribution import Report, main_subject
from agent.language.names import Name, names
from agent.language.quotes import masked
from agent.language.words import glued
from vectorstore.values import Span

PRONOUN = re.compile(r"(?:he|she|they|it|we|i|this|that|who)$", re.IGNORECASE)
_ROLES = (
    "president mayor governor minister secretary judge senator chief sheriff director captain chairman "
    "chairwoman chair councillor commissioner spokesman spokeswoman spokesperson prosecutor lawyer "
    "ombudsman ombudswoman rector boss leader commodore owner founder manager head inspector author "
    "editor professor pastor bishop"
)
_ROLE = "|".join(_ROLES.split())
_OF_ROLE = re.compile(rf"the\s+(?:[\w’'-]+\s){{0,2}}?(?P<role>{_ROLE})$", re.IGNORECASE)
_CAPITAL = r"[A-Z][\w’'-]+(?:\s(?:van|von|de)\b)?(?:\s[A-Z][\w’'-]+){0,2}"
_TITLED = re.compile(rf"\b(?P<role>(?i:{_ROLE}))\s+(?P<name>{_CAPITAL})")
_APPOSED = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[A-Z][\w-]+['’]s)\s+(?:[\w’'-]+\s){{0,2}}?(?P<role>{_ROLE})(?:\s+of\s[^,]{{2,40}})?,\s(?P<name>{_CAPITAL}),"
)
_EXPLAINED = re.compile(rf"(?P<name>{_CAPITAL}),\s(?:the|its|their|an?)\s[^,]{{0,40}}?\b(?P<role>{_ROLE})\b")
_GENDERED = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_MALE = re.compile(
    r"\b(?:Mr|Sir|King|Prince|Lord|[\w]+sman|chairman|alderman|father|brother)\b", re.IGNORECASE
)
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Queen|Princess|Lady|\w+swoman|chairwoman|alderwoman|mother|sister)\b", re.IGNORECASE
)
_BODY = re.compile(
    r"&|\b(?:Office|Agency|Board|Institute|Union|Company|Council|Ministry|Association|Lines?|Group|Corp\w*|Inc|Ltd"
    r"|Department|Police|Court|Party|Service|Authority|Hospital|Bank|University|Commission|Committee|Assembly|Grid"
    r"|Tramways|Railways?|Works|Press|News|Post|House|company|authority|council|ministry|union|agency|group|court"
    r"|bank|operator|government|city|party|office|board|firm|club|league|panel|trust|airline|federation|regulator|charity|infirmary|utility|commission|committee|service|police|hospital)\b"
)
_PLACE = re.compile(r"\b(?:on|in|at|to|via|across|near|into|over|from)\s+(?:the\s+)?$", re.IGNORECASE)
_HUMAN = re.compile(
    r"(?:\w*(?:wo)?man|boy|girl|child|driver|pilot|doctor|nurse|officer|victim|suspect|resident|student|worker|player|coach"
    r"|singer|actor|farmer|soldier|teacher|cyclist|passenger|journalist|politician|deputy|\w*founder|king|queen|prince\w*)"
)
_RECENT = 5


class _Mention(NamedTuple):
    text: str
    key: str
    span: Span
    sentence: int
    lead: bool
    person: bool


class People:
    """Who has been named so far in a text, and where."""

    def __init__(self) -> None:
        self._seen: list[_Mention] = []
        self._votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._roles: dict[str, tuple[str, Span]] = {}
        self._persons: set[str] = set()
        self._met: set[str] = set()
        self._sentence = 0

    def note(self, text: str, span: Span, reports: tuple[Report, ...]) -> None:
        """Remember whom a sentence names, in which role, and the gender that its pronouns tell."""
        self._sentence += 1
        mask = masked(text)
        self._note_roles(mask, span)
        found = [name for name in names(mask) if name.words]
        leads = {report.speaker for report in reports if report.speaker and not PRONOUN.match(report.speaker)}
        if subject := main_subject(text):
            leads.add(subject)
        for lead in sorted(leads):
            if (role := _OF_ROLE.match(lead)) and (known := self._roles.get(role["role"].lower())):
                key = Name(known[0], 0, 0).words[-1]
                self._see(_Mention(known[0], key, known[1], self._sentence, True, True))
                continue
            if not any(name.text in lead for name in found):
                self._see(_Mention(lead, lead.lower(), span, self._sentence, True, False))
        for name in found:
            self._add(text, name, span, any(name.text in each for each in leads))
        self._vote(mask, found)

    def _add(self, text: str, name: Name, span: Span, lead: bool) -> None:
        key = name.words[-1]
        whole = text[name.start : name.end]
        person = not _BODY.search(whole) and not whole.isupper() and not _PLACE.search(text[: name.start])
        person = (
            person and "&" not in text[name.end : name.end + 3] and text[name.start - 2 : name.start] != "& "
        )
        likely = key in self._persons or (lead and len(name.words) > 1)
        self._see(_Mention(name.text, key, span, self._sentence, lead, person and likely))

    def _see(self, mention: _Mention) -> None:
        self._seen.append(mention)
        if mention.person:
            self._met.add(mention.key)

    def _note_roles(self, mask: str, span: Span) -> None:
        for pattern in (_TITLED, _APPOSED, _EXPLAINED):
            for match in pattern.finditer(mask):
                name = re.sub(r"['’]s$", "", match["name"].strip())
                key = Name(name, 0, 0).words[-1:] or (name.lower(),)
                self._persons.add(key[0])
                self._roles[match["role"].lower()] = (name, span)
                if _FEMALE.fullmatch(match["role"]):
                    self._votes[key[0]]["f"] += 5
                elif _MALE.fullmatch(match["role"]):
                    self._votes[key[0]]["m"] += 5

    def _vote(self, mask: str, found: list[Name]) -> None:
        """A pronoun votes for the only person named before it in its sentence."""
        persons = [name for name in found if name.words[-1] in self._met]
        for match in _GENDERED.finditer(mask):
            before = {name.words[-1] for name in persons if name.end <= match.start()}
            if len(before) == 1:
                gender = "f" if match.group().lower().startswith(("she", "her")) else "m"
                self._votes[before.pop()][gender] += 1
        for name in found:
            lead = mask[max(0, name.start - 6) : name.start] + name.text
            for gender, pattern in (("m", _MALE), ("f", _FEMALE)):
                if re.match(r".*?\b(?:Mr|Sir|Mrs|Ms|Miss|Lady|Lord)\b", lead) and pattern.search(lead):
                    self._votes[name.words[-1]][gender] += 5

    def resolve(self, speaker: str, own: str) -> tuple[str, Span] | None:
        """The name that a pronoun or role stands for, with the sentence that names it.

        Args:
            speaker: A pronoun or a role.
            own: What stands before it in its own sentence, which is searched first.
        """
        if role := _OF_ROLE.match(speaker):
            return self._roles.get(role["role"].lower())
        pronoun = speaker.lower()
        if gender := {"he": "m", "she": "f"}.get(pronoun):
            return self._person(gender, own)
        return self._body(own) if pronoun == "it" else None

    def _person(self, gender: str, own: str) -> tuple[str, Span] | None:
        persons = [m for m in self._seen if m.person]
        told = {key: self._gender(key) for key in self._met}
        recent = [m for m in persons if self._sentence - m.sentence < _RECENT]
        recent += [m for m in persons[: len(persons) - len(recent)] if told[m.key] == gender]
        fitting = [m for m in recent if told[m.key] in {gender, None}]
        inside = [m for m in fitting if self._within(m, own)]
        fitting = inside or [m for m in fitting if m.sentence < self._sentence]
        if not fitting:
            return None
        best = max(fitting, key=lambda m: m.sentence + 1.5 * m.lead + 1.5 * (told[m.key] == gender))
        self._see(best._replace(sentence=self._sentence, lead=True))
        return self._full(best.text, best.key), best.span

    def _known(self, mention: _Mention, own: str) -> bool:
        """Whether a name of its own sentence was named before, so that it is no mere word with a capital."""
        earlier = any(m.key == mention.key and m.sentence < self._sentence for m in self._seen)
        return earlier and self._within(mention, own)

    def _within(self, mention: _Mention, own: str) -> bool:
        return mention.sentence == self._sentence and mention.text in own

    def _gender(self, key: str) -> str | None:
        (first, count), *rest = [*self._votes[key].most_common(2), ("", 0)]
        return first if count and (not rest or count > rest[0][1]) else None

    def _body(self, own: str) -> tuple[str, Span] | None:
        before = {self._sentence - 1, self._sentence - 2}
        near = [m for m in self._seen if m.lead and (m.sentence in before or self._within(m, own))]
        fitting = [m for m in near if not m.person and (_BODY.search(m.text) or self._known(m, own))]
        return (fitting[-1].text, fitting[-1].span) if fitting else None

    def _full(self, text: str, key: str) -> str:
        """The longest form under which a person was named."""
        forms = [m.text for m in self._seen if m.key == key and m.person and not glued(m.text)]
        return max(forms, key=len, default=text)


def refers(speaker: str) -> bool:
    """Whether a speaker is a pronoun or a role, which stands for a name."""
    return bool(PRONOUN.match(speaker) or _OF_ROLE.match(speaker))


def personal(phrase: str) -> bool | None:
    """Whether a noun phrase means a person, by its role or its name; None if that cannot be told."""
    head = re.split(r"\s(?:of|in|at|for|from)\s|,", phrase)[0].strip()
    last = re.sub(r"['’]s$", "", head).split(" ")[-1].lower()
    if last in _ROLES.split() or _HUMAN.fullmatch(last):
        return True
    if _BODY.search(head) or head.isupper():
        return False
    titled = _TITLED.match(head) or re.match(r"(?:Dr|Mrs?|Ms|Miss|Sir|Lady|Lord|Prof)\b", head)
    return True if titled or (re.fullmatch(rf"{_CAPITAL}", head) and " " in head) else None

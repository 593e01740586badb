"""Verbs of saying, in classes, with their forms.

Verbs of saying are many and news coins more ("bleated", "blasted"), so they are listed by base
form and inflected here; `agent.language.reporting` says what must stand beside each class for it to report.
"""

import re

_IRREGULAR = {
    "say": "says said",
    "tell": "tells told",
    "write": "writes wrote written",
    "think": "thinks thought",
    "read": "reads read",
    "swear": "swears swore",
    "admit": "admits admitted",
    "quip": "quips quipped",
    "snap": "snaps snapped",
    "sob": "sobs sobbed",
    "fret": "frets fretted",
    "find": "finds found",
    "feel": "feels felt",
}
_FREE = "say insist argue assert allege contend deny warn"
_CLAUSAL = """add claim maintain declare explain note stress predict believe think estimate vow promise pledge
    swear confirm acknowledge admit concede reiterate repeat remark comment testify suggest recall
    conclude boast lament complain report announce state fear hope expect write reckon suspect assume
    caution counter reveal recount observe emphasise emphasize underline protest affirm attest speculate
    disclose propose theorise theorize demand hint confess profess opine joke post tweet reply respond
    answer object charge calculate guarantee anticipate signal submit plead feel rule read find
    determine establish indicate imply"""
_AUDIENCE = "tell assure inform remind reassure notify advise"
_MANNER = """quip exclaim
    rant fume thunder shout scoff rage retort bleat blast moan roar sneer snarl sob whisper
    mutter mumble murmur cry scream yell bellow groan grumble growl snap bark gush crow rail sniff wail
    whine weep shrug smile laugh grin sigh squeal chant demand storm plead beam concur interject tease
    wonder hiss chuckle enthuse howl shriek preach chime ask fret"""
_NAMING = """call describe accuse blame brand label dub hail denounce condemn dismiss slam portray criticise
    criticize deride liken reject dispute decry deplore praise"""


def _forms(bases: str) -> set[str]:
    """The base, present and past forms of regular verbs, and of those listed above."""
    found = set[str]()
    for base in bases.split():
        if base in _IRREGULAR:
            found |= {base, *_IRREGULAR[base].split()}
            continue
        stem = base[:-1] if base[-1] == "e" else base[:-1] + "i" if re.search(r"[^aeiou]y$", base) else base
        present = stem + "es" if re.search(r"(?:s|sh|ch|[^aeiou]y)$", base) else base + "s"
        found |= {base, present, stem + "ed"}
    return found


def _gerunds(bases: str) -> set[str]:
    doubled = {"admit": "admitting", "quip": "quipping", "snap": "snapping", "sob": "sobbing"}
    return {doubled.get(base, (base[:-1] if base[-1] == "e" else base) + "ing") for base in bases.split()}


NAMING = frozenset(_forms(_NAMING))
"""Forms of verbs whose speaker gives somebody or something a name, rather than telling what happened."""
FINDINGS = frozenset(_forms("find determine establish indicate imply"))
"""Forms of verbs by which a document, or who wrote it, tells a result."""
HEDGED = frozenset(
    _forms("suspect suggest indicate imply hint fear hope speculate assume wonder theorise theorize")
    | {"view"}
)
"""Forms of verbs that say less than "said": what they report may not be given as said."""
TOLD = frozenset(_forms(_AUDIENCE))
CLAUSALS = frozenset(_forms(_CLAUSAL))
MANNERS = frozenset(_forms(_MANNER))
_ALL = _forms(_FREE) | CLAUSALS | TOLD | MANNERS | NAMING
BASES = frozenset(f"{_FREE} {_CLAUSAL} {_AUDIENCE} {_MANNER} {_NAMING}".split()) - {"read"}
_ANY = "|".join(sorted(_ALL, key=lambda form: (-len(form), form)))
_GERUND = "|".join(
    sorted(_gerunds(f"{_FREE} {_CLAUSAL} tell call describe accuse blame denounce") | {"citing", "quoting"})
)
_LEADING = (
    r"(?:(?:went|goes|going|gone)\s+on\s+to|continue[sd]?\s+to|(?:was|is|were)\s+quick\s+to"
    r"|took\s+to\s+(?:\w+\s+){1,4}?to|used\s+[^,.;]{3,50}?\sto"
    r"|(?:broke\s\w+|stood\sup|rang|phoned|wrote|appeared|spoke\sout|came\sforward)\b[^,.;]{0,40}?\sto)\s+"
)
_QUOTED_AS = r"(?:is|was|are|were|been)\s+(?:\w+ly\s+)?(?:quoted|cited|recorded|reported|heard)\s+(?:as\s+)?"
VERB = re.compile(
    rf"\b(?:(?P<lead>{_LEADING})|(?P<quoted>{_QUOTED_AS})(?=(?:saying|telling|claiming|arguing|warning)\b))?"
    rf"(?P<verb>(?(quoted)\w+ing|(?:{_ANY})))\b"
)
PARTICIPLE = re.compile(
    r",\s+(?:and\s+|while\s+|instead\s+|but\s+)?(?:\w+ly\s+)?(?:without\s[^,]{3,40},\s+)?"
    rf"(?P<verb>{_GERUND})\b"
)


def tells(verb: str) -> bool:
    """Whether who is told stands behind `verb`: "told reporters"."""
    return verb in TOLD

"""Whom a sentence is about: its first noun phrase, who does what it tells."""

import re

from agent.language.attribution.subjects import PREPOSITION, Part, blank, parts_of, phrase
from agent.language.reporting import FINITE
from agent.language.roles import PASTS


def main_subject(mask: str) -> str | None:
    """The noun phrase that a masked sentence begins with, if it is a name or has an article before a verb."""
    start = 0
    if lead := re.match(r"(?:On|In|At|After|Earlier|Last|But|And)\b[^,]{0,40},\s+", mask):
        start = lead.end()
    match = re.match(
        r"(?:[A-Z&][\w.’'-]*(?:[ \u00a0](?:[A-Z][\w.’'-]*|&))*|(?:The|A|An)\s(?:\w+\s){0,3}?\w+)"
        r"(?=,|\s(?:\w+ly\s)?(?:\w+ed|has|have|had|was|were|is|are|will|would|went|took|did)\b)",
        mask[start:],
    )
    return match.group() if match else None


def doer(mask: str) -> str | None:
    """Who does what a masked sentence tells: its subject up to the first verb, a pronoun too."""
    text = re.sub(r"^(?:But|And|Yet|So|Then)\s+", "", blank(mask))
    parts = parts_of(text, 0)
    while len(parts) > 1 and PREPOSITION.match(parts[0].text.strip()):
        parts = parts[1:]
    if not parts:
        return None
    verb = re.search(
        rf"\s(?:\w+ly\s)?(?:{FINITE}|{'|'.join(sorted(PASTS))}|\w{{2,}}ed|fell|rose|hid|went|came|did)\b",
        parts[0].text,
    )
    head = parts[0].text[: verb.start()] if verb else parts[0].text
    head = re.sub(r"\s(?:on|last|late)\s\w+day.*$", "", head.strip())
    found = phrase(Part(0, head))
    return found.who if found and (verb or len(parts) > 1) else None

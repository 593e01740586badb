"""Wire agencies: the dateline that names one where a story starts, and the tag that does where it ends."""

import re
from collections.abc import Sequence

from pydantic import Field

from vectorstore.articles.blocks import Block, count_words
from vectorstore.values import Value

_AGENCIES = {
    "associated press": "AP",
    "the associated press": "AP",
    "agence france-presse": "AFP",
    "press association": "PA",
    "deutsche presse-agentur": "dpa",
}
_KNOWN = (
    r"(?:Reuters|REUTERS|AP|(?:The )?Associated Press|AFP|Agence France-Presse|dpa|DPA|EFE|ANSA|ANI|PTI|UPI"
    r"|TASS|Xinhua|Kyodo(?: News)?|Yonhap|ANP|APA|Belga|AAP|Bloomberg|PA(?: Media)?|Antara|Lusa|NTB|TT|Ritzau"
    r"|KNA|epd)"
)
_UPPER = "A-ZÀ-ÖØ-Þ"
# "OSLO - ", "LONDON, June 3 (Reuters) - ", and with a wire in brackets also "Halden (Corriden Wire) - ".
_DATELINE = re.compile(
    rf"^(?:[{_UPPER}]{{2}}[{_UPPER}.'’/ -]*|[{_UPPER}][\w.'’ -]{{1,30}}(?=,?[^()]{{0,20}}\())"
    r"(?:[,/]\s?[\w.'’ ]{2,25}){0,3}\s*"
    rf"(?:\((?P<wire>[^()\s][^()]{{1,40}})\)\s*[-–—:]+|\((?P<known>{_KNOWN})\)|[-–—]{{1,2}})\s*(?=\S)"
)
_END_TAG = re.compile(
    r"(?:^|[.!?…。”\"’']\s*)"
    rf"(?:\((?P<paren>{_KNOWN}|[A-Z]{{2,5}})\)|[-–—/]{{1,2}}\s?(?P<dash>{_KNOWN}))\W*$"
)
_LINE = re.compile(rf"^(?:[Ss]ource:\s*)?\W?(?P<wire>{_KNOWN})\W?$")
_BRACKETED = re.compile(r"^\((?P<wire>[^\W\d][\w .-]{1,30})\)$")
_CREDITED = re.compile(r"^\W*(?P<tag>report(?:ing|age) by [^()]{3,160})", re.IGNORECASE)


class Dateline(Value):
    """The place, and the wire in brackets, that a first paragraph begins with."""

    end: int = Field(ge=0, description="Index of the first character behind it.")
    wire: str | None = Field(default=None, description="The wire agency it names.")


def read_dateline(text: str) -> Dateline | None:
    """The dateline of `text`, if it begins with one and goes on behind it."""
    found = _DATELINE.match(text[:120])
    if found is None or count_words(text) <= count_words(found.group()) + 4:
        return None
    wire = found["wire"] or found["known"]
    return Dateline(end=found.end(), wire=_short(wire) if wire else None)


def wire_line(text: str) -> str | None:
    """The known wire agency that `text` names and nothing else."""
    found = _LINE.match(text)
    return _short(found["wire"]) if found else None


def closing_wire(blocks: Sequence[Block]) -> str | None:
    """The wire agency that the last of `blocks` credit, or the reporters where only they are named."""
    for block in reversed(blocks):
        alone = _LINE.match(block.text) or _BRACKETED.match(block.text)
        if alone:
            return _short(alone["wire"])
        credited, tag = _CREDITED.match(block.text), _END_TAG.search(block.text)
        if credited:
            return " ".join(credited["tag"].split()).rstrip(".")
        if tag:
            return _short(tag["paren"] or tag["dash"])
        if block.ended and block.words >= 12:
            return None
    return None


def _short(name: str) -> str:
    tidy = " ".join(name.split())
    return _AGENCIES.get(tidy.casefold(), tidy)

"""Dates as articles print them: ISO, written out in several languages, numeric where the order is certain."""

import re
from datetime import UTC, datetime, timedelta, timezone

from pydantic import Field

from vectorstore.values import Value

# English, German, French, Spanish, Portuguese, Italian, Dutch, Indonesian, with abbreviations.
_MONTH_NAMES = (
    "january jan januar jänner janvier enero ene janeiro gennaio gen januari",
    "february feb februar février fév febrero fevereiro fev febbraio februari",
    "march mar märz mär mars marzo março maart mrt maret",
    "april apr avril avr abril abr aprile",
    "may mai mayo maio maggio mag mei",
    "june jun juni juin junio junho giugno giu",
    "july jul juli juillet juil julio julho luglio lug",
    "august aug août aou agosto ago augustus agustus agt",
    "september sep sept septembre septiembre setembro set settembre",
    "october oct oktober okt octobre octubre outubro out ottobre ott",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre déc diciembre dic dezembro dicembre desember des",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b"
_ZONES: dict[str, float] = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "bst": 1,
    "cet": 1,
    "cest": 2,
    "edt": -4,
    "est": -5,
    "cdt": -5,
    "cst": -6,
}
_ZONES |= {"mdt": -6, "mst": -7, "pdt": -7, "pst": -8, "et": -5, "jst": 9, "ist": 5.5, "wib": 7}
_ORDINAL = r"(?:st|nd|rd|th|\.|er|º)?"

_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)",
        rf"\b(?P<name>{_MONTH})\.?\s+(?P<day>\d\d?){_ORDINAL},?\s+(?P<year>\d{{4}})(?!\d)",
        rf"(?<![\d.])(?P<day>\d\d?){_ORDINAL}[\s-]+(?:de\s+|of\s+)?(?P<name>{_MONTH})"
        r"[.,]?[\s-]+(?:de\s+)?(?P<year>\d{4})(?!\d)",
        r"(?<![\d.])(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>\d{4})(?!\d)",
        r"(?<!\d)(?P<year>\d{4})[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)",
        r"(?P<year>\d{4})\s?年\s?(?P<month>\d\d?)\s?月\s?(?P<day>\d\d?)\s?日",
    )
)
_SLASHES = re.compile(r"(?<!\d)(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<year>\d{4})(?!\d)")
_YEAR = re.compile(r"\d{4}")
_TIME = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"\s?(?P<half>[ap]\.?m\b\.?)?\s?(?P<zone>[+-]\d\d:?\d\d|[A-Za-z]{1,4}\b)?",
    re.IGNORECASE,
)
_GAP = re.compile(r"(?:T|[\s,|·•–-]|at\b|um\b|à\b)*", re.IGNORECASE)


class Stamp(Value):
    """A date found in a text, with its time of day where one stands next to it."""

    start: int = Field(ge=0, description="First character of the date.")
    end: int = Field(ge=0, description="Index after the date and its time.")
    when: datetime = Field(description="The moment; UTC where no zone is stated.")


def find_date(text: str) -> Stamp | None:
    """The first date in `text`; numeric dates whose order is unknown (03/04/2025) are not one."""
    if not _YEAR.search(text):
        return None
    stamps = [stamp for pattern in (*_DATES, _SLASHES) if (stamp := _stamp(text, pattern))]
    return min(stamps, key=lambda stamp: stamp.start, default=None)


def _stamp(text: str, pattern: re.Pattern[str]) -> Stamp | None:
    found = pattern.search(text)
    if found is None:
        return None
    day = _day(found)
    if day is None:
        return None
    gap = _GAP.match(text, found.end())
    time = _TIME.match(text, gap.end() if gap else found.end())
    end = time.end() if time else found.end()
    return Stamp(start=found.start(), end=end, when=_at(day, time))


def _day(found: re.Match[str]) -> datetime | None:
    parts = found.groupdict()
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if first <= 12 and second <= 12 and first != second:
            return None
        month, day = (second, first) if first > 12 else (first, second)
    else:
        month = int(parts["month"]) if parts.get("month") else _MONTHS[parts["name"].casefold()]
        day = int(parts["day"])
    try:
        return datetime(int(parts["year"]), month, day, tzinfo=UTC)
    except ValueError:
        return None


def _at(day: datetime, time: re.Match[str] | None) -> datetime:
    if time is None:
        return day
    hour, half = int(time["hour"]), (time["half"] or "").casefold()[:1]
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = _zone(time["zone"] or "")
    return day.replace(hour=hour, minute=int(time["minute"]), second=int(time["second"] or 0), tzinfo=zone)


def _zone(name: str) -> timezone:
    if name[:1] in ("+", "-") and name:
        minutes = int(name[1:3]) * 60 + int(name[-2:])
        return (
            timezone(timedelta(minutes=-minutes if name[0] == "-" else minutes)) if minutes < 24 * 60 else UTC
        )
    hours = _ZONES.get(name.casefold(), 0)
    return timezone(timedelta(hours=hours)) if hours else UTC

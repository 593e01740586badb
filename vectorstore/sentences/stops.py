"""Which stops inside a paragraph end a sentence.

A doubtful stop does not end one: two sentences in one span cost context, half a sentence costs the meaning.
"""

import re
from collections.abc import Iterator

from vectorstore.articles.wrap import STOPS

_HARD = "。！？｡．؟۔।॥։።፧။។"

_INVISIBLE = "\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\u0300-\u036f"
_STOP = re.compile(
    rf"(?P<stop>\.(?:[ \xa0\u202f]\.)+|[{STOPS}]+)"
    # Closing marks stay with what they close; a straight or reversed one closes only where no word follows.
    rf"(?P<close>(?:[{_INVISIBLE}”’»›」』）】》〉)\]}}]|[ \xa0\u202f][»)\]](?!\w)"
    r"|[\"'“‘«‹*_](?!\w)|\[\d+\])*)"
    r"|(?<=\s)(?P<bullet>[•‣●▪◦])(?=\s)"
)
_NEXT = re.compile(r"(?P<gap>\s*)(?P<open>[\W_]{0,40})(?P<word>[^\W_][\w'’.-]{0,40})?")
_TOKEN = re.compile(r"[^\s\"“”‘’«»()\[\]—–…/-]*\Z")
_BRACKETED = re.compile(r"\([^()]{1,300}\)|\[[^\[\]]{1,300}\]")

_BEFORE_NAME = frozenset(
    "Mr Mrs Ms Mx Messrs Mme Mlle Dr Drs Prof Sen Sens Rep Reps Gov Govs Gen Lt Col Sgt Cpl Pvt Maj Capt "
    "Cmdr Cdr Adm Brig Rev Fr Hon Pres Supt Det Insp Atty Amb Sec Msgr Sra Dra Mt Ft MR MS DR vs v cf viz "
    "approx ca e.g i.e Rs z.B bzw डॉ".split()
)
_BEFORE_NUMBER = frozenset(
    "No Nos Nr Fig Figs Art Vol Ch p pp Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed "
    "Thu Thur Thurs Fri Sat Sun".split()
)
_MAY_END = frozenset(
    "Inc Corp Co Cos Ltd Bros Jr Sr St Ave Blvd Rd Dept Univ Assn Ala Ariz Ark Calif Colo Conn Del Fla Ga "
    "Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo".split()
)
_ABBREVIATIONS = _BEFORE_NAME | _BEFORE_NUMBER | _MAY_END
_OPENERS = frozenset(
    "The A An He She It They We I You This That These Those There Here His Her Its Their Our My Your In On "
    "At By For From With Without After Before During Since Until While When Where Who What Why How If But "
    "And Or So Yet Nor As Although Though Because Despite However Meanwhile Still Also Then Now Later "
    "Earlier Some Many Most Several Both Each All Another One Not Only Once Under Over Between Among "
    "According Asked Instead Moreover Nearly About More Such To No".split()
)
_MONTH = re.compile(r"(?:Jan|Feb|Mar|Mär|Apr|May|Mai|Jun|Jul|Aug|Sep|Okt|Oct|Nov|De[cz])[a-z.]*$")
_AFTER_HOUR = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z]{2,4}\.?$|Eastern|Central|Mountain|Pacific|Local"
)

_VERB = (
    r"(?:said|says|wrote|writes|added|adds|told|asks|asked|tweeted|posted|replied|shouted|yelled|cried"
    r"|claimed|declared|insisted|warned|continued|explained|noted|concluded|ranted|exclaimed|argued"
    r"|responded|remarked|quipped|stated|recalled|urged|announced|joked|vowed|chanted)\b"
)
_NAME = r"\s*(?:[^\W\d_a-z][\w'’-]*\.?\s+){1,5}"
_OBJECT = r"that|he|she|it|they|we|you|there|this|these|his|her|its|their|the|an?"
_TELLS = re.compile(rf"{_NAME}(?:told\b|{_VERB}(?!\s+(?:{_OBJECT})\b))")
_TELLS_BRIEFLY = re.compile(rf"{_NAME}{_VERB}(?=\s*[.,;])")
_SAID_EAST = r"(?:说|說|表示|写道|寫道|称|稱|问|問|喊)"
_TELLS_EAST = re.compile(rf"(?:と|って|など|[、，,])|[^。！？，、]{{0,8}}?{_SAID_EAST}")


def ends(paragraph: str) -> Iterator[int]:
    """Offsets inside `paragraph`, which has no whitespace around it, at which a sentence ends, ascending."""
    brackets = [match.span() for match in _BRACKETED.finditer(paragraph)]
    last_word = max((match.end() for match in re.finditer(r"[^\W_]+", paragraph)), default=0)
    quotes, seen, bracket = _Quotes(), 0, 0
    for match in _STOP.finditer(paragraph):
        quotes.read(paragraph[seen : match.start()])
        seen, end = match.start(), match.end()
        while bracket < len(brackets) and brackets[bracket][1] <= end:
            bracket += 1
        if end >= last_word or (bracket < len(brackets) and brackets[bracket][0] < match.start()):
            continue
        if match["bullet"]:
            yield match.start()
            continue
        end += paragraph[end] == '"' and quotes.straight
        if _is_end(paragraph, match, end, quotes):
            yield end


class _Quotes:
    """Whether a quotation is open at a place of a paragraph; `straight` if one in straight quotes is."""

    def __init__(self) -> None:
        self.straight = False
        self._depth = 0

    def __bool__(self) -> bool:
        return self.straight or self._depth > 0

    def read(self, piece: str) -> None:
        """Takes in the characters up to the next place."""
        for mark in re.findall(r"[\"“”«»「」]", piece):
            if mark == '"':
                self.straight = not self.straight
            else:
                self._depth = max(0, self._depth + (1 if mark in "“«「" else -1))


def _is_end(paragraph: str, match: re.Match[str], end: int, quotes: _Quotes) -> bool:
    """Whether a sentence ends with the stop in `match` and the marks that close it, the last before `end`."""
    stop, closed = match["stop"], paragraph[match.end("stop") : end]
    token, following = _token(paragraph, match.start()), _NEXT.match(paragraph, end)
    word = following["word"] if following else None
    if following is None or word is None:
        return True
    if stop[-1] in _HARD:
        decimal = stop == "．" and token[-1:].isdigit() and word[0].isdigit()
        return not decimal and not (closed and _TELLS_EAST.match(paragraph, end))
    if following["gap"]:
        starts = not following["open"].startswith((",", ";", ":"))
    else:
        starts = _starts_unspaced(token, closed, following["open"], word)
    if not starts or (word[0].islower() and not word[1:2].isupper()):
        return False
    if stop == "." and closed[:1] in {"", ")", "]"}:
        return not _abbreviates(token, word, first=match.start() == len(token))
    if closed:
        tells = _TELLS_BRIEFLY if stop == "." else _TELLS
        return _opens(word) or not tells.match(paragraph, end)
    trails_off = stop in {"…", "..."} or " " in stop
    return not (trails_off and quotes) or (_opens(word) and word[0] != "I")


def _token(paragraph: str, end: int) -> str:
    """The word that ends at `end`, with the dots inside it."""
    found = _TOKEN.search(paragraph, max(0, end - 40), end)
    return found.group() if found else ""


def _opens(word: str) -> bool:
    """Whether `word` is one of the capitalised words that hardly occur but at the start of a sentence."""
    return re.split("['’]", word, maxsplit=1)[0] in _OPENERS


def _starts_unspaced(token: str, closed: str, opening: str, word: str) -> bool:
    """Whether `word` starts a sentence although no space stands before it: `ended.The next`."""
    if opening and not re.fullmatch(r"[\"'“‘«「(\[¿¡]+", opening):
        return False
    capitalised = word[0].isupper() and (word in {"I", "A"} or word[1:2].islower())
    plain = token.isdigit() or (token.isalpha() and len(token) > 1 and not token.isupper())
    return capitalised and (bool(closed) or (plain and token not in _ABBREVIATIONS))


def _abbreviates(token: str, word: str, *, first: bool) -> bool:
    """Whether the full stop after `token` only shortens or numbers it, `word` being the next one.

    `first` says that `token` opens its paragraph, so a small number is the marker of a list item.
    """
    name = token.capitalize() if token.isupper() and len(token) > 2 else token
    if token.isdigit():
        return (first and len(token) < 4) or (len(token) < 3 and bool(_MONTH.match(word)))
    if name in _BEFORE_NAME:
        return True
    if name in _BEFORE_NUMBER:
        return word[0].isdigit() or bool(_MONTH.match(word))
    if token.lower() in {"a.m", "p.m"}:
        return bool(_AFTER_HOUR.match(word) or _MONTH.match(word))
    initial = len(token) == 1 and token.isalpha() and not token.islower()
    initials = initial or re.fullmatch(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+", token)
    return bool(initials or name in _MAY_END) and not _opens(word)

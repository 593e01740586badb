"""Bytes to text, exactly: no newline translation and no normalisation; only a byte order mark is taken off.

Order: byte order mark, UTF-8, UTF-16 without a mark (by where its zero bytes stand), the charset an HTML page
declares, then charset-normalizer. UTF-8 with a few broken bytes is refused rather than guessed: a guess would
succeed and turn every quotation mark into three letters.
"""

import codecs
import re

from vectorstore.errors import ArticleError

# Longest mark first: the UTF-32 mark begins with the UTF-16 one.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP or office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "a rich-text document"),
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Quotation marks, dashes and signs of Windows-1252: where nothing else is beyond ASCII, detection has too
# little to go by (it chose an East European page for an English sentence), and this is what editors wrote.
_WESTERN_PUNCTUATION = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xb0\xb7\xbb")
_LATIN = ("cp1250", "cp1252", "cp437", "cp85", "cp86", "latin", "iso8859_1", "iso8859_2", "mac_", "hp_")
# East European spellings as Windows-1252 would show them: signs and letters where no Western word has them.
_EASTERN = re.compile(r"[šžŠŽ\ufffd]|(?<=[^\W\d_])[¹³¿¼¾¥ºª](?=[^\W\d_])|õ(?!e)|ì(?=[^\W\d_])")
_SAVE_AS_TEXT = "save the article as plain text and ingest that"


def decode(data: bytes) -> str:
    """The text of `data`, without its byte order mark.

    Raises:
        ArticleError: If `data` is empty, binary or cannot be decoded.
    """
    if not data.strip():
        raise ArticleError("it is empty; give a file with an article in it")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(f"it is {what}, not text; {_SAVE_AS_TEXT}")
    text = _marked(data) or _utf8(data) or _wide(data) or _declared(data) or _detected(data)
    if "\x00" in text:
        raise ArticleError(f"it holds a NUL character at index {text.index(chr(0))}; {_SAVE_AS_TEXT}")
    if len(_CONTROL.findall(text)) > len(text) / 200:
        raise ArticleError(f"it is binary, not text; {_SAVE_AS_TEXT}")
    if not text.strip():
        raise ArticleError("it holds only white space; give a file with an article in it")
    return text


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding) or " "
            except UnicodeDecodeError as error:
                raise ArticleError(
                    f"its byte order mark says {encoding}, byte {error.start} is not; save it as UTF-8"
                ) from error
    return None


def _utf8(data: bytes) -> str | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        rough = data.decode("utf-8", "replace")
        broken = rough.count("�")
        if sum(character > "\x7f" for character in rough) - broken >= 3 * broken:
            raise ArticleError(
                f"it is UTF-8 with a broken byte at {error.start}; save it again as UTF-8"
            ) from error
        return None
    return None if _looks_wide(data) else text


def _looks_wide(data: bytes) -> str | None:
    """UTF-16 without a mark, told by zero bytes that stand only at odd or only at even places."""
    pairs = len(data) // 2
    even, odd = data[0 : 2 * pairs : 2].count(0), data[1 : 2 * pairs : 2].count(0)
    if len(data) % 2 or max(even, odd) < pairs * 0.3 or min(even, odd) > pairs * 0.02:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _wide(data: bytes) -> str | None:
    encoding = _looks_wide(data)
    if encoding is None:
        if 0 in data:
            raise ArticleError(
                f"it holds NUL bytes (the first at {data.index(0)}), so it is binary; {_SAVE_AS_TEXT}"
            )
        return None
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    try:
        return data.decode(found.group(1).decode("ascii"))
    except (LookupError, UnicodeDecodeError):
        return None


def _detected(data: bytes) -> str:
    if _WESTERN_PUNCTUATION.issuperset(byte for byte in data if byte > 0x7F):
        return data.decode("cp1252")

    import charset_normalizer

    best = charset_normalizer.from_bytes(data).best()
    if best is None:
        raise ArticleError("its encoding could not be detected; save it as UTF-8")
    return _windows(data) or str(best) if best.encoding.startswith(_LATIN) else str(best)


def _windows(data: bytes) -> str | None:
    """The Windows code page of a Latin script, by spellings that only one of the two can have.

    charset-normalizer scores both alike on short texts: it read five of eight sentences in West European
    languages as East European. Letters from 0xC0 on are laid out as Windows does; DOS and Mac do not.
    """
    letters = [byte for byte in data if byte > 0x7F and byte not in _WESTERN_PUNCTUATION]
    if 2 * sum(byte >= 0xC0 for byte in letters) < len(letters):
        return None
    try:
        return data.decode("cp1250" if _EASTERN.search(data.decode("cp1252", "replace")) else "cp1252")
    except UnicodeDecodeError:
        return None

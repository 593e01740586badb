"""Where a line stops being an article and is written in the notation of a program or a chat.

Prompts mark their parts, chats their speakers, replies their fields and terminals their colours; an article
uses none of these marks. Told by notation rather than by words, so that it holds whatever is said behind
the mark, in any language; what stands behind it belongs to it to the end of the line.
"""

import re

_ROLE = r"(?:system|assistant|user|human|developer|tool|function)"
_FIELD = (
    rf"(?:{_ROLE}|instructions?|observation|prompt|response|output|claim|verdict|stance|(?:final\s)?answer|summary)"
    r"(?:\s(?:message|prompt|call|response|output|result|note))?"
)
_PROSE = (  # elements that stray pages leave in their prose
    "a|abbr|b|big|blockquote|br|center|cite|code|dd|del|dfn|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|ins|kbd|li"
    "|mark|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|tbody|td|th|thead|time|tr|tt|u|ul|var|wbr"
)
_BEGINS = r"(?:\A|(?<=[.!?…:;”\"’)\]]\s))"  # a line or a sentence
_MARKS = re.compile(
    rf"{_BEGINS}[^\w\s“\"‘«(]{{0,8}}\s?(?i:{_FIELD})[*_\]]{{0,3}}\s?[:：]"
    rf"|\b(?:SYSTEM|ASSISTANT|USER|HUMAN)\s?:"
    rf"|\A\W*(?i:{_ROLE})\W*\Z|(?<!\#)\#{{2,}}+\s*+(?i:{_ROLE}|instructions?|response)\b"
    rf"|\[/?(?i:INST|{_ROLE})\b[^\]]{{0,20}}\]"
    r"|<\|[^|<>]{1,40}\|>|<</?SYS>>|<!--"
    rf"|(?<!<)</?(?!(?:{_PROSE})\b)[A-Za-z][\w-]*(?:\s[^<>]*)?/?>"
    r"|\A[^<]*?\b(?P<end>\w{1,12}>>)(?=\s|\Z)|<<[^<>]*\||<<[^>]*\Z"  # the marks of `agent.prompts`
    rf"|{_BEGINS}[^.!?…]{{0,400}}[.!?…]?\s*\[p\d{{1,3}}\]"  # its ids
    rf"|{_BEGINS}\[\d{{1,2}}\]\s(?:[A-Z]\w+\s?){{1,4}}:"  # the list of references of a reply
    r"|(?:\[\s*)?[\[{]\s*[\"“]\w+[\"”]\s*:|```|!\[[^\]]{0,400}\]\(|\[[^\]]{0,400}\]\((?:javascript|data|vbscript):"
    r"|\x1b|\[\d{1,3}(?:;\d{1,3})*[A-Za-z](?!\w*\])"  # terminals; the second is what HTML leaves of it
    r"|[\u202d\u202e]|(?<![\U0001F3F4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]{3,}"  # not what is seen
    r"|\bEND OF (?:SOURCE|DOCUMENT|ARTICLE|PASSAGE|CONTEXT|INPUT)S?\b"
)
_ANY = re.compile("[:：<>#\\[{`\x1b\u202d\u202e\U000e0020-\U000e007f]|END OF|^\\W*\\w{4,9}\\W*$")


def frame_start(text: str) -> int | None:
    """Where the first mark of a program or chat stands in the line `text`, none if there is none."""
    if not _ANY.search(text):  # spares most lines the long pattern
        return None
    found = _MARKS.search(text)
    return found.start(found.lastgroup or 0) if found else None

"""Takes out of a text what a terminal would obey instead of show, and what it shows as nothing.

Article text is hostile input: escape sequences, carriage returns that overwrite a line, bidirectional
controls that reorder it, zero-width and tag characters, fillers and variation selectors that hide words in
it or in a copy of it. All of them are in the Unicode categories below, or have the property
`Default_Ignorable_Code_Point` (Unicode 15, DerivedCoreProperties), which Python's tables lack; so the rule is
theirs and not a list of ours. Escape sequences go as a whole, since their rest would stand there as letters.
What is removed is removed from view only: offsets and quotations of results refer to the text as it was read.
"""

import re
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# ECMA-48: control sequences, strings up to their terminator on the same line, and short escapes.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]{0,100}[ -/]{0,100}[@-~]"
    r"|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\r\n]{0,1000}(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]{0,100}[0-~]"
)


def hidden(char: str) -> bool:
    """Whether `char` is a control, format, surrogate or ignorable character; line feed and tab are not."""
    return char not in "\n\t" and (unicodedata.category(char) in _HIDDEN or bool(_IGNORABLE.match(char)))


def visible(text: str) -> str:
    """`text` without hidden characters and escape sequences, with every line ending as a line feed."""
    if text.isprintable() and not _IGNORABLE.search(text):
        return text
    return "".join(char for char in _LINE_END.sub("\n", _SEQUENCE.sub("", text)) if not hidden(char))


def one_line(text: str) -> str:
    """`text` made visible, on one line, with runs of white space as one space."""
    return " ".join(visible(text).split())

"""Takes out of a text what a terminal would obey instead of show.

Article text is hostile input: escape sequences, carriage returns that overwrite a line, bidirectional
controls that reorder it, zero-width and tag characters that hide words in it. All of them are in the Unicode
categories below, so the rule is the category and not a list. What is removed is removed from view only:
offsets and quotations of results refer to the text as it was read.
"""

import re
import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")


def hidden(char: str) -> bool:
    """Whether `char` is a control, format or surrogate character; line feed and tab are not."""
    return char not in "\n\t" and unicodedata.category(char) in _HIDDEN


def visible(text: str) -> str:
    """`text` without hidden characters and with every line ending as a line feed."""
    if text.isprintable():
        return text
    return "".join(char for char in _LINE_END.sub("\n", text) if not hidden(char))


def one_line(text: str) -> str:
    """`text` made visible, on one line, with runs of white space as one space."""
    return " ".join(visible(text).split())

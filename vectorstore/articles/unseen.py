"""Takes out of a page what its reader cannot see: elements that their own attributes hide.

What hides an element from a style sheet or a script is not known here. Pages that fade in carry the same
styles on all they hold, so an element with at least half of the page's words stays.
"""

import re
from typing import Any

_ZERO = r"0*\.?0*(?:px|r?em|pt|%|vh|vw)?\s*(?:!important\s*)?(?:;|$)"
_FAR = r"-\s*\d{3,}(?:\.\d+)?(?:px|r?em|pt|%|vh|vw)"
_HIDES = re.compile(
    r"(?:^|;)\s*(?:"
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    rf"|(?:opacity|font-size|(?:max-)?height|(?:max-)?width)\s*:\s*(?=[0.]){_ZERO}"
    rf"|(?:left|right|top|bottom|text-indent|margin(?:-\w+)?)\s*:\s*{_FAR}"
    r"|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    rf"|transform\s*:[^;]*(?:scale[xy]?\(\s*0\s*\)|translate[xy]?\(\s*{_FAR})"
    r"|color\s*:\s*(?:transparent|rgba\([^)]*,\s*0\s*\))"
    r")",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*(background(?:-color)?|color)\s*:\s*([^;!]+)", re.IGNORECASE)
_NAMES = {"white": "#fff", "black": "#000"}
_UNSEEN = "//template | //*[@hidden] | //*[@style]"


def prune(tree: Any) -> None:
    """Remove the hidden elements of `tree`, an lxml page."""
    half = len(tree.text_content()) / 2
    for element in tree.xpath(_UNSEEN):
        hidden = element.tag == "template" or "hidden" in element.attrib or hides(element.get("style", ""))
        inside = element.getparent() is not None and element.tag not in ("html", "body")
        if hidden and inside and len(element.text_content()) < half:
            element.drop_tree()


def hides(style: str) -> bool:
    """Whether an inline `style` keeps the words of its element from being seen."""
    if _HIDES.search(style):
        return True
    colours = {name.lower() == "color": _colour(value) for name, value in _COLOUR.findall(style)}
    return len(colours) == 2 and colours[True] == colours[False]


def _colour(value: str) -> str:
    value = value.strip().lower()
    value = _NAMES.get(value, value)
    return re.sub(r"^#(\w)(\w)(\w)$", r"#\1\1\2\2\3\3", value)

"""Image credits and captions, told by their shape.

A credit is a credit word before a colon ("Photo: …"), an agency at the end in brackets, after a slash, a bar
or "via", or a copyright sign. Agencies are told by name where they are common and by shape where they are
not: brackets with space inside `( X )`, `Name/Agency`, `… Images`. A wire tag stands after the last
paragraph, or in a dateline, and is none of these.
"""

import re

from vectorstore.articles.blocks import count_words
from vectorstore.articles.dates import find_date

_WORD = (
    r"(?:photo(?:graph(?:y|er)?)?s?|pictures?|pics?|images?|video(?: still)?|still|screenshot|screengrab"
    r"|illustration|graphic|artwork|file (?:photo|image|picture)|foto(?:grafie|graf[ií]a)?s?"
    r"|bild(?:er|nachweis|quelle)?|imágenes|imagen|imagem|immagine|beeld|gambar|kredit|zdjęcie"
    r"|фото|صورة|图片|照片|图|写真|사진)"
)
_NAMED = r"[A-ZÀ-Þ][\w.'’-]*"
_AGENCY = (
    r"(?:Getty(?: Images)?|Reuters|REUTERS|AP(?: Photo)?|Associated Press|AFP|EPA(?:-EFE)?|dpa|EFE|ANSA|ANI"
    r"|PTI|UPI|Xinhua|TASS|Anadolu(?: Agency)?|Shutterstock|iStock(?:photo)?|Unsplash|Pexels|Pixabay|Alamy"
    r"|Adobe Stock|Flickr|Wikimedia(?: Commons)?|Bloomberg|PA(?: Wire| Images| Media)?|[Ii]mago(?: images)?"
    r"|picture[ -]alliance|Keystone|ANP|Sipa(?: USA)?|Z[Uu][Mm][Aa](?: Press| Wire)?|Magnum|NurPhoto"
    r"|Handout|Supplied|Courtesy|File(?: photo)?|Pool|Instagram|Facebook|Twitter|YouTube|TikTok"
    r"|(?:[A-Z][\w'’-]+ ){1,3}(?:Images?|Photos?|Pictures?|Photography))"
)
_START = r"(?:^|(?<=[.!?…”\"’)。]))[\s\W]*"
_LEAD = re.compile(
    rf"{_START}(?:{_WORD}(?:\s+(?:credits?|by|courtesy(?: of)?|via|source))?|credits?|courtesy)"
    r"\s*[:：©/|]\s*",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"{_START}(?i:{_WORD}\s+(?:by|courtesy(?: of)?|via|von|par|de|di|door|oleh))\s+(?=[A-ZÀ-Þ])"
)
_BRACKETS = re.compile(
    r"\s*[(\[](?:\s+(?P<spaced>[A-ZÀ-Þ][^()\[\]]{0,40}?)\s+"
    rf"|[^()\[\]]{{0,60}}?(?:{_AGENCY}|(?i:{_WORD}|credit|courtesy|©)\b)[^()\[\]]{{0,40}})[)\]]\s*$"
)
_MORE = r"(?:\s?/\s?[\w .]{2,30}|\s+via\s+[\w .]{2,30})?\W*$"
_JOINED = re.compile(
    rf"(?:\s*(?:\b{_NAMED}(?: {_NAMED}){{0,3}}\s?/\s?|\bvia\s+|[|•·–—]\s*|©\s*){_AGENCY}{_MORE}"
    r"|\s*©[^.!?]{2,60}\W*$)"
)
_JOINTS = re.compile(r"[/|•·–—©]|\bvia\b")  # without one of these the search is spared
_ALONE = re.compile(rf"(?<=[.!?…”\"])\s+{_AGENCY}{_MORE}")
_BEHIND = re.compile(
    r"(?<=[.!?…。！？”\"»])\s*[(\[（](?P<in>[^()\[\]（）]{2,60}[^()\[\]（）.!?。！？])[)\]）]\s*$"
)
_TAG = re.compile(r"[A-ZÀ-Þ][\w. -]{1,24}(?:/\w{2,3})*")
_WHOLE = re.compile(rf"^\W*(?:{_NAMED}\s+){{0,4}}(?:via\s+)?{_AGENCY}\W*$")
_TAIL_LENGTH = 200  # characters at the end in which a credit stands; spares long paragraphs the search
# Verbs of posture and sight, in the present, as captions use them.
_SEEN = re.compile(
    r"\b(?:stands?|sits?|walks?|waves?|gestures?|looks? (?:on|at|over)|poses?|smiles?|holds?(?: up)?"
    r"|carr(?:y|ies)|march(?:es)?|gathers?|speaks?|talks?|boards?|stops?|shakes?|inspects?|surveys?|watch(?:es)?|listens?"
    r"|kneels?|lays?|lights?|clears?|comforts?|embraces?|hugs?|chants?|queues?|arrives?|leaves?|departs?"
    r"|attends?|addresses|delivers?|reacts?|rises|billows?|hangs?|rests?|lies|search(?:es)?|works?|plays?)\b"
)
_PICTURE = r"(?:photo|image|picture|photograph|screengrab|handout|still)"
_SHOWN = re.compile(
    rf"\b(?:pictured|(?:in|from) (?:this|an?|the) (?:\w+ )?{_PICTURE}|file {_PICTURE}|from left"
    r"|(?:is|are) seen|seen here|shown here|left|right|cent(?:re|er))\b(?=[\s:,.)]|$)"
)
_SHOWN_CLEARLY = re.compile(
    rf"^\W*(?:pictured|(?:in|from) (?:this|an?) (?:\w+ ){{0,2}}{_PICTURE}\b|file {_PICTURE}\b|from left\b)"
    r"|\((?:pictured|left|right|cent(?:re|er)|file|inset|above|below)\)",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"[\"“”«»„]|\b(?:said|says|told|added|according to)\b")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’)\]]*(?=\s|$)")


def credit_start(text: str) -> int | None:
    """Where the credit at the end of `text` begins, none if it has none."""
    if _WHOLE.match(text):
        return 0
    tail = max(0, len(text) - _TAIL_LENGTH)
    leads = (found for pattern in (_LEAD, _BY) if (found := pattern.search(text, tail)))
    ends = (
        (_BRACKETS, _BEHIND, _ALONE, _JOINED) if _JOINTS.search(text, tail) else (_BRACKETS, _BEHIND, _ALONE)
    )
    tails = (found for pattern in ends if (found := pattern.search(text, tail)))
    # A credit names somebody; longer text after a credit word is a sentence about pictures.
    short = (found for found in leads if count_words(text[found.end() :]) <= 14)
    return min((found.start() for found in (*short, *tails)), default=None)


def wire_tag(text: str) -> bool:
    """Whether the brackets behind the last sentence of `text` may name a wire agency, not a photographer."""
    found = _BEHIND.search(text)
    return bool(found and _TAG.fullmatch(found["in"]) and not re.match(_WORD, found["in"], re.IGNORECASE))


def sentence_count(text: str) -> int:
    """How many sentences `text` has, roughly; at least 1."""
    return max(1, len(_SENTENCE_END.findall(text)))


def caption_points(text: str) -> int:
    """How much `text` looks like a caption: what is seen, in the present tense, with a full date.

    Points: 1 for a verb of posture or sight, 2 for words such as "pictured", 1 for a date with its year,
    -3 for speech or an attribution, -2 for a third sentence or more than 60 words.
    """
    points = bool(_SEEN.search(text)) + 2 * bool(_SHOWN.search(text)) + (find_date(text) is not None)
    return points - 3 * bool(_SPEECH.search(text)) - 2 * (sentence_count(text) > 2 or count_words(text) > 60)


def explicit_caption(text: str) -> bool:
    """Whether `text` says itself that it describes a picture."""
    return _SHOWN_CLEARLY.search(text) is not None and count_words(text) <= 60 and not _SPEECH.search(text)

"""The blocks of a page, each judged by its shape, its words and its neighbours."""

import re
from collections import Counter
from collections.abc import Sequence

from pydantic import Field

from vectorstore.articles.blocks import Block, count_words, split_blocks
from vectorstore.articles.dates import find_date
from vectorstore.articles.frames import frame_start
from vectorstore.articles.furniture import Kind, furniture, is_teaser_label
from vectorstore.articles.head import front_matter, is_title, read_head
from vectorstore.body.credits import (
    caption_points,
    credit_start,
    explicit_caption,
    sentence_count,
    wire_tag,
)
from vectorstore.values import Span, Value

_LONG = 26  # words: a line of this length is a paragraph even without a full stop
_TITLE = 20  # characters: shorter titles may begin a sentence
_DECK = 8  # words: a line under the title of this length is its deck
_LEAD_IN = (":", "：", "—", "–", ",", ";", "،", "，")
_OPENERS = tuple("\"“«„‘'「")
_FRAMED = re.compile(r"\s[-–—*=]+$")  # the right end of "- Subheading -"
_TAG = re.compile(r"<[^<>]*>")
_MARKDOWN = re.compile(r"^(?:!\[|(?:\W*\[[^\]]*\]\([^)]*\))+\W*$|\[!\[|```|<[a-z/!])")


class Verdict(Value):
    """A block and what it is."""

    block: Block = Field(description="The block.")
    kind: Kind = Field(description="What it is.")


def judge(text: str, title: str | None) -> tuple[Verdict, ...]:
    """What each block of `text` is; a block that shares its line with metadata is cut first."""
    page = _Page(text, title)
    return tuple(Verdict(block=block, kind=kind) for block, kind in zip(page.blocks, page.kinds, strict=True))


def _behind(block: Block, spans: Sequence[Span], title: str | None) -> Block | None:
    """What is left of `block` behind the metadata and the title at its start, none if nothing is."""
    start = max((span.end for span in spans if block.start <= span.start < block.end), default=block.start)
    rest = block.text[start - block.start :]
    if title and len(title) > _TITLE and rest.lstrip().startswith(title):
        start += rest.index(title) + len(title)
        rest = block.text[start - block.start :]
    start += len(rest) - len(rest.lstrip())
    return block.model_copy(update={"start": start, "text": rest.strip()}) if rest.strip() else None


def _unframed(block: Block) -> Block:
    """`block` up to where it is written to software; `pieces.cut` leaves out the rest."""
    start = frame_start(block.text)
    if start is None:
        return block
    before = block.text[:start].rstrip()
    return block.model_copy(update={"text": before if _TAG.sub("", before).strip() else ""})


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


class _Page:
    """Judges blocks in passes: each alone, then lists, captions and the deck by their neighbours."""

    def __init__(self, text: str, title: str | None) -> None:
        self.title = title
        self.head = read_head(text)
        _, front = front_matter(text)
        self.blocks = [block for block in split_blocks(text) if block.start >= front]
        self.titles = {_key(title)} if title else set()
        if self.head.title is not None:
            self.titles.add(_key(self.head.title.of(text)))
        long = [block for block in self.blocks if block.words >= 12]
        self.loose = sum(block.ended for block in long) < len(long) / 2
        seen: Counter[str] = Counter()
        self.kinds: list[Kind] = []
        for index, block in enumerate(self.blocks):
            seen[_key(block.text)] += 1
            self.kinds.append(self._alone(index, repeated=seen[_key(block.text)] > 1))
        self._lists()
        self._captions()
        self._deck()

    def _alone(self, index: int, *, repeated: bool) -> Kind:
        whole = self.blocks[index]
        block = _behind(whole, self.head.spans, self.title)
        if block is None:
            return Kind.TITLE if any(title in _key(whole.text) for title in self.titles) else Kind.META
        self.blocks[index] = block
        if not any(character.isalpha() for character in block.text):
            return Kind.META
        shown = _unframed(block)
        if not shown.text:
            return Kind.MACHINE
        if _MARKDOWN.match(block.text):
            return Kind.TEASER
        if _key(block.text) in self.titles:
            return Kind.TITLE
        return self._worded(index, shown, repeated=repeated)

    def _worded(self, index: int, block: Block, *, repeated: bool) -> Kind:
        kind = furniture(block.text) if block.words <= 40 and sentence_count(block.text) == 1 else None
        if kind is not None:
            return kind
        if repeated or (block.bullet and _FRAMED.search(block.text)):
            return Kind.HEADING
        if (block.ended and not block.heading) or self._kept_without_end(index):
            return self._linked(index) or Kind.REPORTING
        return Kind.HEADING

    def _kept_without_end(self, index: int) -> bool:
        """Whether a line that does not close like a sentence is reporting all the same."""
        block = self.blocks[index]
        if block.heading:
            return False
        if block.bullet or block.words >= _LONG or (self.loose and block.words >= _DECK):
            return True
        if not block.text.endswith(_LEAD_IN) or index + 1 == len(self.blocks):
            return False
        following = self.blocks[index + 1]
        if following.bullet or following.text.startswith(_OPENERS):
            return block.words >= 2
        return block.words >= _DECK and Kind.REPORTING in self.kinds

    def _linked(self, index: int) -> Kind | None:
        """Whether a short line belongs to a list of links above it."""
        block = self.blocks[index]
        if not index or self.kinds[index - 1] is not Kind.TEASER or block.gap:
            return None
        label = is_teaser_label(self.blocks[index - 1].text) or count_words(self.blocks[index - 1].text) <= 20
        return Kind.TEASER if label and block.words <= 20 and not sentence_count(block.text) > 1 else None

    def _lists(self) -> None:
        """Bullets without a full stop are points of the story, or links to others.

        Links stand under a label of links, under a heading at the end of the page, or are numbered under a
        heading ("most read"). Of the rest, bullets of one to three words are menus unless a colon leads in.
        """
        last = max(
            (i for i, b in enumerate(self.blocks) if b.ended and b.words >= 8 and not b.bullet), default=-1
        )
        label, lead_in = Kind.REPORTING, False
        for index, block in enumerate(self.blocks):
            if not block.bullet:
                label, lead_in = self.kinds[index], block.text.endswith(_LEAD_IN)
            elif self.kinds[index] is Kind.REPORTING and not block.ended:
                heading = label is Kind.HEADING and (index > last or block.bullet[0].isdigit())
                if label is Kind.TEASER or (heading and not lead_in):
                    self.kinds[index] = Kind.TEASER
                elif block.words < 4 and not lead_in:
                    self.kinds[index] = Kind.HEADING

    def _captions(self) -> None:
        last = max((i for i, kind in enumerate(self.kinds) if kind is Kind.REPORTING), default=-1)
        for index, block in enumerate(self.blocks):
            if self.kinds[index] not in (Kind.REPORTING, Kind.HEADING):
                continue
            if explicit_caption(block.text):
                self.kinds[index] = Kind.CAPTION
            start = credit_start(block.text)
            if start is None:
                continue
            rest = block.text[:start]
            if sentence_count(rest) > 2 or count_words(rest) > 60:
                self.blocks[index] = block.model_copy(update={"text": rest, "end": block.start + len(rest)})
            elif index != last or not wire_tag(block.text) or count_words(rest) < 4:
                self.kinds[index] = Kind.CAPTION if rest.strip() else Kind.CREDIT
                self._above(index)

    def _above(self, index: int) -> None:
        """The line above a credit is its caption if it is no sentence, or describes what is seen."""
        if index == 0 or self.kinds[index - 1] not in (Kind.REPORTING, Kind.HEADING):
            return
        above = self.blocks[index - 1]
        if not above.ended or caption_points(above.text) >= 2:
            self.kinds[index - 1] = Kind.CAPTION

    def _deck(self) -> None:
        """The line under the title may have no full stop and is reporting."""
        titled = False
        for index, (block, kind) in enumerate(zip(self.blocks, self.kinds, strict=True)):
            titled = titled or kind is Kind.TITLE
            if kind is Kind.REPORTING:
                return
            if titled and kind is Kind.HEADING and block.words >= _DECK and _is_plain(block):
                self.kinds[index] = Kind.REPORTING
                return


def _is_plain(block: Block) -> bool:
    """Whether a line may be a deck: no date, no heading of Markdown, none of the signs of a menu."""
    return find_date(block.text) is None and not block.heading and is_title(block)

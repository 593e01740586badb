import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.clean import visible
from agent.report.html import page
from agent.report.html.passages import Passage, blocks, paragraphs, shown
from agent.report.html.timeline import timeline
from agent.report.matrix import Mark, Row, Rows
from agent.report.saved import citations
from agent.report.text import numbered
from agent.values import Disagreement, DisagreementKind, Label, Point, Side, Stance, Summary, SummarySentence
from tests.agent.reporting import (
    ARTICLES,
    CLOSED,
    GLOBE,
    HERALD,
    HOSTILE,
    NINE,
    POST,
    SUMMARY,
    TWELVE,
    article,
    cell,
    quote,
)
from vectorstore.values import Article, Citation, Span, cite

ECHO = article(4, "Echo", "Nine workers were hurt, police said.", origin=POST.origin)
COLUMNS = shown([HERALD, GLOBE, POST, ECHO], ())


class Read(HTMLParser):
    """What a page holds: tags, ids, links, what would be loaded, and the text of each passage."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.loaded: list[str] = []
        self.marked: dict[str, str] = {}
        self._numbers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        held = dict(attrs)
        if "id" in held:
            self.ids[str(held["id"])] += 1
        if "href" in held:
            self.links.add(str(held["href"]))
        loading = ("src", "srcset", "data", "action", "style")
        self.loaded += [str(held[name]) for name in loading if name in held]
        if tag == "mark":
            self._numbers = str(held["data-p"]).split()

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._numbers = []

    def handle_data(self, data: str) -> None:
        for number in self._numbers:
            self.marked[number] = self.marked.get(number, "") + data


def squeezed(text: str) -> str:
    return "".join(visible(text).split())


def only(policy: str, name: str) -> str:
    return re.search(rf"{name} '(sha256-[^']+)'", policy)[1]


def sentence(text: str, *cited: Citation, evidence=(), speaker: str | None = None) -> SummarySentence:
    return SummarySentence(
        text=text, verdict=Label.SUPPORTED, origins=1, citations=cited, evidence=evidence, speaker=speaker
    )


def row(point: SummarySentence | Point, *disagreements: Disagreement) -> Row:
    numbers = {citation: at for at, citation in enumerate((*CLOSED, TWELVE, NINE), start=1)}
    return Rows(
        [each.article for each in COLUMNS],
        disagreements,
        lambda found: tuple(numbers[each] for each in found),
    ).row(point, "s1", 1)


def marks(found: Row) -> list[tuple[str, bool]]:
    """How Herald, Globe, Post and Echo stand to a point."""
    return [(each.mark.value, each.sure) for each in found.cells]


def test_every_link_leads_to_a_place_on_the_page_and_nothing_is_loaded():
    read = Read(page(SUMMARY, ARTICLES))

    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    assert max(read.ids.values()) == 1
    assert read.loaded == []
    assert not {"img", "link", "iframe", "object", "base", "form"} & set(read.tags)


def test_what_is_marked_of_an_article_is_the_quotation_letter_by_letter():
    read = Read(page(SUMMARY, ARTICLES))

    wanted = {str(at): squeezed(each.quote) for each, at in numbered(citations(SUMMARY)).items()}
    assert {number: squeezed(text) for number, text in read.marked.items()} == wanted
    assert len(wanted) == 5


def test_the_policy_allows_the_one_style_and_the_one_script_by_their_hashes():
    text = page(SUMMARY, ARTICLES)

    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)[1]
    for tag, name in (("style", "style-src"), ("script", "script-src")):
        held = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(held[0].encode()).digest()).decode()
        assert (len(held), only(policy, name)) == (1, f"sha256-{digest}")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_markup_of_an_article_is_text_in_every_part_of_the_page():
    text = page(SUMMARY, ARTICLES)

    plain = Read(page(SUMMARY.model_copy(update={"sentences": SUMMARY.sentences[:1]}), ARTICLES))
    assert "<b>" not in text
    assert text.count("&lt;b&gt;now&lt;/b&gt;") >= 4
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert Read(text).tags["script"] == plain.tags["script"] == 1
    assert HOSTILE.count("<b>") == 1


def test_a_summary_without_a_sentence_says_so_beside_all_articles():
    text = page(SUMMARY.model_copy(update={"headline": "", "sentences": ()}), ARTICLES)

    empty = Summary(
        headline="",
        sentences=(),
        neutrality=SUMMARY.neutrality,
        gate=SUMMARY.gate,
        provenance=SUMMARY.provenance,
    )
    assert "There is no summary: no sentence of the articles can stand in one." in text
    assert Read(page(empty, ARTICLES)).ids.keys() >= {"a1", "a2", "a3"}


def test_articles_that_the_summary_was_not_made_of_are_left_out():
    other = article(5, "Courier", "A whale sang in the bay.")

    assert "whale" not in page(SUMMARY, [*ARTICLES, other])


@given(
    text=st.text(st.sampled_from("ab .\n\t<"), max_size=80),
    cuts=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=5),
    body=st.tuples(st.integers(0, 80), st.integers(0, 80)),
)
def test_the_pieces_hold_every_letter_of_an_article_and_each_passage_those_of_its_quotation(text, cuts, body):
    def span(ends: tuple[int, int]) -> Span:
        return Span(start=min(*ends, len(text)), end=min(max(ends), len(text)))

    held = Article.model_validate({**POST.model_dump(), "text": text, "body": (span(body),)})
    passages = [
        Passage(number=at, citation=cite(held, span(ends)), sentences=(1,))
        for at, ends in enumerate(cuts, start=1)
    ]

    pieces = [piece for b in blocks(held, passages) for paragraph in b.paragraphs for piece in paragraph]

    assert squeezed("".join(piece.text for piece in pieces)) == squeezed(text)
    for passage in passages:
        marked = "".join(piece.text for piece in pieces if passage.number in piece.passages)
        assert squeezed(marked) == squeezed(passage.citation.quote)
        begun = [piece for piece in pieces if passage.number in piece.starts]
        ended = [piece for piece in pieces if passage in piece.ends]
        assert len(begun) == len(ended) == bool(marked)


def test_lines_that_were_broken_to_fit_a_screen_are_one_paragraph_and_others_are_not():
    wrapped = "A storm closed the port\nof Velden on Monday and\ncut power to all homes.\n"
    listed = "Highlights\n- A storm closed the port of Velden on Monday.\n- Short.\n"
    text = f"{wrapped}\n{listed}"

    assert [span.of(text) for span in paragraphs(text)] == [wrapped.strip(), *listed.strip().split("\n")]


def test_reprints_stand_beside_what_they_reprint():
    assert [each.article.publisher for each in COLUMNS] == ["Herald", "Globe", "Post", "Echo"]
    assert COLUMNS[3].reprints == ("Post",)
    assert [each.joined for each in row(sentence("x", *CLOSED)).cells] == [False, False, False, True]


def test_an_article_that_is_cited_says_it_and_one_that_agrees_less_surely_is_drawn_as_an_outline():
    evidence = (cell(HERALD, Stance.SILENT), cell(POST, Stance.SUPPORTS, 0.6, citations=CLOSED[1:]))

    found = row(sentence("A fire closed the mill.", CLOSED[0], evidence=evidence))

    assert marks(found) == [("says", True), ("silent", True), ("says", False), ("silent", True)]
    assert found.tally == "1 origin says so, 1 says much the same"


def test_an_article_that_agrees_with_somebodys_words_reports_them():
    evidence = (cell(POST, Stance.SUPPORTS, citations=CLOSED[1:]), cell(ECHO, Stance.REPORTS, speaker="Lund"))

    found = row(sentence("Lund said so.", CLOSED[0], evidence=evidence, speaker="Ada Lund"))

    assert [each.mark for each in found.cells] == [Mark.REPORTS, Mark.SILENT, Mark.REPORTS, Mark.REPORTS]
    assert found.cells[0].told == "reports it as words of Ada Lund"
    assert found.tally == "2 origins report it as somebody’s words"


@pytest.mark.parametrize("stance", [Stance.SILENT, Stance.REFUTES])
def test_the_other_side_of_a_disagreement_contradicts(stance):
    evidence = (cell(HERALD, Stance.SUPPORTS), cell(POST, stance, 0.5))

    found = row(sentence("Twelve workers were hurt.", TWELVE, evidence=evidence), *SUMMARY.disagreements)

    assert marks(found)[2] == ("contradicts", True)
    assert found.cells[2].passages == (4,)
    assert found.tally == "1 origin says so, 1 contradicts it"


def test_a_disagreement_about_the_sentence_that_names_a_speaker_is_none_about_what_was_said():
    said = sentence(
        "Lund said the mill was closed.", TWELVE, quote(HERALD, "A fire closed the mill on Monday.")
    )

    assert marks(row(said, *SUMMARY.disagreements))[2] == ("silent", True)


def test_an_origin_is_heard_once_and_counts_its_clearest_article():
    evidence = (cell(POST, Stance.SUPPORTS, 0.5, citations=CLOSED[1:]), cell(ECHO, Stance.SUPPORTS, 0.9))

    voice = row(sentence("The mill was closed.", CLOSED[0], evidence=evidence)).voices[2]

    assert (voice.mark, voice.sure) == (Mark.SAYS, True)
    assert [(first.publisher, len(more)) for first, more in voice.heard] == [("Post", 0), ("Echo", 0)]


def test_days_are_counted_from_the_publication_of_the_article_that_is_cited():
    point = sentence("A fire closed the mill on Monday.", CLOSED[0])

    days = timeline([(point, row(point))], {each.id: each for each in ARTICLES})

    assert [(day.date.isoformat(), len(day.points), day.articles) for day in days] == [
        ("2026-03-02", 1, ()),
        ("2026-03-03", 0, ("Herald",)),
    ]


def test_a_day_in_doubt_is_no_day():
    far = sentence("The council met on Thursday.", CLOSED[0])
    named = sentence("The mill burned on Monday.", CLOSED[0])
    sides = tuple(
        Side(text=text, origins=(source.origin,), citations=(cited,))
        for text, source, cited in (("Monday", HERALD, CLOSED[0]), ("Sunday", POST, CLOSED[1]))
    )
    disputed = Disagreement(kind=DisagreementKind.DATE, topic="the fire", sides=sides)
    known = {each.id: each for each in ARTICLES}

    assert timeline([(far, row(far))], known) == ()
    assert timeline([(named, row(named))], known, [disputed]) == ()
    assert len(timeline([(named, row(named))], known)) == 2


def test_the_page_is_the_same_from_run_to_run():
    assert page(SUMMARY, ARTICLES) == page(SUMMARY, ARTICLES)
    assert GLOBE.publisher in page(SUMMARY, ARTICLES)

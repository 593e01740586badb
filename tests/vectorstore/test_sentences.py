"""Sentences: where they end, and that their offsets are exact."""

from itertools import pairwise
from textwrap import fill

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.sentences import split
from vectorstore.values import Span


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split(text, [Span(start=0, end=len(text))])]


# One line break between two strings means one sentence each.
CASES = {
    "full stops": ("The pier closed. It reopens in May.", 2),
    "title": ("Mr. Oyelaran met Sen. Brandt and Gov. Ruiz. Nobody spoke.", 2),
    "title in capitals": ("MR. OYELARAN WON", 1),
    "ranks": ("Lt. Col. Anne Moss and Capt. Reed left. Dr. Hale stayed.", 2),
    "country before a name": ("The U.S. Senate voted.", 1),
    "country at the end": ("He lives in the U.S. She does not.", 2),
    "country at the end of a contraction": ("He lives in the U.S. It’s far.", 2),
    "country possessive": ("The U.S.'s plan and the U.S.-led talks failed.", 1),
    "initials": ("J. K. Marsh and J.K. Marsh wrote it. George W. Tully read it.", 2),
    "initial then article": ("They chose plan B. The vote is on Monday.", 2),
    "initial before a middle initial A": ("Ruth A. Bell met J. A. Stone.", 1),
    "company": ("Norvik Inc. Chairman Lee left. Shares fell at Norvik Inc. The firm said so.", 3),
    "company in brackets": ("Norvik (Norvik Corp.) Monday fell.", 1),
    "saint and street": ("St. Anne's on Mill St. in Ely burned.", 1),
    "versus": ("The case is Stone vs. Marsh. It goes on.", 2),
    "state": ("She flew to Oakland, Calif. The trip was long.", 2),
    "state in a party label": ("Rep. Jo Park (D-Calif.) Monday left.", 1),
    "month": ("It began on Jan. 6. It ended in Dec. 2024.", 2),
    "weekday": ("They meet Tue. June 3 in Ely.", 1),
    "number sign": ("She lives at No. 10 and he at No. 12.", 1),
    "the word no": ("Did they vote? No. They waited.", 3),
    "hour before a day": ("It starts at 9 a.m. Monday and ends at 5 p.m. ET. Bring water.", 2),
    "hour before a zone": ("It starts at 9 a.m. ET. Bring water.", 2),
    "hour at the end": ("It starts at 9 a.m. Police will watch.", 2),
    "decimal": ("Prices rose 3.5 percent to $4.20. Wages rose .5 percent.", 2),
    "thousands": ("About 4,000 came. In 2019 it was 3.000.", 2),
    "year at the end": ("It closed in 2020. 15 people lost work.", 2),
    "address": ("See www.example.org/a.b?c=D.e or mail a.b@example.org now.", 1),
    "file name": ("Open report.pdf on Node.js.", 1),
    "number before a month": ("Am 3. Juni kam z.B. Herr Dr. Voss. Er blieb.", 2),
    "russian initials": ("В. В. Иванов приехал. Он остался.", 2),
    "camel case name": ("It fell. iTunes rose.", 2),
    "no space": ("The talks ended.The next are in May.", 2),
    "no space after a quotation": ("He said “no.”The next are in May.", 2),
    "no space after a straight quotation": ('He said "no."The next are in May.', 2),
    "no space before a quotation": ("The talks ended.“We tried,” she said.", 2),
    "closing quote": ("He called it “a mess.” She agreed.", 2),
    "closing straight quote": ('He called it "a mess." She agreed.', 2),
    "closing single quote": ("He called it ‘a mess.’ She agreed.", 2),
    "closing nested quotes": ("“He called it ‘a mess.’” She agreed.", 2),
    "stop outside the quote": ('It lasts "two days". She agreed.', 2),
    "guillemets": ("Il a dit « Non. » Elle est partie.", 2),
    "guillemets, then lower case": ("« Allez ! » a-t-il dit.", 1),
    "reversed guillemets": ("Er kam. »Geh!« Dann ging er.", 3),
    "german quotes": ("„Geh!“ Dann ging er. Er kam.", 3),
    "emphasis": ("**It rained.** _It snowed._ It stopped.", 3),
    "footnote": ("It rained.[2] It snowed.", 2),
    "exclamation, then lower case": ('"Go!" he wrote.', 1),
    "question, then lower case": ("“Why?” asked Marsh. Nobody knew.", 2),
    "exclamation, then who said it": ("“We are ready!” Ana Marsh shouted. Nobody came.", 2),
    "exclamation, then who said it where": ("“Go now!” Marsh wrote on Monday as she left.", 1),
    "exclamation, then whom she told": ("“Go now!” Marsh told the crowd.", 1),
    "exclamation, then another statement": ("He yelled “Go now!” Marsh said the crowd left.", 2),
    "full stop, then who said it": ("“It is over.” Marsh said.", 1),
    "full stop, then another statement": ("She said “It is over.” Marsh said on Monday that he left.", 2),
    "exclamation, then a pronoun": ("He yelled “Go!” He said it twice.", 2),
    "quotation of two sentences": ("“They are good. They stayed 20 years,” she said.", 2),
    "quotation of two sentences closed by a stop": ("“They are good. They stayed.” She left.", 3),
    "several marks": ("Really?! Yes!!! Fine.", 3),
    "ellipsis inside": ("It was … well … a mess. It ended.", 2),
    "dots before lower case": ("It was... well... a mess.", 1),
    "dots before a capital in a quotation": ('He said "nothing stops us... ICE is ordered ... to go."', 1),
    "dots before a new sentence in a quotation": ("“We tried… They left,” she said.", 2),
    "dots outside a quotation": ("It went on… Marsh left.", 2),
    "spaced dots": ("“It was . . . Marsh who left,” he said.", 1),
    "dots and a closing quote": ('He "tried..." She left.', 2),
    "bracketed sentence": ("It rained. (It snowed, too.) It stopped.", 3),
    "stop inside brackets": ("The club (founded in Ely. It moved in May.) won.", 1),
    "brackets that stay open": ("It rained (a lot. It stopped.", 2),
    "dash after a stop": ("“Go.” – so he said. It ended. — The Herald", 3),
    "stop before a comma": ("“Stop!”, Marsh wrote. The firm, Norvik Inc., fell.", 2),
    "nothing but marks follows": ("- 'We are done!' -", 1),
    "inverted marks": ("¿Quién vino? ¡Nadie! Se fue.", 3),
    "blank line": ("Council meets\n\nIt met in Ely", 2),
    "heading": ("Council meets\nIt met in Ely on Monday.", 2),
    "byline": ("Council meets to settle the budget in Ely\nBy Ana Marsh", 2),
    "label before bullets": ("Key points\n• One\n• Two. Really\n- Three\n* Four\n– Five", 7),
    "bullets in one line": ("Points: • one thing • two things", 3),
    "numbered items": ("1. Go left\n2. Go right. Then stop\n3) Stop\n(4) Rest", 5),
    "carriage returns": ("One line\r\nTwo lines\rThree lines", 3),
    "japanese": ("雨が降った。「行け。」と彼は言った。終わった！", 3),
    "chinese": ("他说：“走。”他走了。下雨了？是的！", 4),
    "chinese, who said it": ("“走！”他写道。下雨了。", 2),
    "full-width decimal": ("上昇は３．５％だ。", 1),
    "korean": ('그가 왔다. "가자!"라고 말했다.', 2),
    "arabic": ("هل جاء؟ نعم. ذهب", 3),
    "urdu": ("وہ آیا۔ وہ گیا۔", 2),
    "hindi": ("वह आया। डॉ. राव गए। क्यों?", 3),
    "emoji": ("We won! 🎉", 1),
}


@pytest.mark.parametrize(("text", "count"), CASES.values(), ids=CASES)
def test_a_text_has_as_many_sentences_as_a_reader_sees(text: str, count: int) -> None:
    assert len(sentences(text)) == count, sentences(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“A b. C d,” she said.", ["“A b.", "C d,” she said."]),
        ("“A b. C d.” E f.", ["“A b.", "C d.”", "E f."]),
        ('He said "a b." "C d," she said.', ['He said "a b."', '"C d," she said.']),
        ('He said "a b."Then he left.', ['He said "a b."', "Then he left."]),
        ("Il dit « non. » Puis il part.", ["Il dit « non. »", "Puis il part."]),
        ("It rained. (It snowed.) It stopped.", ["It rained.", "(It snowed.)", "It stopped."]),
        ("It rained.[2] It stopped.", ["It rained.[2]", "It stopped."]),
        ("雨だ。「行け。」止んだ。", ["雨だ。", "「行け。」", "止んだ。"]),
        ("• One\n  • Two\nEnd", ["• One", "• Two", "End"]),
        ("One.\u200f Two.", ["One.\u200f", "Two."]),
    ],
)
def test_closing_marks_stay_with_the_sentence_they_close(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


WRAPPED = """\
Harbour talks end
Ana Marsh
The council of the harbour town ended a third day of talks on the new
bridge without a vote, and the mayor said she would call the members of
the Harbour Board back on Monday.
It was the first time since 1998 that both sides sat at one table, said
Ana Marsh. Nobody else spoke.

What happens next
  - The board meets on Monday to hear the owners of the four ferries that
    cross the bay
  - The vote follows
"""


def test_wrapped_lines_are_joined_and_headings_and_items_are_not() -> None:
    assert [" ".join(sentence.split()) for sentence in sentences(WRAPPED)] == [
        "Harbour talks end",
        "Ana Marsh",
        "The council of the harbour town ended a third day of talks on the new bridge without a vote, and "
        "the mayor said she would call the members of the Harbour Board back on Monday.",
        "It was the first time since 1998 that both sides sat at one table, said Ana Marsh.",
        "Nobody else spoke.",
        "What happens next",
        "- The board meets on Monday to hear the owners of the four ferries that cross the bay",
        "- The vote follows",
    ]


@pytest.mark.parametrize("width", [20, 30, 40, 50, 60])
def test_narrow_lines_that_go_on_in_lower_case_are_joined(width: int) -> None:
    text = "The mayor of the town told members of the council that nobody had seen it and said it was right."

    assert len(sentences(fill(text, width))) == 1


def test_labels_and_lines_that_stand_apart_are_not_joined_to_lower_case() -> None:
    lines = [
        "Senior Member",
        "harbour_rat82",
        "Two piers closed in Port Selm",
        "by Ana Ruiz",
        "Reply",
        "quote",
    ]

    assert sentences("\n".join(lines)) == lines


def test_wrapped_lines_of_a_script_without_case_are_joined() -> None:
    line = "市議会は三日間にわたり新しい橋について話し合ったが結論は出ず"

    assert len(sentences(f"橋の話\n{line}\n{line}\n市長は月曜に再開すると述べた。")) == 2


def test_a_full_line_of_a_wrapped_text_is_joined_to_a_capital() -> None:
    text = (
        "The council ended the third day of its talks on a bridge and a new\n"
        "ferry without a vote, and nobody knows what the members of the old\n"
        "Harbour Board want."
    )

    assert len(sentences(text)) == 1


def test_a_paragraph_per_line_stays_a_paragraph_per_line() -> None:
    line = "The council ended a third day of talks on the new bridge without a vote on it"

    assert len(sentences("\n".join([line] * 4))) == 4


def test_a_sentence_never_crosses_from_one_body_span_to_the_next() -> None:
    text = "The pier SPONSORED closed in May."

    found = split(text, [Span(start=0, end=8), Span(start=19, end=len(text))])

    assert [span.of(text) for span in found] == ["The pier", "closed in May."]


def test_nothing_outside_the_body_is_covered() -> None:
    assert split("Back. Top.", []) == ()
    assert split("Back. Top.", [Span(start=5, end=6)]) == ()


LATIN = (
    'The |he|U.S.|J.| 3.5|. |.|...|…|!|?|”|“|"|‘|’|« | »|(|)|• |- |1. |, |[1]|said|some forty columns or so'
)
OTHER = (
    "。|「|」|写道|と|؟|।|مرحبا|어|🎉|👩‍🚀|e\u0301|\u200f|\u200b|\ud83d|\n|\r\n|\n\n|\r|\u2028|\xa0|\t|\x00"
)
PIECES = st.sampled_from([*LATIN.split("|"), *OTHER.split("|"), "nothing but words without a stop"])
TEXTS = st.one_of(st.text(alphabet=st.characters()), st.lists(PIECES, max_size=40).map("".join))


@st.composite
def bodies(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(TEXTS)
    marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return text, tuple(Span(start=a, end=b) for a, b in zip(marks[::2], marks[1::2], strict=False))


@given(bodies())
def test_sentences_are_ordered_trimmed_and_inside_one_span_each(body: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = body

    found = split(text, spans)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(span.of(text) and span.of(text) == span.of(text).strip() for span in found)
    assert all(any(span.start <= one.start and one.end <= span.end for span in spans) for one in found)


@given(bodies())
def test_sentences_cover_every_visible_character_of_the_body_once(body: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = body

    found = split(text, spans)

    visible = [i for span in spans for i in range(span.start, span.end) if not text[i].isspace()]
    assert [i for one in found for i in range(one.start, one.end) if not text[i].isspace()] == visible


@given(bodies())
def test_splitting_sentences_again_changes_nothing(body: tuple[str, tuple[Span, ...]]) -> None:
    text, spans = body

    found = split(text, spans)

    assert split(text, found) == found

"""Passages: whole sentences, small enough, exact, and never across what was rejected."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.chunk import chunk, count_tokens
from vectorstore.sentences import split
from vectorstore.values import Passage, Span

PIER = "The pier closed on Monday. Divers found a crack in a pile. It was old. Ships now wait in the bay."


def passages(text: str, limit: int = 200, overlap: int = 1) -> tuple[Passage, ...]:
    return chunk("a", text, split(text, [Span(start=0, end=len(text))]), limit=limit, overlap=overlap)


def test_a_short_text_is_one_passage() -> None:
    (passage,) = passages(f"  {PIER}\n")

    assert passage.text == PIER
    assert (passage.start, passage.end) == (2, 2 + len(PIER))
    assert passage.tokens == count_tokens(PIER)
    assert passage.article == "a"


def test_no_sentences_make_no_passages() -> None:
    assert chunk("a", "Advertisement", []) == ()


def test_passages_repeat_the_last_sentence_of_the_one_before() -> None:
    assert [passage.text for passage in passages(PIER, limit=16)] == [
        "The pier closed on Monday. Divers found a crack in a pile.",
        "Divers found a crack in a pile. It was old.",
        "It was old. Ships now wait in the bay.",
    ]


def test_passages_need_not_overlap() -> None:
    assert [passage.text for passage in passages(PIER, limit=16, overlap=0)] == [
        "The pier closed on Monday. Divers found a crack in a pile.",
        "It was old. Ships now wait in the bay.",
    ]


def test_a_sentence_is_not_repeated_where_it_leaves_no_room_for_a_new_one() -> None:
    assert [passage.text for passage in passages(PIER, limit=9)] == [
        "The pier closed on Monday.",
        "Divers found a crack in a pile.",
        "It was old.",
        "Ships now wait in the bay.",
    ]


def test_a_passage_does_not_run_across_rejected_text() -> None:
    text = "The pier closed. ADVERTISEMENT It reopens in May."

    found = chunk("a", text, [Span(start=0, end=16), Span(start=31, end=len(text))])

    assert [passage.text for passage in found] == ["The pier closed.", "It reopens in May."]


@pytest.mark.parametrize(
    ("first", "second", "limit"),
    [
        ("The pier closed on Monday; divers,", "who had found a crack, left.", 12),
        ("The pier closed on Monday", "because two divers found a crack there", 10),
        ("The old stone pier by", "the harbour wall closed", 5),
        ("Yes, said the old", "man by the pier", 5),
    ],
)
def test_a_long_sentence_is_cut_after_a_clause_else_after_a_word(first: str, second: str, limit: int) -> None:
    found = passages(f"{first} {second}", limit=limit, overlap=0)

    assert [passage.text for passage in found] == [first, second]


def test_a_long_sentence_without_spaces_is_cut_after_a_clause() -> None:
    found = passages("港の桟橋は月曜に閉鎖され、潜水士がひびを見つけた", limit=20)

    assert [passage.text for passage in found] == ["港の桟橋は月曜に閉鎖され、", "潜水士がひびを見つけた"]


def test_a_long_word_is_cut_between_characters_and_not_inside_one() -> None:
    letter = "q\u0301\u0302"

    found = passages(letter * 200, limit=50)

    assert "".join(passage.text for passage in found) == letter * 200
    assert all(passage.tokens <= 50 and len(passage.text) % 3 == 0 for passage in found)


def test_marks_without_end_are_cut_all_the_same() -> None:
    found = passages("e" + "\u0301" * 5000)

    assert max(passage.tokens for passage in found) <= 200


def test_what_looks_like_a_special_token_is_text() -> None:
    assert count_tokens("<|endoftext|>") > 1


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="limit 0"):
        passages(PIER, limit=0)


def test_ids_depend_on_the_article_and_the_place() -> None:
    sentences = [Span(start=0, end=len(PIER))]

    ids = [chunk(article, text, sentences)[0].id for article, text in (("a", PIER), ("a", PIER), ("b", PIER))]

    assert ids[0] == ids[1] != ids[2]


PIECES = "a|b| |.|,|;|—|“|”|。|、|漢|م|각|🇳🇴|👩‍🚀|👍🏽|e\u0301|\ud83d|\u200f|\n|\r\n|\xa0| and |some words "
PIECEWISE = st.lists(st.sampled_from(PIECES.split("|")), max_size=60).map("".join)
TEXTS = st.one_of(st.text(alphabet=st.characters()), PIECEWISE)
LIMITS = st.integers(1, 24)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, tuple[Span, ...]]:
    text = draw(TEXTS)
    marks = sorted(draw(st.lists(st.integers(0, len(text)), max_size=4)))
    spans = [Span(start=a, end=b) for a, b in pairwise([0, *marks, len(text)])]
    return text, split(text, spans[:: draw(st.integers(1, 2))])


@given(articles(), LIMITS, st.integers(0, 2))
def test_passages_are_exact_and_hold_every_sentence_in_order(
    article: tuple[str, tuple[Span, ...]], limit: int, overlap: int
) -> None:
    text, sentences = article

    found = chunk("a", text, sentences, limit=limit, overlap=overlap)

    assert all(passage.text == text[passage.start : passage.end].strip() != "" for passage in found)
    assert all(a.start < b.start and a.end < b.end for a, b in pairwise(found))
    held = {i for passage in found for i in range(passage.start, passage.end) if not text[i].isspace()}
    assert held == {i for one in sentences for i in range(one.start, one.end) if not text[i].isspace()}


@given(articles(), LIMITS)
def test_only_a_single_character_exceeds_the_limit(article: tuple[str, tuple[Span, ...]], limit: int) -> None:
    text, sentences = article

    for passage in chunk("a", text, sentences, limit=limit):
        assert passage.tokens == count_tokens(passage.text)
        assert passage.tokens <= limit or len(passage.text) <= 31


@given(articles(), LIMITS)
def test_only_too_long_sentences_are_cut_and_no_character_is(
    article: tuple[str, tuple[Span, ...]], limit: int
) -> None:
    text, sentences = article

    for passage in chunk("a", text, sentences, limit=limit):
        for edge in (passage.start, passage.end):
            for sentence in (one for one in sentences if one.start < edge < one.end):
                assert count_tokens(sentence.of(text)) > limit
                assert text[edge - 1].isspace() or not unicodedata.combining(text[edge])

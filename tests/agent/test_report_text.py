from agent.report import json, markdown, text
from agent.report.layout import cells
from tests.agent.reporting import (
    ABSTENTION,
    ANSWER,
    ARTICLES,
    CLOSED,
    HERALD,
    PROVENANCE,
    SUMMARY,
    TWELVE,
    VERDICT,
)


def test_every_sentence_carries_the_numbers_of_its_citations():
    page = text.summary(SUMMARY, ARTICLES)
    assert "A fire closed the mill on Monday. [1][2]" in page
    assert "[1][3]" in page


def test_each_number_is_listed_once_with_publisher_title_place_and_quote():
    page = text.summary(SUMMARY, ARTICLES)
    assert "  [1] Herald, Herald on the mill, 0-33\n      > A fire closed the mill on Monday.\n" in page
    assert page.count("\n  [1] ") == page.count("\n  [3] ") == 1


def test_no_path_of_this_machine_stands_for_a_title_that_was_not_found():
    page = text.summary(SUMMARY, ARTICLES)
    assert "  [2] Post, 0-30\n" in page
    assert "post.txt" not in page


def test_disagreements_name_the_publishers_of_each_side():
    page = text.summary(SUMMARY, ARTICLES)
    assert "number: how many workers were hurt (perhaps a later update)" in page
    assert "    - Twelve workers were hurt.\n      Herald 34-59\n" in page
    assert "    - Nine workers were hurt.\n      Post 31-54\n" in page


def test_everything_else_a_summary_holds_is_shown():
    page = " ".join(text.summary(SUMMARY, ARTICLES).split())
    assert "Mayor Oduya: It was arson." in page
    assert "Reported by one origin only" in page
    assert "Left out" in page
    assert "0.5 in the summary (burns), 2.5 in the articles. Origins cited: 3 of 4." in page
    assert "Gate: 4 sentences drafted; 1 accepted, 1 attributed, 2 dropped." in page
    assert "extractive engine, embedder hashing-64, checker local/1, index 1, as of 2026-03-04." in page


def test_sentences_say_how_many_origins_carry_them():
    page = text.summary(SUMMARY, ARTICLES)
    assert "Monday. [1][2] (2 origins)" in page
    assert "[1][3] (1 origin, attributed)" in " ".join(page.split())


def test_a_speaker_is_named_once():
    point = SUMMARY.attributed[0]
    assert text.said(point) == "Mayor Oduya: It was arson."
    named = point.model_copy(update={"text": "It was arson, Oduya said."})
    assert text.said(named) == "It was arson, Oduya said."


def test_places_of_one_publisher_stand_together():
    assert text.places([TWELVE, *CLOSED]) == "Herald 34-59, 0-33; Post 0-30"


def test_a_long_title_gives_way_to_the_place():
    long = HERALD.model_copy(update={"title": "word " * 50})
    line = text.source(TWELVE, long, width=60)
    assert line.startswith("Herald, word")
    assert line.endswith("…, 34-59")
    assert cells(line) <= 60


def test_empty_sections_are_not_shown():
    bare = SUMMARY.model_copy(
        update={"disagreements": (), "attributed": (), "single_origin": (), "omissions": ()}
    )
    page = text.summary(bare, ARTICLES)
    assert not any(title in page for title in ("disagree", "somebody's", "one origin only", "Left out"))


def test_no_line_is_wider_than_the_terminal_and_nothing_moves_its_cursor():
    for width in (40, 80):
        page = (
            text.summary(SUMMARY, ARTICLES, width=width)
            + text.answer(ANSWER, ARTICLES, width=width)
            + text.verdicts([VERDICT], ARTICLES, PROVENANCE, width=width)
        )
        assert max(cells(line) for line in page.splitlines()) <= width
        assert "\x1b" not in page
        assert "\u202e" not in page


def test_an_answer_is_followed_by_its_citations_and_verdict():
    page = text.answer(ANSWER, ARTICLES)
    assert page.startswith("A fire closed the mill on Monday.")
    assert "[2] Post" in page
    assert "supported" in page


def test_an_abstention_gives_its_reason():
    assert text.answer(ABSTENTION, ARTICLES).startswith("No answer: no source says who owns it\n")


def test_a_verdict_shows_the_evidence_of_each_publisher():
    page = text.verdicts([VERDICT], ARTICLES, PROVENANCE)
    assert page.startswith(
        "DISPUTED: Twelve workers were hurt.\n  One origin supports it and one refutes it.\n"
    )
    assert "  supports: Herald 34-59 (0.95)\n    > Twelve workers were hurt.\n" in page
    assert "  refutes: Post 31-54, words of the fire brigade (0.90)\n" in page
    assert "  silent: Globe\n" in page


def test_reprints_among_the_evidence_are_marked():
    reprint = HERALD.model_copy(update={"id": "f" * 16, "publisher": "Echo"})
    twin = VERDICT.evidence[0].model_copy(update={"article": reprint.id})
    both = VERDICT.model_copy(update={"evidence": (VERDICT.evidence[0], twin)})
    assert "(0.95, same origin as Herald)" in text.verdicts([both], (HERALD, reprint), PROVENANCE)


def test_many_silent_publishers_are_counted():
    quiet = [HERALD.model_copy(update={"id": str(n), "publisher": f"Paper {n}"}) for n in range(9)]
    silent = tuple(VERDICT.evidence[2].model_copy(update={"article": each.id}) for each in quiet)
    page = text.verdicts([VERDICT.model_copy(update={"evidence": silent})], quiet, PROVENANCE)
    assert "Paper 5 and 3 more" in page


def test_colours_go_where_the_paint_puts_them():
    page = text.verdicts([VERDICT], ARTICLES, PROVENANCE, paint=lambda words, role: f"<{role}:{words}>")
    assert page.startswith("<open:DISPUTED: >Twelve")


def test_what_did_not_go_as_asked_is_told():
    made = PROVENANCE.model_copy(update={"notes": ("the model stopped drafting: no tokens left",)})
    ruling = VERDICT.model_copy(update={"notes": ("one finding was not counted",)})

    told = "Note: the model stopped drafting: no tokens left."
    for shown in (
        text.summary(SUMMARY.model_copy(update={"provenance": made}), ARTICLES),
        text.answer(ANSWER.model_copy(update={"provenance": made}), ARTICLES),
        text.verdicts([VERDICT], ARTICLES, made),
        markdown.summary(SUMMARY.model_copy(update={"provenance": made}), ARTICLES),
    ):
        assert told in shown
    assert "note: one finding was not counted" in text.verdicts([ruling], ARTICLES, PROVENANCE)
    assert json.verdicts([ruling], ARTICLES, made)["verdicts"][0]["notes"] == ["one finding was not counted"]
    assert json.summary(SUMMARY.model_copy(update={"provenance": made}), ARTICLES)["provenance"]["notes"]

import json

from hypothesis import given
from hypothesis import strategies as st

from agent.report import json as report
from tests.agent.reporting import ABSTENTION, ANSWER, ARTICLES, GLOBE, PROVENANCE, SUMMARY, VERDICT

TEXTS = {article.id: article.text for article in ARTICLES}


def citations(value: object) -> list[dict]:
    """Every object of a document that is a citation."""
    if isinstance(value, list):
        return [found for each in value for found in citations(each)]
    if not isinstance(value, dict):
        return []
    found = [found for each in value.values() for found in citations(each)]
    return [*found, value] if "quote" in value else found


def test_a_summary_has_the_keys_of_its_schema():
    document = json.loads(report.dumps(report.summary(SUMMARY, ARTICLES)))
    assert document["schema"] == "fairwitness.summary/1"
    assert {"id", "path", "title", "publisher", "published", "origin"} <= document["articles"][0].keys()
    assert {"text", "verdict", "origins", "citations"} <= document["sentences"][0].keys()
    assert {"article", "start", "end", "quote"} <= document["sentences"][0]["citations"][0].keys()
    assert {"kind", "topic", "sides"} <= document["disagreements"][0].keys()
    assert {"text", "citations"} <= document["disagreements"][0]["sides"][0].keys()
    assert {"single_origin", "omissions", "neutrality", "gate", "provenance"} <= document.keys()
    assert document["articles"][0]["published"] == "2026-03-03T09:30:00Z"


def test_an_answer_and_an_abstention_have_the_same_keys():
    given_answer = report.answer(ANSWER, ARTICLES)
    abstained = report.answer(ABSTENTION, ARTICLES)
    assert given_answer["schema"] == "fairwitness.answer/1"
    assert given_answer.keys() == abstained.keys()
    assert {"text", "abstained", "reason", "citations", "articles", "provenance"} <= abstained.keys()
    assert (abstained["abstained"], abstained["reason"]) == (True, "no source says who owns it")


def test_verdicts_have_the_keys_of_their_schema():
    document = json.loads(report.dumps(report.verdicts([VERDICT], ARTICLES, PROVENANCE)))
    assert document["schema"] == "fairwitness.verdicts/1"
    assert {"claim", "label", "explanation", "evidence"} <= document["verdicts"][0].keys()
    assert {"article", "stance", "score", "citations"} <= document["verdicts"][0]["evidence"][0].keys()
    assert document["verdicts"][0]["label"] == "disputed"
    assert {"articles", "provenance"} <= document.keys()


def test_every_citation_is_the_exact_text_of_an_article_that_is_listed():
    for document in (
        report.summary(SUMMARY, ARTICLES),
        report.answer(ANSWER, ARTICLES),
        report.verdicts([VERDICT], ARTICLES, PROVENANCE),
    ):
        read = json.loads(report.dumps(document))
        assert citations(read)
        assert all(
            TEXTS[each["article"]][each["start"] : each["end"]] == each["quote"] for each in citations(read)
        )
        assert {each["article"] for each in citations(read)} <= {each["id"] for each in read["articles"]}


def test_articles_are_listed_without_their_text():
    assert not {"text", "body"} & report.articles([GLOBE])[0].keys()


def test_what_ends_lines_elsewhere_or_shows_as_nothing_is_escaped():
    written = report.dumps({"text": "a\u2028b\u2029c\u3164d"})
    assert '"a\\u2028b\\u2029c\\u3164d"' in written
    assert json.loads(written) == {"text": "a\u2028b\u2029c\u3164d"}


@given(st.text(st.characters()))
def test_any_text_comes_back_exactly_and_moves_no_cursor(text):
    written = report.dumps({"text": text})
    assert json.loads(written) == {"text": text}
    assert not any(
        char in written for char in "\x1b\x7f\x9b\r\u202e\u200b\ufeff\U000e0041\u2028\u2029\u115f\u3164\ufe0f"
    )
    written.encode("utf-8")

import json

import pytest

from agent.errors import AgentError
from agent.report import json as report
from agent.report.saved import summary
from agent.values import Stance
from tests.agent.reporting import ARTICLES, HERALD, SUMMARY, cell

DOCUMENT = report.dumps(report.summary(SUMMARY, ARTICLES))


def test_a_summary_comes_back_as_it_was():
    point = SUMMARY.sentences[0]
    evidence = tuple(each.model_copy(update={"claim": point.text}) for each in point.evidence)
    told = SUMMARY.model_copy(
        update={"sentences": (point.model_copy(update={"evidence": evidence}), *SUMMARY.sentences[1:])}
    )

    found = summary(DOCUMENT, ARTICLES, "s.json")

    assert found == told
    assert found.sentences[0].evidence[2] == cell(ARTICLES[2], Stance.SILENT).model_copy(
        update={"claim": "A fire closed the mill on Monday."}
    )


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("{", "'s.json' is not JSON"),
        ("[]", "'s.json' is of schema None, not 'fairwitness.summary/1'"),
        ('{"schema": "fairwitness.answer/1"}', "is of schema 'fairwitness.answer/1'"),
        ('{"schema": "fairwitness.summary/1"}', "'s.json' is not a whole summary"),
        ('{"schema": "fairwitness.summary/1", "sentences": [1]}', "'s.json' is not a whole summary"),
        ('{"schema": "fairwitness.summary/1", "sentences": [{"evidence": [{}]}]}', "is not a whole summary"),
    ],
)
def test_what_is_no_summary_is_refused(document, told):
    with pytest.raises(AgentError, match=r"write it .*with `summarize --json`") as error:
        summary(document, ARTICLES, "s.json")
    assert told in str(error.value)


def test_a_summary_of_other_articles_is_refused():
    changed = HERALD.model_copy(update={"text": HERALD.text.replace("fire", "frost")})

    for articles in (ARTICLES[1:], (changed, *ARTICLES[1:])):
        with pytest.raises(AgentError, match="cites Herald, 0-33, not held by these articles"):
            summary(DOCUMENT, articles, "s.json")


def test_a_summary_that_was_written_before_evidence_was_kept_is_read():
    held = json.loads(DOCUMENT)
    for each in (*held["sentences"], *held["attributed"], *held["single_origin"], *held["omissions"]):
        del each["evidence"]

    assert all(each.evidence == () for each in summary(json.dumps(held), ARTICLES, "s.json").sentences)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.language.attribution import distanced, reports


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Mayor Ada Birk said that the dam is safe.", "Mayor Ada Birk", "the dam is safe."),
        ("“The dam is safe,” said engineer Tom Hale.", "engineer Tom Hale", "“The dam is safe,”"),
        ('"We are late," said its director, Ines Row.', "Ines Row", '"We are late,"'),
        ("The dam is safe, the agency said on Friday.", "the agency", "The dam is safe"),
        ("The dam is safe, fire chief Jo Lund told reporters.", "fire chief Jo Lund", "The dam is safe"),
        ("Ada Birk, the mayor of Esk, said the dam is safe.", "Ada Birk", "the dam is safe."),
        ("The mayor, Ada Birk, falsely claimed that it held.", "Ada Birk", "it held."),
        ("The Coast Office (CO) said it knew of no leak.", "The Coast Office", "it knew of no leak."),
        ("According to two divers who were there, it leaked.", "two divers", "it leaked."),
        ("It leaked, according to the Coast Office.", "the Coast Office", "It leaked"),
        ("He praised the crew and said the dam held.", "He", "the dam held."),
        ("One witness told them that it leaked.", "One witness", "it leaked."),
    ],
)
def test_the_speaker_and_what_is_said_are_read(text, speaker, content):
    first = reports(text)[0]
    assert first.speaker == speaker
    assert " ".join(span.of(text) for span in first.content) == content


@pytest.mark.parametrize(
    "text",
    [
        "The company did not answer our calls.",
        "Lorries thundered across the bridge.",
        "Nobody told the crew.",
        "The government declared Friday a holiday.",
        "The so-called reform failed.",
        "The dam broke on Friday.",
    ],
)
def test_what_only_looks_like_speech_is_no_report(text):
    assert reports(text) == ()


def test_hearsay_has_no_speaker():
    assert [report.speaker for report in reports("He reportedly left the town.")] == [None]


def test_distance_is_read_outside_quotations_only():
    assert distanced("She claimed without evidence that it leaked.")
    assert not distanced('She said: "That is a false claim."')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rask said, without providing evidence, that the vote was stolen.", True),
        ("The post, citing conspiracy claims, said that the dam was blown up.", True),
        ("Rask made groundless allegations that the gates were open.", True),
        ("Rask said the vote was stolen, a claim that has been debunked.", True),
        ("Rask was charged with conspiracy to commit fraud.", False),
        ("A false alarm stopped the train, police said.", False),
    ],
)
def test_a_source_that_does_not_stand_behind_it_is_told_from_one_that_does(text, expected):
    assert distanced(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rask said the vote was stolen, a claim that has been debunked.", {"said": True}),
        ("Lund said that Birk falsely claimed the dam leaked.", {"said": False, "claimed": True}),
        ("Rask said, without evidence, that the vote was stolen.", {"said": False}),
    ],
)
def test_only_the_report_that_is_called_wrong_is_denied(text, expected):
    assert {r.verb: r.denied for r in reports(text) if r.verb in expected} == expected


def test_a_report_that_the_source_calls_wrong_is_marked():
    assert reports("She falsely claimed that it leaked.")[0].denied
    assert not reports("She claimed that it leaked.")[0].denied


@given(st.text(alphabet=st.sampled_from("aA .,“”\"' said told who according to X\n"), max_size=120))
def test_spans_lie_inside_the_text(text):
    for report in reports(text):
        spans = [report.cue, *report.content]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@given(st.text(max_size=120))
def test_any_text_can_be_read(text):
    reports(text)

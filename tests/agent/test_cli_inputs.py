import io
import sys
from datetime import UTC, datetime, timedelta

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from agent.cli.inputs import article, borrowed, claims, moment, spread
from agent.errors import AgentError
from tests.agent.reporting import ARTICLES, HERALD


@pytest.mark.parametrize(
    ("given_words", "understood"),
    [
        ("ask Q --in a b c", "ask Q --in a --in b --in c"),
        ("ask Q --in a --in b", "ask Q --in a --in b"),
        ("ask --in a b --json", "ask --in a --in b --json"),
        ("ask --in a - b", "ask --in a --in - --in b"),
        ("ask --in a b -- Q", "ask --in a --in b -- Q"),
        ("summarize a b --words 3 c", "summarize a b --words 3 c"),
        ("ask --in", "ask --in"),
        ("ask --in=a b", "ask --in=a --in b"),
    ],
)
def test_several_values_after_one_option_are_spread(given_words, understood):
    assert spread(given_words.split()) == understood.split()


@given(st.lists(st.sampled_from(["--in", "a", "-", "--", "-k", "--json"])))
def test_spreading_keeps_every_word_in_order_and_can_be_repeated(words):
    done = spread(words)
    assert [word for word in done if word != "--in"] == [word for word in words if word != "--in"]
    assert spread(done) == done


def test_a_question_after_the_paths_is_found(tmp_path):
    assert borrowed(None, [str(tmp_path), "Why?"]) == ("Why?", [str(tmp_path)])
    assert borrowed("Why?", [str(tmp_path), "typo"]) == ("Why?", [str(tmp_path), "typo"])
    assert borrowed(None, [str(tmp_path), str(tmp_path)]) == (None, [str(tmp_path), str(tmp_path)])
    assert borrowed(None, ["Why?"]) == (None, ["Why?"])


def test_claims_are_read_by_line_or_from_json_lines(tmp_path):
    file = tmp_path / "claims.txt"
    file.write_bytes(
        "\ufeffOne claim.\r\n\r\n  Another. \n".encode() + b'{"id": 3, "claim": "A\\u2028third."}\n'
    )
    assert claims(None, str(file)) == ["One claim.", "Another.", "A\u2028third."]
    assert claims("Only this.", None) == ["Only this."]


@pytest.mark.parametrize(("claim", "file"), [("-", None), (None, "-")])
def test_claims_come_from_standard_input(monkeypatch, claim, file):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"One.\nTwo.\n")))
    assert claims(claim, file) == ["One.", "Two."]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'One.\n{"claim": 3}\n', "line 2: no text under 'claim'"),
        (b"{'claim'}\n", "line 1: not JSON"),
        (b"\n \n", "hold no claim"),
        (b"\xff\xfe\n", "not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_what_is_no_claim_is_named(tmp_path, content, message):
    file = tmp_path / "claims.jsonl"
    if content:
        file.write_bytes(content)
    with pytest.raises(AgentError, match=message) as error:
        claims(None, str(file))
    assert "claims.jsonl" in str(error.value)


@pytest.mark.parametrize(("claim", "file"), [(None, None), ("A claim.", "file"), (" ", None)])
def test_claims_come_from_one_place(claim, file):
    with pytest.raises(typer.BadParameter):
        claims(claim, file)


def test_the_beginning_of_an_id_is_enough():
    assert article("111", ARTICLES) == HERALD
    with pytest.raises(AgentError, match="no article has an id that starts with 'f'"):
        article("f", ARTICLES)
    with pytest.raises(AgentError, match="''"):
        article("", ARTICLES)


def test_an_ambiguous_id_names_the_candidates():
    twin = HERALD.model_copy(update={"id": "1100"})
    with pytest.raises(AgentError, match=f"{HERALD.id}, 1100"):
        article("11", (HERALD, twin))


def test_times_have_a_zone():
    assert moment("2026-03-31") == datetime(2026, 3, 31, tzinfo=UTC)
    assert moment("2026-03-31T18:30+02:00").utcoffset() == timedelta(hours=2)
    assert moment(None) is None
    with pytest.raises(typer.BadParameter, match="'soon'"):
        moment("soon")

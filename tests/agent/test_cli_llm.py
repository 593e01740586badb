"""The commands with a chat model behind an endpoint that a test controls."""

import json
import os
from datetime import date

import pytest

from agent import cli
from tests.faulty import FAULTS, KEY, NO_TOOLS, Faulty, script, sensible
from vectorstore.embed import HashEmbedder

pytestmark = pytest.mark.socket

CORPUS = "vectorstore/data/corpus"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys, faulty: Faulty):
    """Runs a command with the endpoint configured, in an environment that holds nothing else."""
    corpus = os.path.abspath(CORPUS)  # noqa: PTH100 - before the working folder changes
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    def command(*argv: str, **environ: str) -> tuple[int, str, str]:
        given = {
            "FAIRWITNESS_BASE_URL": faulty.url,
            "FAIRWITNESS_API_KEY": KEY,
            "FAIRWITNESS_MODEL": "fake",
            "OPENAI_API_KEY": "sk-for-openai-alone",
        } | environ
        words = [corpus if word == CORPUS else word for word in argv]
        code = cli.main(
            words, environ=given, embedder=lambda _: HashEmbedder(), today=lambda: date(2026, 11, 21)
        )
        return code, *capsys.readouterr()

    return command


def test_the_doctor_says_what_the_endpoint_can_do(run, faulty):
    faulty.play(sensible)
    code, out, _ = run("doctor", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["engine"], told["checker"], told["model"]) == ("llm", "both", "fake")
    assert (told["json_schema"], told["streaming"], told["tool_calls"]) == (True, True, True)
    assert told["endpoint"] == f"{faulty.url} (contacted)"
    assert told["spent"] == "30 tokens in 2 requests, cost unknown"


def test_the_doctor_says_in_words_what_it_cannot(run, faulty):
    faulty.play(lambda request, rng: NO_TOOLS if "tools" in request else sensible(request, rng))
    code, out, _ = run("doctor")
    assert code == 0
    assert "tool calls        no\n" in out
    assert "json schema       yes\n" in out


def test_the_doctor_contacts_nothing_offline(run, faulty):
    code, out, _ = run("doctor", "--offline")
    assert (code, faulty.requests) == (0, [])
    assert f"{faulty.url} (not contacted)" in out


def test_the_doctor_contacts_nothing_with_the_extractive_engine(run, faulty):
    code, out, _ = run("doctor", FAIRWITNESS_ENGINE="extractive")
    assert (code, faulty.requests) == (0, [])
    assert "extractive" in out


@pytest.mark.parametrize(
    ("fault", "remedy"), [("wrong key", "check the key"), ("no such model", "the model's name")]
)
def test_the_doctor_names_in_one_line_what_is_wrong(run, faulty, fault, remedy):
    faulty.play(script(FAULTS[fault]))
    code, out, err = run("doctor")
    assert code == 1
    assert f"{faulty.url} (contacted in vain)" in out
    assert remedy in err
    assert err.count("\n") == 1
    assert KEY not in out + err


def test_only_the_key_of_the_endpoint_is_sent_to_it(run, faulty):
    faulty.play(sensible)
    run("doctor")
    run("doctor", FAIRWITNESS_API_KEY="")
    assert {asked.headers.get("authorization") for asked in faulty.requests} == {f"Bearer {KEY}", None}


def test_the_flags_choose_engine_endpoint_and_model(run, faulty):
    faulty.play(sensible)
    question = ("ask", "Who closed the bridge?", "--in", CORPUS)
    code, *_ = run(*question, "--engine", "extractive")
    assert (code, faulty.requests) == (0, [])
    code, *_ = run(*question, "--base-url", faulty.url, "--model", "other", FAIRWITNESS_BASE_URL="http://x:1")
    assert code == 0
    assert {asked.body["model"] for asked in faulty.requests} == {"other"}


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (("--max-cost", "1"), "price of 'fake' is unknown"),
        (("--max-tokens", "0"), "--max-tokens is 0"),
        (("--max-seconds", "-1"), "--max-seconds is -1.0"),
        (("--engine", "extractive", "--checker", "llm"), "--checker local"),
    ],
)
def test_a_flag_that_cannot_be_kept_is_named_before_anything_is_read(run, faulty, argv, words):
    code, out, err = run("verify", "The bridge was closed.", "--in", CORPUS, *argv)
    assert (code, out, faulty.requests) == (1, "", [])
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("command", [("summarize", CORPUS), ("verify", "It was closed.", "--in", CORPUS)])
def test_a_budget_is_kept_and_the_result_comes_all_the_same(run, faulty, command):
    faulty.play(sensible)
    code, out, _ = run(*command, "--max-tokens", "10", "--json")
    assert code == 0
    assert json.loads(out)
    assert len(faulty.requests) == 1


def test_a_dead_endpoint_leaves_the_extractive_result(run, faulty):
    faulty.play(script(FAULTS["bad request"]))
    code, out, _ = run("summarize", CORPUS)
    assert code == 0
    assert out
    assert KEY not in out

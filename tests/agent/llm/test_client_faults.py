"""The chat client against a server that goes wrong in every way it knows."""

import pytest
from pydantic import BaseModel, ConfigDict, SecretStr

from agent.errors import CutOff, ModelError, Overflow, Unavailable, Unusable
from agent.llm.budget import Budget
from agent.llm.client import ChatClient
from agent.prompts import Message
from tests.faulty import FAULTS, KEY, NO_SCHEMA, RATE_LIMITED, Answer, script

pytestmark = pytest.mark.socket

PROMPT = (Message(role="system", text="You answer."), Message(role="user", text="What is new?"))
GOOD = Answer(text='{"text": "fine"}')


class Note(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str


@pytest.fixture
def client(faulty):
    """Makes a client of the server that does not sleep."""
    made = []

    def make(**given) -> ChatClient:
        given = {"timeout": 10.0, "sleep": lambda seconds: faulty.waits.append(seconds)} | given
        made.append(ChatClient(faulty.url, "fake", SecretStr(KEY), **given))
        return made[-1]

    yield make
    for one in made:
        one.close()


# Each fault: what it ends in, and after how many requests.
ENDS = {
    "time-out": (Unavailable, 3),
    "429": (Unavailable, 3),
    "429 without a time": (Unavailable, 3),
    "429 for long": (Unavailable, 1),
    "500": (Unavailable, 3),
    "503 page": (Unavailable, 3),
    "lost at once": (Unavailable, 3),
    "lost in the body": (Unavailable, 3),
    "drips": (Unavailable, 3),
    "no JSON": (Unavailable, 3),
    "a page": (Unavailable, 3),
    "empty body": (Unavailable, 3),
    "null": (Unavailable, 3),
    "a list": (Unavailable, 3),
    "no choices": (Unavailable, 3),
    "null choices": (Unavailable, 3),
    "wrong types": (Unavailable, 3),
    "an error with status 200": (Unavailable, 3),
    "deep": (Unavailable, 3),
    "not UTF-8": (Unavailable, 3),
    "gzip without asking": (Unavailable, 3),
    "odd usage": (Unavailable, 3),
    "negative usage": (None, 1),
    "missing usage": (None, 1),
    "empty reply": (Unusable, 2),
    "white space": (Unusable, 2),
    "refusal": (Unusable, 1),
    "filtered": (Unusable, 1),
    "cut off": (CutOff, 1),
    "reasoning only": (Unusable, 2),
    "prose": (Unusable, 2),
    "half JSON": (Unusable, 2),
    "another schema": (Unusable, 2),
    "wrong values": (Unusable, 2),
    "invented ids": (Unusable, 2),
    "a tool nobody offered": (Unusable, 2),
    "tool arguments cut off": (Unusable, 2),
    "context overflow": (Overflow, 1),
    "no schema": (Unavailable, 2),
    "bad request": (Unavailable, 1),
    "wrong key": (Unavailable, 1),
    "forbidden": (Unavailable, 1),
    "no such model": (Unavailable, 1),
    "moved": (Unavailable, 1),
    "the key in the reply": (None, 1),
    "control characters": (None, 1),
    "a stream that just ends": (None, 1),
    "huge": (Unavailable, 3),
}
OF_TIME = {"time-out", "drips"}
STREAMED = ENDS | {"refusal": (Unusable, 2), "a stream that just ends": (Unavailable, 3)}


def test_every_fault_is_driven():
    assert ENDS.keys() == FAULTS.keys()


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_a_typed_error_of_one_line_or_a_reply(faulty, client, fault, streams):
    faulty.play(script(FAULTS[fault]))
    model, heard = client(timeout=0.2 if fault in OF_TIME else 10.0), []
    try:
        text, ended = model.ask(PROMPT, Note, most=50, listener=heard.append if streams else None).text, None
    except ModelError as error:
        text, ended = str(error), type(error)
        caused = error.__context__
    if ended:
        assert caused is None
        assert "\n" not in text
        assert len(text) < 700
        assert f"model 'fake' at {faulty.url!r}" in text
    assert (ended, model.usage.calls) == (STREAMED if streams else ENDS)[fault]
    assert KEY not in text + "".join(heard)
    assert fault in OF_TIME or model.usage.calls == len(faulty.requests)


@pytest.mark.parametrize("fault", ["time-out", "500", "lost at once", "lost in the body", "no JSON"])
@pytest.mark.parametrize("streams", [False, True])
def test_a_fault_that_passes_is_no_failure(faulty, client, fault, streams):
    faulty.play(script(FAULTS[fault], GOOD))
    model, heard = client(timeout=1.0 if fault in OF_TIME else 10.0), []
    assert model.ask(PROMPT, Note, most=50, listener=heard.append if streams else None).text == "fine"
    assert model.usage.calls == 2
    assert heard[-1:] == ([GOOD.text] if streams else [])


@pytest.mark.parametrize(
    ("headers", "waits"),
    [
        ({"Retry-After": "2"}, [2.0]),
        ({}, [0.5]),
        ({"Retry-After": "soon"}, [0.5]),
        ({"Retry-After": "-3"}, [0.0]),
        ({"Retry-After": "Sat, 21 Nov 2026 10:00:07 GMT", "Date": "Sat, 21 Nov 2026 10:00:00 GMT"}, [7.0]),
        ({"Retry-After": "Sat, 21 Nov 2026 09:00:00 GMT", "Date": "Sat, 21 Nov 2026 10:00:00 GMT"}, [0.0]),
    ],
)
def test_the_wait_that_the_server_asks_for_is_kept(faulty, client, headers, waits):
    faulty.play(script(Answer(status=429, headers=headers), GOOD))
    assert client().ask(PROMPT, Note, most=50).text == "fine"
    assert faulty.waits == waits


def test_a_wait_longer_than_the_budget_is_not_begun(faulty, client):
    faulty.play(script(RATE_LIMITED, GOOD))
    with pytest.raises(Unavailable, match="in 2 s, is beyond the budget"):
        client(budget=Budget(max_seconds=1.5)).ask(PROMPT, Note, most=50)
    assert faulty.waits == []


def test_a_second_reply_that_fits_counts_and_was_told_what_was_wrong(faulty, client):
    faulty.play(script(FAULTS["wrong values"], GOOD))
    assert client().ask(PROMPT, Note, most=50).text == "fine"
    first, second = (asked.body["messages"] for asked in faulty.requests)
    assert second[:-1] == first
    assert "text: Input should be a valid string" in second[-1]["content"]


@pytest.mark.parametrize(
    "text",
    [
        '<think>Is it {"text": 1}?</think>\n{"text": "fine"}',
        'so it is fine.</think>{"text": "fine"}',
        '```json\n{"text": "fine"}\n```',
        '<think>hm</think>\n```\n{"text": "fine"}```\n',
        '  {"text": "fine"}\n',
    ],
)
def test_reasoning_and_fences_are_taken_off(faulty, client, text):
    faulty.play(script(Answer(text=text)))
    heard = []
    assert client().ask(PROMPT, Note, most=50, listener=heard.append).text == "fine"
    assert not any("think" in one or "`" in one[:3] for one in heard)


def test_a_tag_inside_of_the_reply_stays(faulty, client):
    faulty.play(script(Answer(text='{"text": "a </think> b"}')))
    assert client().ask(PROMPT, Note, most=50).text == "a </think> b"


def test_what_the_endpoint_refuses_is_left_out_from_then_on(faulty, client):
    faulty.play(
        script(
            Answer(status=400, error="Unsupported value: 'temperature' does not support 0"),
            Answer(status=422, error="seed: extra fields not permitted"),
            NO_SCHEMA,
            Answer(status=400, error="Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'"),
            GOOD,
        )
    )
    model = client()
    assert model.ask(PROMPT, Note, most=50).text == "fine"
    last = faulty.requests[-1].body
    assert last.keys() == {"model", "messages", "stream", "max_completion_tokens"}
    assert '"additionalProperties": false' in last["messages"][0]["content"]
    model.ask(PROMPT, Note, most=50)
    assert len(faulty.requests) == 6
    assert model.refused == {"temperature", "seed", "response_format", "max_tokens"}


def test_a_prompt_without_system_message_gets_one_for_the_schema(faulty, client):
    faulty.play(script(NO_SCHEMA, GOOD))
    client().ask(PROMPT[1:], Note, most=50)
    assert [one["role"] for one in faulty.requests[-1].body["messages"]] == ["system", "user"]


def test_the_schema_is_asked_for_in_the_strict_form(faulty, client):
    faulty.play(script(GOOD))
    client().ask(PROMPT, Note, most=50)
    asked = faulty.requests[0].body
    form = asked["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["additionalProperties"] is False
    assert form["schema"]["required"] == ["text"]
    assert (asked["max_tokens"], asked["temperature"], asked["seed"]) == (50, 0, 0)


@pytest.mark.parametrize(
    "error",
    [
        "This model's maximum context length is 8192 tokens. However, you requested 9000; reduce the length",
        "request (10031 tokens) exceeds the available context size (8192 tokens), try increasing it",
        "'max_tokens' is too large: 9. This model's maximum context length is 8",
        "prompt is too long: 9 tokens > 8 maximum",
        {"error": {"code": 400, "type": "exceed_context_size_error", "message": "no"}},
        {"object": "error", "message": "The input is too long", "code": 400},
    ],
)
def test_a_prompt_too_long_for_the_server_is_told_in_many_words(faulty, client, error):
    faulty.play(script(Answer(status=400, error=error)))
    with pytest.raises(Overflow):
        client().ask(PROMPT, Note, most=50)
    assert len(faulty.requests) == 1


def test_a_prompt_that_cannot_fit_is_not_sent(faulty, client):
    with pytest.raises(Overflow, match="exceed its context of 1024"):
        client(context=1024).ask([Message(role="user", text="word " * 1000)], Note, most=50)
    assert faulty.requests == []


def test_a_limit_on_rate_is_not_taken_for_a_prompt_too_long(faulty, client):
    faulty.play(script(Answer(status=429, error="Request too large: reduce the length"), GOOD))
    assert client().ask(PROMPT, Note, most=50).text == "fine"


def test_an_account_without_credit_is_not_asked_again(faulty, client):
    error = {"error": {"code": "insufficient_quota", "message": "You exceeded your current quota"}}
    faulty.play(script(Answer(status=429, error=error)))
    with pytest.raises(Unavailable, match="quota"):
        client().ask(PROMPT, Note, most=50)
    assert len(faulty.requests) == 1


def test_a_server_that_is_not_there_is_named(client, faulty):
    with (
        ChatClient("http://user:sesame@127.0.0.1:9/v1", "fake", sleep=faulty.waits.append) as model,
        pytest.raises(Unavailable, match="refused") as error,
    ):
        model.ask(PROMPT, Note, most=50)
    assert "'http://127.0.0.1:9/v1'" in str(error.value)
    assert "sesame" not in str(error.value)
    assert (model.usage.calls, model.usage.tokens) == (3, 0)


def test_an_interrupt_is_counted_and_ends_the_request(faulty, client):
    faulty.play(script(Answer(text='{"text": "a long reply, far from over"}')))

    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    model = client()
    with pytest.raises(KeyboardInterrupt):
        model.ask(PROMPT, Note, most=50, listener=interrupt)
    assert model.usage.calls == 1
    assert model.ask(PROMPT, Note, most=50).text


def test_a_reply_of_a_server_that_keeps_to_no_length_is_not_used(faulty, client):
    faulty.play(script(Answer(text='{"text": "' + "one more word " * 200 + '"}')))
    model = client()

    with pytest.raises(Unusable, match=r"its reply of 2,812 characters is longer than the 50 tokens asked"):
        model.ask(PROMPT, Note, most=50)
    assert model.ask(PROMPT, Note, most=500).text.startswith("one more word")

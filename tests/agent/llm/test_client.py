"""What the chat client sends, counts and keeps to itself."""

import logging
import socket
from itertools import pairwise

import pytest
from pydantic import BaseModel, ConfigDict, SecretStr

from agent.errors import BudgetSpent, ModelError, Overflow, SettingsError, Unusable
from agent.llm import ChatModel, Tool
from agent.llm.budget import Budget
from agent.llm.client import ChatClient, connect
from agent.llm.prices import Price
from agent.llm.probe import probe
from agent.prompts import Message
from agent.settings import Settings
from tests.faulty import FAULTS, KEY, NO_SCHEMA, NO_TOOLS, Answer, script, sensible

pytestmark = pytest.mark.socket

PROMPT = (Message(role="system", text="You answer."), Message(role="user", text="What is new?"))
GOOD = Answer(text='{"text": "fine"}')
PRICE = Price(prompt=1_000_000, reply=2_000_000, date="2026-01-01")


class Note(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str


class Query(BaseModel):
    query: str


class Nothing(BaseModel):
    pass


TOOLS = (
    Tool(name="search", description="Finds.", arguments=Query),
    Tool(name="list_sources", description="Lists.", arguments=Nothing),
)


@pytest.fixture
def client(faulty):
    """Makes a client of the server that does not sleep."""
    made = []

    def make(key: str | None = KEY, **given) -> ChatClient:
        given = {"timeout": 10.0, "sleep": lambda seconds: faulty.waits.append(seconds)} | given
        made.append(ChatClient(faulty.url, "fake", key and SecretStr(key), **given))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_the_client_is_a_chat_model(client):
    model: ChatModel = client()
    assert (model.name, model.context) == ("fake", 8192)


@pytest.mark.parametrize("streams", [False, True])
def test_reported_tokens_are_counted_and_cost_money(faulty, client, streams):
    faulty.play(script(GOOD))
    model, heard = client(price=PRICE), []
    model.ask(PROMPT, Note, most=50, listener=heard.append if streams else None)
    used = model.usage
    assert (used.calls, used.prompt_tokens, used.reply_tokens) == (1, 10, 5)
    assert used.cost_usd == pytest.approx(20.0)


def test_tokens_that_are_not_reported_are_counted_here(faulty, client):
    faulty.play(script(FAULTS["missing usage"]))
    model = client()
    model.ask(PROMPT, Note, most=50)
    assert 10 <= model.usage.prompt_tokens <= 20
    assert 4 <= model.usage.reply_tokens <= 8


def test_a_model_without_price_costs_an_unknown_amount(faulty, client):
    faulty.play(script(GOOD))
    model = client()
    model.ask(PROMPT, Note, most=50)
    assert model.usage.cost_usd is None


def test_a_limit_of_cost_without_a_price_is_refused_before_anything_is_sent(faulty, client):
    with pytest.raises(SettingsError, match=r"price of 'fake' is unknown.*`prices`"):
        client(budget=Budget(max_cost=1.0))
    assert faulty.requests == []


@pytest.mark.parametrize("budget", [Budget(max_tokens=20), Budget(max_cost=25.0)])
@pytest.mark.parametrize("fault", ["429", "another schema", "no JSON", "lost in the body"])
def test_a_budget_is_exceeded_by_one_call_at_most(faulty, client, budget, fault):
    """Whether calls succeed or are repeated, for whatever reason."""
    faulty.play(script(GOOD, FAULTS[fault]))
    model = client(price=PRICE, budget=budget)
    model.ask(PROMPT, Note, most=50)
    ended = None
    while not isinstance(ended, BudgetSpent) and model.usage.calls < 40:
        before = model.usage
        with pytest.raises(ModelError) as error:
            model.ask(PROMPT, Note, most=50)
        ended = error.value
    assert before.tokens < 20 or model.usage == before
    assert model.usage.tokens < 20 + 30
    assert model.usage.calls == len(faulty.requests)
    assert isinstance(ended, BudgetSpent) or fault == "429"  # of refused calls, none costs anything


def test_the_time_left_of_a_budget_is_the_longest_a_request_may_take(faulty, client):
    faulty.play(script(FAULTS["time-out"]))
    model = client(timeout=60.0, budget=Budget(max_seconds=0.1))
    for _ in range(2):
        with pytest.raises(BudgetSpent, match=r"of 0\.1 s"):
            model.ask(PROMPT, Note, most=50)
    assert model.usage.calls == 1


def test_the_listener_hears_the_text_grow(faulty, client):
    faulty.play(script(Answer(text='{"text": "one two three four five six"}')))
    heard = []
    reply = client().ask(PROMPT, Note, most=50, listener=heard.append)
    assert len(heard) > 2
    assert all(later.startswith(earlier) for earlier, later in pairwise(heard))
    assert Note.model_validate_json(heard[-1]) == reply


def test_only_the_key_and_the_question_are_sent(faulty, client, monkeypatch):
    for name, value in {
        "OPENAI_API_KEY": "sk-environment",
        "OPENAI_ADMIN_KEY": "sk-admin",
        "OPENAI_BASE_URL": "http://192.0.2.1/v1",
        "OPENAI_API_BASE": "http://192.0.2.2/v1",
        "OPENAI_ORG_ID": "org",
        "OPENAI_PROJECT_ID": "project",
        "OPENAI_CUSTOM_HEADERS": "Authorization: Bearer sk-custom\nX-More: yes",
        "OPENAI_PROXY": "http://192.0.2.3:1",
        "HTTP_PROXY": "http://192.0.2.4:1",
        "ALL_PROXY": "http://192.0.2.5:1",
        "LC_OUTPUT_VERSION": "responses/v1",
        "LANGSMITH_GATEWAY": "true",
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGCHAIN_TRACING": "true",
        "LANGSMITH_ENDPOINT": "http://192.0.2.6",
        "LANGSMITH_API_KEY": "lsv2-environment",
    }.items():
        monkeypatch.setenv(name, value)
    faulty.play(script(GOOD))
    assert client().ask(PROMPT, Note, most=50).text == "fine"
    client().ask(PROMPT, Note, most=50, listener=print)
    for asked in faulty.requests:
        assert asked.headers["authorization"] == f"Bearer {KEY}"
        assert asked.headers["user-agent"] == "fairwitness"
        assert asked.headers.keys() <= {
            *("host", "accept", "accept-encoding", "content-type", "content-length", "connection"),
            *("authorization", "user-agent"),
        }


def test_without_a_key_none_is_sent(faulty, client, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-environment")
    faulty.play(script(GOOD))
    client(key=None).ask(PROMPT, Note, most=50)
    assert "authorization" not in faulty.requests[0].headers


def test_a_name_and_password_of_the_address_are_sent_as_such(faulty):
    faulty.play(script(GOOD))
    with ChatClient(faulty.url.replace("//", "//me:s%40same@"), "fake") as model:
        assert model.ask(PROMPT, Note, most=50).text == "fine"
        assert model.address == faulty.url
    assert faulty.requests[0].headers["authorization"] == "Basic bWU6c0BzYW1l"


def test_a_key_is_in_no_log_and_no_representation(faulty, client, caplog):
    faulty.play(script(FAULTS["wrong key"]))
    model = client()
    with caplog.at_level(logging.DEBUG), pytest.raises(Exception, match="…"):
        model.ask(PROMPT, Note, most=50)
    assert KEY not in caplog.text + repr(model) + repr(vars(model)) + repr(vars(model._endpoint))


def test_text_that_no_wire_format_takes_is_sent_without_it(faulty, client):
    faulty.play(script(GOOD))
    assert client().ask([Message(role="user", text="a \ud800 b")], Note, most=50).text == "fine"
    assert faulty.requests[0].body["messages"][0]["content"] == "a ? b"


def test_a_tool_is_called_natively_where_the_endpoint_can(faulty, client):
    faulty.play(
        script(
            Answer(tools=[("search", '{"query": "dam"}')], finish="tool_calls"),
            Answer(tools=[("list_sources", "{}")], finish="tool_calls"),
            Answer(tools=[("done", "{}")], finish="tool_calls"),
            Answer(text="That is all."),
        )
    )
    model = client()
    calls = [model.act(PROMPT, TOOLS, most=50) for _ in range(4)]
    assert [call and call.tool for call in calls] == ["search", "list_sources", None, None]
    assert calls[0].arguments == {"query": "dam"}
    assert model.native_tools is True
    offered = [tool["function"]["name"] for tool in faulty.requests[0].body["tools"]]
    assert offered == ["search", "list_sources", "done"]


@pytest.mark.parametrize(
    "lacking", [NO_TOOLS, Answer(text="I would search."), Answer(text="", finish="length")]
)
def test_a_tool_is_asked_for_by_schema_where_the_endpoint_makes_no_calls(faulty, client, lacking):
    action = '{"action": {"tool": "search", "arguments": {"query": "dam"}}}'
    done = '{"action": {"tool": "done", "arguments": {}}}'
    faulty.play(script(lacking, Answer(text=action), Answer(text=done)))
    model = client()
    assert model.act(PROMPT, TOOLS, most=50).arguments == {"query": "dam"}
    assert model.act(PROMPT, TOOLS, most=50) is None
    assert [("tools" in asked.body) for asked in faulty.requests] == [True, False, False]
    assert model.native_tools is False


@pytest.mark.parametrize(
    "call", [("search", "{}"), ("search", '{"query": 7}'), ("search", '{"query'), ("delete", "{}")]
)
def test_a_call_that_does_not_fit_is_asked_for_once_more(faulty, client, call):
    bad = Answer(tools=[call], finish="tool_calls")
    faulty.play(script(bad, Answer(tools=[("search", '{"query": "dam"}')])))
    assert client().act(PROMPT, TOOLS, most=50).arguments == {"query": "dam"}
    faulty.play(script(bad))
    with pytest.raises(Unusable):
        client().act(PROMPT, TOOLS, most=50)
    assert len(faulty.requests) == 2


def test_tools_count_into_the_length_of_the_prompt(faulty, client):
    with pytest.raises(Overflow):
        client(context=1024).act(PROMPT, [*TOOLS] * 10, most=50)
    assert faulty.requests == []


def test_the_probe_tells_what_the_endpoint_can_do(faulty, client):
    faulty.play(sensible)
    able = probe(client())
    assert (able.json_schema, able.streaming, able.tool_calls) == (True, True, True)


def test_the_probe_tells_what_it_cannot(faulty, client):
    refusals = {"tools": NO_TOOLS, "response_format": NO_SCHEMA}
    faulty.play(
        lambda request, _: next((refusals[one] for one in refusals if one in request), FAULTS["prose"])
    )
    able = probe(client())
    assert (able.json_schema, able.tool_calls) == (False, False)


def test_the_settings_choose_the_model(faulty):
    assert connect(Settings(engine="extractive", base_url=faulty.url, model="m")) is None
    with connect(Settings(base_url=faulty.url, model="m", context=2048)) as model:
        assert (model.name, model.context, model.address) == ("m", 2048, faulty.url)
        assert model.usage.cost_usd is None
    with connect(Settings(openai_api_key=SecretStr("sk-x"), max_cost=1.0)) as model:
        assert (model.name, model.address) == ("gpt-4.1-mini", "https://api.openai.com/v1")
        assert model.usage.cost_usd == 0.0


def test_a_server_that_accepts_and_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/v1"
        with (
            ChatClient(address, "fake", timeout=0.05, sleep=lambda _: None) as model,
            pytest.raises(Exception, match="no reply in time, 3 times"),
        ):
            model.ask(PROMPT, Note, most=50)

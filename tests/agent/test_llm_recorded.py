"""Every stage behind a chat model against what a real llama.cpp server answered; see `cassettes/README.md`.

The model behind the tapes is of the smallest there are. What it writes proves nothing about prompts; what is
held here is that requests and replies pass, and that nothing unsupported comes out of any of it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from pydantic import BaseModel, Field, SecretStr

from agent.agent import Agent
from agent.chat.loop import Conversation, kept
from agent.chat.planner import by_model
from agent.chat.tools import TOOLS, Toolbox
from agent.cli import main
from agent.draft_llm import ChatWriter, Inquiry
from agent.draft_llm.replies import Sentence
from agent.draft_llm.resolve import resolve
from agent.errors import Overflow, Unavailable, Unusable
from agent.gate import unsupported
from agent.llm.client import ChatClient
from agent.llm.probe import probe
from agent.offered import offer
from agent.prompts import Message, load
from agent.values import Answer, GateCounts, Label, Stance
from tests.agent.writing import source
from vectorstore.embed import HashEmbedder
from vectorstore.values import Citation, Span

pytestmark = pytest.mark.vcr

SERVER = "http://127.0.0.1:8081/v1"
KEY = "any-key-at-all"
NEWS = {
    "herald": "Mill fire in Oder\n\nA fire closed the Oder mill on Monday. Twelve workers were hurt in it. "
    "Mayor Ines Okafor said the mill would reopen in May.\n",
    "post": "Fire at mill\n\nThe Oder mill was closed by a fire on Monday. Nine workers were hurt in it. "
    "The mill employs 300 people.\n",
}
Connect = Callable[..., ChatClient]


class Word(BaseModel):
    """One word."""

    word: str = Field(description="The word.")


@pytest.fixture
def connect() -> Iterator[Connect]:
    opened: list[ChatClient] = []

    def to(address: str = SERVER, **given: int) -> ChatClient:
        opened.append(
            ChatClient(address, "smollm2-135m", SecretStr(KEY), timeout=600.0, sleep=lambda _: None, **given)
        )
        return opened[-1]

    yield to
    for client in opened:
        client.close()


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


@pytest.fixture
def agent(news: Path, connect: Connect) -> Agent:
    return Agent.over(
        [news], embedder=HashEmbedder(), today=date(2026, 4, 1), model=connect(), checker="both"
    )


def are_exact(citations: Sequence[Citation], agent: Agent) -> bool:
    texts = {article.id: article.text for article in agent.sources()}
    return all(texts[one.article][one.start : one.end] == one.quote for one in citations)


def adds_up(counts: GateCounts) -> bool:
    """Whether each drafted sentence had one end."""
    ends = (counts.accepted, counts.attributed, counts.repaired, counts.replaced, counts.dropped)
    return counts.drafted == sum(ends)


def test_a_summary_prints_nothing_that_its_citations_do_not_hold(agent: Agent) -> None:
    summary = agent.summarize(words=40)

    assert summary.gate.drafted > 0
    assert adds_up(summary.gate)
    assert summary.provenance.prompts["summarize/v1"] == load("summarize").sha256
    assert summary.provenance.tokens > 0
    assert summary.sentences
    for sentence in summary.sentences:
        assert are_exact(sentence.citations, agent)
        assert unsupported(sentence.text, sentence.citations) is None


def test_an_answer_prints_nothing_that_its_citations_do_not_hold(agent: Agent) -> None:
    answer = agent.ask("What closed the Oder mill?")

    assert not answer.abstained
    assert "fire" in answer.text
    assert are_exact(answer.citations, agent)
    assert answer.provenance.prompts["answer/v1"] == load("answer").sha256


def test_a_draft_is_streamed_as_it_comes_and_replaced_by_what_stands(agent: Agent) -> None:
    heard: list[str] = []

    answer = agent.ask("How many people does the mill employ?", listener=heard.append)

    assert len(heard) > 1
    assert all(len(earlier) <= len(later) for earlier, later in pairwise(heard))
    assert are_exact(answer.citations, agent)


@pytest.mark.parametrize(
    ("claim", "possible"),
    [
        ("A fire closed the Oder mill on Monday.", {Label.SUPPORTED, Label.NOT_ENOUGH_EVIDENCE}),
        ("A fire closed the Oder mill on Friday.", {Label.REFUTED, Label.NOT_ENOUGH_EVIDENCE}),
        ("The mill will be sold to a bank.", {Label.NOT_ENOUGH_EVIDENCE}),
    ],
    ids=["stated", "contradicted", "unmentioned"],
)
def test_a_verdict_is_no_bolder_than_the_program(claim: str, possible: set[Label], agent: Agent) -> None:
    ruling = agent.verify(claim)

    assert ruling.label in possible
    assert agent.provenance.checker.endswith("llm:smollm2-135m")
    assert all(are_exact(cell.citations, agent) for cell in ruling.evidence)
    assert all(cell.citations for cell in ruling.evidence if cell.stance is not Stance.SILENT)


def test_a_repair_keeps_to_the_passages_or_is_none(connect: Connect) -> None:
    told = source("A fire closed the Oder mill on Monday. Twelve workers were hurt in the fire.")
    offered = offer([(told, Span(start=0, end=len(told.article.text)))])
    drafted = resolve(Sentence(text="Thirty workers were hurt in the fire.", ids=["p1"]), offered)[0]
    inquiry = Inquiry(connect())

    repaired = ChatWriter(inquiry).repair(drafted, "a number that its source does not hold: 'Thirty'")

    assert inquiry.model.usage.calls == 1
    assert repaired is None or repaired.cited == offered


def test_a_chat_calls_known_tools_only_and_shows_an_answer(agent: Agent, connect: Connect) -> None:
    tools, notes = Toolbox(agent, lambda _: None), list[str]()
    with kept(None) as saver:
        talk = Conversation(tools, by_model(connect(), notes.append), saver, "one", notes.append)
        talk.say("What closed the Oder mill?")
        called = [step.call.tool for step in talk.steps if step.call]

    assert len(called) == len(tools.shown) > 0
    assert set(called) <= {tool.name for tool in TOOLS}
    answers = [shown for shown in tools.shown if isinstance(shown, Answer)]
    assert all(are_exact(answer.citations, agent) for answer in answers)


def test_a_probe_finds_out_what_the_server_can_do(connect: Connect) -> None:
    found = probe(connect())

    assert found.json_schema
    assert found.streaming


def test_doctor_says_what_it_contacted_and_shows_no_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {
        "FAIRWITNESS_BASE_URL": SERVER,
        "FAIRWITNESS_MODEL": "smollm2-135m",
        "FAIRWITNESS_API_KEY": KEY,
        "FAIRWITNESS_STORE": str(tmp_path / "none.store"),
    }

    code = main(["doctor"], environ=settings)

    shown = capsys.readouterr()
    assert (code, shown.err) == (0, "")
    assert f"{SERVER} (contacted)" in shown.out
    assert KEY not in shown.out


def test_an_unknown_route_is_one_line_with_the_next_step(connect: Connect) -> None:
    with pytest.raises(Unavailable, match="check the address") as caught:
        connect(SERVER.replace("v1", "v2")).ask(said("Say a word."), Word, most=20)

    assert "\n" not in str(caught.value)
    assert KEY not in str(caught.value)


def test_a_prompt_beyond_the_servers_context_is_an_overflow(connect: Connect) -> None:
    with pytest.raises(Overflow, match="8192") as caught:
        connect(context=100_000).ask(said("mill " * 8_500), Word, most=20)

    assert "\n" not in str(caught.value)


def test_a_reply_that_is_cut_off_is_unusable(connect: Connect) -> None:
    with pytest.raises(Unusable, match="longer than 3 tokens"):
        connect().ask(said("Say a long word."), Word, most=3)


def test_a_schema_that_the_server_cannot_use_is_put_in_words(connect: Connect) -> None:
    class Odd(BaseModel):
        word: str = Field(json_schema_extra={"type": "wordish"})

    client = connect()
    with suppress(Unusable):  # in words, such a model seldom keeps to a schema
        client.ask(said("Say a word."), Odd, most=40)

    assert client.refused == {"response_format"}


def said(text: str) -> tuple[Message, Message]:
    return Message(role="system", text="You reply in JSON."), Message(role="user", text=text)

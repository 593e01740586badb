import io
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from agent.chat.lane import Lane
from agent.chat.repl import Piped, Typed, completer, completions, converse
from agent.chat.screen import Output, Screen
from agent.cli import main
from agent.errors import AgentError
from agent.llm import Scripted
from tests.agent.chat.holding import agent, chatting, held
from vectorstore.embed import HashEmbedder

READY = "\x1b[?2004h"
"""What a terminal is told when a prompt takes keys: bracketed paste."""
BRIDGE = str(Path(__file__).parents[3] / "vectorstore/data/corpus/harbour-bridge")


def typed(tmp_path, keys: str, messages: int = 1) -> list[str]:
    """What is read of `keys`."""
    with create_pipe_input() as source:
        reader = Typed(
            tmp_path / "home" / "history", ["The Daily Gannet"], source=source, target=DummyOutput()
        )
        source.send_text(keys)
        return [reader.read() for _ in range(messages)]


class Interrupting:
    """Gives messages as a terminal does, with Ctrl-C at one that is None."""

    interactive = True

    def __init__(self, *messages: str | None) -> None:
        self._messages = iter(messages)

    def read(self) -> str:
        message = next(self._messages, "/quit")
        if message is None:
            raise KeyboardInterrupt
        return message


class Stopping(HashEmbedder):
    """Is interrupted by whatever speaks of workers, once all was read."""

    stops = False

    def embed(self, texts):
        if self.stops and any("workers were hurt?" in text for text in texts):
            raise KeyboardInterrupt
        return super().embed(texts)


@pytest.fixture
def stopping(tmp_path):
    embedder = Stopping()
    over = agent(tmp_path, embedder=embedder)
    embedder.stops = True
    return over


def test_messages_through_a_pipe_are_taken_one_by_one_and_errors_do_not_end_it(tmp_path):
    lines = [
        *("list sources\n", "\n", "/nope\n", "How many firefighters \\\n", "were sent to Oder?\n"),
        *("/quit\n", "/x"),
    ]

    out = held(agent(tmp_path), lines)

    assert "[3]  -  post" in out.text
    assert "globe: The fire brigade sent forty firefighters to Oder." in out.text
    assert out.noted == ["there is no command '/nope'; did you mean /open?"]


def test_a_last_line_that_is_continued_by_nothing_is_a_message():
    reader = Piped(["a \\\n", "b\\"])

    assert reader.read() == "a \nb"
    with pytest.raises(EOFError):
        reader.read()


def test_ctrl_c_stops_the_answer_and_keeps_the_session(stopping):
    out = held(stopping, reader=Interrupting("How many workers were hurt?", None, "list sources"))

    assert out.noted == ["stopped; Ctrl-D or /quit ends the session"] * 2
    assert out.text.startswith("[1]  -  globe")


def test_ctrl_c_ends_what_comes_through_a_pipe(stopping):
    with pytest.raises(KeyboardInterrupt):
        held(stopping, ["How many workers were hurt?"])


def test_what_was_interrupted_in_the_graph_is_called_off():
    lane, asked = Lane(), []

    def graph() -> None:
        while True:
            asked.append(1)
            lane.here(interrupt)

    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lane.drive(graph)
    assert len(asked) == 1
    assert lane.drive(lambda: lane.here(lambda: 7)) == 7


def test_a_draft_is_shown_greyed_on_a_terminal_and_taken_back(tmp_path):
    shown: list[str] = []
    screen = Screen(Output(shown.append, shown.append, paint=lambda text, role: f"<{role}>{text}", live=True))

    screen.draft("a draft " * 100)
    screen.draft("short")
    screen.show("done\n")

    assert shown[0].count("<quote>") == 6
    assert shown[1:] == ["\r\x1b[6A\x1b[J", "<quote>short\n", "\r\x1b[1A\x1b[J", "done\n\n"]


def test_no_draft_is_shown_in_a_pipe(tmp_path):
    with chatting(agent(tmp_path), live=False) as (chat, out):
        chat.take("/summarize")

    assert len(out.shown) == 1
    assert "\x1b" not in out.text


def test_the_draft_of_a_model_is_heard(tmp_path):
    reply = '{"sentences": [{"text": "Zebras closed it.", "ids": ["x"], "speaker": null, "kind": "event"}]}'
    with chatting(agent(tmp_path), model=Scripted([reply] * 9), live=True) as (chat, out):
        chat.take("/engine llm")
        chat.take("/summarize")

    drafts = [at for at, text in enumerate(out.shown) if text == "Zebras closed it.\n"]
    assert drafts
    assert all(out.shown[at + 1] == "\r\x1b[1A\x1b[J" for at in drafts)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("hello\r", "hello"),
        ("one\x1b\rtwo\r", "one\ntwo"),
        ("one\\\rtwo\r", "one\ntwo"),
    ],
)
def test_keys_make_a_message(tmp_path, keys, message):
    assert typed(tmp_path, keys) == [message]


def test_what_was_typed_is_remembered_in_another_run(tmp_path):
    typed(tmp_path, "first\r")

    assert typed(tmp_path, "\x1b[A\r") == ["first"]


def test_ctrl_d_and_ctrl_c_are_told_apart(tmp_path):
    with pytest.raises(EOFError):
        typed(tmp_path, "\x04")
    with pytest.raises(KeyboardInterrupt):
        typed(tmp_path, "abc\x03")


def test_a_history_that_cannot_be_written_is_an_error(tmp_path):
    (tmp_path / "home").write_text("", "utf-8")

    with pytest.raises(AgentError, match="cannot be written"):
        typed(tmp_path, "x\r")


def test_a_session_typed_at_a_terminal_ends_with_ctrl_d(tmp_path):
    with create_pipe_input() as source, chatting(agent(tmp_path)) as (chat, out):
        source.send_text("list sources\r\x04")
        converse(chat, Typed(tmp_path / "history", [], source=source, target=DummyOutput()), out.screen)

    assert out.text.startswith("[1]  -  globe")


@pytest.mark.parametrize(
    ("before", "completed"),
    [
        ("/s", ["/sources", "/summarize "]),
        ("/open", ["/open "]),
        ("/open ", []),
        ("what does the da", ["The Daily"]),
        ("in a", []),
        ("", []),
    ],
)
def test_commands_and_publishers_are_completed(before, completed):
    assert [text for text, _, _ in completions(before, ["The Daily", "Wire"])] == completed


def test_the_prompt_offers_what_is_completed():
    document = Document("What does the da")

    offered = completer(["The Daily"]).get_completions(document, CompleteEvent())

    assert [(each.text, each.start_position) for each in offered] == [("The Daily", -6)]


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Runs `fairwitness chat` over the sample corpus with messages from a pipe."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    def run(messages: str, *flags: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(messages.encode())))
        code = main(["chat", "--in", BRIDGE, *flags], environ={}, embedder=lambda settings: HashEmbedder())
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run


def test_the_command_answers_what_comes_through_a_pipe(command):
    code, out, err = command("When did the bridge open?\n/open 1\n/nope\n")

    assert (code, err) == (0, "fairwitness: there is no command '/nope'; did you mean /open?\n")
    assert "The bridge opened in 1968." in out
    assert "\x1b" not in out


def test_the_command_resumes_a_session_by_its_name(command):
    command("How many people were injured?\n", "--session", "bridge")

    code, out, err = command("and killed?\n", "--session", "bridge")

    assert code == 0
    assert err == "fairwitness: session 'bridge' holds 1 turn; the last was 'How many people were injured?'\n"
    assert out.startswith("→ ")
    assert command("/sources\n")[2] == ""


def test_the_command_refuses_articles_and_messages_from_one_pipe(command):
    code, _, err = command("", "--in", "-")

    assert code == 2
    assert "standard input holds the messages" in err


def test_the_command_talks_through_a_terminal(tmp_path):
    (tmp_path / "a.txt").write_text("Mill\n\nA fire closed the mill in Oder on Monday.\n", "utf-8")
    parent, child = pty.openpty()
    environ = {**os.environ, "HOME": str(tmp_path), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    run = [sys.executable, "-m", "agent", "chat", "--in", str(tmp_path / "a.txt")]
    ran = subprocess.Popen(run, stdin=child, stdout=child, stderr=child, env=environ)
    os.close(child)
    try:
        _until(parent, READY)
        os.write(parent, b"/sources\r")
        assert "[1]  -  a" in _until(parent, READY)
        os.write(parent, b"\x04")
        assert ran.wait(30) == 0
    finally:
        ran.kill()
        ran.wait()
        os.close(parent)


def _until(terminal: int, text: str) -> str:
    """What the terminal shows up to and with `text`."""
    seen = ""
    while text not in seen:
        assert select.select([terminal], [], [], 60)[0], f"{text!r} did not come after {seen[-200:]!r}"
        seen += os.read(terminal, 4096).decode("utf-8", "replace")
    return seen

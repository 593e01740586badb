"""The whole path with the model that `make live` serves: each command in a process of its own.

The articles are those beside the repository where there are some, else the sample corpus. The model is small
and invents; what is held here is that nothing of that gets through.
"""

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agent.agent import Agent
from agent.gate import unsupported
from vectorstore.embed import HashEmbedder
from vectorstore.values import Citation

pytestmark = pytest.mark.live

ROOT = Path(__file__).parents[2]
BESIDE = ROOT.parent / "shared" / "articles"
ARTICLES = BESIDE if BESIDE.is_dir() else ROOT / "vectorstore" / "data" / "corpus" / "tram-strike"
PROGRAM = Path(sys.executable).with_name("fairwitness")
SERVER = "http://127.0.0.1:8081/v1"
KEY = "live-key-that-is-never-shown"
PROMPT = "\x1b[?2004h"
"""What a terminal is told when a message can be typed."""
PATIENCE = 3600.0
"""Seconds for one command; the machine may be slow and shared."""


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of each article, by its id."""
    agent = Agent.over([ARTICLES], embedder=HashEmbedder(), today=datetime.now(UTC).date())
    return {article.id: article.text for article in agent.sources()}


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = tmp_path_factory.mktemp("home")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm",
        "FAIRWITNESS_BASE_URL": SERVER,
        "FAIRWITNESS_MODEL": "smollm2-135m",
        "FAIRWITNESS_API_KEY": KEY,
        "FAIRWITNESS_TIMEOUT": "600",
        "FAIRWITNESS_STORE": str(home / "news.store"),
    }


def run(environ: Mapping[str, str], *words: str) -> str:
    """What a command prints, which it does without a word of trouble."""
    done = subprocess.run(
        [PROGRAM, *words],
        env=environ,
        cwd=environ["HOME"],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    assert KEY not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def citations(value: object) -> Iterator[Citation]:
    """Every citation in a document."""
    if isinstance(value, dict):
        if value.keys() == Citation.model_fields.keys():
            yield Citation.model_validate(value)
        for one in value.values():
            yield from citations(one)
    elif isinstance(value, list):
        for one in value:
            yield from citations(one)


def are_exact(found: Sequence[Citation], texts: Mapping[str, str]) -> bool:
    return all(texts[one.article][one.start : one.end] == one.quote for one in found)


def test_a_summary_holds_only_what_its_citations_hold(
    environ: Mapping[str, str], texts: Mapping[str, str]
) -> None:
    told: dict[str, Any] = json.loads(run(environ, "summarize", str(ARTICLES), "--words", "80", "--json"))

    gate = told["gate"]
    ends = ("accepted", "attributed", "repaired", "replaced", "dropped")
    assert gate["drafted"] == sum(gate[end] for end in ends)
    assert gate["drafted"] or told["provenance"]["notes"], "nothing was drafted, and nothing says why"
    assert told["provenance"]["tokens"] > 0
    assert "summarize/v1" in told["provenance"]["prompts"]
    assert are_exact([*citations(told)], texts)
    assert told["sentences"]
    for sentence in told["sentences"]:
        assert unsupported(sentence["text"], [*citations(sentence["citations"])]) is None


def test_an_answer_cites_its_exact_words(environ: Mapping[str, str], texts: Mapping[str, str]) -> None:
    told = json.loads(run(environ, "ask", "What happened?", "--in", str(ARTICLES), "--json"))

    assert told["abstained"] == (told["citations"] == [])
    assert are_exact([*citations(told)], texts)


def test_an_invented_claim_finds_no_support(environ: Mapping[str, str], texts: Mapping[str, str]) -> None:
    claim = "The king of Norway bought a lighthouse from a Swiss baker."

    told = json.loads(run(environ, "verify", claim, "--in", str(ARTICLES), "--json"))

    assert [one["label"] for one in told["verdicts"]] == ["not_enough_evidence"]
    assert told["provenance"]["checker"].endswith("llm:smollm2-135m")
    assert are_exact([*citations(told)], texts)


def test_doctor_names_the_endpoint_and_what_it_can_do(environ: Mapping[str, str]) -> None:
    told = json.loads(run(environ, "doctor", "--json"))

    assert told["endpoint"] == f"{SERVER} (contacted)"
    assert told["model"] == "smollm2-135m"
    assert (told["json_schema"], told["streaming"]) == (True, True)


def test_a_chat_on_a_terminal_answers_lists_and_quits(
    environ: Mapping[str, str], texts: Mapping[str, str]
) -> None:
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(environ["HOME"])
        os.execve(PROGRAM, [str(PROGRAM), "chat", "--in", str(ARTICLES)], dict(environ))  # noqa: S606 - ours
    screen = Screen(terminal)

    screen.until(PROMPT)
    listed = screen.say("/sources")
    spent = screen.say("/cost")
    answered = screen.say("What happened?")
    asked = screen.say("/cost")
    screen.write("/quit")
    screen.until(None)

    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert len(listed.splitlines()) > len(texts)
    assert answered.strip("\r\n ") != "What happened?"
    assert "0 sent, 0 received" in spent
    assert "0 sent, 0 received" not in asked
    assert KEY not in screen.text
    assert "Traceback" not in screen.text


class Screen:
    """The user's side of a terminal."""

    def __init__(self, terminal: int) -> None:
        self._terminal = terminal
        self._seen = 0
        self.text = ""

    def write(self, message: str) -> None:
        self._seen = len(self.text)
        os.write(self._terminal, f"{message}\r".encode())

    def say(self, message: str) -> str:
        """What is shown for a message, up to the next prompt."""
        self.write(message)
        self.until(PROMPT)
        return self.text[self._seen :]

    def until(self, words: str | None) -> None:
        """Read until `words` have been shown since the last message, or to the end where there are none."""
        deadline = time.monotonic() + PATIENCE
        while words is None or words not in self.text[self._seen :]:
            ready, _, _ = select.select([self._terminal], [], [], max(0.0, deadline - time.monotonic()))
            assert ready, f"{words!r} was not shown; {self.text[self._seen :][-500:]!r} was"
            try:
                read = os.read(self._terminal, 65536)
            except OSError:  # how Linux tells the end of a pseudo-terminal
                read = b""
            if not read:
                assert words is None, f"the program ended before {words!r} was shown"
                return
            self.text += read.decode("utf-8", "replace")
            if b"\x1b[6n" in read:  # the program asks where the cursor is
                os.write(self._terminal, b"\x1b[1;1R")

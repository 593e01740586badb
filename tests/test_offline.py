"""Tests are offline, and nothing here can forget it."""

import asyncio
import socket
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from agent.agent import Agent

ELSEWHERE = "192.0.2.1"  # an address that is reserved for documentation


def test_a_connection_is_refused_and_remembered(refused: list[str]) -> None:
    with pytest.raises(RuntimeError, match="offline"):
        socket.create_connection((ELSEWHERE, 80), timeout=1)

    assert refused[-1].startswith("socket.")
    refused.clear()


def test_a_connection_to_this_machine_is_refused_without_the_marker(refused: list[str]) -> None:
    with socket.socket() as client, pytest.raises(RuntimeError, match="offline"):
        client.connect(("127.0.0.1", 9))

    assert refused == ["socket.connect to '127.0.0.1'"]
    refused.clear()


def test_a_datagram_and_a_name_lookup_are_refused(refused: list[str]) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sender, pytest.raises(RuntimeError, match="offline"):
        sender.sendto(b"x", (ELSEWHERE, 9))
    with pytest.raises(RuntimeError, match="offline"):
        socket.getaddrinfo("example.org", 80)

    assert len(refused) == 2
    refused.clear()


def test_a_refusal_that_the_code_hides_is_remembered(refused: list[str]) -> None:
    with pytest.raises(RuntimeError), socket.socket() as client:
        client.connect((ELSEWHERE, 80))

    assert refused
    refused.clear()


def test_an_event_loop_may_talk_to_itself() -> None:
    assert asyncio.run(asyncio.sleep(0, "done")) == "done"


@pytest.mark.socket
def test_a_marked_test_reaches_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=lambda: server.accept()[0].close())
        thread.start()
        with socket.create_connection(server.getsockname(), timeout=5) as client:
            assert client.recv(1) == b""
        thread.join()


@pytest.mark.socket
def test_a_marked_test_reaches_no_other_machine(refused: list[str]) -> None:
    with socket.socket() as client, pytest.raises(RuntimeError, match="offline"):
        client.connect((ELSEWHERE, 80))

    refused.clear()


def test_the_extractive_engine_reaches_nobody(tmp_path: Path, refused: list[str]) -> None:
    news, store = tmp_path / "news.txt", tmp_path / "store"
    news.write_text(
        "Storm closes the port of Velden\n\nA storm closed the port of Velden on Monday.\n", "utf-8"
    )

    with Agent.open(store, today=date(2031, 5, 6)) as agent:
        agent.ingest([news])
    with Agent.open(store, today=date(2031, 5, 6)) as agent:
        found = [
            agent.summarize().text,
            agent.ask("What closed the port of Velden?").text,
            agent.verify("The port of Velden was closed on Monday.").label,
        ]

    assert all(found)
    assert refused == []


ALONE = """
import sys
seen = []
def hear(event, arguments):
    if event in {"socket.bind", "socket.connect", "socket.getaddrinfo", "socket.sendto"}:
        if not (event != "socket.getaddrinfo" and isinstance(arguments[1], (str, bytes))):
            seen.append((event, arguments[1:]))
sys.addaudithook(hear)
from agent.agent import Agent
with Agent.open(sys.argv[2]) as agent:
    agent.ingest([sys.argv[1]])
    agent.summarize(), agent.ask("What closed the port?"), agent.verify("The port was closed.")
print(seen)
"""


def test_a_fresh_process_opens_no_socket_whatever_it_imports(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.html").write_text(
        "<html><body><article><h1>Port of Velden closed</h1><p>A storm closed the port on Monday. "
        "No ship has left it since, the harbour master said. The ferry to Orn stays at its pier until "
        "the wind drops below forty knots.</p></article></body></html>",
        "utf-8",
    )

    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(pages), str(tmp_path / "store")],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )

    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr

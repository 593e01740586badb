"""What holds for every tape, and that a replay notices when test and tape differ."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr
from vcr import VCR
from vcr.errors import CannotOverwriteExistingCassetteException
from vcr.request import Request
from vcr.serializers import yamlserializer

from tests import cassette
from vectorstore.embed_endpoint import EndpointEmbedder

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "cassettes"
TAPES = sorted(FOLDER.rglob("*.yaml"))
LARGEST = 200_000

SECRETS = re.compile(
    r"\b(?:sk|pk|rk|gsk|hf|ghp|gho|glpat|xox[abps])[-_][A-Za-z0-9_-]{6,}"
    r"|\bAKIA[A-Z0-9]{12,}|\bAIza[\w-]{20,}|\beyJ[\w-]{10,}\.[\w-]+"
    r"|PRIVATE KEY|\b(?:bearer|basic)\s+[\w.~+/-]{6,}"
    r"|\b(?:authorization|x-api-key|api[-_]?key|set-cookie|cookie|password|secret|openai-organization)\b",
    re.IGNORECASE,
)
LOOPBACK = re.compile(r"localhost|127(?:\.\d{1,3}){3}|::1")
ADDRESSES = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s'\"<>\\]+", re.IGNORECASE)
NAMES = re.compile(
    r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|ai|dev|co|gov|edu|local|internal|lan|example|test)\b",
    re.IGNORECASE,
)
NUMERIC_HOSTS = re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
FOLDERS = re.compile(r"(?:^|[\s'\"=:])(?:/(?:home|root|tmp|Users|var|mnt|opt|srv)/|[A-Z]:\\)")


def strings(value: Any) -> Iterator[str]:
    """Every key and every string in a tree, unfolded and unescaped."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from (*strings(key), *strings(one))
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
    elif isinstance(value, str):
        yield value


def leaks(text: str) -> list[str]:
    """What a stored tape tells of keys, of hosts other than this one, and of the machine that recorded it."""
    said = [text, *strings(yamlserializer.deserialize(text))]
    found = set()
    for one in said:
        found.update(
            match.group() for pattern in (SECRETS, FOLDERS, NAMES) for match in pattern.finditer(one)
        )
        found.update(
            one for one in ADDRESSES.findall(one) if not LOOPBACK.fullmatch(urlsplit(one).hostname or one)
        )
        found.update(host for host in NUMERIC_HOSTS.findall(one) if not LOOPBACK.fullmatch(host))
    return sorted(found)


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def name(tape: Path) -> str:
    return tape.relative_to(FOLDER).as_posix()


def test_there_are_tapes() -> None:
    assert TAPES


@pytest.mark.parametrize("tape", TAPES, ids=name)
def test_a_tape_tells_no_secret_and_no_host_but_this_one(tape: Path) -> None:
    assert leaks(tape.read_text("utf-8")) == []


@pytest.mark.parametrize("tape", TAPES, ids=name)
def test_a_tape_keeps_only_known_headers(tape: Path) -> None:
    sides = [
        side
        for one in yamlserializer.deserialize(tape.read_text("utf-8"))["interactions"]
        for side in (one["request"], one["response"])
    ]

    assert {header.lower() for side in sides for header in side["headers"]} <= cassette.KEPT_HEADERS


@pytest.mark.parametrize("tape", TAPES, ids=name)
def test_a_tape_is_small_belongs_to_one_test_and_is_described(tape: Path) -> None:
    modules = list((ROOT / "tests").rglob(f"{tape.parent.name}.py"))

    assert tape.stat().st_size <= LARGEST
    assert len(modules) == 1
    assert tape.stem.partition("[")[0] in functions(modules[0])
    assert f"`{tape.parent.name}`" in (FOLDER / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "planted",
    [
        "sk-proj-0123456789abcdef",
        "Authorization: x",
        "Bearer abcdefgh",
        "hf_abcdefghijkl",
        "AKIAABCDEFGHIJKLMNOP",
        "http://inference.lan:8080/v1",
        "https://api.somewhere.com/v1",
        "10.1.2.3",
        "box7.internal",
        "/home/ann/models/tiny.gguf",
    ],
)
def test_what_may_not_be_on_a_tape_is_found(planted: str) -> None:
    body = {"json": {"deep": [{"said": f"a {planted} b " + "and more words " * 9}]}}
    assert leaks(yamlserializer.serialize({"interactions": [body]}))


def request(body: str) -> Request:
    headers = {"Content-Type": "application/json", "Authorization": "Bearer abcdefgh"}
    return Request("POST", "http://127.0.0.1:1/v1/embeddings", body, headers)


def response(body: bytes) -> dict[str, Any]:
    headers = {"Content-Type": ["application/json"], "Set-Cookie": ["a=b"]}
    return {"status": {"code": 200, "message": "OK"}, "headers": headers, "body": {"string": body}}


def recorder(replay: cassette.Replay) -> VCR:
    vcr = VCR(**replay.settings())
    vcr.register_serializer("yaml", cassette)
    return vcr


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A tape of two calls."""
    path = str(tmp_path / "tape.yaml")
    with recorder(cassette.Replay()).use_cassette(path, record_mode="all") as tape:
        tape.append(request('{"input": ["a"], "n": 1}'), response(b'{"vector": [0.1, -1e-07, 2]}'))
        tape.append(request('{"input": ["b"]}'), response("no JSON: é\n".encode()))
    return path


def test_bodies_are_stored_as_trees_and_come_back_equal(path: str) -> None:
    stored = yamlserializer.deserialize(Path(path).read_text("utf-8"))["interactions"]
    assert stored[0]["request"]["body"] == {"json": {"input": ["a"], "n": 1}}
    assert stored[1]["response"]["body"] == {"text": "no JSON: é\n"}
    assert stored[0]["request"]["headers"] == {"Content-Type": ["application/json"]}
    assert stored[0]["response"]["headers"] == {"Content-Type": ["application/json"]}

    with recorder(cassette.Replay()).use_cassette(path, record_mode="none") as tape:
        first, second = (one["body"]["string"] for one in tape.responses)
    assert json.loads(first) == {"vector": [0.1, -1e-07, 2]}
    assert second == "no JSON: é\n".encode()


def test_a_full_replay_has_no_fault_whatever_the_layout_of_the_json(path: str) -> None:
    replay = cassette.Replay()
    with recorder(replay).use_cassette(path, record_mode="none") as tape:
        tape.play_response(request('{"n":1,"input":["a"]}'))
        tape.play_response(request('{"input":["b"]}'))

    assert replay.faults(tape) == []


def test_a_tape_that_was_not_replayed_to_its_end_is_a_fault(path: str) -> None:
    replay = cassette.Replay()
    with recorder(replay).use_cassette(path, record_mode="none") as tape:
        tape.play_response(request('{"input": ["a"], "n": 1}'))

    assert [fault.split(":")[0] for fault in replay.faults(tape)] == ["never replayed"]


def test_a_changed_body_is_not_answered_and_a_fault_even_where_the_error_is_swallowed(path: str) -> None:
    replay = cassette.Replay()
    embedder = EndpointEmbedder("http://127.0.0.1:1/v1", "tiny", SecretStr("any"), max_retries=0)
    with recorder(replay).use_cassette(path, record_mode="none") as tape:
        tape.play_response(request('{"input": ["b"]}'))
        with pytest.raises(CannotOverwriteExistingCassetteException):
            embedder.embed(["b"])
    embedder.close()

    assert [fault.split(":")[0] for fault in replay.faults(tape)] == ["not on the tape", "never replayed"]


def test_a_missing_tape_is_a_fault(tmp_path: Path) -> None:
    replay = cassette.Replay()
    with recorder(replay).use_cassette(str(tmp_path / "none.yaml"), record_mode="none") as tape:
        pass

    assert replay.faults(tape) == ["the tape is missing or empty"]


def test_a_changed_prompt_is_shown_line_by_line(tmp_path: Path) -> None:
    path, replay = str(tmp_path / "tape.yaml"), cassette.Replay()
    old, new = (json.dumps({"n": 1, "text": f"First.\nCite {each}.\nLast."}) for each in ("one", "all"))
    with recorder(cassette.Replay()).use_cassette(path, record_mode="all") as tape:
        tape.append(request(old), response(b"{}"))

    with recorder(replay).use_cassette(path, record_mode="none") as tape:
        replay.settings()["before_record_request"][1](request(new))
        lacking, _ = replay.faults(tape)

    assert lacking.splitlines()[-4:] == ['   "text": "First.', "-Cite one.", "+Cite all.", ' Last."']

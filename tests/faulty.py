"""An OpenAI-compatible chat server on this machine that goes wrong as it is told.

    faulty.play(script(RATE_LIMITED, Answer(text='{"a": 1}')))     # one answer after the other
    faulty.play(chaotic, seed=7)     # faults and sense, the same for the same seed
    client = ChatClient(faulty.url, "fake", timeout=0.1, sleep=faulty.waits.append)

A reply function takes the request's JSON and a `random.Random` that depends on the seed and the number of the
request, and returns an `Answer`. `faulty.requests` holds what was asked, headers included. One server serves
any number of cases: `play` starts the next one. A fault of time lasts as long as the client's patience.
"""

import json
import re
import select
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from random import Random
from typing import Any

import pytest

Json = dict[str, Any]
STALL = 10.0
"""Seconds that a server stalls, unless its client goes away before; clients under test wait for less."""
KEY = "sk-faulty-0123456789abcdef"
"""A key to give to clients, which must turn up nowhere."""


@dataclass(frozen=True)
class Answer:
    """What the server does with one request.

    Attributes:
        text: What the model says.
        tools: Tools that it calls: name and arguments, as JSON or what should be.
        finish: Why it ended; None to leave that out of the last chunk or of the reply.
        refusal: What it says instead.
        usage: Whether tokens are reported; or the report itself.
        status: Status; from 300 on, `error` is the reply.
        error: What the error says; or the whole reply where it is no text.
        headers: Further headers.
        body: The bytes of the reply, whatever they are, instead of all of this.
        content_type: What they are said to be.
        stall: Seconds before anything is sent.
        cut: The connection is lost after so many bytes of the body.
        drip: Bytes come singly, so many seconds apart, until the client has enough.
    """

    text: str = ""
    tools: Sequence[tuple[str, str]] = ()
    finish: str | None = "stop"
    refusal: str | None = None
    usage: bool | Json = True
    status: int = 200
    error: str | Json = "something is wrong"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    content_type: str | None = None
    stall: float = 0.0
    cut: int | None = None
    drip: float | None = None


Reply = Callable[[Json, Random], Answer]


@dataclass(frozen=True)
class Asked:
    """One request that came; names of headers are in lower case."""

    path: str
    headers: Mapping[str, str]
    body: Json


class Faulty(ThreadingHTTPServer):
    """The server; `url` is its address for clients."""

    daemon_threads = False
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.closing = threading.Event()
        self.play(lambda *_: Answer(text="{}"))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def play(self, reply: Reply, *, seed: int = 0) -> None:
        """Start a case: forget what was asked, and answer by `reply` from now on."""
        self.requests: list[Asked] = []
        self.waits: list[float] = []
        """For clients to tell how long they would have slept."""
        self._reply, self._seed = reply, seed

    def answer(self, asked: Asked) -> Answer:
        self.requests.append(asked)
        rng = Random(f"{self._seed}:{len(self.requests)}")
        return self._reply(asked.body, rng)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone away is no error."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Faulty

    def do_GET(self) -> None:
        self._do(Asked(self.path, self._headers(), {}))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._do(Asked(self.path, self._headers(), body))

    def _headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}

    def _do(self, asked: Asked) -> None:
        self.close_connection = True
        answer = self.server.answer(asked)
        if answer.stall and self._stalled(answer.stall):
            return
        kind, content = rendered(answer, asked.body)
        self.send_response_only(answer.status)
        for name, value in {"Content-Type": kind, "Connection": "close", **answer.headers}.items():
            self.send_header(name, value)
        streams = kind == "text/event-stream"
        self.send_header(
            *(("Transfer-Encoding", "chunked") if streams else ("Content-Length", str(len(content))))
        )
        self.end_headers()
        sent = content[: answer.cut]
        if answer.drip is not None:
            self._drip(sent, answer.drip, chunked=streams)
        elif sent:
            self.wfile.write(framed(sent) if streams else sent)
        if streams and answer.cut is None:
            self.wfile.write(b"0\r\n\r\n")

    def _stalled(self, seconds: float) -> bool:
        """Wait; whether the client or the server has gone away meanwhile."""
        for _ in range(int(seconds / 0.02)):
            gone, *_ = select.select([self.connection], [], [], 0.02)
            if gone or self.server.closing.is_set():
                return True
        return False

    def _drip(self, content: bytes, seconds: float, *, chunked: bool) -> None:
        for byte in content:
            self.wfile.write(framed(bytes([byte])) if chunked else bytes([byte]))
            if self.server.closing.wait(seconds):
                return

    def log_message(self, *_: object) -> None:
        pass


def framed(content: bytes) -> bytes:
    """One chunk of a reply of unknown length."""
    return b"%x\r\n%b\r\n" % (len(content), content)


def rendered(answer: Answer, asked: Json) -> tuple[str, bytes]:
    """Content type and bytes of `answer`."""
    if answer.body is not None:
        return answer.content_type or "application/json", answer.body
    if answer.status >= 300:
        error = answer.error
        document = {"error": {"message": error, "type": "invalid"}} if isinstance(error, str) else error
        return answer.content_type or "application/json", json.dumps(document).encode()
    if asked.get("stream"):
        lines = [f"data: {json.dumps(chunk)}\n\n" for chunk in _chunks(answer, asked)]
        return "text/event-stream", "".join([*lines, "data: [DONE]\n\n"]).encode()
    return answer.content_type or "application/json", json.dumps(_completion(answer)).encode()


def _completion(answer: Answer) -> Json:
    message: Json = {"role": "assistant", "content": answer.text or None, "refusal": answer.refusal}
    if answer.tools:
        message["tool_calls"] = [
            {"id": f"call{index}", "type": "function", "function": {"name": name, "arguments": arguments}}
            for index, (name, arguments) in enumerate(answer.tools)
        ]
    whole = {"index": 0, "message": message, "finish_reason": answer.finish}
    return {**_frame("chat.completion"), "choices": [whole], **_usage(answer)}


def _chunks(answer: Answer, asked: Json) -> Iterator[Json]:
    step = max(12, len(answer.text) // 100)
    pieces = [answer.text[start : start + step] for start in range(0, len(answer.text), step)]
    for piece in pieces:
        delta = {"role": "assistant", "content": piece}
        yield {**_frame("chat.completion.chunk"), "choices": [{"index": 0, "delta": delta}]}
    last = {"index": 0, "delta": {"refusal": answer.refusal}, "finish_reason": answer.finish}
    yield {**_frame("chat.completion.chunk"), "choices": [last]}
    if (asked.get("stream_options") or {}).get("include_usage"):
        yield {**_frame("chat.completion.chunk"), "choices": [], **_usage(answer)}


def _frame(kind: str) -> Json:
    return {"id": "chat-1", "object": kind, "created": 1, "model": "fake"}


def _usage(answer: Answer) -> Json:
    if answer.usage is False:
        return {}
    told = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    return {"usage": told if answer.usage is True else answer.usage}


RATE_LIMITED = Answer(status=429, error="slow down", headers={"Retry-After": "2"})
OVERFLOW = Answer(
    status=400,
    error={"error": {"code": "context_length_exceeded", "message": "maximum context length is 8 tokens"}},
)
NO_SCHEMA = Answer(status=400, error="'response_format' of type 'json_schema' is not supported")
NO_TOOLS = Answer(status=400, error="fake does not support tools")
_GOOD = '{"text": "fine"}'

FAULTS: Mapping[str, Answer] = {
    "time-out": Answer(text=_GOOD, stall=STALL),
    "429": RATE_LIMITED,
    "429 without a time": Answer(status=429),
    "429 for long": Answer(status=429, headers={"Retry-After": "86400"}),
    "500": Answer(status=500, error="out of memory"),
    "503 page": Answer(status=503, body=b"<html>busy</html>", content_type="text/html"),
    "lost at once": Answer(text=_GOOD, cut=0),
    "lost in the body": Answer(text=_GOOD, cut=60),
    "drips": Answer(text=_GOOD, drip=0.02),
    "no JSON": Answer(body=b'{"choices": [{"mess'),
    "a page": Answer(body=b"<html>welcome</html>", content_type="text/html"),
    "empty body": Answer(body=b""),
    "null": Answer(body=b"null"),
    "a list": Answer(body=b"[1, 2]"),
    "no choices": Answer(body=b'{"id": "x", "choices": []}'),
    "null choices": Answer(body=b'{"id": "x", "choices": null}'),
    "wrong types": Answer(body=b'{"id": 1, "choices": [{"message": {"role": 7, "content": {"a": 1}}}]}'),
    "an error with status 200": Answer(body=b'{"error": {"message": "no slot"}}'),
    "deep": Answer(body=b"[" * 100_000),
    "not UTF-8": Answer(body=b'{"choices": "\xff\xfe"}'),
    "gzip without asking": Answer(body=b"\x1f\x8b\x08", headers={"Content-Encoding": "gzip"}),
    "odd usage": Answer(text=_GOOD, usage={"prompt_tokens": "many", "completion_tokens": None}),
    "negative usage": Answer(text=_GOOD, usage={"prompt_tokens": -5, "completion_tokens": -1}),
    "missing usage": Answer(text=_GOOD, usage=False),
    "empty reply": Answer(text=""),
    "white space": Answer(text=" \n\t "),
    "refusal": Answer(refusal="I cannot help with that."),
    "filtered": Answer(finish="content_filter"),
    "cut off": Answer(text='{"text": "and then', finish="length"),
    "reasoning only": Answer(text="<think>What do they want?"),
    "prose": Answer(text="Of course! Here is your summary."),
    "half JSON": Answer(text='{"text": "and then'),
    "another schema": Answer(text='{"answer": [1, 2, {"x": null}]}'),
    "wrong values": Answer(text='{"text": 7, "sentences": "none", "ids": {"a": []}, "findings": 3}'),
    "invented ids": Answer(text='{"sentences": [{"text": "All is well.", "ids": ["zz9"], "speaker": null}]}'),
    "a tool nobody offered": Answer(tools=[("delete_all", '{"sure": true}')], finish="tool_calls"),
    "tool arguments cut off": Answer(tools=[("search", '{"query": "x')], finish="tool_calls"),
    "context overflow": OVERFLOW,
    "no schema": NO_SCHEMA,
    "bad request": Answer(status=400, error="no"),
    "wrong key": Answer(status=401, error=f"Incorrect API key provided: {KEY}"),
    "forbidden": Answer(status=403),
    "no such model": Answer(status=404, error="model 'fake' not found"),
    "moved": Answer(status=307, headers={"Location": "http://192.0.2.1/v1/chat/completions"}),
    "the key in the reply": Answer(text=json.dumps({"text": KEY})),
    "control characters": Answer(text='{"text": "\\u001b[2J\\u202egone\\u0007"}'),
    "a stream that just ends": Answer(text=_GOOD, finish=None),
    "huge": Answer(text="x" * 9_000_000),
}
"""Everything that can go wrong, by name."""


def script(*answers: Answer) -> Reply:
    """One answer after the other; the last again and again."""
    number = count()
    return lambda *_: answers[min(next(number), len(answers) - 1)]


def chaotic(request: Json, rng: Random, *, sense: float = 0.6) -> Answer:
    """A fault, or with the probability `sense` a reply that fits the schema that was asked for."""
    if rng.random() < sense:
        return sensible(request, rng)
    return FAULTS[rng.choice(sorted(FAULTS))]


def sensible(request: Json, rng: Random) -> Answer:
    """A reply in the form asked for, with words and ids of the prompt, or sometimes not of it."""
    prompt = "\n".join(str(message["content"]) for message in request["messages"])
    schema = (request.get("response_format") or {}).get("json_schema", {}).get("schema")
    if tools := request.get("tools"):
        tool = rng.choice(tools)["function"]
        arguments = json.dumps(filled(tool["parameters"], rng, prompt))
        return Answer(tools=[(tool["name"], arguments)], finish="tool_calls")
    if schema is None:
        found = re.search(r"JSON Schema, and with nothing else:\n(\{.*\})", prompt)
        schema = json.loads(found[1]) if found else {"type": "object"}
    return Answer(text=json.dumps(filled(schema, rng, prompt)))


def filled(schema: Json, rng: Random, prompt: str, defs: Json | None = None, name: str = "") -> Any:
    """A value that fits `schema`: ids from the prompt's fences, text from its lines."""
    defs = defs or schema.get("$defs", {})
    if "$ref" in schema:
        return filled(defs[schema["$ref"].rpartition("/")[2]], rng, prompt, defs, name)
    for words in ("anyOf", "oneOf"):
        if words in schema:
            return filled(rng.choice(schema[words]), rng, prompt, defs, name)
    if "enum" in schema or "const" in schema:
        return rng.choice(schema.get("enum") or [schema.get("const")])
    match schema.get("type"):
        case "object":
            return {
                key: filled(part, rng, prompt, defs, key)
                for key, part in schema.get("properties", {}).items()
            }
        case "array":
            number = rng.randint(schema.get("minItems", 0), min(schema.get("maxItems", 4), 4))
            return [filled(schema["items"], rng, prompt, defs, name) for _ in range(number)]
        case "string":
            return _words(schema, rng, prompt, name)
        case "integer" | "number":
            return rng.randint(int(schema.get("minimum", 0)), int(schema.get("maximum", 100)))
        case "boolean":
            return rng.random() < 0.8
    return None


def _words(schema: Json, rng: Random, prompt: str, name: str) -> str:
    ids = re.findall(r"<<[0-9a-f]{8} ([^\s,]+)", prompt)
    if name in {"id", "ids", "passage", "passages"}:
        return rng.choice([*ids, *ids, "p999"]) if ids else "p1"
    lines = [line for line in prompt.splitlines() if len(line.split()) > 4] or ["nothing"]
    text = rng.choice(re.split(r"(?<=[.!?])\s+", rng.choice(lines)))
    if rng.random() < 0.2:
        text = f"{text} {rng.randint(2, 9999)} people died."
    return text[: schema.get("maxLength", 400)]


@pytest.fixture(scope="session")
def _faulty_server() -> Iterator[Faulty]:
    with Faulty() as server:
        thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.01))
        thread.start()
        yield server
        server.closing.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def faulty(_faulty_server: Faulty) -> Faulty:
    """The server, with nothing asked of it; a test that uses it is marked `socket`."""
    _faulty_server.play(lambda *_: Answer(text="{}"))
    return _faulty_server

"""How a conversation with a real server is kept on tape, and when a replay of it counts as complete.

Chosen over vcrpy's defaults, which ignore the body (a changed request would still be answered), keep every
header (keys among them) and store JSON as one long string. This module is the serializer that
`conftest.py` registers.
"""

import json
from collections.abc import Sequence
from difflib import SequenceMatcher, unified_diff
from itertools import islice
from typing import Any

from vcr.cassette import Cassette
from vcr.request import Request
from vcr.serializers import yamlserializer

KEPT_HEADERS = frozenset({"content-type"})
_WIDEST, _LONGEST = 200, 60  # characters and lines of a difference that are shown


class Replay:
    """Hears every request of one test, also those whose failure the code under test swallows."""

    def __init__(self) -> None:
        self._heard: dict[str, Request] = {}

    def settings(self) -> dict[str, Any]:
        """What vcrpy is told; it compares bodies that are JSON as values."""
        return {
            "match_on": ("method", "path", "body"),
            "before_record_request": (keep_known_headers, self._hear),
            "before_record_response": without_other_headers,
            "decode_compressed_response": True,
        }

    def faults(self, tape: Cassette) -> list[str]:
        """Why `tape` is not what was replayed: requests that it lacks, calls that were never made."""
        known = {fingerprint(request) for request in tape.requests}
        lacking = [one for name, one in sorted(self._heard.items()) if name not in known]
        unplayed = [one for at, one in enumerate(tape.requests) if not tape.play_counts[at]]
        return [
            *(f"not on the tape: {_difference(one, unplayed or tape.requests)}" for one in lacking),
            *(f"never replayed: {_head(one)}" for one in unplayed),
            *([] if len(tape) else ["the tape is missing or empty"]),
        ]

    def _hear(self, request: Request) -> Request:
        self._heard[fingerprint(request)] = request
        return request


def fingerprint(request: Request) -> str:
    """The request as it is matched, in one line."""
    return f"{request.method} {request.path} {json.dumps(tree(request.body), sort_keys=True, default=repr)}"


def _difference(request: Request, recorded: Sequence[Request]) -> str:
    """The request, and line by line how it differs from the most similar of those recorded."""
    new = _lines(request)
    olds = [_lines(one) for one in recorded]
    old = max(olds, key=lambda lines: SequenceMatcher(None, lines, new).ratio(), default=[])
    found = unified_diff(old, new, "recorded", "asked now", lineterm="", n=1)
    return "\n".join((_head(request), *(line[:_WIDEST] for line in islice(found, _LONGEST))))


def _head(request: Request) -> str:
    return f"{request.method} {request.path} {json.dumps(tree(request.body), default=repr)[:_WIDEST]}"


def _lines(request: Request) -> list[str]:
    """The request over many lines, those of its texts included."""
    body = json.dumps(tree(request.body), indent=1, sort_keys=True, ensure_ascii=False, default=repr)
    return [f"{request.method} {request.path}", *body.replace("\\n", "\n").splitlines()]


def keep_known_headers(request: Request) -> Request:
    request.headers = {name: one for name, one in request.headers.items() if name.lower() in KEPT_HEADERS}
    return request


def without_other_headers(response: dict[str, Any]) -> dict[str, Any]:
    kept = {name: values for name, values in response["headers"].items() if name.lower() in KEPT_HEADERS}
    return {**response, "headers": kept}


def serialize(tape: dict[str, Any]) -> str:
    """YAML in which bodies that are JSON are trees."""
    interactions = [
        {
            "request": one["request"] | {"body": tree(one["request"]["body"])},
            "response": one["response"] | {"body": tree(one["response"]["body"]["string"])},
        }
        for one in tape["interactions"]
    ]
    return yamlserializer.serialize(tape | {"interactions": interactions})


def deserialize(text: str) -> dict[str, Any]:
    """The inverse of `serialize`; white space between the tokens of JSON is not kept."""
    tape = yamlserializer.deserialize(text)
    for one in tape["interactions"]:
        one["request"]["body"] = flat(one["request"]["body"])
        one["response"]["body"] = {"string": flat(one["response"]["body"])}
    return tape


def tree(body: str | bytes | None) -> dict[str, Any]:
    try:
        return {"json": json.loads(body or "")}
    except ValueError:
        return {"text": body}


def flat(body: dict[str, Any]) -> str | bytes | None:
    return json.dumps(body["json"], ensure_ascii=False) if "json" in body else body["text"]

"""Public data by path: JSON Lines, plain or gzipped, of which a seeded sample may be taken."""

import gzip
import json
import random
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Generic, NamedTuple, TypeVar

from pydantic import ConfigDict, Field, ValidationError

from vectorstore.articles import Problem
from vectorstore.values import Value

_GZIP = b"\x1f\x8b"


class Line(Value):
    """One line of a file; keys that are not asked for are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    line: int = Field(ge=1, description="Its number in the file.")


L = TypeVar("L", bound=Line)


class Lines(NamedTuple, Generic[L]):
    """What came of a file.

    Attributes:
        items: Lines that could be read, in order.
        bad: Lines that could not.
        broken: Why the file, or the rest of it, could not be read, if it could not.
    """

    items: tuple[L, ...]
    bad: tuple[Problem, ...]
    broken: Problem | None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that could not be read."""
        return (*self.bad, *([self.broken] if self.broken else []))


def read(path: Path, kind: type[L], *, limit: int | None = None, seed: int = 0) -> Lines[L]:
    """The lines of a file as values of `kind`; what cannot be read is named and does not stop the rest.

    Args:
        path: The file; gzipped if it begins like such a file.
        kind: What each line holds.
        limit: Lines in a random sample, good and bad alike; all if not given.
        seed: The same gives the same sample.
    """
    held, broken = _held(path)
    if limit is not None and limit < len(held):
        held = sorted(random.Random(seed).sample(held, limit))  # noqa: S311 - a sample, no secret
    items, bad = list[L](), list[Problem]()
    for number, raw in held:
        try:
            items.append(_item(raw, kind, number))
        except ValueError as error:
            bad.append(Problem(path=f"{path}:{number}", reason=str(error)))
    return Lines(tuple(items), tuple(bad), broken)


def _held(path: Path) -> tuple[list[tuple[int, bytes]], Problem | None]:
    """The lines that are not blank, with their numbers, and what stopped the reading."""
    held = list[tuple[int, bytes]]()
    try:
        with path.open("rb") as file:
            held.extend((number, raw) for number, raw in enumerate(_raw(file, path), 1) if raw.strip())
    except OSError as error:
        reason = error.strerror or str(error)
        return held, Problem(path=str(path), reason=f"cannot be read ({reason}); check the path")
    except (EOFError, zlib.error) as error:
        return held, Problem(path=str(path), reason=f"is damaged gzip ({error}); fetch the file again")
    except ValueError as error:
        return held, Problem(path=str(path), reason=str(error))
    return held, None if held else Problem(
        path=str(path), reason="holds no item; write one JSON object a line"
    )


def _raw(file: IO[bytes], path: Path) -> Iterator[bytes]:
    start = file.read(len(_GZIP))
    file.seek(0)
    if start == _GZIP:
        with gzip.open(file) as unpacked:
            yield from unpacked
    elif path.suffix == ".gz" and start:
        raise ValueError("is not gzip, though its name ends in '.gz'; rename or compress it")
    else:
        yield from file


def _item(raw: bytes, kind: type[L], number: int) -> L:
    """The value in a line.

    Raises:
        ValueError: If there is none; says why.
    """
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 ({error.reason}); convert the file") from error
    except (ValueError, RecursionError) as error:
        raise ValueError(f"is not JSON ({error}); correct the line") from error
    if not isinstance(value, dict):
        raise ValueError(f"is a JSON {type(value).__name__}, not an object; write {{…}}")
    try:
        return kind.model_validate({**value, "line": number})
    except ValidationError as error:
        raise ValueError(explained(error)) from error


def explained(error: ValidationError) -> str:
    """The first key that is wrong, what is wrong with it, and what to do."""
    first: Any = error.errors(include_url=False)[0]
    key = ".".join(map(str, first["loc"]))
    if first["type"] == "extra_forbidden":
        return f"key {key!r} is unknown; remove it, or correct its spelling"
    if first["type"] == "missing":
        return f"key {key!r} is missing; add it"
    return f"key {key!r} is {first['input']!r:.40}: {first['msg'][:1].lower()}{first['msg'][1:]}; correct it"

"""The folder of a run: `items.jsonl`, a line for each item, and `header.json`, how it was made.

A line is written when its item is done, so a run that is killed loses what was under way and no more; a last
line that is torn is dropped. A folder belongs to one setup, of which the code is a part: figures of different
code are never mixed.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from pydantic import Field, ValidationError

from evals.errors import EvalError
from evals.suite import Suite
from vectorstore.values import Citation, Value, content_id

ITEMS = "items.jsonl"
HEADER = "header.json"
_PACKAGES = ("vectorstore", "agent", "prompts", "evals")
_CODE = frozenset({".py", ".md", ".txt", ".toml", ".html", ".json"})
Held = TypeVar("Held", bound=Value)


class Setup(Value):
    """What the figures of a run depend on."""

    suite: Suite = Field(description="What is scored.")
    suite_sha256: str = Field(description="Its SHA-256.")
    engine: str = Field(description="`extractive` or `llm`.")
    checker: str = Field(description="`local`, `llm` or `both`.")
    model: str | None = Field(default=None, description="Chat model, if one is used.")
    address: str | None = Field(default=None, description="Where it is, without a user's name and password.")
    judge: str | None = Field(default=None, description="The chat model that grades, if one does.")
    embedder: str = Field(description="Name of the embedder.")
    prompts: Mapping[str, str] = Field(
        default_factory=dict, description="Ids of the prompts that may be used, with their SHA-256."
    )
    limit: int | None = Field(default=None, description="Items of each part at most, if it was limited.")
    code_sha256: str = Field(description="SHA-256 of the program.")
    events: Mapping[str, str] = Field(description="Name of each event, with the SHA-256 of its files.")

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits of the SHA-256 of it all."""
        return content_id(self.model_dump_json(), length=12)


class Figure(Value):
    """A metric over the scored items of a task."""

    task: str = Field(description="The task.")
    metric: str = Field(description="The metric, by its name in `evals.measures`.")
    value: float | None = Field(description="The figure; none where it is undefined.")
    low: float | None = Field(default=None, description="Lower end of the 95 % interval.")
    high: float | None = Field(default=None, description="Upper end.")
    n: int = Field(ge=0, description="Items that were scored.")
    unscored: int = Field(ge=0, description="Items that could not be scored.")
    threshold: float | None = Field(default=None, description="The least, or where lower is better the most.")
    met: bool | None = Field(default=None, description="Whether the threshold is met, if there is one.")
    why: str | None = Field(
        default=None, description="Why the figure or its interval is undefined, if it is."
    )


class Header(Value):
    """How a run was made, and what it came to."""

    schema_: str = Field(default="fairwitness.eval/1", alias="schema", description="Version of the format.")
    id: str = Field(description="Id of the setup.")
    setup: Setup = Field(description="What the figures depend on.")
    git_sha: str | None = Field(
        default=None, description="Commit of the program, if it lies in a repository."
    )
    started: str = Field(description="When it was first started, ISO 8601.")
    finished: str | None = Field(default=None, description="When it was done; none while it is not.")
    calls: int = Field(default=0, ge=0, description="Requests to chat models.")
    tokens: int = Field(default=0, ge=0, description="Tokens newly spent.")
    cost_usd: float | None = Field(default=0.0, description="US dollars newly spent; none if unknown.")
    figures: tuple[Figure, ...] = Field(default=(), description="What it came to.")


class Record(Value):
    """One item of a run."""

    task: str = Field(description="The task.")
    id: str = Field(description="Name of the item, unique within its task.")
    inputs: dict[str, Any] = Field(description="What it is about.")
    output: Any = Field(default=None, description="What the system gave.")
    evidence: tuple[Citation, ...] = Field(default=(), description="What it cites, exactly.")
    row: dict[str, Any] = Field(description="What is scored; a row of `evals.rows`.")
    files: dict[str, str] = Field(
        default_factory=dict, description="File of each article that is cited, by its id, where it has one."
    )
    error: str | None = Field(default=None, description="Why it could not be scored, if it could not.")


class Folder:
    """Where a run is kept.

    Args:
        path: The folder; made if it is not there.
        header: That of the run; one that is there already stays, if it is of the same setup.

    Raises:
        EvalError: If the folder holds a run of another setup, or something else.
    """

    def __init__(self, path: Path, header: Header) -> None:
        self.path = path
        self.header = self._begun(header)
        self.records = {(each.task, each.id): each for each in self._recovered()}
        """The items that are done, by task and id; those with an error are tried again."""
        self._lock = Lock()

    def add(self, record: Record) -> None:
        """Keep an item."""
        with self._lock:
            self.records[record.task, record.id] = record
            with (self.path / ITEMS).open("a", encoding="utf-8") as lines:
                lines.write(_line(record))

    def finish(self, header: Header, order: Iterable[tuple[str, str]]) -> None:
        """Write the header, and the items in `order`, by task and id."""
        self.records = {key: self.records[key] for key in order}
        _replace(self.path / ITEMS, "".join(map(_line, self.records.values())))
        _replace(self.path / HEADER, header.model_dump_json(by_alias=True, indent=1) + "\n")

    def _begun(self, header: Header) -> Header:
        path = self.path / HEADER
        try:
            if path.exists():
                found = read_header(self.path)
                if found.id != header.id:
                    raise EvalError(
                        f"{str(self.path)!r} holds a run of another setup; give another folder with --out"
                    )
                return found
            if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
                raise EvalError(
                    f"{str(self.path)!r} holds something else than a run; give another folder with --out"
                )
            self.path.mkdir(parents=True, exist_ok=True)
            _replace(path, header.model_dump_json(by_alias=True, indent=1) + "\n")
        except OSError as error:
            raise EvalError(f"cannot write to {str(self.path)!r}: {error.strerror}; give --out") from error
        return header

    def _recovered(self) -> Sequence[Record]:
        """The items that are done; a torn last line and items with an error are taken out of the file."""
        path = self.path / ITEMS
        text = path.read_text("utf-8", errors="replace") if path.exists() else ""
        whole = text[: text.rfind("\n") + 1]
        done = [each for each in _records(path, whole) if each.error is None]
        kept = "".join(map(_line, done))
        if kept != text:
            _replace(path, kept)
        return done


def read_header(folder: Path) -> Header:
    """The header of a run.

    Raises:
        EvalError: If there is none.
    """
    return _parsed(folder / HEADER, _read(folder / HEADER), Header)


def read_records(folder: Path) -> tuple[Record, ...]:
    """The items of a run.

    Raises:
        EvalError: If it cannot be read.
    """
    return tuple(_records(folder / ITEMS, _read(folder / ITEMS)))


def code_sha256() -> str:
    """SHA-256 of the program: modules, prompts and what lies beside them, but not the sample corpus."""
    held = hashlib.sha256()
    for package in _PACKAGES:
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*")):
            if path.suffix in _CODE and "corpus" not in path.parts and path.is_file():
                held.update(f"{package}/{path.relative_to(root).as_posix()}\0".encode())
                held.update(hashlib.sha256(path.read_bytes()).digest())
    return held.hexdigest()


def _records(path: Path, text: str) -> list[Record]:
    return [_parsed(path, line, Record) for line in text.split("\n") if line]


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise EvalError(
            f"{str(path.parent)!r} holds no run: {error.strerror}; name the folder of one"
        ) from error


def _parsed(path: Path, text: str, kind: type[Held]) -> Held:
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        raise EvalError(f"{str(path)!r} is damaged: it holds {text[:60]!r}; run the suite anew") from error


def _line(record: Record) -> str:
    return json.dumps(record.model_dump(mode="json"), sort_keys=True) + "\n"


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_suffix(".part")
    part.write_text(text, "utf-8")
    part.replace(path)

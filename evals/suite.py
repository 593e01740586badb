"""Suites: what is scored on which events, by which metrics, and what is the least or most that will do.

A suite is a YAML file, read without any tag that makes an object, and held to a schema that refuses what it
does not know. Shipped ones are named, others are paths.
"""

import hashlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from agent.clean import one_line
from evals.errors import EvalError
from evals.measures import MEASURES, Measure
from vectorstore.values import Value

TaskName = Literal["claims", "questions", "retrieval", "summaries", "injection"]


class System(Value):
    """How the system is set up; options of the command line win."""

    engine: Literal["extractive", "llm"] = Field(default="extractive", description="Who drafts.")
    checker: Literal["local", "llm", "both"] | None = Field(
        default=None, description="Who checks claims; `both` with the engine `llm`, else `local`."
    )
    words: int = Field(default=200, ge=1, description="Length of a summary in words.")


class Dataset(Value):
    """The items of a part."""

    events: Literal["dev", "test", "all"] | tuple[str, ...] = Field(
        description="A split, or a list of events: names, or folders relative to the suite."
    )
    limit: int | None = Field(default=None, ge=1, description="Items in a seeded sample; all if not given.")

    @field_validator("events")
    @classmethod
    def _some(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        if not value:
            raise ValueError("is empty; name a split or an event")
        return value


class Judge(Value):
    """A chat model that grades sentences, and is graded itself against labels by hand."""

    model: str | None = Field(
        default=None, description="Its name at the endpoint; the system's if not given."
    )
    hand: int = Field(default=60, ge=10, description="Hand-labelled pairs that it is graded on.")


class Part(Value):
    """One task over some events."""

    task: TaskName = Field(description="What is done.")
    dataset: Dataset = Field(description="With which items.")
    metrics: tuple[str, ...] = Field(min_length=1, description="Which figures are reported.")
    thresholds: Mapping[str, float] = Field(
        default_factory=dict, description="The least of a metric, or the most where lower is better."
    )
    judge: Judge | None = Field(default=None, description="Who grades sentences besides the checker.")

    @field_validator("metrics")
    @classmethod
    def _once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(value)) < len(value):
            raise ValueError("names one twice; name each metric once")
        return value

    @model_validator(mode="after")
    def _known(self) -> Self:
        known = MEASURES[self.task]
        if odd := [name for name in self.metrics if name not in known]:
            raise ValueError(f"metric {odd[0]!r} is none of task {self.task!r}; take of {', '.join(known)}")
        if odd := [name for name in self.thresholds if name not in self.metrics]:
            raise ValueError(f"threshold {odd[0]!r} is of no metric of this part; add it to its metrics")
        if self.judge and self.task != "summaries":
            raise ValueError(f"a judge grades sentences of summaries, not of {self.task!r}; leave it out")
        return self

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that its metrics name."""
        return tuple(MEASURES[self.task][name] for name in self.metrics)


class Suite(Value):
    """What an eval is made of."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", description="Its name, in small letters.")
    description: str = Field(min_length=1, description="What it is for.")
    seed: int = Field(default=0, ge=0, description="Of samples, intervals and orders.")
    system: System = Field(default_factory=System, description="How the system is set up.")
    parts: tuple[Part, ...] = Field(min_length=1, description="Its tasks.")

    @model_validator(mode="after")
    def _apart(self) -> Self:
        tasks = [part.task for part in self.parts]
        if twice := [task for task in tasks if tasks.count(task) > 1]:
            raise ValueError(f"task {twice[0]!r} stands in two parts; put its metrics into one")
        return self

    @property
    def digest(self) -> str:
        """SHA-256 of all it says."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


def shipped() -> tuple[str, ...]:
    """Names of the suites that come with the program."""
    return tuple(sorted(path.stem for path in _home().glob("*.yaml")))


def path_of(name: str) -> Path:
    """The file of a suite: a shipped one by its name, else a path.

    Raises:
        EvalError: If there is none.
    """
    path = _home() / f"{name}.yaml" if name in shipped() else Path(name)
    if not _is_file(path):
        raise EvalError(f"there is no suite {name!r}; the suites are {', '.join(shipped())}, or name a file")
    return path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long, or a folder that may not be searched
        return False


def load(path: Path) -> Suite:
    """The suite in a file.

    Raises:
        EvalError: If it cannot be read, is not YAML, or is no suite; names the file, the key and what to do.
    """
    import yaml

    try:
        read = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise EvalError(f"cannot read {str(path)!r}: {error.strerror}; name a suite or a file") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise EvalError(f"suite {str(path)!r} is not YAML: {one_line(str(error))}; correct it") from error
    if not isinstance(read, dict):
        raise EvalError(f"suite {str(path)!r} is no mapping of keys; begin it with 'name:'")
    try:
        return Suite.model_validate(read)
    except ValidationError as error:
        raise EvalError(f"suite {str(path)!r}, {_explained(error)}") from error


def _home() -> Path:
    return Path(str(files("evals") / "suites"))


def _explained(error: ValidationError) -> str:
    """The first problem: the key, what is wrong with it, and what to do."""
    first: Any = error.errors(include_url=False)[0]
    key = ".".join(str(step) for step in first["loc"] if not str(step).startswith(("literal[", "tuple[")))
    value = one_line(repr(first["input"]))[:60]
    match first["type"]:
        case "extra_forbidden":
            return f"key {key!r} is unknown; remove it, or correct its spelling"
        case "missing":
            return f"key {key!r} is missing; add it"
        case "value_error":
            return f"key {key!r}: {first['msg'].removeprefix('Value error, ')}"
    return f"key {key!r} is {value}: {first['msg'][:1].lower()}{first['msg'][1:]}; correct it"

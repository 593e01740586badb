"""Settings: defaults, then TOML, then FAIRWITNESS_*, then flags; read once, by the command line.

The four sources are merged here and checked by one pydantic model. pydantic-settings was rejected: it costs
0.4 s of import on every command, and its errors do not say which source a bad value came from.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self

from platformdirs import user_cache_path, user_config_path, user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator

from agent.errors import SettingsError
from vectorstore.values import Value

FILE = "fairwitness.toml"
PREFIX = "FAIRWITNESS_"
_MODEL = "gpt-4.1-mini"
_ENDPOINT = "set OPENAI_API_KEY for OpenAI, or --base-url and --model for another server"


def _default_store() -> str:
    return str(user_data_path("fairwitness") / "news.store")


def _default_cache() -> str:
    return str(user_cache_path("fairwitness"))


class Target(Value):
    """Where a chat model is."""

    base_url: str | None = Field(description="Address of the endpoint; none for OpenAI's.")
    model: str = Field(description="Name of the model there.")
    key: SecretStr | None = Field(description="Key for that endpoint and no other.")


class Settings(Value):
    """Everything that can be set."""

    store: str = Field(default_factory=_default_store, description="a folder, or http://host:port")
    words: int = Field(default=200, ge=1, description="length of a summary in words, 1 or more")
    embedder: Literal["minilm", "endpoint"] = Field(
        default="minilm", description="'minilm', the local model, or 'endpoint', an OpenAI-compatible one"
    )
    base_url: str | None = Field(
        default=None, pattern="^https?://", description="address of the endpoint: http://localhost:8000/v1"
    )
    embed_model: str | None = Field(default=None, description="name of the endpoint's embedding model")
    api_key: SecretStr | None = Field(default=None, description="key of the endpoint, as a string")
    engine: Literal["extractive", "llm"] | None = Field(
        default=None, description="'extractive' or 'llm'; left out, 'llm' if an endpoint is set"
    )
    checker: Literal["local", "llm", "both"] | None = Field(
        default=None, description="'local', 'llm' or 'both'; left out, 'both' with the engine 'llm'"
    )
    model: str | None = Field(default=None, description="name of the endpoint's chat model")
    context: int = Field(
        default=8192, ge=1024, description="tokens the chat model takes, prompt and reply; 1024 or more"
    )
    temperature: float = Field(
        default=0.0, ge=0, le=2, description="how far the chat model's words are left to chance, 0 to 2"
    )
    seed: int = Field(default=0, ge=0, description="what that chance starts from, 0 or more")
    timeout: float = Field(default=60.0, gt=0, description="seconds for one request, more than 0")
    max_tokens: int | None = Field(default=None, ge=1, description="tokens to spend in a run, 1 or more")
    max_cost: float | None = Field(default=None, ge=0, description="US dollars to spend in a run, 0 or more")
    max_seconds: float | None = Field(default=None, gt=0, description="seconds of model calls in one run")
    prices: str | None = Field(default=None, description="a TOML file of prices that wins over the table")
    cache_dir: str = Field(default_factory=_default_cache, description="a folder, for cached vectors")
    openai_api_key: SecretStr | None = Field(
        default=None, description="OpenAI's key, as a string; used where no base_url is set"
    )

    @field_validator("store", "cache_dir")
    @classmethod
    def _home(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("empty")
        return str(Path(value).expanduser()) if value.startswith("~") else value

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.embedder == "endpoint" and not (self.base_url and self.embed_model):
            raise ValueError("embedder 'endpoint' needs base_url and embed_model as well; set both")
        return self

    @property
    def engine_in_force(self) -> Literal["extractive", "llm"]:
        """The engine asked for; else `llm` if an endpoint or a chat model is named."""
        if self.engine:
            return self.engine
        if self.base_url is None:
            return "llm" if self.openai_api_key or self.model else "extractive"
        return "llm" if self.model or not self.embed_model else "extractive"

    @property
    def checker_in_force(self) -> Literal["local", "llm", "both"]:
        """The checker asked for; else both where a chat model is used.

        Raises:
            SettingsError: If it needs a chat model, and the engine is not `llm`.
        """
        wanted = self.checker or ("both" if self.engine_in_force == "llm" else "local")
        if wanted != "local" and self.engine_in_force != "llm":
            raise SettingsError(f"checker {wanted!r} needs a chat model; {_ENDPOINT}, or --checker local")
        return wanted

    @property
    def target(self) -> Target | None:
        """Where the chat model is; none if the engine is extractive.

        Raises:
            SettingsError: If the engine is `llm` and there is no endpoint, or no name of a model for it.
        """
        if self.engine_in_force == "extractive":
            return None
        if self.base_url is None and self.openai_api_key is None:
            raise SettingsError(f"engine 'llm' needs an endpoint; {_ENDPOINT}")
        if self.base_url is None:
            return Target(base_url=None, model=self.model or _MODEL, key=self.openai_api_key)
        if self.model is None:
            raise SettingsError(
                "engine 'llm' needs the name of a model at base_url; set FAIRWITNESS_MODEL or --model, "
                "or give --engine extractive"
            )
        return Target(base_url=self.base_url, model=self.model, key=self.api_key)


def load(
    environ: Mapping[str, str],
    *,
    config: Path | None = None,
    flags: Mapping[str, str | float | None] | None = None,
) -> Settings:
    """The settings in force.

    Args:
        environ: The process environment; an empty variable counts as not set.
        config: The TOML file; by default `fairwitness.toml` of the working folder, else the user's.
        flags: Settings given on the command line; `None` counts as not given.

    Raises:
        SettingsError: If a file or value is not usable; names the file, variable or flag.
    """
    path = config or found()
    given: dict[str, tuple[str, Any]] = {}
    if environ.get("OPENAI_API_KEY"):
        given["openai_api_key"] = ("OPENAI_API_KEY", environ["OPENAI_API_KEY"])
    if path:
        given |= {name: (f"{name!r} in {str(path)!r}", value) for name, value in _toml(path).items()}
    for name in Settings.model_fields:
        variable = PREFIX + name.upper()
        if environ.get(variable):
            given[name] = (variable, environ[variable])
        if flags and flags.get(name) is not None:
            given[name] = (f"--{name.replace('_', '-')}", flags[name])
    try:
        return Settings.model_validate({name: value for name, (_, value) in given.items()})
    except ValidationError as error:
        raise SettingsError(_explained(error, given)) from error


def found() -> Path | None:
    """The TOML file that is read where none is named."""
    places = (Path(FILE), user_config_path("fairwitness") / FILE)
    return next((place for place in places if os.access(place, os.F_OK)), None)


def unknown(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Variables that look like settings and are none: most likely misspelt."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    return tuple(sorted(name for name in environ if name.startswith(PREFIX) and name not in known))


def wants_colour(environ: Mapping[str, str]) -> bool:
    """Whether the environment lets a terminal show colours (https://no-color.org)."""
    return not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"


def _toml(path: Path) -> dict[str, Any]:
    """The file's settings; its relative paths are relative to its folder."""
    try:
        read = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"cannot read {str(path)!r}: {error.strerror}; check --config") from error
    except ValueError as error:
        raise SettingsError(f"settings file {str(path)!r} is not TOML: {error}; correct it") from error
    for name in ("store", "cache_dir"):
        value = read.get(name)
        if isinstance(value, str) and value.strip() and "://" not in value and not value.startswith("~"):
            read[name] = str(path.parent / value)
    return read


def _explained(error: ValidationError, given: Mapping[str, tuple[str, Any]]) -> str:
    """The first problem: where the value came from, the value, and what to write instead."""
    first = error.errors(include_url=False)[0]
    if not first["loc"]:
        return first["msg"].removeprefix("Value error, ")
    name = str(first["loc"][0])
    source, value = given[name]
    if name not in Settings.model_fields:
        return f"{source} is not a setting; the settings are {', '.join(Settings.model_fields)}"
    shown = "not usable" if name.endswith("api_key") else repr(value)
    return f"{source} is {shown}; give {Settings.model_fields[name].description}"

"""What tokens cost. The table holds OpenAI's prices, and so applies to OpenAI alone; a user's file to all."""

import datetime
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from pydantic import Field, TypeAdapter, ValidationError

from agent.errors import SettingsError
from vectorstore.values import Value


class Price(Value):
    """What a model costs, in US dollars per million tokens."""

    prompt: float = Field(ge=0, allow_inf_nan=False, description="Per million tokens sent.")
    reply: float = Field(ge=0, allow_inf_nan=False, description="Per million tokens received.")
    date: datetime.date = Field(description="The day from which it held.")

    def of(self, prompt_tokens: int, reply_tokens: int) -> float:
        """US dollars for so many tokens; discounts for repeated prompts are not known, so it is the most."""
        return (prompt_tokens * self.prompt + reply_tokens * self.reply) / 1_000_000


_TABLE = TypeAdapter(dict[str, Price])


def price(model: str, *, openai: bool, file: str | None = None) -> Price | None:
    """The price of `model`, or none if it is not known.

    Args:
        model: Its name at the endpoint.
        openai: Whether the endpoint is OpenAI's.
        file: A TOML file in the form of `agent/data/prices.toml` that wins over it.

    Raises:
        SettingsError: If the file is not usable.
    """
    own = _read(file) if file else {}
    table = _builtin() if openai else {}
    return own.get(model) or table.get(model)


def _builtin() -> Mapping[str, Price]:
    text = files("agent").joinpath("data/prices.toml").read_text("utf-8")
    return _TABLE.validate_python(tomllib.loads(text))


def _read(file: str) -> Mapping[str, Price]:
    try:
        return _TABLE.validate_python(tomllib.loads(Path(file).read_text("utf-8")))
    except OSError as error:
        raise SettingsError(f"cannot read prices {file!r}: {error.strerror}; check `prices`") from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"prices {file!r}: {where!r} is {first['input']!r}; give each model prompt, reply and date"
        ) from error
    except ValueError as error:
        raise SettingsError(f"prices {file!r} are not TOML: {error}; correct the file") from error

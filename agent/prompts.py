"""Prompts: load a version, fence what others wrote, render.

A prompt file has a line `# system` with what the model is told and a line `# user` with what it is given;
only the second part has variables. Every text that is put into it is fenced: it stands between two lines that
carry a mark derived from all texts of the prompt, so that nothing inside can end the fence or begin another
one. A fence tells a model what is data; it does not make it obey. What holds is the gate.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template
from typing import Literal

from pydantic import Field

from agent.clean import one_line, visible
from agent.errors import PromptError
from vectorstore.values import Value

CURRENT: Mapping[str, int] = {
    "answer": 1,
    "check_claim": 1,
    "judge": 1,
    "next_action": 1,
    "repair": 1,
    "split_claims": 1,
    "summarize": 1,
}
"""The version of each prompt that is used unless another is asked for."""
_PARTS = re.compile(r"\A# system\n(.*?)\n# user\n(.*)\Z", re.DOTALL)
_LABEL = 80
"""Characters of a label at most."""


class Message(Value):
    """One message to a chat model."""

    role: Literal["system", "user", "assistant"] = Field(description="Who speaks.")
    text: str = Field(description="What is said.")


class Fenced(Value):
    """A text that somebody else wrote, and what the model may know of it."""

    label: str = Field(description="What it is: an id, a publisher, a date; one line.")
    text: str = Field(description="The text.")


class Prompt(Value):
    """One version of a prompt."""

    name: str = Field(description="Name of its folder.")
    version: int = Field(ge=1, description="Number of its file.")
    system: str = Field(description="What the model is told; no variables.")
    user: str = Field(description="What it is given, with `$name` variables.")
    sha256: str = Field(description="SHA-256 of the file.")

    @property
    def id(self) -> str:
        """Such as `answer/v1`."""
        return f"{self.name}/v{self.version}"

    def render(self, **values: int | str | Fenced | Sequence[Fenced]) -> tuple[Message, Message]:
        """The messages, with each text fenced.

        Args:
            values: One for each variable: a number, or texts that somebody else wrote, whoever it was.

        Raises:
            PromptError: If a variable is missing or unused.
        """
        template = Template(self.user)
        wanted = set(template.get_identifiers())
        if wanted != values.keys():
            odd = ", ".join(sorted(wanted ^ values.keys()))
            raise PromptError(f"prompt {self.id!r} takes {sorted(wanted)}; missing or unused: {odd}")
        listed = {name: _texts(name, value) for name, value in values.items() if not isinstance(value, int)}
        mark = _mark([one.text for texts in listed.values() for one in texts])
        shown = {
            name: "\n".join(_fence(one, mark) for one in listed[name]) if name in listed else str(value)
            for name, value in values.items()
        }
        return (
            Message(role="system", text=self.system),
            Message(role="user", text=template.substitute(shown)),
        )


def load(name: str, version: int | None = None) -> Prompt:
    """The prompt `name`, in its current version unless another is given.

    Raises:
        PromptError: If there is no such prompt or version, or its file is not one.
    """
    folder = _folder() / name
    if name not in CURRENT:
        raise PromptError(f"there is no prompt {name!r}; the prompts are {', '.join(sorted(CURRENT))}")
    number = CURRENT[name] if version is None else version
    try:
        raw = (folder / f"v{number}.md").read_bytes()
    except OSError as error:
        raise PromptError(f"prompt {name!r} has no version {number}; see {str(folder)!r}") from error
    found = _PARTS.match(raw.decode("utf-8"))
    if not found:
        raise PromptError(f"prompt '{name}/v{number}' lacks its line '# system' or '# user'")
    return Prompt(
        name=name,
        version=number,
        system=found[1].strip(),
        user=found[2].strip(),
        sha256=hashlib.sha256(raw).hexdigest(),
    )


def named(text: str) -> Prompt:
    """The prompt that `answer` or `answer/v1` names.

    Raises:
        PromptError: If there is none.
    """
    name, _, version = text.partition("/v")
    if version and not version.isdecimal():
        raise PromptError(f"{text!r} names no prompt; write a name, or a name and version as in 'answer/v1'")
    return load(name, int(version) if version else None)


def _folder() -> Traversable:
    return files("prompts")


def _texts(name: str, value: "str | Fenced | Sequence[Fenced]") -> tuple[Fenced, ...]:
    if isinstance(value, str):
        return (Fenced(label=name, text=value),)
    return (value,) if isinstance(value, Fenced) else tuple(value)


def _mark(texts: Sequence[str]) -> str:
    """Eight hexadecimal digits that stand in none of `texts`."""
    mark = hashlib.sha256("\x1f".join(texts).encode("utf-8", "replace")).hexdigest()[:8]
    while any(mark in text for text in texts):
        mark = hashlib.sha256(mark.encode()).hexdigest()[:8]
    return mark


def _fence(one: Fenced, mark: str) -> str:
    label = one_line(one.label).replace("<<", "").replace(">>", "")[:_LABEL]
    return f"<<{mark} {label}\n{visible(one.text)}\n{mark}>>"

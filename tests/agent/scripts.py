"""Lines for a scripted chat model: what it would write about the articles that it was shown."""

import json
import re
from collections.abc import Callable, Sequence

from agent.llm.scripted import Line
from agent.prompts import Message

_PASSAGE = re.compile(r"<<\w{8} (p\d+) \|[^\n]*\n(.*?)\n\w{8}>>", re.DOTALL)


def shown(messages: Sequence[Message]) -> dict[str, str]:
    """The passages of a prompt, by their ids."""
    return dict(_PASSAGE.findall(messages[-1].text))


def holding(messages: Sequence[Message], words: str) -> str:
    """The id of the first passage that holds `words`."""
    return next(name for name, text in shown(messages).items() if words in " ".join(text.split()))


def sentence(text: str, *ids: str, speaker: str | None = None) -> dict[str, object]:
    """One sentence of a reply."""
    return {"text": text, "ids": list(ids), "speaker": speaker, "kind": "event"}


def summary(*pairs: tuple[str, str]) -> Callable[[Sequence[Message]], str]:
    """A draft of sentences, each citing the passage that holds the words beside it."""

    def line(messages: Sequence[Message]) -> str:
        return json.dumps({"sentences": [sentence(text, holding(messages, key)) for text, key in pairs]})

    return line


def answer(*pairs: tuple[str, str]) -> Callable[[Sequence[Message]], str]:
    """An answer of sentences, each citing the passage that holds the words beside it."""

    def line(messages: Sequence[Message]) -> str:
        sentences = [sentence(text, holding(messages, key)) for text, key in pairs]
        return json.dumps({"answerable": True, "sentences": sentences})

    return line


def repaired(text: str, key: str) -> Callable[[Sequence[Message]], str]:
    """A corrected sentence that cites the passage holding `key`."""
    return lambda messages: json.dumps(sentence(text, holding(messages, key)))


NOTHING: Line = json.dumps(sentence(""))
"""A repair that finds nothing to say."""

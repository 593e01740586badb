"""A small invented story, and a chat about it whose output is kept."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from agent.agent import Agent
from agent.chat.chat import Chat, Model
from agent.chat.loop import kept
from agent.chat.repl import Piped, Reader, converse
from agent.chat.screen import Output, Screen
from agent.llm import ChatModel, Scripted
from vectorstore.embed import Embedder, HashEmbedder

ARTICLES = {
    "herald": """Mill fire shuts town

By Ada Lund

A fire closed the Oder mill on Monday. Twelve workers were hurt in the fire at the mill. Mayor Ines Okafor
opened a shelter on Tuesday.
""",
    "post": """Fire at mill

The Oder mill was closed by a fire on Monday. Nine workers were hurt in the fire at the mill. The mill in Oder
employs 300 people.
""",
    "globe": """Inquiry into blaze

The fire brigade sent forty firefighters to Oder. Ines Okafor said the mill would reopen in May.
""",
}


def agent(folder: Path, *, embedder: Embedder | None = None, articles: dict[str, str] | None = None) -> Agent:
    """An agent over the story."""
    written = folder / "articles"
    written.mkdir(exist_ok=True)
    for name, text in (articles or ARTICLES).items():
        (written / f"{name}.txt").write_text(text, "utf-8")
    return Agent.over([written], embedder=embedder or HashEmbedder(), today=date(2026, 4, 1))


class Recorded:
    """What was shown and noted."""

    def __init__(self, *, live: bool = False) -> None:
        self.shown: list[str] = []
        self.noted: list[str] = []
        self.screen = Screen(Output(self.shown.append, self.noted.append, live=live))

    @property
    def text(self) -> str:
        return "".join(self.shown)


@contextmanager
def chatting(
    over: Agent,
    file: Path | None = None,
    *,
    name: str = "one",
    model: ChatModel | None = None,
    live: bool = False,
) -> Iterator[tuple[Chat, Recorded]]:
    """A chat kept in `file`."""
    out = Recorded(live=live)
    usable = Model(model, "http://localhost:1/v1", "local", {"tokens": 100}) if model else None
    with kept(file) as saver:
        yield Chat(over, out.screen, saver, name, usable), out


def held(over: Agent, messages: Iterable[str] = (), *, reader: Reader | None = None) -> Recorded:
    """What a conversation of `messages` shows."""
    with chatting(over) as (chat, out):
        converse(chat, reader or Piped(messages), out.screen)
    return out


def scripted(*lines: str) -> Scripted:
    return Scripted(lines)

"""The loop that reads messages, from a terminal or a pipe, until there are no more."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from agent.chat.chat import HELP, Chat, Quit
from agent.chat.screen import Screen
from agent.errors import AgentError
from vectorstore.errors import VectorstoreError

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
    from prompt_toolkit.output import Output


class Reader(Protocol):
    """Where messages come from."""

    interactive: bool
    """Whether somebody is there who may stop an answer and go on."""

    def read(self) -> str:
        """The next message.

        Raises:
            EOFError: If there are no more.
            KeyboardInterrupt: If the user gave up the one that was being written.
        """
        ...


def converse(chat: Chat, reader: Reader, screen: Screen) -> None:
    """Take messages until there are no more; what goes wrong is told in one line."""
    while True:
        try:
            message = reader.read()
            if message.strip():
                chat.take(message)
        except (EOFError, Quit):
            return
        except KeyboardInterrupt:
            if not reader.interactive:
                raise
            screen.note("stopped; Ctrl-D or /quit ends the session")
        except (AgentError, VectorstoreError) as error:
            screen.note(str(error))


class Piped:
    """Messages from a pipe or file, one per line; a backslash at the end of a line continues it."""

    interactive = False

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines: Iterator[str] = iter(lines)

    def read(self) -> str:
        """See `Reader.read`."""
        parts: list[str] = []
        for line in self._lines:
            text = line.rstrip("\r\n")
            if not text.endswith("\\"):
                return "\n".join([*parts, text])
            parts.append(text[:-1])
        if not parts:
            raise EOFError
        return "\n".join(parts)


class Typed:
    """Messages typed at a terminal.

    Args:
        history: File that remembers what was typed.
        names: What is completed besides commands: publishers.
        source: Where keys come from, if not from the terminal.
        target: Where the prompt is shown, if not on the terminal.
    """

    interactive = True

    def __init__(
        self,
        history: Path,
        names: Sequence[str],
        *,
        source: "Input | None" = None,
        target: "Output | None" = None,
    ) -> None:
        from prompt_toolkit import PromptSession
        from prompt_toolkit.history import FileHistory

        try:
            history.parent.mkdir(parents=True, exist_ok=True)
            history.touch(mode=0o600)
        except OSError as error:
            reason = f"{error.strerror}; check the folder"
            raise AgentError(f"history {str(history)!r} cannot be written: {reason}") from error
        self._session: PromptSession[str] = PromptSession(
            history=FileHistory(str(history)),
            completer=completer(names),
            complete_while_typing=False,
            multiline=True,
            key_bindings=_keys(),
            prompt_continuation="  ",
            input=source,
            output=target,
        )

    def read(self) -> str:
        """See `Reader.read`."""
        return self._session.prompt("> ")


def _keys() -> "KeyBindings":
    """Enter sends; after a backslash, and with Alt, it begins a new line."""
    from prompt_toolkit.key_binding import KeyBindings

    keys = KeyBindings()

    @keys.add("enter")
    def send(event: "KeyPressEvent") -> None:
        buffer = event.current_buffer
        if buffer.document.char_before_cursor == "\\":
            buffer.delete_before_cursor()
            buffer.newline(copy_margin=False)
        else:
            buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def begin(event: "KeyPressEvent") -> None:
        event.current_buffer.newline(copy_margin=False)

    return keys


def completer(names: Sequence[str]) -> "Completer":
    """Completes commands and `names` at a prompt."""
    from prompt_toolkit.completion import Completer, Completion

    class Words(Completer):
        """Commands at the start of a message, publishers anywhere."""

        def get_completions(self, document: "Document", event: "CompleteEvent") -> "Iterable[Completion]":
            del event
            for text, size, meaning in completions(document.text_before_cursor, names):
                yield Completion(text, start_position=-size, display_meta=meaning)

    return Words()


def completions(before: str, names: Sequence[str]) -> list[tuple[str, int, str]]:
    """What may be meant by the end of `before`: the whole text, how much of it is there, what it is."""
    if before.startswith("/") and " " not in before:
        parts = ((usage.partition(" "), meaning) for usage, meaning in HELP.items())
        known = ((name + space, meaning) for (name, space, _), meaning in parts)
        return [(name, len(before), meaning) for name, meaning in known if name.startswith(before.lower())]
    found = []
    for name in dict.fromkeys(names):
        sizes = (n for n in range(min(len(name), len(before)), 1, -1) if _ends(before, name[:n]))
        if size := next(sizes, 0):
            found.append((name, size, "publisher"))
    return found


def _ends(before: str, start: str) -> bool:
    """Whether `before` ends with `start`, in either case, at the beginning of a word."""
    head, tail = before[: -len(start)], before[-len(start) :]
    return tail.casefold() == start.casefold() and not head[-1:].isalnum()

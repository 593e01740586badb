"""What commands are given, made ready: options with several values, claims, ids, metadata."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from agent.cli.session import there, usage
from agent.errors import AgentError

if TYPE_CHECKING:
    from vectorstore.values import Article

SPREAD = "--in"


def spread(argv: Sequence[str]) -> list[str]:
    """`--in a b c` as `--in a --in b --in c`, which is what the parser understands."""
    done: list[str] = []
    values = 0  # of the option under way, plus one; 0 is outside of it
    for at, word in enumerate(argv):
        if word == "--":
            return [*done, *argv[at:]]
        if word.startswith("-") and word != "-":
            values = 2 if word.startswith(f"{SPREAD}=") else int(word == SPREAD)
        elif values:
            done += [SPREAD] if values > 1 else []
            values += 1
        done.append(word)
    return done


def borrowed(text: str | None, paths: list[str]) -> tuple[str | None, list[str]]:
    """`ask --in folder "Why?"`: the last value of `--in`, if no path, is the text that is missing."""
    if text is None and len(paths) > 1 and not (paths[-1] == "-" or there(paths[-1])):
        return paths[-1], paths[:-1]
    return text, paths


def document(path: Path) -> str:
    """The text of a file.

    Raises:
        AgentError: If it cannot be read.
    """
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise AgentError(f"{str(path)!r} cannot be read: {error.strerror}; check the path") from error
    except UnicodeDecodeError as error:
        raise AgentError(f"{str(path)!r} is not UTF-8: {error.reason}; convert the file") from error


def target(out: Path | None) -> None:
    """Refuse a file that has no folder, or is one, before work is done or paid for what it should hold.

    Raises:
        AgentError: If nothing can be written there.
    """
    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        why = "Is a directory" if out.is_dir() else "No such file or directory"
        raise AgentError(f"cannot write {str(out)!r}: {why}; give another --out")


def claims(claim: str | None, file: str | None) -> list[str]:
    """The claims to check: the one given, or those of a file, or (`-`) of standard input.

    Raises:
        AgentError: If the file cannot be read, or a line of it is no claim.
    """
    if (claim is None) == (file is None):
        usage("give either a CLAIM or --claims FILE; `-` reads claims from standard input")
    if claim is not None and claim != "-":
        return [claim] if claim.strip() else usage("the claim is empty; write a statement")
    name = file or "-"
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        lines = raw.decode("utf-8-sig").split("\n")
    except OSError as error:
        raise AgentError(f"claims {name!r} cannot be read: {error.strerror}; check the path") from error
    except UnicodeDecodeError as error:
        raise AgentError(f"claims {name!r} are not UTF-8: {error.reason}; convert the file") from error
    found = [_claim(line, name, number) for number, line in enumerate(lines, start=1) if line.strip()]
    if not found:
        raise AgentError(f"claims {name!r} hold no claim; write one per line")
    return found


def article(prefix: str, articles: "Sequence[Article]") -> "Article":
    """The one article whose id starts with `prefix`.

    Raises:
        AgentError: If there is none, or more than one.
    """
    found = [each for each in articles if prefix and each.id.startswith(prefix.lower())]
    if not found:
        raise AgentError(f"no article has an id that starts with {prefix!r}; see `fairwitness sources list`")
    if len(found) > 1:
        ids = ", ".join(each.id for each in found[:4])
        raise AgentError(f"id {prefix!r} is ambiguous; give more of one of {ids}")
    return found[0]


def moment(text: str | None) -> datetime | None:
    """A date or time in ISO 8601; UTC where it names no zone."""
    if text is None:
        return None
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        usage(f"{text!r} is not a date; write it like 2026-03-31 or 2026-03-31T18:30+02:00")
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _claim(line: str, name: str, number: int) -> str:
    if not line.lstrip().startswith("{"):
        return line.strip()
    try:
        claim = json.loads(line).get("claim")
    except ValueError as error:
        raise AgentError(f"claims {name!r}, line {number}: not JSON ({error}); correct the line") from error
    if not isinstance(claim, str) or not claim.strip():
        raise AgentError(f"claims {name!r}, line {number}: no text under 'claim'; add it")
    return claim.strip()

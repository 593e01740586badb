"""Paths to raw sources: what to read, in which order, and a digest that tells what is unchanged unparsed."""

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pydantic import Field

from vectorstore.values import Metadata, Value

SUFFIXES = (".txt", ".md", ".html", ".htm", ".json", ".jsonl")
MAX_BYTES = 20_000_000
STDIN = "-"
_SIDECAR = ".meta.json"


class Problem(Value):
    """One input that could not be read as an article, or something to know about one that was."""

    path: str = Field(description="As the user named it, with the line or item where there are several.")
    reason: str = Field(description="What is wrong, and the next step.")
    kept: bool = Field(default=False, description="Whether it was read and is kept all the same.")


class RawSource(Value):
    """The bytes of one input, not yet parsed."""

    path: str = Field(description="As the user named it; `-` is standard input.")
    data: bytes = Field(description="As read.")
    sidecar: bytes | None = Field(default=None, description="Content of the metadata file beside it.")
    named: bool = Field(
        default=True, description="Whether the user named it, rather than a folder around it."
    )
    digest: str = Field(description="SHA-256 of file name, bytes, sidecar and overrides.")


def discover(
    paths: Sequence[str | Path], stdin: bytes | None = None, overrides: Metadata | None = None
) -> Iterator[RawSource | Problem]:
    """Read `paths`, folders recursively, in sorted order, each file once; standard input comes last.

    Hidden files, sidecars and loops of symbolic links are skipped; a link out of what was named is a problem,
    as whoever filled the folder has no say in what else is read. The file name is part of the digest, for
    title and publisher fall back on it.

    Args:
        paths: Files and folders; `-` is standard input.
        stdin: What standard input held.
        overrides: Metadata that wins over what the files say.
    """
    named = {Path(path) for path in paths if str(path) != STDIN}
    folders = {path for path in named if _sure(path.is_dir)}
    files = [(path, True) for path in named - folders]
    given, walked = frozenset(map(_real, named)), set[str]()
    for folder in sorted(folders):
        files.extend((path, False) for path in _walk(folder, given, walked))
    flags = (overrides or Metadata()).model_dump_json().encode()
    seen: set[str] = set()
    for path, explicit in sorted(files, key=lambda file: (file[0].parts, not file[1])):
        real = _real(path)
        if not _within(real, given):
            yield _problem(
                path, f"it is a link to {real!r}, outside of the folder given; name that to read it"
            )
        elif real not in seen:
            seen.add(real)
            found = _read(path, explicit, flags, given)
            if found is not None:
                yield found
    if stdin is not None:
        yield _stdin(stdin, flags)
    elif any(str(path) == STDIN for path in paths):
        yield Problem(path=STDIN, reason="nothing was piped in; use `cat FILE | …`")


def _walk(folder: Path, given: frozenset[str], walked: set[str]) -> Iterator[Path]:
    """Files under `folder` and links that lead out of `given`; no folder is entered twice."""
    real = _real(folder)
    if real in walked:
        return
    walked.add(real)
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in paths:
        if path.name.startswith("."):
            continue
        if _sure(path.is_dir) and _within(_real(path), given):
            yield from _walk(path, given, walked)
        elif not _sure(Path(_real(path)).is_symlink):  # a link that leads back to itself stays a link
            yield path


def _within(real: str, given: frozenset[str]) -> bool:
    """Whether a path without links is one of `given` or lies under one."""
    return real in given or any(str(above) in given for above in Path(real).parents)


def _sure(question: Callable[[], bool]) -> bool:
    """What is answered about a path; no if it cannot be looked at, of which reading it will tell."""
    try:
        return question()
    except (OSError, ValueError):  # a name that is too long or holds a NUL, or a folder not to be searched
        return False


def _real(path: Path) -> str:
    """`path` behind all links; unlike `Path.resolve` it does not raise on loops."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # a link that may not be followed, or a name that holds a NUL
        return str(path)


def _read(path: Path, explicit: bool, flags: bytes, given: frozenset[str]) -> RawSource | Problem | None:
    if path.name.endswith(_SIDECAR):
        return (
            None if _owned(path) else _problem(path, "it is metadata of no article; name it like the article")
        )
    try:
        reason = _refusal(path, path.stat())
        if reason:
            return _problem(path, reason)
        data, sidecar = path.read_bytes(), _sidecar(path, given | {_real(path.parent)})
    except FileNotFoundError:
        return _problem(path, "there is no such file; check the path")
    except (OSError, ValueError) as error:
        return _problem(
            path, f"it cannot be read ({getattr(error, 'strerror', error)}); check its permissions"
        )
    digest = _digest(os.fsencode(path.name), data, sidecar or b"", flags)
    return RawSource(path=_shown(path), data=data, sidecar=sidecar, named=explicit, digest=digest)


def _refusal(path: Path, state: os.stat_result) -> str | None:
    if stat.S_ISDIR(state.st_mode):
        return "the folder cannot be listed; check its permissions"
    if not stat.S_ISREG(state.st_mode):
        return "it is not a regular file; pipe its content in as `-`"
    suffix = path.suffix
    if suffix.lower() not in SUFFIXES:
        return f"extension {suffix!r} is not known; rename it to one of {' '.join(SUFFIXES)}"
    if state.st_size > MAX_BYTES:
        return f"it is {state.st_size / 1e6:.1f} MB, more than {MAX_BYTES / 1e6:.0f} MB; split it"
    return None


def _stdin(data: bytes, flags: bytes) -> RawSource | Problem:
    if len(data) > MAX_BYTES:
        return _problem(
            Path(STDIN), f"it is {len(data) / 1e6:.1f} MB, more than {MAX_BYTES / 1e6:.0f} MB; split it"
        )
    return RawSource(path=STDIN, data=data, digest=_digest(b"-", data, b"", flags))


def _sidecar(path: Path, given: frozenset[str]) -> bytes | None:
    """Metadata beside `path`, not outside of `given`: `story.txt.meta.json`, or `story.meta.json`."""
    for candidate in (path.with_name(path.name + _SIDECAR), path.with_name(path.stem + _SIDECAR)):
        if _sure(candidate.is_file) and _within(_real(candidate), given):
            return candidate.read_bytes()
    return None


def _owned(sidecar: Path) -> bool:
    stem = sidecar.with_name(sidecar.name.removesuffix(_SIDECAR))
    return any(_sure(stem.with_name(stem.name + suffix).is_file) for suffix in ("", *SUFFIXES))


def _problem(path: Path, reason: str) -> Problem:
    return Problem(path=_shown(path), reason=reason)


def _shown(path: Path) -> str:
    """`path` as text that can be stored and printed, whatever bytes the file system holds."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _digest(*parts: bytes) -> str:
    """SHA-256 of `parts`, kept apart by their lengths."""
    lengths = json.dumps([len(part) for part in parts]).encode()
    return hashlib.sha256(lengths + b"".join(parts)).hexdigest()

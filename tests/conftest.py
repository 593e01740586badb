"""What holds for every test: it opens no connection, or is marked `socket` and stays on this machine.

A test marked `vcr` replays its tape in `cassettes/` to the last call; only while it is recorded, with
`--record-mode`, does it open a connection, to this machine.
"""

import ipaddress
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests import vectors

if TYPE_CHECKING:  # vcrpy loads every HTTP library there is: only a test with a tape imports it
    from vcr import VCR
    from vcr.cassette import Cassette

    from tests.cassette import Replay


class Guard:
    """Hears every connection and name lookup of this process, and refuses what the running test may not do.

    An audit hook, because patched methods miss connections opened from C and can be undone.
    """

    ADDRESSED = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
    LOOKUPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})

    def __init__(self) -> None:
        self.active = False
        self.local_allowed = False
        self.refused: list[str] = []

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.active or event not in self.ADDRESSED | self.LOOKUPS:
            return
        host = arguments[0] if event in self.LOOKUPS else arguments[1]
        if event in self.ADDRESSED:
            if not isinstance(host, tuple):
                return  # a Unix socket, such as an event loop wakes itself with, or one that is connected
            host = host[0]
        if self.local_allowed and is_local(host):
            return
        self.refused.append(f"{event} to {host!r}")
        raise RuntimeError(f"this test may not reach {host!r}: tests are offline; see the marker `socket`")


def is_local(host: object) -> bool:
    if host in {None, "localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def is_recorded(item: pytest.Item) -> bool:
    """Whether this run asks the real server and keeps what it answers."""
    mode = item.config.getoption("--record-mode") or "none"
    return mode != "none" and item.get_closest_marker("vcr") is not None


# A deadline measures the machine: an example that is slow only under load is no failure.
settings.register_profile("tests", deadline=None)
settings.load_profile("tests")

GUARD = Guard()
sys.addaudithook(GUARD.hear)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # one that xdist started shares the folder of the first process
        vectors.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        vectors.end()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Guards a test together with the fixtures that it is the first to need."""
    GUARD.refused.clear()
    GUARD.local_allowed = item.get_closest_marker("socket") is not None or is_recorded(item)
    GUARD.active = True
    try:
        return (yield)
    finally:
        GUARD.active = False


@pytest.fixture(autouse=True)
def refused() -> Iterator[list[str]]:
    """What the running test was refused; it fails for it at the end, even if the code hid the error."""
    yield GUARD.refused
    assert GUARD.refused == [], "this test opened a connection; tests are offline"


def pytest_recording_configure(vcr: "VCR") -> None:
    from tests import cassette

    vcr.register_serializer("yaml", cassette)


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    return str(Path(__file__).parents[1] / "cassettes" / request.path.stem)


@pytest.fixture
def replay() -> "Replay":
    from tests.cassette import Replay

    return Replay()


@pytest.fixture
def vcr_config(replay: "Replay") -> dict[str, Any]:
    return replay.settings()


@pytest.fixture(autouse=True)
def replayed(request: pytest.FixtureRequest, vcr: "Cassette | None") -> Iterator[None]:
    """A test with a tape makes every call on it and no other, even if the code hid the failure of one."""
    replay = request.getfixturevalue("replay") if vcr is not None else None
    yield
    if replay is not None and not is_recorded(request.node) and (faults := replay.faults(vcr)):
        told = "\n".join(faults)
        pytest.fail(f"the test and its tape differ; see cassettes/README.md\n{told}", pytrace=False)

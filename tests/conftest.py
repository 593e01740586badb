"""What holds for every test: it opens no connection, or is marked `socket` and stays on this machine."""

import ipaddress
import sys
from collections.abc import Generator, Iterator

import pytest


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


GUARD = Guard()
sys.addaudithook(GUARD.hear)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Guards a test together with the fixtures that it is the first to need."""
    GUARD.refused.clear()
    GUARD.local_allowed = item.get_closest_marker("socket") is not None
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

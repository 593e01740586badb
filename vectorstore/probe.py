"""Imports without a socket: urllib3 binds one as it is imported, to see whether IPv6 works.

See https://github.com/urllib3/urllib3/pull/611. trafilatura and langchain import it.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_probe() -> Iterator[None]:
    """Lets urllib3 be imported without that socket; it then takes IPv6 for missing, which hurts nobody."""
    known = socket.has_ipv6
    socket.has_ipv6 = False
    try:
        yield
    finally:
        socket.has_ipv6 = known

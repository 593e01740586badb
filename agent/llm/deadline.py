"""How bytes go to the endpoint and come back: one host, our headers, a total deadline and a largest reply.

httpx2 bounds each read, not the request: a server that sends a byte now and then would be waited for without
end. So the stream below it takes the time that is left as the timeout of each of its steps. Connections are
not kept for the next request: one that the server closed meanwhile would look like a failed call.
"""

import ssl
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import inf

import httpcore2
import httpx2

_SENT = frozenset({"host", "accept", "content-type", "content-length", "transfer-encoding", "connection"})
"""Headers that are sent; others come from the environment, or tell about this machine."""


class Deadline:
    """When the request in flight must be over, and how much it may bring.

    Args:
        clock: Seconds, monotonic.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._largest = 0
        self._clock = clock
        self._end = inf
        self._received = 0

    def start(self, seconds: float, largest: int) -> None:
        """A request starts that may take so long, and bring so many bytes."""
        self._largest = largest
        self._end = self._clock() + seconds
        self._received = 0

    def left(self, timeout: float | None) -> float:
        """Seconds that the next step may take.

        Raises:
            httpcore2.ReadTimeout: If none are left.
        """
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore2.ReadTimeout("the reply took too long")
        return left if timeout is None else min(left, timeout)

    def receive(self, got: bytes) -> bytes:
        """Count what came.

        Raises:
            httpcore2.RemoteProtocolError: If it is too much.
        """
        self._received += len(got)
        if self._received > self._largest:
            raise httpcore2.RemoteProtocolError(f"the reply is longer than {self._largest} bytes")
        return got


class Transport(httpx2.HTTPTransport):
    """Sends requests under `deadline`, with `authorization` as the only header about the user."""

    def __init__(self, deadline: Deadline, authorization: str | None) -> None:
        trusted = _trusted()
        super().__init__(verify=trusted)
        # The only way to a network backend; a test holds that a dripping server is given up.
        self._pool = httpcore2.ConnectionPool(
            ssl_context=trusted,
            max_keepalive_connections=0,
            network_backend=_Backend(deadline),
        )
        self._authorization = authorization

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """See `httpx2.HTTPTransport.handle_request`; compressed replies, not asked for, stay unread."""
        # A copy, since the client finds marks of its own in the headers of the original.
        response = super().handle_request(
            httpx2.Request(
                request.method,
                request.url,
                headers=self._headers(request.headers),
                stream=request.stream,
                extensions=request.extensions,
            )
        )
        response.headers.pop("content-encoding", None)
        return response

    def _headers(self, given: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in given.items() if name.lower() in _SENT}
        kept |= {"accept-encoding": "identity", "user-agent": "fairwitness"}
        return kept | ({"authorization": self._authorization} if self._authorization else {})


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to trust; reading the certificates takes 50 ms."""
    return httpx2.create_ssl_context()


class _Backend(httpcore2.SyncBackend):
    """Opens connections whose every step ends at the deadline."""

    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """See `httpcore2.NetworkBackend.connect_tcp`."""
        left = self._deadline.left(timeout)
        return _Stream(super().connect_tcp(host, port, left, local_address, socket_options), self._deadline)


class _Stream(httpcore2.NetworkStream):
    """`inner`, under a deadline."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """See `httpcore2.NetworkStream.read`."""
        return self._deadline.receive(self._inner.read(max_bytes, self._deadline.left(timeout)))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """See `httpcore2.NetworkStream.write`."""
        self._inner.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """See `httpcore2.NetworkStream.close`."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """See `httpcore2.NetworkStream.start_tls`."""
        left = self._deadline.left(timeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        """See `httpcore2.NetworkStream.get_extra_info`."""
        return self._inner.get_extra_info(info)

"""A connection over HTTP that is over by a deadline, whatever the other end does.

The timeout of a socket begins anew with every byte: whoever sends one now and then would hold a
thread for ever. Here every wait, for the connection, TLS, headers and body, is for what is left of
one time. That of the machine's own resolver alone is added to it, which the other end cannot
prolong.
"""

import socket
import ssl
from collections.abc import Callable
from http.client import HTTP_PORT, HTTPS_PORT, HTTPConnection
from io import BufferedReader, RawIOBase
from time import monotonic
from typing import Any, cast

Left = Callable[[], float]
"""The seconds that are left.

Raises:
    TimeoutError: none are.
"""


class TimedConnection(HTTPConnection):
    """http.client's connection, with TLS if it is given its context; asks no proxy.

    `within` is called before each request.
    """

    def __init__(self, host: str, port: int | None, tls: ssl.SSLContext | None) -> None:
        self.default_port = HTTPS_PORT if tls else HTTP_PORT
        super().__init__(host, port)
        self._tls = tls
        self._until = 0.0

    def within(self, seconds: float) -> None:
        """All that follows, up to the answer's last byte, takes no longer than this."""
        self._until = monotonic() + seconds

    def connect(self) -> None:
        """Connect to the first address that answers, and secure the connection."""
        line = self._reached()
        try:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            line.settimeout(self._left())
            secured = self._tls.wrap_socket(line, server_hostname=self.host) if self._tls else line
        except OSError:
            line.close()
            raise
        self.sock = _Line(secured, self._left)

    def _reached(self) -> socket.socket:
        """A name may have thousands of addresses that do not answer: they share what is left."""
        addresses = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        while True:
            address = cast("tuple[str, int]", addresses.pop(0)[-1][:2])
            try:
                return socket.create_connection(address, self._left() / (len(addresses) + 1))
            except OSError:
                if not addresses:
                    raise

    def _left(self) -> float:
        left = self._until - monotonic()
        if left <= 0:
            raise TimeoutError
        return left


class _Line:
    """What http.client asks of a socket."""

    def __init__(self, line: socket.socket, left: Left) -> None:
        self._line = line
        self._left = left

    def sendall(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            self._line.settimeout(self._left())
            rest = rest[self._line.send(rest) :]

    def makefile(self, _mode: str) -> BufferedReader:
        return BufferedReader(_Reading(self._line, self._left))

    def close(self) -> None:
        self._line.close()


class _Reading(RawIOBase):
    """What comes over a socket, which stays open until this is closed, too."""

    def __init__(self, line: socket.socket, left: Left) -> None:
        self._line = line
        self._left = left
        self._file = line.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._line.settimeout(self._left())
        return self._file.readinto(buffer)

    def close(self) -> None:
        self._file.close()
        super().close()

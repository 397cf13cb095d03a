"""Ports for programs that are told theirs before they begin, and so cannot take any free one."""

import secrets
import socket
from contextlib import suppress
from typing import Final

FIRST: Final = 15_000
LAST: Final = 32_000
"""Below 32,768, from where Linux gives a port to every connection and to whoever asks for any: one
that is free here stays so until the program takes it."""


def free_port() -> int:
    """A port of this machine that nobody listens on, by chance, as tests run side by side."""
    while True:
        port = FIRST + secrets.randbelow(LAST - FIRST)
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port

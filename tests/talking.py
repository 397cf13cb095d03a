"""A server that says what it is told to say, to whoever connects, with pauses where it is slow."""

import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"
MANY = 65_536


class Talking:
    """Says these pieces over each connection, once something was asked, and closes it.

    There is a pause of so many seconds before each piece: a byte a piece is a trickle.
    """

    def __init__(
        self, pieces: Sequence[bytes], pause: float, tls: ssl.SSLContext | None = None
    ) -> None:
        self.asked: list[bytes] = []
        self.said = 0
        self.over = Event()
        self._pieces = pieces
        self._pause = pause
        self._tls = tls
        self._socket = socket.create_server((HOST, 0))

    @property
    def url(self) -> str:
        """Where it listens, with no path."""
        scheme = "https" if self._tls else "http"
        return f"{scheme}://{HOST}:{self._socket.getsockname()[1]}"

    def serve(self) -> None:
        """One connection after the other, until it is closed."""
        while not self.over.is_set():
            line, _ = self._socket.accept()
            with line, suppress(OSError):  # who asked may have heard enough
                self._talk(self._tls.wrap_socket(line, server_side=True) if self._tls else line)

    def _talk(self, line: socket.socket) -> None:
        with line:
            if not (heard := _heard(line)):
                return
            self.asked.append(heard)
            for piece in self._pieces:
                if self.over.wait(self._pause):
                    return
                line.sendall(piece)
                self.said += 1

    def end(self) -> None:
        """Say no more."""
        self.over.set()
        with suppress(OSError), socket.create_connection(self._socket.getsockname()[:2]):
            pass  # so that `accept` returns

    def close(self) -> None:
        """Listen no more, once nobody accepts: `accept` on what is closed is an error."""
        self._socket.close()


def _heard(line: socket.socket) -> bytes:
    """A request with its body, or the first that is no request, as a client of TLS would say."""
    data = line.recv(MANY)
    while data[:4] in {b"GET ", b"POST"}:
        head, end, body = data.partition(b"\r\n\r\n")
        length = re.search(rb"Content-Length: (\d+)", head)
        if end and len(body) >= int(length[1] if length else 0):
            break
        data += line.recv(MANY)
    return data


@contextmanager
def saying(
    *pieces: bytes, pause: float = 0, tls: ssl.SSLContext | None = None
) -> Iterator[Talking]:
    """A server that says these pieces."""
    server = Talking(pieces, pause, tls)
    thread = Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.end()
        thread.join()
        server.close()


def trickled(data: bytes) -> list[bytes]:
    """A byte a piece."""
    return [data[place : place + 1] for place in range(len(data))]


def answered(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An answer in HTTP, with its length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def certified(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server of this machine needs for TLS, and the certificate to trust it by."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)]), datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    format_, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "server.key").write_bytes(key.private_bytes(pem, format_, plain))
    (folder / "server.pem").write_bytes(certificate.public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return context, folder / "server.pem"

"""A real time-stamping authority on this machine: OpenSSL's, with certificates made here.

`Authority.reply` answers a request with the machine's clock (`openssl ts -reply`); `reply_at` says
any time, for which OpenSSL signs a TSTInfo that is written here (RFC 3161, section 2.4.2).
"""

import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final, Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from rfc3161_client import TimeStampRequest
from rfc3161_client._rust import parse_timestamp_request

Purpose = Literal["stamping", "not-critical", "servers", "none"]
Answer = tuple[int, str, bytes]
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

DIGESTS: Final = {"sha1": "1.3.14.3.2.26", "sha256": "2.16.840.1.101.3.4.2.1"}
_CONFIGURATION: Final = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = {digest}
default_policy = 1.2.3.4.1
digests = sha1, sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""

_ONE_AT_A_TIME: Final = Lock()
"""OpenSSL reads and writes files of fixed names, and authorities are asked side by side."""


@dataclass(frozen=True)
class Certified:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: Key

    @property
    def der(self) -> bytes:
        """The certificate in DER."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        """The certificate in PEM."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@dataclass(frozen=True)
class Kind:
    """What certificate to make: days are counted from now."""

    key: Literal["rsa", "ec"] = "ec"
    days: tuple[float, float] = (-1, 3650)
    purpose: Purpose = "stamping"
    bits: int = 2048


STAMPER: Final = Kind()


def new_key(kind: Kind) -> Key:
    """A key of this kind."""
    if kind.key == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=kind.bits)
    return ec.generate_private_key(ec.SECP256R1())


def new_root(name: str, kind: Kind = STAMPER) -> Certified:
    """A root that signs itself."""
    key = new_key(kind)
    builder = _begin(name, name, key, kind).add_extension(x509.BasicConstraints(True, None), True)
    return Certified(builder.sign(key, hashes.SHA256()), key)


def renewed(one: Certified) -> Certified:
    """The certificate of a root made anew, with the same name and key."""
    builder = _begin(_name_of(one), _name_of(one), one.key, STAMPER)
    builder = builder.add_extension(x509.BasicConstraints(True, None), critical=True)
    return Certified(builder.sign(one.key, hashes.SHA256()), one.key)


def issue(
    issuer: Certified, name: str, kind: Kind = STAMPER, *, authority: bool = False
) -> Certified:
    """A certificate that `issuer` signs: of an authority between, or of whoever stamps."""
    key = new_key(kind)
    builder = _begin(name, _name_of(issuer), key, kind)
    builder = builder.add_extension(x509.BasicConstraints(authority, None), critical=True)
    if kind.purpose != "none" and not authority:
        usages = {"servers": ExtendedKeyUsageOID.SERVER_AUTH}
        usage = usages.get(kind.purpose, ExtendedKeyUsageOID.TIME_STAMPING)
        critical = kind.purpose != "not-critical"
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=critical)
    return Certified(builder.sign(issuer.key, hashes.SHA256()), key)


def _begin(name: str, issuer: str, key: Key, kind: Kind) -> x509.CertificateBuilder:
    now = datetime.now(UTC).replace(microsecond=0)
    first, last = (now + timedelta(days=days) for days in kind.days)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
    )


def _name_of(one: Certified) -> str:
    return str(one.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


@dataclass(frozen=True)
class Authority:
    """One that stamps: its own certificate, those between, and the root."""

    folder: Path
    signer: Certified
    between: tuple[Certified, ...]
    root: Certified
    digest: str = "sha256"

    @classmethod
    def make(cls, folder: Path, name: str = "Stamps", kind: Kind = STAMPER) -> "Authority":
        """A root, a certificate between, and a signer of this kind."""
        root = new_root(f"{name} root", Kind(kind.key, (-20000, 36500)))
        between = issue(root, f"{name} between", Kind(kind.key, (-10000, 18250)), authority=True)
        return cls(folder, issue(between, name, kind), (between,), root)._written()

    def with_signer(self, kind: Kind) -> "Authority":
        """The same authority with another certificate."""
        signer = issue(self.between[-1], _name_of(self.signer), kind)
        return replace(self, signer=signer)._written()

    def reply(self, request: bytes) -> bytes:
        """What it answers now."""
        with _ONE_AT_A_TIME:
            (self.folder / "request.tsq").write_bytes(request)
            self._openssl(
                *("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq"),
                *("-signer", "signer.pem", "-inkey", "signer.key", "-chain", "between.pem"),
                *("-out", "answer.tsr"),
            )
            return (self.folder / "answer.tsr").read_bytes()

    def reply_at(self, request: bytes, time: datetime, *, digest: str = "sha256") -> bytes:
        """What it would have answered then; `digest` is the imprint's."""
        asked: TimeStampRequest = parse_timestamp_request(request)
        return self.stamp_at(asked.message_imprint.message, time, asked.nonce, digest=digest)

    def stamp_at(
        self, imprint: bytes, time: datetime, nonce: int | None = None, *, digest: str = "sha256"
    ) -> bytes:
        """A granted answer over an imprint."""
        with _ONE_AT_A_TIME:
            (self.folder / "info.der").write_bytes(_info(imprint, time, nonce, digest))
            self._openssl(
                *("cms", "-sign", "-binary", "-nodetach", "-in", "info.der", "-md", self.digest),
                *("-econtent_type", "id-smime-ct-TSTInfo", "-cades", "-outform", "DER"),
                *("-signer", "signer.pem", "-inkey", "signer.key", "-certfile", "between.pem"),
                *("-out", "token.der"),
            )
            return _der(0x30, _der(0x30, _integer(0)), (self.folder / "token.der").read_bytes())

    def check(self, answer: bytes, data: bytes) -> None:
        """Have `openssl ts -verify` check what is stored, as anybody can."""
        (self.folder / "stored.tsr").write_bytes(answer)
        (self.folder / "stored.txt").write_bytes(data)
        self._openssl(
            *("ts", "-verify", "-in", "stored.tsr", "-data", "stored.txt"),
            *("-CAfile", "root.pem", "-untrusted", "between.pem"),
        )

    def _openssl(self, *arguments: str) -> None:
        command = ["openssl", *arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False)
        if done.returncode:
            raise AssertionError(done.stderr.decode())

    def _written(self) -> "Authority":
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "signer.pem").write_bytes(self.signer.pem)
        (self.folder / "between.pem").write_bytes(b"".join(one.pem for one in self.between))
        (self.folder / "root.pem").write_bytes(self.root.pem)
        (self.folder / "signer.key").write_bytes(
            self.signer.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        (self.folder / "serial").write_text("01\n")
        text = _CONFIGURATION.format(folder=self.folder, digest=self.digest)
        (self.folder / "tsa.cnf").write_text(text)
        return self


@contextmanager
def serving(*authorities: Authority) -> Iterator[list[str]]:
    """Serve each over HTTP (RFC 3161, section 3.4); the addresses."""

    def answer(path: str, request: bytes) -> Answer:
        return 200, "application/timestamp-reply", authorities[int(path[1:])].reply(request)

    with _serving(answer) as url:
        yield [f"{url}{number}" for number in range(len(authorities))]


@contextmanager
def answering(status: int, kind: str, body: bytes) -> Iterator[str]:
    """Answer everybody alike; the address."""
    with _serving(lambda _path, _request: (status, kind, body)) as url:
        yield url


@contextmanager
def hanging() -> Iterator[str]:
    """Take every request and answer none; the address."""
    over = Event()

    def answer(_path: str, _request: bytes) -> Answer:
        over.wait(60)
        return 503, "text/plain", b""

    with _serving(answer) as url:
        try:
            yield url
        finally:
            over.set()


@contextmanager
def _serving(answer: Callable[[str, bytes], Answer]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, body = answer(self.path, request)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(ConnectionError):  # who asked may have heard enough
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def _info(imprint: bytes, time: datetime, nonce: int | None, digest: str) -> bytes:
    algorithm = _der(0x30, _oid(DIGESTS[digest]), _der(0x05))
    moment = time.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode()
    return _der(
        0x30,
        _integer(1),
        _oid("1.2.3.4.1"),
        _der(0x30, algorithm, _der(0x04, imprint)),
        _integer(1),
        _der(0x18, moment),
        _der(0x30, _integer(1)),
        b"" if nonce is None else _integer(nonce),
    )


def _der(tag: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    if len(body) < 0x80:
        return bytes((tag, len(body))) + body
    length = len(body).to_bytes((len(body).bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + body


def _integer(value: int) -> bytes:
    return _der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _oid(text: str) -> bytes:
    first, second, *rest = (int(part) for part in text.split("."))
    return _der(0x06, bytes([40 * first + second]), *(_base128(number) for number in rest))


def _base128(number: int) -> bytes:
    digits: Sequence[int] = [number & 0x7F]
    while number := number >> 7:
        digits = [0x80 | (number & 0x7F), *digits]
    return bytes(digits)

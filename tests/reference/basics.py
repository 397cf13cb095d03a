"""Chapter 0: bytes, JSON, digests, keys, signatures; and whatever else has one form."""

import base64
import hashlib
import json
import re
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
UUID = r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class No(Exception):
    """What a verifier must refuse."""


def need(condition: object, why: str) -> None:
    """Refuse, unless."""
    if not condition:
        raise No(why)


def sha(data: bytes) -> str:
    """F0.7."""
    return b64u(hashlib.sha256(data).digest())


def b64u(data: bytes) -> str:
    """F0.1, written."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def unb64u(text: Any) -> bytes:
    """F0.1, read."""
    need(isinstance(text, str) and re.fullmatch("[A-Za-z0-9_-]*", text), "not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError as error:
        raise No("not base64url") from error
    need(b64u(data) == text, "another spelling of base64url")
    return data


def write(value: Any) -> bytes:
    """F0.2: RFC 8785, for ASCII keys and whole numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def read(data: bytes) -> Any:
    """F0.2 to F0.6."""
    need(len(data) <= 2**24, "too long")
    try:
        value = json.loads(
            data.decode(), object_pairs_hook=_once, parse_float=_none, parse_constant=_none
        )
        need(write(value) == data, "not in the form of RFC 8785")
    except (ValueError, RecursionError) as error:
        raise No("not JSON") from error
    _bounded(value, 0)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need(len(dict(pairs)) == len(pairs), "a key twice")
    need(all(key.isascii() for key, _ in pairs), "a key that is not ASCII")
    return dict(pairs)


def _none(_: str) -> None:
    raise No("not a whole number")


def _bounded(value: Any, depth: int) -> None:
    if isinstance(value, int):
        need(abs(value) < 2**53, "beyond 2^53")
    if isinstance(value, dict | list):
        need(depth < 32, "more than 32 deep")
        for inner in value.values() if isinstance(value, dict) else value:
            _bounded(inner, depth + 1)


def digest(value: Any) -> str:
    """F0.7, read."""
    need(isinstance(value, str) and len(value) == 43, "not a digest")
    unb64u(value)
    return str(value)


def uuid(value: Any) -> str:
    """F0.8."""
    need(isinstance(value, str) and re.fullmatch(UUID, value), "not an id")
    return str(value)


def number(value: Any, least: int = 0) -> int:
    """A whole number."""
    need(type(value) is int and value >= least, "not a whole number, or too small")
    return int(value)


def time(value: Any) -> int:
    """F0.9."""
    need(number(value, 1) <= 253402300799, "beyond the year 9999")
    return int(value)


def line(value: Any) -> str:
    """Visible ASCII."""
    need(isinstance(value, str) and re.fullmatch(r"[!-~]{1,300}", value), "not a line")
    return str(value)


def thumbprint(raw: bytes) -> str:
    """RFC 7638 with the members of RFC 8037."""
    return sha(write({"crv": "Ed25519", "kty": "OKP", "x": b64u(raw)}))


def sound_key(raw: bytes) -> None:
    """F0.12: decoded by RFC 8032, section 5.1.3, and not of small order."""
    need(len(raw) == 32, "not 32 bytes")
    sign, y = raw[31] >> 7, int.from_bytes(raw, "little") % 2**255
    need(y < P, "not canonical")
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    need(x * x % P == square, "not on the curve")
    need(x or not sign, "not canonical: x is 0 and has a sign")
    point = (P - x if x % 2 != sign else x, y)
    for _ in range(3):
        point = _double(*point)
    need(point != (0, 1), "of order 1, 2, 4 or 8")


def _double(x: int, y: int) -> tuple[int, int]:
    product = D * x * x * y * y
    return 2 * x * y * pow(1 + product, -1, P) % P, (y * y + x * x) * pow(1 - product, -1, P) % P


def signed_by(raw: bytes, signature: bytes, message: bytes) -> None:
    """F0.13."""
    sound_key(raw)
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    except InvalidSignature as error:
        raise No("signature") from error


class Jws:
    """F0.10, F0.14; nothing is verified by having one."""

    def __init__(self, typ: str, data: bytes) -> None:
        need(len(data) <= 65536 and data.isascii() and data.count(b".") == 2, "not a JWS")
        header, payload, signature = (unb64u(part) for part in data.decode().split("."))
        head = read(header)
        need(isinstance(head, dict) and set(head) == {"alg", "kid", "typ"}, "header")
        need(head["alg"] == "Ed25519" and head["typ"] == typ, "alg, typ")
        need(len(signature) == 64, "signature")
        self.data, self.signature = data, signature
        self.kid = digest(head["kid"])
        self.claims = read(payload)
        need(isinstance(self.claims, dict), "payload")
        self.digest = sha(data)

    def verify(self, raw: bytes) -> None:
        """F0.11, F0.13."""
        need(self.kid == thumbprint(raw), "kid")
        signed_by(raw, self.signature, self.data.rpartition(b".")[0])

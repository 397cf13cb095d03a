"""RFC 3161 time stamps: that bytes existed at a time, by the word of an authority.

The chain of certificates is validated as it stood when the stamp was made, not now: records outlive
certificates (docs/FORMAT.md, chapter 15). Signature and chain are checked by OpenSSL, through the
library `rfc3161-client`, which is imported only here and only when a stamp is opened; whether its
authority is one that was asked for, how long the stamp holds and that its algorithms are strong is
checked by us.
"""

import hashlib
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from crypto.certificates import ChainRefused, Untrusted, chain_to, kind_of
from crypto.errors import CryptoError
from crypto.signed_token import has_positive_number, in_order, is_signed_by, names

if TYPE_CHECKING:
    from rfc3161_client import Accuracy, TimeStampResponse

MAX_BYTES: Final = 2**16
"""Longest answer of an authority that is read: a bound of ours, ten times what they send."""
MAX_ACCURACY: Final = 300
"""Most seconds of uncertainty: with more, it says less than the ledger's own clock does."""
KEPT: Final = 128
"""Certificates, and chains, that are kept once read: a ledger's thousands of stamps share a few."""
HASHES: Final = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}
"""Digests that may be stamped or signed with, by their object identifiers (RFC 5754, section 2)."""


class StampRefused(CryptoError):
    """Not a time stamp over these bytes that its authority could give at that time."""


class StampForeign(StampRefused):
    """The chain of its authority leads to none of the roots that were given, so it says nothing.

    That is no trace of an alteration: a ledger may have stamps of authorities whom not everybody
    trusts.
    """


class StampLibraryMissing(CryptoError):
    """`rfc3161-client`, with which stamps are checked, is not installed."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """Evidence that `authority` saw the bytes at `time`, give or take `accuracy`.

    Times are seconds since 1970, `accuracy` seconds. `expires` is when the first certificate of the
    authority's chain ends: from then on nobody answers for its key any more, and the stamp holds
    only if another was made over it before.
    """

    time: int
    accuracy: int
    authority: str
    expires: int


def open_stamp(
    token: bytes, data: bytes, authorities: Sequence[bytes], nonce: int | None = None
) -> Stamped:
    """Verify an authority's answer (TimeStampResp, RFC 3161, section 2.4.2) over `data`.

    `authorities` are roots (DER) one of which the chain must lead to. `nonce` is what was asked
    with, where the answer has just come.

    Raises:
        StampForeign: the chain leads to none of these roots.
        StampRefused: not an answer in DER, not over these bytes, not signed so, a chain that was
            not valid then or not made for stamping time, or an algorithm that is too weak.
        StampLibraryMissing: as the name says.
    """
    with _refusing():
        response = _decode(token)
        _check_imprint(response, data)
        ders = sorted(response.signed_data.certificates)
        given = tuple(one for one in map(_certificate, ders) if one)
        signer = _signer(response, given)
        if not names(token, signer.public_bytes(Encoding.DER)):
            raise StampRefused("stamp: the signature names another certificate, or none")
        chain = _chain(signer, given, tuple(map(x509.load_der_x509_certificate, authorities)))
        if not is_signed_by(token, kind_of(signer)):
            raise StampRefused("stamp: signed with an algorithm that is not known here")
        _verify(response, data, chain.root, nonce)
        info = response.tst_info
        chain.check_at(info.gen_time)
        return Stamped(
            time=int(info.gen_time.timestamp()),
            accuracy=_accuracy(response),
            authority=chain.name,
            expires=chain.expires,
        )


def imprint_of(token: bytes) -> tuple[str, bytes]:
    """The digest that an answer claims to be over, unverified, and the name of its algorithm.

    Raises:
        StampRefused: not an answer in DER with a token in it, or a digest that is too weak.
        StampLibraryMissing: as `open_stamp`.
    """
    with _refusing():
        return _imprint(_decode(token))


def _decode(token: bytes) -> "TimeStampResponse":
    if len(token) > MAX_BYTES:
        raise StampRefused(f"stamp: longer than {MAX_BYTES} bytes")
    try:
        from rfc3161_client import PKIStatus, decode_timestamp_response  # noqa: PLC0415 - see above
    except ImportError as error:
        raise StampLibraryMissing(
            "stamp: rfc3161-client, with which stamps are checked, is not installed"
        ) from error
    response = decode_timestamp_response(in_order(token))
    if response.status != PKIStatus.GRANTED:
        raise StampRefused(f"stamp: its authority did not grant it (status {response.status})")
    return response


def _check_imprint(response: "TimeStampResponse", data: bytes) -> None:
    name, message = _imprint(response)
    if hashlib.new(name, data).digest() != message:
        raise StampRefused("stamp: over other bytes than these")


def _imprint(response: "TimeStampResponse") -> tuple[str, bytes]:
    imprint = response.tst_info.message_imprint
    name = HASHES.get(imprint.hash_algorithm.dotted_string)
    if name is None:
        raise StampRefused("stamp: over a digest that is too weak, or unknown")
    return name, imprint.message


@lru_cache(KEPT)
def _certificate(der: bytes) -> x509.Certificate | None:
    """A certificate that came with a stamp; None if no chain can have it, for its names or key."""
    if not has_positive_number(der):
        raise StampRefused("stamp: a certificate whose number is not positive")
    one = x509.load_der_x509_certificate(der)
    try:
        _ = one.issuer, one.subject, one.public_key()  # which are read only when they are asked for
    except _UNREADABLE:
        return None
    return one


_chain: Final = lru_cache(KEPT)(chain_to)


def _signer(response: "TimeStampResponse", given: Sequence[x509.Certificate]) -> x509.Certificate:
    """The certificate that the signature names, which must come with it."""
    if any(one.dotted_string not in HASHES for one in response.signed_data.digest_algorithms):
        raise StampRefused("stamp: signed over a digest that is too weak, or unknown")
    infos = list(response.signed_data.signer_infos)
    if len(infos) != 1:
        raise StampRefused(f"stamp: {len(infos)} signatures instead of one")
    named = (infos[0].issuer, infos[0].serial_number)
    for one in given:
        if (one.issuer, one.serial_number) == named:
            return one
    raise StampRefused("stamp: the certificate of its authority is not in it")


def _verify(
    response: "TimeStampResponse", data: bytes, root: x509.Certificate, nonce: int | None
) -> None:
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415 - see above

    try:
        VerifierBuilder(roots=[root], nonce=nonce).build().verify_message(response, data)
    except VerificationError as error:
        raise StampRefused(f"stamp: {_reason(error)}") from error


def _accuracy(response: "TimeStampResponse") -> int:
    """Seconds, rounded up; also what cutting off the fraction of a second takes away."""
    stated: Accuracy | None = response.tst_info.accuracy  # which may be absent
    fraction = response.tst_info.gen_time.microsecond / 1e6
    if stated is None:
        return math.ceil(fraction)
    parts = (stated.seconds or 0, (stated.millis or 0) / 1e3, (stated.micros or 0) / 1e6, fraction)
    if sum(parts) > MAX_ACCURACY:
        raise StampRefused(f"stamp: of an accuracy worse than {MAX_ACCURACY} s")
    return math.ceil(sum(parts))


def _reason(error: Exception) -> str:
    """Why the library refused; of OpenSSL's own words only that it was OpenSSL that refused."""
    text = str(error)
    return "the signature or its chain does not verify" if "Error while" in text else text


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn what the libraries raise about foreign bytes into a refusal."""
    try:
        yield
    except Untrusted as error:
        raise StampForeign(f"stamp: {error}") from error
    except ChainRefused as error:
        raise StampRefused(f"stamp: {error}") from error
    except (StampRefused, StampLibraryMissing):
        raise
    except _UNREADABLE as error:
        raise StampRefused(_NO_ANSWER) from error
    except BaseException as error:
        # Bytes on which its Rust gives up arrive as a panic, which is no `Exception`.
        if type(error).__name__ != "PanicException":
            raise
        raise StampRefused(_NO_ANSWER) from error


_NO_ANSWER: Final = "stamp: not an answer of a time-stamping authority in DER"
_UNREADABLE: Final = (
    *(ValueError, LookupError, TypeError, OverflowError),
    *(x509.InvalidVersion, x509.DuplicateExtension, x509.UnsupportedGeneralNameType),
    UnsupportedAlgorithm,
)
"""What the libraries raise about bytes that somebody made up (found by fuzzing)."""

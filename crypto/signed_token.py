"""Inside a time-stamp token: the parts of its CMS structure that the library does not show.

A token is a SignedData (RFC 5652, section 5.1) within an authority's answer (RFC 3161, section
2.4.2). What is read here is what it takes to hand it to the library, and to see that the signature
names the very certificate that it is verified with (RFC 5816).
"""

import hashlib
from typing import Final

from crypto.der import Element, read

_CONTEXT_0: Final = 0xA0
"""`certificates` of SignedData, `signedAttrs` of SignerInfo."""
_INTEGER: Final = 0x02
_OCTETS: Final = 0x04
_SEQUENCE: Final = 0x30
_SIGNING_CERTIFICATE: Final = {
    bytes.fromhex("060b2a864886f70d010910020c"): "sha1",  # RFC 2634, section 5.4: always SHA-1
    bytes.fromhex("060b2a864886f70d010910022f"): "sha256",  # RFC 5035, section 3: unless it says
}
_HASHES: Final = {
    bytes.fromhex("0609608648016503040201"): "sha256",
    bytes.fromhex("0609608648016503040202"): "sha384",
    bytes.fromhex("0609608648016503040203"): "sha512",
}
_SIGNED_WITH: Final = {
    bytes.fromhex("06092a864886f70d010101"): ("rsa", None),  # which leaves the digest to the other
    bytes.fromhex("06092a864886f70d01010b"): ("rsa", "sha256"),
    bytes.fromhex("06092a864886f70d01010c"): ("rsa", "sha384"),
    bytes.fromhex("06092a864886f70d01010d"): ("rsa", "sha512"),
    bytes.fromhex("06082a8648ce3d040302"): ("ec", "sha256"),
    bytes.fromhex("06082a8648ce3d040303"): ("ec", "sha384"),
    bytes.fromhex("06082a8648ce3d040304"): ("ec", "sha512"),
}


def in_order(answer: bytes) -> bytes:
    """The answer with its certificates in the order of DER.

    OpenSSL, and with it most authorities, writes them in another, which RFC 5652 allows and the
    library refuses. No signature covers them, and none of them changes its length by moving.

    Raises:
        Malformed: not an answer in DER.
    """
    parts = list(read(answer).parts())
    if len(parts) < 2:  # noqa: PLR2004 - a refusal has a status alone
        return answer
    found = _tagged(_signed_data(answer), _CONTEXT_0)
    if found is None:
        return answer
    ordered = b"".join(sorted(one.encoded for one in found.parts()))
    return answer[: found.body] + ordered + answer[found.end :]


def names(answer: bytes, certificate: bytes) -> bool:
    """Whether the signature covers the digest of this certificate (DER) as that of its signer.

    Without it another certificate of the same key could be put in the place of the one that stamped
    (RFC 2634, section 5).

    Raises:
        Malformed: not an answer with a token in DER.
    """
    attributes = _tagged(_signer(answer), _CONTEXT_0)
    for attribute in attributes.parts() if attributes else ():
        name = _SIGNING_CERTIFICATE.get(attribute.part(0).encoded)
        if name:
            return _is_of(attribute.part(1).part(0).part(0).part(0), name, certificate)
    return False


def is_signed_by(answer: bytes, kind: str) -> bool:
    """Whether the signature says that it is by a key of this kind, `rsa` or `ec`, over its digest.

    No signature covers the algorithm's name, and OpenSSL goes by the key alone; but others go by
    the name, and all should agree.

    Raises:
        Malformed: not an answer with a token in DER.
    """
    parts = list(_signer(answer).parts())
    at = next((place for place, part in enumerate(parts) if part.tag == _CONTEXT_0), 0)
    if not 0 < at < len(parts) - 1:
        return False
    digest = _HASHES.get(parts[at - 1].part(0).encoded)
    name, over = _SIGNED_WITH.get(parts[at + 1].part(0).encoded, ("", None))
    return name == kind and over in {None, digest}


def has_positive_number(certificate: bytes) -> bool:
    """Whether a certificate's serial number is above zero (RFC 5280, section 4.1.2.2).

    The library that reads certificates only warns of others, and will refuse them one day.

    Raises:
        Malformed: not a certificate in DER.
    """
    number = _tagged(read(certificate).part(0), _INTEGER)
    return number is not None and int.from_bytes(number.contents, "big", signed=True) > 0


def _is_of(named: Element, name: str, certificate: bytes) -> bool:
    """Whether an ESSCertID or ESSCertIDv2 has the certificate's digest."""
    first = named.part(0)
    if first.tag == _SEQUENCE:
        name = _HASHES.get(first.part(0).encoded, "")
        first = named.part(1)
    if first.tag != _OCTETS or not name:
        return False
    return hashlib.new(name, certificate, usedforsecurity=False).digest() == first.contents


def _signed_data(answer: bytes) -> Element:
    """Answer: status, token; token: content type, [0]; in that the SignedData."""
    return read(answer).part(1).part(1).part(0)


def _signer(answer: bytes) -> Element:
    """The first SignerInfo (RFC 5652, section 5.3)."""
    return list(_signed_data(answer).parts())[-1].part(0)


def _tagged(element: Element, tag: int) -> Element | None:
    return next((part for part in element.parts() if part.tag == tag), None)

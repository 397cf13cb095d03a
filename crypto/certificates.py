"""The chain of X.509 certificates from a time-stamping authority to a root that is trusted.

OpenSSL validates the chain as well (`crypto.stamps`). What it does not say is until when the chain
holds, and it takes algorithms and keys that are too weak for records which live for decades.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.x509.oid import ExtendedKeyUsageOID, ExtensionOID, NameOID

from crypto.errors import CryptoError

MAX_CERTIFICATES: Final = 16
"""Most certificates that are looked at: a bound of ours; chains have two to four."""
MAX_CHAIN: Final = 5
"""Most certificates from a signer to a root. Certificates of one name and key all issue each other,
so without a bound there are more ways through sixteen of them than anybody can try."""
MIN_RSA_BITS: Final = 2048
"""A key of 112 bits of strength (NIST SP 800-57 part 1, table 2)."""
CURVES: Final = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
"""The curves that every verifier knows: Web Cryptography has no other."""
MAX_NAME: Final = 200


class ChainRefused(CryptoError):
    """A chain that was not valid at that time, is not made for stamping, or is too weak."""


class Untrusted(CryptoError):
    """The chain leads to none of the roots that were given."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Certificates, each issued by the one behind it: the signer's first, the root last."""

    certificates: tuple[x509.Certificate, ...]

    @property
    def root(self) -> x509.Certificate:
        """The certificate that was trusted to begin with."""
        return self.certificates[-1]

    @property
    def expires(self) -> int:
        """Seconds since 1970 when the first of the certificates ends."""
        return min(int(one.not_valid_after_utc.timestamp()) for one in self.certificates)

    @property
    def name(self) -> str:
        """The signer's common name, or else its whole name; without characters nobody sees."""
        subject = self.certificates[0].subject
        common = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        text = str(common[0].value) if common else subject.rfc4514_string()
        return "".join(each if each.isprintable() else "�" for each in text)[:MAX_NAME]

    def check_at(self, time: datetime) -> None:
        """See that every certificate was valid at `time`, and strong, and the signer's a stamper's.

        Raises:
            ChainRefused: naming the certificate by its place, from 1, and the reason.
        """
        _check_purpose(self.certificates[0])
        for place, one in enumerate(self.certificates, 1):
            if not one.not_valid_before_utc <= time <= one.not_valid_after_utc:
                raise ChainRefused(f"certificate {place}: not valid at the time of the stamp")
            if not _is_strong_key(one):
                raise ChainRefused(f"certificate {place}: a key that is too weak")
            if any(each.critical and each.oid not in _KNOWN for each in one.extensions):
                raise ChainRefused(f"certificate {place}: an extension that is not known here")
            # Nobody relies on the signature of a root over itself: it was given by hand.
            if one is not self.root and not isinstance(one.signature_hash_algorithm, _STRONG):
                raise ChainRefused(f"certificate {place}: signed over a digest that is too weak")


def chain_to(
    signer: x509.Certificate, given: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
) -> Chain:
    """The chain from a signer to one of the roots; of several, the one that lasts longest.

    Raises:
        Untrusted: none leads to a root.
        ChainRefused: more certificates than `MAX_CERTIFICATES`.
    """
    if len(given) > MAX_CERTIFICATES:
        raise ChainRefused(f"certificates: more than {MAX_CERTIFICATES}")
    chains = [Chain(path) for path in _paths((signer,), given, roots)]
    if not chains:
        raise Untrusted("certificates: the chain leads to no authority that is asked for")
    return max(chains, key=lambda chain: chain.expires)


def kind_of(certificate: x509.Certificate) -> str:
    """What kind of key it certifies: `rsa`, `ec` or another, which is empty."""
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return "rsa"
    return "ec" if isinstance(key, ec.EllipticCurvePublicKey) else ""


def _paths(
    path: tuple[x509.Certificate, ...],
    given: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
) -> Iterator[tuple[x509.Certificate, ...]]:
    last = path[-1]
    if last in roots:
        yield path
        return
    if len(path) == MAX_CHAIN:
        return
    below = len(path) - 1
    yield from ((*path, root) for root in roots if _may_issue(root, below) and _issued(root, last))
    for one in given:
        known = one in path or one in roots
        if not known and _may_issue(one, below) and _issued(one, last):
            yield from _paths((*path, one), [each for each in given if each != one], roots)


@lru_cache(MAX_CERTIFICATES**2)
def _issued(issuer: x509.Certificate, issued: x509.Certificate) -> bool:
    """Whether one certificate is named as the issuer of the other, and did sign it."""
    if issuer.subject != issued.issuer:
        return False
    try:
        issued.verify_directly_issued_by(issuer)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


@lru_cache(MAX_CERTIFICATES**2)
def _may_issue(certificate: x509.Certificate, below: int) -> bool:
    """Whether an authority may issue certificates, with so many others between it and a signer."""
    try:
        found = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = _usage(certificate)
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return False
    length = found.path_length
    signs = usage is None or usage.key_cert_sign
    return found.ca and signs and (length is None or length >= below)


def _check_purpose(signer: x509.Certificate) -> None:
    """RFC 3161, section 2.3: one purpose, time stamping, and marked as critical."""
    try:
        found = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
        usage = _usage(signer)
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError) as error:
        raise ChainRefused("certificate 1: not made for stamping time") from error
    if not found.critical or list(found.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise ChainRefused("certificate 1: not made for stamping time, and for that alone")
    if usage is not None and not _signs_alone(usage):
        raise ChainRefused("certificate 1: its key is not for signing, and for that alone")


def _usage(certificate: x509.Certificate) -> x509.KeyUsage | None:
    """What its key is for, where that is stated (RFC 5280, section 4.2.1.3)."""
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None


def _signs_alone(usage: x509.KeyUsage) -> bool:
    """OpenSSL refuses a key for stamps that is for anything else (RFC 3161, section 2.3)."""
    other = (
        *(usage.key_encipherment, usage.data_encipherment, usage.key_agreement),
        *(usage.key_cert_sign, usage.crl_sign),
    )
    return (usage.digital_signature or usage.content_commitment) and not any(other)


def _is_strong_key(certificate: x509.Certificate) -> bool:
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return False
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= MIN_RSA_BITS
    if isinstance(key, ec.EllipticCurvePublicKey):
        return isinstance(key.curve, CURVES)
    return isinstance(key, ed25519.Ed25519PublicKey)


_KNOWN: Final = frozenset(
    {
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.SUBJECT_KEY_IDENTIFIER,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
        ExtensionOID.CERTIFICATE_POLICIES,
        ExtensionOID.AUTHORITY_KEY_IDENTIFIER,
    }
)
"""Extensions that every verifier looks at, or that say nothing about whether a chain holds. OpenSSL
knows others too, and where one is critical, whoever does not know it has to refuse the chain."""
_STRONG: Final[tuple[type[HashAlgorithm] | type[None], ...]] = (
    SHA256,
    SHA384,
    SHA512,
    type(None),  # Ed25519, which brings its own
)

"""The chain of a time stamp: OpenSSL and the reference draw the line at one place."""

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from crypto.stamps import StampForeign, StampRefused, open_stamp
from tests.conftest import require
from tests.reference import stamps as reference
from tests.reference.basics import No
from tests.timestamping import Authority, Certified

TEXT: Final = b"ledger.example/1\n7\nu+1sHL8r3TxgdT4oQ1QBQ8fYvB6e1zR0f2Zr2yB9Yhk=\n"
NOW: Final = datetime.now(UTC).replace(microsecond=0)
Extension = tuple[x509.ExtensionType, bool]
"""An extension, and whether it is critical."""
STAMPING: Final[Extension] = (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
NAMES: Final = x509.NameConstraints([x509.DNSName("example")], None)
OWN: Final = x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")
POINT: Final = x509.DistributionPoint(
    [x509.UniformResourceIdentifier("http://a")], None, None, None
)
POLICIES: Final = x509.CertificatePolicies(
    [x509.PolicyInformation(x509.ObjectIdentifier("1.2.3.4"), None)]
)
HOLDS, REFUSED, FOREIGN = "holds", StampRefused.__name__, StampForeign.__name__


def used_for(*names: str) -> Extension:
    """A key usage."""
    every = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{name: name in names for name in every}), True


@dataclass(frozen=True)
class Case:
    """What the certificates of a chain say beside what they must, and what becomes of a stamp."""

    ends: str
    root: Sequence[Extension] = ()
    between: Sequence[Extension] = ()
    signer: Sequence[Extension] = field(default=(STAMPING,))
    lengths: tuple[int | None, int | None] = (None, None)

    def authority(self, folder: Path) -> Authority:
        """An authority with such a chain."""
        keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(3)]
        first, second = (x509.BasicConstraints(True, length) for length in self.lengths)
        none = x509.BasicConstraints(False, None)
        root = _certified("Root", keys[0], "Root", keys[0], [(first, True), *self.root])
        between = _certified("Between", keys[1], "Root", keys[0], [(second, True), *self.between])
        signer = _certified("Stamps", keys[2], "Between", keys[1], [(none, True), *self.signer])
        return Authority(folder, signer, (between,), root)._written()


def _certified(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    by: ec.EllipticCurvePrivateKey,
    extensions: Sequence[Extension],
) -> Certified:
    named, issued = (
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer)
    )
    builder = x509.CertificateBuilder(issued, named, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(NOW - timedelta(days=1))
    builder = builder.not_valid_after(NOW + timedelta(days=30))
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return Certified(builder.sign(by, hashes.SHA256()), key)


CASES: Final = {
    "plain": Case(HOLDS),
    "names are constrained": Case(HOLDS, between=[(NAMES, False)]),
    "and critically, which the page does not know": Case(REFUSED, between=[(NAMES, True)]),
    "policies are constrained": Case(REFUSED, between=[(x509.PolicyConstraints(0, None), True)]),
    "no policy but those named": Case(REFUSED, between=[(x509.InhibitAnyPolicy(0), True)]),
    "where revocations are published": Case(
        REFUSED, signer=[STAMPING, (x509.CRLDistributionPoints([POINT]), True)]
    ),
    "policies": Case(HOLDS, signer=[STAMPING, (POLICIES, True)]),
    "an extension of one’s own": Case(HOLDS, signer=[STAMPING, (OWN, False)]),
    "and a critical one": Case(REFUSED, signer=[STAMPING, (OWN, True)]),
    "of the root": Case(REFUSED, root=[(OWN, True)]),
    "a key to sign": Case(HOLDS, signer=[STAMPING, used_for("digital_signature")]),
    "a key to commit": Case(HOLDS, signer=[STAMPING, used_for("content_commitment")]),
    "a key to encrypt": Case(REFUSED, signer=[STAMPING, used_for("key_encipherment")]),
    "a key to sign and to encrypt": Case(
        REFUSED, signer=[STAMPING, used_for("digital_signature", "key_encipherment")]
    ),
    "a key to sign stamps and certificates": Case(
        REFUSED, signer=[STAMPING, used_for("digital_signature", "key_cert_sign")]
    ),
    "an authority that signs certificates": Case(HOLDS, between=[used_for("key_cert_sign")]),
    "an authority that signs none": Case(FOREIGN, between=[used_for("digital_signature")]),
    "a root that signs none": Case(FOREIGN, root=[used_for("crl_sign")]),
    "a root of one authority": Case(HOLDS, lengths=(1, 0)),
    "a root of no authority": Case(FOREIGN, lengths=(0, None)),
}


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, bytes]]:
    """A stamp of each case."""
    return stamps(tmp_path_factory.mktemp("authorities"))


def stamps(folder: Path) -> dict[str, tuple[bytes, bytes]]:
    """For each case a stamp over the text, and the root."""
    require(shutil.which("openssl") is not None, "OpenSSL is not installed")
    imprint = hashlib.sha256(TEXT).digest()
    made = {}
    for number, (name, case) in enumerate(CASES.items()):
        authority = case.authority(folder / str(number))
        made[name] = authority.stamp_at(imprint, NOW), authority.root.der
    return made


@pytest.mark.parametrize("name", CASES)
def test_a_chain_holds_or_not(stamped: dict[str, tuple[bytes, bytes]], name: str) -> None:
    """F15.5: by OpenSSL and what is checked beside it, and by the reference."""
    token, root = stamped[name]
    assert (_python(token, root), _reference(token, root)) == (CASES[name].ends,) * 2


def _python(token: bytes, root: bytes) -> str:
    try:
        open_stamp(token, TEXT, [root])
    except StampRefused as refused:
        return type(refused).__name__
    return HOLDS


def _reference(token: bytes, root: bytes) -> str:
    try:
        reference.stamp(token, TEXT, [root])
    except No:
        return REFUSED
    except reference.Foreign:
        return FOREIGN
    return HOLDS

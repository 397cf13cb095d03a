"""Chapter 15: time stamps (RFC 3161 within RFC 5652), taken apart by hand."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.reference.basics import No, need

SHA: dict[str, hashes.HashAlgorithm] = {
    "608648016503040201": hashes.SHA256(),
    "608648016503040202": hashes.SHA384(),
    "608648016503040203": hashes.SHA512(),
}
"""Object identifiers (hexadecimal, without tag and length) of the digests of F15.4."""
MESSAGE_DIGEST, CONTENT_TYPE = "2a864886f70d010904", "2a864886f70d010903"
SIGNED_DATA, TST_INFO = "2a864886f70d010702", "2a864886f70d0109100104"
SIGNING_V2, SIGNING_V1 = "2a864886f70d010910022f", "2a864886f70d010910020c"
RSA = "2a864886f70d010101"
RSA_WITH = {
    "sha256": "2a864886f70d01010b",
    "sha384": "2a864886f70d01010c",
    "sha512": "2a864886f70d01010d",
}
ECDSA_WITH = {
    "sha256": "2a8648ce3d040302",
    "sha384": "2a8648ce3d040303",
    "sha512": "2a8648ce3d040304",
}
CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
_NOT_IN_FORM = (
    *(ValueError, TypeError, LookupError, UnsupportedAlgorithm),
    *(x509.ExtensionNotFound, x509.DuplicateExtension, x509.InvalidVersion),
)
EXTENSIONS = {f"2.5.29.{number}" for number in (14, 15, 17, 19, 32, 35, 37)}
"""Those that may be critical (F15.5)."""
USAGES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
    *("key_agreement", "key_cert_sign", "crl_sign"),
)
PATH = 5
"""Most certificates of a chain, with both ends (F15.5)."""


class Foreign(Exception):
    """F15.6: of an authority that nobody asked for."""


@dataclass
class Der:
    """One element of DER."""

    tag: int
    body: bytes
    whole: bytes

    def parts(self, tags: str = "") -> list["Der"]:
        """The elements within it, of which the first have these tags."""
        found = list(elements(self.body))
        wanted = [int(one, 16) for one in tags.split()]
        need([one.tag for one in found][: len(wanted)] == wanted, "DER: another element")
        return found

    def number(self) -> int:
        """An INTEGER."""
        return int.from_bytes(self.body, "big", signed=True)


@dataclass
class Stamp:
    """What a stamp that verifies says (F15.7)."""

    time: int
    accuracy: int
    ends: int


def elements(data: bytes) -> Iterator[Der]:
    """The elements that fill these bytes."""
    at = 0
    while at < len(data):
        need(at + 2 <= len(data), "DER: cut short")
        length, begin = data[at + 1], at + 2
        if length & 0x80:
            count = length & 0x7F
            length = int.from_bytes(data[begin : begin + count], "big")
            need(
                1 <= count <= 4 and length >= (0x80 if count == 1 else 1 << 8 * (count - 1)), "DER"
            )
            begin += count
        end = begin + length
        need(end <= len(data), "DER: cut short")
        yield Der(data[at], data[begin:end], data[at:end])
        at = end


def imprint(token: bytes) -> tuple[str, bytes]:
    """The digest algorithm's name, and what the stamp says it is over."""
    info = _signed(token).info
    algorithm, digest = info[2].parts("30 04")
    known = SHA.get(algorithm.parts("06")[0].body.hex())
    need(known is not None, "F15.4: the imprint's digest")
    return known.name if known else "", digest.body


@dataclass
class _Signed:
    """The SignedData of a token."""

    digests: list[str]
    content: bytes
    info: list[Der]
    certificates: list[x509.Certificate]
    signer: list[Der]


def _signed(token: bytes) -> _Signed:
    need(len(token) <= 65536, "F15.2: too long")
    try:
        response, *rest = elements(token)
        status, content = response.parts("30 30")
        need(
            not rest and response.tag == 0x30 and status.parts("02")[0].body == b"\x00",
            "F15.2: not granted",
        )
        kind, wrapped = content.parts("06 a0")
        need(kind.body.hex() == SIGNED_DATA, "F15.2")
        return _apart(wrapped.parts("30")[0].parts("02 31 30"))
    except (ValueError, IndexError) as error:
        raise No("F15.2: not a token") from error


def _apart(data: list[Der]) -> _Signed:
    _, digests, encapsulated, *others = data
    kind, octets = encapsulated.parts("06 a0")
    need(kind.body.hex() == TST_INFO, "F15.2: no TSTInfo")
    content = octets.parts("04")[0].body
    given = [one for one in others if one.tag == 0xA0]
    certificates = [x509.load_der_x509_certificate(one.whole) for one in given[0].parts()]
    signers = others[-1].parts()
    need(len(signers) == 1 and len(certificates) <= 16, "F15.4, F15.5")
    algorithms = [one.parts("06")[0].body.hex() for one in digests.parts()]
    (info,) = elements(content)
    told, signer = info.parts("02 06 30 02 18"), signers[0].parts("02 30 30 a0 30 04")
    return _Signed(algorithms, content, told, certificates, signer)


def stamp(token: bytes, data: bytes, roots: list[bytes]) -> Stamp:
    """F15.4 to F15.7: verified over these bytes, with a chain to one of the roots."""
    name, message = imprint(token)
    need(hashlib.new(name, data).digest() == message, "F15.3: over something else")
    signed = _signed(token)
    trusted = [x509.load_der_x509_certificate(one) for one in roots]
    said = _attributes(signed)
    signer = _signer(signed)
    _check_named(said, signer)
    chains = list(_chains([signer], signed.certificates, trusted))
    if not chains:
        raise Foreign
    _check_signature(signed, signer, said)
    at, cut = _gen_time(signed.info[4])
    ends = []
    for chain in chains:
        try:
            ends.append(_check_chain(chain, at))
        except No:
            continue
    need(ends, "F15.5: no chain that was valid")
    return Stamp(at, _accuracy(signed.info, cut), max(ends))


def _signer(signed: _Signed) -> x509.Certificate:
    issuer, serial = signed.signer[1].parts("30 02")
    found = [
        one
        for one in signed.certificates
        if one.issuer.public_bytes() == issuer.whole and one.serial_number == serial.number()
    ]
    need(found and all(one.serial_number > 0 for one in signed.certificates), "F15.4")
    return found[0]


def _chains(
    chain: list[x509.Certificate], given: list[x509.Certificate], roots: list[x509.Certificate]
) -> Iterator[list[x509.Certificate]]:
    if len(chain) > PATH:
        return
    if chain[-1] in roots:
        yield chain
    for one in dict.fromkeys([*given, *roots]):
        if one not in chain and _may_issue(one, len(chain) - 1) and _issued(chain[-1], one):
            yield from _chains([*chain, one], given, roots)


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _may_issue(issuer: x509.Certificate, below: int) -> bool:
    """F15.5: an authority, for so many certificates below the one it issues."""
    try:
        found = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value
        usage = _usage(issuer)
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension):
        return False
    length = found.path_length
    return found.ca and "key_cert_sign" in usage and (length is None or length >= below)


def _usage(one: x509.Certificate) -> set[str]:
    """What a key may be used for: where nothing is said, to sign, stamps and certificates."""
    try:
        usage = one.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return {"digital_signature", "key_cert_sign"}
    return {name for name in USAGES if getattr(usage, name)}


def _attributes(signed: _Signed) -> dict[str, list[Der]]:
    """The signed attributes, by their types."""
    parts = [one.parts("06 31") for one in signed.signer[3].parts()]
    return {one[0].body.hex(): one[1].parts() for one in parts}


def _check_signature(signed: _Signed, signer: x509.Certificate, said: dict[str, list[Der]]) -> None:
    """RFC 5652, section 5.4."""
    _, _, digest, attributes, algorithm, signature = signed.signer[:6]
    names = [*signed.digests, digest.parts()[0].body.hex()]
    need(all(name in SHA for name in names), "F15.4: a digest that is too weak")
    known = SHA[names[-1]]
    need(said[CONTENT_TYPE][0].body.hex() == TST_INFO, "RFC 5652, 11.1")
    content = hashlib.new(known.name, signed.content).digest()
    need(said[MESSAGE_DIGEST][0].body == content, "RFC 5652, 11.2")
    over = b"\x31" + attributes.whole[1:]
    allowed = {"rsa": (RSA, RSA_WITH[known.name]), "ec": (ECDSA_WITH[known.name],)}
    named = algorithm.parts("06")[0].body.hex()
    kind = "rsa" if isinstance(signer.public_key(), rsa.RSAPublicKey) else "ec"
    need(named in allowed[kind], "F15.4: its algorithm")
    _verify(signer, signature.body, over, known)


def _check_named(said: dict[str, list[Der]], signer: x509.Certificate) -> None:
    der = signer.public_bytes(Encoding.DER)
    if SIGNING_V2 in said:
        first = said[SIGNING_V2][0].parts()[0].parts()[0].parts()
        name = "sha256"
        if first[0].tag == 0x30:
            known = SHA.get(first.pop(0).parts()[0].body.hex())
            need(known is not None, "F15.4: ESSCertIDv2")
            name = known.name if known else ""
        need(first[0].body == hashlib.new(name, der).digest(), "F15.4: another certificate")
    else:
        need(SIGNING_V1 in said, "F15.4: no certificate is named")
        first = said[SIGNING_V1][0].parts()[0].parts()[0].parts()
        named = hashlib.sha1(der, usedforsecurity=False).digest()
        need(first[0].body == named, "F15.4: another certificate")


def _verify(
    signer: x509.Certificate, signature: bytes, over: bytes, known: hashes.HashAlgorithm
) -> None:
    key = signer.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, over, padding.PKCS1v15(), known)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, over, ec.ECDSA(known))
        else:
            raise No("F15.4: neither RSA nor ECDSA")
    except InvalidSignature as error:
        raise No("F15.4: signature") from error


def _check_chain(chain: list[x509.Certificate], at: int) -> int:
    """F15.5: when the first of them ends."""
    time = datetime.fromtimestamp(at, UTC)
    for one in chain:
        need(one.not_valid_before_utc <= time <= one.not_valid_after_utc, "F15.5: valid then")
        _check_key(one)
        unknown = (each for each in one.extensions if each.oid.dotted_string not in EXTENSIONS)
        need(not any(each.critical for each in unknown), "F15.5: an extension")
    need(chain[-1].issuer == chain[-1].subject, "F15.5: the last issued itself")
    usage = chain[0].extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    need(usage.critical and list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING], "F15.5")
    stated = any(isinstance(one.value, x509.KeyUsage) for one in chain[0].extensions)
    allowed = {"digital_signature", "content_commitment"}
    need(not stated or set() < _usage(chain[0]) <= allowed, "F15.5: what its key is for")
    return min(int(one.not_valid_after_utc.timestamp()) for one in chain)


def _check_key(one: x509.Certificate) -> None:
    key, known = one.public_key(), one.signature_hash_algorithm
    strong = (
        (isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048)
        or (isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, CURVES))
        or isinstance(key, ed25519.Ed25519PublicKey)
    )
    need(strong, "F15.5: a weak key")
    need(known is None or known.name in {one.name for one in SHA.values()}, "F15.5: a weak digest")


def _gen_time(element: Der) -> tuple[int, float]:
    """Seconds since 1970, and the fraction that was cut off."""
    text = element.body.decode("ascii")
    whole, _, fraction = text.removesuffix("Z").partition(".")
    time = datetime.strptime(f"{whole}+0000", "%Y%m%d%H%M%S%z")
    return int(time.timestamp()), float(f"0.{fraction or 0}")


def _accuracy(info: list[Der], cut: float) -> int:
    """F15.7: seconds, rounded up, and at most 300."""
    stated = [one for one in info[5:] if one.tag == 0x30]
    seconds = cut
    for one in stated[0].parts() if stated else []:
        seconds += one.number() / {0x02: 1, 0x80: 1_000, 0x81: 1_000_000}[one.tag]
    rounded = int(-(-seconds // 1))
    need(rounded <= 300, "F15.7: too coarse")
    return rounded


def anchored(text: bytes, tokens: list[bytes], roots: list[bytes]) -> Stamp | None:
    """F15.3, F15.8: the evidence of a list of stamps over one checkpoint."""
    need(1 <= len(tokens) <= 64, "F15.3")
    try:
        return _anchored(text, tokens, roots)
    except _NOT_IN_FORM as error:
        raise No("F15.2: not in the form of a token") from error


def _anchored(text: bytes, tokens: list[bytes], roots: list[bytes]) -> Stamp | None:
    over_text: list[Stamp] = []
    for place, token in enumerate(tokens):
        all_before = text + b"".join(tokens[:place])
        name, message = imprint(token)
        renews = message != hashlib.new(name, text).digest()
        try:
            one = stamp(token, all_before if renews else text, roots)
        except Foreign:
            continue
        if not renews:
            over_text.append(one)
        for earlier in over_text if renews else []:
            if one.time <= earlier.ends:
                earlier.ends = max(earlier.ends, one.ends)
    return max(over_text, key=lambda one: (one.ends, -one.time), default=None)

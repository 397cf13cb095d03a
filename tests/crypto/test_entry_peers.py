"""Entries before verifiers that we did not write: they agree, and are less strict."""

import json
from typing import Any

import pytest
from joserfc import jws as joserfc_jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey
from jwcrypto.jwk import JWK
from jwcrypto.jws import InvalidJWSObject, InvalidJWSSignature
from sd_jwt.verifier import SDJWTVerifier

from crypto import jws
from crypto.entry import TYP, parse_envelope
from tests.crypto.making import KEY, KID, PUBLIC
from tests.vectors.load import ACCEPTED, FALSE, REFUSED, Vector

PASSES_JOSERFC = {
    *("claim-twice", "payload-unsorted", "payload-with-space", "seq-float", "seq-true"),
    *("header-jwk", "header-unsorted", "kid-of-stranger", "typ-of-signin"),
}
PASSES_SD_JWT = {
    *("claim-twice", "payload-unsorted", "payload-padded", "signature-low-bits"),
    *("header-jwk", "alg-eddsa", "kid-of-stranger", "typ-of-signin", "key-binding-jwt"),
    *("disclosure-unreferenced", "disclosure-missing", "disclosure-low-bits", "sd-unsorted"),
    *("element-plain", "element-twice", "object-with-sd"),
}
"""Mutations that others' verifiers accept, as docs/FORMAT.md says under "Other verifiers"."""


@pytest.mark.parametrize("vector", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_joserfc_verifies(vector: Vector) -> None:
    """The joserfc library verifies an entry's JWS as Ed25519 (RFC 9864), and reads it alike."""
    signed = vector["entry"].partition("~")[0]
    read = joserfc_jws.deserialize_compact(signed, _joserfc_key(vector), algorithms=["Ed25519"])
    assert read.headers() == {"alg": "Ed25519", "kid": vector["yields"]["kid"], "typ": TYP}
    assert json.loads(read.payload) == vector["yields"]["claims"]


@pytest.mark.parametrize("vector", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_sd_jwt_reads_the_same_content(vector: Vector) -> None:
    """The `sd-jwt` library, with jwcrypto, verifies an entry and resolves it to our content."""
    resolved = _sd_jwt(vector["entry"], vector)
    clear = {k: v for k, v in vector["yields"]["claims"].items() if not k.startswith("_sd")}
    assert resolved == {**vector["yields"]["content"], **clear}


def test_joserfc_signs_what_we_verify() -> None:
    """A JWS that joserfc makes of the same header and payload is ours to the byte."""
    vector = ACCEPTED["minimal"]
    claims_text = jws.parse(TYP, vector["entry"].partition("~")[0].encode())
    private = OKPKey.import_key(KEY)
    header = {"alg": "Ed25519", "kid": KID, "typ": TYP}
    payload = json.dumps(claims_text.unverified_payload(), separators=(",", ":"), sort_keys=True)
    made = joserfc_jws.serialize_compact(header, payload, private, algorithms=["Ed25519"])
    assert jws.sign(TYP, KID, claims_text.unverified_payload(), KEY) == made.encode()
    parse_envelope(made.encode()).verify(PUBLIC)


@pytest.mark.parametrize("name", sorted(PASSES_JOSERFC))
def test_joserfc_lets_pass(name: str) -> None:
    """What docs/FORMAT.md says that joserfc accepts, it does: our own checks are needed."""
    assert _passes_joserfc({**REFUSED, **FALSE}[name])


@pytest.mark.parametrize("name", sorted(PASSES_SD_JWT))
def test_sd_jwt_lets_pass(name: str) -> None:
    """What docs/FORMAT.md says that sd-jwt with jwcrypto accepts, it does."""
    assert _passes_sd_jwt({**REFUSED, **FALSE}[name])


@pytest.mark.parametrize("name", sorted(set(FALSE) - {"kid-of-stranger"}))
def test_no_other_lets_a_false_signature_pass(name: str) -> None:
    """Neither library verifies a signature that we do not, the second one with S + L included."""
    assert not _passes_joserfc(FALSE[name])
    assert not _passes_sd_jwt(FALSE[name])


def _joserfc_key(vector: Vector) -> OKPKey:
    return OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": vector["key"]})


def _sd_jwt(entry: str, vector: Vector) -> Any:
    key = JWK(kty="OKP", crv="Ed25519", x=vector["key"])
    return SDJWTVerifier(entry, lambda _issuer, _header: key).get_verified_payload()


def _passes_joserfc(vector: Vector) -> bool:
    signed = vector["entry"].partition("~")[0]
    try:
        joserfc_jws.deserialize_compact(signed, _joserfc_key(vector), algorithms=["Ed25519"])
    except (JoseError, ValueError):
        return False
    return True


def _passes_sd_jwt(vector: Vector) -> bool:
    try:
        _sd_jwt(vector["entry"], vector)
    except (InvalidJWSObject, InvalidJWSSignature, ValueError):
        return False
    return True

"""The clear part of an entry is read in bulk as `crypto` reads it, or left to it."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import entry
from crypto.canonical import Json, b64, decode, encode, unb64
from crypto.disclosures import conceal
from crypto.entry import Claims, Ref, parse_envelope
from crypto.errors import CryptoError
from crypto.jws import thumbprint
from ledger.verify.clear import ClearReader
from tests.ledger.writing import KEY, RAW

STREAM = str(uuid.UUID(int=7))
ID = b64(b"\x01" * 32)
OTHER = b64(b"\x02" * 32)
CLAIMS = Claims(ID, STREAM, STREAM, 2, OTHER, 1_700_000_000, ID)


def _jws(claims: Claims = CLAIMS) -> bytes:
    signed = entry.sign(claims, conceal({"type": "note/1", "note": "ä"}), thumbprint(RAW), KEY)
    return signed.split(b"~")[0]


@pytest.mark.parametrize("refs", [(), (Ref("answers", STREAM, 1, OTHER),)])
def test_a_clear_part_is_read_as_crypto_reads_it(refs: tuple[Ref, ...]) -> None:
    """First slowly, then in bulk: the same claims, key, digest and signature."""
    reader = ClearReader()
    data = _jws(Claims(ID, STREAM, STREAM, 2, OTHER, 1_700_000_000, ID, refs))
    first, second = reader.read(data), reader.read(data)
    envelope = parse_envelope(data)
    assert first == second
    assert second.digest == envelope.digest
    assert (second.signature, second.kid) == (envelope.jws.signature, envelope.jws.kid)
    assert (second.stream, second.seq, second.sd) == (STREAM, 2, envelope.sd)


BAD_CLAIMS: list[dict[str, Json]] = [
    {"seq": 0},
    {"seq": True},
    {"seq": "2"},
    {"seq": 1},
    {"prev": ID},
    {"iat": 0},
    {"iat": 10**12},
    {"aud": ID[:-1]},
    {"dir": ID[:-1] + "B"},
    {"iss": STREAM.upper() + "A"},
    {"sub": "7"},
    {"_sd": []},
    {"_sd": [OTHER, ID]},
    {"_sd": [ID, ID]},
    {"_sd": [ID[:-1] + "B"]},
    {"_sd": "x"},
    {"_sd_alg": "sha-512"},
    {"refs": {}},
    {"refs": [1]},
    {"more": 1},
]


@pytest.mark.parametrize("change", BAD_CLAIMS)
def test_claims_that_crypto_refuses_are_refused(change: dict[str, Json]) -> None:
    """A header that is known does not let other claims in."""
    reader = ClearReader()
    data = _jws()
    reader.read(data)
    header, payload, signature = data.split(b".")
    claims = decode(unb64(payload.decode("ascii")))
    assert isinstance(claims, dict)
    bad = b".".join((header, b64(encode({**claims, **change})).encode("ascii"), signature))
    with pytest.raises(CryptoError):
        reader.read(bad)


@given(st.data())
def test_a_changed_clear_part_is_read_as_crypto_reads_it(data: st.DataObject) -> None:
    """Whatever byte of an entry is changed: refused by both, or read alike by both."""
    reader = ClearReader()
    jws = bytearray(_jws())
    reader.read(bytes(jws))
    index = data.draw(st.integers(0, len(jws) - 1))
    jws[index : index + 1] = data.draw(st.binary(max_size=2))
    try:
        expected = parse_envelope(bytes(jws)).digest
    except CryptoError:
        with pytest.raises(CryptoError):
            reader.read(bytes(jws))
    else:
        assert reader.read(bytes(jws)).digest == expected

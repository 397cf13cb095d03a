"""The clear part of an entry: read at a glance where it is plain, and never read otherwise."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto import jws
from crypto.canonical import Json, b64, decode, encode
from crypto.claims import MAX_TIME
from crypto.disclosures import conceal
from crypto.entry import MAX_REFS, TYP, Claims, Envelope, Ref, parse_envelope, sign
from crypto.errors import CryptoError
from tests.crypto.making import AUTHOR, CLAIMS, KEY, KID, LEDGER

DIGESTS = st.binary(min_size=32, max_size=32).map(b64)
NUMBERS = st.integers(1, 2**53 - 1)
IDS = st.uuids().map(str)
REFS = st.builds(Ref, st.from_regex(r"[a-z][a-z-]{0,31}", fullmatch=True), IDS, NUMBERS, DIGESTS)


def _signed(claims: Claims) -> bytes:
    return sign(claims, conceal({"type": "note/1", "note": "ä"}), KID, KEY).split(b"~")[0]


def _says(envelope: Envelope) -> bytes:
    return encode(envelope.claims.as_json(envelope.sd))


@given(
    st.builds(
        Claims,
        aud=st.just(LEDGER),
        iss=IDS,
        sub=IDS,
        seq=st.integers(2, 2**53 - 1),
        prev=DIGESTS,
        iat=st.integers(1, MAX_TIME),
        dir=DIGESTS,
        refs=st.lists(REFS, max_size=MAX_REFS, unique_by=lambda ref: (ref.sub, ref.seq)).map(tuple),
    )
)
def test_what_was_signed_is_what_is_read(claims: Claims) -> None:
    """Whatever the claims: the same ones, of the same payload."""
    envelope = parse_envelope(_signed(claims))
    assert envelope.claims == claims
    assert _says(envelope) == envelope.jws.payload


@given(st.data())
def test_no_byte_of_a_payload_can_change_unseen(data: st.DataObject) -> None:
    """A payload with a byte changed, dropped or added is refused, or says what it is read as."""
    envelope = parse_envelope(_signed(CLAIMS))
    payload = bytearray(envelope.jws.payload)
    index = data.draw(st.integers(0, len(payload) - 1))
    payload[index : index + 1] = data.draw(st.binary(max_size=2))
    header, _, signature = envelope.jws.data.split(b".")
    changed = b".".join((header, b64(bytes(payload)).encode("ascii"), signature))
    try:
        read = parse_envelope(changed)
    except CryptoError:
        return
    assert _says(read) == read.jws.payload == bytes(payload)


BAD: list[dict[str, Json]] = [
    {"seq": 0},
    {"seq": True},
    {"seq": "2"},
    {"seq": 1},
    {"prev": LEDGER},
    {"iat": 0},
    {"iat": MAX_TIME + 1},
    {"aud": LEDGER[:-1]},
    {"dir": LEDGER[:-1] + "B"},
    {"iss": AUTHOR.upper() + "A"},
    {"sub": "7"},
    {"_sd": []},
    {"_sd": [LEDGER, LEDGER]},
    {"_sd": ["z" * 42 + "A", "a" * 42 + "A"]},
    {"_sd": [LEDGER[:-1] + "B"]},
    {"_sd": "x"},
    {"_sd_alg": "sha-512"},
    {"refs": {}},
    {"refs": [1]},
    {"refs": [Ref("Answers", AUTHOR, 1, LEDGER).as_json()]},
    {"refs": [Ref("answers", AUTHOR, 1, LEDGER).as_json()] * 2},
    {"refs": [Ref("answers", AUTHOR, 1 + n, LEDGER).as_json() for n in range(MAX_REFS + 1)]},
    {"refs": [Ref("answers", CLAIMS.sub, 2, LEDGER).as_json()]},
    {"more": 1},
]


@pytest.mark.parametrize("change", BAD)
def test_claims_out_of_order_are_refused(change: dict[str, Any]) -> None:
    """However well the rest is in order."""
    whole = parse_envelope(_signed(CLAIMS))
    payload = decode(whole.jws.payload)
    assert isinstance(payload, dict)
    with pytest.raises(CryptoError):
        parse_envelope(jws.sign(TYP, KID, {**payload, **change}, KEY))

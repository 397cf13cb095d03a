"""Entries: every vector yields what it says, others' software agrees, and no byte can change."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from crypto.canonical import Json, unb64
from crypto.claims import MAX_TIME, ClaimRefused
from crypto.disclosures import MAX_DEPTH, conceal
from crypto.entry import (
    MAX_ENTRY_BYTES,
    MAX_REFS,
    Claims,
    EntryRefused,
    Ref,
    SignedEntry,
    parse,
    parse_envelope,
    sign,
)
from crypto.errors import CryptoError, SignatureInvalid
from crypto.jws import MAX_JWS_BYTES, JwsRefused
from tests.crypto.making import AUTHOR, CLAIMS, KEY, KID, LEDGER, PUBLIC, contents
from tests.crypto.test_disclosures import depth
from tests.vectors.generate import FOLDER, written
from tests.vectors.load import ACCEPTED, FALSE, REFUSED, VECTORS, Vector

REASONS = {
    "F0.1": "base64url|not ASCII",
    "F0.2": "canonical form|not JSON|bytes after",
    "F0.3": "canonical form|not ASCII",
    "F0.4": r"integer|2\^53|canonical form",
    "F0.5": "canonical form",
    "F0.6": "levels of nesting",
    "F0.7": "not a SHA-256",
    "F0.8": "not a lower-case UUID",
    "F0.9": "year 9999|whole number",
    "F0.10": "header|alg|three parts|64 bytes",
    "F0.11": "names another key",
    "F0.13": "not by this key",
    "F1.1": "does not end with",
    "F1.2": "typ",
    "F1.3": "not exactly|not an object|_sd_alg",
    "F1.4": "whole number|not a SHA-256",
    "F1.5": "prev: the ledger id",
    "F1.6": "refs",
    "F1.7": "_sd",
    "F1.8": r"disclosure: (not|salt|an element where)",
    "F1.9": "ascending order",
    "F1.10": "a salt is used twice",
    "F1.11": "array",
    "F1.12": "a digest outside an array",
    "F1.13": "name",
    "F1.14": "a digest stands twice",
    "F1.15": "is missing|no signed digest names",
}
"""What a refusal says, by the obligation of docs/FORMAT.md that the vector breaks."""

claims = st.builds(
    Claims,
    aud=st.just(LEDGER),
    iss=st.uuids().map(str),
    sub=st.uuids().map(str),
    seq=st.integers(2, 2**53 - 1),
    prev=st.just(CLAIMS.prev),
    iat=st.integers(1, MAX_TIME),
    dir=st.just(CLAIMS.dir),
    refs=st.lists(
        st.builds(
            Ref,
            rel=st.from_regex(r"\A[a-z][a-z-]{0,31}\Z"),
            sub=st.uuids().map(str),
            seq=st.integers(1, 2**53 - 1),
            digest=st.just(CLAIMS.prev),
        ),
        max_size=3,
        unique=True,
    ).map(tuple),
)


def key_of(vector: Vector) -> Ed25519PublicKey:
    """The author's key."""
    return Ed25519PublicKey.from_public_bytes(unb64(vector["key"]))


def small() -> bytes:
    """An entry of a few hundred bytes."""
    return sign(CLAIMS, conceal({"type": "note/1", "words": {"v": ["One. "]}}), KID, KEY)


def test_vectors_are_as_generated() -> None:
    """The files are what their generator writes: none is stale, edited, missing or left over."""
    files = written()
    assert {path: path.read_text(encoding="utf-8") for path in Path(FOLDER).iterdir()} == files


@pytest.mark.parametrize("vector", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_accepted(vector: Vector) -> None:
    """An accepted vector yields its digest, key id, claims and content, and encodes to itself."""
    data = vector["entry"].encode("ascii")
    entry = parse(data)
    entry.envelope.verify(key_of(vector))
    assert entry.encode() == data
    assert vector["yields"] == {
        "digest": entry.envelope.digest,
        "kid": entry.envelope.jws.kid,
        "claims": entry.envelope.claims.as_json(entry.envelope.sd),
        "content": entry.content,
    }


@pytest.mark.parametrize("vector", REFUSED.values(), ids=REFUSED.keys())
def test_refused(vector: Vector) -> None:
    """A mutated vector is refused before any key is needed, and for the reason that it names."""
    with pytest.raises(CryptoError, match=REASONS[vector["yields"]["breaks"]]):
        parse(vector["entry"].encode())


@pytest.mark.parametrize("vector", FALSE.values(), ids=FALSE.keys())
def test_false_signature(vector: Vector) -> None:
    """A well-formed entry that the author's key did not sign is not verified by it."""
    entry = parse(vector["entry"].encode())
    with pytest.raises(SignatureInvalid, match=REASONS[vector["yields"]["breaks"]]):
        entry.envelope.verify(key_of(vector))


def test_every_obligation_has_a_vector() -> None:
    """No obligation in the list of reasons is without a mutation that breaks it."""
    broken = {vector["yields"].get("breaks") for vector in VECTORS.values()}
    assert broken - {None} == set(REASONS)


@given(claims, contents.filter(lambda content: depth(content) <= MAX_DEPTH))
def test_what_is_signed_is_read(given_claims: Claims, content: dict[str, Json]) -> None:
    """Any claims and content come back as they were signed, in one byte form."""
    concealed = conceal(content)
    data = sign(given_claims, concealed, KID, KEY)
    entry = parse(data)
    entry.envelope.verify(PUBLIC)
    assert (entry.envelope.claims, entry.content) == (given_claims, content)
    assert (entry.envelope.sd, entry.disclosures) == (concealed.sd, concealed.disclosures)
    assert entry.encode() == data


def test_no_bit_can_be_flipped() -> None:
    """Whichever bit of an entry is flipped, it is refused or not verified."""
    data = small()
    for position in range(8 * len(data)):
        flipped = bytearray(data)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(CryptoError):
            parse(bytes(flipped)).envelope.verify(PUBLIC)


@given(st.data())
def test_nothing_can_be_cut_or_put_in(data: st.DataObject) -> None:
    """Whatever is cut out of an entry, or put in, it is refused or not verified."""
    whole = small()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    put = data.draw(st.binary(max_size=3) | st.text(".~AQ=", max_size=3).map(str.encode))
    changed = whole[:start] + put + whole[end:]
    if changed != whole:
        with pytest.raises(CryptoError):
            parse(changed).envelope.verify(PUBLIC)


@given(st.binary(max_size=200) | st.text("ey.~AQ", max_size=30).map(str.encode))
def test_rubbish_is_refused(data: bytes) -> None:
    """Bytes of any kind are refused as such: nothing else is raised."""
    with pytest.raises(CryptoError):
        parse(data)


def test_the_same_words_at_another_position() -> None:
    """Signed again at another position, an entry keeps its disclosures and gets a new digest."""
    concealed = conceal({"type": "note/1"})
    first = parse(sign(CLAIMS, concealed, KID, KEY))
    moved = replace(CLAIMS, seq=3, prev=first.envelope.digest)
    again = parse(sign(moved, concealed, KID, KEY))
    assert again.disclosures == first.disclosures
    assert again.envelope.digest != first.envelope.digest


def test_a_device_signs_only_what_is_accepted() -> None:
    """Claims that the ledger would refuse are not signed, nor is what a broken signer returns."""

    class Broken:
        def sign(self, data: bytes) -> bytes:
            return data[:63]

    concealed = conceal({"type": "note/1"})
    with pytest.raises(ClaimRefused, match="iss"):
        sign(replace(CLAIMS, iss="nobody"), concealed, KID, KEY)
    with pytest.raises(SignatureInvalid, match="signer"):
        sign(CLAIMS, concealed, KID, Broken())


def test_bounds() -> None:
    """F0.10, F1.1, F1.6: what is too large is refused before it is read."""
    refs = tuple(Ref("concerns", AUTHOR, number, CLAIMS.prev) for number in range(1, MAX_REFS + 2))
    with pytest.raises(EntryRefused, match="more than 64"):
        sign(replace(CLAIMS, refs=refs), conceal({"type": "note/1"}), KID, KEY)
    with pytest.raises(EntryRefused, match="larger"):
        parse(b"~" * (MAX_ENTRY_BYTES + 1))
    with pytest.raises(JwsRefused, match="larger"):
        parse_envelope(b"." * (MAX_JWS_BYTES + 1))


def test_the_words_are_not_printed() -> None:
    """A log line with an entry in it holds none of its words, and no disclosure."""
    entry: SignedEntry = parse(small())
    assert "One." not in repr(entry)
    assert all(text not in repr(entry) for text in entry.disclosures)

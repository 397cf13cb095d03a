"""Genesis document and trust file: one form each, and no part of them can be another."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from crypto.canonical import Json, encode
from crypto.errors import CryptoError
from crypto.genesis import Genesis, GenesisRefused, parse_genesis
from crypto.note import NoteKey, NoteSigner
from crypto.trust import TrustFile, parse_trust
from tests.crypto.making import AUTHOR, KEY, OTHER, STREAM

GENESIS = Genesis(
    name="ledger.example/children",
    created=1_772_419_500,
    registrar=AUTHOR,
    registrar_key=KEY.public_key().public_bytes_raw(),
    ledger_key=OTHER.public_key().public_bytes_raw(),
    authority=STREAM,
    demonstration=False,
)
TRUST = TrustFile(GENESIS, (NoteSigner(GENESIS.origin(), OTHER).key.vkey,))

Members = dict[str, Any]

MUTATIONS: dict[str, dict[str, Json]] = {
    "another format": {"format": "countersign-genesis/2"},
    "no name": {"name": ""},
    "a name with a space": {"name": "a b"},
    "a name with a plus": {"name": "a+b"},
    "a name of two lines": {"name": "a\nb"},
    "a name with an accent": {"name": "é"},
    "a name too long": {"name": "a" * 201},
    "a name that is a number": {"name": 1},
    "created never": {"created": 0},
    "created in 10000": {"created": 253_402_300_800},
    "created true": {"created": True},
    "created as a string": {"created": "1"},
    "demonstration as a number": {"demonstration": 0},
    "demonstration as null": {"demonstration": None},
    "a registrar in capitals": {"registrar": AUTHOR.upper()},
    "a registrar who is the authority": {"registrar": STREAM},
    "an authority that is none": {"authority": None},
    "a key of 31 bytes": {"ledger_key": "A" * 42},
    "a key with padding": {"ledger_key": "iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w="},
    "a key of small order": {"registrar_key": "A" * 43},
    "a key that is null": {"registrar_key": None},
    "an extra member": {"x": 1},
}
TRUST_MUTATIONS: dict[str, dict[str, Json]] = {
    "another format": {"format": "countersign-genesis/1"},
    "an extra member": {"x": 1},
    "no genesis": {"genesis": None},
    "genesis as text": {"genesis": GENESIS.encode().decode()},
    "no keys": {"ledger_vkeys": []},
    "keys as a string": {"ledger_vkeys": TRUST.ledger_vkeys[0]},
    "a key twice": {"ledger_vkeys": list(TRUST.ledger_vkeys * 2)},
    "a key that is null": {"ledger_vkeys": [None]},
    "a key that is none": {"ledger_vkeys": ["ledger.example/children/1+00000000+AAAA"]},
    "a key of another log": {"ledger_vkeys": [NoteSigner("other.example/1", OTHER).key.vkey]},
    "a key of a log without a number": {"ledger_vkeys": [NoteSigner(GENESIS.name, OTHER).key.vkey]},
}


def changed(data: bytes, change: dict[str, Json]) -> bytes:
    """The same document with other members."""
    members: Members = json.loads(data)
    return encode({**members, **change})


def test_they_read_as_written() -> None:
    """Either document reads back as it was, in its only form."""
    assert parse_genesis(GENESIS.encode()) == GENESIS
    assert parse_trust(TRUST.encode()) == TRUST


def test_the_log_is_named_after_the_ledger() -> None:
    """F7.4: the origin is the name and a number that a declared reset raises."""
    assert GENESIS.origin() == "ledger.example/children/1"
    assert NoteKey.parse(TRUST.ledger_vkeys[0]).name == GENESIS.origin()
    moved = NoteSigner(GENESIS.origin(2), OTHER).key.vkey
    assert parse_trust(replace(TRUST, ledger_vkeys=(moved,)).encode()).ledger_vkeys == (moved,)


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS.keys())
def test_no_other_genesis(change: dict[str, Json]) -> None:
    """F7.1 to F7.3: a member that is missing, extra or not in its form is refused."""
    with pytest.raises(GenesisRefused):
        parse_genesis(changed(GENESIS.encode(), change))
    with pytest.raises(GenesisRefused):
        parse_trust(encode({**json.loads(TRUST.encode()), "genesis": _genesis(change)}))


def _genesis(change: dict[str, Json]) -> Json:
    members: Members = json.loads(GENESIS.encode())
    return {**members, **change}


@pytest.mark.parametrize("name", json.loads(GENESIS.encode()))
def test_no_member_may_be_missing(name: str) -> None:
    """F7.1: each member is needed."""
    members: Members = json.loads(GENESIS.encode())
    del members[name]
    with pytest.raises(GenesisRefused, match="not exactly"):
        parse_genesis(encode(members))


@pytest.mark.parametrize("change", TRUST_MUTATIONS.values(), ids=TRUST_MUTATIONS.keys())
def test_no_other_trust_file(change: dict[str, Json]) -> None:
    """F7.5: a trust file with another form, or keys of another log, is refused."""
    with pytest.raises(GenesisRefused):
        parse_trust(changed(TRUST.encode(), change))


def test_a_trust_file_may_ask_for_others() -> None:
    """F7.6: form 2 names witnesses and time authorities; without either, form 1 is the one form."""
    root = certificate()
    watched = replace(TRUST, policy="quorum none\n", time_authorities=(root,))
    assert parse_trust(watched.encode()) == watched
    changes: tuple[dict[str, Json], ...] = (
        {"policy": None},
        {"time_authorities": ["AAAA"]},
        {"time_authorities": ["-"]},
    )
    for change in changes:
        with pytest.raises(GenesisRefused):
            parse_trust(changed(watched.encode(), change))
    with pytest.raises(GenesisRefused, match="nobody outside"):
        parse_trust(changed(watched.encode(), {"policy": "", "time_authorities": []}))
    with pytest.raises(GenesisRefused, match="twice"):
        replace(watched, time_authorities=(root, root))


def certificate() -> bytes:
    """A root of a time-stamping authority, in DER."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Time")])
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).serial_number(1)
    builder = builder.public_key(KEY.public_key()).not_valid_before(begins)
    signed = builder.not_valid_after(begins.replace(year=2036)).sign(KEY, None)
    return signed.public_bytes(Encoding.DER)


@pytest.mark.parametrize("parse", [parse_genesis, parse_trust])
@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b'{"a": 1}', b"\xff", b"[" * 99999])
def test_rubbish_is_refused(parse: Callable[[bytes], object], data: bytes) -> None:
    """Bytes of any kind are refused as such: nothing else is raised."""
    with pytest.raises(GenesisRefused):
        parse(data)


def test_no_bit_can_be_flipped() -> None:
    """F7.2: with any bit flipped, it is refused or another ledger's: its id is its digest."""
    data = GENESIS.encode()
    for position in range(8 * len(data)):
        flipped = bytearray(data)
        flipped[position // 8] ^= 1 << position % 8
        try:
            assert parse_genesis(bytes(flipped)).ledger != GENESIS.ledger
        except CryptoError:
            continue


def test_it_cannot_be_made_wrong() -> None:
    """A genesis document that no verifier would read is not made."""
    with pytest.raises(GenesisRefused, match="name"):
        replace(GENESIS, name="Our council")
    with pytest.raises(GenesisRefused, match="small order"):
        replace(GENESIS, registrar_key=bytes(32))
    with pytest.raises(GenesisRefused, match="none"):
        TrustFile(GENESIS, ())
    stranger = NoteSigner("x/1", Ed25519PrivateKey.generate()).key.vkey
    with pytest.raises(GenesisRefused, match="another log"):
        TrustFile(GENESIS, (stranger,))

"""An entry that was altered is found at its place, whoever covered the traces."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from crypto.canonical import Json, b64
from ledger.mapper import TOPIC
from tests.adversary import Victim, assert_altered, codes, edited, finding, flipped
from tests.victim import LEO, MAYA, PEOPLE

Cover = Callable[[], None]

OTHER = b64(b"\x07" * 32)
EVE = PEOPLE["eve"][0]

CLAIMS: dict[str, Json] = {
    "iss": EVE,
    "iat": 1_772_400_000,
    "prev": OTHER,
    "dir": OTHER,
    "refs": [],
    "_sd": [OTHER],
}


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_changed_claim_is_no_longer_signed(victim: Victim, cover: Cover, claim: str) -> None:
    """Whichever claim is changed, and whoever signs the log again: the author did not sign that."""
    row = victim.row(MAYA, 3)
    victim.edit(row, **{claim: CLAIMS[claim]})
    cover()
    assert_altered(victim.verify(), "signature-invalid", row)


def test_an_entry_signed_for_another_ledger_is_foreign(victim: Victim, cover: Cover) -> None:
    """The ledger's id is signed: changing it in the claims shows twice."""
    row = victim.row(MAYA, 3)
    victim.edit(row, aud=OTHER)
    cover()
    assert_altered(victim.verify(), "foreign-ledger", row)


def test_an_entry_relabelled_to_another_place_is_not_signed(victim: Victim, cover: Cover) -> None:
    """Stream and seq are signed: columns and claims changed together are a broken signature."""
    row = victim.row(MAYA, 5)
    victim.edit(row, sub=LEO, seq=5)
    cover()
    assert_altered(victim.verify(), "signature-invalid", replace(row, stream=LEO))


@pytest.mark.parametrize("member", ["alg", "typ"])
def test_a_changed_header_is_no_entry(victim: Victim, member: str) -> None:
    """A header says `Ed25519` and our `typ`, or the bytes are no entry."""
    row = victim.row(MAYA, 2)
    victim.replace_jws(row, edited(row.jws, {member: "none"}, {}))
    assert_altered(victim.verify(), "entry-malformed", row)


def test_a_changed_kid_names_no_key_of_the_directory(victim: Victim, cover: Cover) -> None:
    """A key id that the directory never held is unknown."""
    row = victim.row(MAYA, 2)
    victim.replace_jws(row, edited(row.jws, {"kid": OTHER}, {}))
    cover()
    assert_altered(victim.verify(), "key-unknown", row)


def test_anothers_kid_is_not_a_key_of_the_author(victim: Victim, cover: Cover) -> None:
    """A key of the directory verifies the entries of its holder alone."""
    row = victim.row(MAYA, 2)
    toms = victim.held.keys["tom"].device.kid
    victim.replace_jws(row, edited(row.jws, {"kid": toms}, {}))
    cover()
    report = victim.verify()
    assert_altered(report, "signature-invalid", row)
    assert finding(report, "key-unknown").first.position == row.position


def _stripped(jws: bytes, _other: bytes) -> bytes:
    return jws[: jws.rindex(b".") + 1]


def _swapped(jws: bytes, other: bytes) -> bytes:
    return jws[: jws.rindex(b".")] + other[other.rindex(b".") :]


def _flipped(jws: bytes, _other: bytes) -> bytes:
    return jws[:-10] + (b"A" if jws[-10:-9] != b"A" else b"B") + jws[-9:]


def _with_low_bits(jws: bytes, _other: bytes) -> bytes:
    """Base64url of 64 bytes ends in a character whose four low bits nobody reads."""
    return jws[:-1] + bytes([jws[-1] + 1])


def _padded(jws: bytes, _other: bytes) -> bytes:
    return jws + b"=="


def _with_a_line_end(jws: bytes, _other: bytes) -> bytes:
    return jws + b"\n"


def _cut(jws: bytes, _other: bytes) -> bytes:
    return jws[: len(jws) // 2]


def _empty(_jws: bytes, _other: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_stripped, "entry-malformed"),
        (_swapped, "signature-invalid"),
        (_flipped, "signature-invalid"),
        (_with_low_bits, "entry-malformed"),
        (_padded, "entry-malformed"),
        (_with_a_line_end, "entry-malformed"),
        (_cut, "entry-malformed"),
        (_empty, "entry-malformed"),
    ],
)
def test_a_signature_has_one_spelling_and_one_entry(
    victim: Victim, change: Callable[[bytes, bytes], bytes], code: str
) -> None:
    """Stripped, exchanged, written otherwise or cut short: none passes for the signature."""
    row = victim.row(MAYA, 3)
    victim.replace_jws(row, change(row.jws, victim.row(LEO, 3).jws))
    report = victim.verify()
    assert_altered(report, code, row)
    assert finding(report, "leaf-mismatch").first.position == row.position


def test_a_signature_with_a_second_valid_number_is_refused(victim: Victim) -> None:
    """Adding the group's order to S must not give a second signature (RFC 8032, section 5.1.7)."""
    row = victim.row(MAYA, 3)
    order = 2**252 + 27742317777372353535851937790883648493
    signature = row.envelope.jws.signature
    number = int.from_bytes(signature[32:], "little") + order
    again = signature[:32] + number.to_bytes(32, "little")
    signed = row.jws[: row.jws.rindex(b".") + 1]
    victim.replace_jws(row, signed + b64(again).encode("ascii"))
    assert_altered(victim.verify(), "signature-invalid", row)


@pytest.mark.parametrize("topic", ["os:system", "countersign-entry/2", None])
def test_a_swapped_topic_is_found_and_never_resolved(victim: Victim, topic: str | None) -> None:
    """The topic column is a constant; what else stands there is never looked up."""
    row = victim.row(MAYA, 2)
    victim.sql(
        "UPDATE stored_events SET topic = ? WHERE notification_id = ?", [topic, row.position]
    )
    report = victim.verify()
    assert TOPIC in finding(report, "row-mismatch").expected
    assert_altered(report, "row-mismatch", row)
    assert codes(report) == ["row-mismatch", "unanchored"]


@pytest.mark.parametrize(
    ("column", "value"), [("state", "text"), ("state", None), ("originator_version", "seven")]
)
def test_a_foreign_row_is_a_finding(victim: Victim, column: str, value: str | None) -> None:
    """SQLite keeps any value in any column; none of them makes verification fail."""
    row = victim.row(MAYA, 2)
    victim.sql(
        f"UPDATE stored_events SET {column} = ? WHERE notification_id = ?", [value, row.position]
    )
    report = victim.verify()
    assert finding(report, "row-unreadable").first.position == row.position
    assert report.first is not None
    assert report.first.first.position == row.position
    assert report.exit_code == 1


def test_a_bit_anywhere_in_an_entry_is_found(victim: Victim) -> None:
    """No bit of the stored bytes of an entry is free to change."""
    row = victim.row(MAYA, 2)
    for index in range(0, len(row.jws), 53):
        victim.replace_jws(row, flipped(row.jws, index))
        report = victim.verify()
        assert report.exit_code == 1, index
        assert report.first is not None
        assert report.first.first.position == row.position, index

"""Time stamps of a real authority: what holds for decades, and what is refused."""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from crypto.certificates import MAX_CERTIFICATES, Untrusted, chain_to
from crypto.der import read
from crypto.stamps import (
    MAX_BYTES,
    Stamped,
    StampForeign,
    StampLibraryMissing,
    StampRefused,
    imprint_of,
    open_stamp,
)
from tests.timestamping import Authority, Kind, Purpose, new_root, renewed

TEXT = b"ledger.example/1\n7\nu+1sHL8r3TxgdT4oQ1QBQ8fYvB6e1zR0f2Zr2yB9Yhk=\n"
IMPRINT = hashlib.sha256(TEXT).digest()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _days_ago(days: float) -> datetime:
    return _now() - timedelta(days=days)


@pytest.fixture(scope="module")
def token(one_authority: Authority) -> bytes:
    """An answer over the text."""
    return one_authority.stamp_at(IMPRINT, _days_ago(0))


@pytest.fixture
def short_lived(one_authority: Authority, tmp_path: Path) -> Authority:
    """The same authority, with a certificate from ten days ago to five days ago."""
    return replace(one_authority, folder=tmp_path).with_signer(Kind(days=(-10, -5)))


def test_what_openssl_stamps_opens_and_openssl_agrees(time_authority: Authority) -> None:
    """The time is the machine's, and the stamp holds until the first certificate ends."""
    asked = TimestampRequestBuilder(TEXT, HashAlgorithm.SHA256).build()
    before = _now()
    answer = time_authority.reply(asked.as_bytes())
    stamped = open_stamp(answer, TEXT, [time_authority.root.der], asked.nonce)
    assert before.timestamp() <= stamped.time <= _now().timestamp()
    ends = time_authority.signer.certificate.not_valid_after_utc
    assert stamped == Stamped(stamped.time, 1, "Stamps", int(ends.timestamp()))
    time_authority.check(answer, TEXT)


@pytest.mark.parametrize("hashing", HashAlgorithm)
def test_every_strong_digest_is_taken(one_authority: Authority, hashing: HashAlgorithm) -> None:
    """SHA-256 is what we ask with; another may have to follow it within 75 years."""
    asked = TimestampRequestBuilder(TEXT, hashing).build()
    answer = one_authority.reply(asked.as_bytes())
    assert imprint_of(answer)[0] == hashing.value.lower()
    open_stamp(answer, TEXT, [one_authority.root.der], asked.nonce)


def test_a_certificate_that_expired_since_is_no_matter(short_lived: Authority) -> None:
    """The chain is validated as of the stamp, so that records outlive certificates."""
    when = _days_ago(7)
    stamped = open_stamp(short_lived.stamp_at(IMPRINT, when), TEXT, [short_lived.root.der])
    assert stamped.time == when.timestamp()
    assert stamped.expires < _now().timestamp()


@pytest.mark.parametrize("days", [3, 12], ids=["expired", "not-yet-valid"])
def test_a_certificate_that_was_not_valid_then_is_refused(
    short_lived: Authority, days: float
) -> None:
    """An expired certificate's key may be anybody's: it could stamp whatever time it likes."""
    token = short_lived.stamp_at(IMPRINT, _days_ago(days))
    with pytest.raises(StampRefused):
        open_stamp(token, TEXT, [short_lived.root.der])


@pytest.mark.parametrize("purpose", ["none", "servers", "not-critical"])
def test_a_certificate_for_something_else_is_refused(
    one_authority: Authority, tmp_path: Path, purpose: Purpose
) -> None:
    """RFC 3161, section 2.3: a web server's key, of the same chain, stamps nothing."""
    kind = Kind(purpose=purpose)
    other = replace(one_authority, folder=tmp_path).with_signer(kind)
    with pytest.raises(StampRefused, match=r"stamping|verify"):
        open_stamp(other.stamp_at(IMPRINT, _days_ago(0)), TEXT, [other.root.der])


def test_an_authority_that_is_not_asked_for_says_nothing(token: bytes) -> None:
    """Its stamp is foreign, which is no trace of an alteration."""
    with pytest.raises(StampForeign):
        open_stamp(token, TEXT, [new_root("Stamps root").der])


def test_certificates_that_all_issue_each_other_are_no_maze(one_authority: Authority) -> None:
    """Sixteen of one name and one key have more ways through them than anybody can try."""
    one = new_root("maze")
    maze = [renewed(one).certificate for _ in range(MAX_CERTIFICATES)]
    with pytest.raises(Untrusted):
        chain_to(maze[0], maze, [one_authority.root.certificate])


def test_another_root_of_the_same_name_changes_nothing(
    one_authority: Authority, token: bytes
) -> None:
    """A root that bears the same name issued nothing, and the one that did is found beside it."""
    roots = [new_root("Stamps root").der, one_authority.root.der]
    open_stamp(token, TEXT, roots)


def test_other_bytes_are_refused(one_authority: Authority, token: bytes) -> None:
    """A stamp is over these bytes alone."""
    with pytest.raises(StampRefused, match="over other bytes"):
        open_stamp(token, TEXT + b"\n", [one_authority.root.der])


def test_an_answer_to_another_request_is_refused(one_authority: Authority) -> None:
    """An old answer, sent again by whoever sits in between, lacks the nonce of this request."""
    first, second = (TimestampRequestBuilder(TEXT, HashAlgorithm.SHA256).build() for _ in range(2))
    answer = one_authority.reply(first.as_bytes())
    with pytest.raises(StampRefused, match="Nonce"):
        open_stamp(answer, TEXT, [one_authority.root.der], second.nonce)


def test_a_weak_digest_is_refused(one_authority: Authority) -> None:
    """Somebody who finds a collision of SHA-1 could move the stamp to another text."""
    weak = hashlib.sha1(TEXT, usedforsecurity=False).digest()
    token = one_authority.stamp_at(weak, _days_ago(0), digest="sha1")
    with pytest.raises(StampRefused, match="too weak"):
        open_stamp(token, TEXT, [one_authority.root.der])


def test_a_signature_over_a_weak_digest_is_refused(
    one_authority: Authority, tmp_path: Path
) -> None:
    """The same for what the authority signs."""
    weak = replace(one_authority, folder=tmp_path, digest="sha1").with_signer(Kind())
    with pytest.raises(StampRefused, match="too weak"):
        open_stamp(weak.stamp_at(IMPRINT, _days_ago(0)), TEXT, [weak.root.der])


def test_a_weak_key_is_refused(one_authority: Authority, tmp_path: Path) -> None:
    """An RSA key of 1024 bits can be broken by those who can pay for it."""
    weak = replace(one_authority, folder=tmp_path).with_signer(Kind("rsa", bits=1024))
    with pytest.raises(StampRefused, match="too weak"):
        open_stamp(weak.stamp_at(IMPRINT, _days_ago(0)), TEXT, [weak.root.der])


def test_a_signature_that_says_it_is_of_another_kind_is_refused(
    one_authority: Authority, token: bytes
) -> None:
    """Nothing covers the name of its algorithm, so that verifiers could disagree (F15.4)."""
    named = bytes.fromhex("06082a8648ce3d040302")
    assert token.count(named) > 1
    at = token.rindex(named)
    for other in ("06082a8648ce3d040303", "06082a8648ce3d040301"):
        changed = token[:at] + bytes.fromhex(other) + token[at + len(named) :]
        with pytest.raises(StampRefused, match="algorithm"):
            open_stamp(changed, TEXT, [one_authority.root.der])


def test_a_refusal_is_no_stamp() -> None:
    """An authority that says no answers with a status and no token."""
    with pytest.raises(StampRefused, match="did not grant"):
        open_stamp(bytes.fromhex("30053003020102"), TEXT, [])


def test_an_endless_answer_is_refused() -> None:
    """It is refused before anything reads it."""
    with pytest.raises(StampRefused, match="longer"):
        open_stamp(bytes(MAX_BYTES + 1), TEXT, [])


def test_granted_without_a_token_is_refused() -> None:
    """What the library gives up on is a refusal of ours."""
    with pytest.raises(StampRefused):
        open_stamp(bytes.fromhex("30053003020100"), TEXT, [])


def test_certificates_may_stand_in_any_order(one_authority: Authority, token: bytes) -> None:
    """OpenSSL writes them as they come, DER would have them sorted, and no signature covers them.

    The library takes the sorted ones alone, so that half of all authorities would be refused.
    """
    orders = list(_orders(token))
    assert orders[0] != orders[1]
    for one in orders:
        open_stamp(one, TEXT, [one_authority.root.der])


def _orders(token: bytes) -> Iterator[bytes]:
    signed = read(token).part(1).part(1).part(0)
    certificates = next(part for part in signed.parts() if part.tag == 0xA0)
    encoded = [part.encoded for part in certificates.parts()]
    for one in (encoded, encoded[::-1]):
        yield token[: certificates.body] + b"".join(one) + token[certificates.end :]


def test_a_certificate_in_the_place_of_the_signers_is_refused(
    one_authority: Authority, token: bytes
) -> None:
    """Another certificate of the same key and number is not the one that the signature names."""
    signer = one_authority.signer
    cert = signer.certificate
    builder = x509.CertificateBuilder(
        cert.issuer,
        cert.subject,
        cert.public_key(),
        cert.serial_number,
        cert.not_valid_before_utc,
        cert.not_valid_after_utc + timedelta(seconds=1),
        list(cert.extensions),
    )
    between = one_authority.between[0]
    while True:
        forged = builder.sign(between.key, hashes.SHA256())
        der = replace(signer, certificate=forged).der
        if len(der) == len(signer.der):
            break
    with pytest.raises(StampRefused, match="names another"):
        open_stamp(token.replace(signer.der, der), TEXT, [one_authority.root.der])


@pytest.mark.filterwarnings("ignore::UserWarning")  # of the library, about odd certificates
@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_altered_bytes_never_say_something_else(
    one_authority: Authority, token: bytes, data: st.DataObject
) -> None:
    """An answer with other bytes, or cut off, is refused, or says what it said."""
    roots = [one_authority.root.der]
    place = data.draw(st.integers(0, len(token) - 1))
    byte = data.draw(st.integers(0, 255))
    cut = data.draw(st.booleans())
    other = token[:place] if cut else token[:place] + bytes([byte]) + token[place + 1 :]
    try:
        assert open_stamp(other, TEXT, roots) == open_stamp(token, TEXT, roots)
    except StampRefused:
        assert other != token


@settings(max_examples=200)
@given(st.binary(max_size=64))
def test_any_bytes_are_refused(data: bytes) -> None:
    """Whatever somebody sends, the answer is a refusal and nothing worse."""
    with pytest.raises(StampRefused):
        open_stamp(data, TEXT, [])


def test_without_the_library_a_stamp_is_not_checked(
    token: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verifier that lacks it says so, and does not say that the stamp is bad."""
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(StampLibraryMissing):
        open_stamp(token, TEXT, [])

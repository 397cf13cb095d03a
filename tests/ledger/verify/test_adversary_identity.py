"""Who signed: keys made up, stolen or revoked, people whom nobody enrolled, fresh keys for all."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import Json, b64
from crypto.disclosures import reveal
from crypto.entry import Claims
from ledger.device import Device
from tests.adversary import Row, Victim, assert_altered, codes, finding
from tests.victim import LEO, MAYA, build

NEW = "5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a00ff"
FIRST: dict[str, Any] = {"seq": 1, "refs": ()}
"""Of Eve's own words, to stand at the beginning of a stream."""


def _device() -> Device:
    key = Ed25519PrivateKey.generate()
    return Device(key, key.public_key().public_bytes_raw())


def _content(victim: Victim, row: Row) -> dict[str, Json]:
    words = victim.plaintext(row).decode("ascii").split("~")[:-1]
    return reveal(row.envelope.sd, words)


def test_an_entry_signed_by_a_strangers_key_is_found(victim: Victim) -> None:
    """A key that the directory never held signs for nobody, whoever signs the log."""
    last = victim.row(MAYA, victim.length(MAYA))
    claims = {"seq": last.seq + 1, "prev": last.envelope.digest}
    victim.insert(*victim.forge_again(last, _device(), **claims))
    victim.rebuild_log()
    assert_altered(victim.verify(), "key-unknown", victim.row(MAYA, last.seq + 1))


def test_a_stolen_key_is_not_in_force_once_it_was_revoked(victim: Victim) -> None:
    """Whatever date the thief writes: what stands behind the revocation is not the author's."""
    last = victim.row(MAYA, victim.length(MAYA))
    eve = victim.practitioner("eve")
    head = victim.row(eve, victim.length(eve)).envelope.digest
    claims = {"seq": last.seq + 1, "prev": last.envelope.digest, "dir": head}
    victim.insert(*victim.forge_again(last, victim.held.keys["stolen"].device, **claims))
    victim.rebuild_log()
    assert_altered(victim.verify(), "key-not-in-force", victim.row(MAYA, last.seq + 1))


def test_an_entry_dated_back_before_the_theft_is_found(victim: Victim) -> None:
    """Dating it back changes nothing about its place, and contradicts the clock as well."""
    last = victim.row(LEO, victim.length(LEO))
    eve = victim.practitioner("eve")
    before = victim.row(eve, 2)
    claims = {
        "iss": eve,
        "seq": last.seq + 1,
        "prev": last.envelope.digest,
        "dir": before.envelope.digest,
        "iat": before.envelope.claims.iat + 1,
    }
    victim.insert(*victim.forge_again(last, victim.held.keys["stolen"].device, **claims))
    victim.rebuild_log()
    report = victim.verify()
    new = victim.row(LEO, last.seq + 1)
    assert_altered(report, "key-not-in-force", new)
    assert_altered(report, "directory-mismatch", new)
    assert_altered(report, "clock-back", new)


def test_an_entry_slipped_in_before_the_revocation_is_found_by_evidence(victim: Victim) -> None:
    """Thief and ledger's key together can write the past, but not into a log that others saw."""
    eve = victim.practitioner("eve")
    accepted = victim.row(eve, 2)
    victim.make_key(NEW)
    claims = {
        "sub": NEW,
        "iss": eve,
        "dir": accepted.envelope.digest,
        "iat": accepted.envelope.claims.iat,
        **FIRST,
        "prev": victim.genesis.ledger,
    }
    forged = victim.forge_again(victim.row(MAYA, 4), victim.held.keys["stolen"].device, **claims)
    position = victim.insert(*forged, accepted.position + 1)
    victim.rebuild_log()
    assert codes(victim.verify()) == ["unanchored"]
    size = next(n for n, row in enumerate(victim.rows(), start=1) if row.position == position)
    report = victim.verify(victim.held.checkpoints[size])
    assert_altered(report, "history-differs", victim.row(NEW, 1))


def test_what_a_stolen_key_signed_before_its_revocation_is_disputed(victim: Victim) -> None:
    """It stood in the log, after the time of the theft: nobody can tell whose it is."""
    eve = victim.practitioner("eve")
    revoked = victim.row(eve, 3)
    victim.make_key(NEW)
    claims = {
        "sub": NEW,
        "iss": eve,
        "dir": victim.row(eve, 2).envelope.digest,
        "iat": revoked.envelope.claims.iat,
        **FIRST,
        "prev": victim.genesis.ledger,
    }
    forged = victim.forge_again(victim.row(MAYA, 4), victim.held.keys["stolen"].device, **claims)
    victim.insert(*forged, revoked.position)
    victim.rebuild_log()
    report = victim.verify()
    assert codes(report) == ["disputed", "unanchored"]
    row = victim.row(NEW, 1)
    assert finding(report, "disputed").first.position == row.position
    assert report.exit_code == 2


def test_nobody_enrols_themselves(victim: Victim) -> None:
    """A practitioner made up from a key of one's own has nobody who vouches for it."""
    enrolment = victim.row(victim.practitioner("ann"), 1)
    stranger = _device()
    victim.make_key(NEW)
    content = _content(victim, enrolment)
    content["key"] = {"v": {"kid": stranger.kid, "x": _x(stranger)}}
    claims = replace(enrolment.envelope.claims, sub=NEW, iss=NEW, dir=victim.genesis.ledger)
    victim.insert(*victim.forge(claims, content, stranger))
    victim.rebuild_log()
    assert_altered(victim.verify(), "key-unknown", victim.row(NEW, 1))


def test_nobody_but_a_registrar_enrols_another(victim: Victim) -> None:
    """A practitioner who colludes with the operator still cannot bring somebody in."""
    enrolment = victim.row(victim.practitioner("ann"), 1)
    stranger, ann = _device(), victim.held.keys["ann"]
    victim.make_key(NEW)
    content = _content(victim, victim.row(victim.practitioner("ann"), 1))
    content["key"] = {"v": {"kid": stranger.kid, "x": _x(stranger)}}
    content["capacity"] = _content(victim, victim.row(MAYA, 1))["capacity"]
    claims = _at_the_end(victim, enrolment, sub=NEW, iss=ann.practitioner)
    victim.insert(*victim.forge(claims, victim.spoken(content), ann.device))
    victim.rebuild_log()
    assert_altered(victim.verify(), "directory-refused", victim.row(NEW, 1))


def test_an_offered_key_is_what_its_thumbprint_says(victim: Victim) -> None:
    """Even the registrar cannot enrol one key under the name of another."""
    enrolment = victim.row(victim.practitioner("ann"), 1)
    stranger, registrar = _device(), victim.held.keys["registrar"]
    victim.make_key(NEW)
    content = _content(victim, enrolment)
    content["key"] = {"v": {"kid": stranger.kid, "x": _x(_device())}}
    content.pop("registration", None)
    claims = _at_the_end(victim, enrolment, sub=NEW, iss=registrar.practitioner)
    victim.insert(*victim.forge(claims, victim.spoken(content), registrar.device))
    victim.rebuild_log()
    assert_altered(victim.verify(), "directory-refused", victim.row(NEW, 1))


def test_an_entry_in_the_name_of_another_is_found(victim: Victim) -> None:
    """With the ledger's help an author could sign, with their own key, a sentence that names
    somebody else: what an entry states of its author is held to the directory.
    """
    eve = victim.held.keys["eve"]
    last = victim.row(MAYA, victim.length(MAYA))
    content = _content(victim, last)
    assert isinstance(content["capacity"], dict)
    assert isinstance(content["statement"], list)
    content["capacity"] = {**content["capacity"], "as": "Tom Reed"}
    content["statement"] = [
        "Tom Reed" if part == "Eve Lane" else part for part in content["statement"]
    ]
    head = victim.row(eve.practitioner, victim.length(eve.practitioner)).envelope.digest
    before = last.envelope
    claims = replace(before.claims, seq=last.seq + 1, prev=before.digest, dir=head)
    victim.insert(*victim.forge(claims, content, eve.device))
    victim.rebuild_log()
    assert_altered(victim.verify(), "capacity-not-in-force", victim.row(MAYA, last.seq + 1))


@pytest.mark.parametrize(
    ("changed", "code", "exit_code"),
    [
        ({"statement": ["Nothing was done."]}, "statement-mismatch", 1),
        ({"place": {"v": "the station"}}, "statement-mismatch", 1),
        ({"type": "child-lost/1"}, "type-unknown", 2),
    ],
)
def test_a_sentence_that_does_not_follow_from_its_facts_is_found(
    victim: Victim, changed: dict[str, Json], code: str, exit_code: int
) -> None:
    """With the ledger's help an author could sign one thing in words and another in fact. Of an
    entry that this program does not know it is said that nobody looked.
    """
    eve = victim.held.keys["eve"]
    last = victim.row(MAYA, victim.length(MAYA))
    content = {**_content(victim, last), **changed}
    head = victim.row(eve.practitioner, victim.length(eve.practitioner)).envelope.digest
    before = last.envelope
    claims = replace(before.claims, seq=last.seq + 1, prev=before.digest, dir=head)
    victim.insert(*victim.forge(claims, content, eve.device))
    victim.rebuild_log()
    report = victim.verify()
    assert finding(report, code).first.position == victim.row(MAYA, last.seq + 1).position
    assert report.exit_code == exit_code


def test_a_deleted_revocation_is_found(victim: Victim) -> None:
    """Whoever wants a stolen key back in force must break the directory's own chain."""
    eve = victim.practitioner("eve")
    revocation, added = victim.row(eve, 3), victim.row(eve, 4)
    victim.delete(revocation)
    victim.rebuild_log()
    report = victim.verify()
    assert finding(report, "stream-gap").first.position == added.position
    assert report.exit_code == 1


def test_a_clock_set_back_between_streams_is_reported(victim: Victim) -> None:
    """A genuine entry with a time long before its neighbours' shows a clock that was set back."""
    first, ann = victim.row(MAYA, 1), victim.held.keys["ann"]
    victim.make_key(NEW)
    claims = _at_the_end(victim, first, sub=NEW, iss=ann.practitioner)
    claims = replace(claims, iat=claims.iat - 1_200)
    victim.insert(*victim.forge(claims, _content(victim, first), ann.device))
    victim.rebuild_log()
    report = victim.verify()
    assert codes(report) == ["clock-set-back", "unanchored"]
    assert report.exit_code == 2


def test_a_time_that_has_not_come_is_found(victim: Victim) -> None:
    """Given the time of day, no entry may be later."""
    row = victim.rows()[-1]
    report = victim.verify(now=row.envelope.claims.iat - 3600)
    assert "time-in-future" in codes(report)
    assert report.exit_code == 1


def test_a_history_rewritten_with_fresh_keys_is_another_ledger(
    victim: Victim, tmp_path: Path
) -> None:
    """Perfect in itself, it is found by whoever holds the trust file, or a checkpoint."""
    forged = Victim(*build(tmp_path / "forged"))
    shutil.rmtree(victim.settings.data)
    forged = forged.copy(victim.settings.data)
    report = forged.verify(trust=victim.held.trust)
    assert report.first is not None
    assert report.first.kind.code == "other-ledger"
    assert report.first.first.position == 1
    assert report.exit_code == 1
    alone = forged.verify(trust=None)
    assert codes(alone) == ["no-trust-file", "unanchored"]
    assert alone.exit_code == 2
    remembered = forged.verify(victim.held.newest, trust=None)
    assert "evidence-foreign" in codes(remembered)
    assert remembered.exit_code == 1


def _at_the_end(victim: Victim, row: Row, sub: str, iss: str) -> Claims:
    """The claims of a first entry of a new stream, as somebody could sign them now."""
    head = victim.row(iss, victim.length(iss)).envelope.digest
    now = victim.rows()[-1].envelope.claims.iat
    return replace(row.envelope.claims, sub=sub, iss=iss, dir=head, iat=now, refs=())


def _x(device: Device) -> str:
    return b64(device.public_key)

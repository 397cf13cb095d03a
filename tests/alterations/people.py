"""Who signed: keys made up or stolen, people whom nobody enrolled, and what others let in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from crypto.canonical import Json, b64
from ledger.device import Device
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile
from ledger.ledger import Ledger
from ledger.operating.recording import record
from tests.adversary import Victim
from tests.alterations.acting import NEW, append, at_the_end, content, device, first_of_stream
from tests.rotating import introduce_key
from tests.victim import COUNCIL, MAYA, public


def signed_by_stranger(victim: Victim) -> None:
    """An entry at the end of the enquiry, with a key of one's own."""
    append(victim, victim.practitioner("ann"), device())


def signed_with_stolen(victim: Victim) -> None:
    """With a key that was revoked."""
    append(victim, victim.practitioner("eve"), victim.held.keys["stolen"].device)


def slipped_in(victim: Victim) -> None:
    """With the stolen key, before its theft, in an enquiry of its own."""
    eve = victim.practitioner("eve")
    accepted = victim.row(eve, 2)
    _forged_first(victim, accepted.position + 1, accepted.envelope.claims.iat)


def slipped_in_late(victim: Victim) -> None:
    """With the stolen key, after its theft and before its revocation."""
    revoked = victim.row(victim.practitioner("eve"), 3)
    _forged_first(victim, revoked.position, revoked.envelope.claims.iat)


def deleted_revocation(victim: Victim) -> None:
    """The entry that revoked the stolen key."""
    victim.delete(victim.row(victim.practitioner("eve"), 3))


def enrolled_self(victim: Victim) -> None:
    """A practitioner who vouches for themselves, and signs in the enquiry."""
    stranger = device()
    _enrol(victim, stranger, by=stranger, author=NEW)
    _sign_as_new(victim, stranger)


def enrolled_by_colleague(victim: Victim) -> None:
    """A practitioner enrolled by a social worker."""
    ann, stranger = victim.held.keys["ann"], device()
    _enrol(victim, stranger, by=ann.device, author=ann.practitioner)
    _sign_as_new(victim, stranger)


def dated_back(victim: Victim) -> None:
    """The author's own entry at the end, dated before the one that stands before it."""
    last = victim.row(MAYA, victim.length(MAYA))
    append(
        victim,
        victim.practitioner("eve"),
        victim.held.keys["eve"].device,
        iat=last.envelope.claims.iat - 60,
    )


def anothers_name(victim: Victim) -> None:
    """An author signs with their own key a sentence that names somebody else."""
    eve = victim.held.keys["eve"]
    last = victim.row(MAYA, victim.length(MAYA))
    told = content(victim, last)
    assert isinstance(told["capacity"], dict)
    assert isinstance(told["statement"], list)
    told["capacity"] = {**told["capacity"], "as": "Tom Reed"}
    told["statement"] = ["Tom Reed" if part == "Eve Lane" else part for part in told["statement"]]
    head = victim.row(eve.practitioner, victim.length(eve.practitioner)).envelope.digest
    claims = replace(
        last.envelope.claims, seq=last.seq + 1, prev=last.envelope.digest, dir=head, refs=()
    )
    victim.insert(*victim.forge(claims, told, eve.device))


def other_sentence(victim: Victim) -> None:
    """An author signs with their own key a sentence that says another thing than its parts."""
    _sign_otherwise(victim, {"statement": ["Nothing was done."]})


def unknown_type(victim: Victim) -> None:
    """An author signs with their own key what no version of the program knows."""
    _sign_otherwise(victim, {"type": "child-lost/1"})


def _sign_otherwise(victim: Victim, changed: dict[str, Json]) -> None:
    eve = victim.held.keys["eve"]
    last = victim.row(MAYA, victim.length(MAYA))
    told = {**content(victim, last), **changed}
    head = victim.row(eve.practitioner, victim.length(eve.practitioner)).envelope.digest
    claims = replace(
        last.envelope.claims, seq=last.seq + 1, prev=last.envelope.digest, dir=head, refs=()
    )
    victim.insert(*victim.forge(claims, told, eve.device))


def impostor(victim: Victim) -> None:
    """A registrar enrols somebody who does not exist, and signs in their name."""
    made = KeyFile(NEW, victim.genesis.ledger, False, device())
    grant = {"id": "c1", "role": "social_worker", "title": "social worker", "agency": COUNCIL}
    data = {
        "name": "Ida Moss",
        "evidence": "passport, seen in person",
        "key": public(made),
        "capacities": [{**grant, "from": "2026-03-02"}],
    }
    with victim.opened() as ledger:
        _say(ledger, victim.held.keys["registrar"], "PractitionerEnrolled", NEW, data)
        _accept(ledger, made, 1)
        _say(ledger, made, "ChildLocated", MAYA, _FOUND)


def further_key(victim: Victim) -> None:
    """A registrar gives a social worker another key, keeps it, and signs in their name."""
    ann = victim.practitioner("ann")
    made = KeyFile(ann, victim.genesis.ledger, False, device())
    data = {"key": public(made), "reason": "another_device", "identified": "sight"}
    with victim.opened() as ledger:
        _say(ledger, victim.held.keys["registrar"], "KeyAdded", ann, data)
        _accept(ledger, made, 3)
        _say(ledger, made, "ChildLocated", MAYA, _FOUND)


def revoked(victim: Victim) -> None:
    """A registrar says that a key was stolen the day before, which nobody stole."""
    eve = victim.held.keys["eve"]
    theft = {"kid": eve.device.kid, "reason": "stolen", "compromised": "2026-03-02T09:00:00Z"}
    with victim.opened() as ledger:
        registrar = victim.held.keys["registrar"]
        _say(ledger, registrar, "KeyRevoked", eve.practitioner, theft)


def left(victim: Victim) -> None:
    """A registrar revokes the key of somebody who left."""
    eve = victim.held.keys["eve"]
    with victim.opened() as ledger:
        registrar = victim.held.keys["registrar"]
        gone = {"kid": eve.device.kid, "reason": "left"}
        _say(ledger, registrar, "KeyRevoked", eve.practitioner, gone)


def own_ledger_key(victim: Victim) -> None:
    """A registrar says of a key of their own that it is the ledger's, and leaves an entry out."""
    keystore = victim.settings.keystore
    with victim.opened() as ledger:
        registrar = victim.held.keys["registrar"]
        introduce_key(ledger, victim.settings, registrar, "the yearly change of keys")
    victim.delete(victim.row(MAYA, victim.length(MAYA)))
    (made,) = set(keystore.glob("ledger*.key")) - {keystore / "ledger.key"}
    made.rename(keystore / "ledger.key")


def unasked(victim: Victim) -> None:
    """A script signs with the key of whoever has the page open what they never saw."""
    with victim.opened() as ledger:
        _say(ledger, victim.held.keys["ann"], "ChildLocated", MAYA, _FOUND)


_FOUND: Final = {"child": "maya", "place": "the park", "circumstances": "All was well."}


def _say(ledger: Ledger, who: KeyFile, event: str, stream: str, data: Mapping[str, Any]) -> None:
    at = ledger.moment().isoformat()
    asked = DraftRequest(event=event, streams=(stream,), data=dict(data), occurred=at)
    record(ledger, who, asked)


def _accept(ledger: Ledger, made: KeyFile, offer: int) -> None:
    data = {"kid": made.device.kid, "offer": offer}
    _say(ledger, made, "KeyAccepted", made.practitioner, data)


def _forged_first(victim: Victim, position: int, iat: int) -> None:
    eve = victim.practitioner("eve")
    victim.make_key(NEW)
    head = victim.row(eve, 2).envelope.digest
    claims = first_of_stream(victim, iss=eve, dir=head, iat=iat)
    stolen = victim.held.keys["stolen"].device
    victim.insert(*victim.forge_again(victim.row(MAYA, 4), stolen, **claims), position)


def _enrol(victim: Victim, stranger: Device, by: Device, author: str) -> None:
    ann = victim.practitioner("ann")
    victim.make_key(NEW)
    told = content(victim, victim.row(ann, 1))
    told["key"] = {"v": {"kid": stranger.kid, "x": b64(stranger.public_key)}}
    told.pop("registration", None)
    if author != NEW:
        told["capacity"] = content(victim, victim.row(MAYA, 1))["capacity"]
    claims = at_the_end(victim, victim.row(ann, 1), NEW, author)
    victim.insert(*victim.forge(claims, victim.spoken(told), by))


def _sign_as_new(victim: Victim, signer: Device) -> None:
    append(victim, NEW, signer)

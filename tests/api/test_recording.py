"""Draft, sign, admit: what a client with only its key and the trust file can do and check."""

import hashlib
from typing import Any

from crypto.canonical import unb64
from crypto.checkpoint import Checkpoint, open_checkpoint
from crypto.entry import parse
from crypto.merkle import verify_consistency
from crypto.note import NoteKey
from crypto.proof import InclusionEvidence, LogProof, verify
from crypto.trust import parse_trust
from ledger.draft import Draft
from tests.api.serving import Person, Served

OBJECTION: dict[str, Any] = {
    "event": "ParentObjection",
    "data": {
        "person": "dawn",
        "nature": "objection",
        "subject": "the visit",
        "words": "Come back with a warrant.",
    },
}


def trusted(house: Served) -> list[NoteKey]:
    """The ledger's keys, from the trust file that a verifier was given."""
    trust = parse_trust((house.told.settings.data / "trust.json").read_bytes())
    return [NoteKey.parse(vkey) for vkey in trust.ledger_vkeys]


def evidence(house: Served, proof: str, entry: str) -> InclusionEvidence:
    """What a receipt proves to somebody who holds the trust file and the entry that they signed."""
    leaf = hashlib.sha256(entry.partition("~")[0].encode()).digest()
    return verify(LogProof.parse(proof.encode()), leaf, trusted(house))


def drafted(person: Person, stream: str) -> Draft:
    """A draft of the objection."""
    return Draft.model_validate(person.draft(streams=[stream], **OBJECTION).json())


def checkpoint(house: Served) -> Checkpoint:
    """The newest checkpoint, verified."""
    note = house.http.get("/api/log/checkpoint").content
    return open_checkpoint(note, trusted(house)).checkpoint


def test_what_is_admitted_is_proven_and_read(writing: Served) -> None:
    """The receipt verifies with the trust file alone, and the signed words stand in the record."""
    ruth, stream = writing.person("ruth"), writing.told.enquiries["maya"]
    [entry] = ruth.signed(streams=[stream], **OBJECTION)
    before = writing.size()
    answer = ruth.admit([entry])
    [receipt] = answer.json()
    assert answer.status_code == 201
    assert evidence(writing, receipt["proof"], entry).index == before
    assert writing.size() == before + 1
    assert receipt["digest"] == parse(entry.encode()).envelope.digest
    rows = ruth.get(f"{writing.maya}/chronology").text
    assert "Come back with a warrant." in rows
    assert (
        ruth.get(f"{writing.maya}/entries/{receipt['seq']}").json()["digest"] == receipt["digest"]
    )


def test_the_same_bytes_again_give_the_same_receipt(writing: Served) -> None:
    """Whoever lost the answer asks again: the same entry at the same index, and nothing added."""
    ruth, stream = writing.person("ruth"), writing.told.enquiries["maya"]
    entries = ruth.signed(streams=[stream], **OBJECTION)
    first = ruth.admit(entries).json()
    size = writing.size()
    assert ruth.admit(entries).json() == first
    ruth.admit(ruth.signed(streams=[writing.told.enquiries["leo"]], **OBJECTION))
    [again] = ruth.admit(entries).json()
    assert (again["seq"], again["digest"]) == (first[0]["seq"], first[0]["digest"])
    assert evidence(writing, again["proof"], entries[0]).index == size - 1
    assert writing.size() == size + 1


def test_a_stale_entry_is_signed_again_at_the_new_position(writing: Served) -> None:
    """If others got in first, the device signs the same words again, without asking the author."""
    ruth, grace = writing.person("ruth"), writing.person("grace")
    stream = writing.told.enquiries["maya"]
    prepared = ruth.device.prepare(drafted(ruth, stream))
    assert grace.admit(grace.signed(streams=[stream], **OBJECTION)).status_code == 201
    size = writing.size()
    late = ruth.admit([entry.decode() for entry in ruth.device.sign(prepared)])
    assert (late.status_code, late.json()["code"]) == (409, "stale-position")
    assert writing.size() == size

    moved = prepared.moved_to(drafted(ruth, stream))
    assert moved is not None
    assert moved.statements == prepared.statements
    signed = [entry.decode() for entry in ruth.device.sign(moved)]
    assert ruth.admit(signed).status_code == 201


def test_an_act_over_siblings_is_admitted_whole_or_not_at_all(writing: Served) -> None:
    """One act stands in both enquiries; half of one stands in neither."""
    ruth = writing.person("ruth")
    streams = list(writing.told.enquiries.values())
    act = ruth.signed(streams=streams, **OBJECTION)
    size = writing.size()
    half = ruth.admit(act[:1])
    assert (half.status_code, half.json()["field"]) == (400, "act")
    assert writing.size() == size
    receipts = ruth.admit(act).json()
    assert [receipt["stream"] for receipt in receipts] == streams
    proven = [
        evidence(writing, receipt["proof"], entry).index
        for receipt, entry in zip(receipts, act, strict=True)
    ]
    assert proven == [size, size + 1]
    assert writing.size() == size + 2


def test_a_countersignature_answers_what_waits(writing: Served) -> None:
    """What waits for a manager is found by role, countersigned, and waits no longer."""
    priya, stream = writing.person("priya"), writing.told.enquiries["maya"]
    waiting = priya.get("/api/countersignatures/waiting", whom="team_manager").json()["items"]
    seq = min(line["seq"] for line in waiting)
    answered = {"countersigns": seq, "kind": "countersign"}
    admitted = priya.admit(priya.signed("Countersignature", [stream], answered))
    assert admitted.status_code == 201
    left = priya.get("/api/countersignatures/waiting", whom="team_manager").json()["items"]
    assert seq not in {line["seq"] for line in left}


def test_a_session_brings_in_no_entry_of_somebody_else(writing: Served) -> None:
    """Bytes that another practitioner signed are refused, however they were come by."""
    ruth, grace = writing.person("ruth"), writing.person("grace")
    entries = ruth.signed(streams=[writing.told.enquiries["maya"]], **OBJECTION)
    answer = grace.admit(entries)
    assert (answer.status_code, answer.json()["field"]) == (403, "iss")


def test_the_log_only_grows(writing: Served) -> None:
    """Checkpoints before and after are consistent, which anybody can verify without signing in."""
    old = checkpoint(writing)
    ruth = writing.person("ruth")
    ruth.admit(ruth.signed(streams=[writing.told.enquiries["leo"]], **OBJECTION))
    new = checkpoint(writing)
    proof = writing.http.get("/api/log/consistency", params={"old": old.size}).json()
    hashes = [unb64(one) for one in proof["hashes"]]
    verify_consistency(old.size, old.root, new.size, new.root, hashes)
    assert new.size == old.size + 1

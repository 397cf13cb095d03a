"""What is signed of one entry, where it stands in the log, and what its reader may verify of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from crypto.canonical import b64
from crypto.entry import Envelope, parse_envelope
from crypto.proof import LogProof
from domain.disposed import is_disposed
from domain.disputes import Signed as SignedAt
from domain.disputes import dispute
from domain.entry import Entry, Reference
from domain.holding import Key
from ledger.keys.ledger_keys import signing_keys
from ledger.ledger import Ledger
from ledger.log.log import Made
from ledger.reading.disclosing import Handed, handed_to
from ledger.reading.history import Signed
from ledger.stamping.between import Between, between
from projections.parts import Link, link_to
from projections.reading import Reading


@dataclass(frozen=True, slots=True)
class Referred:
    """An entry that this one refers to."""

    words: str
    link: Link | None
    """None where it stands in another enquiry."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in the log: the index of its leaf from 0, of so many entries."""

    index: int
    size: int
    receipt: str
    anchored: Made
    """The first checkpoint that holds the entry."""
    stamps: Between
    """The time stamps next to it, on both sides."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the browser verifies, and what of it can be said in words."""

    kid: str
    key: Key
    signer: str
    compromised: datetime | None
    """When the key was compromised, if that was before the entry reached the log."""
    given: int
    """Parts that the reader is handed."""
    withheld: int
    """Gaps in what they are handed."""
    for_browser: dict[str, Any]


def place_of(ledger: Ledger, entry: Entry) -> Place:
    """The receipt of an entry at the newest size of the log."""
    receipt = ledger.receipt(entry.stream, entry.seq)
    proof = LogProof.parse(receipt)
    lines = proof.checkpoint.decode("utf-8").split("\n")
    anchored = ledger.store.log.anchored(proof.index)
    return Place(
        index=proof.index,
        size=int(lines[1]),
        receipt=receipt.decode("utf-8"),
        anchored=anchored,
        stamps=between(ledger, proof.index),
    )


def proof_of(ledger: Ledger, reading: Reading, entry: Entry, place: Place) -> Proof | None:
    """What the reader may verify of an entry; None where it is withheld whole or disposed of."""
    if reading.withholds(entry) or is_disposed(entry):
        return None
    signed = ledger.reads.history.signed(entry.stream, entry.seq)
    handed = handed_to(signed, entry, reading.sources(entry), reading.clearance)
    envelope = parse_envelope(signed.jws)
    person = ledger.reads.practitioner(entry.author)
    key = person.keys[envelope.jws.kid]
    at = SignedAt(entry.stream, entry.seq, entry.digest, key.kid, place.index)
    disputed = dispute(person, at, lambda moment: ledger.reads.size_at(moment) or 0)
    return Proof(
        kid=key.kid,
        key=key,
        signer=person.name,
        compromised=disputed.compromised if disputed else None,
        given=len(handed.disclosures),
        withheld=handed.gaps,
        for_browser={
            **_signed(signed, handed, envelope),
            **_ledger(ledger),
            "x": key.x,
            "receipt": place.receipt,
        },
    )


def digest_only(ledger: Ledger, entry: Entry, place: Place) -> dict[str, Any]:
    """What is left to verify of an entry that the reader may not see: that it has its place."""
    return {**_ledger(ledger), "digest": entry.digest, "receipt": place.receipt}


def referred(entry: Entry, reading: Reading) -> list[Referred]:
    """The entries that this one refers to."""
    return [_referred(ref, entry, reading) for ref in entry.refs]


def _referred(ref: Reference, entry: Entry, reading: Reading) -> Referred:
    here = ref.stream == entry.stream
    link = link_to(reading.enquiry.entry(ref.seq), reading) if here else None
    return Referred(_RELATIONS.get(ref.rel, ref.rel), link)


_RELATIONS: Final = {
    "answers": "Answers",
    "approves": "Approves",
    "concerns": "Concerns",
    "corrects": "Corrects",
    "countersigns": "Countersigns",
    "returns": "Returns",
    "withdraws": "Withdraws",
}


def _signed(signed: Signed, handed: Handed, envelope: Envelope) -> dict[str, Any]:
    return {
        "jws": signed.jws.decode("ascii"),
        "disclosures": list(handed.disclosures),
        "partly": handed.gaps > 0,
        "digest": envelope.digest,
    }


def _ledger(ledger: Ledger) -> dict[str, Any]:
    keys = signing_keys(ledger.genesis, ledger.reads.authority()).values()
    return {
        "ledger": ledger.genesis.ledger,
        "genesis": ledger.genesis.encode().decode("utf-8"),
        "keys": [b64(key) for key in keys],
    }

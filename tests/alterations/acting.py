"""What acts are made of: where they alter, and what an attacker can make by hand."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import Json
from crypto.disclosures import reveal
from crypto.entry import Claims
from ledger.device import Device
from ledger.keys.ledger_keys import held_keys
from tests.adversary import Row, Victim
from tests.victim import MAYA

Act = Callable[[Victim], Victim | None]
"""Alters a victim; what it gives back, if anything, stands in its place from then on. It does not
cover its traces: whoever also holds the ledger's key does that with `Victim.rebuild_log`.
"""

AT: Final = (MAYA, 2)
"""The entry that acts alter unless they say another: a suspicion of harm, which entry 3
countersigns."""
NEW: Final = "5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a00ff"
"""A stream that an attacker begins."""


def device() -> Device:
    """A key that nobody enrolled."""
    key = Ed25519PrivateKey.generate()
    return Device(key, key.public_key().public_bytes_raw())


def append(victim: Victim, who: str, signer: Device, **claims: Any) -> None:
    """The words of Maya's last entry once more at the end of her enquiry, in somebody's name."""
    last = victim.row(MAYA, victim.length(MAYA))
    head = victim.row(who, victim.length(who)).envelope.digest
    place = {"seq": last.seq + 1, "prev": last.envelope.digest, "iss": who, "dir": head}
    victim.insert(*victim.forge_again(last, signer, **{**place, **claims}))


def first_of_stream(victim: Victim, **claims: Any) -> dict[str, Any]:
    """Claims that make an entry the first of the stream that an attacker begins."""
    return {"sub": NEW, "seq": 1, "prev": victim.genesis.ledger, "refs": (), **claims}


def content(victim: Victim, row: Row) -> dict[str, Json]:
    """What an entry says, for whoever holds the master key."""
    words = victim.plaintext(row).decode("ascii").split("~")[:-1]
    return reveal(row.envelope.sd, words)


def at_the_end(victim: Victim, row: Row, sub: str, iss: str) -> Claims:
    """The claims of a first entry of a new stream, as somebody could sign them now."""
    length = victim.length(iss)
    head = victim.row(iss, length).envelope.digest if length else victim.genesis.ledger
    now = victim.rows()[-1].envelope.claims.iat
    return replace(row.envelope.claims, sub=sub, iss=iss, dir=head, iat=now, refs=())


def ledger_keys(victim: Victim) -> list[Ed25519PrivateKey]:
    """What the second attacker holds."""
    return list(held_keys(victim.settings.keystore).values())

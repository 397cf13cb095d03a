"""Make a new ledger: its keys, its genesis document, its first registrar, its procedures and
calendar.
"""

import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from crypto.genesis import Genesis
from crypto.jws import thumbprint
from crypto.note import NoteSigner
from crypto.trust import TrustFile
from domain.profiles import ProfileInvalid, load_profile, shipped_profiles
from ledger import folder
from ledger.admissions import Receipt
from ledger.calendar_source import english_calendar
from ledger.draft import DraftRequest
from ledger.errors import KeystoreRefused, OtherVersion, Problem, Stale
from ledger.keyfile import KeyFile, new_key_file
from ledger.ledger import Clock, Ledger, system_clock
from ledger.ledger_keys import held_keys
from ledger.register import open_register
from ledger.settings import Settings
from ledger.store import open_store
from ledger.trusting import keep_trust

CALENDAR_YEARS: Final = 3
"""Years of bank holidays adopted at the start, from the year of the genesis: GOV.UK publishes two
ahead.
"""


@dataclass(frozen=True)
class Registrar:
    """The first registrar, who enrols everybody else and adopts the first procedure."""

    name: str
    agency: str
    title: str = "Registrar"
    profile: str = "hertfordshire"
    """The procedure to adopt, by its id."""


class ProfileUnknown(Problem):
    """No procedure of that name ships with this version."""

    code = "profile-unknown"
    status = 422
    title = "There is no such procedure"


def create_ledger(
    settings: Settings,
    name: str,
    registrar: Registrar,
    key_path: Path,
    passphrase: str,
    *,
    clock: Clock,
    demonstration: bool = False,
) -> tuple[Ledger, KeyFile]:
    """Make a ledger in an empty data folder, and the registrar's key file at `key_path`.

    Raises:
        Problem: the folder is not empty, or something cannot be written.
    """
    practitioner = str(uuid.uuid4())
    ledger_key = Ed25519PrivateKey.generate()
    registrar_key = Ed25519PrivateKey.generate()
    genesis = Genesis(
        name=name,
        created=clock(),
        registrar=practitioner,
        registrar_key=registrar_key.public_key().public_bytes_raw(),
        ledger_key=ledger_key.public_key().public_bytes_raw(),
        authority=str(uuid.uuid4()),
        demonstration=demonstration,
    )
    signer = NoteSigner(genesis.origin(), ledger_key)
    trust = TrustFile(genesis, (signer.key.vkey,))
    folder.create(settings, genesis, trust.encode(), ledger_key)
    key_file = new_key_file(
        key_path,
        passphrase,
        practitioner,
        genesis.ledger,
        key=registrar_key,
        demonstration=demonstration,
    )
    ledger = open_ledger(settings, clock)
    _begin(ledger, key_file, registrar)
    return ledger, key_file


def open_ledger(settings: Settings, clock: Clock | None = None) -> Ledger:
    """Open the ledger of a data folder.

    Raises:
        Problem: the folder, its keystore or its database is not ours, damaged or of another
            version.
    """
    genesis = folder.open_genesis(settings)
    time = clock or system_clock
    first = held_keys(settings.keystore).get(thumbprint(genesis.ledger_key))
    with ExitStack() as opened:
        store = opened.enter_context(open_store(settings, genesis, [first] if first else [], time))
        ledger = Ledger(genesis, store, open_register(settings, store, genesis), time)
        _attend(ledger)
        if first is None and not ledger.reads.authority().introduced:
            raise KeystoreRefused("keystore: ledger.key is another ledger’s; restore the keystore")
        keep_trust_file(ledger, settings)
        opened.pop_all()
    return ledger


def _attend(ledger: Ledger) -> None:
    """Carry out now what a crash left of an order, and read the procedures that were adopted.

    Raises:
        OtherVersion: this program cannot read a procedure that the ledger has adopted.
    """
    try:
        ledger.attend()
        for adopted in ledger.reads.authority().profiles:
            _ = adopted.profile
    except ProfileInvalid as error:
        raise OtherVersion(
            f"procedure: one that this ledger has adopted is not in the form that this program "
            f"reads ({error.problems[0]}); use the version of Countersign that adopted it"
        ) from error


def keep_trust_file(ledger: Ledger, settings: Settings) -> None:
    """Have the trust file of the data folder name the keys that sign now.

    Raises:
        DiskFull, ReadOnly: it cannot be written.
    """
    logs = ledger.store.log.newest().log
    authority = ledger.reads.authority()
    keep_trust(settings.data / "trust.json", ledger.genesis, authority, logs)


def record(ledger: Ledger, key_file: KeyFile, request: DraftRequest) -> list[Receipt]:
    """Draft, compose, sign and admit on behalf of whoever holds this key file, re-signing where
    others got in first.
    """
    draft = ledger.draft(key_file.practitioner, key_file.device.kid, request)
    prepared = key_file.device.prepare(draft)
    while True:
        try:
            return ledger.admit(key_file.device.sign(prepared))
        except Stale:
            draft = ledger.draft(key_file.practitioner, key_file.device.kid, request)
            prepared = prepared.moved_to(draft) or key_file.device.prepare(draft)


def _begin(ledger: Ledger, registrar_key: KeyFile, registrar: Registrar) -> None:
    """The first entries: the registrar enrols themself, then adopts the calendar and the
    procedure.
    """
    now = datetime.fromtimestamp(ledger.now(), UTC)
    enrolment = {
        "name": registrar.name,
        "evidence": "named in the genesis document",
        "key": {"kid": registrar_key.device.kid, "x": b64(registrar_key.device.public_key)},
        "capacities": [
            {
                "id": "registrar",
                "role": "registrar",
                "title": registrar.title,
                "agency": registrar.agency,
                "from": now.date().isoformat(),
            }
        ],
    }
    _record(
        ledger, registrar_key, registrar_key.practitioner, "PractitionerEnrolled", enrolment, now
    )
    authority = ledger.genesis.authority
    _record(ledger, registrar_key, authority, "CalendarAdopted", _calendar(now.year), now)
    _record(ledger, registrar_key, authority, "ProfileAdopted", adoption(registrar.profile), now)


def _record(
    ledger: Ledger, key: KeyFile, stream: str, event: str, data: dict[str, Any], now: datetime
) -> None:
    record(
        ledger,
        key,
        DraftRequest(event=event, streams=(stream,), data=data, occurred=now.isoformat()),
    )


def adoption(name: str) -> dict[str, Any]:
    """The data of `ProfileAdopted` for a procedure that ships.

    Raises:
        ProfileUnknown: none of that name ships.
    """
    texts = shipped_profiles()
    if name not in texts:
        raise ProfileUnknown(
            f"profile: {name!r} is not one of {', '.join(sorted(texts))}", field="profile"
        )
    version = load_profile(texts[name]).procedure.edition
    return {"name": name, "version": version, "toml": texts[name]}


def _calendar(year: int) -> dict[str, Any]:
    calendar = english_calendar(year - 1, year + CALENDAR_YEARS - 1)
    days: Sequence[str] = [day.isoformat() for day in sorted(calendar.bank_holidays)]
    return {
        "name": calendar.name,
        "version": calendar.version,
        "first": calendar.first.isoformat(),
        "last": calendar.last.isoformat(),
        "bank_holidays": list(days),
    }

"""Make a new ledger: its keys, its genesis document, its first registrar, its procedures and
calendar.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from crypto.genesis import Genesis
from crypto.note import NoteSigner
from crypto.trust import TrustFile
from domain.profiles import load_profile, shipped_profiles
from ledger import folder
from ledger.calendar_source import english_calendar
from ledger.draft import DraftRequest
from ledger.errors import Problem
from ledger.keys.keyfile import KeyFile, new_key_file
from ledger.ledger import Clock, Ledger
from ledger.operating.opening import open_ledger
from ledger.operating.recording import record
from ledger.settings import Settings

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
    ledger = open_ledger(settings, clock, beginning=True)
    _begin(ledger, key_file, registrar)
    return ledger, key_file


def _begin(ledger: Ledger, registrar_key: KeyFile, registrar: Registrar) -> None:
    """The first entries: the registrar enrols themself, then adopts the calendar and the
    procedure.
    """
    now = ledger.moment()
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

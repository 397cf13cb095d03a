"""`countersign init` and `enrol`: a new ledger, and who may sign in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from crypto.canonical import b64
from ledger.cli.console import say, say_json, say_table
from ledger.cli.options import (
    Data,
    Database,
    Json,
    OptionRefused,
    new_passphrase_for,
    opened,
    settings_of,
    unlocked,
)
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile, KeyFileRefused, new_key_file
from ledger.ledger import Ledger, system_clock
from ledger.operating.create import Registrar, create_ledger
from ledger.operating.recording import record
from ledger.unfinished import unfinished


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("init")(init)
    app.command("enrol")(enrol)
    app.command("practitioners")(practitioners)


def init(
    name: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="The ledger’s name, such as ledger.example.gov.uk/children."
        ),
    ],
    registrar: Annotated[str, typer.Option(metavar="NAME", help="The first registrar’s name.")],
    agency: Annotated[str, typer.Option(metavar="AGENCY", help="The registrar’s agency.")],
    key: Annotated[
        Path, typer.Option(metavar="FILE", help="Where to write the registrar’s key file.")
    ],
    profile: Annotated[
        str, typer.Option(metavar="NAME", help="The procedure to adopt.")
    ] = "hertfordshire",
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Make a new ledger, with its first registrar.

    The data folder must be empty. The trust file that is written there is to be given by hand to
    everybody who will verify.
    """
    for field, words in (("registrar", registrar), ("agency", agency)):
        if not words.strip():
            raise OptionRefused(f"{field}: empty; the record will name them", field=field)
    settings = settings_of(data, database)
    with unfinished(settings) as making, _new_file(key):
        ledger, _ = create_ledger(
            making,
            name,
            Registrar(registrar, agency, profile=profile),
            key,
            new_passphrase_for(key),
            clock=system_clock,
        )
        ledger.close()
    trust = settings.data / "trust.json"
    if as_json:
        say_json({"ledger": ledger.genesis.ledger, "trust": str(trust), "key": str(key)})
        return
    say(f"Ledger {ledger.genesis.ledger} in {settings.data}.")
    say(f"Give {trust} by hand to everybody who will verify. Keep {key} off this machine.")
    say(f"Next: countersign enrol, then countersign serve --data {settings.data}")


def enrol(
    name: Annotated[str, typer.Option(metavar="NAME", help="The practitioner’s name.")],
    role: Annotated[
        str, typer.Option(metavar="ROLE", help="A role of the procedure, such as social_worker.")
    ],
    agency: Annotated[str, typer.Option(metavar="AGENCY", help="The practitioner’s agency.")],
    evidence: Annotated[
        str, typer.Option(metavar="WORDS", help="What you saw that shows who this is.")
    ],
    key: Annotated[Path, typer.Option(metavar="FILE", help="Your key file, as a registrar.")],
    new_key: Annotated[
        Path, typer.Option(metavar="FILE", help="Where to write the practitioner’s key file.")
    ],
    registration: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="The number with the practitioner’s regulator."),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TITLE", help="Job title, if not the role’s.")
    ] = None,
    team: Annotated[
        str | None,
        typer.Option(metavar="TEAM", help="Team; a manager without one manages all of the agency."),
    ] = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Enrol a practitioner, whose new key accepts at once.

    Passphrases come from COUNTERSIGN_PASSPHRASE (yours) and COUNTERSIGN_NEW_PASSPHRASE (the
    practitioner’s), or are asked for.
    """
    with opened(data, database) as ledger:
        _check_role(ledger, role)
        registrar = unlocked(key, ledger)
        with _new_file(new_key):
            theirs = new_key_file(
                new_key, new_passphrase_for(new_key), str(uuid4()), ledger.genesis.ledger
            )
            capacity = {"role": role, "title": title or role.replace("_", " "), "agency": agency}
            more = {"name": name, "evidence": evidence, "registration": registration}
            _enrol(ledger, registrar, theirs, capacity | ({"team": team} if team else {}), more)
    kid = theirs.device.kid
    if as_json:
        say_json({"practitioner": theirs.practitioner, "kid": kid, "key": str(new_key)})
    else:
        say(f"{name} is enrolled as {theirs.practitioner}; key file {new_key}.")


def _check_role(ledger: Ledger, role: str) -> None:
    """A role that no procedure knows could record nothing: a slip of the finger.

    Raises:
        OptionRefused: no procedure that was adopted has it.
    """
    adopted = ledger.reads.authority().profiles
    roles = sorted({known for one in adopted for known in one.profile.roles})
    if role not in roles:
        raise OptionRefused(
            f"role: not a role of the procedure; one of {', '.join(roles)}", field="role"
        )


def _enrol(
    ledger: Ledger,
    registrar: KeyFile,
    theirs: KeyFile,
    capacity: dict[str, Any],
    more: dict[str, Any],
) -> None:
    """The registrar's entry, answered by the new key's own."""
    now = ledger.moment()
    offered = {"kid": theirs.device.kid, "x": b64(theirs.device.public_key)}
    granted = {"id": capacity["role"], **capacity, "from": now.date().isoformat()}
    enrolment = {"key": offered, "capacities": [granted], **more}
    for signer, event, fields in (
        (registrar, "PractitionerEnrolled", enrolment),
        (theirs, "KeyAccepted", {"kid": theirs.device.kid, "offer": 1}),
    ):
        request = DraftRequest(
            event=event,
            streams=(theirs.practitioner,),
            data={name: value for name, value in fields.items() if value is not None},
            occurred=now.isoformat(),
        )
        record(ledger, signer, request)


@contextmanager
def _new_file(path: Path) -> Iterator[None]:
    """Leave no key behind that nothing came of; a file that was there before is nobody's to touch.

    Raises:
        KeyFileRefused: the file exists.
    """
    if path.exists():
        raise KeyFileRefused(f"{path}: exists; a key file is never overwritten, name another")
    finished = False
    try:
        yield
        finished = True
    finally:
        if not finished:
            path.unlink(missing_ok=True)


def practitioners(data: Data = None, database: Database = None, as_json: Json = False) -> None:
    """List who may sign, in which capacities."""
    with opened(data, database) as ledger:
        people = sorted(ledger.reads.directory().people.values(), key=lambda person: person.name)
        now = ledger.moment()
    rows = [
        {
            "practitioner": person.id,
            "name": person.name,
            "registration": person.registration,
            "capacities": [
                f"{held.title}, {held.agency}" for held in person.capacities_in_force(now)
            ],
            "keys": [key.kid for key in person.keys.values() if key.state == "live"],
        }
        for person in people
    ]
    if as_json:
        say_json(rows)
        return
    say_table(
        ("Name", "Capacities", "Registration", "Practitioner"),
        [
            (
                str(row["name"]),
                "; ".join(row["capacities"] or []),
                str(row["registration"] or ""),
                str(row["practitioner"]),
            )
            for row in rows
        ],
    )

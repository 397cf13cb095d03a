"""`countersign init` and `enrol`: a new ledger, and who may sign in it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer

from crypto.canonical import b64
from ledger.cli.console import problems, say, say_json, say_table
from ledger.cli.options import Data, Database, Json, opened, passphrase_for, settings_of, unlocked
from ledger.create import Registrar, create_ledger, record
from ledger.draft import DraftRequest
from ledger.keyfile import new_key_file
from ledger.ledger import system_clock


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("init")(init)
    app.command("enrol")(enrol)
    app.command("practitioners")(practitioners)


def init(
    name: Annotated[str, typer.Option(help="The ledger's name, such as a domain you own.")],
    registrar: Annotated[str, typer.Option(help="The first registrar's name.")],
    agency: Annotated[str, typer.Option(help="The registrar's agency.")],
    key: Annotated[Path, typer.Option(help="Where to write the registrar's key file.")],
    profile: Annotated[str, typer.Option(help="The procedure to adopt.")] = "hertfordshire",
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Make a new ledger in an empty data folder, with its first registrar."""
    with problems():
        settings = settings_of(data, database)
        ledger, _ = create_ledger(
            settings,
            name,
            Registrar(registrar, agency),
            key,
            passphrase_for(key, new=True),
            clock=system_clock,
            profile=profile,
        )
        ledger.close()
    trust = settings.data / "trust.json"
    if as_json:
        say_json({"ledger": ledger.genesis.ledger, "trust": str(trust), "key": str(key)})
        return
    say(f"Ledger {ledger.genesis.ledger} in {settings.data}.")
    say(f"Give {trust} by hand to everybody who will verify. Keep {key} off this machine.")


def enrol(
    name: Annotated[str, typer.Option(help="The practitioner's name.")],
    role: Annotated[str, typer.Option(help="A role of the procedure, such as social_worker.")],
    agency: Annotated[str, typer.Option()],
    evidence: Annotated[str, typer.Option(help="What you saw that shows who this is.")],
    key: Annotated[Path, typer.Option(help="Your key file, as a registrar.")],
    new_key: Annotated[Path, typer.Option(help="Where to write the practitioner's key file.")],
    registration: Annotated[str | None, typer.Option(help="The regulator's number.")] = None,
    title: Annotated[str | None, typer.Option(help="Job title, if not the role's.")] = None,
    team: Annotated[str | None, typer.Option()] = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Enrol a practitioner, whose new key accepts at once."""
    with opened(data, database) as ledger:
        registrar = unlocked(key)
        practitioner = str(uuid4())
        theirs = new_key_file(
            new_key, passphrase_for(new_key, new=True), practitioner, ledger.genesis.ledger
        )
        now = datetime.fromtimestamp(ledger.now(), UTC)
        capacity = {
            "id": role,
            "role": role,
            "title": title or role.replace("_", " "),
            "agency": agency,
            "from": now.date().isoformat(),
        }
        fields = {
            "name": name,
            "evidence": evidence,
            "key": {"kid": theirs.device.kid, "x": b64(theirs.device.public_key)},
            "capacities": [capacity | ({"team": team} if team else {})],
        } | ({"registration": registration} if registration else {})
        for signer, event, values in (
            (registrar, "PractitionerEnrolled", fields),
            (theirs, "KeyAccepted", {"kid": theirs.device.kid, "offer": 1}),
        ):
            request = DraftRequest(
                event=event, streams=(practitioner,), data=values, occurred=now.isoformat()
            )
            record(ledger, signer, request)
    if as_json:
        say_json({"practitioner": practitioner, "kid": theirs.device.kid, "key": str(new_key)})
    else:
        say(f"{name} is enrolled as {practitioner}; key file {new_key}.")


def practitioners(data: Data = None, database: Database = None, as_json: Json = False) -> None:
    """List who may sign, in which capacities."""
    with opened(data, database) as ledger:
        people = sorted(ledger.reads.directory().people.values(), key=lambda person: person.name)
        now = datetime.fromtimestamp(ledger.now(), UTC)
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

"""The demonstration that `make run` serves: the shipped scenarios, told so that they end now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ledger import folder
from ledger.errors import FolderRefused
from ledger.keys.keyfile import read_clear_members
from ledger.ledger import Ledger
from ledger.replaying.replay import PASSPHRASE, Progress, replay
from ledger.settings import Settings
from ledger.unfinished import unfinished

SCENARIOS: Final = Path(__file__).resolve().parents[2] / "scenarios"
DEVICES: Final = "devices"
"""The folder, in the data folder, of everybody's key files."""


def begin_demonstration(settings: Settings, progress: Progress | None = None) -> None:
    """Make the demonstration ledger where the data folder is empty or missing.

    A folder that holds a ledger is left as it is.

    Raises:
        FolderRefused: the folder holds something else, or there are no scenarios.
        OtherVersion: another version of Countersign made it.
    """
    if settings.data.exists() and (not settings.data.is_dir() or any(settings.data.iterdir())):
        folder.open_genesis(settings)
        return
    files = sorted(SCENARIOS.glob("*.jsonl"))
    if not files:
        raise FolderRefused(f"scenarios: {SCENARIOS} holds none; run this from a checkout")
    with unfinished(settings) as making:
        replay(files, making, ending_now=datetime.now(UTC), progress=progress).close()


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody as whom a visitor may read and record."""

    practitioner: str
    name: str
    title: str
    key: Path


@dataclass(frozen=True, slots=True)
class Tour:
    """What a visitor of a demonstration may want to know."""

    passphrase: str
    roles: tuple[Role, ...]
    enquiries: tuple[tuple[str, str], ...]
    """The id of each enquiry, and the name of the child whom it is about."""


def tour(ledger: Ledger, data: Path) -> Tour | None:
    """What there is to see; None for a real ledger, whose names are nobody's to announce."""
    if not ledger.genesis.demonstration:
        return None
    return Tour(PASSPHRASE, tuple(roles(ledger, data / DEVICES)), tuple(_enquiries(ledger)))


def roles(ledger: Ledger, devices: Path) -> Iterator[Role]:
    """The holders of the key files in a folder whose keys are in force."""
    people = ledger.reads.directory().people
    for path in sorted(devices.glob("*.json")):
        document = read_clear_members(path)
        person = people.get(document["practitioner"])
        key = person.keys.get(document["kid"]) if person else None
        if person and key and key.state == "live":
            titles = ", ".join(held.title for held in person.capacities.values())
            yield Role(person.id, person.name, titles, path)


def _enquiries(ledger: Ledger) -> Iterator[tuple[str, str]]:
    ledger.register.catch_up()
    for line in ledger.register.enquiries().items:
        children = ledger.reads.enquiry(line.stream).children
        yield line.stream, children[0].name if children else "no child added"

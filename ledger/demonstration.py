"""The demonstration that `make run` serves: the shipped scenarios, told so that they end now."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ledger import folder
from ledger.create import open_ledger
from ledger.errors import FolderRefused
from ledger.replay import PASSPHRASE, replay
from ledger.settings import Settings

SCENARIOS: Final = Path(__file__).resolve().parent.parent / "scenarios"


def begin_demonstration(settings: Settings) -> None:
    """Make the demonstration ledger where the data folder is empty or missing.

    A folder that holds a ledger is left as it is, and one that an interrupted replay left is told
    so.

    Raises:
        FolderRefused: the folder holds something else, or there are no scenarios.
    """
    if settings.data.exists() and any(settings.data.iterdir()):
        folder.open_genesis(settings)
        return
    files = sorted(SCENARIOS.glob("*.jsonl"))
    if not files:
        raise FolderRefused(f"scenarios: {SCENARIOS} holds none; run this from a checkout")
    replay(files, settings, ending_now=datetime.now(UTC)).close()


def describe(settings: Settings) -> Iterator[str]:
    """Who can sign in to a demonstration ledger, line by line; nothing for a real one."""
    if not folder.open_genesis(settings).demonstration:
        return
    yield f"DEMONSTRATION: invented people, simulated times. Passphrase of every key: {PASSPHRASE}"
    ledger = open_ledger(settings)
    try:
        people = ledger.reads.directory().people
    finally:
        ledger.close()
    for path in sorted((settings.data / "devices").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        person = people.get(document["practitioner"])
        if (
            person
            and person.keys.get(document["kid"])
            and person.keys[document["kid"]].state == "live"
        ):
            titles = ", ".join(held.title for held in person.capacities.values())
            yield f"  {path}  {person.name}, {titles}"

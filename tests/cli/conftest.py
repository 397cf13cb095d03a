"""A demonstration ledger, told once for all tests of the command line, and copies to write to."""

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Done, run, signing


@dataclass(frozen=True)
class Demonstration:
    """A data folder, and the enquiries in it by the child whom each is about."""

    data: Path
    enquiries: Mapping[str, str]

    def key(self, person: str) -> Path:
        """The key file of somebody of the scenario."""
        return self.data / "devices" / f"{person}.json"

    def run(self, *arguments: object) -> Done:
        """Run a command on this ledger."""
        return run(*arguments, "--data", self.data)

    def record(self, *arguments: object, by: str = "ruth", fields: object = None) -> Done:
        """Record something in Tia's enquiry, asking nothing."""
        given = fields if isinstance(fields, str) else json.dumps(fields)
        return run(
            "record",
            *arguments,
            *("--enquiry", self.enquiries["tia"], "--key", self.key(by)),
            *("--fields", given, "--yes", "--data", self.data),
            variables=signing(),
        )

    def entries(self) -> int:
        """How many entries the ledger holds."""
        with closing(sqlite3.connect(f"file:{self.data}/ledger.sqlite?mode=ro", uri=True)) as file:
            (count,) = file.execute("SELECT count(*) FROM stored_events").fetchone()
            return int(count)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The siblings' scenario, to read from."""
    data = tmp_path_factory.mktemp("told") / "data"
    scenario = ROOT / "scenarios" / "siblings.jsonl"
    done = run("replay", scenario, "--ending", "now", "--data", data)
    assert done.code == 0, done
    people = run("find", "Mensah", "--json", "--data", data).json()
    children = {one["person"]: one["enquiry"] for one in people if one["kind"] == "child"}
    return Demonstration(data, children)


@pytest.fixture
def copied(told: Demonstration, tmp_path: Path) -> Demonstration:
    """The same ledger, for this test alone to write to or to damage."""
    data = tmp_path / "data"
    shutil.copytree(told.data, data)
    return Demonstration(data, told.enquiries)

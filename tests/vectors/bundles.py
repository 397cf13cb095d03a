"""Write the vectors of bundles: `python -m tests.vectors.bundles`. A test compares what it would
write.

Under `bundle/` lies a ZIP for each, named by what was done to it; `expected.json` says of each with
which trust file it is verified, and what every verifier must report (docs/FORMAT.md, F16.40). Trust
files lie beside it. `--stamps` makes the time stamps anew, which no two runs make alike.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from crypto.bundle import verify_bundle
from crypto.bundle.report import BundleReport
from crypto.trust import TrustFile, parse_trust
from tests.crypto.bundles import story, trust_file
from tests.crypto.memory import MemoryLedger, key
from tests.vectors.bundle_archives import ARCHIVES
from tests.vectors.bundle_issuers import ISSUERS
from tests.vectors.bundle_languages import LANGUAGES
from tests.vectors.bundle_ledgers import LEDGERS
from tests.vectors.bundle_made import Vector
from tests.vectors.bundle_others import OTHERS, POLICY
from tests.vectors.bundle_signers import SIGNERS
from tests.vectors.bundle_stamps import making, root
from tests.vectors.bundle_strangers import STRANGERS

FOLDER: Final = Path(__file__).parent / "bundle"
EXPECTED: Final = FOLDER / "expected.json"
PLAIN: Final = {"bundle.json": b"{}", "checkpoint": b"none\n", "genesis.json": b"{}"}
"""What is in the archives that are not to be read: no more than a trick needs."""


def vectors() -> Iterator[tuple[str, Vector]]:
    """Every vector with its name."""
    for name, (_, what, trick) in ARCHIVES.items():
        yield name, Vector(what, ("archive-refused",), partial(trick, PLAIN))
    for table in (ISSUERS, STRANGERS, LEDGERS, SIGNERS, OTHERS, LANGUAGES):
        yield from table.items()


def trust_files() -> dict[str, bytes]:
    """The trust files by their names."""
    plain = trust_file(story().ledger)
    return {
        "trust": plain.encode(),
        "trust-other": trust_file(MemoryLedger(keeper=key(9))).encode(),
        "trust-witnessed": replace(plain, policy=POLICY).encode(),
        "trust-stamped": replace(plain, time_authorities=(root("one"),)).encode(),
    }


def trust_of(name: str, given: Mapping[str, bytes]) -> TrustFile | None:
    """The trust file of this name; none of the empty one."""
    return parse_trust(given[name]) if name else None


def agreed(report: BundleReport) -> dict[str, Any]:
    """What of a report does not depend on anybody's words."""
    told = report.as_json()
    return {
        "exit": told["exit"],
        "verdicts": {subject: one["status"] for subject, one in told["verdicts"].items()},
        "findings": [
            {member: one[member] for member in ("code", "file", "stream", "seq", "count")}
            for one in told["findings"]
        ],
        "withheld": told["withheld"],
    }


@cache
def written() -> dict[Path, bytes]:
    """Every file as it must be."""
    given = trust_files()
    files = {FOLDER / f"{name}.json": data for name, data in given.items()}
    expected = {}
    for name, vector in vectors():
        data = vector.data()
        files[FOLDER / f"{name}.zip"] = data
        report = verify_bundle(data, trust_of(vector.trust, given))
        trust = f"{vector.trust}.json" if vector.trust else None
        expected[name] = {"what": vector.what, "trust": trust, **agreed(report)}
    files[EXPECTED] = (json.dumps(expected, indent=1, ensure_ascii=False) + "\n").encode()
    return files


def _write() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in set(FOLDER.iterdir()) - written().keys():
        path.unlink()
    for path, data in written().items():
        path.write_bytes(data)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stamps", action="store_true", help="make the time stamps anew")
    if parser.parse_args().stamps:
        with tempfile.TemporaryDirectory() as folder, making(Path(folder)):
            _write()
    else:
        _write()

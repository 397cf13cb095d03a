"""`countersign absence` and `certificate`: to be sworn to, and to be signed by hand."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

from crypto.bundle import verify_bundle
from crypto.trust import parse_trust
from tests.cli.conftest import Demonstration

PERIOD = ("--from", "2020-01-01T00:00Z", "--to", "2026-01-01T00:00Z")


def test_from_an_absence_to_its_certificate(copied: Demonstration, tmp_path: Path) -> None:
    """The exhibit verifies, by its types alone; the certificate has the digest of its list."""
    tia, exhibit, paper = copied.enquiries["tia"], tmp_path / "none.zip", tmp_path / "paper.html"
    done = copied.run("absence", tia, "--event", "child-seen", *PERIOD, "-o", exhibit)
    assert done.code == 0, done
    assert "It does not prove:" in done.out
    trust = parse_trust((copied.data / "trust.json").read_bytes())
    report = verify_bundle(exhibit.read_bytes(), trust)
    assert report.exit_code == 0
    assert "child-seen/1 and was recorded from 1 January 2020" in report.absent[0]
    certified = copied.run("certificate", tia, "--bundle", exhibit, "-o", paper)
    assert certified.code == 0, certified
    with ZipFile(exhibit) as archive:
        manifest = hashlib.sha256(archive.read("bundle.json")).hexdigest()
    assert manifest in paper.read_text(encoding="utf-8")
    copied.run("certificate", tia, "-o", paper).refused(1, "exists")


def test_what_was_recorded_is_named_and_nothing_is_written(
    told: Demonstration, tmp_path: Path
) -> None:
    """Every entry of the type is named by number; a type or a time that is none is refused."""
    tia, exhibit = told.enquiries["tia"], tmp_path / "none.zip"
    ask = ("absence", tia, "-o", exhibit)
    since = ("--from", "2020-01-01T00:00Z", "--to")
    told.run(*ask, "--event", "person-added", *since, "2099-01-01T00:00Z").refused(1, "to")
    told.run(*ask, "--event", "person-seen", *PERIOD).refused(1, "event")
    told.run(*ask, "--event", "child-seen", *since, "2026-01-01T00:00:30Z").refused(1, "to")
    told.run(*ask, "--event", "child-seen", *since, "2019-01-01T00:00Z").refused(1, "to")
    yesterday = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%MZ")
    refused = told.run(*ask, "--event", "person-added", *since, yesterday)
    refused.refused(1, "entries: entry 1 is of such a type")
    assert not exhibit.exists()

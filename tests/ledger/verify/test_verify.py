"""Verification as somebody uses it: verdicts, exit codes, reports, and what cannot be read."""

import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.errors import DatabaseUnavailable, FolderRefused, KeystoreRefused
from ledger.verify import EvidenceRefused, Report, read_evidence, render
from ledger.verify.report import NOT_PROVEN
from tests.adversary import Victim, codes, finding, flipped
from tests.victim import MAYA


def _statuses(report: Report) -> list[str]:
    return [verdict.status for verdict in report.verdicts]


def test_an_unaltered_ledger_with_evidence_is_verified(built: Victim) -> None:
    """Three verdicts, each on its own, and still the list of what none of them proves."""
    report = built.verify(built.held.newest, *built.held.heads.values())
    assert codes(report) == []
    assert [verdict.subject for verdict in report.verdicts] == ["integrity", "completeness", "time"]
    assert _statuses(report) == ["verified"] * 3
    assert report.exit_code == 0
    assert report.anchored == report.counted.entries == len(built.rows())
    assert report.not_proven == NOT_PROVEN


def test_without_a_trust_file_the_ledger_only_vouches_for_itself(built: Victim) -> None:
    """It is consistent, no more."""
    report = built.verify(built.held.newest, trust=None)
    assert codes(report) == ["no-trust-file"]
    assert _statuses(report) == ["consistent", "verified", "verified"]
    assert report.exit_code == 2


def test_without_evidence_completeness_is_not_proven(built: Victim) -> None:
    """Nothing from outside says where the ledger ended."""
    report = built.verify()
    assert _statuses(report) == ["verified", "consistent", "verified"]
    assert report.exit_code == 2


def test_each_receipt_and_each_checkpoint_stands(built: Victim) -> None:
    """Whatever the ledger ever handed out is borne out by what is stored."""
    held = built.held
    report = built.verify(*held.receipts.values(), *held.checkpoints.values())
    assert report.exit_code == 0


def test_verifying_writes_nothing(victim: Victim) -> None:
    """A verifier leaves the evidence as it was found: not one byte of any file changes."""
    before = _files(victim.settings.data)
    victim.verify()
    assert _files(victim.settings.data) == before


def test_two_processes_find_what_one_finds(victim: Victim) -> None:
    """Spread over processes in chunks of any size, the report is the same."""
    row = victim.row(MAYA, 2)
    victim.replace_jws(row, flipped(row.jws, 400))
    victim.delete(victim.row(MAYA, 4))
    alone = victim.verify(victim.held.newest, workers=1)
    spread = victim.verify(victim.held.newest, workers=2, parallel_from=1, chunk=3)
    assert spread == alone


def test_progress_rises_to_the_end(built: Victim) -> None:
    """Whoever waits sees how far it is: entries done and entries in all."""
    steps = built.progress(chunk=4)
    total = len(built.rows())
    assert [done for done, _ in steps] == [*range(4, total, 4), total]
    assert {of for _, of in steps} == {total}


def test_the_report_for_machines_says_the_same(victim: Victim) -> None:
    """Kinds and places by stable names, as JSON."""
    row = victim.row(MAYA, 3)
    victim.replace_jws(row, flipped(row.jws, -20))
    report = victim.verify()
    told = json.loads(json.dumps(report.as_json()))
    assert told["exit"] == 1
    assert told["first"] == {"position": row.position, "stream": MAYA, "seq": 3}
    assert told["verdicts"]["integrity"]["status"] == "altered"
    assert told["findings"][0]["first"] == told["first"]
    assert told["not_proven"] == list(NOT_PROVEN)


def test_the_report_for_people_names_place_meaning_and_limits(victim: Victim) -> None:
    """The first bad position in the headline, each finding's meaning, and what is not proven."""
    row = victim.row(MAYA, 3)
    victim.delete(row)
    report = victim.verify()
    text = render(report)
    assert f"ALTERED, first at position {row.position}, entry 3, stream {MAYA}" in text
    flowing = " ".join(text.split())
    assert all(item.meaning in flowing for item in report.findings)
    assert all(line in flowing for line in NOT_PROVEN)


def test_the_report_counts_the_further_places_of_a_finding(victim: Victim) -> None:
    """One more is no plural."""
    for seq, more in ((2, ""), (3, ", and at 1 more place\n"), (4, ", and at 2 more places\n")):
        row = victim.row(MAYA, seq)
        victim.replace_jws(row, flipped(row.jws, -20))
        assert more in render(victim.verify())


@pytest.mark.parametrize(
    ("evidence", "headline"), [(True, "VERIFIED"), (False, "CONSISTENT, but not proven")]
)
def test_the_headline_is_the_exit_code_in_words(
    built: Victim, evidence: bool, headline: str
) -> None:
    """Nobody can take an unanchored ledger for a verified one."""
    report = built.verify(*([built.held.newest] if evidence else []))
    assert headline in render(report).splitlines()[0]


def test_a_broken_page_is_a_finding_at_its_place(victim: Victim) -> None:
    """What a damaged disk no longer gives back is missing at the entries it held."""
    with closing(sqlite3.connect(victim.settings.sqlite)) as file_read:
        ((last,),) = file_read.execute("SELECT max(rootpage) FROM sqlite_master").fetchall()
    with victim.settings.sqlite.open("r+b") as file:
        size = file.seek(0, 2)
        for page in range(last, size // 4096, 3):  # behind the schema, without which all is lost
            file.seek(page * 4096)
            file.write(b"\xff" * 4096)
    report = victim.verify()
    assert "database-damaged" in codes(report)
    assert report.exit_code == 1


def test_a_table_that_is_gone_is_a_finding(victim: Victim) -> None:
    """The report says that the tables are not the ledger's."""
    victim.sql("DROP TABLE log_nodes")
    report = victim.verify()
    assert finding(report, "database-damaged").kind.severity == "altered"
    assert report.exit_code == 1


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER later AFTER INSERT ON sealed BEGIN SELECT 1; END",
        "CREATE VIEW other AS SELECT 1",
    ],
)
def test_a_trigger_or_view_is_a_finding(victim: Victim, statement: str) -> None:
    """The ledger makes none; with one, what is written or read could be changed from then on."""
    victim.sql(statement)
    assert codes(victim.verify(victim.held.newest)) == ["schema-altered"]


def test_the_database_of_another_ledger_is_a_finding(victim: Victim) -> None:
    """The database names the ledger that it belongs to."""
    victim.sql("UPDATE ledger SET id = 'another'")
    assert codes(victim.verify(victim.held.newest)) == ["foreign-ledger"]


def test_what_cannot_be_read_is_a_problem_and_no_report(victim: Victim) -> None:
    """No database, no keystore or no ledger: exit code 3, and a sentence that says which."""
    sqlite = victim.settings.sqlite
    sqlite.write_bytes(b"not a database" * 999)
    with pytest.raises(DatabaseUnavailable):
        victim.verify()
    sqlite.unlink()
    with pytest.raises(DatabaseUnavailable, match="no file"):
        victim.verify()
    (victim.settings.keystore / "master.key").unlink()
    with pytest.raises(KeystoreRefused):
        victim.verify()
    (victim.settings.data / "genesis.json").unlink()
    with pytest.raises(FolderRefused):
        victim.verify()


@pytest.mark.parametrize("data", [b"", b"nonsense", b"eyJh.e30.AA", b"c2sp.org/tlog-proof@v1\n"])
def test_evidence_that_is_none_is_refused(data: bytes) -> None:
    """What is no receipt, head statement or checkpoint is wrong usage, not a finding."""
    with pytest.raises(EvidenceRefused, match=r"letter\.txt"):
        read_evidence("letter.txt", data)


def _files(folder: Path) -> dict[str, str]:
    """Every file but SQLite's shared memory, which readers lock in."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(("-shm", "-wal"))
    }

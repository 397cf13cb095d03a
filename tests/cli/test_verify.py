"""`verify`: its four exit codes, in words and in JSON."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.conftest import Demonstration
from tests.cli.running import run


def evidence(told: Demonstration, folder: Path) -> Path:
    """A checkpoint that somebody kept."""
    kept = folder / "checkpoint"
    kept.write_text(told.run("checkpoint").out, encoding="utf-8")
    return kept


def test_a_whole_ledger_with_evidence_is_verified(told: Demonstration, tmp_path: Path) -> None:
    """0: with the trust file and something kept outside, and every limit of it is said."""
    kept = evidence(told, tmp_path)
    done = told.run("verify", "--trust", told.data / "trust.json", "--evidence", kept)
    assert (done.code, done.err) == (0, "")
    assert "VERIFIED" in done.out
    assert "What this does not prove" in done.out
    again = told.run("verify", "--trust", told.data / "trust.json", "--evidence", kept, "--json")
    report = again.json()
    assert (again.code, report["exit"]) == (0, 0)
    assert set(report["verdicts"]) == {"integrity", "completeness", "time"}
    assert report["counted"]["entries"] == told.entries()


def test_a_ledger_without_anything_from_outside_is_consistent(told: Demonstration) -> None:
    """2: without a trust file, and without evidence, nothing contradicts, and nothing proves."""
    assert told.run("verify").code == 2
    done = told.run("verify", "--trust", told.data / "trust.json", "--json")
    assert (done.code, done.json()["exit"]) == (2, 2)


def test_an_altered_ledger_is_found(copied: Demonstration, tmp_path: Path) -> None:
    """1: one flipped byte of one stored entry, with its place."""
    kept = evidence(copied, tmp_path)
    with closing(sqlite3.connect(copied.data / "ledger.sqlite")) as file:
        file.execute(
            "UPDATE stored_events SET state = CAST(replace(state, '.', '.A') AS blob) "
            "WHERE notification_id = 40"
        )
        file.commit()
    done = copied.run("verify", "--trust", copied.data / "trust.json", "--evidence", kept, "--json")
    assert done.code == 1
    assert done.json()["first"]["position"] == 40
    words = copied.run("verify", "--trust", copied.data / "trust.json", "--evidence", kept)
    assert words.code == 1
    assert "ALTERED" in words.out


def test_what_cannot_be_read_ends_with_3(told: Demonstration, tmp_path: Path) -> None:
    """3: a trust file or evidence that is none, no ledger, and a wrong command line."""
    rubbish = tmp_path / "rubbish"
    rubbish.write_bytes(b"\xff\x00")
    told.run("verify", "--trust", rubbish).refused(3, "rubbish")
    told.run("verify", "--trust", tmp_path / "none").refused(3, "No such file")
    told.run("verify", "--evidence", rubbish).refused(3, "rubbish")
    run("verify", "--data", tmp_path).refused(3, "data")
    run("verify").refused(3, "--data")
    run("verify", "--loud").refused(3, "--help")
    run("verify", "--workers", "none").refused(3, "--help")

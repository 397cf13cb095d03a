"""What goes wrong: one clear line and an exit code, nothing changed, nothing leaked."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Demonstration
from tests.cli.running import contents, run, signing

TOLD = "Tia was seen at school today."
INFORMED = {"person": "leanne", "way": "telephone", "told": TOLD}
TOMORROW = (datetime.now(UTC) + timedelta(days=1)).isoformat()
LOST = "2026-01-08T15:10:00Z"
NOBODYS = "4f0f3a52-6d6e-4f0b-9a59-3f0e8d1f2a77"

REFUSED: dict[str, tuple[str, Any, tuple[str, ...], str]] = {
    "unknown event": ("ParentTold", INFORMED, (), "event"),
    "missing field": ("ParentInformed", {"person": "leanne", "told": TOLD}, (), "way"),
    "extra field": ("ParentInformed", {**INFORMED, "mood": "calm"}, (), "mood"),
    "wrong type": ("ParentInformed", {**INFORMED, "told": 7}, (), "told"),
    "unknown value": ("ParentInformed", {**INFORMED, "way": "pigeon"}, (), "way"),
    "nobody of this enquiry": ("ParentInformed", {**INFORMED, "person": "zoe"}, (), "person"),
    "time in the future": ("ParentInformed", INFORMED, ("--occurred", TOMORROW), "occurred: "),
    "time without zone": (
        "ParentInformed",
        INFORMED,
        ("--occurred", "2026-01-08T15:10:00"),
        "occurred",
    ),
    "known before it happened": ("ParentInformed", INFORMED, ("--known", "soon"), "known"),
    "reference to nothing": ("Withdrawal", {"withdraws": 4711, "reasons": "A slip."}, (), "4711"),
    "correction of nothing": (
        "ParentInformed",
        INFORMED,
        ("--corrects", "4711", "--because", "A slip."),
        "4711",
    ),
    "oversized text": ("ParentInformed", {**INFORMED, "told": "a" * 20_001}, (), "told"),
    "control character": ("ParentInformed", {**INFORMED, "told": "\x1b[2J"}, (), "told"),
    "lone surrogate": ("ParentInformed", {**INFORMED, "told": "\ud800"}, (), ""),
    "no JSON": ("ParentInformed", '{"person": ', (), "fields"),
    "no JSON object": ("ParentInformed", ["leanne"], (), "fields"),
    "unknown enquiry": ("ParentInformed", INFORMED, ("--enquiry", NOBODYS), "enquiry"),
    "no id": ("ParentInformed", INFORMED, ("--enquiry", "tia"), "enquiry"),
    "unknown mark": ("ParentInformed", INFORMED, ("--field-mark", "told=secret"), "mark"),
    "no mark": ("ParentInformed", INFORMED, ("--field-mark", "told"), "field-mark"),
    "unknown capacity": ("ParentInformed", INFORMED, ("--capacity", "king"), "capacity"),
    "not of this role": (
        "LegalHold",
        {"action": {"kind": "placed", "proceedings": "none"}},
        (),
        "",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_recorded_is_refused(told: Demonstration, case: str) -> None:
    """Each names the field in one line, repeats no word that was given, and records nothing."""
    event, fields, more, named = REFUSED[case]
    before = told.entries()
    occurred = () if "--occurred" in more else ("--occurred", "unknown")
    done = told.record(event, *occurred, *more, fields=fields)
    assert done.code == 1, done
    line = done.err.splitlines()[-1]
    assert line.startswith("countersign: ")
    assert named in line
    assert TOLD not in done.err
    assert "Traceback" not in done.err
    assert not done.out
    assert told.entries() == before


def test_nobody_to_ask_is_refused(told: Demonstration) -> None:
    """Without a terminal, what is not given as an option is not waited for."""
    key = ("--key", told.key("ruth"), "--enquiry", told.enquiries["tia"], "--data", told.data)
    run("record", "ParentInformed", *key).refused(1, "--fields")
    run("record", "ParentInfrmed", *key).refused(1, "did you mean ParentInformed?")
    fields = ("--fields", json.dumps(INFORMED), "--yes")
    run("record", "ParentInformed", *key, *fields).refused(1, "occurred")


KEYS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no file": (lambda path: path.unlink(), "No such file"),
    "no key file": (lambda path: path.write_text("x"), "not a key file"),
    "not UTF-8": (lambda path: path.write_bytes(b"\xff\xfe"), "not a key file"),
    "of another form": (lambda path: path.write_text('{"format": "k"}'), "not a key file"),
    "of another ledger": (
        lambda path: path.write_text(path.read_text().replace('"ledger": "', '"ledger": "A')),
        "another ledger",
    ),
    "altered": (
        lambda path: path.write_text(path.read_text().replace('"box": "', '"box": "AAAA')),
        "passphrase",
    ),
}


@pytest.mark.parametrize("case", KEYS)
def test_a_bad_key_signs_nothing(copied: Demonstration, case: str) -> None:
    """A key file that is missing, damaged or of another ledger is named, with the reason."""
    damage, reason = KEYS[case]
    damage(copied.key("ruth"))
    done = copied.record("ParentInformed", "--occurred", "unknown", fields=INFORMED)
    assert done.code == 1
    assert reason in done.err.splitlines()[-1]
    assert "Traceback" not in done.err


def test_a_wrong_passphrase_and_a_revoked_key_sign_nothing(copied: Demonstration) -> None:
    """Neither is taken, and the right key of somebody else is no help."""
    before = copied.entries()
    ask = ("record", "ParentInformed", "--enquiry", copied.enquiries["tia"], "--yes")
    fields = ("--fields", json.dumps(INFORMED), "--occurred", "unknown", "--data", copied.data)
    key = copied.key("ruth")
    done = run(*ask, *fields, "--key", key, variables=signing("open sesame"))
    assert done.code == 1
    assert "passphrase" in done.err
    assert "sesame" not in done.err
    clear = json.loads(key.read_text(encoding="utf-8"))
    revoked = copied.record(
        *("KeyRevoked", "--occurred", "unknown", "--enquiry", clear["practitioner"]),
        fields={"kid": clear["kid"], "reason": "lost", "compromised": LOST},
    )
    assert revoked.code == 1  # an act over an enquiry and a directory stream is none
    done = run(
        *("record", "KeyRevoked", "--enquiry", clear["practitioner"], "--occurred", "unknown"),
        *(
            "--fields",
            json.dumps({"kid": clear["kid"], "reason": "lost", "compromised": LOST}),
            "--yes",
        ),
        *("--key", copied.key("registrar"), "--data", copied.data),
        variables=signing(),
    )
    assert done.code == 0, done
    done = copied.record("ParentInformed", "--occurred", "unknown", fields=INFORMED)
    assert done.code == 1
    assert "revoked" in done.err
    assert copied.entries() == before + 1


DAMAGED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "countersign init"),
    "no marker": (lambda data: (data / "countersign.json").unlink(), "countersign init"),
    "another version": (
        lambda data: (data / "countersign.json").write_text('{"format":"countersign-data/9"}'),
        "countersign-data/9",
    ),
    "no genesis": (lambda data: (data / "genesis.json").unlink(), "genesis.json"),
    "no keystore": (lambda data: shutil.rmtree(data / "keystore"), "keystore"),
    "no master key": (lambda data: (data / "keystore" / "master.key").unlink(), "master.key"),
    "master key for all": (
        lambda data: (data / "keystore" / "master.key").chmod(0o644),
        "chmod",
    ),
    "corrupt database": (lambda data: _overwrite(data / "ledger.sqlite"), "database"),
    "the database taken away": (lambda data: (data / "ledger.sqlite").unlink(), "no file"),
    "no database in the file": (
        lambda data: (data / "ledger.sqlite").write_bytes(b"x" * 4096),
        "database",
    ),
    "another program’s database": (lambda data: _foreign(data / "ledger.sqlite"), "database"),
}


def _overwrite(path: Path) -> None:
    path.write_bytes(b"\0" * 65536)


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE invoices (id integer)")
    connection.close()


ALTERED = {"another program’s database"}
"""It can be read, and is not what was signed."""


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_folder_is_said_and_left_as_it_is(copied: Demonstration, case: str) -> None:
    """One line with 1, from `verify` with 3, or 1 where it can read entries, but others.

    No file is changed.
    """
    damage, reason = DAMAGED[case]
    for path in copied.data.glob("ledger.sqlite-*"):
        path.unlink()
    damage(copied.data)
    before = contents(copied.data)
    copied.run("enquiries").refused(1, reason)
    if case in ALTERED:
        assert copied.run("verify").code == 1
    else:
        copied.run("verify").refused(3, reason)
    assert contents(copied.data) == before


def test_a_full_disk_changes_nothing(copied: Demonstration) -> None:
    """What cannot be written is not written at all, and the ledger is whole afterwards."""
    before = copied.entries()
    room = (copied.data / "ledger.sqlite").stat().st_size
    done = run(
        *("record", "ParentInformed", "--enquiry", copied.enquiries["tia"], "--yes"),
        *("--fields", json.dumps({**INFORMED, "told": "It is long. " * 1500})),
        *("--occurred", "unknown", "--key", copied.key("ruth"), "--data", copied.data),
        variables=signing(),
        limit=min(room, 40_000),
    )
    assert done.code == 1, done
    assert done.err.splitlines()[-1].startswith("countersign: ")
    assert "Traceback" not in done.err
    assert copied.entries() == before
    assert copied.run("verify", "--trust", copied.data / "trust.json").code == 2


SCENARIOS: dict[str, tuple[bytes, str]] = {
    "not UTF-8": (b'{"scenario": "\xff", "profile": "hertfordshire"}\n', "not UTF-8"),
    "not JSON": (b'{"scenario": "a", "profile": "hertfordshire"}\n{"at": \n', "line 2"),
    "nothing told": (b'{"scenario": "a", "profile": "hertfordshire"}\n', "record nothing"),
    "an extra field": (
        b'{"scenario": "a", "profile": "hertfordshire"}\n{"person": "a", "name": "A", "age": 4}\n',
        "line 2",
    ),
}


@pytest.mark.parametrize("case", SCENARIOS)
def test_a_bad_scenario_makes_no_ledger(tmp_path: Path, case: str) -> None:
    """A file that cannot be read is refused with its line before anything is made."""
    text, reason = SCENARIOS[case]
    file = tmp_path / "bad.jsonl"
    file.write_bytes(text)
    run("replay", file, "--data", tmp_path / "data").refused(1, reason)
    assert not (tmp_path / "data").exists()


ASKED: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown enquiry": (("show", NOBODYS), "enquiry"),
    "no id": (("show", "../../etc/passwd"), "enquiry"),
    "the directory": (("show", "{registrar}"), "enquiry"),
    "no time": (("show", "{tia}", "--as-of", "yesterday"), "as-of"),
    "a time without zone": (("show", "{tia}", "--as-of", "2026-01-08T15:10"), "zone"),
    "a size beyond the log": (("show", "{tia}", "--as-of", "999999"), "size"),
    "no size": (("show", "{tia}", "--as-of", "9" * 400), "as-of"),
    "rows of a view that has none": (("show", "{tia}", "--person", "tia"), "view"),
    "an unknown event": (("schema", "ParentTold"), "event"),
    "no such entry": (("receipt", "{tia}", "4711"), "4711"),
    "a checkpoint beyond the log": (("checkpoint", "--size", "999999"), "size: "),
    "decisions since no time": (("decisions", "--since", "noon"), "since"),
    "decisions by nobody": (("decisions", "--by", "Nobody Atall"), "by: "),
    "waiting for nobody": (("waiting", "Nobody Atall"), "whom: "),
    "decisions in no role": (("decisions", "--role", "social_wrker"), "social_worker"),
    "waiting for no role": (("waiting", "service_manger"), "service_manager"),
    "rows of an event misspelt": (
        ("show", "{tia}", "--view", "chronology", "--event", "ChldSeen"),
        "ChildSeen",
    ),
    "an event misspelt": (("schema", "ChldSeen"), "ChildSeen"),
    "a time before it all": (("show", "{tia}", "--as-of", "2001-01-01T00:00Z"), "had begun"),
    "a name of no words": (("find", "?!"), "name"),
}


@pytest.mark.parametrize("case", ASKED)
def test_what_cannot_be_answered_is_refused(told: Demonstration, case: str) -> None:
    """One line with the field and the reason."""
    words, reason = ASKED[case]
    registrar = json.loads(told.key("registrar").read_text(encoding="utf-8"))["practitioner"]
    names = {**told.enquiries, "registrar": registrar}
    arguments = [word.format(**names) for word in words]
    place = () if words[0] == "schema" else ("--data", told.data)
    run(*arguments, *place).refused(1, reason)


def test_a_machine_is_told_in_json(told: Demonstration) -> None:
    """With --json an error is one JSON object, with its stable code and the field."""
    done = told.run("show", NOBODYS, "--json")
    done.refused(1, "not-found")
    assert set(json.loads(done.err)) == {"code", "detail"}
    refused = told.run("show", "x", "--json")
    assert json.loads(refused.err)["field"] == "enquiry"
    assert json.loads(run("show", "--json").err)["code"] == "usage"


WRONG_USAGE: dict[str, tuple[str, ...]] = {
    "an unknown command": ("frobnicate",),
    "a missing argument": ("show",),
    "an unknown option": ("enquiries", "--loud"),
    "an unknown view": ("show", NOBODYS, "--view", "dreams"),
    "a number too small": ("receipt", NOBODYS, "0"),
    "no number": ("receipt", NOBODYS, "first"),
    "no port": ("serve", "--port", "http"),
    "broken UTF-8": ("find", "\udcff\udcfe"),
}


@pytest.mark.parametrize("case", WRONG_USAGE)
def test_wrong_usage_ends_with_2(case: str) -> None:
    """The line says what is wrong and where the help is."""
    done = run(*WRONG_USAGE[case])
    done.refused(2, "--help")
    assert "Input should" not in done.err
    assert "Value error" not in done.err


def test_no_folder_named_is_said() -> None:
    """Whoever names no data folder is told how to."""
    run("enquiries").refused(1, "--data", "DATA")


def test_an_unreachable_database_keeps_its_password(told: Demonstration) -> None:
    """The line says that it cannot be reached, and holds nothing of the URL's password."""
    url = "postgresql://somebody:hunter2@127.0.0.1:1/ledger?connect_timeout=2"
    done = run("enquiries", "--data", told.data, "--database", url)
    done.refused(1, "database")
    assert "hunter2" not in done.err
    run("enquiries", "--data", told.data, "--database", "mysql://x").refused(1, "database")

"""`note`: words signed away from the ledger, which `record` embeds later."""

import json
import time
from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Demonstration
from tests.cli.running import PASSPHRASE, PROGRAM, Done, environment, run, signing
from tests.cli.terminal import Terminal

TEXT = "Tia Mensah came to the door by herself. Nobody else was awake."


def note(
    told: Demonstration, output: Path, *more: object, by: str = "ruth", text: str = ""
) -> Done:
    """Sign a note with nothing but a key, and nobody to ask."""
    words = ("--text", text or TEXT)
    return run(
        *("note", "--key", told.key(by), "-o", output, *words, "--yes", *more),
        variables=signing(),
    )


def embed(told: Demonstration, file: Path, by: str = "ruth") -> Done:
    """Record a note of Tia."""
    return told.record("OfflineNote", "--occurred", "unknown", by=by, fields=f"@{file}")


def test_a_note_is_signed_without_a_ledger_and_recorded_later(copied: Demonstration) -> None:
    """The entry has its words and its time, and the ledger verifies with it."""
    file = copied.data.parent / "note.json"
    away = copied.data.with_name("away")
    copied.data.rename(away)  # no ledger can be reached; the key alone is at hand
    started = int(time.time())
    gone = Demonstration(away, copied.enquiries)
    done = note(gone, file, "--json")
    assert done.code == 0, done
    assert file.stat().st_mode & 0o077 == 0
    written = datetime.fromisoformat(done.json()["written"])
    assert started <= written.timestamp() <= time.time()
    away.rename(copied.data)
    assert embed(copied, file).code == 0
    ask = ("show", copied.enquiries["tia"], "--view", "chronology", "--event", "OfflineNote")
    (row,) = copied.run(*ask, "--json").json()["rows"]
    words = "".join(piece["text"] for piece in row["statement"])
    assert words.endswith(f"The note reads: {TEXT}")
    checkpoint = copied.data.parent / "checkpoint"
    checkpoint.write_text(copied.run("checkpoint").out, encoding="utf-8")
    trust = copied.data / "trust.json"
    assert copied.run("verify", "--trust", trust, "--evidence", checkpoint).code == 0


def test_nobody_embeds_what_somebody_else_signed(copied: Demonstration, tmp_path: Path) -> None:
    """Nor a note of which a word was changed, nor a file that is none."""
    file = tmp_path / "note.json"
    before = copied.entries()
    assert note(copied, file, by="priya").code == 0
    other = embed(copied, file)
    assert (other.code, "another author" in other.err) == (1, True), other
    header, payload, signature = json.loads(file.read_text(encoding="utf-8"))["note"].split(".")
    changed = {"note": f"{header}.{payload}.{signature[:-4]}AAAA"}
    file.write_text(json.dumps(changed), encoding="utf-8")
    assert "not by this key" in embed(copied, file, by="priya").err
    file.write_text("Tia", encoding="utf-8")
    embed(copied, file).refused(1, "fields: not JSON")
    embed(copied, tmp_path / "nothing").refused(1, "nothing: No such file")
    assert copied.entries() == before


@pytest.mark.parametrize(
    ("text", "reason"),
    [(" ", "1 to 8,000"), ("a" * 8001, "1 to 8,000"), ("\x1b[2J", "control character")],
)
def test_what_no_entry_would_take_is_not_signed(
    told: Demonstration, tmp_path: Path, text: str, reason: str
) -> None:
    """The author hears of it while they can still say it otherwise."""
    note(told, tmp_path / "note.json", text=text).refused(1, "text: ", reason)
    assert not list(tmp_path.iterdir())


def test_a_note_is_never_overwritten_nor_signed_unasked(
    told: Demonstration, tmp_path: Path
) -> None:
    """The first file stays; without its passphrase, its owner or an answer nothing is written."""
    file = tmp_path / "note.json"
    assert note(told, file).code == 0
    first = file.read_bytes()
    note(told, file, text="Other words.").refused(1, "never overwritten")
    assert file.read_bytes() == first
    ask = ("note", "--key", told.key("ruth"), "-o", tmp_path / "other.json", "--text")
    run(*ask, TEXT, variables=signing()).refused(1, "nobody to ask", "--yes")
    wrong = run(*ask, TEXT, "--yes", variables=signing("not this one"))
    assert (wrong.code, "passphrase" in wrong.err.splitlines()[-1]) == (1, True)
    bytes_of_no_text = run(*ask, "-", "--yes", given=b"\xff\xfe", variables=signing())
    bytes_of_no_text.refused(1, "text: not UTF-8")
    assert [path.name for path in tmp_path.iterdir()] == ["note.json"]


def test_by_hand_it_shows_what_is_signed(told: Demonstration, tmp_path: Path) -> None:
    """The words are asked for and shown before the passphrase is."""
    file = tmp_path / "note.json"
    command = [*PROGRAM, "note", "--key", str(told.key("ruth")), "-o", str(file)]
    with Terminal(command, environment(TERM="xterm", NO_COLOR="1")) as terminal:
        terminal.expect("What happened: ").type(TEXT)
        terminal.expect("Tia Mensah came").expect("Sign this?").type("y")
        terminal.expect("Passphrase").type_unseen(PASSPHRASE)
        terminal.expect("Signed as written on")
        assert terminal.end() == 0
    assert set(json.loads(file.read_text(encoding="utf-8"))) == {"note"}

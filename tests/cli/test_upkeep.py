"""What an operator does to the whole ledger: dispose, change its key, declare a loss."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Demonstration
from tests.cli.running import Done, contents, run, signing
from tests.ports import free_port

NOBODYS = "4f0f3a52-6d6e-4f0b-9a59-3f0e8d1f2a77"
WHY = ("--rule", "35 years from closure", "--reason", "it is due")
CHANGES = ("rotate-ledger-key", "retire-ledger-key")


def with_lawyer(ledger: Demonstration) -> Path:
    """Enrol a lawyer, who may dispose of records; her key file."""
    key = ledger.data.parent / "naomi.json"
    done = run(
        *("enrol", "--name", "Naomi Frost", "--role", "legal_adviser", "--agency", "Legal"),
        *("--evidence", "passport", "--key", ledger.key("registrar"), "--new-key", key),
        *("--data", ledger.data),
        variables=signing(),
    )
    assert done.code == 0, done
    return key


def dispose(ledger: Demonstration, enquiry: str, key: Path, *extent: object) -> Done:
    """Destroy what is named, without being asked."""
    return run(
        *("dispose", enquiry, "--key", key, *WHY, *extent, "--yes", "--data", ledger.data),
        variables=signing(),
    )


def change(ledger: Demonstration, command: str, *more: object, by: str = "registrar") -> Done:
    """Change the ledger's key."""
    return run(
        *(command, "--key", ledger.key(by), "--yes", "--data", ledger.data, *more),
        variables=signing(),
    )


def refused(done: Done, *words: str) -> None:
    """The last line gives the reason; what would have been signed may stand before it."""
    assert done.code == 1, done
    assert not done.out, done
    line = done.err.splitlines()[-1]
    assert line.startswith("countersign: "), done
    assert all(word in line for word in words), done
    assert "Traceback" not in done.err, done


def held(ledger: Demonstration, child: str) -> int:
    """How many entries the enquiry about this child has."""
    shown = ledger.run("show", ledger.enquiries[child], "--json").json()
    return int(shown["known"]["version"])


def verdict(ledger: Demonstration, *more: object) -> Done:
    """What verification says, given the trust file of now."""
    return ledger.run("verify", "--trust", ledger.data / "trust.json", *more)


def kept(ledger: Demonstration) -> Path:
    """The checkpoint of now, as somebody outside keeps it."""
    path = ledger.data.parent / "checkpoint"
    path.write_text(ledger.run("checkpoint").out, encoding="utf-8")
    return path


class TestDispose:
    """Records are destroyed by a certificate that stays."""

    def test_a_whole_enquiry_goes_and_the_ledger_verifies(self, copied: Demonstration) -> None:
        """Nobody finds it any more; what is left is as it was attested before."""
        key, tia = with_lawyer(copied), copied.enquiries["tia"]
        before = copied.data.parent / "before"
        kept(copied).rename(before)
        done = dispose(copied, tia, key, "--whole", held(copied, "tia"), "--json")
        assert done.code == 0, done
        assert set(done.json()) == {"certificate", "stream", "seq"}
        copied.run("show", tia).refused(1, "enquiry")
        assert copied.run("enquiries").out.split() == [copied.enquiries["joel"]]
        for evidence in (before, kept(copied)):
            assert verdict(copied, "--evidence", evidence).code == 0
        refused(dispose(copied, tia, key, "--whole", 49), "disposed of before")

    def test_a_single_entry_goes_and_its_neighbours_stay(self, copied: Demonstration) -> None:
        """Its words are nowhere in the chronology; every other word is."""
        key, tia = with_lawyer(copied), copied.enquiries["tia"]
        ask = ("show", tia, "--view", "chronology", "--order", "recorded", "--json")
        rows = copied.run(*ask).json()["rows"]
        done = dispose(copied, tia, key, "--entry", 12, "--entry", 14)
        assert done.code == 0, done
        assert done.out.startswith("Disposed of. The certificate is entry ")
        left = copied.run(*ask).json()["rows"]
        assert {row["entry"] for row in rows} - {row["entry"] for row in left} <= {12, 14}
        words = {row["entry"]: row["statement"] for row in rows}
        for row in left:
            assert (row["statement"] == words[row["entry"]]) is (row["entry"] not in {12, 14})
        assert verdict(copied, "--evidence", kept(copied)).code == 0

    def test_what_is_counted_wrongly_is_not_destroyed(self, copied: Demonstration) -> None:
        """The line gives both numbers, or says that there is no such enquiry, and nothing goes."""
        key, tia, count = with_lawyer(copied), copied.enquiries["tia"], held(copied, "tia")
        before = copied.entries()
        for wrong in (1, count - 1, count + 1):
            done = dispose(copied, tia, key, "--whole", wrong)
            done.refused(1, f"whole: the enquiry has {count} entries, not {wrong};")
        dispose(copied, tia, key, "--entry", 12, "--entry", 4711).refused(
            1, f"entry: the enquiry has {count} entries, and none is number 4711"
        )
        dispose(copied, NOBODYS, key, "--whole", 1).refused(1, "enquiry: there is none")
        dispose(copied, "tia", key, "--whole", 1).refused(1, "enquiry: not an id")
        dispose(copied, tia, key).refused(1, "give one or the other")
        dispose(copied, tia, key, "--whole", count, "--entry", 3).refused(1, "one or the other")
        assert (copied.entries(), held(copied, "tia")) == (before, count)

    def test_only_a_lawyer_disposes_and_never_under_a_hold(self, copied: Demonstration) -> None:
        """Neither a social worker's key nor the registrar's is enough."""
        key, tia, count = with_lawyer(copied), copied.enquiries["tia"], held(copied, "tia")
        for other in ("ruth", "registrar"):
            refused(dispose(copied, tia, copied.key(other), "--whole", count), "may not record")
        hold = {"action": {"kind": "placed", "proceedings": "care proceedings"}}
        placed = run(
            *("record", "LegalHold", "--enquiry", tia, "--fields", json.dumps(hold)),
            *("--occurred", "unknown", "--yes", "--key", key, "--data", copied.data),
            variables=signing(),
        )
        assert placed.code == 0, placed
        done = dispose(copied, tia, key, "--whole", count + 1)
        refused(done, f"the legal hold of entry {count + 1} stands", "LegalHold, released")
        assert held(copied, "tia") == count + 1


class TestLedgerKey:
    """The ledger's key is changed while two sign beside each other."""

    def test_both_sign_until_the_older_is_retired(self, copied: Demonstration) -> None:
        """Whoever has either trust file can verify in between; its file may go afterwards."""
        old = copied.data.parent / "old-trust.json"
        shutil.copy(copied.data / "trust.json", old)
        (first,) = [path.name for path in (copied.data / "keystore").glob("ledger*.key")]
        both = change(copied, "rotate-ledger-key", "--reason", "every year", "--json").json()
        assert len(both["keys"]) == 2
        assert both["trust"] == str(copied.data / "trust.json")
        during = copied.data.parent / "during"
        kept(copied).rename(during)
        for trust in (old, copied.data / "trust.json"):
            assert copied.run("verify", "--trust", trust, "--evidence", during).code == 0
        done = change(copied, "retire-ledger-key")
        assert done.code == 0, done
        assert f"Keys that sign now: {both['keys'][1]}." in done.out
        (copied.data / "keystore" / first).unlink()
        assert verdict(copied, "--evidence", kept(copied)).code == 0
        assert copied.run("verify", "--trust", old, "--evidence", during).code == 0

    def test_the_only_key_stays(self, copied: Demonstration) -> None:
        """A ledger without a key could attest nothing any more."""
        before = contents(copied.data)["trust.json"]
        refused(change(copied, "retire-ledger-key"), "only key", "Introduce another key first")
        assert contents(copied.data)["trust.json"] == before

    @pytest.mark.parametrize("command", CHANGES)
    def test_only_a_registrar_changes_it(self, copied: Demonstration, command: str) -> None:
        """A manager's key is refused, and one that is not there is named."""
        before = copied.entries()
        refused(change(copied, command, by="priya"), "may not record")
        refused(change(copied, command, by="nobody"), "nobody.json")
        assert copied.entries() == before
        assert json.loads((copied.data / "trust.json").read_text(encoding="utf-8"))
        assert verdict(copied).code == 2


class TestResetLog:
    """A restore that lost entries is declared."""

    def test_a_declared_loss_begins_the_next_log(self, copied: Demonstration) -> None:
        """What was lost is explained by the checkpoint that the new log names."""
        backup = copied.data.parent / "backup"
        shutil.copytree(copied.data, backup)
        seen = {"person": "leanne", "way": "telephone", "told": "It goes on."}
        assert copied.record("ParentInformed", "--occurred", "unknown", fields=seen).code == 0
        published = kept(copied)
        shutil.rmtree(copied.data)
        shutil.copytree(backup, copied.data)
        assert verdict(copied, "--evidence", published).code == 1
        done = copied.run("reset-log", "--published", published, "--json")
        assert done.code == 0, done
        assert done.json()["origin"].endswith("/2")
        found = verdict(copied, "--evidence", published, "--json")
        assert found.code == 2
        assert "tail-declared" in found.out

    def test_what_is_no_loss_is_refused(self, copied: Demonstration) -> None:
        """A log that holds all that was published begins no other."""
        published = kept(copied)
        copied.run("reset-log", "--published", published).refused(1, "published", "begin no other")
        whole = published.read_bytes()
        count = whole.splitlines()[1]
        for text, reason in (
            (b"x" + whole, "no log of this ledger"),
            (whole.replace(count, b"9999", 1), "does not verify"),
            (b"\xff\xfe", "not UTF-8"),
            (b"", "published: no checkpoint"),
        ):
            published.write_bytes(text)
            refused(copied.run("reset-log", "--published", published), reason)
        copied.run("reset-log", "--published", copied.data / "none").refused(1, "none")
        assert copied.run("checkpoint").out.splitlines()[0].endswith("/1")


def test_a_restored_database_publishes_nothing_until_its_loss_is_declared(
    copied: Demonstration, tmp_path: Path
) -> None:
    """What was published is remembered beside it: a second history would be taken for a forgery."""
    database, kept = copied.data / "ledger.sqlite", tmp_path / "backup.sqlite"
    assert copied.run("log", "publish").code == 0
    shutil.copy(database, kept)
    assert copied.run("bundle", copied.enquiries["tia"], "-o", tmp_path / "a.zip").code == 0
    assert copied.run("log", "publish").code == 0
    shutil.copy(kept, database)
    shown = copied.data / "published.checkpoint"
    for command in (("log", "publish"), ("serve", "--port", free_port())):
        refused(copied.run(*command), "reset-log", str(shown))
    assert copied.run("reset-log", "--published", shown).code == 0
    assert copied.run("log", "publish").code == 0
    shown.write_bytes(b"noise")
    refused(copied.run("log", "publish"), str(shown), "damaged")

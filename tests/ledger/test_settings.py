"""The two settings, and a data folder or database that cannot be used."""

import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ledger import folder
from ledger.errors import (
    DatabaseCorrupt,
    DatabaseForeign,
    DatabaseUnavailable,
    DatabaseUnknown,
    DiskFull,
    FolderRefused,
    KeystoreRefused,
    OtherVersion,
    Problem,
    ReadOnly,
)
from ledger.keys.ledger_keys import held_keys
from ledger.settings import Settings
from tests.ledger.writing import GENESIS, KEY, Writer, make_folder, opened, stream


def test_arguments_come_before_the_environment(tmp_path: Path) -> None:
    """Each setting is taken from its argument, else from its variable, else from the folder."""
    environment = {"DATA": "/from/environment", "DATABASE_URL": "postgresql://host/name"}
    given = Settings.of(tmp_path, "sqlite:////elsewhere.sqlite", environment)
    assert (given.data, given.postgres, given.sqlite) == (tmp_path, None, Path("/elsewhere.sqlite"))
    found = Settings.of(None, None, environment)
    assert (found.data, found.postgres) == (Path("/from/environment"), "postgresql://host/name")
    assert Settings.of(tmp_path, None, {}).sqlite == tmp_path / "ledger.sqlite"
    with pytest.raises(FolderRefused, match="DATA"):
        Settings.of(None, None, {})


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    """Neither by the settings themselves nor by a refusal."""
    assert "secret" not in repr(Settings(tmp_path, "postgresql://user:secret@host/name"))
    for url in ("mysql://user:secret@host/name", "postgresql://user:secret@host:port:/na me?x"):
        with pytest.raises(DatabaseUnknown) as caught, opened(make_folder(tmp_path / "x", url)):
            pass
        assert "secret" not in str(caught.value)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A data folder on SQLite with one entry in it."""
    settings = make_folder(tmp_path / "data", f"sqlite:///{tmp_path / 'data' / 'ledger.sqlite'}")
    with opened(settings) as store:
        Writer().commit(store, stream())
    return settings


def test_a_new_folder_is_recognised(settings: Settings) -> None:
    """It holds its ledger and its key, and its secrets are its owner's alone."""
    assert folder.open_genesis(settings) == GENESIS
    [key] = held_keys(settings.keystore).values()
    assert key.private_bytes_raw() == KEY.private_bytes_raw()
    assert stat.S_IMODE(settings.keystore.stat().st_mode) == 0o700
    for secret in ("keystore/master.key", "keystore/ledger.key", "ledger.sqlite"):
        assert stat.S_IMODE((settings.data / secret).stat().st_mode) == 0o600


def test_a_folder_in_use_is_not_taken(settings: Settings, tmp_path: Path) -> None:
    """Neither ours nor anybody's: making a ledger never overwrites anything."""
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    file = tmp_path / "file"
    file.write_text("theirs")
    for taken in (settings.data, tmp_path, file):
        with pytest.raises(FolderRefused, match="not an empty folder"):
            folder.create(Settings(taken), GENESIS, b"{}", KEY)
    file.unlink()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.mark.parametrize(
    ("name", "content", "refusal", "said"),
    [
        ("countersign.json", None, FolderRefused, "not a data folder of Countersign"),
        ("countersign.json", b"{}", FolderRefused, "damaged"),
        ("countersign.json", b"\xff", FolderRefused, "not a data folder"),
        (
            "countersign.json",
            b'{"format":"countersign-data/2","ledger":"x"}',
            OtherVersion,
            "countersign-data/2",
        ),
        (
            "countersign.json",
            b'{"format":"countersign-data/1","ledger":"x"}',
            FolderRefused,
            "another ledger",
        ),
        ("genesis.json", None, FolderRefused, "genesis.json"),
        ("genesis.json", b"{}", FolderRefused, "genesis.json"),
        ("keystore/ledger.key", None, KeystoreRefused, "ledger.key"),
        ("keystore/ledger.key", b"short", KeystoreRefused, "ledger.key"),
        ("keystore/master.key", None, KeystoreRefused, "master.key"),
        ("ledger.sqlite", b"no database at all, but some text" * 40, DatabaseCorrupt, "database"),
    ],
)
def test_a_folder_that_cannot_be_used_says_why(
    settings: Settings, name: str, content: bytes | None, refusal: type[Problem], said: str
) -> None:
    """What is missing, damaged or of another version is named, with what to do."""
    path = settings.data / name
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
        path.chmod(0o600)
    with pytest.raises(refusal, match=said):
        open_as_the_command_line_does(settings)


def open_as_the_command_line_does(settings: Settings) -> None:
    """First the folder, then the store."""
    folder.open_genesis(settings)
    with opened(settings):
        pass


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    """A misspelt path is not a new ledger."""
    with pytest.raises(FolderRefused, match="countersign init"):
        folder.open_genesis(Settings(tmp_path / "missing"))


def test_a_file_of_another_program_is_not_touched(settings: Settings) -> None:
    """An SQLite file that is not ours is refused, byte for byte as it was."""
    settings.sqlite.unlink()
    theirs = sqlite3.connect(settings.sqlite)
    theirs.execute("CREATE TABLE bookmarks (url text)")
    theirs.close()
    before = settings.sqlite.read_bytes()
    with pytest.raises(DatabaseForeign, match="another program"), opened(settings):
        pass
    assert settings.sqlite.read_bytes() == before


def test_a_file_of_another_version_is_refused(settings: Settings) -> None:
    """The version is in the file's header."""
    file = sqlite3.connect(settings.sqlite)
    file.execute("PRAGMA user_version=2")
    file.close()
    with pytest.raises(OtherVersion, match="format 2"), opened(settings):
        pass


def test_a_damaged_page_is_reported(settings: Settings) -> None:
    """A file whose pages were overwritten is damaged, not a crash."""
    data = bytearray(settings.sqlite.read_bytes())
    data[4096:] = b"\xa5" * (len(data) - 4096)
    settings.sqlite.write_bytes(data)
    with pytest.raises(DatabaseCorrupt, match="restore it"), opened(settings) as store:
        store.entries.range(0, 10)


def test_a_server_that_does_not_answer_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that cannot be reached is unavailable."""
    monkeypatch.setattr("ledger.database.postgres.CONNECT_SECONDS", 1)
    settings = make_folder(tmp_path / "data", "postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnavailable), opened(settings):
        pass


def test_a_full_disk_changes_nothing(settings: Settings) -> None:
    """The entry that did not fit is not there at all; once there is room, it is admitted."""
    writer, one = Writer(), stream()
    with opened(settings) as store:
        with store.database.read() as session:
            ((pages,),) = session.rows("PRAGMA page_count")
            session.run(f"PRAGMA max_page_count={pages}")
        with pytest.raises(DiskFull, match="nothing was changed"):
            writer.commit(store, *[one] * 100)
        count = store.entries.last_position()
        assert store.log.size() == count
        with store.database.read() as session:
            session.run("PRAGMA max_page_count=100000")
        del writer.heads[one]
        assert writer.commit(store, stream()) == [count + 1]


def test_a_folder_that_may_only_be_read_is_reported(settings: Settings, tmp_path: Path) -> None:
    """Without the right to write, the ledger says so (as an ordinary user: root may always)."""
    script = tmp_path / "attempt.py"
    script.write_text(
        "import os, sys\n"
        "from pathlib import Path\n"
        "from ledger.database.sqlite import SqliteDatabase\n"
        "from ledger.errors import ReadOnly\n"
        "if os.geteuid() == 0:\n"
        "    os.setuid(65534)\n"
        "try:\n"
        "    SqliteDatabase(Path(sys.argv[1]))\n"
        "except ReadOnly:\n"
        "    sys.exit(7)\n"
    )
    settings.sqlite.chmod(0o444)
    for path in [settings.data, *settings.data.parents]:
        if path.is_relative_to(tmp_path.parent.parent):
            path.chmod(0o555)
    root = Path(__file__).parent.parent.parent
    child = subprocess.run(
        [sys.executable, script, settings.sqlite], env={"PYTHONPATH": str(root)}, check=False
    )
    settings.data.chmod(0o755)
    assert child.returncode == 7


def test_an_unwritable_folder_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a ledger on a full or read-only disk says which it is."""
    for errno, refusal in ((28, DiskFull), (30, ReadOnly)):

        def fail(*_: object, errno: int = errno, **__: object) -> None:
            raise OSError(errno, "no")

        monkeypatch.setattr(Path, "mkdir", fail)
        with pytest.raises(refusal):
            folder.create(Settings(tmp_path / "new"), GENESIS, b"{}", KEY)

"""The keys of the streams."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crypto.errors import CryptoError
from crypto.sealing import KEY_BYTES, new_key
from ledger.errors import DatabaseCorrupt, KeystoreRefused, StreamKeyMissing
from ledger.keys import keystore
from ledger.keys.keystore import Keystore
from tests.ledger.writing import stream

LEDGER = "A" * 43


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A keystore's folder, with a master key."""
    key = tmp_path / "master.key"
    key.write_bytes(new_key())
    key.chmod(0o600)
    return tmp_path


@pytest.fixture
def keys(folder: Path) -> Iterator[Keystore]:
    """The keystore in it."""
    opened = Keystore(folder, LEDGER)
    yield opened
    opened.close()


def test_a_key_is_made_once_and_kept(folder: Path, keys: Keystore) -> None:
    """Asked again, by this process or after opening anew, a stream has the same random key."""
    one, two = stream(), stream()
    made = keys.create_stream_keys([one, two])
    assert len(set(made.values())) == 2
    assert {len(key) for key in made.values()} == {KEY_BYTES}
    assert keys.create_stream_keys([two, one]) == made
    assert keys.stream_key(one) == made[one]
    other = Keystore(folder, LEDGER)
    assert other.stream_keys([one, two, stream()]) == made
    other.close()


def test_processes_that_ask_at_once_get_the_same_keys(folder: Path) -> None:
    """Whoever comes second takes the first one's key: no entry is sealed under a lost one."""
    streams = [stream() for _ in range(20)]
    code = (
        "import sys; from pathlib import Path; from ledger.keys.keystore import Keystore;"
        f"k = Keystore(Path(sys.argv[1]), {LEDGER!r});"
        "print([k.create_stream_keys([s])[s].hex() for s in sys.argv[2:]])"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder), *streams],
            cwd=Path(__file__).parent.parent.parent,
            stdout=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    said = [child.communicate()[0] for child in children]
    assert len(set(said)) == 1
    assert said[0].count(b"'") == 2 * len(streams)


def test_no_key_lies_in_the_file(folder: Path, keys: Keystore) -> None:
    """What is on the disk is wrapped, and readable by its owner alone."""
    key = keys.create_stream_keys([stream()]).popitem()[1]
    master = (folder / "master.key").read_bytes()
    for path in folder.glob("streams.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert key not in path.read_bytes()
        assert master not in path.read_bytes()
    assert key.hex() not in repr(vars(keys)["_database"])


def test_a_destroyed_key_is_gone_from_memory_and_from_the_disk(
    folder: Path, keys: Keystore
) -> None:
    """Neither this process, nor another that had it in use, nor the files still have it."""
    one, two = stream(), stream()
    keys.create_stream_keys([one, two])
    other = Keystore(folder, LEDGER)
    other.stream_key(one)
    wrapped = sqlite3.connect(folder / "streams.sqlite")
    (bytes_kept,) = wrapped.execute(
        "SELECT wrapped FROM stream_keys WHERE stream = ?", [one]
    ).fetchone()
    wrapped.close()
    keys.destroy(one)
    for store in (keys, other):
        with pytest.raises(StreamKeyMissing, match=one):
            store.stream_key(one)
        store.stream_key(two)
    other.close()
    assert all(bytes_kept not in path.read_bytes() for path in folder.glob("streams.sqlite*"))


def test_a_key_is_replaced_before_the_old_one_is_destroyed(keys: Keystore) -> None:
    """Until the old key is retired both are there, so an interrupted disposal can be resumed."""
    one = stream()
    old = keys.create_stream_keys([one])[one]
    new = keys.replace(one)
    assert new != old
    assert (keys.stream_key(one), keys.older_keys(one)) == (new, [old])
    keys.retire(one)
    assert (keys.stream_key(one), keys.older_keys(one)) == (new, [])
    with pytest.raises(StreamKeyMissing):
        keys.replace(stream())


def test_memory_holds_a_bounded_number_of_keys(
    keys: Keystore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many streams are read, older keys are dropped and read again."""
    monkeypatch.setattr(keystore, "MAX_CACHED", 3)
    streams = [stream() for _ in range(10)]
    made = keys.create_stream_keys(streams)
    assert keys.stream_keys(streams) == made
    assert len(vars(keys)["_cache"]) == 3


@pytest.mark.parametrize("column", ["stream", "wrapped"])
def test_a_key_moved_to_another_stream_does_not_open(folder: Path, column: str) -> None:
    """Who can write the keystore's database can at most make words unreadable."""
    one, two = stream(), stream()
    keys = Keystore(folder, LEDGER)
    keys.create_stream_keys([one, two])
    keys.close()
    database = sqlite3.connect(folder / "streams.sqlite")
    (theirs,) = database.execute(
        "SELECT wrapped FROM stream_keys WHERE stream = ?", [two]
    ).fetchone()
    database.execute("UPDATE stream_keys SET wrapped = ? WHERE stream = ?", [theirs, one])
    if column == "stream":
        database.execute("UPDATE stream_keys SET wrapped = x'00' WHERE stream = ?", [one])
    database.commit()
    database.close()
    keys = Keystore(folder, LEDGER)
    with pytest.raises(CryptoError, match="stream key"):
        keys.stream_key(one)
    keys.close()


def test_another_ledger_or_master_key_opens_nothing(folder: Path, keys: Keystore) -> None:
    """Keys are bound to their ledger and to the master key."""
    one = stream()
    keys.create_stream_keys([one])
    other = Keystore(folder, "B" * 43)
    with pytest.raises(CryptoError):
        other.stream_key(one)
    other.close()
    (folder / "master.key").write_bytes(new_key())
    other = Keystore(folder, LEDGER)
    with pytest.raises(CryptoError):
        other.stream_key(one)
    other.close()


def test_a_keystore_that_cannot_be_used_says_so(folder: Path) -> None:
    """Missing, readable by others, damaged, or with a file that is no database."""
    key = folder / "master.key"
    key.chmod(0o640)
    with pytest.raises(KeystoreRefused, match="others may read"):
        Keystore(folder, LEDGER)
    key.chmod(0o600)
    key.write_bytes(b"short")
    with pytest.raises(KeystoreRefused, match="damaged"):
        Keystore(folder, LEDGER)
    key.write_bytes(new_key())
    (folder / "streams.sqlite").write_bytes(os.urandom(8192))
    with pytest.raises(DatabaseCorrupt):
        Keystore(folder, LEDGER)
    key.unlink()
    with pytest.raises(KeystoreRefused, match="cannot be read"):
        Keystore(folder, LEDGER)

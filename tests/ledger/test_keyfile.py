"""Key files: what is under a secret passphrase has a salt of its own."""

import json
from pathlib import Path

import pytest

from ledger.keys.keyfile import PUBLISHED, KeyFile, KeyFileRefused, new_key_file, open_key_file

SECRET = "three words nobody knows"


@pytest.mark.parametrize(("words", "salts"), [(SECRET, 2), (PUBLISHED, 1)])
def test_a_secret_is_salted_for_each_file(tmp_path: Path, words: str, salts: int) -> None:
    """Whoever steals many files guesses for each of them; what everybody knows nobody guesses."""
    paths = [tmp_path / "one.json", tmp_path / "two.json"]
    written = [_written(path, words) for path in paths]
    assert len({_member(path, "salt") for path in paths}) == salts
    assert len({_member(path, "nonce") for path in paths}) == len(paths)
    opened = [open_key_file(path, words) for path in paths]
    assert [one.device.public_key for one in opened] == [one.device.public_key for one in written]


@pytest.mark.parametrize(("words", "others"), [(SECRET, PUBLISHED), (PUBLISHED, SECRET)])
def test_other_words_open_nothing(tmp_path: Path, words: str, others: str) -> None:
    """Not even those that this process has opened other files with."""
    path = tmp_path / "one.json"
    _written(path, words)
    _written(tmp_path / "two.json", others)
    with pytest.raises(KeyFileRefused) as refused:
        open_key_file(path, others)
    assert refused.value.field == "passphrase"


@pytest.mark.parametrize(
    "change", [{"kid": None}, {"salt": "AAAA"}, {"nonce": "AAAA"}, {"box": ""}]
)
def test_a_broken_file_is_refused(tmp_path: Path, change: dict[str, str | None]) -> None:
    """A member of another kind or length: it is no key file, and nothing of it is quoted."""
    path = tmp_path / "one.json"
    _written(path, PUBLISHED)
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(document | change), encoding="utf-8")
    with pytest.raises(KeyFileRefused) as refused:
        open_key_file(path, PUBLISHED)
    assert str(path) in refused.value.detail
    assert document["box"] not in refused.value.detail


def _written(path: Path, words: str) -> KeyFile:
    return new_key_file(path, words, "somebody", "a ledger")


def _member(path: Path, name: str) -> str:
    return str(json.loads(path.read_text(encoding="utf-8"))[name])

"""The words of an entry: altered, moved, replaced, deleted, or their keys exchanged."""

from collections.abc import Callable

import pytest

from crypto.canonical import b64, encode
from crypto.sealing import Sealed, seal
from tests.adversary import Row, Victim, assert_altered, codes, finding, flipped
from tests.victim import LEO, MAYA


@pytest.mark.parametrize("part", ["wrapped_key", "box"])
@pytest.mark.parametrize("index", [0, 20, -1])
def test_a_changed_seal_does_not_open(victim: Victim, part: str, index: int) -> None:
    """Nonce, ciphertext and tag of either column: one bit suffices."""
    row = victim.row(MAYA, 2)
    columns = {"wrapped_key": row.wrapped_key, "box": row.box}
    columns[part] = flipped(columns[part], index)
    victim.replace_words(row, Sealed(**columns))
    assert_altered(victim.verify(), "seal-broken", row)


@pytest.mark.parametrize("place", [(MAYA, 3), (LEO, 2)])
def test_words_do_not_open_at_another_place(victim: Victim, place: tuple[str, int]) -> None:
    """Words are bound to ledger, stream, seq and digest: another entry's do not fit."""
    row, other = victim.row(MAYA, 2), victim.row(*place)
    victim.replace_words(row, Sealed(other.wrapped_key, other.box))
    assert_altered(victim.verify(), "seal-broken", row)


def test_wrapped_keys_of_two_entries_cannot_be_swapped(victim: Victim) -> None:
    """An entry's own key is bound to its place as well."""
    one, other = victim.row(MAYA, 2), victim.row(MAYA, 3)
    victim.replace_words(one, Sealed(other.wrapped_key, one.box))
    victim.replace_words(other, Sealed(one.wrapped_key, other.box))
    report = victim.verify()
    assert_altered(report, "seal-broken", one)
    assert finding(report, "seal-broken").count == 2


def test_wrapped_keys_of_two_streams_cannot_be_swapped(victim: Victim) -> None:
    """A stream's key in the keystore is bound to its stream."""
    for old, new in ((MAYA, "x"), (LEO, MAYA), ("x", LEO)):
        victim.keystore_sql("UPDATE stream_keys SET stream = ? WHERE stream = ?", [new, old])
    assert_altered(victim.verify(), "stream-key-broken", victim.row(MAYA, 1))


def _sealed(victim: Victim, row: Row, words: bytes) -> Sealed:
    return seal(victim.sealing(row), victim.stream_key(row.stream), words)


def _other_words(words: list[bytes]) -> list[bytes]:
    return [b64(encode(["A" * 22, "statement", "It was a fall."])).encode(), *words[1:]]


def _one_less(words: list[bytes]) -> list[bytes]:
    return words[1:]


def _one_more(words: list[bytes]) -> list[bytes]:
    return [*words, b64(encode(["A" * 22, "note", "and more"])).encode()]


def _another_order(words: list[bytes]) -> list[bytes]:
    return words[::-1]


def _one_twice(words: list[bytes]) -> list[bytes]:
    return [words[0], *words]


def _not_ascii(words: list[bytes]) -> list[bytes]:
    return ["größer".encode(), *words[1:]]


@pytest.mark.parametrize(
    "change", [_other_words, _one_less, _one_more, _another_order, _one_twice, _not_ascii]
)
def test_resealed_words_are_not_those_that_were_signed(
    victim: Victim, change: Callable[[list[bytes]], list[bytes]]
) -> None:
    """Who holds every key of the ledger can seal other words, but not have them signed."""
    row = victim.row(MAYA, 2)
    words = victim.plaintext(row).split(b"~")[:-1]
    victim.replace_words(row, _sealed(victim, row, b"".join(w + b"~" for w in change(words))))
    report = victim.verify()
    assert_altered(report, "words-mismatch", row)
    assert codes(report) == ["words-mismatch", "unanchored"]


def test_deleted_words_are_missing(victim: Victim) -> None:
    """The key of the stream is there, so this was no disposal."""
    row = victim.row(MAYA, 2)
    victim.sql("DELETE FROM sealed WHERE stream = ? AND seq = ?", [row.stream, row.seq])
    assert_altered(victim.verify(), "seal-missing", row)


def test_words_without_an_entry_are_strays(victim: Victim) -> None:
    """Sealed words beside no entry belonged to one that is gone."""
    victim.sql("INSERT INTO sealed VALUES (?, 99, ?, ?)", [MAYA, b"key", b"box"])
    report = victim.verify()
    stray = finding(report, "seal-stray")
    assert (stray.first.stream, stray.first.seq) == (MAYA, 99)
    assert report.exit_code == 1


def test_a_destroyed_stream_key_is_counted_and_no_alteration(victim: Victim) -> None:
    """A disposal leaves signatures, chain and log whole: what is lost is counted, exit code 2."""
    victim.keystore_sql("DELETE FROM stream_keys WHERE stream = ?", [LEO])
    report = victim.verify(victim.held.newest)
    assert codes(report) == ["words-destroyed"]
    assert report.findings[0].first.position == victim.position(LEO, 1)
    assert report.counted.gone == victim.length(LEO)
    assert report.exit_code == 2

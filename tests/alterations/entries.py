"""Entries and their words, altered where they are stored."""

from typing import Any, Final

from crypto.canonical import b64, encode, unb64
from crypto.sealing import Sealed
from ledger.mapper import DISPOSED
from tests.adversary import Victim, edited, flipped
from tests.alterations.acting import AT
from tests.victim import LEO, MAYA

OTHER: Final = b64(b"\x07" * 32)


def changed_claim(victim: Victim) -> None:
    """A second later, under the old signature."""
    row = victim.row(*AT)
    victim.edit(row, iat=row.envelope.claims.iat + 1)


def relabelled(victim: Victim) -> None:
    """The last entry, made one of another enquiry."""
    victim.edit(victim.row(MAYA, victim.length(MAYA)), sub=LEO, seq=victim.length(LEO) + 1)


def changed_ledger(victim: Victim) -> None:
    """Another ledger's id."""
    victim.edit(victim.row(*AT), aud=OTHER)


def changed_header(victim: Victim) -> None:
    """No algorithm."""
    row = victim.row(*AT)
    victim.replace_jws(row, edited(row.jws, {"alg": "none"}, {}))


def changed_kid(victim: Victim) -> None:
    """A key that nobody has."""
    row = victim.row(*AT)
    victim.replace_jws(row, edited(row.jws, {"kid": OTHER}, {}))


def exchanged_signature(victim: Victim) -> None:
    """Another entry's signature."""
    row, other = victim.row(*AT), victim.row(LEO, 2)
    signature = other.jws[other.jws.rindex(b".") :]
    victim.replace_jws(row, row.jws[: row.jws.rindex(b".")] + signature)


def stripped_signature(victim: Victim) -> None:
    """None at all."""
    row = victim.row(*AT)
    victim.replace_jws(row, row.jws[: row.jws.rindex(b".") + 1])


def foreign_topic(victim: Victim) -> None:
    """The name of something to run."""
    _set(victim, "topic", "os:system")


def foreign_state(victim: Victim) -> None:
    """A number where an entry belongs."""
    _set(victim, "state", 7)


def changed_seal(victim: Victim) -> None:
    """One bit of the sealed words."""
    row = victim.row(*AT)
    victim.replace_words(row, Sealed(row.wrapped_key, flipped(row.box)))


def words_of_another(victim: Victim) -> None:
    """Another entry's sealed words, with their key."""
    other = victim.row(LEO, 2)
    victim.replace_words(victim.row(*AT), Sealed(other.wrapped_key, other.box))


def swapped_stream_keys(victim: Victim) -> None:
    """The keys of two streams exchanged in the keystore."""
    for old, new in ((MAYA, "x"), (LEO, MAYA), ("x", LEO)):
        victim.keystore_sql("UPDATE stream_keys SET stream = ? WHERE stream = ?", [new, old])


def other_words(victim: Victim) -> None:
    """Words that nobody signed, sealed with the right keys."""
    row = victim.row(*AT)
    _, *words = victim.plaintext(row).split(b"~")
    said = b64(encode(["A" * 22, "statement", ["It was a fall."]])).encode()
    jws, sealed = victim.seal(row.jws + b"~" + b"~".join([said, *words]))
    assert jws == row.jws
    victim.replace_words(row, sealed)


def deleted_words(victim: Victim) -> None:
    """No sealed words any more."""
    victim.sql("DELETE FROM sealed WHERE stream = ? AND seq = ?", [*AT])


def destroyed_key(victim: Victim) -> None:
    """The enquiry's key destroyed, and nobody certified it."""
    victim.keystore_sql("DELETE FROM stream_keys WHERE stream = ?", [MAYA])


def uncertified(victim: Victim) -> None:
    """Made to look disposed of: the digest alone is left, and nobody certified it."""
    row = victim.row(*AT)
    statement = "UPDATE stored_events SET topic = ?, state = ? WHERE notification_id = ?"
    victim.sql(statement, [DISPOSED, unb64(row.envelope.digest), row.position])
    deleted_words(victim)


def stray_words(victim: Victim) -> None:
    """Sealed words beside no entry."""
    victim.sql("INSERT INTO sealed VALUES (?, 99, ?, ?)", [MAYA, b"key", b"box"])


def replaced(victim: Victim) -> None:
    """By its own author, who signs it anew."""
    row = victim.row(*AT)
    later = row.envelope.claims.iat + 1
    jws, sealed = victim.forge_again(row, victim.held.keys["ann"].device, iat=later)
    victim.replace_jws(row, jws)
    victim.replace_words(row, sealed)


def duplicated(victim: Victim) -> None:
    """The same bytes in a second row."""
    insert = "INSERT INTO stored_events (originator_id, originator_version, topic, state) "
    victim.sql(
        insert + "SELECT ?, 99, topic, state FROM stored_events WHERE notification_id = ?",
        [MAYA, victim.position(*AT)],
    )


def moved(victim: Victim) -> None:
    """To another enquiry, by its columns."""
    victim.move(victim.row(*AT), LEO, 99)


def trigger(victim: Victim) -> None:
    """Code of one's own in the database."""
    victim.sql(
        "CREATE TRIGGER later AFTER INSERT ON stored_events "
        "BEGIN DELETE FROM log_checkpoints WHERE size = 1; END"
    )


def gone_table(victim: Victim) -> None:
    """A table gone."""
    victim.sql("DROP TABLE sealed")


def _set(victim: Victim, column: str, value: Any) -> None:
    statement = f"UPDATE stored_events SET {column} = ? WHERE notification_id = ?"
    victim.sql(statement, [value, victim.position(*AT)])

"""Committing acts and reading entries."""

import pytest

from crypto.canonical import digest
from crypto.sealing import Place, unseal
from ledger.errors import DatabaseForeign, RowMismatch
from ledger.settings import Settings
from ledger.store import Act, Placed, Stale, Store
from tests.ledger.writing import GENESIS, Writer, opened, positions, stream


def test_what_was_committed_is_read_back_as_it_was_signed(store: Store) -> None:
    """Entries come back byte for byte, by stream and by position, whichever read asks."""
    writer, one, two = Writer(), stream(), stream()
    new = [writer.new(store, where) for where in (one, two, one)]
    assert positions(store.commit([Act(tuple(new), {})])) == [1, 2, 3]
    signed = [entry.envelope.jws.data for entry in new]
    assert [entry.jws for entry in store.entries.stream(one)] == [signed[0], signed[2]]
    assert [entry.jws for entry in store.entries.range(0, 9)] == signed
    found = store.entries.streams([two, one, stream()])
    assert [[entry.position for entry in entries] for entries in found.values()] == [
        [2],
        [1, 3],
        [],
    ]
    heads = store.entries.heads([one, two, stream()])
    assert {where: (head.seq, head.digest) for where, head in heads.items()} == {
        one: (2, digest(signed[2])),
        two: (1, digest(signed[1])),
    }


def test_reads_are_cut_at_a_position(store: Store) -> None:
    """What came later than `until` is not seen, by any read."""
    writer, one, two = Writer(), stream(), stream()
    for where in (one, two, one, two):
        writer.commit(store, where)
    assert [entry.seq for entry in store.entries.stream(one, until=2)] == [1]
    assert [entry.seq for entry in store.entries.stream(one, after=1)] == [2]
    assert {s: head.seq for s, head in store.entries.heads([one, two], until=3).items()} == {
        one: 2,
        two: 1,
    }
    assert [len(found) for found in store.entries.streams([one, two], until=1).values()] == [1, 0]
    assert [entry.position for entry in store.entries.range(1, 9, until=3)] == [2, 3]


def test_disclosures_come_back_sealed_to_their_place(store: Store) -> None:
    """The sealed rows open under the stream's key, at their own place only."""
    writer, one = Writer(), stream()
    entries = [writer.new(store, one), writer.new(store, one)]
    store.commit([Act(tuple(entries), {})])
    sealed = store.entries.sealed(one)
    assert sealed == {1: entries[0].sealed, 2: entries[1].sealed}
    assert store.entries.sealed(one, after=1) == {2: entries[1].sealed}
    assert store.entries.sealed("none") == {}
    place = Place(GENESIS.ledger, one, 1, entries[0].envelope.digest)
    assert unseal(place, store.keystore.stream_key(one), sealed[1]).endswith(b"~")


def test_a_stale_act_is_left_out_and_fails_no_other(store: Store) -> None:
    """In one group: a taken position, a moved directory stream and a whole act; others commit."""
    writer, one, two, directory = Writer(), stream(), stream(), stream()
    writer.commit(store, directory)
    taken = Act((Writer().new(store, one),), {})
    first = Act((writer.new(store, one),), {directory: 1})
    moves = Act((writer.new(store, directory),), {})
    late = Act((writer.new(store, two),), {directory: 1})
    both = Act((Writer().new(store, two), Writer().new(store, one)), {directory: 2})
    outcomes = store.commit([first, taken, moves, late, both])
    assert outcomes[0] == Placed((2,))
    assert outcomes[2] == Placed((3,))
    stale = [outcome.heads for outcome in outcomes if isinstance(outcome, Stale)]
    assert stale == [{one: 1}, {directory: 2}, {one: 1}]
    assert store.entries.last_position() == 3
    assert store.entries.heads([two]) == {}


def test_a_group_of_stale_acts_changes_nothing(store: Store) -> None:
    """Nothing is inserted and the tree does not grow."""
    writer, one = Writer(), stream()
    writer.commit(store, one)
    before = store.log.checkpoint()
    assert isinstance(store.commit([Act((Writer().new(store, one),), {})])[0], Stale)
    assert store.commit([]) == []
    assert (store.entries.last_position(), store.log.checkpoint()) == (1, before)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("topic", "os:system", "topic"),
        ("originator_id", "00000000-0000-4000-8000-000000000000", "originator_id"),
        ("originator_version", 7, "originator_version"),
        ("state", b"a.b.c", "state"),
    ],
)
def test_a_row_that_does_not_say_what_was_signed_is_refused(
    store: Store, column: str, value: str | int | bytes, said: str
) -> None:
    """No altered column reaches a reader, and no topic is looked up outside the registry."""
    Writer().commit(store, stream())
    with store.database.write() as session:
        session.run(f"UPDATE stored_events SET {column} = ?", [value])
    with pytest.raises(RowMismatch, match="position 1") as caught:
        store.entries.range(0, 1)
    assert caught.value.field == said


def test_everything_is_there_after_opening_again(settings: Settings) -> None:
    """A second opening finds entries, keys and log, and goes on from there."""
    writer, one = Writer(), stream()
    with opened(settings) as store:
        writer.commit(store, one)
        key, note = store.keystore.stream_key(one), store.log.checkpoint()
    with opened(settings) as store:
        assert store.keystore.stream_key(one) == key
        assert store.log.checkpoint() == note
        assert writer.commit(store, one) == [2]


@pytest.mark.parametrize("owner", ["UPDATE ledger SET id = 'another'", "DELETE FROM ledger"])
def test_a_database_of_another_ledger_is_refused(settings: Settings, owner: str) -> None:
    """Entries of another ledger, or of a program that names none, are never taken over."""
    with opened(settings) as store:
        Writer().commit(store, stream())
        with store.database.write() as session:
            session.run(owner)
    for _ in range(2):
        with pytest.raises(DatabaseForeign), opened(settings):
            pass

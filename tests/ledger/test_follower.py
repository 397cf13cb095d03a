"""The log: what is committed comes into it once, and what it proves verifies."""

import hashlib
from contextlib import ExitStack
from threading import Thread

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import proof
from crypto.canonical import b64
from crypto.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from crypto.ed25519 import load_public_key
from crypto.errors import CryptoError, SignatureInvalid
from crypto.head import open_head
from crypto.merkle import verify_consistency
from crypto.note import NoteKey, NoteSigner
from crypto.proof import LogProof
from ledger.database import Row
from ledger.errors import LogHalted, NotInLog
from ledger.settings import Settings
from ledger.store import Store, open_store
from tests.crypto import slow_tree
from tests.ledger.checks import TRUSTED, check_whole_log, insert_beside_the_log
from tests.ledger.writing import GENESIS, KEY, RAW, Writer, opened, stream


def test_each_entry_of_a_group_has_a_receipt_that_verifies(store: Store) -> None:
    """Right after a commit, and long after, at the newest size and at an earlier one."""
    writer, streams = Writer(), [stream() for _ in range(5)]
    for _ in range(3):
        writer.commit(store, *streams)
        places = [(where, writer.heads[where].claims.seq) for where in streams]
        for (where, _), receipt in zip(places, store.log.receipts(places), strict=True):
            leaf = writer.heads[where].jws.digest
            evidence = proof.verify(LogProof.parse(receipt), leaf, TRUSTED)
            assert evidence.checkpoint.size == store.log.size()
    first = store.entries.at(streams[2], 1)
    assert first
    for size in (5, 10, 15, None):
        receipt = store.log.receipt(streams[2], 1, size)
        leaf = hashlib.sha256(first.jws).digest()
        assert proof.verify(LogProof.parse(receipt), leaf, TRUSTED).index == 2
    check_whole_log(store)


def test_receipts_of_what_is_not_there_are_refused(store: Store) -> None:
    """No entry, an entry beyond the size asked for, a size without a checkpoint."""
    writer, one = Writer(), stream()
    writer.commit(store, one)
    writer.commit(store, one, stream())
    for place, size in (((one, 9), None), ((one, 2), 1), ((one, 1), 2), ((one, 1), 9)):
        with pytest.raises(NotInLog):
            store.log.receipt(*place, size)


def test_each_checkpoint_continues_the_one_before(store: Store) -> None:
    """A consistency proof verifies between any two sizes that were published."""
    writer = Writer()
    notes = []
    for count in (1, 2, 3):
        writer.commit(store, *(stream() for _ in range(count)))
        notes.append(open_checkpoint(store.log.checkpoint(), TRUSTED).checkpoint)
    assert [note.size for note in notes] == [1, 3, 6]
    for old in notes:
        for new in notes[notes.index(old) :]:
            hashes = store.log.consistency(old.size, new.size)
            verify_consistency(old.size, old.root, new.size, new.root, hashes)


def test_a_head_statement_says_where_a_stream_ended(store: Store) -> None:
    """At each size, also before the stream began, with the root of that size."""
    writer, one = Writer(), stream()
    writer.commit(store, stream())
    before = store.log.checkpoint()
    writer.commit(store, one)
    writer.commit(store, one)
    key = load_public_key(RAW)
    heads = [open_head(store.log.head_statement(one, size), key) for size in (1, 2, 3, None)]
    assert [(head.seq, head.size) for head in heads] == [(0, 1), (1, 2), (2, 3), (2, 3)]
    assert heads[0].digest == GENESIS.ledger
    assert heads[3].digest == writer.heads[one].digest
    assert heads[0].root == b64(open_checkpoint(before, TRUSTED).checkpoint.root)
    with pytest.raises(NotInLog):
        store.log.head_statement(one, 4)


def test_as_known_at_a_time_nothing_is_later(store: Store) -> None:
    """The size is the largest whose entries are all as early, though times of streams cross."""
    writer = Writer()
    times = [5, 3, 9, 7, 9, 12]
    for time in times:
        writer.commit(store, stream(), iat=time)
    for time in range(4, 14):
        slow = next((n for n, t in enumerate(times) if t > time), len(times))
        assert store.log.size_at(time) == slow
        assert store.log.position_at(slow) == slow
    with pytest.raises(NotInLog):
        store.log.position_at(7)


def test_what_was_committed_outside_the_log_is_brought_in_once(store: Store) -> None:
    """The follower takes entries in commit order, in batches, and finds nothing twice."""
    writer, one = Writer(), stream()
    writer.commit(store, one)
    for _ in range(5):
        insert_beside_the_log(store, writer, one)
    assert [store.log.follow_once(limit=2) for _ in range(4)] == [2, 2, 1, 0]
    insert_beside_the_log(store, writer, one)
    writer.commit(store, one)
    check_whole_log(store)
    sizes = [size for (size,) in rows(store, "SELECT size FROM log_checkpoints ORDER BY size")]
    assert sizes == [1, 3, 5, 6, 8]


def test_two_stores_take_turns(settings: Settings, store: Store) -> None:
    """Whichever grows the log, the other goes on from there, and both read the same."""
    writer, one = Writer(), stream()
    with opened(settings) as other:
        for turn in (store, other, other, store, store, other):
            writer.commit(turn, one)
        assert store.log.checkpoint() == other.log.checkpoint()
    check_whole_log(store)


def test_racing_followers_publish_one_root_for_each_size(settings: Settings, store: Store) -> None:
    """Two stores that follow and commit at once never make a second checkpoint of one size."""
    seen: list[tuple[int, bytes]] = []

    def work(mine: Store) -> None:
        writer, where = Writer(), stream()
        for _ in range(12):
            insert_beside_the_log(mine, writer, where)
            mine.log.follow_once(limit=1)
            writer.commit(mine, where)
            tree = mine.log.newest()
            seen.append((tree.frontier.size, tree.frontier.root()))

    with opened(settings) as other:
        threads = [Thread(target=work, args=(mine,)) for mine in (store, other, store)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    store.log.catch_up()
    assert len(seen) == 36
    assert len({size for size, _ in seen}) == len(set(seen))
    check_whole_log(store)


def rows(store: Store, statement: str) -> list[Row]:
    """What a statement reads."""
    with store.database.read() as session:
        return session.rows(statement)


OTHER_BYTES = "(SELECT wrapped_key FROM sealed WHERE seq = 1)"
ATTACKS = {
    "last-entry-altered": (
        f"UPDATE stored_events SET state = {OTHER_BYTES} WHERE notification_id = 3",
        "position 3: the entry does not hash to its leaf",
    ),
    "last-entry-deleted": (
        "DELETE FROM stored_events WHERE notification_id = 3",
        "position 3: the entry of the last leaf is gone",
    ),
    "last-leaf-deleted": ("DELETE FROM log_leaves WHERE idx = 2", "tracked position 3"),
    "last-checkpoint-deleted": ("DELETE FROM log_checkpoints WHERE size = 3", "tracked position 3"),
    "all-checkpoints-deleted": ("DELETE FROM log_checkpoints", "rolled back|beyond its end"),
    "root-altered": (
        f"UPDATE log_checkpoints SET root = {OTHER_BYTES} WHERE size = 3",
        "do not lead to the root",
    ),
    "tracking-rolled-back": (
        "UPDATE tracking SET notification_id = 1 WHERE application_name = 'log/1'",
        "tracked position 1",
    ),
    "leaf-added": (
        "INSERT INTO log_leaves SELECT log, 3, 9, '', 9, digest, known FROM log_leaves LIMIT 1",
        "beyond its end",
    ),
}


@pytest.mark.parametrize("restarted", [False, True], ids=["running", "restarted"])
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_log_halts_when_what_is_stored_no_longer_fits(
    settings: Settings, attack: str, restarted: bool
) -> None:
    """It says what is wrong and grows no further, so nothing is admitted that it cannot prove."""
    statement, said = ATTACKS[attack]
    writer, one = Writer(), stream()
    with ExitStack() as stack:
        store = stack.enter_context(opened(settings))
        for _ in range(3):
            writer.commit(store, one)
        with store.database.write() as session:
            session.run(statement)
        left = rows(store, "SELECT notification_id FROM stored_events")
        with pytest.raises(LogHalted, match=said):
            writer.commit(stack.enter_context(opened(settings)) if restarted else store, one)
        assert rows(store, "SELECT notification_id FROM stored_events") == left


@pytest.mark.parametrize(
    "altered", ["topic = 'os:system'", "originator_version = 7", f"state = {OTHER_BYTES}"]
)
def test_an_altered_row_never_comes_into_the_log(store: Store, altered: str) -> None:
    """A row that does not say what was signed halts the log before it becomes a leaf."""
    writer, one = Writer(), stream()
    writer.commit(store, stream())
    insert_beside_the_log(store, writer, one)
    with store.database.write() as session:
        session.run(f"UPDATE stored_events SET {altered} WHERE notification_id = 2")
    with pytest.raises(LogHalted, match="position 2"):
        store.log.catch_up()
    assert store.log.size() == 1


def test_a_deleted_tail_halts_a_log_that_is_idle(store: Store) -> None:
    """Nobody has to write for a cut to be seen."""
    Writer().commit(store, stream())
    with store.database.write() as session:
        session.run("DELETE FROM stored_events")
    with pytest.raises(LogHalted, match="gone"):
        store.log.follow_once()


def test_positions_of_a_deleted_tail_are_not_given_again(store: Store) -> None:
    """A later entry cannot take the place of one that was cut off."""
    writer, one = Writer(), stream()
    for _ in range(2):
        insert_beside_the_log(store, writer, one)
    with store.database.write() as session:
        session.run("DELETE FROM stored_events WHERE notification_id = 2")
    insert_beside_the_log(store, writer, stream())
    assert [entry.position for entry in store.entries.range(0, 9)] == [1, 3]


def test_both_keys_sign_while_one_replaces_the_other(settings: Settings) -> None:
    """Whoever trusts either key can verify; whoever trusts neither cannot."""
    new = Ed25519PrivateKey.generate()
    writer, one = Writer(), stream()
    with open_store(settings, GENESIS, [KEY, new]) as store:
        writer.commit(store, one)
        note = store.log.checkpoint()
    newer = NoteKey(GENESIS.origin(1), new.public_key().public_bytes_raw())
    for trusted in (TRUSTED, [newer], [*TRUSTED, newer]):
        assert len(open_checkpoint(note, trusted).signers) == len(trusted)
    with pytest.raises(SignatureInvalid):
        open_checkpoint(note, [NoteKey(GENESIS.origin(2), RAW)])


def test_a_declared_reset_opens_a_log_that_names_the_last_checkpoint(
    settings: Settings, store: Store
) -> None:
    """After a restore, every entry that is left follows again, behind the checkpoint's hash."""
    writer, one = Writer(), stream()
    for _ in range(3):
        writer.commit(store, one)
    published = sign_checkpoint(
        Checkpoint(GENESIS.origin(1), 5, b"\x07" * 32), [NoteSigner(GENESIS.origin(1), KEY)]
    )
    assert store.log.reset(published) == GENESIS.origin(2)
    store.log.catch_up()
    writer.commit(store, one)
    data = [hashlib.sha256(published).digest()]
    data += [hashlib.sha256(entry.jws).digest() for entry in store.entries.stream(one)]
    checkpoint = open_checkpoint(store.log.checkpoint(), [NoteKey(GENESIS.origin(2), RAW)])
    assert checkpoint.checkpoint == Checkpoint(GENESIS.origin(2), 5, slow_tree.mth(data))
    first = store.log.leaves(0, 1)[0]
    assert (first.position, first.stream, first.seq) == (0, GENESIS.origin(1), 5)
    assert store.log.position_at(1) == 0
    assert [store.log.follow_once(), store.log.size_at(0)] == [0, 1]
    with opened(settings) as other:
        assert other.log.checkpoint() == store.log.checkpoint()
    key = [NoteKey(GENESIS.origin(2), RAW)]
    receipt = LogProof.parse(store.log.receipt(one, 2))
    assert proof.verify(receipt, data[2], key).index == 2


def test_a_reset_wants_a_checkpoint_of_this_ledger(store: Store) -> None:
    """A checkpoint by another key, of another log or no checkpoint at all opens nothing."""
    stranger = Ed25519PrivateKey.generate()
    origin = GENESIS.origin(1)
    foreign = sign_checkpoint(Checkpoint(origin, 5, b"\x07" * 32), [NoteSigner(origin, stranger)])
    elsewhere = sign_checkpoint(
        Checkpoint("elsewhere/1", 5, b"\x07" * 32), [NoteSigner("elsewhere/1", KEY)]
    )
    for published, refusal in ((foreign, CryptoError), (elsewhere, NotInLog), (b"x", CryptoError)):
        with pytest.raises(refusal):
            store.log.reset(published)
    assert store.log.origin() == origin


def test_signed_checkpoints_are_written_down(settings: Settings) -> None:
    """The note of a published size is in its row after closing, and is what was published."""
    writer = Writer()
    with opened(settings) as store:
        notes = []
        for _ in range(3):
            writer.commit(store, stream())
            notes.append(store.log.checkpoint())
    with opened(settings) as store:
        stored = rows(store, "SELECT note FROM log_checkpoints ORDER BY size")
        assert [note for (note,) in stored] == notes
        assert [store.log.checkpoint(size) for size in (1, 2, 3)] == notes

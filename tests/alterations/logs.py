"""The order of entries, the tables of the log, its end, and the whole of it."""

from dataclasses import replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import digest, unb64
from crypto.checkpoint import unverified_checkpoint
from ledger.log.signing import LedgerSigner
from ledger.operating.resetting import declare_reset
from tests.adversary import Victim
from tests.alterations import people
from tests.alterations.acting import AT, NEW, append, at_the_end, content, first_of_stream
from tests.victim import LEO, MAYA, build


def deleted_entry(victim: Victim) -> None:
    """An entry in the middle of its stream."""
    victim.delete(victim.row(*AT))


def deleted_last(victim: Victim) -> None:
    """The last entry of Leo's enquiry, which is not the last of the log."""
    victim.delete(victim.row(LEO, victim.length(LEO)))


def deleted_end(victim: Victim) -> None:
    """The last entry of the log."""
    victim.delete(victim.rows()[-1])


def inserted_entry(victim: Victim) -> None:
    """An entry signed with the stolen key, in the middle of the ledger."""
    eve = victim.practitioner("eve")
    victim.make_key(NEW)
    claims = first_of_stream(victim, iss=eve, dir=victim.row(eve, 2).envelope.digest)
    forged = victim.forge_again(victim.row(MAYA, 4), victim.held.keys["stolen"].device, **claims)
    victim.insert(*forged, victim.position(MAYA, 3))


def reordered(victim: Victim) -> None:
    """Two entries of the enquiry, one after the other."""
    victim.swap(victim.row(MAYA, 2), victim.row(MAYA, 3))


def reordered_streams(victim: Victim) -> None:
    """Two entries of two enquiries, of which neither refers to the other."""
    victim.swap(victim.row(MAYA, 3), victim.row(LEO, 1))


def changed_leaf(victim: Victim) -> None:
    """Another digest in the log."""
    where = "WHERE notification_id = ?"
    victim.sql(f"UPDATE log_leaves SET digest = ? {where}", [b"\x07" * 32, victim.position(*AT)])


def deleted_leaf(victim: Victim) -> None:
    """No leaf."""
    victim.sql("DELETE FROM log_leaves WHERE notification_id = ?", [victim.position(*AT)])


def added_leaf(victim: Victim) -> None:
    """A leaf of no entry."""
    values = [999, 999, MAYA, 99, b"\x07" * 32, 1]
    victim.sql("INSERT INTO log_leaves VALUES (1, ?, ?, ?, ?, ?, ?)", values)


def changed_node(victim: Victim) -> None:
    """Another hash of the tree."""
    victim.sql("UPDATE log_nodes SET hash = ? WHERE level = 1 AND idx = 1", [b"\x07" * 32])


def changed_root(victim: Victim) -> None:
    """Another root of an earlier tree."""
    victim.sql("UPDATE log_checkpoints SET root = ? WHERE size = 9", [b"\x07" * 32])


def changed_checkpoint(victim: Victim) -> None:
    """A checkpoint signed by a key that nobody introduced."""
    note = victim.held.checkpoints[9]
    tree = unverified_checkpoint(note)
    forged = LedgerSigner(victim.genesis, [Ed25519PrivateKey.generate()])
    again = forged.checkpoint(1, tree.size, tree.root)
    victim.sql("UPDATE log_checkpoints SET note = ? WHERE size = 9", [again])


def checkpoints_back(victim: Victim) -> None:
    """The checkpoints, and not the log."""
    victim.sql("DELETE FROM log_checkpoints WHERE size > 9")


def log_back(victim: Victim) -> None:
    """Checkpoints, leaves and nodes; the entries stay."""
    position = victim.rows()[8].position
    victim.sql("DELETE FROM log_checkpoints WHERE size > 9")
    victim.sql("DELETE FROM log_leaves WHERE idx >= 9")
    victim.sql("DELETE FROM log_nodes WHERE (idx + 1) << level > 9")
    mark = "UPDATE tracking SET notification_id = ? WHERE application_name = 'log/1'"
    victim.sql(mark, [position])


def moved_mark(victim: Victim) -> None:
    """The follower would go on from there."""
    victim.sql("UPDATE tracking SET notification_id = 3 WHERE application_name = 'log/1'")


def changed_published(victim: Victim) -> None:
    """What everybody is shown, signed by a key that nobody introduced."""
    tree = unverified_checkpoint(victim.held.newest)
    forged = LedgerSigner(victim.genesis, [Ed25519PrivateKey.generate()])
    again = forged.checkpoint(1, tree.size, tree.root)
    victim.sql("UPDATE published SET note = ? WHERE size = ?", [again, tree.size])


def cut(victim: Victim) -> None:
    """The end of every table, without a loose end."""
    victim.truncate(16)
    victim.sql("DELETE FROM published WHERE size > 16")


def cut_and_grown(victim: Victim) -> None:
    """The end cut off, and another one written over it by the ledger itself."""
    cut(victim)
    with victim.opened() as ledger:
        for _ in range(9):
            victim.say(ledger, "ann", MAYA)


def clock_set_back(victim: Victim) -> None:
    """A first entry of another enquiry with a time twenty minutes back."""
    ann = victim.held.keys["ann"]
    first = victim.row(MAYA, 1)
    victim.make_key(NEW)
    claims = at_the_end(victim, first, NEW, ann.practitioner)
    claims = replace(claims, iat=claims.iat - 1_200)
    victim.insert(*victim.forge(claims, content(victim, first), ann.device))


def fresh_keys(victim: Victim) -> Victim:
    """The whole history told again with keys of one's own."""
    folder = victim.settings.data
    return Victim(*build(folder.with_name(f"{folder.name}-forged")))


def restored(victim: Victim) -> None:
    """An old backup restored, and the loss declared."""
    cut(victim)
    with victim.opened() as ledger:
        declare_reset(ledger, victim.settings, victim.held.newest)
        ledger.store.log.checkpoint()


def doubled(victim: Victim) -> None:
    """An author signs two entries for one position, and the log takes in both, one hidden."""
    people.unasked(victim)
    first = victim.row(MAYA, victim.length(MAYA))
    later = first.envelope.claims.iat + 1
    jws, sealed = victim.forge_again(first, victim.held.keys["ann"].device, iat=later)
    victim.replace_jws(first, jws)
    victim.replace_words(first, sealed)
    victim.sql("UPDATE log_leaves SET stream = ? WHERE notification_id = ?", [NEW, first.position])
    leaf = [len(victim.rows()), first.position + 1, MAYA, first.seq, unb64(digest(jws)), later]
    victim.sql("INSERT INTO log_leaves VALUES (1, ?, ?, ?, ?, ?, ?)", leaf)


def relisted(victim: Victim) -> None:
    """A key is revoked because its holder left, and used again; the revocation is then put into the
    log a second time, and told as if it stood there alone.
    """
    people.left(victim)
    eve, stale = victim.held.keys["eve"], victim.length(victim.practitioner("eve"))
    revocation = victim.row(eve.practitioner, stale)
    before = victim.row(eve.practitioner, stale - 1).envelope.digest
    append(victim, eve.practitioner, eve.device, dir=before, iat=revocation.envelope.claims.iat)
    victim.rebuild_log()
    place = [eve.practitioner, stale]
    victim.sql("UPDATE log_leaves SET stream = ? WHERE stream = ? AND seq = ?", [NEW, *place])
    known = revocation.envelope.claims.iat
    leaf = [len(victim.rows()), 999, *place, unb64(digest(revocation.jws)), known]
    victim.sql("INSERT INTO log_leaves VALUES (1, ?, ?, ?, ?, ?, ?)", leaf)


def nothing(_victim: Victim) -> None:
    """The ledger is left as it is."""

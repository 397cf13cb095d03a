"""Draft, sign, admit: what comes in, what it is answered with, and what happens when others are
quicker.
"""

import pytest

from crypto.canonical import unb64
from crypto.note import NoteKey
from crypto.proof import LogProof, verify
from ledger.errors import Stale
from ledger.refusing import NotAdmitted
from tests.service.world import World


def test_a_receipt_shows_that_the_entry_is_in_the_log(world: World) -> None:
    """Whoever holds the trust file's key and the receipt can show it without the ledger."""
    (receipt,) = world.record(world.request())
    key = NoteKey(world.ledger.genesis.origin(), world.ledger.genesis.ledger_key)
    evidence = verify(LogProof.parse(receipt.proof), unb64(receipt.digest), [key])
    assert evidence.checkpoint.size == world.ledger.store.log.size()


def test_the_same_bytes_again_give_the_same_entry(world: World) -> None:
    """A device that lost the answer sends again; nothing is recorded twice."""
    signed = world.sign(world.request())
    (first,) = world.ledger.admit(signed)
    size = world.ledger.store.log.size()
    (again,) = world.ledger.admit(signed)
    assert (again.stream, again.seq, again.digest) == (first.stream, first.seq, first.digest)
    assert world.ledger.store.log.size() == size


def test_the_words_stay_when_others_got_in_first(world: World) -> None:
    """Re-signed at the new position with the same salts: the same words, no question asked."""
    prepared = world.prepare(world.request())
    world.record(
        world.request(
            data={"person": {"p": "rob", "as": "Rob"}, "kind": "parent", "household": "visits"}
        ),
        world.manager,
    )
    with pytest.raises(Stale, match="draft again"):
        world.ledger.admit(world.worker.device.sign(prepared))
    moved = prepared.moved_to(world.draft(world.request()))
    assert moved is not None
    assert moved.statements == prepared.statements
    (receipt,) = world.ledger.admit(world.worker.device.sign(moved))
    assert receipt.seq == 3


def test_words_that_mean_something_else_now_are_not_signed_silently(world: World) -> None:
    """If what they refer to was corrected meanwhile, the author is asked again."""
    world.record(world.request())
    prepared = world.prepare(world.corrects(2))
    later = world.draft(world.corrects(2, because="Another reason."))
    assert prepared.moved_to(later) is None


def test_an_act_is_admitted_all_or_none(world: World) -> None:
    """Where one of its streams has moved on, none of its entries is recorded."""
    other = world.new_enquiry()
    both = world.request(streams=(world.enquiry, other))
    signed = world.sign(both)
    world.record(world.request(streams=(other,)), world.manager)
    before = world.ledger.store.log.size()
    with pytest.raises(Stale):
        world.ledger.admit(signed)
    assert world.ledger.store.log.size() == before
    with pytest.raises(NotAdmitted, match="person"):
        world.draft(both)


def test_an_act_stands_in_every_stream_under_one_id(world: World) -> None:
    """Two siblings' files hold the same act, each its own entry."""
    other = world.new_enquiry()
    receipts = world.record(world.request(streams=(world.enquiry, other)))
    acts = {world.ledger.reads.enquiry(r.stream).entry(r.seq).frame.act for r in receipts}
    assert [r.stream for r in receipts] == [world.enquiry, other]
    assert len(acts) == 1
    assert None not in acts


def test_an_act_that_is_taken_apart_is_refused(world: World) -> None:
    """One sibling's entry alone would say of an act that it was whole."""
    other = world.new_enquiry()
    signed = world.sign(world.request(streams=(world.enquiry, other)))
    with pytest.raises(Exception, match="act: an act id belongs to"):
        world.ledger.admit(signed[:1])


def test_what_was_known_is_cut_at_the_log(world: World) -> None:
    """A view of the past has every stream as it was at one size, the directory included."""
    size = world.ledger.store.log.size()
    world.record(world.request())
    assert world.ledger.reads.enquiry(world.enquiry, size).version == 1
    assert world.ledger.reads.enquiry(world.enquiry).version == 2
    assert world.ledger.reads.practitioner(world.worker.practitioner, 1).version == 0


def test_an_enquiry_keeps_the_procedure_it_began_under(world: World) -> None:
    """Adopting another changes nothing for those that have begun."""
    adopted = world.ledger.reads.profile_of(world.enquiry)
    assert adopted is not None
    assert adopted.profile.procedure.id == "hertfordshire"

"""Saved drafts: nothing is lost, nobody else reads them, and they go with what they became."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from ledger.errors import Problem
from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from ledger.saved import (
    EXPIRY_SECONDS,
    DraftChanged,
    DraftClosed,
    DraftTooLong,
    DraftUnreadable,
    NoDraft,
    NotShared,
    SavedDraft,
)
from ledger.verify import verify_ledger
from tests.service.officers import dispose, lawyer, registrar, some, whole
from tests.service.world import NOON, World

WORDS = {"outcome": ["Maya said „I fell“."], "action": ["1"], "present": ["joan", "craig"]}
MORE = {**WORDS, "outcome": ["Maya said „I fell“. She looked at Craig."]}


def begun(world: World, event: str = "PersonAdded") -> SavedDraft:
    """A draft of the social worker."""
    by = world.worker.practitioner
    return world.ledger.saved.begin(world.enquiry, by, event, WORDS)


def shared(world: World) -> SavedDraft:
    """The same, shown to the manager."""
    draft = begun(world)
    people = [world.manager.practitioner]
    return world.ledger.saved.share(draft.id, world.worker.practitioner, people)


@contextmanager
def later(world: World, seconds: int) -> Iterator[Ledger]:
    """The same ledger, opened again after so long."""
    world.ledger.close()
    ledger = open_ledger(world.settings, clock=lambda: NOON + seconds)
    try:
        yield ledger
    finally:
        ledger.close()


def test_a_form_survives_a_restart_exactly_as_it_was_posted(world: World) -> None:
    """Half filled in, in order, with what the author had in the wrong field."""
    draft = begun(world)
    with later(world, 3600) as ledger:
        again = ledger.saved.get(draft.id, world.worker.practitioner)
        assert again == draft
        assert list(again.answers) == list(WORDS)
        assert ledger.saved.mine(world.worker.practitioner) == (draft,)


def test_an_author_writes_over_what_nobody_has_seen(on_sqlite: World) -> None:
    """Only the last words of somebody alone with their draft are kept; its number still rises."""
    saved, by = on_sqlite.ledger.saved, on_sqlite.worker.practitioner
    draft = begun(on_sqlite)
    draft = saved.save(draft.id, by, MORE, draft.version)
    assert (draft.version, draft.answers) == (2, MORE)
    assert [one.number for one in saved.versions(draft.id, by)] == [2]
    assert saved.save(draft.id, by, MORE, 1) == draft


def test_what_others_were_shown_stays_when_its_author_writes_on(world: World) -> None:
    """Each kept version says who wrote it, when, and why it is kept."""
    saved, by, manager = world.ledger.saved, world.worker.practitioner, world.manager.practitioner
    draft = shared(world)
    draft = saved.save(draft.id, by, MORE, draft.version)
    saved.return_(draft.id, manager, "Where did Craig stand?")
    draft = saved.save(draft.id, by, WORDS, draft.version)
    draft = saved.save(draft.id, manager, MORE, draft.version)
    found = [(one.by, one.why, one.answers) for one in saved.versions(draft.id, manager)]
    assert found == [
        (by, ("shared",), WORDS),
        (by, ("returned",), MORE),
        (by, (), WORDS),
        (manager, (), MORE),
    ]


def test_who_comes_second_loses_nothing(world: World) -> None:
    """They learn who saved and when, and their words are kept beside; theirs can then be saved."""
    saved, by, manager = world.ledger.saved, world.worker.practitioner, world.manager.practitioner
    draft = shared(world)
    saved.save(draft.id, manager, MORE, draft.version)
    mine = {**WORDS, "outcome": ["Maya said nothing."]}
    with pytest.raises(DraftChanged) as caught:
        saved.save(draft.id, by, mine, draft.version)
    assert (caught.value.by, caught.value.at, caught.value.draft.answers) == (manager, NOON, MORE)
    kept = {one.number: one for one in saved.versions(draft.id, by)}
    assert kept[caught.value.aside or 0].answers == mine
    assert kept[caught.value.aside or 0].aside
    assert saved.get(draft.id, by).answers == MORE
    assert saved.save(draft.id, by, mine, caught.value.draft.version).answers == mine


def test_trying_again_and_again_leaves_one_set_aside(on_sqlite: World) -> None:
    """A page that saves by itself fills no history while its author has yet to look."""
    saved, by = on_sqlite.ledger.saved, on_sqlite.worker.practitioner
    draft = shared(on_sqlite)
    saved.save(draft.id, on_sqlite.manager.practitioner, MORE, draft.version)
    for word in ("a", "ab", "abc"):
        with pytest.raises(DraftChanged):
            saved.save(draft.id, by, {"outcome": [word]}, draft.version)
    aside = [one.answers for one in saved.versions(draft.id, by) if one.aside]
    assert aside == [{"outcome": ["abc"]}]


def test_two_windows_of_one_author_are_told_apart(on_sqlite: World) -> None:
    """The phone does not write over what was typed on the laptop since."""
    saved, by = on_sqlite.ledger.saved, on_sqlite.worker.practitioner
    draft = begun(on_sqlite)
    saved.save(draft.id, by, MORE, draft.version)
    with pytest.raises(DraftChanged):
        saved.save(draft.id, by, {"outcome": ["from the phone"]}, draft.version)


def test_nobody_reads_a_draft_that_was_not_shared_with_them(on_sqlite: World) -> None:
    """Not even a manager who reads all of the enquiry; an unknown id and a kept one look alike."""
    draft = begun(on_sqlite)
    saved, manager = on_sqlite.ledger.saved, on_sqlite.manager.practitioner
    for act in (
        lambda: saved.get(draft.id, manager),
        lambda: saved.get("nothing", manager),
        lambda: saved.versions(draft.id, manager),
        lambda: saved.save(draft.id, manager, MORE, 1),
        lambda: saved.agree(draft.id, manager, 1),
        lambda: saved.return_(draft.id, manager, "No."),
        lambda: saved.finish(draft.id, manager, 1),
        lambda: saved.discard(draft.id, manager),
    ):
        with pytest.raises(NoDraft, match=r"^draft: there is none of this id that you may see$"):
            act()
    assert saved.mine(manager) == saved.of(on_sqlite.enquiry, manager) == ()


def test_a_draft_is_shared_with_people_of_the_enquiry_alone(on_sqlite: World) -> None:
    """A registrar sees no case, and so no draft of one; a stranger begins none."""
    draft = begun(on_sqlite)
    saved, outsider = on_sqlite.ledger.saved, registrar(on_sqlite).practitioner
    for person in (outsider, "nobody"):
        with pytest.raises(NotShared):
            saved.share(draft.id, on_sqlite.worker.practitioner, [person])
        with pytest.raises(NoDraft):
            saved.begin(on_sqlite.enquiry, person, "PersonAdded", {})
    with pytest.raises(NoDraft):
        saved.begin(on_sqlite.enquiry, on_sqlite.worker.practitioner, "NoSuchEvent", {})
    assert saved.get(draft.id, on_sqlite.worker.practitioner).shared_with == ()


def test_an_agreement_is_void_once_the_words_change(on_sqlite: World) -> None:
    """And stands while they do not, also when they are saved again."""
    saved, by, manager = (
        on_sqlite.ledger.saved,
        on_sqlite.worker.practitioner,
        on_sqlite.manager.practitioner,
    )
    draft = saved.agree(shared(on_sqlite).id, manager, 1)
    assert [(one.by, one.version, one.at) for one in draft.standing] == [(manager, 1, NOON)]
    assert saved.save(draft.id, by, WORDS, 1).standing
    changed = saved.save(draft.id, by, MORE, 1)
    assert (changed.standing, changed.agreed) == ((), draft.agreed)
    with pytest.raises(DraftChanged):
        saved.agree(draft.id, manager, 1)
    with pytest.raises(NotShared):
        saved.agree(draft.id, by, changed.version)


def test_somebody_who_asks_for_a_change_does_not_agree(on_sqlite: World) -> None:
    """The later of two answers to one version counts; a further version is open again."""
    saved, manager = on_sqlite.ledger.saved, on_sqlite.manager.practitioner
    draft = saved.agree(shared(on_sqlite).id, manager, 1)
    draft = saved.return_(draft.id, manager, " Name the doctor. ", 1)
    assert (draft.state, draft.standing) == ("returned", ())
    assert [one.reasons for one in draft.returned] == ["Name the doctor."]
    assert saved.agree(draft.id, manager, 1).state == "open"
    again = saved.return_(draft.id, manager, "Which doctor?")
    assert saved.save(draft.id, on_sqlite.worker.practitioner, MORE, 1).state == "open"
    assert again.revision < saved.get(draft.id, manager).revision
    with pytest.raises(NotShared):
        saved.return_(draft.id, manager, "  ")
    with pytest.raises(DraftChanged):
        saved.return_(draft.id, manager, "Too late.", 1)


def test_a_draft_that_became_an_entry_says_which(world: World) -> None:
    """What nobody but its author saw is gone then: the entry has the words."""
    saved, by = world.ledger.saved, world.worker.practitioner
    draft = begun(world)
    with pytest.raises(NotShared):
        saved.finish(draft.id, by, 2)
    (receipt,) = world.record(world.request())
    done = saved.finish(draft.id, by, receipt.seq)
    assert (done.state, done.entry, done.answers) == ("finished", receipt.seq, {})
    assert saved.finish(draft.id, by, receipt.seq) == done
    assert saved.mine(by) == ()
    assert saved.of(world.enquiry, by) == (done,)
    with pytest.raises(DraftClosed):
        saved.save(draft.id, by, MORE, draft.version)


def test_whoever_it_was_shared_with_may_sign_it(on_sqlite: World) -> None:
    """The entry is the signer's own; the versions that others saw stay with it."""
    saved, manager = on_sqlite.ledger.saved, on_sqlite.manager.practitioner
    draft = shared(on_sqlite)
    (receipt,) = on_sqlite.record(on_sqlite.request(), on_sqlite.manager)
    with pytest.raises(NotShared):
        saved.finish(draft.id, on_sqlite.worker.practitioner, receipt.seq)
    saved.finish(draft.id, manager, receipt.seq)
    (version,) = saved.versions(draft.id, manager)
    assert (version.why, version.answers) == (("shared", "signed"), WORDS)


def test_a_draft_given_up_is_gone_unless_others_saw_it(on_sqlite: World) -> None:
    """Its author alone gives it up."""
    saved, by, manager = (
        on_sqlite.ledger.saved,
        on_sqlite.worker.practitioner,
        on_sqlite.manager.practitioner,
    )
    alone, seen = begun(on_sqlite), shared(on_sqlite)
    saved.discard(alone.id, by)
    with pytest.raises(NoDraft):
        saved.get(alone.id, by)
    with pytest.raises(NotShared):
        saved.discard(seen.id, manager)
    saved.save(seen.id, by, MORE, seen.version)
    saved.discard(seen.id, by)
    left = saved.get(seen.id, manager)
    assert (left.state, left.answers) == ("discarded", WORDS)
    assert [one.why for one in saved.versions(seen.id, by)] == [("shared",)]


def test_what_an_author_left_alone_expires_and_what_was_shared_does_not(world: World) -> None:
    """Ninety days after it was last saved, to the second."""
    by = world.worker.practitioner
    alone, seen = begun(world), shared(world)
    assert (alone.expires, seen.expires) == (NOON + EXPIRY_SECONDS, None)
    with later(world, EXPIRY_SECONDS) as ledger:
        assert ledger.saved.get(alone.id, by) == alone
    with later(world, EXPIRY_SECONDS + 1) as ledger:
        assert ledger.saved.mine(by) == (seen,)
        ledger.saved.begin(world.enquiry, by, "PersonAdded", {})
        with ledger.store.database.read() as session:
            rows = session.rows("SELECT id FROM drafts WHERE id = ?", (alone.id,))
        assert not rows


def test_a_draft_may_open_an_enquiry_that_is_not_there_yet(on_sqlite: World) -> None:
    """Its author alone reads it, until the first entry is signed: then others can be shown it."""
    saved, by, manager = (
        on_sqlite.ledger.saved,
        on_sqlite.worker.practitioner,
        on_sqlite.manager.practitioner,
    )
    stream = "11111111-2222-4333-8444-555555555555"
    draft = saved.begin(stream, by, "PersonAdded", WORDS)
    assert saved.get(draft.id, by) == draft
    with pytest.raises(NotShared):
        saved.share(draft.id, by, [manager])
    with pytest.raises(NoDraft):
        saved.begin("11111111-2222-4333-8444-666666666666", by, "ChildSeen", {})
    child = {"person": {"p": "leo", "as": "Leo"}, "kind": "child", "household": "lives_there"}
    (receipt,) = on_sqlite.record(on_sqlite.request(streams=(stream,), data=child))
    assert saved.finish(draft.id, by, receipt.seq).state == "finished"


def test_drafts_go_with_their_enquiry(world: World) -> None:
    """No key opens them and no row is left; nobody begins another there."""
    saved, by = world.ledger.saved, world.worker.practitioner
    draft = shared(world)
    dispose(world, lawyer(world), whole(world))
    with pytest.raises(NoDraft):
        saved.get(draft.id, by)
    with pytest.raises(NoDraft):
        begun(world)
    with world.ledger.store.database.read() as session:
        for table in ("drafts", "draft_versions", "draft_people"):
            assert not session.rows(f"SELECT * FROM {table}")


def test_a_draft_goes_with_the_entry_it_became_and_others_stay_readable(world: World) -> None:
    """The others are wrapped by the enquiry's new key: the old one opens nothing any more."""
    saved, by = world.ledger.saved, world.worker.practitioner
    became, other = shared(world), begun(world)
    (receipt,) = world.record(world.request())
    saved.finish(became.id, by, receipt.seq)
    dispose(world, lawyer(world), some(world, receipt.seq))
    assert saved.of(world.enquiry, by) == (other,)
    assert not world.ledger.store.keystore.older_keys(world.enquiry)
    with later(world, 1) as ledger:
        assert ledger.saved.get(other.id, by) == other


def test_nothing_of_a_draft_is_evidence(on_sqlite: World) -> None:
    """The log does not grow by it, and a ledger verifies whatever becomes of it."""
    before = on_sqlite.ledger.store.log.size()
    draft = shared(on_sqlite)
    assert on_sqlite.ledger.store.log.size() == before
    with on_sqlite.ledger.store.database.write() as session:
        session.run("UPDATE drafts SET box = ? WHERE id = ?", (b"x" * 40, draft.id))
    found = {one.kind.code for one in verify_ledger(on_sqlite.settings).findings}
    assert found <= {"unanchored", "no-trust-file", "pending"}


def test_whoever_writes_the_database_reads_nothing_and_shares_nothing(world: World) -> None:
    """No word, name of an event or reason is in the clear; a row that says that somebody else was
    shown a draft shows it to nobody, and parts of two drafts cannot change places.
    """
    saved, by, manager = world.ledger.saved, world.worker.practitioner, world.manager.practitioner
    one, other = begun(world), shared(world)
    saved.return_(other.id, manager, "Where did Craig stand?")
    with world.ledger.store.database.write() as session:
        rows = [
            *session.rows("SELECT * FROM drafts"),
            *session.rows("SELECT * FROM draft_versions"),
        ]
        session.run("INSERT INTO draft_people VALUES (?, ?)", (manager, one.id))
    stored = b"".join(
        bytes(v) if isinstance(v, bytes) else str(v).encode() for r in rows for v in r
    )
    assert not any(word in stored for word in (b"fell", b"Craig", b"PersonAdded"))
    with pytest.raises(NoDraft):
        saved.get(one.id, manager)
    assert one.id not in {draft.id for draft in saved.mine(manager)}
    swap = "UPDATE {0} SET box = (SELECT box FROM {0} WHERE {1} = ?) WHERE {1} = ?"
    for table, column in (("draft_versions", "draft"), ("drafts", "id")):
        with world.ledger.store.database.write() as session:
            session.run(swap.format(table, column), (other.id, one.id))
        with pytest.raises(DraftUnreadable):
            saved.get(one.id, by)


def test_a_draft_holds_as_much_as_an_entry(on_sqlite: World) -> None:
    """More is refused, and what was saved before stays."""
    saved, by = on_sqlite.ledger.saved, on_sqlite.worker.practitioner
    draft = begun(on_sqlite)
    with pytest.raises(DraftTooLong):
        saved.save(draft.id, by, {"outcome": ["a" * 2**20]}, draft.version)
    assert saved.get(draft.id, by) == draft
    assert issubclass(DraftTooLong, Problem)
    assert "fell" not in repr(replace(draft, answers={"outcome": ["Maya fell"]}))

"""An event with a newer version: what was signed still reads and verifies, nobody signs more."""

from collections.abc import Iterator

import pytest

from api.forms.beginning import correcting
from api.forms.form import Form
from api.forms.offered import Offered
from crypto.bundle import BundleReport, verify_bundle
from crypto.trust import parse_trust
from domain.events import Event
from ledger.bundling import Saved, Wanted, bundle
from ledger.refusing import NotAdmitted
from ledger.verify import verify_ledger
from ledger.views import Views
from projections.chronology import chronology
from tests.releases import another_release, first_release, mistaken_release, second_release
from tests.service.world import World, reopened

LEFT = {"toy": "the bear", "place": "the office"}
KEPT = {"toy": "the bear", "keeper": "the receptionist"}

Upgraded = tuple[World, bytes, type[Event]]


@pytest.fixture
def upgraded(on_sqlite: World) -> Iterator[Upgraded]:
    """A ledger in which the first release recorded an event, opened by the second; an entry that
    was signed under the first and has not come in; the event as it is now.
    """
    with another_release():
        first_release()
        on_sqlite.record(on_sqlite.request("ToyLeft", data=LEFT))
        (signed,) = on_sqlite.sign(on_sqlite.request("ToyLeft", data=LEFT))
        on_sqlite.ledger.close()
        newer = second_release()
        with reopened(on_sqlite.settings) as world:
            yield world, signed, newer


def _told(world: World) -> list[tuple[str, str]]:
    """What a reader of everything sees of each entry: its event, and its words."""
    rows = chronology(Views(world.ledger).reading(world.enquiry, None)).rows
    return [
        (row.event, "".join(piece.text for piece in row.statement if piece.kind == "text"))
        for row in rows
        if row.kind == "entry"
    ]


def _bundled(world: World) -> BundleReport:
    wanted = Wanted(world.enquiry, Saved.shipped("court"), "the court", "care proceedings")
    trust = parse_trust((world.settings.data / "trust.json").read_bytes())
    return verify_bundle(bundle(world.ledger, wanted, world.worker), trust)


def test_what_was_signed_reads_and_verifies(upgraded: Upgraded) -> None:
    """In its own words, under the event's one name, here and in a bundle made since; and whoever
    asks for the newer finds it.
    """
    world, _, newer = upgraded
    assert ("ToyLeft", "Ruth Adeyemi left the bear at the office.") in _told(world)
    ((entry, event),) = world.ledger.reads.enquiry(world.enquiry).of(newer)
    assert (entry.frame.type, event.newest()) == ("toy-left/1", newer)
    assert _bundled(world).exit_code == 0
    assert verify_ledger(world.settings).exit_code == 2  # consistent: no trust file was given


def test_words_that_changed_under_one_number_verify_nowhere(on_sqlite: World) -> None:
    """Why a published type stays as it is: the words that were signed are not what it says now."""
    with another_release():
        first_release()
        on_sqlite.record(on_sqlite.request("ToyLeft", data=LEFT))
        on_sqlite.ledger.close()
        mistaken_release()
        with reopened(on_sqlite.settings) as world:
            assert _bundled(world).exit_code == 1


def test_the_older_version_is_signed_no_more(upgraded: Upgraded) -> None:
    """Not even by a device that had drafted it: the refusal names the newer type."""
    world, signed, _ = upgraded
    with pytest.raises(NotAdmitted, match="type: toy-left/1 was replaced by toy-left/2"):
        world.ledger.admit([signed])
    with pytest.raises(NotAdmitted, match="keeper: missing"):
        world.draft(world.request("ToyLeft", data=LEFT))


def test_the_newer_version_is_drafted_and_corrects(upgraded: Upgraded) -> None:
    """It is the same event: what was recorded as the older is put right as the newer."""
    world, _, newer = upgraded
    request = world.corrects(2)
    corrected = world.request("ToyLeft", data=KEPT, because=request.because, refs=request.refs)
    world.record(corrected)
    (standing,) = (
        entry
        for entry in world.ledger.reads.enquiry(world.enquiry).standing()
        if isinstance(entry.event, newer)
    )
    assert standing.frame.type == "toy-left/2"
    words = "Ruth Adeyemi handed the bear to the receptionist for safe keeping. This replaces"
    assert any(told.startswith(words) for _, told in _told(world))
    assert _bundled(world).exit_code == 0


def test_the_form_that_corrects_it_is_the_newer(upgraded: Upgraded) -> None:
    """Filled in with what both have; what has come since is asked, and what is gone is not."""
    world, _, newer = upgraded
    entry = world.ledger.reads.enquiry(world.enquiry).entry(2)
    form = Form(newer, world.enquiry, Offered(entry.recorded), corrects=True)
    answers = correcting(form, entry)
    assert answers["toy"] == ["the bear"]
    assert {"place", "keeper"}.isdisjoint(answers)
    assert "Enter who keeps it" in {error.message for error in form.read(answers).errors}

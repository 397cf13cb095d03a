"""Disposal, seen from another process that has the words in memory."""

from ledger.operating.opening import open_ledger
from ledger.operating.recording import record
from ledger.verify import verify_ledger
from ledger.views import Views
from projections import chronology
from tests.service.officers import dispose, lawyer, some, whole
from tests.service.world import NOON, PERSON, World


def test_another_process_shows_nothing_of_it_any_more(world: World) -> None:
    """What it kept was kept under a key that is gone; it need not even be told."""
    world.record(world.request())
    other = open_ledger(world.settings, clock=lambda: NOON)
    views = Views(other)
    shown = views.get(chronology, views.reading(world.enquiry, None))
    assert "Joan Hollis" in str(shown)
    dispose(world, lawyer(world), some(world, 2))
    shown = views.get(chronology, views.reading(world.enquiry, None))
    assert "Joan" not in str(shown)
    other.close()


def test_another_process_seals_nothing_under_a_key_that_goes(world: World) -> None:
    """It carries out the certificate before it admits; what it then records stays readable."""
    other = open_ledger(world.settings, clock=lambda: NOON)
    world.record(world.request())
    other.reads.entries(world.enquiry)
    dispose(world, lawyer(world), some(world, 2))
    nan = world.request(data={**PERSON, "person": {"p": "nan", "as": "Nan Hollis"}})
    record(other, world.worker, nan)
    for ledger in (world.ledger, other):
        assert set(ledger.reads.enquiry(world.enquiry).people) == {"maya", "nan"}
    dispose(world, lawyer(world), whole(world))
    assert other.reads.enquiry(world.enquiry).disposed
    other.close()
    assert verify_ledger(world.settings).counted.gone == 3

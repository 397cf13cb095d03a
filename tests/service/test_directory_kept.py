"""The directory is folded once for each state of it, and never shown as it was before."""

from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from tests.service.officers import lawyer
from tests.service.world import NOON, World


def test_reading_a_case_folds_no_directory_again(world: World) -> None:
    """As long as nothing is added there, whatever else is recorded."""
    before = world.ledger.reads.directory()
    world.record(world.request())
    assert world.ledger.reads.directory() is before


def test_whoever_is_enrolled_is_in_the_directory_at_once(world: World) -> None:
    """In the process that enrolled them, and in another that had folded it before."""
    other = open_ledger(world.settings, clock=lambda: NOON)
    for ledger in (world.ledger, other):
        assert len(ledger.reads.directory().people) == 3
    officer = lawyer(world).practitioner
    for ledger in (world.ledger, other):
        assert officer in ledger.reads.directory().people
        assert _as_folded_anew(ledger)
    other.close()


def test_the_register_reads_with_the_history_of_the_ledger(world: World) -> None:
    """So that what was just admitted is opened for neither of them again."""
    assert world.ledger.register.history is world.ledger.reads.history


def _as_folded_anew(ledger: Ledger) -> bool:
    size = ledger.store.log.size()
    return ledger.reads.directory().people == ledger.reads.directory(size).people

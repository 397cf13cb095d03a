"""What waits for a countersignature is what the view of the enquiry says, in every scenario."""

from collections.abc import Iterator

from domain.clearance import Clearance
from domain.entry import Entry
from domain.marks import MARKS
from domain.values import Capacity
from ledger.register import BlindIndex
from ledger.register.needs import ANYBODY
from ledger.register.tasks import waiting
from projections.countersignatures import Outstanding, countersignatures
from projections.reading import Reading
from tests.projections.views import sources
from tests.statute.evidence import Judged, Scenarios

NAMES = BlindIndex(b"m" * 32, "ledger")
EVERYTHING = Clearance(frozenset(MARKS))
Signer = tuple[str, Capacity]


def test_the_queue_is_what_the_view_says(scenarios: Scenarios) -> None:
    """For everybody who recorded something, after every entry of every enquiry: what waits for
    them is what is outstanding, was not returned, and would be met by their countersignature.
    """
    found = 0
    for evidence in scenarios.all():
        signers = _signers(evidence.entries)
        for judged in evidence.judged:
            for reading in _over_time(judged):
                found += _agree(reading, signers)
    assert found > 100


def _over_time(judged: Judged) -> Iterator[Reading]:
    for version in range(1, judged.enquiry.version + 1):
        enquiry = judged.enquiry.at_version(version)
        now = enquiry.entries[-1].recorded
        yield Reading(enquiry, judged.profile, judged.calendar, now, EVERYTHING, sources)


def _signers(entries: tuple[Entry, ...]) -> frozenset[Signer]:
    return frozenset((entry.author, entry.frame.capacity) for entry in entries)


def _agree(reading: Reading, signers: frozenset[Signer]) -> int:
    tasks = [one for one in waiting(reading, NAMES) if one.task == "countersign"]
    outstanding = [one for one in countersignatures(reading).outstanding if not one.returned]
    for who, acting in signers:
        own = {who, ANYBODY, acting.role, NAMES.somebody(acting.as_, acting.agency)}
        mine = [one for one in tasks if own & one.whom and who not in one.never]
        assert {(one.entry.seq, one.what) for one in mine} == {
            (one.entry.entry, one.kind) for one in outstanding if _counts(one, who, acting, reading)
        }
    return len(tasks)


def _counts(one: Outstanding, who: str, acting: Capacity, reading: Reading) -> bool:
    """By the words of the view: the one person, or somebody in a role who decided none of it."""
    entry = reading.enquiry.entry(one.entry.entry)
    if one.person:
        named = one.person.practitioner or one.person.name.split(",")[0]
        return named in {who, acting.as_} and one.person.agency == acting.agency
    joined = {
        given.by.practitioner
        for given in countersignatures(reading).given
        if given.entry.entry == entry.seq and given.kind == "co_decide"
    }
    fits = not one.roles or acting.role in one.roles
    return fits and who not in {entry.author, *joined}

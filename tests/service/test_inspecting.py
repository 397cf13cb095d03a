"""Populations of decisions: what the register says, for this reader, at this size of the log."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

import pytest

from domain.events import BY_NAME
from ledger.across.lines import Reader
from ledger.inspecting import (
    Inspecting,
    Population,
    TooMany,
    Which,
    population,
    roles_in_force,
)
from ledger.ledger import Ledger, NotFound
from ledger.register.facts import decisions as standing
from ledger.views import Views
from projections.decisions import decisions
from tests.scenarios.told import Told, shipped
from tests.service.world import World


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Two scenarios that ship."""
    folder = tmp_path_factory.mktemp("inspected") / "data"
    told = Told.of(folder, shipped("siblings"), shipped("night"))
    yield told
    told.ledger.close()


def found(ledger: Ledger, which: Which = Which(), size: int | None = None) -> Population:  # noqa: B008
    """The population that the operator sees."""
    return Inspecting(ledger).population(Reader(Views(ledger), None, "casework"), which, size)


def test_a_population_is_what_the_register_lists(told: Told) -> None:
    """Each entry once, with everybody who took part in its decision."""
    register = told.ledger.register
    register.catch_up()
    lines = register.decisions(limit=500).items
    listed = {
        (*place, frozenset((line.practitioner or "", line.role) for line in together))
        for place, together in groupby(lines, key=lambda line: (line.stream, line.seq, line.kind))
    }
    assert listed == {
        (one.stream, one.seq, one.kind, frozenset((o.practitioner, o.role) for o in one.deciders))
        for one in found(told.ledger).decided
    }
    assert len(listed) > 10


def test_each_limit_narrows_and_all_of_a_kind_add_up(told: Told) -> None:
    """Kinds divide the population; so do the two halves of a period."""
    whole = found(told.ledger).decided
    kinds = {one.kind for one in whole}
    by_kind = [found(told.ledger, Which(kinds=frozenset({kind}))).decided for kind in kinds]
    assert sorted(map(len, by_kind)) == sorted(
        sum(one.kind == kind for one in whole) for kind in kinds
    )
    middle = whole[len(whole) // 2].decided_at
    before = found(told.ledger, Which(until=middle)).decided
    after = found(told.ledger, Which(since=middle)).decided
    assert before + after == whole


def test_deciders_are_found_by_role_agency_and_person(told: Told) -> None:
    """Each decision that is found has such a decider, and each that has one is found."""
    ledger, whole = told.ledger, found(told.ledger).decided
    roles = roles_in_force(ledger)
    police = found(ledger, Which(agency="police")).decided
    assert police == tuple(
        one
        for one in whole
        if any(roles[who.role].agency == "police" for who in one.deciders if who.role in roles)
    )
    assert police
    managers = found(ledger, Which(role="team_manager")).decided
    assert {one.name for one in managers} == {
        one.name for one in whole if any(who.role == "team_manager" for who in one.deciders)
    }


def test_a_population_of_the_past_is_that_of_every_enquiry_as_it_was(told: Told) -> None:
    """Though only enquiries that may hold one are opened: those that were replaced since too."""
    ledger = told.ledger
    last = ledger.store.log.size()
    for size in range(0, last + 1, 13):
        enquiries = (ledger.reads.enquiry(one.id, size) for one in told.enquiries().values())
        expected = {
            f"{entry.stream}/{entry.seq}" for one in enquiries for entry, _ in standing(one)
        }
        assert {one.name for one in found(ledger, size=size).decided} == expected
    assert found(ledger, size=last) == found(ledger)
    with pytest.raises(NotFound):
        found(ledger, size=last + 1)


def test_a_decision_that_was_withdrawn_is_found_where_it_stood(world: World) -> None:
    """The sample that was drawn before can be drawn again after."""
    decided = {"decided_by": {"as": "Priya Nair", "role": "team_manager", "agency": "CS"}}
    data = {**BY_NAME["Section47NotInitiated"].example, **decided, "child": "maya"}
    world.record(world.request("Section47NotInitiated", data=data))
    before = found(world.ledger)
    (one,) = before.decided
    reasons = {"withdraws": one.seq, "reasons": "It was another child."}
    world.record(world.request("Withdrawal", data=reasons), by=world.manager)
    assert found(world.ledger).decided == ()
    assert found(world.ledger, size=before.size) == before


def test_what_the_decisions_page_lists_is_in_the_population(told: Told) -> None:
    """Every standing decision of an enquiry's own page is found across enquiries."""
    names = {one.name for one in found(told.ledger).decided}
    for enquiry in told.enquiries().values():
        reading = Views(told.ledger).reading(enquiry.id, None)
        standing = [one for one in decisions(reading).decisions if one.replaced_by is None]
        assert {f"{enquiry.id}/{one.entry}" for one in standing} <= names


def test_more_enquiries_than_somebody_waits_for_are_refused(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound counts enquiries that would be opened, so a shorter period is answered."""
    whole = found(told.ledger)
    monkeypatch.setattr(population, "MAX_ENQUIRIES", whole.enquiries - 1)
    with pytest.raises(TooMany):
        found(told.ledger)
    first = whole.decided[0].decided_at
    few = found(told.ledger, Which(since=first, until=first + timedelta(seconds=1)))
    assert few.decided[0] == whole.decided[0]

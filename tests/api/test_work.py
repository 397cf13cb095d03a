"""What somebody has to do: found without opening an enquiry, and only for whom it waits."""

import pytest

from domain.events import BY_NAME
from ledger.across.lines import Reader
from ledger.across.work import Work, work_of
from ledger.register.tasks import TaskKind
from ledger.views import Views
from projections.countersignatures import countersignatures
from tests.api.serving import PEOPLE, Person, Served
from tests.api.test_reading import HELD

RECORD = BY_NAME["StrategyRecord"].example


def work(house: Served, who: str) -> Work:
    """What somebody of the story has to do."""
    reader = Reader(Views(house.ledger), house.told.keys[who].practitioner, "casework")
    return work_of(house.ledger, reader)


def tasks(house: Served, who: str, task: TaskKind) -> list[tuple[int, str]]:
    """The entries that wait for somebody, and what each waits for."""
    return [(line.seq, line.what) for line in work(house, who).lines(task)]


def admit(person: Person, house: Served, event: str, data: object, **frame: object) -> int:
    """Record something in Maya's enquiry; its number."""
    answer = person.admit(person.signed(event, [house.told.enquiries["maya"]], data, **frame))
    assert answer.status_code == 201, answer.text
    return len(house.ledger.reads.entries(house.told.enquiries["maya"]))


@pytest.mark.parametrize("who", PEOPLE)
def test_the_queue_is_what_each_enquiry_would_show(reading: Served, who: str) -> None:
    """For everybody, opening every enquiry they may see finds the same countersignatures."""
    person = reading.ledger.reads.practitioner(reading.told.keys[who].practitioner)
    roles = {held.role for held in person.capacities.values()}
    views, expected = Views(reading.ledger), set()
    for stream in reading.told.enquiries.values():
        if reading.person(who).get(f"/api/enquiries/{stream}/case").status_code != 200:
            continue
        opened = views.reading(stream, person.id)
        for one in countersignatures(opened).outstanding:
            mine = opened.enquiry.entry(one.entry.entry).author == person.id
            if roles & set(one.roles) and not mine and not one.entry.withheld:
                expected.add((stream, one.entry.entry, one.kind))
    lines = work(reading, who).lines("countersign", limit=100)
    assert {(line.stream, line.seq, line.what) for line in lines} == expected
    assert bool(expected) is (who == "priya")


def test_nobody_is_offered_their_own(writing: Served) -> None:
    """A manager's own record waits for another manager, and not for her."""
    priya = writing.person("priya")
    before = work(writing, "priya").many("countersign")
    admit(priya, writing, "StrategyRecord", RECORD)
    assert work(writing, "priya").many("countersign") == before


def test_what_was_sent_back_waits_for_whoever_recorded_it(writing: Served) -> None:
    """Until it is corrected; and no longer for a countersignature."""
    ruth, priya = writing.person("ruth"), writing.person("priya")
    seq = admit(ruth, writing, "StrategyRecord", RECORD)
    assert (seq, "authorise") in tasks(writing, "priya", "countersign")
    admit(priya, writing, "Return", {"returns": seq, "reasons": "Who was present?"})
    assert tasks(writing, "ruth", "returned") == [(seq, "StrategyRecord")]
    assert (seq, "authorise") not in tasks(writing, "priya", "countersign")
    corrected = admit(
        ruth,
        writing,
        "StrategyRecord",
        RECORD,
        refs=[{"rel": "corrects", "seq": seq}],
        because="Somebody was missing.",
    )
    assert tasks(writing, "ruth", "returned") == []
    assert (corrected, "authorise") in tasks(writing, "priya", "countersign")


@pytest.mark.parametrize("by_id", [True, False])
def test_actions_wait_for_their_owner(writing: Served, by_id: bool) -> None:
    """Named by id or by name and agency, until one says that the action was completed."""
    ruth, tom = writing.person("ruth"), writing.told.keys["tom"]
    owner = {"as": "DC Tom Hill", "role": "police_officer", "agency": "Hertfordshire Constabulary"}
    named = owner | ({"practitioner": tom.practitioner} if by_id else {})
    action = {"number": 1, "what": "Speak to the neighbour.", "owner": named, "due": "2026-03-04"}
    seq = admit(ruth, writing, "StrategyRecord", {**RECORD, "actions": [action]})
    assert tasks(writing, "tom", "action") == [(seq, "ActionCompleted")]
    assert tasks(writing, "ruth", "action") == []
    done = {"action": 1, "outcome": "She saw nothing."}
    admit(writing.person("tom"), writing, "ActionCompleted", done)
    assert tasks(writing, "tom", "action") == []


def test_an_agency_is_asked(writing: Served) -> None:
    """A check waits for whoever of that agency takes part, until it is answered."""
    ruth, data = writing.person("ruth"), dict(BY_NAME["AgencyCheckRequested"].example)
    asked = {**data, "people": ["maya"], "agency": "Oakfield Primary School", "due": "2026-03-05"}
    seq = admit(ruth, writing, "AgencyCheckRequested", asked)
    assert tasks(writing, "grace", "request") == [(seq, "AgencyCheckReceived")]
    assert tasks(writing, "stranger", "request") == []
    answer = {**BY_NAME["AgencyCheckReceived"].example, "answers": seq}
    admit(writing.person("grace"), writing, "AgencyCheckReceived", answer)
    assert tasks(writing, "grace", "request") == []


def test_what_waits_behind_a_mark_is_told_to_who_may_read_it(reading: Served) -> None:
    """A discussion kept from the school waits for a manager; the work of others is without it."""
    assert HELD in {seq for seq, _ in tasks(reading, "priya", "countersign")}
    assert work(reading, "grace").many("countersign") == 0


def test_a_page_of_work_is_part_of_the_whole(reading: Served) -> None:
    """The longest waiting first, and each once."""
    found = work(reading, "priya")
    whole = found.lines("countersign", limit=100)
    assert found.many("countersign") == len(whole)
    assert list(whole) == sorted(whole, key=lambda line: line.since)
    assert [*found.lines("countersign", limit=1), *found.lines("countersign", first=1)] == [*whole]
    assert found.since("countersign") == whole[0].since
    assert found.many("countersign", "team_manager") == len(whole)
    assert found.many("countersign", "police_officer") == 0

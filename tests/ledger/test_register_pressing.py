"""What presses: each section fills when something is left undone, and empties when it is done."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.events import BY_NAME
from ledger.register import PressingLine, Register
from ledger.store import Store
from tests.ledger.histories import START
from tests.ledger.telling import Teller, at
from tests.ledger.writing import GENESIS, stream
from tests.scenario import AUTHORS, Scenario, professional

NOT_INITIATED = {**BY_NAME["Section47NotInitiated"].example, "child": "maya"}


def later(hours: float) -> str:
    """A time after the beginning of every history here."""
    return (START + timedelta(hours=hours)).isoformat()


def begun(profile: str = "hertfordshire") -> Scenario:
    """An enquiry about one child."""
    child = {"person": {"p": "maya", "as": "Maya Carter"}, "kind": "child"}
    data = {**child, "household": "lives_there"}
    return at(stream(), profile).at(later(0), event="PersonAdded", data=data)


def emergency(story: Scenario, hours: float, ref: str, **action: Any) -> Scenario:
    """An emergency step for Maya."""
    officer = {"officer": professional("police")} if action["kind"].startswith("police") else {}
    data = {"child": "maya", "action": {**officer, **action}}
    return story.at(later(hours), by="police", event="EmergencyAction", data=data, ref=ref)


def protected(story: Scenario, hours: float) -> Scenario:
    """Maya is taken into police protection."""
    return emergency(story, hours, "pp", kind="police_protection", grounds="Alone.", place="Lister")


@pytest.fixture
def teller(store: Store) -> Teller:
    """Writes to a ledger that has adopted a procedure."""
    return Teller(store)


def lines(store: Store, teller: Teller, story: Scenario, section: str) -> list[PressingLine]:
    """What the register lists in a section once it has read a history."""
    if not store.entries.last_position():
        teller.adopt(story.profile.procedure.id)
    teller.tell(story.enquiry.entries[len(teller.told.get(story.enquiry.id, ())) :])
    register = Register(store, GENESIS, b"m" * 32)
    register.catch_up()
    found = [PressingLine.of(row) for row in sorted(register.pressing(()).rows)]
    return [line for line in found if line.section == section]


@pytest.mark.parametrize(("profile", "hours"), [("hertfordshire", 24), ("standard", None)])
def test_a_child_presses_until_seen(
    store: Store, teller: Teller, profile: str, hours: int | None
) -> None:
    """With the instant until which there is time, where the procedure says how long there is."""
    story = begun(profile).at(later(1), event="StrategyDiscussionHeld")
    (line,) = lines(store, teller, story, "unseen")
    due = line.since + timedelta(hours=hours) if hours else None
    assert (line.what, line.person, line.seq, line.due_at) == ("TIM-07", 1, 2, due)
    seen = story.at(later(9), event="ChildSeen")
    assert lines(store, teller, seen, "unseen") == []


def test_police_protection_presses_until_it_ends(store: Store, teller: Teller) -> None:
    """With the hours that the law gives, until a step that ends it is recorded."""
    story = protected(begun(), 1)
    (line,) = lines(store, teller, story, "expiring")
    assert (line.what, line.due_at) == ("police_protection", START + timedelta(hours=73))
    ended = emergency(story, 9, "end", kind="police_protection_ended", reason="Safe.")
    assert lines(store, teller, ended, "expiring") == []


def test_the_power_that_ends_last_is_the_one_that_presses(store: Store, teller: Teller) -> None:
    """An order that outlasts police protection takes its place: one line for one child."""
    order = {"court": "Watford", "reference": "ZW26", "expires": later(200)}
    story = emergency(protected(begun(), 1), 9, "epo", kind="epo_granted", **order)
    (line,) = lines(store, teller, story, "expiring")
    assert line.what == "epo_granted"
    assert line.due_at == datetime.fromisoformat(later(200))


def test_suspected_harm_presses_until_it_is_discussed(store: Store, teller: Teller) -> None:
    """Since it was suspected; what one agency did alone waits for a discussion as well."""
    story = protected(begun().at(later(1), event="HarmSuspected"), 2)
    found = lines(store, teller, story, "not_discussed")
    assert [(line.what, line.seq) for line in found] == [("STR-01", 2), ("TIM-11", 3)]
    held = {"discussion": 1, "mode": "virtual", "ended": later(4), "initiating": True}
    data = {**held, "chair": professional("tm")}
    discussed = story.at(later(4), event="StrategyDiscussionHeld", data=data)
    assert lines(store, teller, discussed, "not_discussed") == []


def test_an_enquiry_without_a_lead_presses(store: Store, teller: Teller) -> None:
    """From its beginning; not while somebody leads; and again once they are stood down."""
    story = begun()
    (line,) = lines(store, teller, story, "unallocated")
    assert (line.since, line.seq) == (START, 0)
    led = story.at(later(2), event="LeadPractitionerAllocated", by="tm", ref="lead")
    assert lines(store, teller, led, "unallocated") == []
    corrected = led.at(
        later(3), event="LeadPractitionerAllocated", by="tm", corrects="lead", because="Misspelt."
    )
    assert lines(store, teller, corrected, "unallocated") == []
    data = {"concerns": {"ref": "lead"}, "child": "maya", "worker": professional("sw")}
    away = corrected.at(
        later(5), event="LeadPractitionerStoodDown", by="tm", data={**data, "reason": "She is ill."}
    )
    (line,) = lines(store, teller, away, "unallocated")
    assert (line.since, line.seq) == (START + timedelta(hours=5), 4)


def test_an_enquiry_that_has_ended_needs_no_lead(store: Store, teller: Teller) -> None:
    """Nobody is missed, and no gap is held up, where no enquiries were started."""
    story = begun().at(later(1), event="Section47NotInitiated", data=NOT_INITIATED)
    assert lines(store, teller, story, "unallocated") == []
    assert lines(store, teller, story, "gaps") == []


def test_a_missing_child_presses_until_found(store: Store, teller: Teller) -> None:
    """Once, since the first report, and in no other section for want of being seen."""
    data = {"child": "maya", "last_seen": later(0), "place": "school", "circumstances": "Gone."}
    story = begun().at(later(1), event="StrategyDiscussionHeld")
    story = story.at(later(2), event="WhereaboutsUnknown", data=data)
    story = story.at(later(3), event="WhereaboutsUnknown", data=data)
    (line,) = lines(store, teller, story, "missing")
    assert (line.what, line.person, line.seq) == ("SEE-14", 1, 3)
    assert lines(store, teller, story, "unseen") == []
    located = {"child": "maya", "place": "her aunt’s flat", "circumstances": "She is well."}
    found = story.at(later(4), event="ChildLocated", data=located)
    assert lines(store, teller, found, "missing") == []
    assert len(lines(store, teller, found, "unseen")) == 1


def test_a_decision_presses_until_it_is_authorised(store: Store, teller: Teller) -> None:
    """Also while it is sent back; other signatures that are missing are gaps."""
    story = begun().at(later(1), event="StrategyRecord", ref="record")
    (line,) = lines(store, teller, story, "unauthorised")
    assert (line.what, line.seq) == ("authorise", 2)
    data = {"countersigns": {"ref": "record"}, "kind": "authorise"}
    signed = story.at(later(2), event="Countersignature", by="tm", data=data)
    assert lines(store, teller, signed, "unauthorised") == []


def test_gaps_of_a_kind_are_one_line(store: Store, teller: Teller) -> None:
    """With how many there are, since the first, and by when: two records that nobody has sent."""
    story = begun()
    for number in (1, 2):
        held = {"discussion": number, "mode": "virtual", "ended": later(number)}
        data = {**held, "initiating": False, "chair": professional("tm")}
        story = story.at(later(number), event="StrategyDiscussionHeld", data=data)
    found = {line.what: line for line in lines(store, teller, story, "gaps")}
    gap = found["TIM-06"]
    assert (gap.many, gap.seq, gap.due_at is not None) == (2, 2, True)
    record = BY_NAME["StrategyRecord"].example
    story = story.at(later(3), event="StrategyRecord", data={**record, "discussion": 1}, ref="r")
    sent = {**BY_NAME["StrategyRecordCirculated"].example, "concerns": {"ref": "r"}}
    story = story.at(later(4), event="StrategyRecordCirculated", data={**sent, "discussion": 1})
    found = {line.what: line for line in lines(store, teller, story, "gaps")}
    assert (found["TIM-06"].many, found["TIM-06"].seq) == (1, 3)


def test_what_is_withheld_hides_a_line_behind_its_mark(store: Store, teller: Teller) -> None:
    """The row says which mark and who set it, so that clearance needs no enquiry opened."""
    story = begun().at(later(1), event="StrategyDiscussionHeld", mark="police_sensitive")
    teller.adopt()
    teller.tell(story.enquiry.entries)
    register = Register(store, GENESIS, b"m" * 32)
    register.catch_up()
    (hides,) = (row[10] for row in register.pressing(()).rows if row[3] == "unseen")
    assert hides == f"police_sensitive:{AUTHORS['sw'].id}"


def test_nothing_is_left_in_the_tables_of_what_does_not_press(store: Store, teller: Teller) -> None:
    """Who takes part is kept for the screen only while something presses."""
    agency, story = AUTHORS["sw"].agency, begun()
    assert lines(store, teller, story, "unallocated")
    assert Register(store, GENESIS, b"m" * 32).pressing({agency}).parties
    story = story.at(later(1), by="tm", event="Section47NotInitiated", data=NOT_INITIATED)
    for kind in ("co_decide", "countersign", "authorise"):
        data = {"countersigns": 2, "kind": kind}
        story = story.at(later(2), event="Countersignature", by="sm", data=data)
    lines(store, teller, story, "unallocated")
    found = Register(store, GENESIS, b"m" * 32).pressing({agency})
    assert (found.rows, found.parties) == ([], [])

"""The directory: keys and capacities over time, and who may change them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory import Directory, ImpossibleHistory, Practitioner
from domain.disputes import Signed, dispute
from domain.refusals import Refused
from tests.domain.memory import (
    COUNCIL,
    POLICE,
    Memory,
    enrolment,
    founded,
    grant,
    key,
    kid,
    person_added,
    staffed,
)


def refused(ledger: Memory, stream: str, **entry: Any) -> str | None:
    """The code by which the ledger refuses an entry, or None."""
    refusal = ledger.refusal(ledger.proposal(stream, **entry))
    return refusal.code if refusal else None


def key_added(ledger: Memory, stream: str, name: str, **by: Any) -> Memory:
    """After somebody offered a new key in a stream."""
    data = {"key": key(name), "reason": "replacement"}
    return ledger.recorded(stream, event="KeyAdded", data=data, **by)


def accepted(ledger: Memory, stream: str, name: str) -> Memory:
    """After the holder accepted the key that was offered last."""
    offer = ledger.directory.practitioner(stream).keys[kid(name)].offered
    data = {"kid": kid(name), "offer": offer}
    return ledger.recorded(stream, by=stream, event="KeyAccepted", data=data, key=name)


def revoked(ledger: Memory, stream: str, by: str, name: str, **data: str) -> Memory:
    """After a key was revoked."""
    given = {"kid": kid(name), "reason": "replaced"} | data
    return ledger.recorded(stream, by=by, event="KeyRevoked", data=given)


def test_an_enrolled_key_signs_nothing_before_its_own_entry_accepts_it() -> None:
    """Proof of possession: a key that somebody else put down for a person is of no use to them."""
    data = enrolment("eve", grant("social_worker"))
    ledger = founded().recorded("eve", by="reg", event="PractitionerEnrolled", data=data)
    person = {"data": person_added("maya", "Maya")}
    assert refused(ledger, "e9", by="eve", event="PersonAdded", **person) == "key-pending"
    ledger = accepted(ledger, "eve", "eve")
    assert refused(ledger, "e9", by="eve", event="PersonAdded", **person) is None


def test_only_the_genesis_key_enrols_its_own_holder() -> None:
    """Whoever else enrolled themselves could be anybody."""
    data = enrolment("eve", grant("registrar", "Registry"))
    own = {"by": "eve", "event": "PractitionerEnrolled", "data": data}
    assert refused(founded(), "eve", **own) == "key-unknown"
    stolen = enrolment("reg", grant("registrar", "Registry"), key=key("thief"))
    first = {"by": "reg", "event": "PractitionerEnrolled", "data": stolen, "key": "thief"}
    assert refused(Memory(), "reg", **first) == "key-unknown"


def test_nobody_but_a_registrar_enrols() -> None:
    """A manager who could enrol could invent a second person to countersign with."""
    data = enrolment("eve", grant("social_worker"))
    enrols = {"event": "PractitionerEnrolled", "data": data}
    assert refused(staffed(), "eve", by="tess", **enrols) == "may-not-record"


@pytest.mark.parametrize("number", ["SW 100001", "sw100001", "SW-100001"])
def test_one_person_has_a_regulators_number(number: str) -> None:
    """One practitioner under two ids could countersign themselves; spacing does not hide it."""
    data = enrolment("eve", grant("social_worker"), registration=number)
    enrols = {"by": "reg", "event": "PractitionerEnrolled", "data": data}
    assert refused(staffed(), "eve", **enrols) == "already-enrolled"


def corrected(ledger: Memory, who: str, by: str = "reg", **details: str) -> str | None:
    """The code by which a correction of somebody's details is refused, or None."""
    data = {"name": who.title(), "evidence": "passport", **details}
    return refused(ledger, who, by=by, event="DetailsCorrected", data=data)


def test_a_name_and_a_number_are_corrected_for_what_is_recorded_from_then_on() -> None:
    """Entries made before keep the name that they were signed with; a number is free again."""
    ledger = staffed()
    data = {"name": "Anne Lee", "registration": "SW 100010", "evidence": "the public register"}
    after = ledger.recorded("ann", by="reg", event="DetailsCorrected", data=data)
    ann = after.directory.practitioner("ann")
    assert (ann.name, ann.registration) == ("Anne Lee", "SW 100010")
    assert ann.keys == ledger.directory.practitioner("ann").keys
    after = after.recorded(
        "e1", by="ann", event="PersonAdded", data=person_added("leo", "Leo Carter")
    )
    named = [entry.frame.capacity.as_ for entry in after.entries("e1")]
    assert named == ["Ann", "Ann", "Anne Lee"]
    assert corrected(after, "ben", registration="SW 100001") is None
    assert corrected(after, "ben", registration="sw-100010") == "already-enrolled"


def test_details_are_corrected_by_a_registrar_and_never_ones_own() -> None:
    """Who could rename themselves, or another, could sign as somebody else from then on."""
    ledger = staffed()
    assert corrected(ledger, "ann", registration="SW 100001") is None  # her own number stays hers
    assert corrected(ledger, "ben", registration="SW 100001") == "already-enrolled"
    assert corrected(ledger, "ann", by="tess") == "may-not-record"
    assert corrected(ledger, "ann", by="ann") == "may-not-record"
    assert corrected(ledger, "reg") == "not-theirs-to-change"
    assert corrected(ledger, "nobody") == "not-enrolled"


def test_a_key_is_one_persons_for_good() -> None:
    """A key that is or was somebody's is never offered again, not even a revoked one."""
    ledger = revoked(staffed(), "ben", "reg", "ben")
    for name in ("ann", "ben"):
        offered = enrolment("eve", grant("social_worker"), key=key(name))
        enrols = {"by": "reg", "event": "PractitionerEnrolled", "data": offered}
        assert refused(ledger, "eve", **enrols) == "key-taken"


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("ann", None),
        ("tess", None),
        ("max", None),
        ("ben", "not-theirs-to-change"),
        ("pia", "not-theirs-to-change"),
        ("reg", "not-theirs-to-change"),
    ],
)
def test_a_key_is_vouched_for_by_an_old_key_or_a_second_officer_of_the_agency(
    by: str, code: str | None
) -> None:
    """A colleague, another agency or a registrar elsewhere cannot make a key for somebody."""
    data = {"key": key("new"), "reason": "replacement"}
    assert refused(staffed(), "ann", by=by, event="KeyAdded", data=data) == code


def test_an_added_key_is_used_beside_the_old_one() -> None:
    """Several keys of one person are live at once, each once it was accepted."""
    ledger = key_added(staffed(), "ann", "phone", by="ann")
    note = {"by": "ann", "event": "PersonAdded", "data": person_added("leo", "Leo Carter")}
    assert refused(ledger, "e1", **note, key="phone") == "key-pending"
    ledger = accepted(ledger, "ann", "phone")
    assert refused(ledger, "e1", **note, key="phone") is None
    assert refused(ledger, "e1", **note, key="ann") is None


def test_nobody_accepts_a_key_with_another_key() -> None:
    """The acceptance must be signed by the key that it accepts: it proves who holds it."""
    ledger = key_added(staffed(), "ann", "phone", by="ann")
    data = {"kid": kid("phone"), "offer": 3}
    accepts = {"event": "KeyAccepted", "data": data}
    assert refused(ledger, "ann", by="ann", **accepts) == "key-unknown"
    assert refused(ledger, "ann", by="ben", **accepts) == "not-theirs-to-change"
    wrong = {"event": "KeyAccepted", "data": {"kid": kid("phone"), "offer": 1}}
    assert refused(ledger, "ann", by="ann", key="phone", **wrong) == "reference-misfit"


@pytest.mark.parametrize(
    ("by", "code"), [("ann", None), ("tess", None), ("reg", None), ("ben", "not-theirs-to-change")]
)
def test_a_key_is_revoked_by_its_person_an_officer_or_any_registrar(
    by: str, code: str | None
) -> None:
    """A thief must be stopped fast; a colleague must not lock somebody out."""
    data = {"kid": kid("ann"), "reason": "left"}
    assert refused(staffed(), "ann", by=by, event="KeyRevoked", data=data) == code


def test_a_key_is_not_compromised_in_the_future() -> None:
    """A time later than the revocation would dispute nothing and look like care."""
    later = (staffed().now + timedelta(minutes=1)).isoformat()
    data = {"kid": kid("ann"), "reason": "lost", "compromised": later}
    assert refused(staffed(), "ann", by="reg", event="KeyRevoked", data=data) == "time-in-future"


WIDENING: list[tuple[str, Mapping[str, Any]]] = [
    ("CapacityGranted", {"granted": grant("service_manager")}),
    (
        "Delegation",
        {
            "scope": "acting_up",
            "granted": grant("team_manager", team="North", to="2026-04-01"),
            "reason": "leave",
        },
    ),
]


@pytest.mark.parametrize(("event", "data"), WIDENING)
def test_nobody_widens_their_own_capacities(event: str, data: Mapping[str, Any]) -> None:
    """Not even a registrar, who could otherwise take a case."""
    assert refused(staffed(), "reg", by="reg", event=event, data=data) == "not-theirs-to-change"


@pytest.mark.parametrize(
    ("by", "code"),
    [
        ("tess", None),
        ("reg", None),
        ("ben", "not-theirs-to-change"),
        ("max", "not-theirs-to-change"),
    ],
)
def test_a_delegate_is_given_what_its_giver_holds(by: str, code: str | None) -> None:
    """Somebody who is no team manager makes nobody an acting one."""
    event, data = WIDENING[1]
    assert refused(staffed(), "ann", by=by, event=event, data=data) == code


@pytest.mark.parametrize("team", [{}, {"team": "South"}])
def test_a_manager_of_one_team_makes_nobody_manager_of_another(team: dict[str, str]) -> None:
    """Without a team named, it would be every team of the agency, and every mark in its cases."""
    granted = grant("team_manager", to="2026-04-01", **team)
    data = {"scope": "acting_up", "granted": granted, "reason": "leave"}
    code = refused(staffed(), "ann", by="tess", event="Delegation", data=data)
    assert code == "not-theirs-to-change"


@pytest.mark.parametrize(
    ("last", "code"), [("2026-03-09", None), ("2026-03-10", "not-theirs-to-change")]
)
def test_who_acts_up_passes_on_no_day_more_than_they_have(last: str, code: str | None) -> None:
    """Acting up for a week would otherwise last for ever, from friend to friend."""

    def week(capacity: str, to: str) -> dict[str, Any]:
        granted = grant("team_manager", id=capacity, team="North", to=to)
        return {"scope": "acting_up", "granted": granted, "reason": "leave"}

    ledger = staffed().recorded("ann", by="tess", event="Delegation", data=week("up", "2026-03-09"))
    onwards = {"event": "Delegation", "data": week("on", last)}
    assert refused(ledger, "ben", by="ann", capacity="up", **onwards) == code


@pytest.mark.parametrize(
    ("last", "code"), [("2026-06-29", None), ("2026-07-01", "not-theirs-to-change")]
)
def test_nobody_gives_themselves_more_days_by_ending_later(last: str, code: str | None) -> None:
    """A registrar who is to leave in June ends their capacity earlier, and never later."""
    leaving = grant("registrar", "Registry", to="2026-06-30")
    ledger = staffed().enrolled("rob", leaving)
    end = {"id": "registrar", "last_day": last, "reason": "left"}
    assert refused(ledger, "rob", by="rob", event="CapacityEnded", data=end) == code
    assert refused(ledger, "rob", by="reg", event="CapacityEnded", data=end) is None


def test_a_delegation_of_countersigning_records_nothing_else() -> None:
    """The scope is held to: a delegate countersigns, and neither leads nor delegates further."""
    granted = grant("team_manager", id="cover", team="North", to="2026-03-31")
    data = {"scope": "countersigning", "granted": granted, "reason": "leave"}
    ledger = staffed().recorded("ben", by="tess", event="Delegation", data=data)
    cover = {"by": "ben", "capacity": "cover"}
    signs = {"event": "Countersignature", "data": {"countersigns": 1, "kind": "countersign"}}
    assert refused(ledger, "e1", **cover, **signs) is None
    adds = {"event": "PersonAdded", "data": person_added("leo", "Leo")}
    assert refused(ledger, "e1", **cover, **adds) == "may-not-record"
    onwards = {"event": "Delegation", "data": data | {"granted": granted | {"id": "c2"}}}
    assert refused(ledger, "ann", **cover, **onwards) == "not-theirs-to-change"


def test_an_ended_capacity_records_nothing_more_and_keeps_what_it_recorded() -> None:
    """The end has effect from its place in the log on; what stands before it stands."""
    ended = {"id": "social_worker", "last_day": "2026-02-27", "reason": "left"}
    note = {"by": "ann", "event": "PersonAdded", "data": person_added("leo", "Leo")}
    before = staffed().recorded("e1", **note)
    after = staffed().recorded("ann", by="reg", event="CapacityEnded", data=ended)
    assert before.enquiry("e1").version == 3
    assert refused(after, "e1", **note) == "capacity-not-in-force"


@pytest.mark.parametrize(
    ("now", "in_force"),
    [
        ("2026-06-30T22:59:59+00:00", True),
        ("2026-06-30T23:00:00+00:00", False),
        ("2025-12-31T23:59:59+00:00", False),
        ("2026-01-01T00:00:00+00:00", True),
    ],
)
def test_the_days_of_a_capacity_are_days_in_london(now: str, in_force: bool) -> None:
    """In June a day ends at 23:00 UTC."""
    granted = grant("social_worker", to="2026-06-30")
    held = founded().enrolled("eve", granted).directory.practitioner("eve").capacities
    assert held["social_worker"].in_force(datetime.fromisoformat(now)) is in_force


def test_a_stated_capacity_is_the_directorys_to_the_letter() -> None:
    """Nobody gives themselves another name, role or agency in the words of an entry."""
    stated = {"id": "social_worker", "role": "social_worker", "agency": COUNCIL, "as": "Ann"}
    note: dict[str, Any] = {"by": "ann", "event": "PersonAdded"}
    note["data"] = person_added("leo", "Leo")
    assert refused(staffed(), "e1", **note, acting=stated) is None
    for name, value in (("as", "Sir Ann"), ("role", "team_manager"), ("agency", POLICE)):
        acting = stated | {name: value}
        assert refused(staffed(), "e1", **note, acting=acting) == "capacity-not-in-force"


ANNS_ENTRY = Signed(stream="e1", seq=1, digest="e1/1", kid=kid("ann"), index=21)
STOLEN = {"reason": "stolen", "compromised": "2026-03-02T09:10:00Z"}


def _size(size: int) -> Any:
    return lambda _time: size


def test_what_was_anchored_before_the_theft_is_not_disputed() -> None:
    """A thief cannot put an entry into a tree that existed before; iat plays no part."""
    ann = revoked(staffed(), "ann", "reg", "ann", **STOLEN).directory.practitioner("ann")
    assert dispute(ann, ANNS_ENTRY, _size(22)) is None
    found = dispute(ann, ANNS_ENTRY, _size(21))
    assert found is not None
    assert found.anchored == 21


def test_a_key_that_was_merely_replaced_disputes_nothing() -> None:
    """Only a key that others may have held is doubted."""
    ann = revoked(staffed(), "ann", "reg", "ann").directory.practitioner("ann")
    assert dispute(ann, ANNS_ENTRY, _size(0)) is None


def test_a_disputed_entry_is_reaffirmed_by_its_author_with_another_key() -> None:
    """Only the author stands by it, once the stolen key is of no use to the thief."""
    reaffirms: dict[str, Any] = {
        "by": "ann",
        "event": "EntriesReaffirmed",
        "data": {"kid": kid("ann"), "reason": "compared with my notebook"},
        "refs": [("concerns", "e1", 1)],
        "key": "phone",
    }
    ledger = accepted(key_added(staffed(), "ann", "phone", by="ann"), "ann", "phone")
    assert refused(ledger, "ann", **reaffirms) == "key-unknown"
    ledger = revoked(ledger, "ann", "reg", "ann", **STOLEN)
    others = reaffirms | {"refs": [("concerns", "e1", 1), ("concerns", "ben", 2)]}
    assert refused(ledger, "ann", **others) == "not-theirs-to-change"
    assert refused(ledger, "ann", **reaffirms | {"refs": []}) == "reference-to-nothing"
    ann = ledger.recorded("ann", **reaffirms).directory.practitioner("ann")
    assert dispute(ann, ANNS_ENTRY, _size(0)) is None
    assert dispute(ann, replace(ANNS_ENTRY, digest="altered"), _size(0)) is not None


def test_an_earlier_compromise_can_be_learnt_later() -> None:
    """A second report of the same key moves the time back, never forward."""
    ledger = revoked(staffed(), "ann", "reg", "ann", **STOLEN)
    for time in ("2026-03-01T08:00:00Z", "2026-03-02T09:15:00Z"):
        ledger = revoked(ledger, "ann", "reg", "ann", reason="stolen", compromised=time)
    found = ledger.directory.practitioner("ann").keys[kid("ann")]
    assert found.compromised == datetime(2026, 3, 1, 8, tzinfo=UTC)


STEPS = ("add", "accept", "revoke", "grant", "end")


def _change(ledger: Memory, step: str, number: int) -> Memory:
    ben = ledger.directory.practitioner("ben")
    names = {one.state: one.kid.rstrip("_") for one in ben.keys.values()}
    match step:
        case "add":
            ledger = key_added(ledger, "ben", f"k{number}", by="sue")
        case "accept" if "pending" in names:
            ledger = accepted(ledger, "ben", names["pending"])
        case "revoke" if "live" in names:
            ledger = revoked(ledger, "ben", "reg", names["live"])
        case "grant":
            granted = {"granted": grant("teacher", id=f"c{number}")}
            ledger = ledger.recorded("ben", by="reg", event="CapacityGranted", data=granted)
        case "end":
            ended = {"id": f"c{number - 1}", "last_day": "2026-02-01", "reason": "left"}
            ledger = ledger.recorded("ben", by="reg", event="CapacityEnded", data=ended)
    return ledger


def _step(ledger: Memory, step: str, number: int) -> Memory:
    """The ledger after one attempt to change Ben's stream; as it was where that is refused."""
    try:
        return _change(ledger, step, number)
    except Refused:
        return ledger


def _after(steps: list[str]) -> Memory:
    ledger = staffed()
    for number, step in enumerate(steps):
        ledger = _step(ledger, step, number)
    return ledger


@given(st.lists(st.sampled_from(STEPS), max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_the_log_decides_and_no_time_written_in_an_entry(
    steps: list[str], chance: Any
) -> None:
    """Entries that claim any other times leave the same keys and capacities in force."""
    entries = _after(steps).entries("ben")
    moved = [
        replace(entry, recorded=datetime(2000 + chance.randrange(60), 1, 1, tzinfo=UTC))
        for entry in entries
    ]
    told, retold = Practitioner.fold("ben", entries), Practitioner.fold("ben", moved)
    assert (told.keys, told.capacities) == (retold.keys, retold.capacities)


@given(st.lists(st.sampled_from(STEPS), max_size=7))
def test_what_comes_later_never_changes_who_was_in_force_before(steps: list[str]) -> None:
    """The fold of a prefix is the practitioner as every entry of that time saw them."""
    ledger = _after(steps)
    entries = ledger.entries("ben")
    seen = Practitioner("ben")
    for version, entry in enumerate(entries, start=1):
        seen = seen.after(entry)
        assert Practitioner.fold("ben", entries[:version]) == seen
    assert Directory.fold(entries).practitioner("ben") == seen


@given(st.lists(st.sampled_from(STEPS), max_size=7))
def test_a_revoked_key_never_signs_again(steps: list[str]) -> None:
    """Whatever happens to other keys and to the person's capacities."""
    ledger = staffed()
    dead: set[str] = set()
    for number, step in enumerate(["revoke", *steps]):
        ledger = _step(ledger, step, number)
        ben = ledger.directory.practitioner("ben")
        dead |= {one.kid for one in ben.keys.values() if one.state == "revoked"}
        assert all(ben.keys[name].state == "revoked" for name in dead)
        for name in dead:
            note = {"by": "ben", "event": "PersonAdded", "data": person_added("leo", "Leo")}
            assert refused(ledger, "e1", **note, key=name) == "key-revoked"


def test_an_altered_directory_stream_is_not_folded_into_a_person() -> None:
    """Entries that admission refuses, written into the store, raise instead of giving a key."""
    enrolled, accepts = staffed().entries("ben")
    for altered in (
        [enrolled, replace(enrolled, seq=2)],
        [enrolled, accepts, replace(accepts, seq=3)],
        [accepts],
        [enrolled, staffed().entries("e1")[0]],
    ):
        with pytest.raises(ImpossibleHistory):
            Practitioner.fold("ben", altered)


def test_people_are_found_by_number_and_key() -> None:
    """However the number is written, and whoever else is enrolled."""
    directory = staffed().directory
    found = [directory.registered_as("sw100001"), directory.holder_of(kid("ben"))]
    assert [person and person.id for person in found] == ["ann", "ben"]

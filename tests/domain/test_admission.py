"""Admission: every refusal there is, and that what happened against procedure is let in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.admission import MAX_DRAFT_AGE, Proposal, admit
from domain.authorising import admit_disposal
from domain.authority import Authority
from domain.calendar import local_date
from domain.disposed import disposed_entry
from domain.enquiry import Enquiry
from domain.entry import Part
from domain.events.authority import RecordsDisposed
from domain.mentions import named_in
from domain.refusals import CATALOGUE, Refused
from tests.domain.memory import (
    Memory,
    enrolment,
    founded,
    grant,
    key,
    kid,
    person_added,
    staffed,
)

Case = Callable[[], tuple[Memory, Proposal]]
CASES: dict[str, list[Case]] = {}

HOLD = {"action": {"kind": "placed", "proceedings": "care proceedings"}}
LEO = person_added("leo", "Leo Carter")
OBJECTION = {
    "person": "dawn",
    "nature": "objection",
    "subject": "the visit",
    "words": "You had no right.",
}


def case(code: str) -> Callable[[Case], Case]:
    """Registers an entry that is refused with this code."""

    def register(make: Case) -> Case:
        CASES.setdefault(code, []).append(make)
        return make

    return register


def added(ledger: Memory, **entry: Any) -> Proposal:
    """A sound proposal, but for what `entry` changes."""
    given: dict[str, Any] = {"by": "ann", "event": "PersonAdded", "data": LEO}
    return ledger.proposal("e1", **given | entry)


def told(**entry: Any) -> Memory:
    """The ledger after one entry more in the enquiry (its third), a parent's objection."""
    given: dict[str, Any] = {"by": "ann", "event": "ParentObjection", "data": OBJECTION}
    return staffed().recorded("e1", **given | entry)


# Where the entry stands ---------------------------------------------------------------------------


@case("foreign-ledger")
def _() -> tuple[Memory, Proposal]:
    """Signed for another ledger: it would be taken as said here."""
    return staffed(), replace(added(staffed()), ledger="M" * 43)


@case("stale-position")
def _() -> tuple[Memory, Proposal]:
    """Others got in first."""
    return told(), replace(added(staffed()), iat=told().now)


@case("stale-position")
def _() -> tuple[Memory, Proposal]:
    """At the right position, after another history."""
    return staffed(), replace(added(staffed()), prev="e1/1")


@case("stale-directory")
def _() -> tuple[Memory, Proposal]:
    """Signed under a version of the author's directory stream that has been overtaken."""
    return staffed(), replace(added(staffed()), dir="ann/1")


@case("wrong-stream")
def _() -> tuple[Memory, Proposal]:
    """An enquiry's event in a directory stream would leave a practitioner without keys."""
    proposal = staffed().proposal("ben", by="ann", event="PersonAdded", data=LEO)
    return staffed(), proposal


@case("wrong-stream")
def _() -> tuple[Memory, Proposal]:
    """A capacity granted in an enquiry would never be seen by the directory."""
    data = {"granted": grant("teacher")}
    proposal = staffed().proposal("e1", by="reg", event="CapacityGranted", data=data)
    return staffed(), proposal


@case("wrong-stream")
def _() -> tuple[Memory, Proposal]:
    """A calendar adopted in an enquiry of somebody's own would move that enquiry's limits."""
    return staffed(), staffed().proposal("e2", by="tess", event="CalendarAdopted")


@case("no-such-enquiry")
def _() -> tuple[Memory, Proposal]:
    """An entry that begins nothing, in a stream that is not there."""
    return staffed(), staffed().proposal("e9", by="tess", event="LegalHold", data=HOLD)


@case("no-procedure")
def _() -> tuple[Memory, Proposal]:
    """Before a procedure is adopted nobody knows who may record."""
    return replace(staffed(), profile=None), added(staffed())


# Who signs, and as what ---------------------------------------------------------------------------


@case("key-unknown")
def _() -> tuple[Memory, Proposal]:
    """Another person's key."""
    return staffed(), added(staffed(), key="ben")


@case("key-pending")
def _() -> tuple[Memory, Proposal]:
    """A key that was offered, and not yet accepted."""
    data = {"key": key("phone"), "reason": "another_device"}
    ledger = staffed().recorded("ann", by="ann", event="KeyAdded", data=data)
    return ledger, added(ledger, key="phone")


@case("key-revoked")
def _() -> tuple[Memory, Proposal]:
    """A key that was revoked."""
    data = {"kid": kid("ann"), "reason": "left"}
    ledger = staffed().recorded("ann", by="reg", event="KeyRevoked", data=data)
    return ledger, added(ledger)


@case("key-taken")
def _() -> tuple[Memory, Proposal]:
    """A colleague's key, offered as one's own."""
    data = {"key": key("ben"), "reason": "another_device"}
    return staffed(), staffed().proposal("ann", by="ann", event="KeyAdded", data=data)


@case("capacity-not-in-force")
def _() -> tuple[Memory, Proposal]:
    """A capacity whose last day is past."""
    ledger = founded().enrolled("eve", grant("social_worker", to="2026-03-01"))
    return ledger, ledger.proposal("e1", by="eve", event="PersonAdded", data=LEO)


@case("wrong-stream")
def _() -> tuple[Memory, Proposal]:
    """Of two enrolments in one act neither would be seen while the other is judged."""
    act = "0190a6c0-0000-4000-8000-00000000ac01"
    data = enrolment("zoe", grant("social_worker"))
    ledger = staffed()
    enrols = ledger.proposal("zoe", by="reg", event="PractitionerEnrolled", data=data, act=act)
    return ledger, enrols


@case("may-not-record")
def _() -> tuple[Memory, Proposal]:
    """A teacher places no legal hold: managers and lawyers do."""
    return staffed(), staffed().proposal("e1", by="tom", event="LegalHold", data=HOLD)


@case("may-not-record")
def _() -> tuple[Memory, Proposal]:
    """An inspector reads."""
    return staffed(), added(staffed(), by="ivy")


@case("may-not-record")
def _() -> tuple[Memory, Proposal]:
    """A registrar, who could enrol anybody, takes no part in a case."""
    return staffed(), added(staffed(), by="reg")


@case("may-not-record")
def _() -> tuple[Memory, Proposal]:
    """Who may place no legal hold takes none back: the record could then be disposed of."""
    ledger = staffed().recorded("e1", by="lex", event="LegalHold")
    gone = {"withdraws": ledger.enquiry("e1").version, "reasons": "Not needed."}
    return ledger, ledger.proposal("e1", by="tom", event="Withdrawal", data=gone)


@case("own-countersignature")
def _() -> tuple[Memory, Proposal]:
    """The author of what is countersigned, in whatever capacity."""
    data = {"granted": grant("team_manager", id="acting", team="North", to="2026-04-01")}
    up = data | {"scope": "acting_up", "reason": "vacancy"}
    ledger = told().recorded("ann", by="tess", event="Delegation", data=up)
    signs = {"countersigns": 3, "kind": "countersign"}
    proposal = ledger.proposal(
        "e1", by="ann", event="Countersignature", data=signs, capacity="acting"
    )
    return ledger, proposal


@case("own-countersignature")
def _() -> tuple[Memory, Proposal]:
    """Nobody returns a record of their own either: they correct it."""
    data = {"returns": 3, "reasons": "Incomplete."}
    return told(), told().proposal("e1", by="ann", event="Return", data=data)


# What the entry refers to -------------------------------------------------------------------------


def countersigned(ledger: Memory, seq: int, **entry: Any) -> Proposal:
    """A proposal by the team manager to countersign an entry."""
    data = {"countersigns": seq, "kind": "countersign"}
    return ledger.proposal("e1", by="tess", event="Countersignature", data=data, **entry)


@case("reference-to-nothing")
def _() -> tuple[Memory, Proposal]:
    """An entry that is not there."""
    return told(), countersigned(told(), 99)


@case("reference-to-nothing")
def _() -> tuple[Memory, Proposal]:
    """Another digest: the words countersigned are not the words on record."""
    proposal = countersigned(told(), 3)
    other = replace(proposal.refs[0], digest="e1/2")
    return told(), replace(proposal, refs=(other,))


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """The words speak of one entry and the signature goes to another."""
    proposal = countersigned(told(), 3)
    other = replace(proposal.refs[0], seq=2, digest="e1/2")
    return told(), replace(proposal, refs=(other,))


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """An answer to something that is no objection."""
    data = {"answers": 1, "person": "dawn", "way": "letter", "response": "Thank you."}
    return told(), told().proposal("e1", by="tess", event="ObjectionResponse", data=data)


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """A correction by another kind of event."""
    return told(), added(told(), refs=[("corrects", 3)], because="Misheard.")


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """A correction that does not say why."""
    return told(), added(told(), event="ParentObjection", data=OBJECTION, refs=[("corrects", 3)])


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """A correction of two entries at once."""
    refs = [("corrects", 1), ("corrects", 2)]
    return told(), added(told(), data=person_added("maya", "Maya"), refs=refs, because="Twice.")


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """A correction that would leave everything said of a person without the person."""
    return told(), added(told(), refs=[("corrects", 2)], because="Another id.")


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """A reference that reaches into another enquiry."""
    return told(), added(told(), refs=[("concerns", "e2", 1)])


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """A countersignature of a countersignature."""
    ledger = told().admitted(countersigned(told(), 3))
    data = {"countersigns": 4, "kind": "countersign"}
    return ledger, ledger.proposal("e1", by="max", event="Countersignature", data=data)


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """A withdrawal that withdraws a withdrawal: nobody could tell what stands."""
    ledger = withdrawn()
    data = {"withdraws": 4, "reasons": "It was right after all."}
    return ledger, ledger.proposal("e1", by="ann", event="Withdrawal", data=data)


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """The directory changes by its own events and is not corrected."""
    data = {"granted": grant("teacher")}
    ledger = staffed().recorded("ann", by="reg", event="CapacityGranted", data=data)
    proposal = ledger.proposal(
        "ann",
        by="reg",
        event="CapacityGranted",
        data={"granted": grant("teacher", id="t2")},
        refs=[("corrects", 3)],
        because="Another agency.",
    )
    return ledger, proposal


def withdrawn() -> Memory:
    """The ledger after the objection was withdrawn from the record."""
    data = {"withdraws": 3, "reasons": "It was about another family."}
    return told().recorded("e1", by="ann", event="Withdrawal", data=data)


@case("reference-replaced")
def _() -> tuple[Memory, Proposal]:
    """What was withdrawn is not countersigned: the manager has not seen what stands."""
    return withdrawn(), countersigned(withdrawn(), 3)


@case("person-unknown")
def _() -> tuple[Memory, Proposal]:
    """Somebody who was never added."""
    return staffed(), added(
        staffed(), event="ParentObjection", data=OBJECTION | {"person": "nobody"}
    )


@case("person-unknown")
def _() -> tuple[Memory, Proposal]:
    """Somebody unknown as the person who did it."""
    return staffed(), added(staffed(), actor="nobody")


@case("person-unknown")
def _() -> tuple[Memory, Proposal]:
    """Somebody unknown among those whom a field is about."""
    proposal = added(staffed(), event="ParentObjection", data=OBJECTION)
    parts = {"words": Part(kind="verbatim", about=("leo",))}
    return staffed(), replace(proposal, content=replace(proposal.content, parts=parts))


@case("person-exists")
def _() -> tuple[Memory, Proposal]:
    """One id would mean two people."""
    return staffed(), added(staffed(), data=person_added("maya", "Maya Smith"))


# When ---------------------------------------------------------------------------------------------


def _from_now(**delta: int) -> str:
    return (staffed().now + timedelta(**delta)).isoformat()


@case("time-in-future")
def _() -> tuple[Memory, Proposal]:
    """What has not happened."""
    return staffed(), added(staffed(), occurred=_from_now(seconds=1))


@case("time-in-future")
def _() -> tuple[Memory, Proposal]:
    """What is not known yet."""
    return staffed(), added(staffed(), known=_from_now(seconds=1))


@case("time-in-future")
def _() -> tuple[Memory, Proposal]:
    """A day that has not begun."""
    tomorrow = local_date(staffed().now) + timedelta(days=1)
    return staffed(), added(staffed(), occurred=tomorrow.isoformat())


@case("time-in-future")
def _() -> tuple[Memory, Proposal]:
    """An interval that is not over."""
    interval = {"from": _from_now(minutes=-5), "to": _from_now(minutes=5)}
    return staffed(), added(staffed(), occurred=interval)


@case("known-before-it-happened")
def _() -> tuple[Memory, Proposal]:
    """Nobody knows of it before it happens."""
    return staffed(), added(staffed(), known=_from_now(hours=-1))


@case("clock-disagrees")
def _() -> tuple[Memory, Proposal]:
    """A time of drafting that the ledger's clock has not reached."""
    return staffed(), replace(added(staffed()), iat=staffed().now + timedelta(seconds=1))


@case("clock-disagrees")
def _() -> tuple[Memory, Proposal]:
    """A time of drafting earlier than the entry before it."""
    before = staffed().now - timedelta(minutes=2)
    return staffed(), replace(added(staffed()), iat=before)


@case("clock-disagrees")
def _() -> tuple[Memory, Proposal]:
    """A draft kept for longer than it takes to read it."""
    late = replace(staffed(), now=staffed().now + MAX_DRAFT_AGE + timedelta(seconds=1))
    return late, added(staffed())


# Directory and authority --------------------------------------------------------------------------


@case("already-enrolled")
def _() -> tuple[Memory, Proposal]:
    """One stream, one person."""
    data = enrolment("ann", grant("social_worker"), key=key("ann2"))
    return staffed(), staffed().proposal("ann", by="reg", event="PractitionerEnrolled", data=data)


@case("not-enrolled")
def _() -> tuple[Memory, Proposal]:
    """A capacity for nobody."""
    data = {"granted": grant("teacher")}
    return staffed(), staffed().proposal("new", by="reg", event="CapacityGranted", data=data)


@case("not-theirs-to-change")
def _() -> tuple[Memory, Proposal]:
    """A colleague adds a key to somebody's stream, to sign in their name."""
    data = {"key": key("extra"), "reason": "replacement"}
    return staffed(), staffed().proposal("ann", by="ben", event="KeyAdded", data=data)


@case("capacity-exists")
def _() -> tuple[Memory, Proposal]:
    """An id that would mean two capacities."""
    data = {"granted": grant("social_worker")}
    return staffed(), staffed().proposal("ann", by="reg", event="CapacityGranted", data=data)


def disposal(*numbers: int, entries: int | None = None) -> RecordsDisposed:
    """A certificate for entries of the enquiry `e1`, or for all of it."""
    extent: dict[str, Any] = {"kind": "entries", "numbers": numbers}
    if entries:
        extent = {"kind": "whole", "entries": entries}
    given = {**RecordsDisposed.example, "enquiry": "e1", "extent": extent}
    return RecordsDisposed.model_validate(given)


def decided(event: str, data: dict[str, Any]) -> Proposal:
    """A decision of the registrar for the whole ledger."""
    return staffed().proposal("authority", by="reg", event=event, data=data)


def introduced(name: str) -> dict[str, Any]:
    """The data by which a ledger key of this name is introduced."""
    return {"key": key(name), "reason": "the yearly change of keys"}


@case("reference-misfit")
def _() -> tuple[Memory, Proposal]:
    """A certificate whose signature goes to another entry than its words."""
    data = {**RecordsDisposed.example, "enquiry": "e1", "extent": disposal(1).extent.model_dump()}
    named = ("concerns", "e1", 2)
    ledger = staffed()
    return ledger, ledger.proposal(
        "authority", by="lex", event="RecordsDisposed", data=data, refs=[named]
    )


@case("ledger-key-taken")
def _() -> tuple[Memory, Proposal]:
    """A key of the ledger that was used before: it may be in others' hands."""
    return staffed(), decided("LedgerKeyIntroduced", introduced("ledger"))


@case("ledger-key-needed")
def _() -> tuple[Memory, Proposal]:
    """The only key retires, and nobody signs for the ledger any more."""
    return staffed(), decided("LedgerKeyRetired", {"kid": kid("ledger"), "reason": "r"})


@case("ledger-key-needed")
def _() -> tuple[Memory, Proposal]:
    """A key that never signed for the ledger retires."""
    return staffed(), decided("LedgerKeyRetired", {"kid": kid("other"), "reason": "r"})


@case("adoption-invalid")
def _() -> tuple[Memory, Proposal]:
    """A procedure that cannot be read."""
    data = {"name": "x", "version": "1", "toml": "[procedure]\nid = "}
    return staffed(), staffed().proposal("authority", by="reg", event="ProfileAdopted", data=data)


@case("adoption-invalid")
def _() -> tuple[Memory, Proposal]:
    """A version that would mean two calendars."""
    return staffed(), staffed().proposal("authority", by="reg", event="CalendarAdopted")


@pytest.mark.parametrize(
    ("code", "make"),
    [
        pytest.param(code, make, id=f"{code}-{number}")
        for code, makes in CASES.items()
        for number, make in enumerate(makes)
    ],
)
def test_what_cannot_be_true_or_was_never_authorised_is_refused(code: str, make: Case) -> None:
    """Each with its code, its field, and what to do instead."""
    ledger, proposal = make()
    with pytest.raises(Refused) as caught:
        admit(proposal, ledger.context(proposal))
    assert caught.value.code == code
    assert caught.value.field
    assert caught.value.reason
    assert caught.value.instead


ELSEWHERE = {"legal-hold", "disposed-of", "type-replaced"}
"""Of disposal, below; of an event that has a newer version, `tests/service/test_versions.py`."""


def test_every_refusal_has_a_case() -> None:
    """The catalogue is the whole list of refusals, and all of them happen."""
    assert {refusal.code for refusal in CATALOGUE} == {*CASES, *ELSEWHERE}
    assert len({refusal.code for refusal in CATALOGUE}) == len(CATALOGUE)


def test_no_refusal_repeats_what_the_entry_says() -> None:
    """A refusal is logged and shown: it carries no name, no word of a field and no key."""
    for makes in CASES.values():
        for make in makes:
            ledger, proposal = make()
            words = str(ledger.refusal(proposal)).split()
            said = {"Nobody", "leo", "maya", "dawn", "Leo", "Maya", "Dawn", "Carter", "Ann", "Ben"}
            assert not said & {word.strip(".,:;()'") for word in words}
            assert proposal.kid not in words


# What happened against procedure is recorded ------------------------------------------------------


def test_a_sound_entry_is_let_in() -> None:
    """The entry that the cases above spoil in one respect each."""
    assert staffed().refusal(added(staffed())) is None


def test_the_same_time_as_the_last_entry_is_no_step_back() -> None:
    """Several entries are drafted within a second."""
    ledger = told()
    same = replace(ledger, now=ledger.log[-1].recorded)
    assert same.refusal(added(same)) is None


def test_police_protection_at_night_waits_for_nobody() -> None:
    """An emergency step is recorded at once, by a social worker who was told of it by telephone."""
    night = {"event": "EmergencyAction", "data": None, "source": "telephone"}
    assert staffed().refusal(added(staffed(), by="ann", **night)) is None


def test_somebody_without_standing_countersigns_and_it_is_a_finding_later() -> None:
    """A colleague who is no manager countersigned: that happened, and so it is recorded."""
    data = {"countersigns": 3, "kind": "authorise"}
    proposal = told().proposal("e1", by="ben", event="Countersignature", data=data)
    assert told().refusal(proposal) is None


def test_what_was_learnt_years_later_is_recorded() -> None:
    """However late it is known: lateness is a finding."""
    old = {"occurred": "2019-05-01", "known": "2019-05-02T09:00:00Z"}
    assert staffed().refusal(added(staffed(), **old)) is None


@pytest.mark.parametrize("occurred", ["unknown", "2026-03-02"])
def test_a_time_that_nobody_could_say_is_no_time_in_the_future(occurred: str) -> None:
    """Today at some time, or unknown: the entry may be true."""
    assert staffed().refusal(added(staffed(), occurred=occurred)) is None


@pytest.mark.parametrize("minutes", [0, 20])
def test_about_a_time_is_refused_only_if_no_part_of_it_is_past(minutes: int) -> None:
    """About 20 minutes from now, give or take half an hour, may be now."""
    about = {"about": _from_now(minutes=minutes), "within": 30}
    assert staffed().refusal(added(staffed(), occurred=about)) is None


@pytest.mark.parametrize("by", ["tom", "pia", "ann"])
def test_anybody_who_records_may_begin_an_enquiry_with_the_child(by: str) -> None:
    """A teacher or police officer at night need not wait for the council."""
    proposal = staffed().proposal("e7", by=by, event="PersonAdded", data=LEO)
    assert staffed().refusal(proposal) is None


def test_a_correction_keeps_the_person_and_changes_the_name() -> None:
    """The spelling of a name is corrected by the same event with the same id (REC-15)."""
    data = person_added("dawn", "Dawn Karter", "parent")
    because = "Spelt so on the passport."
    proposal = added(told(), data=data, refs=[("corrects", 2)], because=because)
    ledger = told().admitted(proposal)
    assert ledger.enquiry("e1").names_in_use()["dawn"] == ("Dawn Karter",)


def test_a_record_under_legal_hold_is_not_disposed_of() -> None:
    """Each hold is released by itself; while one stands, nothing goes (REC-04)."""

    def hold(ledger: Memory, **action: Any) -> Memory:
        return ledger.recorded("e1", by="lex", event="LegalHold", data={"action": action})

    ledger = staffed()
    admit_disposal(disposal(1), ledger.enquiry("e1"))
    ledger = hold(ledger, kind="placed", proceedings="care proceedings")
    ledger = hold(ledger, kind="placed", proceedings="an inquest")
    ledger = hold(ledger, kind="released", hold=3, reason="an order was made")
    with pytest.raises(Refused, match="entry 4") as caught:
        admit_disposal(disposal(1), ledger.enquiry("e1"))
    assert caught.value.code == "legal-hold"
    ledger = hold(ledger, kind="released", hold=4, reason="the inquest is over")
    admit_disposal(disposal(1), ledger.enquiry("e1"))


def test_only_what_is_there_is_disposed_of_and_nothing_stands_again_by_it() -> None:
    """All of an enquiry means all; with a correction goes what it corrected (REC-04, REC-15)."""
    data = person_added("dawn", "Dawn Karter", "parent")
    ledger = staffed().admitted(
        added(staffed(), data=data, refs=[("corrects", 2)], because="Spelt so on the passport.")
    )
    enquiry = ledger.enquiry("e1")
    for event in (disposal(entries=3), disposal(1), disposal(2), disposal(2, 3)):
        admit_disposal(event, enquiry)
    for event in (disposal(entries=2), disposal(3), disposal(1, 3)):
        with pytest.raises(Refused) as caught:
            admit_disposal(event, enquiry)
        assert caught.value.code == "reference-misfit"
    gone = disposed_entry("e1", 2, enquiry.entry(2).digest, 0)
    left = Enquiry("e1", (enquiry.entries[0], gone, enquiry.entries[2]))
    admit_disposal(disposal(3), left)
    with pytest.raises(Refused, match="before"):
        admit_disposal(disposal(2), left)
    with pytest.raises(Refused) as caught:
        admit_disposal(disposal(1), Enquiry("ann", ledger.entries("ann")))
    assert caught.value.code == "wrong-stream"


def test_keys_of_the_ledger_change_one_after_the_other() -> None:
    """Both sign until the first retires; a key that retired is never taken into use again."""
    ledger = staffed()
    for event, data, signing in (
        ("LedgerKeyIntroduced", introduced("second"), ["ledger", "second"]),
        ("LedgerKeyRetired", {"kid": kid("ledger"), "reason": "r"}, ["second"]),
        ("LedgerKeyIntroduced", introduced("third"), ["second", "third"]),
    ):
        ledger = ledger.recorded("authority", by="reg", event=event, data=data)
        authority = Authority.fold("authority", ledger.entries("authority"))
        assert authority.signing(kid("ledger")) == tuple(kid(name) for name in signing)
    for name in ("ledger", "second", "reg"):
        again = ledger.proposal(
            "authority", by="reg", event="LedgerKeyIntroduced", data=introduced(name)
        )
        refused = ledger.refusal(again)
        assert refused
        assert refused.code == "ledger-key-taken"


def test_everybody_named_anywhere_is_found() -> None:
    """In fields, free text, lists, the actor and the source: none can slip past the check."""
    words = {"words": "Maya Carter said that Nobody came."}
    proposal = added(staffed(), event="ParentObjection", data=OBJECTION | words, actor="maya")
    assert set(named_in(proposal.content)) == {
        ("person", "dawn"),
        ("words", "maya"),
        ("words", "nobody"),
        ("actor", "maya"),
    }


@given(
    st.integers(min_value=-400, max_value=30),
    st.integers(min_value=-400, max_value=30),
)
def test_times_are_refused_exactly_if_they_cannot_be_true(occurred: int, known: int) -> None:
    """It happened, then it became known, then it was recorded."""
    times = {"occurred": _from_now(minutes=occurred), "known": _from_now(minutes=known)}
    refusal = staffed().refusal(added(staffed(), **times))
    assert (refusal is None) == (occurred <= known <= 0)


@given(st.sampled_from(["ann", "ben", "tess", "max", "pia", "lex", "tom"]), st.data())
def test_nobody_countersigns_their_own_entries_and_everybody_elses_can_be(
    author: str, data: Any
) -> None:
    """For each author and each second person, whoever they are."""
    second = data.draw(st.sampled_from(["ann", "ben", "tess", "max", "pia", "lex", "tom"]))
    ledger = told(by=author)
    signs = {"countersigns": 3, "kind": "countersign"}
    proposal = ledger.proposal("e1", by=second, event="Countersignature", data=signs)
    refusal = ledger.refusal(proposal)
    assert (refusal.code if refusal else None) == (
        "own-countersignature" if second == author else None
    )

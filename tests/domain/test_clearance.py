"""Clearance: who sees what of an enquiry, and what a gap tells."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clearance import (
    SEES,
    Clearance,
    Purpose,
    Readable,
    Reader,
    Standing,
    clearance_of,
    may_see,
    reader_of,
)
from domain.entry import Entry
from domain.events import BY_NAME
from domain.marks import MARKS, marks_at, marks_of
from domain.profiles import load_profile, shipped_profiles
from domain.values import Mark, Mention
from domain.visible import Gap, visible_fields, visible_statement
from tests.domain.memory import COUNCIL, POLICE, Memory, grant, staffed

ALL = frozenset(MARKS)
CONTRIBUTIONS: dict[str, Any] = {
    "discussion": 1,
    "contributions": [
        {
            "by": {"as": "DC Tom Hill", "role": "police_officer", "agency": POLICE},
            "text": "Called twice last year.",
            "mark": "police_sensitive",
        },
        {
            "by": {"as": "Grace Obi", "role": "teacher", "agency": "Oakfield Primary School"},
            "text": "Quiet since January.",
        },
    ],
}


def invited(ledger: Memory, name: str, role: str, agency: str) -> Memory:
    """After somebody of the directory was invited to the strategy discussion."""
    person = {"as": name.title(), "role": role, "agency": agency, "practitioner": name}
    data = {"discussion": 1, "participant": person}
    return ledger.recorded("e1", by="ann", event="ParticipantInvited", data=data)


def clearance(
    ledger: Memory, name: str, purpose: Purpose = "casework", at: datetime | None = None
) -> Clearance:
    """What somebody may see of the enquiry."""
    assert ledger.profile is not None
    person, enquiry = ledger.directory.practitioner(name), ledger.enquiry("e1")
    reader = reader_of(person, enquiry, ledger.directory, ledger.profile, at or ledger.now)
    return clearance_of(reader, enquiry, purpose)


def test_who_takes_no_part_may_not_know_of_the_enquiry() -> None:
    """A colleague, the police, another team's manager, a registrar, a stranger: nothing at all."""
    for name in ("ben", "sue", "pia", "lex", "tom", "reg", "nobody"):
        assert clearance(staffed(), name).nothing


def test_who_takes_part_and_their_managers_see_it_by_mark() -> None:
    """The social worker who records, her team's manager, and the manager of the whole agency."""
    assert clearance(staffed(), "ann").marks == ALL - {"restricted"}
    assert clearance(staffed(), "tess").marks == ALL
    assert clearance(staffed(), "max").marks == ALL


@pytest.mark.parametrize(
    ("name", "role", "agency", "marks"),
    [
        ("pia", "police_officer", POLICE, {"ordinary", "third_party", "police_sensitive"}),
        ("lex", "legal_adviser", "Legal Services", {"ordinary", "third_party", "privileged"}),
        ("tom", "teacher", "Oakfield Primary School", {"ordinary"}),
        ("ben", "social_worker", COUNCIL, ALL - {"restricted"}),
    ],
)
def test_who_is_invited_sees_what_their_agency_may(
    name: str, role: str, agency: str, marks: set[Mark]
) -> None:
    """Police see what is police-sensitive, the council's lawyer what is privileged."""
    assert clearance(invited(staffed(), name, role, agency), name).marks == marks


def test_a_manager_of_another_agency_sees_what_their_people_may() -> None:
    """What is privileged to the council, or restricted to its managers, is not the sergeant's."""
    text = shipped_profiles()["hertfordshire"]
    sergeant = '[roles]\nsergeant = { title = "Sergeant", agency = "police", is_manager = true }'
    profile = load_profile(text.replace("[roles]", sergeant))
    ledger = staffed().enrolled("sid", grant("sergeant", POLICE))
    ledger = replace(invited(ledger, "pia", "police_officer", POLICE), profile=profile)
    assert clearance(ledger, "sid").marks == clearance(ledger, "pia").marks
    assert {"privileged", "restricted"}.isdisjoint(clearance(ledger, "sid").marks)
    assert clearance(replace(staffed(), profile=profile), "sid").nothing


def test_an_invitation_in_another_agencys_name_opens_nothing() -> None:
    """Taking part is for the agency in which one holds a capacity."""
    ledger = invited(staffed(), "tom", "social_worker", COUNCIL)
    assert clearance(ledger, "tom").nothing


def test_a_withdrawn_invitation_opens_nothing() -> None:
    """Whoever was invited by mistake sees no more."""
    ledger = invited(staffed(), "tom", "teacher", "Oakfield Primary School")
    data = {"withdraws": 3, "reasons": "Another school."}
    ledger = ledger.recorded("e1", by="ann", event="Withdrawal", data=data)
    assert clearance(ledger, "tom").nothing


def test_who_has_left_sees_nothing() -> None:
    """Having recorded in an enquiry gives no reading of it once no capacity is in force."""
    ended = {"id": "social_worker", "last_day": "2026-02-27", "reason": "left"}
    ledger = staffed().recorded("ann", by="reg", event="CapacityEnded", data=ended)
    assert clearance(ledger, "ann").nothing
    assert clearance(staffed(), "ann", at=datetime(2025, 12, 31, tzinfo=UTC)).nothing


def test_a_registrar_sees_no_case_whatever_else_they_are() -> None:
    """Who could enrol anybody, and grant anything, is kept from every case."""
    data = {"granted": grant("registrar", "Registry")}
    ledger = staffed().recorded("ann", by="reg", event="CapacityGranted", data=data)
    assert clearance(ledger, "ann").nothing


def test_an_inspector_reads_every_enquiry_for_inspection_only() -> None:
    """Purpose binds: an inspector does no casework, a social worker inspects nothing."""
    assert clearance(staffed(), "ivy", "inspection").marks == {"ordinary", "third_party"}
    assert clearance(staffed(), "ivy", "casework").nothing
    assert clearance(staffed(), "ann", "inspection").nothing


def test_authors_may_read_again_what_they_wrote() -> None:
    """A teacher's police-sensitive note stays readable to that teacher, and to no other."""
    note = {"event": "ParentObjection", "mark": "police_sensitive", "data": OBJECTION}
    ledger = staffed().recorded("e1", by="tom", **note)
    entry = ledger.entries("e1")[-1]
    mine, others = clearance(ledger, "tom"), clearance(staffed(), "ann")
    assert mine == Clearance(frozenset({"ordinary"}), own="tom")
    assert mine.sees(Readable("police_sensitive", entry.author))
    assert not mine.sees(Readable("police_sensitive", "pia"))
    assert others.own is None


OBJECTION: dict[str, Any] = {
    "person": "dawn",
    "nature": "objection",
    "subject": "the visit",
    "words": "You had no right.",
}


def test_equal_readers_share_one_clearance() -> None:
    """Views are cached by clearance: it is hashable and does not name who reads."""
    ledger = invited(staffed(), "ben", "social_worker", COUNCIL)
    assert len({clearance(ledger, "ann"), clearance(ledger, "ben")}) == 1


def _record(ledger: Memory, data: dict[str, Any], **frame: Any) -> Entry:
    proposal = ledger.proposal("e1", by="ann", event="StrategyRecord", data=data, **frame)
    event = proposal.content.event
    return Entry(
        "e1",
        3,
        "e1/3",
        "ann",
        ledger.now,
        (),
        proposal.content.frame,
        event,
        proposal.content.parts,
    )


def test_a_contribution_is_withheld_by_its_own_mark() -> None:
    """The school reads its own contribution and a gap where the police's stands."""
    entry = _record(staffed(), CONTRIBUTIONS)
    seen = visible_fields(entry, Clearance(frozenset({"ordinary"})))["contributions"]
    assert isinstance(seen, list)
    assert seen[0] == Gap("police_sensitive")
    assert "Quiet since January." in str(seen[1])
    assert marks_of(entry) == {"ordinary", "police_sensitive"}
    assert marks_at(entry, "contributions") == {"ordinary", "police_sensitive"}
    assert marks_at(entry, "contributions.1") == {"ordinary"}
    assert marks_at(entry, "actor") == {"ordinary"}


def test_a_marked_field_hides_what_within_it_is_marked_lower() -> None:
    """A lower mark inside a list does not open the field that holds it."""
    lower = {"contributions": [{**CONTRIBUTIONS["contributions"][1], "mark": "ordinary"}]}
    entry = _record(staffed(), CONTRIBUTIONS | lower, marks={"contributions": "restricted"})
    seen = visible_fields(entry, Clearance(frozenset({"ordinary"})))
    assert seen["contributions"] == Gap("restricted")


def _with_statement(statement: tuple[str | Mention, ...], **marks: Mark) -> Entry:
    note = {"event": "ParentObjection", "data": OBJECTION, "marks": marks}
    ledger = staffed().recorded("e1", by="ann", **note)
    entry = ledger.entries("e1")[-1]
    return replace(entry, frame=entry.frame.model_copy(update={"statement": statement}))


def test_what_is_withheld_is_one_gap_however_long_it_is() -> None:
    """The number of sentences withheld would tell something about them."""
    entry = _with_statement(("Dawn objected: ", "One.", "Two.", "."), words="third_party")
    sources = (None, "words", "words", None)
    seen = visible_statement(entry, sources, Clearance(frozenset({"ordinary"})))
    assert seen == ("Dawn objected: ", Gap("third_party"), ".")
    assert visible_statement(entry, sources, Clearance(ALL)) == entry.frame.statement


def test_sources_that_do_not_fit_the_statement_show_nothing() -> None:
    """A missing source must not let a segment through."""
    entry = _with_statement(("Dawn objected: ", "One."), words="third_party")
    with pytest.raises(ValueError, match="shorter"):
        visible_statement(entry, (None,), Clearance(ALL))


FIELDS = tuple(BY_NAME["ParentObjection"].model_fields)
MARKED = st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(MARKS))
CLEARED = st.frozensets(st.sampled_from(MARKS))


@given(MARKED, CLEARED, CLEARED)
def test_more_clearance_never_shows_less(
    marks: dict[str, Mark], some: frozenset[Mark], more: frozenset[Mark]
) -> None:
    """What the narrower reader sees, the wider one sees too; nothing is shown above a clearance."""
    entry = _with_statement(FIELDS, **marks)
    narrow, wide = Clearance(some), Clearance(some | more)
    words = [set(visible_statement(entry, FIELDS, c)) - {*map(Gap, MARKS)} for c in (narrow, wide)]
    assert words[0] <= words[1]
    assert words[0] == {name for name in FIELDS if entry.mark_of(name) in some}
    fields = [visible_fields(entry, c) for c in (narrow, wide)]
    assert all(
        isinstance(value, Gap) or fields[1][name] == value for name, value in fields[0].items()
    )


READERS = st.builds(
    Reader,
    id=st.sampled_from(["ann", "tom"]),
    standings=st.frozensets(st.sampled_from(get_args(Standing))),
)


@given(READERS, st.sampled_from(MARKS), st.sampled_from(get_args(Purpose)))
def test_no_mark_shows_to_whom_the_ordinary_is_closed(
    reader: Reader, mark: Mark, purpose: Purpose
) -> None:
    """Every mark narrows: its readers are among those of the ordinary."""
    if may_see(reader, Readable(mark, "eve"), purpose):
        assert may_see(reader, Readable("ordinary", "eve"), purpose)
    assert SEES[mark] <= SEES["ordinary"]


@given(READERS, st.sampled_from(MARKS), st.sampled_from(get_args(Purpose)))
def test_a_clearance_says_what_the_policy_says(
    reader: Reader, mark: Mark, purpose: Purpose
) -> None:
    """Caching by clearance is no second policy."""
    found = clearance_of(reader, staffed().enquiry("e1"), purpose)
    assert found.sees(Readable(mark, "eve")) == may_see(reader, Readable(mark, "eve"), purpose)

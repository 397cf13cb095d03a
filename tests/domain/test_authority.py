"""The authority's stream: which procedure and calendar are in force, and for which enquiry."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.authority import Authority, NothingAdopted
from domain.events.authority import CalendarAdopted
from domain.profiles import shipped_profiles
from tests.domain.memory import Memory, founded, staffed

CALENDAR: dict[str, Any] = CalendarAdopted.example


def authority(ledger: Memory) -> Authority:
    """The authority as this ledger has it."""
    return Authority.fold("authority", ledger.entries("authority"))


def adopted(ledger: Memory, name: str, version: str) -> Memory:
    """After a further version of a procedure."""
    data = {"name": name, "version": version, "toml": shipped_profiles()[name]}
    return ledger.recorded("authority", by="reg", event="ProfileAdopted", data=data)


def test_nothing_is_in_force_before_it_is_adopted() -> None:
    """No default stands in for what the authority did not decide."""
    empty = Authority("authority")
    with pytest.raises(NothingAdopted):
        _ = empty.profile
    with pytest.raises(NothingAdopted):
        _ = empty.calendar


def test_an_enquiry_keeps_the_procedure_that_it_began_under() -> None:
    """A version adopted since changes no limit of an enquiry that is under way."""
    began = authority(founded()).version
    now = authority(adopted(founded(), "standard", "25"))
    assert now.profile.name == "standard"
    assert now.profile_at(began).name == "hertfordshire"
    assert now.profile_at(began).profile.procedure.id == "hertfordshire"
    with pytest.raises(NothingAdopted):
        now.profile_at(0)


@given(st.lists(st.sampled_from(["hertfordshire", "standard"]), max_size=5))
def test_the_last_version_adopted_by_then_is_in_force(names: list[str]) -> None:
    """Whatever comes after, a past version of the stream answers as it did."""
    ledger, then = founded(), [authority(founded())]
    for number, name in enumerate(names):
        ledger = adopted(ledger, name, f"next-{number}")
        then.append(authority(ledger))
    now = authority(ledger)
    assert [now.profile_at(past.version) for past in then] == [past.profile for past in then]
    assert now.profile.name == [*names, "hertfordshire"][len(names) - 1 if names else 0]


def test_the_calendar_in_force_is_the_last_adopted() -> None:
    """A bank holiday proclaimed since counts for every limit that is still to come."""
    holidays = sorted([*CALENDAR["bank_holidays"], "2026-05-08"])
    data = {**CALENDAR, "version": "2026-2", "bank_holidays": holidays}
    ledger = founded().recorded("authority", by="reg", event="CalendarAdopted", data=data)
    thursday, friday, monday = date(2026, 5, 7), date(2026, 5, 8), date(2026, 5, 11)
    assert authority(founded()).calendar.add_working_days(thursday, 1) == friday
    assert authority(ledger).calendar.add_working_days(thursday, 1) == monday


@pytest.mark.parametrize(
    "wrong",
    [{"last": "2025-01-01"}, {"bank_holidays": ["2027-01-01"]}, {"bank_holidays": ["x"]}],
)
def test_a_calendar_that_cannot_be_counted_by_is_no_event(wrong: dict[str, Any]) -> None:
    """Limits are never computed by days that lie outside the calendar."""
    with pytest.raises(ValueError, match=r"bank_holidays|before first"):
        CalendarAdopted.model_validate({**CALENDAR, **wrong})


@pytest.mark.parametrize(("by", "code"), [("tess", None), ("reg", None), ("ann", "may-not-record")])
def test_managers_and_registrars_adopt(by: str, code: str | None) -> None:
    """A social worker does not change the rules by which they are judged."""
    data = {"name": "standard", "version": "25", "toml": shipped_profiles()["standard"]}
    proposal = staffed().proposal("authority", by=by, event="ProfileAdopted", data=data)
    refusal = staffed().refusal(proposal)
    assert (refusal.code if refusal else None) == code


def test_other_events_in_the_authoritys_stream_raise() -> None:
    """An unknown event is never passed over: what it changed would be lost."""
    stray = replace(staffed().entries("e1")[0], stream="authority")
    with pytest.raises(TypeError, match="PersonAdded"):
        authority(founded()).after(stray)


def test_the_stream_remembers_where_it_ends() -> None:
    """Version, digest and time of the last entry, by which the next is held to its place."""
    entries = founded().entries("authority")
    end = authority(founded())
    assert (end.version, end.head, end.recorded) == (2, "authority/2", entries[-1].recorded)
    assert end.recorded is not None
    assert end.recorded > datetime(2026, 3, 2, tzinfo=UTC)

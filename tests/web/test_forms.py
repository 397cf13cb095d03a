"""Forms derived from the events: whatever an event can say, its form can be made to say."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic_core import to_json

from api.forms.asked import Shown
from api.forms.catalogue import actions
from api.forms.clock import NoSuchTime, instant_of, typed
from api.forms.form import Form, title_of
from api.forms.offered import Offered, Person
from api.forms.summary import summary
from domain.drafting import People
from domain.events import BY_NAME, Event
from domain.values import Mark, stored_form
from tests.domain.anything import INSTANTS, PERSONS, WHENS, WORDS, data_for
from tests.domain.test_events import each_event
from tests.scenario import FAMILY

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
STREAM = "00000000-0000-4000-8000-000000000001"
OFFERED = Offered(
    NOW, tuple(Person(who, names[0], "", "child", names) for who, names in FAMILY.items())
)
FRAME = {"occurred": "2026-03-02T11:30:00Z", "source": {"how": "own_act"}, "mark": "ordinary"}


def stored(event: type[Event], data: Any) -> Any:
    """The data as it is signed."""
    return stored_form(event.model_validate_json(to_json(data), context=People(FAMILY)))


@each_event
def test_the_example_survives_its_form(event: type[Event]) -> None:
    """Typed into its form, the example of an event is read from it again."""
    form = Form(event, STREAM, OFFERED)
    read = form.read(form.fill({**FRAME, **event.example}))
    assert not read.errors
    assert read.request is not None
    assert stored(event, read.request.data) == stored(event, event.example)


@each_event
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(data=st.data())
def test_whatever_can_be_recorded_survives_its_form(
    event: type[Event], data: st.DataObject
) -> None:
    """Data, to the answers that amount to it, and to data again: nothing is lost or added."""
    told = data.draw(data_for(event))
    assume(not _has_blank_text(told))
    form = Form(event, STREAM, OFFERED)
    read = form.read(form.fill({**FRAME, **told}))
    assert not read.errors
    assert read.request is not None
    assert stored(event, read.request.data) == stored(event, told)


@pytest.mark.parametrize("name", actions())
def test_a_form_speaks_to_those_who_fill_it_in(name: str) -> None:
    """With the apostrophes and quotes of print, and without the names that things have in code."""
    form = Form(BY_NAME[name], STREAM, OFFERED)
    shown = [one for section in form.show({}, {}) for one in section.questions]
    words = [form.title, form.lead, *(said for one in shown for said in _said(one))]
    assert not [said for said in words if re.search(r"""['"`_]|[a-z][A-Z]""", said)]


def _said(shown: Shown) -> Iterator[str]:
    """Every word of a question, of its choices and of what these ask for."""
    if shown.kind == "hidden":
        return
    yield from (shown.label, shown.hint, shown.add)
    for choice in shown.choices:
        yield from (choice.words, choice.hint, choice.group)
    for part in (*shown.parts, *(one for choice in shown.choices for one in choice.parts)):
        yield from _said(part)


def test_titles_are_spelt_as_people_spell_them() -> None:
    """Compounds keep their hyphen, and initials their capitals."""
    titles = {name: title_of(event) for name, event in BY_NAME.items()}
    assert titles["NonResidentInvolvement"] == "Non-resident parent involvement"
    assert titles["PreInterviewContact"] == "Pre-interview contact"
    assert titles["HealthFollowUpCompleted"] == "Health follow-up completed"
    assert titles["OutcomeSharedWithLado"] == "Outcome shared with LADO"
    assert titles["Section47Initiated"] == "Section 47 initiated"


WHO = st.one_of(
    PERSONS,
    st.fixed_dictionaries(
        {"as": WORDS, "role": st.sampled_from(["teacher", "police_officer"]), "agency": WORDS},
        optional={"practitioner": st.just("p-1"), "registration": WORDS},
    ),
)
SOURCES = st.one_of(
    st.fixed_dictionaries({"how": st.sampled_from(["own_act", "present"])}),
    st.fixed_dictionaries(
        {"how": st.sampled_from(["telephone", "video", "message", "document"])},
        optional={"from": WHO, "through": st.lists(WHO, min_size=1, max_size=3, unique_by=repr)},
    ),
)


@settings(max_examples=150)
@given(
    frame=st.fixed_dictionaries(
        {"occurred": WHENS, "source": SOURCES, "mark": st.sampled_from(get_args(Mark))},
        optional={
            "known": INSTANTS,
            "actor": WHO,
            "source.witness": WHO,
            "apart": st.lists(
                st.fixed_dictionaries(
                    {"part": st.sampled_from(["words", "place"]), "mark": st.just("restricted")}
                ),
                min_size=1,
                max_size=2,
                unique_by=lambda one: one["part"],
            ),
        },
    )
)
def test_whenever_and_however_known_survives_the_form(frame: dict[str, Any]) -> None:
    """Who, when, how it is known and who may read it are read as they were meant."""
    form = Form(BY_NAME["ChildSeen"], STREAM, OFFERED)
    read = form.read(form.fill({**BY_NAME["ChildSeen"].example, **frame}))
    assert not read.errors
    assert read.request is not None
    witness = {"witness": frame["source.witness"]} if "source.witness" in frame else {}
    assert read.request.occurred == frame["occurred"]
    assert read.request.known == frame.get("known")
    assert read.request.actor == frame.get("actor")
    assert read.request.source == {**frame["source"], **witness}
    assert read.request.mark == frame["mark"]
    assert read.request.marks == {one["part"]: one["mark"] for one in frame.get("apart", ())}


@given(INSTANTS)
def test_every_instant_can_be_typed(instant: str) -> None:
    """As London’s clocks show it, also in the hour that they show twice."""
    assert instant_of(*typed(instant)) == instant


@pytest.mark.parametrize(
    ("day", "clock", "wrong"),
    [
        (date(2026, 10, 25), "1:30am", "BST"),
        (date(2026, 3, 29), "1:30am", "clocks in England showed"),
        (date(2026, 3, 2), "25:00", "real time"),
        (date(2026, 3, 2), "13pm", "real time"),
        (date(2026, 3, 2), "2", "minutes, or am or pm"),
        (date(2026, 3, 2), "tea time", "real time"),
    ],
)
def test_a_time_that_no_clock_showed_once_is_refused(day: date, clock: str, wrong: str) -> None:
    """Twice in the autumn, never in the spring; what is typed is not guessed at."""
    with pytest.raises(NoSuchTime, match=wrong):
        instant_of(day, clock)


@pytest.mark.parametrize("clock", ["2:05pm", "2.05 PM", "14:05", "1405", "2:05 p.m."])
def test_times_are_read_as_people_write_them(clock: str) -> None:
    """One time, however it is written."""
    assert instant_of(date(2026, 3, 2), clock) == "2026-03-02T14:05:00Z"


def test_just_now_is_when_it_was_chosen() -> None:
    """A draft that is opened again tomorrow says the same, and so does a limit “by tomorrow”."""
    form = Form(BY_NAME["AgencyCheckRequested"], STREAM, OFFERED)
    settled = form.settle({"occurred": ["now"], "due": ["tomorrow"]})
    later = Form(BY_NAME["AgencyCheckRequested"], STREAM, Offered(datetime(2026, 4, 1, tzinfo=UTC)))
    assert later.settle(settled) == settled
    assert settled["occurred.at.time"] == ["12:00pm"]
    assert settled["due.on.day"] == ["3"]


def test_a_newcomer_gets_an_id_that_names_nobody_and_keeps_it() -> None:
    """An id stands in addresses of pages, and a draft that is read twice means one person."""
    form = Form(BY_NAME["PersonAdded"], STREAM, OFFERED)
    settled = form.settle({"person.as": ["Ellie Marsh"], "kind": ["parent"]})
    assert settled["person.p"][0].startswith("parent-")
    assert "ellie" not in settled["person.p"][0]
    assert form.settle(settled) == settled


def test_all_that_is_missing_is_told_at_once() -> None:
    """Each by its field, in GOV.UK’s words."""
    read = Form(BY_NAME["ActionVaried"], STREAM, OFFERED).read({"due": ["on"]})
    assert {error.name: error.message for error in read.errors} == {
        "action": "Select which action",
        "agreed_by": "Select who agreed to it",
        "due.on": "Enter date",
        "reasons": "Enter why",
        "occurred": "Select when it happened",
        "source": "Select how you know",
    }


def _has_blank_text(value: Any) -> bool:
    """Whether there is a text of blanks alone, which to a form is no text."""
    if isinstance(value, dict):
        return any(map(_has_blank_text, value.values()))
    if isinstance(value, list):
        return any(map(_has_blank_text, value))
    return isinstance(value, str) and not value.strip()


@pytest.mark.parametrize(
    ("typed_in", "words"),
    [
        (("09", "jun", "2026", "14:05"), "9 June 2026 at 2:05pm"),
        (("9", "6", "2026", "1:52:35pm"), "9 June 2026 at 1:52pm"),
        (("25", "10", "2026", "1.30am gmt"), "25 October 2026 at 1:30am GMT"),
        (("9", "6", "2026", ""), "9 June 2026"),
        (("31", "2", "2026", "noon"), "31 2 2026 noon"),
    ],
)
def test_a_time_is_checked_as_it_is_written_everywhere(
    typed_in: tuple[str, str, str, str], words: str
) -> None:
    """However it was typed; what is no time is shown as it was typed."""
    parts = zip(("day", "month", "year", "time"), typed_in, strict=True)
    answers = {f"occurred.at.{part}": [value] for part, value in parts}
    form = Form(BY_NAME["ChildSeen"], STREAM, OFFERED)
    (when,) = form.show({"occurred": ["at"], **answers}, {})[1].questions[:1]
    assert [row.value for row in summary([when])] == [words]

"""Questions across enquiries: who decided, what waits, what runs out, who is called that."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crypto.canonical import unb64
from domain.duties import Gravity
from domain.events import BY_NAME
from ledger.register import BadQuery, Page, Register
from ledger.store import Store
from tests.ledger.histories import START, Step, told
from tests.ledger.telling import Teller, at
from tests.ledger.writing import GENESIS, stream
from tests.scenario import AUTHORS, Scenario, professional

MASTER = b"m" * 32
FAR = datetime(2100, 1, 1, tzinfo=UTC)
SW, TM = (AUTHORS[key].id for key in ("sw", "tm"))
BEGUN: list[Step] = [
    ("maya", "sw", 0, 0, False),
    ("Section47Initiated", "sw", 1, 0, False),
    ("StrategyDiscussionHeld", "sw", 1, 0, False),
]


@pytest.fixture
def teller(store: Store) -> Teller:
    """Writes to a ledger that has adopted its procedure."""
    teller = Teller(store)
    teller.adopt()
    return teller


@pytest.fixture
def register(store: Store) -> Register:
    """The register of that ledger."""
    return Register(store, GENESIS, MASTER)


def later(hours: int) -> str:
    """A time after the beginning of every history here."""
    return (START + timedelta(hours=hours)).isoformat()


def decided(enquiry: str) -> Scenario:
    """From the start of enquiries to an outcome in which the manager joined."""
    manager = {"decided_by": professional("tm")}
    initiated = {**BY_NAME["Section47Initiated"].example, **manager}
    deciders = [professional("sw"), professional("tm")]
    outcome = {**BY_NAME["OutcomeDecided"].example, "deciders": deciders, "concerns": []}
    joined = {"countersigns": {"ref": "outcome"}, "kind": "co_decide"}
    return (
        at(enquiry)
        .at(later(0), event="Section47Initiated", data=initiated)
        .at(later(1), event="EmergencyAction", by="police")
        .at(later(50), event="OutcomeDecided", data=outcome, ref="outcome")
        .at(later(60), event="Countersignature", by="tm", data=joined)
    )


def test_decisions_are_found_by_person_role_kind_and_period(
    teller: Teller, register: Register
) -> None:
    """Who decided what when, each combination of the four narrowing the others."""
    teller.tell(decided(one := stream()).enquiry.entries)
    register.catch_up()

    def kinds(**asked: Any) -> list[tuple[str, str | None]]:
        return [(line.kind, line.practitioner) for line in register.decisions(**asked).items]

    assert kinds(practitioner=TM) == [("section_47_initiated", TM), ("outcome", TM)]
    assert kinds(role="social_worker") == [("outcome", SW)]
    assert kinds(kind="outcome") == [("outcome", SW), ("outcome", TM)]
    assert kinds(kind="emergency") == [("emergency", None)]
    assert kinds(practitioner=TM, until=START + timedelta(hours=1)) == [
        ("section_47_initiated", TM)
    ]
    assert kinds(practitioner=TM, kind="outcome", since=START + timedelta(hours=51)) == []
    assert kinds(practitioner=TM, role="social_worker") == []
    assert {line.stream for line in register.decisions().items} == {one}


def test_that_there_is_no_conference_is_found_as_a_decision(
    teller: Teller, register: Register
) -> None:
    """So that whoever decided it can be asked for it."""
    chosen = {**BY_NAME["ConferenceNotRequired"].example, "deciders": [professional("tm")]}
    story = at(stream()).at(later(0), event="ConferenceProgressionDecided")
    teller.tell(story.at(later(9), event="ConferenceNotRequired", data=chosen).enquiry.entries)
    register.catch_up()
    items = register.decisions(kind="conference").items
    assert [(line.result, line.practitioner) for line in items] == [
        ("conference", None),
        ("not_required", TM),
    ]


def test_a_corrected_decision_counts_once(teller: Teller, register: Register) -> None:
    """The correcting entry takes the place of what it corrects."""
    story = at(stream()).at(later(0), event="Section47NotInitiated", ref="it")
    story = story.at(later(9), event="Section47NotInitiated", corrects="it", because="Misspelt.")
    teller.tell(story.enquiry.entries)
    register.catch_up()
    assert [line.seq for line in register.decisions().items] == [2]


def test_what_waits_for_a_role_is_listed_longest_first(teller: Teller, register: Register) -> None:
    """With its age; what was answered waits no longer, and is found as given."""
    streams = [stream() for _ in range(3)]
    for hours, one in enumerate(streams):
        teller.tell(at(one).at(later(hours), event="StrategyRecord").enquiry.entries)
    answered = at(streams[1]).at(later(1), event="StrategyRecord", ref="it")
    data = {"countersigns": {"ref": "it"}, "kind": "authorise"}
    answered = answered.at(later(30), event="Countersignature", by="tm", data=data)
    teller.tell(answered.enquiry.entries[1:])
    register.catch_up()
    for role in ("team_manager", "service_manager"):
        waiting = register.waiting_for(role).items
        assert [line.stream for line in waiting] == [streams[0], streams[2]]
        assert [line.age(START + timedelta(hours=9)).seconds // 3600 for line in waiting] == [9, 7]
    assert register.waiting_for("social_worker").items == ()
    (given,) = register.countersignatures("given").items
    assert (given.stream, given.answered_by, given.age(FAR)) == (
        streams[1],
        TM,
        timedelta(hours=29),
    )


def test_duties_running_out_are_listed_by_time_and_gravity(
    teller: Teller, register: Register
) -> None:
    """A child to be seen within a day appears with the person's entry, until the child is seen."""
    story = told(stream(), BEGUN)
    teller.tell(story.enquiry.entries)
    register.catch_up()
    (unseen,) = register.running_out(FAR, gravity=Gravity.CHILD_SAFETY).items
    assert (unseen.stream, unseen.person, unseen.state(START)) == (story.enquiry.id, 1, "running")
    assert unseen.state(unseen.due_at + timedelta(seconds=1)) == "overdue"
    assert unseen not in register.running_out(unseen.due_at).items
    assert unseen in register.running_out(unseen.due_at + timedelta(seconds=1)).items
    times = [line.due_at for line in register.running_out(FAR).items]
    assert times == sorted(times)
    assert len(times) > 1
    teller.tell(story.at(later(8), event="ChildSeen").enquiry.entries[3:])
    register.catch_up()
    assert unseen not in register.running_out(FAR).items


def test_enquiries_are_listed_by_state_and_by_who_takes_part(
    teller: Teller, register: Register
) -> None:
    """An enquiry moves from list to list as it proceeds; an invitation is taking part."""
    one, two = stream(), stream()
    invited = {"discussion": 1, "participant": professional("doctor")}
    story = at(one).at(later(0), event="ReferralReceived")
    teller.tell(story.enquiry.entries)
    teller.tell(decided(two).enquiry.entries)
    register.catch_up()

    def ids(**asked: Any) -> list[str]:
        return [line.stream for line in register.enquiries(**asked).items]

    assert ids(state="referral") == [one]
    assert ids(state="outcome_decided") == [two]
    assert sorted(ids()) == sorted([one, two])
    assert ids(participant=AUTHORS["police"].id) == [two]
    assert ids(participant=AUTHORS["doctor"].id) == []
    story = story.at(later(1), event="StrategyDiscussionConvened")
    story = story.at(later(2), event="ParticipantInvited", data=invited)
    teller.tell(story.enquiry.entries[1:])
    register.catch_up()
    assert ids(state="referral") == []
    assert ids(state="strategy_discussion", participant=AUTHORS["doctor"].id) == [one]
    (line,) = register.enquiries(state="strategy_discussion").items
    assert (line.last_seq, line.last_at, line.profile) == (3, START + timedelta(hours=2), 1)


def test_an_id_is_completed_from_how_it_begins(teller: Teller, register: Register) -> None:
    """From any of its characters on, among any number of others, and from none that it has not."""
    ids = sorted(stream() for _ in range(12))
    for one in ids:
        teller.tell(told(one, BEGUN).enquiry.entries)
    register.catch_up()
    assert register.beginning("") == tuple(ids)
    assert register.beginning("", limit=3) == tuple(ids[:3])
    for one in ids:
        for length in (1, 7, 8, 9, 20, 36):
            begun = one[:length]
            assert register.beginning(begun) == tuple(id_ for id_ in ids if id_.startswith(begun))
    assert register.beginning(ids[0].upper()) == register.beginning(f"{ids[0]}0") == ()


def test_people_are_found_by_whole_words_of_any_name(teller: Teller, register: Register) -> None:
    """Several words narrow to those who have them all; another spelling of accents finds too."""
    plan: list[Step] = [(who, "sw", 0, 0, False) for who in ("maya", "leo", "dawn")]
    story = told(stream(), [*plan, ("Named", "sw", 1, 5, False)])
    teller.tell(story.enquiry.entries)
    register.catch_up()

    def people(name: str) -> list[int]:
        return [line.person for line in register.find(name).items]

    assert people("CARTER") == [1, 2, 3]
    assert people("carter, Léo") == [2]
    assert people("Dawn Ohara luk") == [3]
    assert people("Cart") == people("Maya Luk") == []
    for nameless in ("", " - ", "a " * 2 + " ".join(f"w{n}" for n in range(16))):
        with pytest.raises(BadQuery, match="name"):
            register.find(nameless)


def paged(ask: Callable[..., Page[Any]], limit: int) -> Iterator[Any]:
    """Everything, page by page."""
    after = None
    while True:
        page = ask(after=after, limit=limit)
        assert len(page.items) <= limit
        yield from page.items
        after = page.next
        if after is None:
            return


def test_pages_put_together_are_the_whole_list(teller: Teller, register: Register) -> None:
    """Of every list, whatever the size of a page: nothing is left out, nothing comes twice."""
    for _ in range(3):
        teller.tell(decided(stream()).enquiry.entries)
        teller.tell(told(stream(), BEGUN).enquiry.entries)
    teller.enrol(*(stream() for _ in range(3)))
    register.catch_up()
    for ask in (
        register.enquiries,
        register.decisions,
        lambda **page: register.enquiries(participant=SW, **page),
        lambda **page: register.countersignatures("waiting", **page),
        lambda **page: register.waiting_for("service_manager", **page),
        lambda **page: register.running_out(FAR, **page),
        lambda **page: register.find("Carter", **page),
    ):
        whole = list(paged(ask, 500))
        assert len(whole) >= 3
        assert list(paged(ask, 1)) == list(paged(ask, 2)) == whole


@pytest.mark.parametrize("after", ["", "x", "W10", "A" * 40, "é", "\ud800"])
def test_the_end_of_no_page_is_refused(register: Register, after: str) -> None:
    """Somebody's own invention is an error that names the field, and reaches no statement."""
    with pytest.raises(BadQuery, match="after") as refused:
        register.enquiries(after=after)
    assert refused.value.field == "after"


def test_the_end_of_a_page_tells_nobody_what_stands_there(
    teller: Teller, register: Register
) -> None:
    """It is sealed, differs each time, and fits no other list, nor when a bit of it is changed."""
    for _ in range(2):
        teller.tell(decided(stream()).enquiry.entries)
    register.catch_up()
    (line,), after = register.enquiries(limit=1).items, register.enquiries(limit=1).next
    assert after is not None
    assert register.enquiries(limit=1).next != after
    assert line.stream.encode() not in unb64(after)
    assert register.enquiries(limit=1, after=after).items != (line,)
    with pytest.raises(BadQuery, match="after"):
        register.decisions(after=after)
    with pytest.raises(BadQuery, match="after"):
        register.enquiries(after=("A" if after[0] != "A" else "B") + after[1:])


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_a_page_has_bounds(register: Register, limit: int) -> None:
    """A page of nothing, or of everything at once, is an error."""
    with pytest.raises(BadQuery, match="limit"):
        register.enquiries(limit=limit)


def test_enquiries_that_decided_are_found_by_kind_and_period(
    teller: Teller, register: Register
) -> None:
    """Each once, however often it decided, and no more than are asked for."""
    enquiries = [stream(), stream()]
    for enquiry in enquiries:
        teller.tell(decided(enquiry).enquiry.entries)
    register.catch_up()
    ask = register.deciding
    assert ask(limit=10) == set(enquiries)
    assert len(ask(limit=1)) == 1
    assert ask(kinds=["outcome", "emergency"], limit=10) == set(enquiries)
    assert ask(kinds=["legal_hold"], limit=10) == set()
    assert ask(until=START, limit=10) == set()
    assert ask(since=START, until=START + timedelta(minutes=1), limit=10) == set(enquiries)
    assert ask(kinds=["outcome"], until=START + timedelta(hours=40), limit=10) == set()

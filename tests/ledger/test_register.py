"""The register follows the ledger: exactly once, and as if it had read everything anew."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.duties import DutyStatus, State, evaluate
from domain.entry import Entry
from ledger.errors import RecordUnreadable
from ledger.register import Register
from ledger.register.following import TRACKED
from ledger.register.schema import TABLES
from ledger.store import Store
from tests.ledger.histories import START, Step, steps, told
from tests.ledger.telling import CALENDAR, Teller
from tests.ledger.writing import GENESIS, stream
from tests.scenario import AUTHORS

MASTER = b"m" * 32
FAR = datetime(2100, 1, 1, tzinfo=UTC)
few = settings(
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
seen: list[Step] = [
    ("maya", "sw", 0, 0, False),
    ("Section47Initiated", "sw", 1, 0, False),
    ("StrategyDiscussionHeld", "sw", 1, 0, False),
    ("StrategyRecord", "sw", 1, 0, False),
]


@pytest.fixture
def register(store: Store) -> Register:
    """The register of an empty ledger."""
    return Register(store, GENESIS, MASTER)


@pytest.fixture
def teller(store: Store) -> Teller:
    """Writes to the same ledger."""
    return Teller(store)


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of the register."""
    with store.database.read() as session:
        return {table: sorted(session.rows(f"SELECT * FROM {table}"), key=repr) for table in TABLES}


def mixed(histories: Iterable[tuple[Entry, ...]], order: random.Random) -> Iterator[Entry]:
    """Entries of several histories in a random order, each history's in its own."""
    left = [list(reversed(history)) for history in histories if history]
    while left:
        history = order.choice(left)
        yield history.pop()
        left = [other for other in left if other]


def test_everybody_enrolled_is_listed_once_caught_up(register: Register, teller: Teller) -> None:
    """Practitioners are known without opening any enquiry."""
    people = sorted(stream() for _ in range(5))
    teller.enrol(*people)
    assert register.practitioners() == ()
    register.catch_up(2)
    assert register.practitioners() == tuple(people)
    assert register.position == 5


@few
@given(
    plans=st.lists(steps, min_size=1, max_size=3),
    order=st.randoms(use_true_random=False),
    limit=st.integers(1, 9),
)
def test_following_gives_what_reading_anew_gives(
    store: Store, plans: list[list[Step]], order: random.Random, limit: int
) -> None:
    """Whatever is recorded in whatever order, read in whatever pieces by two followers in turn."""
    teller, followers = Teller(store), [Register(store, GENESIS, MASTER) for _ in range(2)]
    if not store.entries.last_position():
        teller.adopt()
    for entry in mixed([told(stream(), plan).enquiry.entries for plan in plans], order):
        teller.tell([entry])
        if order.random() < 0.5:
            order.choice(followers).follow_once(limit)
    followers[0].catch_up(limit)
    followed = contents(store)
    read_anew(store, followers[1])
    assert contents(store) == followed
    assert len(followed["register_streams"]) == len(store.entries.heads(_streams(store)))


def read_anew(store: Store, register: Register) -> None:
    """Have the register read the whole ledger again, as one of another version would."""
    with store.database.write() as session:
        for table in TABLES:
            session.run(f"DELETE FROM {table}")
        begin = "UPDATE tracking SET notification_id = 0 WHERE application_name = ?"
        session.run(begin, (TRACKED,))
    register.catch_up()


def _streams(store: Store) -> list[str]:
    return [entry.stream for entry in store.entries.range(0, 10_000)]


@few
@given(plan=steps, hours=st.integers(0, 2_000))
def test_unmet_duties_are_those_of_the_enquiry_at_any_time(
    store: Store, plan: list[Step], hours: int
) -> None:
    """What the index answers is what judging the enquiry at that time answers."""
    teller, register = Teller(store), Register(store, GENESIS, MASTER)
    if not store.entries.last_position():
        teller.adopt()
    story = told(stream(), plan)
    teller.tell(story.enquiry.entries)
    register.catch_up()
    now = max(e.recorded for e in story.enquiry.entries) if story.enquiry.entries else START
    now += timedelta(hours=hours)
    judged = evaluate(story.enquiry, story.profile, CALENDAR, now)
    expected = sorted((s.row, s.subject.trigger.seq, s.state.value) for s in judged if _unmet(s))
    listed = register.running_out(FAR, limit=500).items
    mine = [line for line in listed if line.stream == story.enquiry.id]
    assert sorted((line.duty, line.seq, line.state(now)) for line in mine) == expected


def _unmet(status: DutyStatus) -> bool:
    """Running towards a limit, beyond it, or perhaps beyond it for want of an exact start."""
    if status.due is None or status.state not in {State.RUNNING, State.OVERDUE, State.CANNOT_TELL}:
        return False
    return status.state is not State.CANNOT_TELL or len(status.entries) == 1


def test_a_second_follower_changes_nothing(
    store: Store, register: Register, teller: Teller
) -> None:
    """Of two that read the same batch, the later lets its work go."""
    teller.adopt()
    teller.tell(told(stream(), seen).enquiry.entries)
    other = Register(store, GENESIS, MASTER)
    moment, found = other._new(100)
    rows = other._rows(found, found[-1][0])
    register.catch_up()
    once = contents(store)
    assert not other._swap(rows, moment, found[-1][0])
    assert contents(store) == once
    assert other.follow_once() == 0


def test_an_unreadable_record_is_named_and_stops_nothing(
    store: Store, register: Register, teller: Teller
) -> None:
    """Whoever alters one record cannot hide what is asked about all; restored, it is read again."""
    teller.adopt()
    altered, other = told(stream(), seen), told(stream(), seen)
    teller.tell((*altered.enquiry.entries, *other.enquiry.entries))
    boxes = store.entries.sealed(altered.enquiry.id)
    with store.database.write() as session:
        session.run("DELETE FROM sealed WHERE stream = ? AND seq = 2", (altered.enquiry.id,))
    register.catch_up()
    assert register.unreadable() == register.retry() == (altered.enquiry.id,)
    assert {line.stream for line in register.running_out(FAR).items} == {other.enquiry.id}
    assert register.position == store.entries.last_position()
    with store.database.write() as session:
        values = (altered.enquiry.id, 2, boxes[2].wrapped_key, boxes[2].box)
        session.run("INSERT INTO sealed VALUES (?, ?, ?, ?)", values)
    assert register.unreadable() == (altered.enquiry.id,)
    assert register.retry() == ()
    assert len({line.stream for line in register.running_out(FAR).items}) == 2


def test_without_its_procedure_nothing_is_judged(
    store: Store, register: Register, teller: Teller
) -> None:
    """What the authority adopted must be readable, or every limit would be silently wrong."""
    teller.adopt()
    teller.tell(told(stream(), seen).enquiry.entries)
    with store.database.write() as session:
        session.run("DELETE FROM sealed WHERE stream = ?", (GENESIS.authority,))
    with pytest.raises(RecordUnreadable, match=GENESIS.authority):
        register.catch_up()
    assert register.position == 0


def test_nothing_is_left_of_a_disposed_enquiry(
    store: Store, register: Register, teller: Teller
) -> None:
    """Once its key is destroyed and it is forgotten, no row returns, not even by reading anew: only
    that it cannot be read, as long as nothing certifies its disposal.
    """
    teller.adopt()
    kept, gone = told(stream(), seen), told(stream(), seen)
    teller.tell((*kept.enquiry.entries, *gone.enquiry.entries))
    register.catch_up()
    reading = Register(store, GENESIS, MASTER)
    store.keystore.destroy(gone.enquiry.id)
    register.forget(gone.enquiry.id)
    forgotten = contents(store)
    assert not [row for table in TABLES for row in forgotten[table] if gone.enquiry.id in row]
    assert [row for row in forgotten["register_duties"] if kept.enquiry.id in row]
    read_anew(store, reading)
    assert reading.unreadable() == (gone.enquiry.id,)
    reading.forget(gone.enquiry.id)
    assert contents(store) == forgotten


def test_a_disposal_is_not_undone_by_who_was_reading_meanwhile(
    store: Store, register: Register, teller: Teller
) -> None:
    """Rows that were read before the disposal are not written after it."""
    teller.enrol(person := stream())
    moment, found = register._new(9)
    rows = register._rows(found, 1)
    other = Register(store, GENESIS, MASTER)
    store.keystore.destroy(person)
    other.forget(person)
    assert not register._swap(rows, moment, found[-1][0])
    register.catch_up()
    assert register.unreadable() == register.streams("unreadable") == (person,)
    assert [len(rows) for rows in contents(store).values() if rows] == [1]


def test_new_working_days_move_the_limits_of_every_enquiry(
    register: Register, teller: Teller
) -> None:
    """A bank holiday adopted since counts for enquiries in which nothing was recorded since."""
    teller.adopt()
    stories = [told(stream(), seen) for _ in range(3)]
    for story in stories:
        teller.tell(story.enquiry.entries)
    register.catch_up()
    before = {(d.stream, d.duty): d.due_at for d in register.running_out(FAR).items}
    holiday = CALENDAR.bank_holidays | {date(2026, 3, 4)}
    teller.adopt_calendar(replace(CALENDAR, bank_holidays=holiday, version="2"))
    register.catch_up(2)
    after = {(d.stream, d.duty): d.due_at for d in register.running_out(FAR).items}
    moved = {key for key in before if after[key] > before[key]}
    assert {key[0] for key in moved} == {story.enquiry.id for story in stories}
    assert "TIM-04" in {key[1] for key in moved}


def test_the_register_holds_no_words(store: Store, register: Register, teller: Teller) -> None:
    """Neither names nor local ids nor what was said stands in any row."""
    teller.adopt()
    plan: list[Step] = [*seen, ("dawn", "sw", 1, 0, False), ("Named", "sw", 1, 0, False)]
    teller.tell(told(stream(), plan).enquiry.entries)
    register.catch_up()
    rows = contents(store)
    assert rows["register_names"]
    texts = {value for table in TABLES for row in rows[table] for value in row}
    written = " ".join(map(str, texts)).casefold()
    names = ("maya", "dawn", "carter", *(author.name.casefold() for author in AUTHORS.values()))
    assert not [name for name in names if name in written]

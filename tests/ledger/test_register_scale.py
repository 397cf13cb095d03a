"""At 100,000 enquiries every question is still answered from an index, on both databases."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from domain.duties import Gravity
from ledger.database import Database, Row, Session, Value
from ledger.database.sqlite import SqliteDatabase, SqliteSession
from ledger.register import BlindIndex, Page, Register
from ledger.register.following import COLUMNS
from ledger.register.pressing import SECTIONS
from ledger.store import Store
from tests import postgres
from tests.ledger.histories import START
from tests.ledger.writing import GENESIS, make_folder, opened

ENQUIRIES = 100_000
OPEN = 3_000
"""Enquiries of them in which something presses."""
MASTER = b"m" * 32
INDEX = BlindIndex(MASTER, GENESIS.ledger)
STATES = ("referral", "strategy_discussion", "enquiries", "outcome_decided", "conference_held")
KINDS = ("strategy_decision", "section_47_initiated", "outcome", "conference", "emergency")
ROLES = ("social_worker", "team_manager", "service_manager", "police_officer", "paediatrician")
GRAVITIES = tuple(gravity.value for gravity in Gravity)
NAMES = ("Carter", "Smith", "Patel", "Nowak", "Jones", "Maya", "Leo", "Dawn", "Ali", "Zoë")
AGENCIES = ("a", "police", "health")
PRACTITIONER = "00000000-0000-4000-8000-"
PEOPLE = 500
MANAGING = "service_manager"
"""The role for which three entries of each open enquiry wait."""
BEGAN = int(START.timestamp()) - ENQUIRIES * 600


WHO = "p7"
OPENED = f"({BEGAN} + i * 600)"


def _one_of(choices: Sequence[str], number: str) -> str:
    """SQL that picks one of these by a number."""
    cases = " ".join(f"WHEN {i} THEN '{choice}'" for i, choice in enumerate(choices))
    return f"CASE ({number}) % {len(choices)} {cases} END"


def _numbered(number: str) -> str:
    """SQL for the id of the practitioner of a number, as `practitioner` gives it."""
    return f"'{PRACTITIONER}' || substr(CAST(1000000000000 + ({number}) AS text), 2)"


def practitioner(number: int) -> str:
    """The id of somebody who takes part in what is open."""
    return f"{PRACTITIONER}{number:012}"


_ROLE = _one_of(ROLES, "i")
_PERSON = f"'p' || (i % {PEOPLE})"
_OPENED_LATER = f"{OPENED} + i % 7"
_ROWS = {
    "register_streams": [
        f"'enquiry', {_one_of(STATES, 'i')}, 1, 2, i + 3, {OPENED}, 40, {_OPENED_LATER}"
    ],
    "register_decisions": [
        f"{seq}, {seq}, {_one_of(KINDS, f'i + {seq}')}, 'decided', {_PERSON}, {_ROLE}, "
        f"{_OPENED_LATER}, {_OPENED_LATER}"
        for seq in range(2)
    ],
    "register_countersignatures": [
        f"1, 0, 'authorise', {_one_of(('given', 'waiting'), 'i')}, {OPENED}, {OPENED}, ''"
    ],
    "register_countersigners": [f"{_ROLE}, {OPENED}, 1, 0"],
    "register_duties": [
        f"{number}, 'SEE-01', {_one_of(GRAVITIES, f'i + {number}')}, 1, 1, '{state}', "
        f"{OPENED}, {_OPENED_LATER}"
        for number, state in enumerate(("open", "met"))
    ],
    "register_participants": [f"{_PERSON}, {OPENED}"],
}
"""What following would have written of enquiry number `i`, each row without its stream."""
_OPEN_ROWS = {
    "register_pressing": [
        f"{number}, {_one_of(SECTIONS, f'i + {number}')}, 'SEE-01', {_OPENED_LATER}, {OPENED}, "
        f"{_OPENED_LATER}, 1, 1, 1, {_one_of(('', 'third_party:p9'), 'i')}, 1, 0"
        for number in range(4)
    ],
    "register_parties": [
        f"{_numbered(f'(i * 7 + {number}) % {PEOPLE}')}, {_one_of(AGENCIES, str(number))}"
        for number in range(6)
    ],
    "register_tasks": [
        f"'{MANAGING}', {number}, 'countersign', 'authorise', {_OPENED_LATER}, {OPENED}, NULL, "
        f"{number + 1}, 0, {_one_of(('', 'third_party:p9'), 'i')}, '', 1"
        for number in range(3)
    ]
    + [f"{_PERSON}, 3, 'action', 'ActionCompleted', {OPENED}, {OPENED}, {OPENED}, 1, 1, '', '', 1"],
}
"""What it would have written of one that is open."""


def _fill(
    session: Session, table: str, row: str, *, many: int = ENQUIRIES, name: str = "e"
) -> None:
    """Insert a row for each number below `many`."""
    session.run(
        f"INSERT INTO {table} (stream, {COLUMNS[table]}) "
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?) "
        f"SELECT '{name}' || i, {row} FROM n",
        (many,),
    )


def _name(session: Session, names: Sequence[str], number: str) -> None:
    """Give each enquiry's person one of these names."""
    tokens = [next(iter(INDEX.tokens([name]))) for name in names]
    literal = "x'{}'" if isinstance(session, SqliteSession) else "'\\x{}'::bytea"
    cases = " ".join(f"WHEN {i} THEN {literal.format(t.hex())}" for i, t in enumerate(tokens))
    _fill(session, "register_names", f"CASE ({number}) % {len(names)} {cases} END, 1")


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A store on each database, for tests that only read."""
    folder = tmp_path_factory.mktemp("scale")
    with ExitStack() as until_the_end:
        url = f"sqlite:///{folder / 'ledger.sqlite'}"
        if request.param == "postgres":
            server = request.getfixturevalue("postgres_url")
            url = until_the_end.enter_context(postgres.database(server))
        yield until_the_end.enter_context(opened(make_folder(folder / "data", url)))


@pytest.fixture(scope="module")
def register(store: Store) -> Register:
    """A register of 100,000 enquiries."""
    return filled(store)


def filled(store: Store) -> Register:
    """A register of 100,000 enquiries, written as it would have been by following."""
    register = Register(store, GENESIS, MASTER)
    with store.database.write() as session:
        for table, rows in _ROWS.items():
            for row in rows:
                _fill(session, table, row)
        for table, rows in _OPEN_ROWS.items():
            for row in rows:
                _fill(session, table, row, many=OPEN)
        _name(session, NAMES[:5], "i")
        _name(session, NAMES[5:], "i / 5")
        if not isinstance(store.database, SqliteDatabase):
            session.run("ANALYZE")  # as the server does by itself before long
    return register


@dataclass
class Watched:
    """A database that remembers what it was asked to read."""

    database: Database
    asked: list[tuple[str, Sequence[Value]]] = field(default_factory=list)

    @contextmanager
    def read(self) -> Iterator["WatchedSession"]:
        """A session that is watched."""
        with self.database.read() as session:
            yield WatchedSession(session, self.asked)


@dataclass
class WatchedSession:
    """One transaction of it."""

    session: Session
    asked: list[tuple[str, Sequence[Value]]]

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """Remember and read."""
        self.asked.append((statement, values))
        return self.session.rows(statement, values)


def plan(database: Database, statement: str, values: Sequence[Value]) -> str:
    """How the database says that it answers."""
    explain = "EXPLAIN QUERY PLAN" if isinstance(database, SqliteDatabase) else "EXPLAIN"
    with database.read() as session:
        return "\n".join(str(row[-1]) for row in session.rows(f"{explain} {statement}", values))


def questions(register: Register) -> dict[str, Callable[..., Page[Any]]]:
    """Every question, in every combination that narrows it."""
    now = START - timedelta(days=30)
    month = now - timedelta(days=30)
    return {
        "enquiries": register.enquiries,
        "state": lambda **page: register.enquiries(state="enquiries", **page),
        "participant": lambda **page: register.enquiries(participant=WHO, **page),
        "decisions": lambda **page: register.decisions(since=month, until=now, **page),
        "by person": lambda **page: register.decisions(practitioner=WHO, **page),
        "by role": lambda **page: register.decisions(role="police_officer", **page),
        "by kind": lambda **page: register.decisions(
            kind="outcome", since=month, until=now, **page
        ),
        "by all": lambda **page: register.decisions(
            practitioner=WHO, role=ROLES[2], kind="outcome", until=now, **page
        ),
        "waiting": lambda **page: register.countersignatures("waiting", **page),
        "waiting for": lambda **page: register.waiting_for("team_manager", **page),
        "running out": lambda **page: register.running_out(now, **page),
        "by gravity": lambda **page: register.running_out(
            now, gravity=Gravity.CHILD_SAFETY, **page
        ),
        "name": lambda **page: register.find("Patel", **page),
        "names": lambda **page: register.find("Leo Patel", **page),
    }


def test_every_question_is_answered_from_an_index(store: Store, register: Register) -> None:
    """No table is read through; SQLite, which decides without counting, does not even sort."""
    costly = ("SCAN", "TEMP B-TREE", "Seq Scan")
    for name, ask in questions(register).items():
        after = ask(limit=20).next
        assert after, name
        for page in ({"limit": 20}, {"limit": 20, "after": after}):
            watched = Watched(store.database)
            register._database = watched  # type: ignore[assignment]  # reads are all it serves
            assert len(ask(**page).items) == 20, name
            register._database = store.database
            ((statement, values),) = watched.asked
            told = plan(store.database, statement, values)
            assert not [step for step in costly if step in told], (name, told)


def test_what_presses_is_read_from_what_is_open_alone(store: Store, register: Register) -> None:
    """The duty manager's screen reads two tables, which hold nothing of what is settled."""
    watched = Watched(store.database)
    register._database = watched  # type: ignore[assignment]  # reads are all it serves
    found = register.pressing({"a", "police"})
    register._database = store.database
    assert (len(found.rows), len(found.parties)) == (4 * OPEN, 4 * OPEN)
    for statement, values in watched.asked:
        told = plan(store.database, statement, values)
        tables = set(re.findall(r"register_\w+", told))
        assert tables <= {"register_pressing", "register_parties", "register_parties_pkey"}, told


def test_what_waits_for_somebody_is_found_by_an_index(store: Store, register: Register) -> None:
    """Nothing is read of what waits for others, or of what is settled."""
    watched = Watched(store.database)
    register._database = watched  # type: ignore[assignment]  # reads are all it serves
    found = register.tasks({WHO}, {"a"})
    register.taken_part(WHO)
    assert register.overdue_for(WHO, START)
    assert register.due_for(WHO, START - timedelta(days=30), START)
    register._database = store.database
    assert len(found.rows) == OPEN // PEOPLE
    for statement, values in watched.asked:
        if "register_parties" not in statement:
            told = plan(store.database, statement, values)
            assert not [step for step in ("SCAN", "Seq Scan") if step in told], told

"""The scenarios that ship: they replay, they read well, they show what they were written for."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.disputes import Signed, dispute
from domain.duties import State, evaluate
from domain.entry import Entry
from domain.events.directory import EntriesReaffirmed, KeyRevoked
from domain.events.people import PersonFact
from domain.findings import findings
from domain.practitioner import Practitioner
from domain.values import LONDON
from ledger.replaying.scenario import read_scenario
from ledger.views import Views
from projections import case_view
from tests.scenarios.told import SHIPPED, Told, shipped

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
Shown = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module", params=SHIPPED)
def name(request: pytest.FixtureRequest) -> str:
    """Each of the scenarios that ship."""
    chosen: str = request.param
    return chosen


@pytest.fixture(scope="module")
def told(name: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """A ledger with that scenario alone, as it was told."""
    told = Told.of(tmp_path_factory.mktemp(name) / "data", shipped(name))
    yield told
    told.ledger.close()


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """The ledger of the demonstration: all three, ending now."""
    files = [shipped(name) for name in SHIPPED]
    told = Told.of(tmp_path_factory.mktemp("all") / "data", *files, ending_now=NOW)
    yield told
    told.ledger.close()


class TestTold:
    """Each scenario alone."""

    def test_it_replays_without_a_refused_line(self, name: str, told: Told) -> None:
        """30 to 60 entries are told, and each stands in every enquiry that it names."""
        scenario = read_scenario(name, shipped(name).read_text(encoding="utf-8"))
        recorded = [item.line for item in scenario.recorded]
        assert 30 <= len(recorded) <= 60
        in_enquiries = sum(len(one.enquiry) for one in recorded)
        assert in_enquiries == sum(len(one.entries) for one in told.enquiries().values())

    def test_every_statement_says_something_and_reads_as_sentences(self, told: Told) -> None:
        """No gap, no doubled stop, and an end: these words are signed and read out in court."""
        for entry in told.in_order():
            words = _words(entry)
            assert words[0].isupper(), words
            assert re.search(r"[.?!]”?$", words), words
            assert not re.search(r"\s[.,;:]|[.,;:][.,;:]|  |[{}]", words), words

    def test_whoever_is_spoken_of_is_recognised(self, told: Told) -> None:
        """A name in plain letters could not be withheld from a reader who may not see it."""
        for enquiry in told.enquiries().values():
            names = {name for names in enquiry.names_in_use().values() for name in names}
            named = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b")
            for entry in enquiry.entries:
                if not isinstance(entry.event, PersonFact):  # it says what somebody is called
                    plain = [part for part in entry.frame.statement if isinstance(part, str)]
                    assert not [part for part in plain if named.search(part)], entry.seq

    def test_free_text_names_no_date(self, name: str) -> None:
        """The demonstration moves every time; a date in somebody's words would stay behind."""
        months = "January|February|March|April|May|June|July|August|September|October|November"
        date = re.compile(rf"\b({months}|December|Christmas|Easter|20\d\d)\b")
        lines = shipped(name).read_text(encoding="utf-8").splitlines()
        for number, text in enumerate(map(json.loads, lines), start=1):
            for words in _strings(text.get("data", {})):
                iso = re.fullmatch(r"\d{4}-\d\d-\d\d(T.*)?", words)
                assert iso or not date.search(words), f"line {number}: {words}"


class TestWhatTheyShow:
    """The findings for which they were written, by child: row, kind, whom, and if explained.

    What else the procedure asks, and they do not tell, the scenarios of its chapters show.
    """

    def test_siblings(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        """A child seen late, a GP who examined, a late report, and a father left out."""
        written_for: Shown = {
            "tia": [
                ("TIM-19", "slow", "kwame", False),
                ("TIM-09", "overdue", "kwame", False),
                ("CHK-01", "late", None, False),
                ("MED-23", "late", "tia", False),
                ("MED-23", "deviation", None, False),
            ],
            "joel": [
                ("TIM-07", "late", "joel", True),
                ("MED-22", "deviation", None, False),
                ("MED-09", "overdue", "joel", False),
                ("TIM-19", "slow", "kwame", False),
                ("MED-23", "overdue", "joel", False),
            ],
        }
        assert _found(tmp_path_factory, "siblings", written_for) == written_for

    def test_night(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        """Limits missed and explained, one moved by a correction, and a surgery that is silent."""
        written_for: Shown = {
            "harper": [
                ("TIM-12", "slow", "harper", True),
                ("TIM-07", "late", "harper", True),
                ("TIM-07", "limit_moved", None, False),
                ("TIM-14", "slow", None, True),
                ("STR-02", "deviation", None, False),
                ("CHK-04", "deviation", None, False),
                ("TIM-06", "late", None, True),
                ("CHK-01", "overdue", None, False),
                ("REF-12", "recorded_late", None, False),
                ("REF-12", "recorded_late", None, False),
            ],
            "jayden": [
                ("TIM-07", "limit_moved", None, False),
                ("STR-02", "deviation", None, False),
                ("CHK-04", "deviation", None, False),
                ("TIM-06", "late", None, True),
                ("CHK-01", "late", None, False),
                ("CHK-01", "overdue", None, False),
                ("REF-12", "recorded_late", None, False),
            ],
        }
        assert _found(tmp_path_factory, "night", written_for) == written_for

    def test_not_substantiated(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        """The other procedure states few limits; what came late is the record."""
        written_for: Shown = {
            "aisha": [("REF-12", "recorded_late", None, False)],
            "yusuf": [
                ("REF-12", "recorded_late", None, True),
                ("REF-12", "recorded_late", None, True),
            ],
        }
        assert _found(tmp_path_factory, "not_substantiated", written_for) == written_for


def _found(factory: pytest.TempPathFactory, name: str, written_for: Shown) -> Shown:
    """Every finding under the rows that the scenario was written for."""
    told = Told.of(factory.mktemp(name) / "data", shipped(name))
    reads, found = told.ledger.reads, {}
    for child, enquiry in told.enquiries().items():
        adopted = reads.profile_of(enquiry.id)
        assert adopted
        all_of_it = findings(enquiry, adopted.profile, reads.authority().calendar, told.now)
        rows = {row for row, *_ in written_for[child]}
        found[child] = [
            (f.row, f.kind, f.person, bool(f.explained_by)) for f in all_of_it if f.row in rows
        ]
    told.ledger.close()
    return found


def test_what_a_stolen_key_signed_is_disputed_until_its_author_stands_by_it(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Three entries of two acts came between theft and revocation; earlier ones stay certain."""
    told = Told.of(tmp_path_factory.mktemp("theft") / "data", shipped("not_substantiated"))
    person = told.practitioner("Eleanor Finch")
    stolen = next(key for key in person.keys.values() if key.state == "revoked")
    signed = [
        Signed(entry.stream, entry.seq, entry.digest, stolen.kid, index)
        for index, entry in enumerate(told.in_order())
        if entry.author == person.id and entry.recorded < told.when(KeyRevoked)
    ]
    history = told.ledger.reads.entries(person.id)
    unsaid = [entry for entry in history if not isinstance(entry.event, EntriesReaffirmed)]
    before = Practitioner.fold(person.id, unsaid)
    size_at = told.ledger.reads.size_at
    disputed = [one for one in signed if dispute(before, one, size_at)]
    assert len(disputed) == 3 < len(signed)
    assert not [one for one in signed if dispute(person, one, size_at)]
    told.ledger.close()


class TestTogether:
    """All three in one ledger, moved so that they end now, as `make run` shows them."""

    def test_they_end_now_and_nothing_lies_in_the_future(self, demonstration: Told) -> None:
        """Each ends within the week before now."""
        for enquiry in demonstration.enquiries().values():
            assert max(entry.recorded for entry in enquiry.entries) <= NOW
        last = max(entry.recorded for entry in demonstration.in_order())
        assert NOW - last < timedelta(weeks=1)

    def test_every_enquiry_keeps_the_procedure_of_its_scenario(self, demonstration: Told) -> None:
        """Two procedures in one ledger, adopted in turn."""
        reads = demonstration.ledger.reads
        found = {child: reads.profile_of(e.id) for child, e in demonstration.enquiries().items()}
        names = {child: adopted.name for child, adopted in found.items() if adopted}
        assert names == dict.fromkeys(("tia", "joel", "harper", "jayden"), "hertfordshire") | (
            dict.fromkeys(("aisha", "yusuf"), "standard")
        )

    def test_whoever_appears_in_two_scenarios_is_one_person(self, demonstration: Told) -> None:
        """Known by their registration, with one key and one entry in the directory."""
        names = [one.name for one in demonstration.ledger.reads.directory().people.values()]
        shared = ("Priya Nair", "Gareth Llewellyn", "Dr Farah Siddiqui", "Margaret Ellison")
        assert [names.count(name) for name in shared] == [1, 1, 1, 1]

    def test_clocks_are_running(self, demonstration: Told) -> None:
        """The night is still open: its limits lie ahead."""
        reads = demonstration.ledger.reads
        harper = demonstration.enquiries()["harper"]
        adopted = reads.profile_of(harper.id)
        assert adopted
        statuses = evaluate(harper, adopted.profile, reads.authority().calendar, NOW)
        running = {status.row for status in statuses if status.state is State.RUNNING}
        assert {"TIM-01", "TIM-04", "TIM-05"} <= running

    def test_each_child_is_where_the_decisions_about_them_led(self, demonstration: Told) -> None:
        """No enquiries were started about Yusuf, though the discussion started them about Aisha."""
        demonstration.ledger.register.catch_up()
        views = Views(demonstration.ledger)
        found = {
            child: views.get(case_view, views.reading(enquiry.id, None)).stage.name
            for child, enquiry in demonstration.enquiries().items()
        }
        assert found["aisha"] == "outcome_decided"
        assert found["yusuf"] == "not_initiated"
        for child, enquiry in demonstration.enquiries().items():
            listed = demonstration.ledger.register.enquiries(state=found[child], limit=500).items
            assert enquiry.id in {line.stream for line in listed}

    def test_nobody_records_on_a_day_off_but_the_night_and_the_ward(
        self, demonstration: Told
    ) -> None:
        """Moved by whole weeks, office hours stay office hours, in summer time and in winter."""
        for entry in demonstration.in_order():
            local = entry.recorded.astimezone(LONDON)
            at_work = local.weekday() < 5 and 8 <= local.hour < 19
            nightly = entry.frame.capacity.as_ in {"Bernadette Kelly", "Dr Farah Siddiqui"}
            assert at_work or nightly or entry.frame.capacity.role == "registrar", local


def _words(entry: Entry) -> str:
    return "".join(part if isinstance(part, str) else part.as_ for part in entry.frame.statement)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else ():
        yield from _strings(inner)
    for inner in value if isinstance(value, list) else ():
        yield from _strings(inner)

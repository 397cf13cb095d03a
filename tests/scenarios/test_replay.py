"""Replaying a scenario: names, keys, times, and what happens at a line that is refused."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from domain.events.directory import EntriesReaffirmed, KeyAccepted
from domain.events.handover import EnquiryLinked
from domain.events.people import PersonAdded
from domain.events.section47 import Section47Initiated
from domain.values import LONDON
from ledger.operating.opening import open_ledger
from ledger.replaying.replay import replay
from ledger.replaying.scenario import ScenarioRefused, describe_lines, read_scenario
from ledger.replaying.scenario_lines import Practitioner, Recorded, Title
from ledger.settings import Settings
from tests.scenarios.told import (
    AGENCY,
    SHIPPED,
    Line,
    Told,
    added,
    line,
    person,
    shipped,
    title,
    written,
)

RUTH = person("ruth", registration="SW1")
PRIYA = person("priya", "team_manager", registration="SW2")
START = (title(), RUTH, PRIYA, added("02T10:00", ref="maya"))
JUNE = datetime(2026, 6, 1, tzinfo=UTC)
OWN = line("02T10:05", "Countersignature", {"countersigns": {"ref": "maya"}, "kind": "countersign"})


def refused(path: Path, *lines: Line | str) -> ScenarioRefused:
    """What replaying says to these lines."""
    with pytest.raises(ScenarioRefused) as caught:
        replay([written(path / "s.jsonl", *lines)], Settings(path / "data"))
    return caught.value


def told(path: Path, *lines: Line | str) -> Told:
    """The ledger that these lines tell."""
    return Told.of(path / "data", written(path / "s.jsonl", *lines))


class TestRefused:
    """A refused line stops the replay and says which line, why, and by which clause."""

    def test_the_line_the_reason_and_the_clause_are_named(self, tmp_path: Path) -> None:
        """Nobody countersigns what they recorded themselves (REC-02)."""
        problem = refused(tmp_path, *START, OWN)
        assert problem.detail.startswith("s.jsonl, line 5: ")
        assert problem.clause == "REC-02"
        assert problem.detail.endswith("(REC-02)")

    def test_the_ledger_is_as_it_was_before_that_line(self, tmp_path: Path) -> None:
        """What came before stands, and can be opened and read."""
        refused(tmp_path, *START, OWN)
        with_it = open_ledger(Settings(tmp_path / "data"))
        (tmp_path / "other").mkdir()
        without = told(tmp_path / "other", *START)
        assert with_it.store.log.size() == without.ledger.store.log.size()
        with_it.close()
        without.ledger.close()

    def test_a_refused_beginning_adopts_no_procedure(self, tmp_path: Path) -> None:
        """The procedure of a scenario comes into force with its first enquiry, or not at all."""
        seen = line("02T10:00", "ParentObjection", {})
        refused(tmp_path, title("standard"), RUTH, seen)
        ledger = open_ledger(Settings(tmp_path / "data"))
        assert [one.name for one in ledger.reads.authority().profiles] == ["hertfordshire"]
        ledger.close()

    @pytest.mark.parametrize(
        ("extra", "said"),
        [
            ("{broken", "line 5: not JSON"),
            pytest.param("[" * 100_000, "line 5: not JSON", id="nested without end"),
            ('{"neither": 1}', "line 5: has neither scenario, person nor at"),
            (added("02T09:00"), "line 5: at: earlier than the line before it"),
            (added("02T11:00", by="nobody"), "line 5: by: no person 'nobody'"),
            (added("02T11:00", extra=1), "line 5: extra: "),
            (added("02T11:00") | {"at": "2026-03-02T11:00:00"}, "line 5: at: "),
            (line("02T11:00", "NoSuchEvent", {}), "line 5: event: "),
            (line("02T11:00", "ParentInformed", {"person": "dawn"}), "line 5: "),
            (added("02T11:00", enquiry=[]), "line 5: enquiry: missing"),
            (added("02T11:00"), "line 5: "),
            (RUTH, "line 5: person: 'ruth' is somebody already"),
            (person("registrar"), "line 5: person: 'registrar' is somebody already"),
            (title(), "s.jsonl: has two titles"),
            (
                line("02T11:00", "Return", {"returns": {"ref": "later"}, "reasons": "No."}),
                "line 5: ref: no earlier line has the ref 'later'",
            ),
            (
                line("02T11:00", "ParentObjection", {"person": {"practitioner": "nobody"}}),
                "line 5: practitioner: no person 'nobody'",
            ),
            (
                line("02T11:00", "EnquiryLinked", {"other": {"enquiry": "leo"}}),
                "line 5: enquiry: no earlier line is told in 'leo'",
            ),
            (
                line("02T11:00", "KeyRevoked", {"reason": "left"}, practitioner="nobody"),
                "line 5: practitioner: no person 'nobody'",
            ),
            (
                line("02T11:00", "KeyAccepted", {}, practitioner="ruth"),
                "line 5: KeyAccepted: no new key was added",
            ),
            (
                line("02T11:00", "EntriesReaffirmed", {"reason": "Mine."}, practitioner="ruth"),
                "line 5: practitioner: has no key that is revoked",
            ),
        ],
    )
    def test_what_a_line_lacks_is_said(self, tmp_path: Path, extra: Line | str, said: str) -> None:
        """Each mistake with its line, before anything of that line is recorded."""
        assert said in refused(tmp_path, *START, extra).detail

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ((RUTH,), "line 1: does not begin with"),
            ((title("atlantis"), RUTH, added("02T10:00")), "line 3: profile: 'atlantis'"),
            ((title(), RUTH), "record nothing"),
        ],
    )
    def test_what_a_scenario_lacks_is_said(
        self, tmp_path: Path, lines: tuple[Line, ...], said: str
    ) -> None:
        """No title, a procedure that does not ship, or nothing to record."""
        assert said in refused(tmp_path, *lines).detail

    def test_a_file_that_cannot_be_read_is_named(self, tmp_path: Path) -> None:
        """Missing, or not text."""
        settings = Settings(tmp_path / "data")
        with pytest.raises(ScenarioRefused, match=r"none\.jsonl: No such file"):
            replay([tmp_path / "none.jsonl"], settings)
        (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe")
        with pytest.raises(ScenarioRefused, match=r"bytes\.jsonl: not UTF-8"):
            replay([tmp_path / "bytes.jsonl"], settings)


class TestNames:
    """What names in a line stand for."""

    def test_a_practitioner_is_given_by_key(self, tmp_path: Path) -> None:
        """In data too: name, role, agency, registration, and the id in the directory."""
        start = {
            "child": "maya",
            "decided_by": {"practitioner": "priya"},
            "basis": {"kind": "strategy_discussion", "discussion": 1},
            "likelihood": "likely",
            "harms": ["neglect"],
            "grounds": "Nobody has seen Maya since Friday.",
        }
        known = told(tmp_path, *START, line("02T11:00", "Section47Initiated", start))
        entry = known.enquiries()["maya"].first(Section47Initiated)
        assert entry
        assert isinstance(entry.event, Section47Initiated)
        decided_by = entry.event.decided_by
        assert (decided_by.as_, decided_by.role, decided_by.agency) == (
            "Priya",
            "team_manager",
            AGENCY,
        )
        assert decided_by.practitioner == known.practitioner("Priya").id
        known.ledger.close()

    def test_the_same_registration_in_two_scenarios_is_the_same_person(
        self, tmp_path: Path
    ) -> None:
        """Enrolled once; without a registration they are two."""
        first = written(tmp_path / "one.jsonl", *START)
        second = written(tmp_path / "two.jsonl", title(), RUTH, person("sam"), added("03T10:00"))
        third = written(
            tmp_path / "three.jsonl", title(), person("sam"), added("04T10:00", by="sam")
        )
        known = Told.of(tmp_path / "data", first, second, third)
        names = [one.name for one in known.ledger.reads.directory().people.values()]
        assert sorted(names) == ["Morwenna Tregear", "Priya", "Ruth", "Sam", "Sam"]
        known.ledger.close()

    def test_two_procedures_take_turns_in_one_ledger(self, tmp_path: Path) -> None:
        """Each enquiry begins under its own scenario's, however often the other came between."""
        files = [
            written(tmp_path / f"{day}.jsonl", title(profile), RUTH, added(f"0{day}T10:00"))
            for day, profile in enumerate(("standard", "hertfordshire", "standard"), start=2)
        ]
        known = Told.of(tmp_path / "data", *files)
        adopted = [one.name for one in known.ledger.reads.authority().profiles]
        assert adopted == ["hertfordshire", "standard", "hertfordshire", "standard"]
        known.ledger.close()


class TestKeys:
    """Key lines: the keys themselves are made while replaying."""

    STOLEN = (
        line(
            "03T09:00",
            "KeyRevoked",
            {"reason": "stolen", "compromised": "2026-03-02T09:30:00Z"},
            by="priya",
            practitioner="ruth",
        ),
        line(
            "03T09:10",
            "KeyAdded",
            {"reason": "replacement", "identified": "staff card"},
            by="priya",
            practitioner="ruth",
        ),
        line("03T09:20", "KeyAccepted", {}, practitioner="ruth"),
    )

    def test_a_stolen_key_is_replaced_and_the_new_one_signs(self, tmp_path: Path) -> None:
        """What Ruth records afterwards is admitted, which her old key could not be."""
        objection = {
            "person": "maya",
            "nature": "objection",
            "subject": "being asked",
            "words": "Go away.",
        }
        known = told(tmp_path, *START, *self.STOLEN, line("03T10:00", "ParentObjection", objection))
        states = sorted(key.state for key in known.practitioner("Ruth").keys.values())
        assert states == ["live", "revoked"]
        assert len(known.enquiries()["maya"].entries) == 2
        known.ledger.close()

    def test_until_it_is_replaced_nothing_can_be_signed(self, tmp_path: Path) -> None:
        """The clock of the ledger does not help: the order of the log decides."""
        later = line(
            "03T09:05", "PersonFact", {"person": "maya", "fact": {"kind": "not_looked_after"}}
        )
        problem = refused(tmp_path, *START, self.STOLEN[0], later)
        assert "line 6: " in problem.detail
        assert "revoked" in problem.detail

    def test_standing_by_an_act_stands_by_it_in_every_enquiry(self, tmp_path: Path) -> None:
        """One name, two entries."""
        both = [
            added("02T10:00"),
            added("02T10:00", enquiry="leo"),
            line(
                "02T10:30",
                "PersonFact",
                {"person": "maya", "fact": {"kind": "not_looked_after"}},
                enquiry=["maya", "leo"],
                ref="act",
            ),
        ]
        mine = {"reason": "Compared with my notes.", "concerns": [{"ref": "act"}]}
        stand = line("03T09:30", "EntriesReaffirmed", mine, practitioner="ruth")
        known = told(tmp_path, title(), RUTH, PRIYA, *both, *self.STOLEN, stand)
        ruth = known.practitioner("Ruth")
        assert len(ruth.reaffirmed) == 2
        assert known.when(KeyAccepted) < known.when(EntriesReaffirmed)
        known.ledger.close()


def test_another_enquiry_is_named_by_its_key(tmp_path: Path) -> None:
    """What is recorded is its id, as every other reader knows it."""
    link = {"relation": "reopens", "other": {"enquiry": "maya"}, "reasons": "A new bruise."}
    again = added("02T10:04", enquiry="again")
    linked = line("02T10:05", "EnquiryLinked", link, enquiry="again")
    history = told(tmp_path, *START, again, linked)
    begun = [one.stream for one in history.in_order() if isinstance(one.event, PersonAdded)]
    last = history.in_order()[-1]
    assert isinstance(last.event, EnquiryLinked)
    assert [last.event.other, last.stream] == begun
    history.ledger.close()


class TestEndingNow:
    """Shifting by whole weeks, so that clocks are still running and weekdays stay."""

    @given(
        st.sampled_from(SHIPPED),
        st.integers(0, 5 * 365 * 24).map(lambda hours: JUNE + timedelta(hours=hours)),
    )
    def test_weekdays_and_times_of_day_stay(self, name: str, now: datetime) -> None:
        """Also over the days on which clocks change; and all of it ends within a week of now."""
        scenario = read_scenario(name, shipped(name).read_text(encoding="utf-8"))
        moved = scenario.ending_by(now)
        for before, after in zip(scenario.recorded, moved.recorded, strict=True):
            was, is_now = (one.line.at.astimezone(LONDON) for one in (before, after))
            assert (was.weekday(), was.time()) == (is_now.weekday(), is_now.time())
        last = moved.recorded[-1].line.at
        assert timedelta(0) <= now - last <= timedelta(days=7, hours=1)

    def test_every_date_within_a_line_moves_alike(self) -> None:
        """A limit three days after a request is three days after it still."""
        asked = {
            "asked": "Seen on 2026-03-02?",
            "due": "2026-03-05",
            "planned": "2026-03-06T10:00Z",
        }
        lines = [title(), RUTH, line("02T10:00", "AgencyCheckRequested", asked)]
        scenario = read_scenario("s", "\n".join(map(json.dumps, lines)))
        moved = scenario.ending_by(datetime(2026, 7, 1, tzinfo=UTC)).recorded[0].line
        assert moved.at == datetime(2026, 6, 29, 9, 0, tzinfo=UTC)
        assert moved.data["due"] == "2026-07-02"
        assert moved.data["planned"] == "2026-07-03T09:00:00+00:00"
        assert moved.data["asked"] == "Seen on 2026-03-02?"

    def test_a_day_that_does_not_exist_is_left_for_the_event_to_refuse(self) -> None:
        """So that the refusal names the line."""
        asked = {"due": "2026-02-30"}
        lines = [title(), RUTH, line("02T10:00", "AgencyCheckRequested", asked)]
        scenario = read_scenario("s", "\n".join(map(json.dumps, lines)))
        moved = scenario.ending_by(datetime(2026, 7, 1, tzinfo=UTC))
        assert moved.recorded[0].line.data == asked


def test_the_lines_are_described_with_examples_that_fit() -> None:
    """`countersign schema`: every field is explained, and each example is such a line."""
    described = describe_lines()
    forms: dict[str, type[BaseModel]] = {
        "title": Title,
        "practitioner": Practitioner,
        "recorded": Recorded,
    }
    assert set(described) == set(forms)
    for name, form in forms.items():
        form.model_validate(described[name]["example"])
        fields = described[name]["schema"]["properties"].values()
        assert all(field["description"] for field in fields)

"""`enquiries`, `show` and the questions across enquiries: what they say, to people and machines."""

import re
import subprocess
from datetime import UTC, datetime
from typing import get_args

import pytest

from domain.events.base import CountersignKind
from ledger.cli.text.countersignatures import WORDS
from tests.cli.conftest import Demonstration
from tests.cli.running import PROGRAM, environment, run, signing
from tests.cli.terminal import Terminal

VIEWS = ("case", "chronology", "countersignatures", "duties", "decisions")


def test_enquiries_are_listed_by_id(told: Demonstration) -> None:
    """On a pipe one id stands on each line, and nothing else; JSON says the same and more."""
    listed = told.run("enquiries").out.splitlines()
    assert sorted(listed) == sorted(told.enquiries.values())
    assert [line["stream"] for line in told.run("enquiries", "--json").json()] == listed
    held = told.run("enquiries", "--state", "conference_held").out.split()
    assert held == [told.enquiries["tia"]]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fits_a_printed_page(told: Demonstration, view: str) -> None:
    """Lines have at most 80 columns and no colours, and say that this is a demonstration."""
    done = told.run("show", told.enquiries["tia"], "--view", view)
    assert (done.code, done.err) == (0, "")
    assert max(map(len, done.out.splitlines())) <= 80
    assert "\x1b" not in done.out
    assert done.out.startswith("DEMONSTRATION")


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_for_machines_says_what_state_of_the_record_it_is_of(
    told: Demonstration, view: str
) -> None:
    """JSON names the enquiry and its length, and that this is a demonstration."""
    answer = told.run("show", told.enquiries["tia"], "--view", view, "--json").json()
    assert answer["demonstration"] is True
    assert answer["known"]["enquiry"] == told.enquiries["tia"]
    assert answer["known"]["version"] > 40


def test_the_chronology_shows_every_signed_word(told: Demonstration) -> None:
    """No word of any statement is lost or changed where the table wraps it."""
    enquiry = told.enquiries["tia"]
    table = told.run("show", enquiry, "--view", "chronology").out
    rows = told.run("show", enquiry, "--view", "chronology", "--json").json()["rows"]
    lines = table.splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith("No."))
    column = slice(lines[head].index("Event"), lines[head].index("Source"))
    shown = " ".join(" ".join(line[column] for line in lines[head:]).split())
    for row in rows:
        words = "".join(piece["text"] for piece in row["statement"])
        assert " ".join(words.split()) in shown


def test_duties_and_findings_stand_by_gravity(told: Demonstration) -> None:
    """What concerns a child's safety stands before what concerns recording."""
    gravities = ["child_safety", "lawfulness", "procedure", "recording"]
    answer = told.run("show", told.enquiries["tia"], "--view", "duties", "--json").json()
    for part in ("findings", "duties"):
        found = [gravities.index(one["gravity"]) for one in answer[part]]
        assert found
        assert found == sorted(found)


def test_the_past_is_shown_as_it_was_known(told: Demonstration) -> None:
    """A time and a size of the log give the record of then, and no entry of later."""
    enquiry = told.enquiries["tia"]
    rows = told.run(
        "show", enquiry, "--view", "chronology", "--order", "recorded", "--json"
    ).json()["rows"]
    recorded = rows[19]["recorded"]
    then = told.run("show", enquiry, "--view", "chronology", "--as-of", recorded, "--json").json()
    assert then["known"]["version"] == 20
    assert max(datetime.fromisoformat(row["recorded"]) for row in then["rows"]) <= (
        datetime.fromisoformat(recorded)
    )
    early = told.run("show", enquiry, "--as-of", "5", "--json").json()
    assert early["known"]["version"] == 0
    assert "as it was known then" in told.run("show", enquiry, "--as-of", recorded).out


def test_rows_are_chosen(told: Demonstration) -> None:
    """Person, event, agency and period narrow a chronology."""
    ask = ("show", told.enquiries["tia"], "--view", "chronology", "--json")
    seen = told.run(*ask, "--event", "ChildSeen").json()["rows"]
    assert {row["event"] for row in seen} == {"ChildSeen"}
    now = datetime.now(UTC).isoformat()
    assert told.run(*ask, "--first", now).json()["rows"] == []
    assert 0 < len(told.run(*ask, "--person", "kwame").json()["rows"]) < 49
    assert told.run(*ask, "--agency", "Ashcombe Hospital", "--last", now).json()["rows"]


def test_a_chronology_without_rows_says_so(told: Demonstration) -> None:
    """A heading over nothing would look like something that failed to load."""
    ask = ("show", told.enquiries["tia"], "--view", "chronology", "--agency", "Nobody Ltd")
    assert told.run(*ask).out.rstrip().endswith("No entries as asked for.")


def test_what_is_withheld_is_counted_in_words(told: Demonstration) -> None:
    """No entry, or one, is not "0 entries and parts of 1 more"."""
    ask = ("show", told.enquiries["tia"], "--data", told.data, "--key", told.key("brandt"))
    [line] = [one for one in run(*ask, variables=signing()).out.splitlines() if "Withheld" in one]
    assert re.fullmatch(r"Withheld from you: (\d+ entr(y|ies) and )?parts of .*entr(y|ies)\.", line)
    assert " 0 " not in line
    assert not re.search(r" 1 (other )?entries", line)


def test_every_kind_of_countersignature_has_words(told: Demonstration) -> None:
    """What waits and what was done are told in English, whatever kind is added."""
    assert set(WORDS) == set(get_args(CountersignKind))
    shown = told.run("show", told.enquiries["joel"], "--view", "countersignatures").out
    assert "co-decided by Priya Nair" in " ".join(shown.split())


def test_a_key_reads_what_its_holder_may_see(told: Demonstration) -> None:
    """Who has no part in an enquiry is told what is told where there is none."""
    enquiry = told.enquiries["tia"]
    arguments = [*PROGRAM, "show", enquiry, "--data", str(told.data), "--key"]
    for person, code in (("ruth", 0), ("registrar", 1)):
        done = subprocess.run(
            [*arguments, str(told.key(person))],
            env=environment(**signing()),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code
        assert ("Tia" in done.stdout) is (code == 0)
        assert "Tia" not in done.stderr


def test_questions_across_enquiries(told: Demonstration) -> None:
    """Decisions, what waits, what runs out, and people, each in lines of tabs and in JSON."""
    everybody = told.run("decisions", "--json").json()
    hers = told.run("decisions", "--by", "priya nair", "--json").json()
    assert 0 < len(hers) < len(everybody)
    one = told.run("decisions", "--by", hers[0]["practitioner"], "--limit", "1", "--json").json()
    assert one == hers[:1]
    outcomes = told.run("decisions", "--kind", "outcome", "--role", "team_manager", "--json").json()
    assert {line["kind"] for line in outcomes} == {"outcome"}
    assert told.run("decisions", "--until", "2020-01-01T00:00Z").out == ""
    waiting = told.run("waiting", "team_manager", "--json").json()
    assert {line["state"] for line in waiting} == {"waiting"}
    due = told.run("running-out", "--json").json()
    assert {line["state"] for line in due} == {"overdue"}
    grave = told.run("running-out", "--gravity", "lawfulness", "--before", "2090-01-01T00:00Z")
    assert grave.out
    assert all(line.split("\t")[3] == "lawfulness" for line in grave.out.splitlines())
    people = told.run("find", "mensah").out.splitlines()
    assert {line.split("\t")[2] for line in people} == set(told.enquiries.values())
    assert told.run("find", "nobody").out == ""


def test_practitioners_are_listed(told: Demonstration) -> None:
    """Everybody who may sign, with their capacities, and no key but its id."""
    people = told.run("practitioners", "--json").json()
    ruth = next(one for one in people if one["name"] == "Ruth Adeyemi")
    assert ruth["registration"]
    assert any("Social Worker" in capacity for capacity in ruth["capacities"])
    assert "Ruth Adeyemi\t" in told.run("practitioners").out


def test_the_log_attests(told: Demonstration) -> None:
    """Checkpoint, receipt and head statement are what `verify` takes as evidence."""
    enquiry = told.enquiries["tia"]
    checkpoint = told.run("checkpoint").out
    assert checkpoint.splitlines()[1] == str(told.run("checkpoint", "--json").json()["size"])
    receipt = told.run("receipt", enquiry, 1)
    assert receipt.out.startswith("c2sp.org/tlog-proof@v1\n")
    assert told.run("receipt", enquiry, 1, "--json").json()["proof"] == receipt.out
    head = told.run("head", enquiry).out.strip()
    assert head.count(".") == 2
    assert told.run("head", enquiry, "--json").json()["statement"].count(".") == 2


def test_a_terminal_gets_tables_and_a_pipe_gets_lines(told: Demonstration) -> None:
    """The heading of a table is for people alone."""
    command = [*PROGRAM, "enquiries", "--data", str(told.data)]
    with Terminal(command, environment(TERM="xterm"), columns=120) as terminal:
        assert terminal.end() == 0
        assert "Stands at" in terminal.shown
        assert "conference held" in terminal.shown


def test_nobody_reading_any_more_is_quiet(told: Demonstration) -> None:
    """A pipe that is closed early ends the command as SIGPIPE would, without a word."""
    command = [*PROGRAM, "schema"]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141
    shown = [*PROGRAM, "show", told.enquiries["tia"], "--view", "decisions"]
    with subprocess.Popen(
        shown, env=environment(DATA=str(told.data)), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141

"""`countersign duty`: what presses, on a terminal, on a pipe and in JSON."""

import sqlite3
from contextlib import closing

import pytest

from ledger.register.following import TRACKED
from tests.cli.conftest import Demonstration
from tests.cli.running import PROGRAM, environment, run, signing
from tests.cli.terminal import Terminal

GONE = {
    "child": "tia",
    "last_seen": {"unknown": True},
    "place": "the school gate",
    "circumstances": "Nobody came to collect her.",
}

ALTERATIONS = {
    "words taken away": ("ledger.sqlite", "DELETE FROM sealed WHERE stream = ? AND seq = 2"),
    "an entry put in another's place": (
        "ledger.sqlite",
        """UPDATE stored_events
        SET state = (SELECT state FROM stored_events WHERE notification_id = 1)
        WHERE originator_id = ? AND originator_version = 2""",
    ),
    "called disposed of, and no certificate": (
        "ledger.sqlite",
        """UPDATE stored_events SET topic = 'countersign-disposed/1', state = zeroblob(32)
        WHERE originator_id = ?""",
    ),
    "its key destroyed": ("keystore/streams.sqlite", "DELETE FROM stream_keys WHERE stream = ?"),
}
"""How whoever can write a data folder takes an enquiry from its readers; of which, is a value."""


def missing(told: Demonstration) -> list[list[str]]:
    """The lines about children of whom nobody knows where they are, in their columns."""
    lines = [line.split("\t") for line in told.run("duty", "--names").out.splitlines()]
    return [line for line in lines if line[0] == "missing"]


def test_a_missing_child_is_on_the_screen_until_found(copied: Demonstration) -> None:
    """On a pipe a line says in which section, since when, what, who and where it stands."""
    assert missing(copied) == []
    done = copied.record("WhereaboutsUnknown", "--occurred", "unknown", fields=GONE)
    assert done.code == 0, done
    ((_, _, what, who, enquiry, entry),) = missing(copied)
    assert (what, who, enquiry) == ("SEE-14", "Tia Mensah", copied.enquiries["tia"])
    assert entry == str(copied.run("show", enquiry, "--json").json()["known"]["version"])
    found = {"child": "tia", "place": "her aunt’s flat", "circumstances": "Tia was well."}
    assert copied.record("ChildLocated", "--occurred", "unknown", fields=found).code == 0
    assert missing(copied) == []


def test_sections_stand_in_the_order_in_which_they_are_read(told: Demonstration) -> None:
    """On a terminal each has a heading and how many there are; JSON holds the same."""
    sections = told.run("duty", "--json").json()["sections"]
    command = [*PROGRAM, "duty", "--names", "--data", str(told.data)]
    with Terminal(command, environment(TERM="xterm"), columns=140) as terminal:
        assert terminal.end() == 0
        shown = terminal.shown
    headings = (
        "Children not seen",
        "Protection and orders that end",
        "Harm suspected, no strategy discussion",
        "No lead social worker",
        "Whereabouts unknown",
        "Decisions that await authority",
        "Gaps in recording",
    )
    places = [shown.index(heading) for heading in headings]
    assert places == sorted(places)
    for heading, section in zip(headings, sections, strict=True):
        assert f"{heading}: {section['many'] or 'none'}" in shown
    assert any(section["many"] for section in sections)
    assert "Mensah" in shown


def test_a_key_sees_what_its_holder_may(told: Demonstration) -> None:
    """The manager sees what presses; the registrar, who sees no case, is told of nothing."""

    def counted(person: str) -> int:
        done = run(
            *("duty", "--json", "--key", told.key(person), "--data", told.data),
            variables=signing(),
        )
        return sum(section["many"] for section in done.json()["sections"])

    assert counted("ruth") > 0
    assert counted("registrar") == 0


def test_a_limit_cuts_a_section(told: Demonstration) -> None:
    """To its first lines; no limit but one from 1 to 500 is taken."""
    whole = told.run("duty", "--json").json()["sections"]
    cut = told.run("duty", "--limit", "1", "--json").json()["sections"]
    assert [section["lines"] for section in cut] == [one["lines"][:1] for one in whole]
    for limit in (0, 501):
        assert told.run("duty", "--limit", limit).code == 2


@pytest.mark.parametrize("command", ["enquiries", "duty"])
def test_a_list_says_that_it_lacks_what_cannot_be_read(copied: Demonstration, command: str) -> None:
    """Whoever alters an enquiry has it vanish from the lists, but not unnoticed."""
    assert copied.run(command).err == ""
    alter(copied)
    found = copied.run(command)
    assert found.code == 0
    assert found.err == "1 record cannot be read and is not listed: run countersign verify\n"
    assert copied.enquiries["tia"] not in found.out


@pytest.mark.parametrize("how", sorted(ALTERATIONS))
def test_one_altered_record_does_not_stop_the_question_about_all(
    copied: Demonstration, how: str
) -> None:
    """However it was altered, it is left out and counted; those of brothers and sisters stay."""
    before = copied.run("running-out", "--json").json()
    alter(copied, how)
    found = copied.run("running-out", "--json")
    assert found.code == 0, found
    assert found.err == "1 record cannot be read and is not listed: run countersign verify\n"
    assert found.json() == [one for one in before if one["stream"] != copied.enquiries["tia"]]
    assert found.json()


def test_a_brothers_record_opens_and_does_not_name_the_one_that_was_altered(
    copied: Demonstration,
) -> None:
    """Its reader may know nothing of the other enquiry, and is told what cannot be compared."""
    alter(copied)
    done = copied.run("show", copied.enquiries["joel"])
    assert done.code == 0, done
    assert "also in another record, which cannot be read" in " ".join(done.out.split())
    assert copied.enquiries["tia"] not in done.out
    known = copied.run("show", copied.enquiries["joel"], "--json").json()["known"]
    assert known["unread_elsewhere"] > 0


def test_what_presses_is_listed_also_where_its_record_was_altered_since(
    copied: Demonstration,
) -> None:
    """The register knows that it presses; whom it is about stands in what cannot be read."""
    before = copied.run("duty", "--names", "--json").json()["sections"]
    file, statement = ALTERATIONS["words taken away"]
    with closing(sqlite3.connect(copied.data / file)) as connection, connection:
        connection.execute(statement, (copied.enquiries["tia"],))
    after = copied.run("duty", "--names", "--json").json()["sections"]
    lines = [line for section in before for line in section["lines"]]
    left = [line for section in after for line in section["lines"]]
    named = {line["stream"] for line in left if line["name"]}
    assert [line["stream"] for line in left] == [line["stream"] for line in lines]
    assert named == {line["stream"] for line in lines} - {copied.enquiries["tia"]}


def alter(copied: Demonstration, how: str = "words taken away") -> None:
    """Alter one enquiry; the register comes to it anew."""
    file, statement = ALTERATIONS[how]
    with closing(sqlite3.connect(copied.data / file)) as connection, connection:
        assert connection.execute(statement, (copied.enquiries["tia"],)).rowcount
    with closing(sqlite3.connect(copied.data / "ledger.sqlite")) as connection, connection:
        begin = "UPDATE tracking SET notification_id = 0 WHERE application_name = ?"
        connection.execute(begin, (TRACKED,))

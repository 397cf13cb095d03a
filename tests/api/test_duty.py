"""The duty manager's screen over HTTP: what presses, and to whom it is shown."""

from typing import Any

import pytest

from domain.clearance import Purpose
from ledger.across.duty import duty_screen
from ledger.across.lines import Reader
from ledger.register.pressing import SECTIONS
from ledger.views import Views
from tests.api.serving import PEOPLE, Person, Served
from tests.api.test_reading import HELD

MARKED = {"police_sensitive": {"ruth", "priya", "tom"}}


def screen(person: Person, **asked: Any) -> dict[str, dict[str, Any]]:
    """The sections, by their names."""
    answer = person.get("/api/duty", **asked)
    assert answer.status_code == 200
    found = answer.json()["sections"]
    assert [section["section"] for section in found] == list(SECTIONS)
    return {section["section"]: section for section in found}


def lines(sections: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """All lines."""
    return [line for section in sections.values() for line in section["lines"]]


def test_the_manager_sees_what_presses(reading: Served) -> None:
    """The child who was seen before the discussion but not since, and who has no lead."""
    maya, leo = (reading.told.enquiries[child] for child in ("maya", "leo"))
    found = screen(reading.person("priya"))
    (unseen,) = found["unseen"]["lines"]
    assert (unseen["stream"], unseen["seq"], unseen["person"]) == (maya, HELD, 1)
    assert {line["stream"] for line in found["unallocated"]["lines"]} == {maya, leo}
    for section in found.values():
        assert section["many"] == len(section["lines"])


@pytest.mark.parametrize("who", ["stranger", "registrar", "inspector"])
def test_who_may_see_no_enquiry_is_told_of_none(reading: Served, who: str) -> None:
    """Neither by a line nor by a number."""
    found = screen(reading.person(who))
    assert [section["many"] for section in found.values()] == [0] * len(SECTIONS)


def test_an_inspector_inspects_the_screen(reading: Served) -> None:
    """For that purpose, without what rests on police matters."""
    found = screen(reading.person("inspector"), purpose="inspection")
    assert found["unallocated"]["many"] == 2
    assert found["unseen"]["many"] == 0


def test_what_rests_on_a_withheld_entry_is_told_to_who_may_read_it(reading: Served) -> None:
    """That a child is to be seen since a discussion kept from the school is kept from it too."""
    for who in ("ruth", "priya", "tom", "grace"):
        shown = HELD in {line["seq"] for line in screen(reading.person(who))["unseen"]["lines"]}
        assert shown is (who in MARKED["police_sensitive"])


@pytest.mark.parametrize("purpose", ["casework", "inspection"])
@pytest.mark.parametrize("who", PEOPLE)
def test_the_screen_is_what_each_enquiry_would_show(
    reading: Served, who: str, purpose: Purpose
) -> None:
    """Without opening one it shows exactly the lines whose entries the reader would be shown."""
    views = Views(reading.ledger)
    reader = Reader(views, reading.told.keys[who].practitioner, purpose)
    whole = duty_screen(reading.ledger, Reader(views, None, purpose))
    every = [line for section in whole.sections for line in section.lines]
    ungrouped = [line for line in every if line.section != "gaps"]
    expected = set(
        reader.shown(ungrouped, lambda line, told: None if line.seq in told.hidden else line)
    )
    shown = duty_screen(reading.ledger, reader)
    found = {line for section in shown.sections for line in section.lines}
    assert {line for line in found if line.section != "gaps"} == expected
    assert found <= set(every)


def test_names_are_shown_to_those_who_ask(reading: Served) -> None:
    """Of whom a line is about, or of the enquiry's children; without asking, of nobody."""
    priya = reading.person("priya")
    assert {line["name"] for line in lines(screen(priya))} == {None}
    named = screen(priya, names=True)
    assert {line["name"] for line in named["unseen"]["lines"]} == {"Maya Carter"}


def test_a_section_says_how_many_more_there_are(reading: Served) -> None:
    """Of more than the limit the first are shown, and all are counted."""
    ruth = reading.person("ruth")
    whole, one = screen(ruth)["unallocated"], screen(ruth, limit=1)["unallocated"]
    assert one["lines"] == whole["lines"][:1]
    assert one["many"] == whole["many"] == 2
    for limit in (0, 501, "x"):
        assert ruth.get("/api/duty", limit=limit).status_code == 422


def test_it_is_up_to_date(writing: Served) -> None:
    """What is recorded is on the screen at once, and off it when it is answered."""
    ruth, maya = writing.person("ruth"), writing.told.enquiries["maya"]
    gone = {
        "child": "maya",
        "last_seen": "2026-03-02T11:30:00Z",
        "place": "school",
        "circumstances": "Nobody collected her.",
    }
    ruth.admit(ruth.signed("WhereaboutsUnknown", [maya], gone))
    (line,) = screen(ruth)["missing"]["lines"]
    assert (line["stream"], line["what"]) == (maya, "SEE-14")
    found = {"child": "maya", "place": "her aunt’s flat", "circumstances": "She is well."}
    ruth.admit(ruth.signed("ChildLocated", [maya], found))
    assert screen(ruth)["missing"]["many"] == 0

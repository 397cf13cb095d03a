"""Questions across enquiries: answered, page by page, with nothing that the reader may not see."""

from collections.abc import Iterator
from typing import Any

import pytest

from domain.events import BY_NAME
from tests.api.serving import Person, Served
from tests.api.test_reading import HELD

LISTS: dict[str, dict[str, Any]] = {
    "/api/enquiries": {},
    "/api/enquiries/mine": {},
    "/api/decisions": {},
    "/api/countersignatures/waiting": {"whom": "team_manager"},
    "/api/duties/running-out": {"before": "2027-01-01T00:00:00Z"},
}


def pages(person: Person, path: str, limit: int, **asked: Any) -> Iterator[list[dict[str, Any]]]:
    """The pages of a list, by the links in the headers."""
    answer = person.get(path, limit=limit, **asked)
    while True:
        body = answer.json()
        yield body["items"]
        link = answer.headers.get("Link")
        assert (link is None) == (body["next"] is None)
        if link is None:
            return
        target, _, relation = link.partition("; ")
        assert relation == 'rel="next"'
        answer = person.get(target.strip("<>"))


@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_paged(reading: Served, path: str) -> None:
    """Pages of one hold the same lines in the same order as one large page."""
    priya = reading.person("priya")
    whole = priya.get(path, **LISTS[path]).json()["items"]
    assert whole
    paged = [line for page in pages(priya, path, 1, **LISTS[path]) for line in page]
    assert paged == whole


@pytest.mark.parametrize("path", LISTS)
def test_every_list_says_how_many_records_cannot_be_read(writing: Served, path: str) -> None:
    """An enquiry that somebody altered is in no list; that it is missing is said in each."""
    priya = writing.person("priya")
    assert priya.get(path, **LISTS[path]).json()["unreadable"] == 0
    (line, *_) = priya.get("/api/enquiries").json()["items"]
    with writing.ledger.store.database.write() as session:
        altered = "UPDATE register_streams SET kind = 'unreadable' WHERE stream = ?"
        session.run(altered, (line["stream"],))
    assert priya.get(path, **LISTS[path]).json()["unreadable"] == 1


def test_the_directory_is_paged(reading: Served) -> None:
    """Everybody is listed once, in the order of their ids, and found by their id."""
    ruth = reading.person("ruth")
    listed = [line for page in pages(ruth, "/api/practitioners", 2) for line in page]
    ids = [line["practitioner"] for line in listed]
    assert ids == sorted(key.practitioner for key in reading.told.keys.values())
    one = ruth.get(f"/api/practitioners/{ids[0]}").json()
    assert one == listed[0]
    nobody = ruth.get(f"/api/practitioners/{reading.told.enquiries['maya']}")
    assert nobody.status_code == 404


@pytest.mark.parametrize("who", ["stranger", "registrar", "inspector"])
@pytest.mark.parametrize("path", LISTS)
def test_lists_show_nothing_of_what_one_may_not_see(reading: Served, who: str, path: str) -> None:
    """Who may see no enquiry finds every list empty."""
    assert reading.person(who).get(path, **LISTS[path]).json()["items"] == []


def test_an_inspector_finds_what_to_inspect(reading: Served) -> None:
    """For the purpose of inspection the lists are full."""
    inspector = reading.person("inspector")
    lines = inspector.get("/api/enquiries", purpose="inspection").json()["items"]
    assert {line["stream"] for line in lines} == set(reading.told.enquiries.values())


def test_decisions_are_found_by_who_took_them(reading: Served) -> None:
    """By person, role, kind and period, and by none of them wrongly."""
    ruth = reading.person("ruth")
    priya = reading.told.keys["priya"].practitioner
    by_person = ruth.get("/api/decisions", practitioner=priya).json()["items"]
    assert [line["kind"] for line in by_person] == ["section_47_initiated"]
    assert ruth.get("/api/decisions", role="team_manager").json()["items"] == by_person
    assert ruth.get("/api/decisions", kind="section_47_initiated").json()["items"] == by_person
    assert ruth.get("/api/decisions", kind="outcome").json()["items"] == []
    assert ruth.get("/api/decisions", until="2026-03-02T10:00:00Z").json()["items"] == []


def test_enquiries_are_found_by_state_and_part(reading: Served) -> None:
    """By where they stand, and by who takes part."""
    grace, maya = reading.person("grace"), reading.told.enquiries["maya"]
    assert [line["stream"] for line in grace.get("/api/enquiries").json()["items"]] == [maya]
    started = grace.get("/api/enquiries", state="enquiries").json()["items"]
    assert [line["stream"] for line in started] == [maya]
    assert grace.get("/api/enquiries", state="referral").json()["items"] == []


def found(person: Person, name: str) -> list[str]:
    """The enquiries in which somebody is found by this name."""
    answer = person.post("/api/people/search", {"name": name})
    assert answer.status_code == 200
    return [line["stream"] for line in answer.json()["items"]]


def test_people_are_found_by_the_words_of_their_name(reading: Served) -> None:
    """Whole words, in any order, case and accent; in every enquiry that one may see."""
    ruth, both = reading.person("ruth"), set(reading.told.enquiries.values())
    assert set(found(ruth, "CARTER, dawn")) == both
    assert set(found(reading.person("grace"), "Dawn")) == {reading.told.enquiries["maya"]}
    assert found(ruth, "Daw") == []
    assert found(reading.person("stranger"), "Dawn") == []


def test_a_withheld_name_finds_nobody(reading: Served) -> None:
    """A name that is kept from somebody cannot be tried out by searching for it."""
    assert found(reading.person("priya"), "Roswitha") == [reading.told.enquiries["maya"]]
    for who in ("ruth", "tom", "grace"):
        assert found(reading.person(who), "Roswitha") == []
        assert found(reading.person(who), "Dawn Vane") == []


def test_lines_of_withheld_entries_are_left_out(reading: Served) -> None:
    """What waits or runs out because of a withheld entry is told to those who may read that."""
    lists = {path: LISTS[path] for path in LISTS if "waiting" in path or "running" in path}
    for path, asked in lists.items():
        told = {
            who: {line["seq"] for line in reading.person(who).get(path, **asked).json()["items"]}
            for who in ("grace", "tom")
        }
        assert HELD in told["tom"]
        assert HELD not in told["grace"]


def test_a_withheld_decider_cannot_be_tried_out(writing: Served) -> None:
    """Who else decided is restricted: asking what waits for them tells only who may know it."""
    ruth, maya = writing.person("ruth"), writing.told.enquiries["maya"]
    priya = writing.told.keys["priya"].practitioner
    named = {
        who: {"as": name, "role": role, "agency": "Hertfordshire Children’s Services"}
        for who, name, role in (
            ("ruth", "Ruth Okafor", "social_worker"),
            ("priya", "Priya Nair", "team_manager"),
        )
    }
    deciders = [
        {**one, "practitioner": writing.told.keys[who].practitioner} for who, one in named.items()
    ]
    data = {**BY_NAME["OutcomeDecided"].example, "deciders": deciders, "concerns": [3]}
    marked = {"marks": {"deciders": "restricted"}}
    admitted = ruth.admit(ruth.signed("OutcomeDecided", [maya], data, **marked))
    assert admitted.status_code == 201, admitted.text

    def waiting(who: str, whom: str) -> set[str]:
        answer = writing.person(who).get("/api/countersignatures/waiting", whom=whom)
        return {line["kind"] for line in answer.json()["items"] if line["seq"] == HELD + 2}

    assert waiting("priya", priya) == {"co_decide"}
    assert waiting("grace", priya) == set()
    assert "co_decide" in waiting("grace", "social_worker")

"""Pages about people and keys, in every state that the list of pages does not reach."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.web.house import House
from tests.web.measures import axe, measured
from tests.web.reading import signed_in
from tests.web.visiting import Visitor

Somebody = Callable[[str], Visitor]


def _errors(page: Page) -> None:
    page.get_by_role("button", name="Check and sign").click()
    page.get_by_role("alert").first.wait_for()


def _stolen(page: Page) -> None:
    page.get_by_label("It was stolen").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("alert").first.wait_for()


STATES = {
    "person": ("registrar", "/people/{finch}", None),
    "own-agency": ("zielinski", "/people/{finch}", None),
    "enrol-somebody": ("registrar", "/people/enrol", None),
    "grant": ("registrar", "/people/{finch}/grant", _errors),
    "correct": ("registrar", "/people/{finch}/correct", _errors),
    "end": ("registrar", "/people/{finch}/end/{capacity}", _errors),
    "vouch": ("zielinski", "/people/{finch}/key", None),
    "delegate": ("zielinski", "/people/{finch}/delegate", _errors),
    "revoke": ("zielinski", "/people/{finch}/keys/{kid}/revoke", _stolen),
}


def places(house: House) -> dict[str, str]:
    """Ids that the addresses name."""
    finch = house.ledger.reads.practitioner(house.told.keys["finch-2"].practitioner)
    return {
        "finch": finch.id,
        "capacity": next(iter(finch.capacities)),
        "kid": next(kid for kid, key in finch.keys.items() if key.state == "live"),
    }


@pytest.mark.parametrize("state", STATES)
def test_each_is_for_everybody(state: str, person: Somebody, house: House) -> None:
    """Read by a screen reader, at 400 % and in any spacing; with its errors, where it has some."""
    who, path, act = STATES[state]
    page = person(who).open(path.format(**places(house)))
    page.locator("[data-ready]:disabled").first.wait_for(state="detached")
    if act:
        act(page)
    assert measured(page).wrong == ()


@pytest.mark.parametrize("dialog", ["signing", "session"])
def test_dialogs_are_for_everybody(dialog: str, person: Somebody) -> None:
    """What stands in front of a page can be read as the page can."""
    page = person("ruth").open("/keys")
    page.evaluate("(id) => document.getElementById(id).showModal()", dialog)
    assert list(axe(page)) == []


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("ruth", "/people/enrol"),
        ("zielinski", "/people/enrol"),
        ("hallam", "/people/{finch}/key"),
        ("priya", "/people/{finch}/key"),
        ("ruth", "/people/{finch}/grant"),
        ("zielinski", "/people/{finch}/correct"),
        ("hallam", "/people/{finch}/keys/{kid}/revoke"),
        ("finch-2", "/people/{finch}/delegate"),
        ("registrar", "/people/{finch}/key"),
    ],
)
def test_nobody_is_offered_what_is_not_theirs(house: House, who: str, path: str) -> None:
    """A page whose entry would be refused is not shown; admission decides again."""
    assert signed_in(house, who).get(path.format(**places(house))).status_code == 403


def test_the_directory_is_found_by_any_of_its_words(house: House) -> None:
    """Name, number, title and agency, in any order and in small letters."""
    ruth = signed_in(house, "ruth")
    for words in ("finch wexmere", "sw140226", "ELEANOR social"):
        found = ruth.page(f"/people?q={words}")
        assert "Eleanor Finch" in found
        assert "Priya Nair" not in found
    assert "Nobody in the directory matches" in ruth.page("/people?q=zzz")


def test_nobody_without_an_entry_is_a_person(house: House) -> None:
    """The id of an enquiry leads to no page about somebody."""
    registrar = signed_in(house, "registrar")
    assert registrar.get(f"/people/{house.enquiries['tia']}").status_code == 404

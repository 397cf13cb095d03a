"""The pages of an enquiry on a phone: what they are about is seen first, and nothing is cut off."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.web.house import House
from tests.web.visiting import PHONE, Visitor, visiting

HEAD = 0.75
"""Of the first screen that the frame around a page may take, with the demonstration's own words."""


@pytest.fixture
def phone(browser: Browser, house: House) -> Iterator[Visitor]:
    """A manager at her telephone."""
    with visiting(browser, house, viewport=PHONE) as visitor:
        visitor.carry(house.token("priya"))
        yield visitor


def test_every_page_of_an_enquiry_begins_on_the_first_screen(phone: Visitor) -> None:
    """Its heading stands above the fold, whichever page of the enquiry it is."""
    page = phone.open(phone.house.path("/enquiries/{tia}"))
    tabs = page.locator('[aria-label="Pages of this enquiry"] a')
    for path in [str(one.get_attribute("href")) for one in tabs.all()]:
        page.goto(phone.house.url + path)
        box = page.locator("h1").bounding_box()
        assert box
        assert box["y"] < HEAD * PHONE["height"], path


def test_decisions_are_read_whole_on_a_phone(phone: Visitor) -> None:
    """Each with who took it and what was known then, every number with what it counts; at a desk
    the same table has columns.
    """
    page = phone.open(phone.house.path("/enquiries/{tia}/decisions"))
    cells = page.locator(".app-decided tbody > tr > *")
    assert cells.count()
    for cell in cells.all():
        box = cell.bounding_box()
        assert box
        assert box["x"] + box["width"] <= PHONE["width"]
    label = "(one, at) => getComputedStyle(one.children[at], '::before').content"
    row = page.locator(".app-decided tbody > tr").first
    counted = page.locator(".app-decided thead th").all_text_contents()[3:]
    said = [row.evaluate(f"one => ({label})(one, {at})") for at in range(3, 7)]
    assert said == [f'"{one}: "' for one in counted]

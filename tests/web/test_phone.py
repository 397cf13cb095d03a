"""The pages of an enquiry on a phone: what they are about is seen first, and nothing is cut off."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.house import House
from tests.web.pages_list import PAST
from tests.web.visiting import DESK, PHONE, Visitor, visiting

TABLES = {
    None: ("/sign-in",),
    "priya": (
        "/enquiries/{tia}/decisions",
        "/enquiries/{tia}/chronology?form=table",
        f"/enquiries/{{tia}}/comparison?earlier={PAST}",
    ),
    "ellison": ("/decisions",),
    "registrar": ("/people",),
    "ruth": ("/log",),
}
"""The pages with tables, by who reads them."""
PARTS = {"table", "rowgroup", "row", "columnheader", "rowheader", "cell", "gridcell", "caption"}
SCREENS = 8
"""Of a phone, that the page of a case may be long: it was fifteen."""
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


def test_a_case_begins_with_what_is_open_and_is_no_roll_of_paper(phone: Visitor) -> None:
    """The longest of the demonstration: what is to be done comes before what was, nothing urgent
    is folded away, and what is folded says how much it is.
    """
    page = phone.open(phone.house.path("/enquiries/{tia}"))
    headings = page.locator("main h2:visible").all_inner_texts()
    order = ["Open actions", "Countersignatures", "Time limits", "Findings", "Decisions", "People"]
    places = [next(i for i, one in enumerate(headings) if one.startswith(it)) for it in order]
    assert places == sorted(places)
    assert page.evaluate("document.documentElement.scrollHeight") < SCREENS * PHONE["height"]
    for urgent in ("#actions", "#waiting"):
        lines = page.locator(f"section:has({urgent}) li")
        assert lines.count()
        assert all(line.is_visible() for line in lines.all())
    safety = page.locator(".app-gravity--child-safety + .app-findings > li")
    assert all(line.is_visible() for line in safety.all())
    folded = page.locator("main details > summary").all_inner_texts()
    assert any(re.fullmatch(r"\d+ overdue, .*\d+ done late", one) for one in folded)
    assert "6 earlier decisions" in folded
    assert "Tia Mensah, Joel Mensah, Leanne Hart, Kwame Mensah, Darren Pike" in folded


def test_what_a_phone_folds_is_opened_by_hand_and_open_at_a_desk_and_on_paper(
    browser: Browser, house: House
) -> None:
    """Also without scripts, where a press opens it; at a desk and on paper it needs none."""
    with visiting(browser, house, java_script_enabled=False, viewport=PHONE) as visitor:
        visitor.carry(house.token("priya"))
        page = visitor.open(house.path("/enquiries/{tia}"))
        folds = page.locator(".app-fold")
        inner = folds.locator("> .app-fold__text")
        assert folds.count() == inner.count() > 0
        assert not any(one.is_visible() for one in inner.all())
        folds.last.locator("> summary").click()
        assert inner.last.is_visible()
        folds.last.locator("> summary").click()
        page.set_viewport_size(DESK)
        assert all(one.is_visible() for one in inner.all())
        assert not any(one.is_visible() for one in folds.locator("> summary").all())
        page.set_viewport_size(PHONE)
        page.emulate_media(media="print")
        every = page.locator("main details")
        assert all(one.locator("li, p").first.is_visible() for one in every.all())


def test_a_browser_that_cannot_unfold_paper_is_helped(phone: Visitor) -> None:
    """Whatever is folded is open while it is printed, and folded again after it."""
    page = phone.open(phone.house.path("/enquiries/{tia}"), wait_until="load")
    closed = page.locator("main details:not([open])")
    many = closed.count()
    assert many
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert closed.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert closed.count() == many


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


@pytest.mark.parametrize("who", TABLES, ids=str)
def test_a_table_is_told_as_one_on_a_phone(browser: Browser, house: House, who: str | None) -> None:
    """However it is drawn there: a screen reader finds the same tables, rows, cells and headings
    as at a desk, and no browser has to guess what a part is that is drawn as a block.
    """
    with visiting(browser, house) as visitor:
        if who:
            visitor.carry(house.token(who))
        for path in TABLES[who]:
            page = visitor.open(house.path(path))
            page.set_viewport_size(DESK)
            at_a_desk = heard(page)
            assert at_a_desk["table"] == page.locator("table:visible").count(), path
            assert at_a_desk["columnheader"] == page.locator("table:visible thead th").count(), path
            page.set_viewport_size(PHONE)
            assert heard(page) == at_a_desk, path
            page.close()


def heard(page: Page) -> Counter[str]:
    """How many parts of tables the browser tells whoever does not see them, by their roles."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = [str(one["role"]["value"]) for one in nodes if not one["ignored"]]
    return Counter(role for role in roles if role in PARTS)


def test_what_is_looked_for_comes_before_how_to_look(browser: Browser, house: House) -> None:
    """An inspector's decisions begin on the first screen, the filter a press away; at a desk it
    stands open. Whoever looks for an action has room to type.
    """
    with visiting(browser, house, viewport=PHONE) as visitor:
        visitor.carry(house.token("ellison"))
        page = visitor.open("/decisions")
        found = page.locator(".app-across tbody tr").first.bounding_box()
        assert found
        assert found["y"] < PHONE["height"]
        asked = page.get_by_role("group", name="Decided from")
        assert not asked.is_visible()
        page.locator("summary", has_text="Filter").click()
        assert asked.is_visible()
        page.reload()
        page.set_viewport_size(DESK)
        assert asked.is_visible()
    with visiting(browser, house, viewport=PHONE) as visitor:
        visitor.carry(house.token("oduya"))
        page = visitor.open(house.path("/enquiries/{harper}/record"))
        box = page.get_by_role("searchbox").bounding_box()
        assert box
        assert box["width"] > PHONE["width"] / 2

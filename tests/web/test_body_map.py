"""Marks on a body map: placed with mouse, finger or keyboard, or by the name of a region."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Locator, Page, Position, expect

from api.forms import offered
from api.forms.form import Form, names_in
from api.forms.regions import REGIONS, nearest
from domain.events.body_map import VIEWS, BodyMap
from projections.body_map_svg import OUTLINES
from tests.web.house import House
from tests.web.reading import signed_in
from tests.web.visiting import PHONE, Visitor, visiting

CHILD = offered.Person("maya", "Maya", "", "child", ("Maya",))
FORM = Form(
    BodyMap,
    "00000000-0000-4000-8000-000000000001",
    offered.Offered(datetime(2026, 3, 2, 12, tzinfo=UTC), (CHILD,)),
)
MARK = {"site": "s", "size": "1 cm", "shape": "round", "colour": "red"}
PLACES = st.integers(0, 1000)


def answers(view: str, **mark: str) -> dict[str, list[str]]:
    """A form with one mark."""
    content = {"child": {"p": "maya", "as": "Maya"}, "view": view, "seen": "uncovered"}
    frame = {"occurred": "2026-03-02T11:30:00Z", "source": {"how": "own_act"}, "mark": "ordinary"}
    marks = [{"x": 0, "y": 0, **MARK}]
    filled = FORM.fill({**frame, **content, "marks": marks})
    for axis in ("x", "y"):
        del filled[f"marks.0.{axis}"]
    return filled | {f"marks.0.{part}": [value] for part, value in mark.items()}


def place_in(given: dict[str, list[str]]) -> tuple[int, int]:
    """Where the mark of a form stands."""
    read = FORM.read(given)
    assert read.request is not None, read.errors
    (mark,) = read.request.data["marks"]
    return mark["x"], mark["y"]


def test_every_outline_has_regions_whose_middles_are_their_own() -> None:
    """Whoever hears a name, or chooses it, means the same place; none is named twice."""
    assert REGIONS.keys() == OUTLINES.keys() == VIEWS.keys()
    for view, regions in REGIONS.items():
        assert len({one.code for one in regions}) == len({one.words for one in regions})
        for one in regions:
            assert nearest(view, one.x, one.y) == one


EVERY_REGION = [(view, one) for view, regions in REGIONS.items() for one in regions]


@pytest.mark.parametrize(("view", "region"), EVERY_REGION, ids=lambda one: str(one)[:30])
def test_a_region_that_is_chosen_places_the_mark(view: str, region: Any) -> None:
    """Without a script, in its middle."""
    assert place_in(answers(view, region=region.code)) == (region.x, region.y)


@given(view=st.sampled_from([*VIEWS]), x=PLACES, y=PLACES)
def test_a_place_that_was_pressed_stays_exactly_where_it_is(view: str, x: int, y: int) -> None:
    """With the region that the page shows for it, and without; another region moves the mark."""
    placed = {"x": str(x), "y": str(y)}
    assert place_in(answers(view, **placed)) == (x, y)
    known = nearest(view, x, y)
    assert place_in(answers(view, **placed, region=known.code)) == (x, y)
    other = next(one for one in REGIONS[view] if one != known)
    assert place_in(answers(view, **placed, region=other.code)) == (other.x, other.y)


def test_a_mark_needs_a_place() -> None:
    """And the error leads to the list of regions."""
    for given_answers in (answers("front"), answers("front", region="crown-of-the-head")):
        assert [one.id for one in FORM.read(given_answers).errors] == ["marks-0-region"]


def test_the_empty_mark_is_there_to_be_copied_and_never_read() -> None:
    """A form without answers has it, and reads no mark from it."""
    shown = [one for section in FORM.show({}, {}) for one in section.questions]
    names = {name for one in shown for name in names_in(one)}
    assert {"marks.new.site", "marks.new.region"} <= names
    empty = {**answers("front", region="forehead"), "marks.new.site": ["never"]}
    assert place_in(empty) == (500, 35)


def test_a_body_map_is_shown_beside_the_documents(own_house: House) -> None:
    """As a picture whose marks are told in words too."""
    stream = own_house.enquiries["tia"]
    ruth = signed_in(own_house, "ruth")
    data = {"child": "tia", "view": "back", "seen": "uncovered"}
    marks = [{"x": 500, "y": 395, **MARK, "site": "low on the back"}]
    seq = ruth.record("BodyMap", stream, {**data, "marks": marks})
    path = f"/enquiries/{stream}/body-maps/{seq}.svg"
    page = ruth.page(f"/enquiries/{stream}/documents")
    assert f'src="{path}"' in page
    assert "with 1 mark: low on the back" in page
    assert "low on the back" in ruth.page(path)


def opened(visitor: Visitor) -> tuple[Page, Locator]:
    """The form with the front of the body, and its outline."""
    visitor.carry(visitor.house.token("ruth"))
    page = visitor.open(f"/enquiries/{visitor.house.enquiries['tia']}/record/BodyMap")
    page.get_by_label("The front of the body").check()
    outline = page.get_by_role("application", name="Outline of the front")
    expect(outline).to_be_visible()
    return page, outline


def pressed(outline: Locator, across: float, down: float) -> Position:
    """A place on the outline as a pointer finds it."""
    box = outline.bounding_box()
    assert box
    return {"x": box["width"] * across, "y": box["height"] * down}


def test_marks_are_placed_and_dragged_with_a_mouse(browser: Browser, house: House) -> None:
    """Each has its questions, with the region in words; a mark is large enough to take hold of."""
    with visiting(browser, house) as visitor:
        page, outline = opened(visitor)
        outline.click(position=pressed(outline, 0.24, 0.29))
        expect(page.get_by_role("status").filter(has_text="Mark 1 placed")).to_contain_text(
            "right upper arm"
        )
        outline.click(position=pressed(outline, 0.76, 0.29))
        expect(page.locator('[name="marks.1.site"]')).to_have_value("left upper arm")
        held = page.locator('[data-number="1"]').bounding_box()
        box = outline.bounding_box()
        assert held
        assert box
        assert min(held["width"], held["height"]) > 43.5
        page.mouse.move(held["x"] + held["width"] / 2, held["y"] + held["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.35, steps=4)
        page.mouse.up()
        expect(page.locator('[name="marks.0.site"]')).to_have_value("abdomen")
        expect(page.locator(".app-mark")).to_have_count(2)


def test_marks_are_placed_and_moved_by_keyboard_alone(browser: Browser, house: House) -> None:
    """The cross says where it is; Enter places a mark, Escape leaves one where it was."""
    with visiting(browser, house) as visitor:
        page, outline = opened(visitor)
        outline.focus()
        for _ in range(7):
            page.keyboard.press("ArrowUp")
        said = page.locator(".app-outline__said")
        expect(said).to_have_text("abdomen")
        page.keyboard.press("Enter")
        expect(said).to_contain_text("Mark 1 placed: abdomen")
        move = page.get_by_role("button", name=re.compile("^Move"))
        move.focus()
        page.keyboard.press("Enter")
        expect(outline).to_be_focused()
        page.keyboard.press("Escape")
        expect(said).to_have_text("Not moved.")
        move.focus()
        page.keyboard.press("Enter")
        for _ in range(6):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator('[name="marks.0.site"]')).to_have_value("groin")
        expect(page.locator('[name="marks.0.y"]')).to_have_value("480")


def test_marks_are_placed_with_a_finger_on_a_phone(browser: Browser, house: House) -> None:
    """And the list of regions moves them, for whoever cannot hit so small a place."""
    with visiting(browser, house, viewport=PHONE, has_touch=True) as visitor:
        page, outline = opened(visitor)
        outline.scroll_into_view_if_needed()
        outline.tap(position=pressed(outline, 0.5, 0.08))
        expect(page.locator('[name="marks.0.site"]')).to_have_value("face")
        page.get_by_label("Region of the outline").select_option("Left knee")
        expect(page.locator('[name="marks.0.y"]')).to_have_value("690")
        expect(page.locator('[name="marks.0.site"]')).to_have_value("left knee")

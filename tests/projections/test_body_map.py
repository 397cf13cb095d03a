"""Body maps: what was recorded is drawn, in its place, and nothing written can act on a page."""

import re
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example
from hypothesis import given as forall
from hypothesis import strategies as st

from domain.events.body_map import VIEWS, BodyMap
from projections.body_map import Drawing, body_maps
from projections.body_map_svg import svg
from tests.domain.anything import TEXTS, WORDS
from tests.projections.views import read, without
from tests.scenario import given as told
from tests.scenario import professional

SVG = "{http://www.w3.org/2000/svg}"


def drawings(*, data: dict[str, Any] | None = None, **frame: Any) -> tuple[Drawing, ...]:
    """The drawings of a history with one body map, by Ruth Okafor unless told otherwise."""
    changed = {**BodyMap.example, **(data or {})}
    history = told().at("2026-03-02T12:00Z", event="BodyMap", data=changed, **frame)
    return body_maps(read(history)).maps


def parsed(drawing: Drawing) -> ET.Element:
    """The picture, as a browser would read it."""
    return ET.fromstring(svg(drawing))  # noqa: S314 - our own output


def marked(**words: Any) -> dict[str, Any]:
    """A body map with one mark that has these words."""
    return {"marks": [{**BodyMap.example["marks"][0], **words}]}


def test_a_map_says_who_saw_what_and_who_signed() -> None:
    """Observer and author are two people, and marks that somebody saw are no examination."""
    (one,) = drawings(actor=professional("school"), source="telephone")
    assert (one.observer.name, one.author.name) == ("Grace Obi", "Ruth Okafor")
    assert (one.child.person, one.view_words) == ("maya", "the front of the body")
    assert one.examination is None
    assert "marks seen by Grace Obi" in svg(one)


def test_a_doctors_map_names_the_examination() -> None:
    """Only such a map is a diagram of the report."""
    history = told().at("2026-03-02T10:00Z", by="doctor", event="MedicalConducted", ref="medical")
    data = {**BodyMap.example, "examination": {"ref": "medical"}}
    history = history.at("2026-03-02T12:00Z", by="doctor", event="BodyMap", data=data)
    (one,) = body_maps(read(history)).maps
    assert one.examination == 1
    assert "drawn at the examination in entry 1" in svg(one)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_and_can_be_read_out(view: str) -> None:
    """An image with a title and a description that lists the marks, for those who cannot see it."""
    (one,) = drawings(data={"view": view})
    root = parsed(one)
    title, listed = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert listed is not None
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == f"{title.get('id')} {listed.get('id')}"
    assert VIEWS[view] in (title.text or "")
    assert (listed.text or "").startswith("1. outside of the right upper arm: round, about 1 cm")


@forall(st.integers(0, 1000), st.integers(0, 1000), st.sampled_from(sorted(VIEWS)))
def test_a_mark_lies_within_the_outline_where_it_was_put(x: int, y: int, view: str) -> None:
    """Its place is in thousandths of the outline, whatever the outline's size."""
    (one,) = drawings(data={"view": view, **marked(x=x, y=y)})
    root = parsed(one)
    ring = root.find(f"{SVG}circle")
    assert ring is not None
    width, height = {"front": (500, 1000), "back": (500, 1000)}.get(
        view, (800, 1000) if "_side" not in view else (300, 1000)
    )
    assert int(ring.get("cx", "")) == x * width // 1000
    assert int(ring.get("cy", "")) == y * height // 1000


@forall(WORDS, TEXTS)
@example("a\ufffeb", "fine")
def test_whatever_was_written_stays_words(site: str, description: str) -> None:
    """Nothing that somebody writes becomes markup, and all of it is there to be read."""
    (one,) = drawings(data=marked(site=f"</desc><script>{site}", description=description))
    root = parsed(one)
    assert {element.tag for element in root.iter()} <= {
        f"{SVG}{name}"
        for name in ("svg", "title", "desc", "g", "ellipse", "path", "circle", "text", "tspan")
    }
    listed = root.find(f"{SVG}desc")
    assert listed is not None
    written = re.sub("[\ufffe\uffff]", "\ufffd", f"</desc><script>{site}")
    assert written in (listed.text or "")


def test_what_is_withheld_is_counted_and_not_drawn() -> None:
    """A reader without clearance learns that there is a map, and nothing that stands in it."""
    history = told().at("2026-03-02T12:00Z", event="BodyMap", marks={"marks": "restricted"})
    seen = body_maps(read(history, clearance=without("restricted")))
    assert seen.maps == ()
    assert [(one.entry, one.withheld) for one in seen.withheld] == [(1, "restricted")]


def test_a_map_that_was_corrected_is_drawn_once() -> None:
    """As it stands after the correction."""
    history = told().at("2026-03-02T12:00Z", event="BodyMap", ref="first")
    corrected = {**BodyMap.example, **marked(colour="brown")}
    history = history.at(
        "2026-03-02T13:00Z", event="BodyMap", data=corrected, corrects="first", because="A slip."
    )
    (one,) = body_maps(read(history)).maps
    assert (one.entry, one.marks[0].colour) == (2, "brown")

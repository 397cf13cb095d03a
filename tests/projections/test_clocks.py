"""The picture of the clocks: every limit once, where it ends, and no word more than the duties."""

from datetime import datetime
from typing import get_args
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clearance import Clearance
from domain.marks import MARKS
from projections import duties
from projections.clocks import URGENCY, Axis, clocks
from projections.clocks_svg import axis_svg, patterns_svg, sample_svg, strip_svg, title_of
from projections.duties import GravityName, StateName
from tests.projections.histories import histories
from tests.projections.views import read
from tests.scenario import Scenario
from tests.scenario import given as under

CLEARANCES = st.builds(Clearance, st.frozensets(st.sampled_from(MARKS)))
SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg: str) -> ET.Element:
    """Our own drawing as XML."""
    return ET.fromstring(svg)  # noqa: S314 - made by the test


def place(at: datetime, axis: Axis) -> int:
    """Where an instant lies on an axis, said again."""
    return round((at - axis.first) / (axis.last - axis.first) * 10_000)


@settings(max_examples=40)
@given(histories(), CLEARANCES)
def test_every_duty_with_a_due_time_has_one_bar_that_ends_there(
    history: Scenario, clearance: Clearance
) -> None:
    """No clock is left out or drawn twice, and no bar ends anywhere but at its due time."""
    asked = duties(read(history, clearance=clearance))
    shown = clocks(asked)
    assert sorted(bar.duty.model_dump_json() for bar in shown.bars) == sorted(
        duty.model_dump_json() for duty in asked.duties if duty.due
    )
    for bar in shown.bars:
        assert shown.axis
        assert bar.duty.due
        assert bar.ends == place(bar.duty.due.latest, shown.axis)
        assert 0 <= bar.begins <= bar.ends <= 10_000
        assert bar.unsure <= bar.ends
        assert (bar.beyond or bar.ends) >= bar.ends


@settings(max_examples=40)
@given(histories())
def test_the_axis_spans_every_bar_and_now(history: Scenario) -> None:
    """Whatever is drawn lies on the axis; its days stand in order and can be read."""
    asked = duties(read(history))
    axis = clocks(asked).axis
    if axis is None:
        assert not any(duty.due for duty in asked.duties)
        return
    assert axis.first <= asked.known.now <= axis.last
    assert axis.now == place(asked.known.now, axis)
    places = [tick.place for tick in axis.ticks]
    assert places == sorted(set(places))
    assert len(places) <= 7
    for tick in axis.ticks:
        assert tick.place == place(tick.at, axis)


@settings(max_examples=40)
@given(histories())
def test_the_most_urgent_comes_first(history: Scenario) -> None:
    """By state, the overdue by gravity, and then by when it is due."""
    shown = [bar.duty for bar in clocks(duties(read(history))).bars]
    assert [URGENCY.index(duty.state) for duty in shown] == sorted(
        URGENCY.index(duty.state) for duty in shown
    )
    for state in URGENCY:
        same = [duty for duty in shown if duty.state == state]
        order = [
            (
                get_args(GravityName).index(duty.gravity) if state == "overdue" else 0,
                duty.due.latest,
            )
            for duty in same
            if duty.due
        ]
        assert order == sorted(order)


@settings(max_examples=30)
@given(histories(), CLEARANCES)
def test_the_picture_is_svg_and_says_what_the_duties_say(
    history: Scenario, clearance: Clearance
) -> None:
    """Well-formed, with the title of its duty and no other words; nothing in it is a script."""
    shown = clocks(duties(read(history, clearance=clearance)))
    if shown.axis is None:
        return
    days = {tick.words for tick in shown.axis.ticks}
    assert set(parsed(axis_svg(shown.axis)).itertext()) <= days
    assert not list(parsed(patterns_svg(shown.axis)).itertext())
    for bar in shown.bars:
        strip = parsed(strip_svg(bar, shown.axis))
        assert list(strip.itertext()) == [title_of(bar.duty)]
        assert strip.findtext(f"{SVG}title") == title_of(bar.duty)
        names = {element.tag.removeprefix(SVG) for element in strip.iter()}
        assert names <= {"svg", "title", "use", "rect", "line", "circle", "path"}


def test_every_state_has_a_pattern_of_its_own() -> None:
    """The states of a duty are told apart without colour: each is drawn otherwise."""
    drawn = {state: sample_svg(state) for state in get_args(StateName)}
    assert set(URGENCY) == set(drawn)
    shapes = {state: _without_colour(svg) for state, svg in drawn.items()}
    assert len(set(shapes.values())) == len(shapes)


def _without_colour(svg: str) -> str:
    """What a printer without ink of any colour leaves: shapes, dashes, and whether they are
    filled, empty or patterned.
    """
    root = parsed(svg)
    for element in root.iter():
        for name in ("fill", "stroke"):
            value = element.get(name, "")
            if value.startswith("#"):
                element.set(name, "light" if value > "#c" else "dark")
    return ET.tostring(root, encoding="unicode")


def test_an_enquiry_without_clocks_has_no_picture() -> None:
    """Before anything is recorded that a limit counts from, there is nothing to draw."""
    history = under("standard").at("2026-03-02T09:00Z", event="PersonAdded")
    shown = clocks(duties(read(history)))
    assert shown.axis is None
    assert shown.bars == ()

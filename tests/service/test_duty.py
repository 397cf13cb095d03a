"""The duty manager's screen as time passes, while nothing is recorded."""

from collections.abc import Mapping
from typing import Any

from domain.events import BY_NAME
from ledger.across.duty import duty_screen
from ledger.across.lines import Reader
from ledger.operating.opening import open_ledger
from ledger.register import PressingLine
from ledger.views import Views
from tests.service.world import NOON, OCCURRED, World

HOUR = 3600
CHAIR = {"as": "Priya Nair", "role": "team_manager", "agency": "CS"}
HELD = {
    "discussion": 1,
    "mode": "virtual",
    "ended": OCCURRED,
    "initiating": True,
    "chair": CHAIR,
}
OFFICER = {"as": "PC Sam Reid", "role": "police_officer", "agency": "Constabulary"}
PROTECTED = {
    "kind": "police_protection",
    "officer": OFFICER,
    "grounds": "Alone.",
    "place": "Lister",
}


def lines(world: World, hours: int = 0) -> Mapping[str, tuple[PressingLine, ...]]:
    """What the manager's screen shows so many hours after noon, by sections."""
    ledger = open_ledger(world.settings, clock=lambda: NOON + hours * HOUR)
    reader = Reader(Views(ledger), world.manager.practitioner, "casework")
    screen = duty_screen(ledger, reader)
    ledger.close()
    return {section.section: section.lines for section in screen.sections}


def told(world: World, event: str, **data: Any) -> None:
    """The manager records something."""
    world.record(world.request(event, data=data), world.manager)


def test_a_gap_is_one_once_its_limit_has_passed(world: World) -> None:
    """A record that is to be sent by tomorrow is nobody's failing today."""
    told(world, "StrategyDiscussionHeld", **HELD)
    assert "TIM-06" not in {line.what for line in lines(world)["gaps"]}
    assert "TIM-06" in {line.what for line in lines(world, 24 * 7)["gaps"]}


def test_a_child_is_unseen_before_and_after_the_limit(world: World) -> None:
    """The same line, whose limit passes."""
    told(world, "StrategyDiscussionHeld", **HELD)
    assert lines(world)["unseen"] == lines(world, 24 * 7)["unseen"] != ()


def test_protection_that_ran_out_presses_until_it_is_settled_what_follows(world: World) -> None:
    """While it lasts always; after that, only in an enquiry that is under way."""
    told(world, "EmergencyAction", child="maya", action=PROTECTED)
    assert len(lines(world)["expiring"]) == len(lines(world, 100)["expiring"]) == 1
    ended = {**BY_NAME["Section47NotInitiated"].example, "child": "maya"}
    told(world, "Section47NotInitiated", **ended)
    assert len(lines(world)["expiring"]) == 1
    assert lines(world, 100)["expiring"] == ()

"""Lines of the register, for readers from whom something is withheld."""

from datetime import UTC, datetime
from typing import cast

import pytest

from ledger.across.lines import Reader
from ledger.register.answers import DutyLine
from ledger.views import Views
from projections.cache import ViewCache
from tests.domain.judging import person
from tests.projections.views import read, without
from tests.scenario import given

DUE = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(("child", "shown"), [(1, True), (2, False)])
def test_a_duty_towards_a_withheld_child_is_no_line(child: int, shown: bool) -> None:
    """Of two children who are to be seen, a reader who knows of one is not told of the other."""
    history = (
        given()
        .at("2026-03-02T09:00Z", event="PersonAdded", data=person("maya", "Maya Carter", "child"))
        .at(
            "2026-03-02T09:01Z",
            event="PersonAdded",
            data=person("leo", "Leo Carter", "child"),
            mark="restricted",
        )
        .at("2026-03-02T15:00Z", event="StrategyDiscussionHeld")
    )
    reading = read(history, "2026-03-02T16:00+00:00", without("restricted"))
    line = DutyLine(DUE, history.enquiry.id, "TIM-07", "child_safety", 3, child, DUE)
    reader = Reader(cast(Views, ViewCache()), "somebody", "casework")
    assert (reader.duty(line, reading) is not None) is shown

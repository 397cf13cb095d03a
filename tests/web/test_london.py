"""Times that somebody types, as the browser reads them: London's, on whatever clock it runs."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from tests.web.device import calls, device

LONDON = ZoneInfo("Europe/London")
MODULE = "../pages/london"
EDGES = (
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # clocks go forward at 01:00
    datetime(2026, 10, 25, 0, 0, tzinfo=UTC),  # and back at 01:00 UTC
    datetime(2026, 6, 30, 22, 59, tzinfo=UTC),
    datetime(2025, 12, 31, 23, 59, tzinfo=UTC),
)


@pytest.mark.parametrize("edge", EDGES, ids=str)
def test_a_time_is_what_londons_clocks_showed(browser: Browser, edge: datetime) -> None:
    """For each minute around a change: the earlier of two instants, and none that never was."""
    moments = [edge + timedelta(minutes=20 * step) for step in range(12)]
    shown = [moment.astimezone(LONDON) for moment in moments]
    with device(browser) as page:
        answers = calls(page, MODULE, [["instant", *f"{s:%Y-%m-%d %H:%M}".split()] for s in shown])
    expected = [s.replace(fold=0).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") for s in shown]
    assert [one["gives"] for one in answers] == expected


def test_a_time_that_never_was_is_none(browser: Browser) -> None:
    """Half past one on the night when the clocks go forward."""
    with device(browser) as page:
        answers = calls(page, MODULE, [["instant", "2026-03-29", "01:30"]])
    assert answers == [{"gives": None}]

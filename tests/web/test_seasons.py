"""The dated pages at 400 % zoom in other seasons: the other tests stand in June, a short month."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

from ledger.settings import Settings
from tests.web.house import WEDNESDAY, House, housed, tell
from tests.web.measures import reflows
from tests.web.pages_list import CASE, LISTED, NIGHT, PAST, Listed
from tests.web.visiting import visiting

AUTUMN: Final = datetime(2026, 9, 30, 9, 0, tzinfo=UTC)
"""A Wednesday at the end of the month with the widest name."""
WINTER: Final = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
"""A Wednesday behind the end of November, in which London keeps Greenwich time."""
SEASONS: Final = {"autumn": (AUTUMN, "September"), "winter": (WINTER, "November")}
"""When the pages are looked at, and the month of which they then tell the last days."""
DATED: Final = tuple(
    (who, listed)
    for who, pages in LISTED.items()
    if who
    for listed in pages
    if listed.path.startswith((CASE, NIGHT)) or listed.path in {"/", "/duty", "/countersign"}
)
"""The pages that are full of dates, with who reads them."""


@pytest.mark.parametrize("season", SEASONS)
def test_dated_pages_are_read_at_400_percent_in_every_season(
    browser: Browser, season: str, tmp_path: Path
) -> None:
    """Nothing scrolls sideways at 320 pixels, also with spaced text, whatever the month is called
    and whether its clocks show summer time. Each page is looked at in one season or the other.
    """
    now, month = SEASONS[season]
    told = tell(Settings(tmp_path / "data"), now)
    wrong: list[str] = []
    met = 0
    with housed(told, int(now.timestamp())) as house, visiting(browser, house) as visitor:
        for who, listed in DATED[[*SEASONS].index(season) :: len(SEASONS)]:
            visitor.carry(house.token(who))
            page = visitor.open(_path(listed, house))
            met += bool(re.search(rf"(2\d|30) {month} 2026", page.inner_text("main")))
            if listed.act:
                listed.act(page)
            wrong += [f"{listed.id}: {one}" for one in reflows(page)]
            page.close()
    assert not wrong, "\n".join(wrong)
    assert met > len(DATED) // len(SEASONS) // 2


def _path(listed: Listed, house: House) -> str:
    """Where the page is; a moment that it speaks of is as far back as it is in June."""
    later = datetime.fromtimestamp(house.clock.now, UTC) - WEDNESDAY
    then = datetime.fromisoformat(PAST) + later
    return house.path(listed.path).replace(PAST, f"{then:%Y-%m-%dT%H:%M:%SZ}")

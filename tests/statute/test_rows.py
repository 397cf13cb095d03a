"""Every row of the two procedures is carried out, and a scenario shows it."""

import pytest

from domain.events import BY_NAME
from domain.events.authority import AUTHORITY_EVENTS
from domain.events.records import OfflineNote
from tests.statute.catalogue import CHAPTERS, REQUIREMENTS, ids_of
from tests.statute.document import DOCUMENT, statute
from tests.statute.evidence import Scenarios
from tests.statute.frame import Row
from tests.statute.rows import rows_of

EVERY_ROW = [(chapter, row) for chapter in CHAPTERS for row in rows_of(chapter)]


@pytest.mark.parametrize(("chapter", "row"), EVERY_ROW, ids=[row.id for _, row in EVERY_ROW])
def test_row(chapter: str, row: Row, scenarios: Scenarios) -> None:
    """What the row claims stands in a scenario; a finding that it claims is put right there too."""
    seen = scenarios.beginning_with(chapter)
    assert not [str(claim) for claim in row.claims if claim.shown_in(seen) is None]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_row_of_a_chapter_has_one_entry(chapter: str) -> None:
    """In the order of the catalogue, and no row that does not exist."""
    assert [row.id for row in rows_of(chapter)] == list(ids_of(chapter))


def test_the_catalogue_is_whole() -> None:
    """257 rows, each under the heading of one chapter: 59 in both, 150 in A alone, 48 in B."""
    asks = [one.asks for one in REQUIREMENTS.values()]
    assert [asks.count(one) for one in ("AB", "A", "B")] == [59, 150, 48]


def test_every_event_happens(scenarios: Scenarios) -> None:
    """In an enquiry or in the directory; what is done to the ledger itself is not told.

    A note signed offline needs a device: `tests/service/test_offline.py` tells of one.
    """
    assert not set(BY_NAME.values()) - {*AUTHORITY_EVENTS, OfflineNote} - scenarios.events()


def test_the_document_is_as_the_rows_say() -> None:
    """`python -m tests.statute` writes it anew."""
    assert DOCUMENT.read_text(encoding="utf-8") == statute()

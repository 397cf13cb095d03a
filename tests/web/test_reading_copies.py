"""What of a bundle is there to be read: on a phone, by everybody, and on paper."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from ledger.across.lines import Reader
from ledger.exhibits.certificate import certificate
from ledger.exhibits.issued import certified
from ledger.views import Views
from tests.bundles.conftest import told
from tests.web.measures import axe, reflows, roleless

A4: ViewportSize = {"width": 680, "height": 979}
"""What the margins leave of a sheet, at 96 pixels an inch."""
_PAGES = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, bytes]]:
    """The pages of a bundle for a parent, of whom much is withheld, and the certificate for it."""
    house = told(tmp_path_factory.mktemp("copies"), "records")
    bundle = house.bundle(house.wanted("parent"))
    reader = Reader(Views(house.ledger), None, "casework")
    covered = certified(house.ledger, reader, house.enquiry.id, None)
    yield {**bundle, "certificate.html": certificate(covered)}
    house.ledger.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A browser without a network."""
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


def opened(page: Page, written: Mapping[str, bytes], name: str, folder: Path) -> Page:
    """A page, opened from a file."""
    path = folder / name
    path.write_bytes(written[name])
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("name", ["chronology.html", "schedule.html", "certificate.html"])
def test_everybody_can_read_it(
    page: Page, written: Mapping[str, bytes], tmp_path: Path, name: str
) -> None:
    """WCAG 2.2 AA by axe; at 400 % zoom and with spaced text nothing is cut off or scrolls, and a
    table is told as one.
    """
    copy = opened(page, written, name, tmp_path)
    assert [*axe(copy), *reflows(copy), *roleless(copy)] == []


def test_the_certificate_is_one_sheet(
    page: Page, written: Mapping[str, bytes], tmp_path: Path
) -> None:
    """What is signed and what it is about stand on one page of A4."""
    paper = opened(page, written, "certificate.html", tmp_path).pdf(prefer_css_page_size=True)
    assert len(_PAGES.findall(paper)) == 1


def test_on_paper_the_chronology_is_a_table(
    page: Page, written: Mapping[str, bytes], tmp_path: Path
) -> None:
    """Four columns, with their headings on every sheet; what is narrow on a screen is not here."""
    copy = opened(page, written, "chronology.html", tmp_path)
    copy.set_viewport_size(A4)
    copy.emulate_media(media="print")
    head = copy.locator("thead").last
    assert head.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    tops = copy.locator("tbody tr").last.evaluate(
        "row => [...row.cells].map((cell) => cell.getBoundingClientRect().top)"
    )
    assert len(tops) == 4
    assert len(set(tops)) == 1

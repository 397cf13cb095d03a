"""The chronology on paper: its heading, its columns on every page, and nothing of the website."""

import re
from collections.abc import Callable

from playwright.sync_api import Page

from tests.web.visiting import Visitor

A4_LANDSCAPE = {"width": 1017, "height": 660}
"""What @page leaves of A4 on its side, at 96 pixels an inch."""
_PAGES = re.compile(rb"/Type\s*/Page\b")


def printed(page: Page) -> Page:
    """The page as its style sheet for paper shows it."""
    page.set_viewport_size(A4_LANDSCAPE)  # type: ignore[arg-type]  # a plain dict
    page.emulate_media(media="print")
    return page


def test_the_table_prints_as_a_court_expects_it(person: Callable[[str], Visitor]) -> None:
    """Title with child, who printed it when and from what; a heading row that repeats; the
    demonstration said on every page; no navigation, form or button.
    """
    priya = person("priya")
    path = f"/enquiries/{priya.house.enquiries['tia']}/chronology?form=table"
    page = printed(priya.open(path))
    heading = page.locator(".app-court").inner_text()
    for words in ("Tia Mensah", "Printed by Priya Nair", "292 entries in its log", "DEMONSTRATION"):
        assert words in heading
    head = page.locator(".app-chronology thead")
    assert head.evaluate("one => getComputedStyle(one).display") == "table-header-group"
    assert "DEMONSTRATION" in head.inner_text()
    for gone in ("nav", "form", "button", ".app-header", "footer"):
        assert not [one for one in page.locator(gone).all() if one.is_visible()], gone
    assert page.evaluate("document.documentElement.scrollWidth") <= A4_LANDSCAPE["width"]


def test_it_prints_on_more_than_one_page_of_a4(person: Callable[[str], Visitor]) -> None:
    """As the browser itself sets it, on its side; the timeline upright."""
    priya = person("priya")
    path = f"/enquiries/{priya.house.enquiries['tia']}/chronology"
    for form, size in (("table", b"841."), ("timeline", b"594.")):
        page = priya.open(f"{path}?form={form}")
        paper = page.pdf(prefer_css_page_size=True)
        assert len(_PAGES.findall(paper)) > 2, form
        boxes = set(re.findall(rb"/MediaBox\s*\[\s*0 0 (\d+\.)", paper))
        assert boxes == {size}, form

"""How much a routine entry asks of a social worker at eleven at night."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.web.house import House
from tests.web.telling import Enter

MOST = 9
"""Interactions from the case page to the receipt: under ten, as the project promises."""


@dataclass
class Hand:
    """Counts what is pressed, chosen and written."""

    page: Page
    interactions: int = 0

    def press(self, what: Locator) -> None:
        """Press a link, a button or a choice."""
        what.click()
        self.interactions += 1

    def write(self, field: str, words: str) -> None:
        """Write into a field."""
        self.page.get_by_label(field).fill(words)
        self.interactions += 1


def test_a_routine_entry_takes_under_ten_interactions(enter: Enter, desk: House) -> None:
    """A parent was told something by telephone: from the case page, found by typing, to the
    receipt.
    """
    author = enter("oduya")
    author.go(f"/enquiries/{desk.enquiries['harper']}")
    page, hand = author.page, Hand(author.page)
    hand.press(page.get_by_role("button", name="Record an action"))
    hand.write("What happened?", "parent informed")
    hand.press(page.get_by_role("link", name="Parent informed", exact=True).first)
    hand.press(page.get_by_role("radio", name="Stacey Cole"))
    hand.press(page.get_by_role("radio", name="By telephone").first)
    hand.write("What they were told", "Harper ate breakfast and asked for her brother.")
    hand.press(page.get_by_role("radio", name="Just now"))
    hand.press(page.locator("#record .govuk-button-group button").first)
    hand.press(page.get_by_role("button", name="Sign and record"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Signed and recorded")
    assert hand.interactions <= MOST

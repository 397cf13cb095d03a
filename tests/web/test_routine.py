"""How little a routine entry asks of a social worker at eleven at night."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.web.author import Enter
from tests.web.house import House

MOST = 9
"""Interactions from the case page to the receipt: under ten, as the project promises."""


@dataclass
class Hand:
    """A hand that counts what it does: every click, and every field typed into."""

    page: Page
    count: int = 0

    def link(self, name: str) -> None:
        """Follow a link."""
        self._act(self.page.get_by_role("link", name=name, exact=True).last, Locator.click)

    def button(self, name: str) -> None:
        """Press a button, once it can be pressed."""
        self._act(self.page.get_by_role("button", name=name).last, Locator.click)

    def radio(self, name: str) -> None:
        """Choose an answer that is shown once."""
        self._act(self.page.get_by_role("radio", name=name).last, Locator.click)

    def choose(self, question: str, name: str) -> None:
        """Choose an answer of a question."""
        group = self.page.get_by_role("group", name=question)
        self._act(group.get_by_role("radio", name=name), Locator.click)

    def type(self, label: str, words: str) -> None:
        """Type into a field."""
        self._act(self.page.get_by_label(label, exact=True), lambda one: one.fill(words))

    def sign(self) -> None:
        """Go on to the words, and sign them."""
        self.button("Continue")
        self.button("Sign and record")
        expect(self.page.get_by_role("heading", level=1)).to_have_text("Signed and recorded")

    def _act(self, found: Locator, act: Callable[[Locator], object]) -> None:
        act(found)
        self.count += 1


def test_routine_entries_take_under_ten_interactions(enter: Enter, desk: House) -> None:
    """A child was seen, an agency is asked, a parent was told: from the case to the receipt."""
    author = enter("ruth")
    for record in (_child_seen, _agency_asked, _parent_told):
        author.go(f"/enquiries/{desk.enquiries['tia']}")
        hand = Hand(author.page)
        hand.button("Record an action")
        record(hand)
        hand.sign()
        assert hand.count <= MOST, record.__name__


def _child_seen(hand: Hand) -> None:
    hand.link("Child seen")
    hand.type("Where", "school")
    hand.radio("Seen and spoken with alone")
    hand.radio("A parent or carer agreed beforehand")
    hand.radio("Leanne Hart, mother")
    hand.radio("Just now")


def _agency_asked(hand: Hand) -> None:
    """With an answer by tomorrow."""
    hand.link("Agency check requested")
    hand.type("The agency", "Quillbrook Primary School")
    hand.type("What was asked for", "Attendance since January.")
    hand.radio("By the end of tomorrow")
    hand.choose("Was it asked under the duty to co-operate", "No")
    hand.radio("Just now")


def _parent_told(hand: Hand) -> None:
    """Found by typing."""
    hand.type("What happened?", "parent informed")
    hand.link("Parent informed")
    hand.choose("Who was told", "Leanne Hart")
    hand.radio("By telephone")
    hand.type("What they were told", "Tia ate breakfast and asked for her brother.")
    hand.radio("Just now")

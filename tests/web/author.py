"""Somebody who records at a browser of their own, with a key that was made in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, expect

from tests.web.filling import fill
from tests.web.house import House
from tests.web.visiting import Visitor, visiting


@dataclass
class Author:
    """Somebody who records, at a browser of their own."""

    name: str
    visitor: Visitor
    page: Page

    def go(self, path: str) -> None:
        """Open a page, and sign in again where the session has ended meanwhile."""
        self.visitor.set_clock()
        self.page.goto(self.visitor.house.url + path)
        if "/sign-in" in self.page.url:
            self.sign_in()
        assert self.page.url == self.visitor.house.url + path, self.page.url

    def sign_in(self) -> None:
        """With the key that this browser holds, back to the page that asked for it."""
        with self.page.expect_navigation(url=lambda url: "/sign-in" not in url):
            self.page.get_by_role("button", name=f"Sign in as {self.name}").click()

    def enrol(self) -> None:
        """With the demonstration's one-time code, from its sign-in page."""
        self.go_to_sign_in()
        row = self.page.get_by_role("row", name=self.name)
        row.get_by_role("link").click()
        expect(self.page.get_by_label("One-time code")).not_to_have_value("")
        self.page.get_by_role("button", name="Continue").click()
        self.page.get_by_role("button", name="Accept and sign").click()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Continue").click()

    def go_to_sign_in(self) -> None:
        """Open the sign-in page."""
        self.visitor.set_clock()
        self.page.goto(f"{self.visitor.house.url}/sign-in")

    def open_enquiry(self, child: str) -> str:
        """Open an enquiry about a child; its id."""
        self.go("/new-enquiry")
        self.page.get_by_label("The child’s name").fill(child)
        self.page.get_by_label("Yes").check()
        self.page.get_by_role("button", name="Check and sign").click()
        with self.page.expect_navigation(url=re.compile("/record/ReferralReceived")):
            self.page.get_by_role("button", name="Sign", exact=True).click()
        return self.page.url.split("/")[4]

    def countersign(self, path: str, kind: str, comment: str) -> int:
        """Stand by a record, in the way that is asked for."""
        self.go(path)
        self.page.get_by_role("radio", name=kind).check()
        self.page.get_by_label("Remark, if you sign").fill(comment)
        self.page.get_by_role("button", name="Continue").click()
        return self.sign_checked()

    def record(self, path: str, answers: Mapping[str, list[str]]) -> int:
        """Fill in a form, check it and sign; the number of the entry."""
        self.fill_in(path, answers)
        return self.sign()

    def fill_in(self, path: str, answers: Mapping[str, list[str]]) -> None:
        """Fill in a form."""
        self.go(path)
        form = self.page.locator("#record")
        assert form.count(), f"{self.name}, {path}: {self.page.locator('main').inner_text()[:200]}"
        fill(self.page, answers)

    def share(self, *names: str) -> str:
        """Save the form that is open and share the draft; its path."""
        self.page.get_by_role("button", name="Save and come back later").click()
        self.page.get_by_role("link", name="Share").first.click()
        for name in names:
            self.page.get_by_role("checkbox", name=name).check()
        self.page.get_by_role("button", name="Share").click()
        self.page.wait_for_url(re.compile("/(drafts/[0-9a-f-]+|follow)$"))
        return "/" + "/".join(self.page.url.split("/")[3:7])

    def agree(self, draft: str) -> None:
        """Read a draft that somebody shared, and agree to its words."""
        self.go(f"{draft}/follow")
        self.page.get_by_role("button", name="Agree to version").click()
        expect(self.page.get_by_text("Agrees", exact=True).first).to_be_visible()

    def sign(self) -> int:
        """Continue to the check page and sign what it shows; the number of the entry."""
        self.page.locator("#record .govuk-button-group button").first.click()
        return self.sign_checked()

    def sign_checked(self) -> int:
        """Sign what the check page shows; the number of the entry."""
        sign = self.page.get_by_role("button", name="Sign and record")
        expect(sign, self._wrong()).to_be_enabled()
        words = self.page.locator("#statement blockquote").all_inner_texts()
        with self.page.expect_navigation(url=re.compile("/done$")):
            sign.click()
        assert words
        return int(re.findall(r"Entry (\d+)", self.page.locator("main").inner_text())[0])

    def _wrong(self) -> str:
        summary = self.page.locator(".govuk-error-summary")
        return summary.inner_text() if summary.count() else self.page.url


Enter = Callable[[str], Author]
"""Lets somebody of the demonstration in, by the name of their key file."""


def enrol(visitor: Visitor, name: str) -> Author:
    """Somebody of the demonstration, with a key of theirs in this browser."""
    author = Author(name, visitor, visitor.context.new_page())
    author.enrol()
    return author


@contextmanager
def enrolled(browser: Browser, house: House, name: str) -> Iterator[Author]:
    """Somebody of the demonstration, at a browser that holds a key of theirs."""
    with visiting(browser, house) as visitor:
        yield enrol(visitor, name)

"""A scenario told through the pages: each line recorded by its author in a browser of their own,
with a key that was made there.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from playwright.sync_api import Browser, Page, expect

from api.forms.form import Form
from api.forms.offered import Offered
from domain.events import BY_NAME
from ledger.admission.admissions import Receipt
from ledger.replaying.scenario import Numbered, Practitioner, Recorded, Scenario
from ledger.replaying.told import Naming, Told
from tests.web.filling import fill
from tests.web.house import House
from tests.web.visiting import Visitor, visiting

KINDS: Final = {
    "authorise": "Authorise",
    "co_decide": "Decide together",
    "confirm_words": "Confirm",
    "countersign": "Countersign",
}
"""How each kind of countersignature is offered."""
_LATER: Final = ("known", "actor", "mark", "because")


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


@dataclass
class Telling:
    """One enquiry being told. `told` knows what the names in its lines stand for."""

    house: House
    scenario: Scenario
    authors: Mapping[str, Author]
    told: Told
    stream: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    """The local ids of people that pages choose themselves, by those of the scenario."""

    def tell(self, item: Numbered[Recorded]) -> None:
        """Record a line through the pages."""
        line = item.line
        self.house.clock.now = max(self.house.clock.now, int(line.at.timestamp()))
        author = self.authors[line.by]
        if not self.stream:
            self.stream, seq = author.open_enquiry(line.data["person"]["as"]), 1
        elif line.event == "Countersignature":
            seq = self.countersign(author, line)
        elif line.event == "StrategyRecord":
            seq = self.minutes(author, item)
        else:
            seq = author.record(*self.form(item))
        if line.event == "PersonAdded":
            self._know(line.data["person"])
        if line.ref:
            self.told.refs[line.ref] = (_receipt(self.stream, seq),)

    def _know(self, person: Mapping[str, str]) -> None:
        """Learn which id the pages gave to somebody."""
        names = self.house.ledger.reads.enquiry(self.stream).names_in_use()
        self.ids[person["p"]] = next(p for p, all_ in names.items() if person["as"] in all_)

    def minutes(self, author: Author, item: Numbered[Recorded]) -> int:
        """Take minutes as a draft, to which others agree before its author signs."""
        author.fill_in(*self.form(item))
        others = [self.authors[who] for who in ("hallam", "brandt")]
        draft = author.share(*(one.name for one in others))
        for one in others:
            one.agree(draft)
        author.go(draft)
        return author.sign()

    def countersign(self, author: Author, line: Recorded) -> int:
        """Countersign, from the record’s own page."""
        record = self.told.refs[line.data["countersigns"]["ref"]][0].seq
        path = f"/enquiries/{self.stream}/entries/{record}/countersign"
        return author.countersign(path, KINDS[line.data["kind"]], line.data.get("comment", ""))

    def form(self, item: Numbered[Recorded]) -> tuple[str, dict[str, list[str]]]:
        """The path of a line's form, and the answers that amount to the line."""
        naming = Naming(item, self.told, self.house.ledger.reads, (self.stream,))
        request = naming.request(self._here(naming.data()))
        later = {name: getattr(request, name) for name in _LATER if getattr(request, name)}
        source = request.source if isinstance(request.source, dict) else {"how": request.source}
        content = {**request.data, "occurred": request.occurred, "source": source, **later}
        event = BY_NAME[request.event]
        form = Form(event, self.stream, Offered(item.line.at), bool(request.refs))
        corrects = f"?corrects={request.refs[0].seq}" if request.refs else ""
        path = f"/enquiries/{self.stream}/record/{event.__name__}{corrects}"
        return path, form.fill(content)

    def _here(self, value: Any) -> Any:
        """People by their ids here, and entries by their numbers: all stand in the one enquiry."""
        match value:
            case list():
                return [self._here(one) for one in value]
            case {"stream": _, "seq": seq}:
                return seq
            case dict():
                return {name: self._here(one) for name, one in value.items()}
            case str():
                return self.ids.get(value, value)
        return value


def _receipt(stream: str, seq: int) -> Receipt:
    return Receipt(stream, seq, "", b"")


@contextmanager
def enrolled(browser: Browser, house: House, name: str) -> Iterator[Author]:
    """Somebody of the demonstration, at a browser that holds a key of theirs."""
    with visiting(browser, house) as visitor:
        author = Author(name, visitor, visitor.context.new_page())
        author.enrol()
        yield author


@contextmanager
def telling(browser: Browser, house: House, scenario: Scenario) -> Iterator[Telling]:
    """Everybody of a scenario at a browser of their own, enrolled."""
    with ExitStack() as open_until_the_end:
        authors = {}
        for item in scenario.people:
            author = open_until_the_end.enter_context(enrolled(browser, house, item.line.name))
            authors[item.line.person] = author
        told = Told(scenario.title.profile)
        for item in scenario.people:
            _know(told, house, item.line)
        yield Telling(house, scenario, authors, told)


def _know(told: Told, house: House, line: Practitioner) -> None:
    told.lines[line.person] = line
    told.people[line.person] = house.told.keys[line.person].practitioner

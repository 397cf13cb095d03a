"""The end of a session in a real browser: told in time, and nothing that was typed is lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from api.cookie import NAME
from api.sessions import IDLE_SECONDS
from api.web.exiting import EXIT_PAGE
from tests.web.author import enrol
from tests.web.house import House
from tests.web.visiting import PATIENCE, Visitor, visiting

WARNED = IDLE_SECONDS - 120
WORDS = "Maya’s mother rang: “he has come back”.\nAsked what for: <nothing>."


@dataclass
class Desk:
    """Ruth’s browser, in which time passes as the test says, and the ledger’s clock with it."""

    visitor: Visitor

    @property
    def house(self) -> House:
        """What it shows."""
        return self.visitor.house

    def open(self, path: str) -> Page:
        """A page whose timers are set."""
        page = self.visitor.open(path)
        page.locator("#session[data-ready]").wait_for(state="attached")
        # What it asks as it opens is somebody at work: later than the clock, it would stay.
        page.wait_for_load_state("networkidle")
        return page

    def wait(self, seconds: int) -> None:
        """Let time pass, as while a laptop is open: what is due on a page happens."""
        self.house.clock.now += seconds
        self.visitor.context.clock.run_for(seconds * 1000)

    def token(self) -> str:
        """What the cookie holds."""
        cookies = self.visitor.context.cookies()
        return next((one["value"] for one in cookies if one["name"] == NAME), "")

    def end(self) -> None:
        """End the session behind the pages’ back, as a restart of the server would."""
        self.house.app.state.sessions.end(self.token())


@pytest.fixture
def desk(browser: Browser, own_house: House) -> Iterator[Desk]:
    """Ruth’s browser, which holds a key of hers."""
    with visiting(browser, own_house, ticking=True) as visitor:
        visitor.troubles.allowed.add(401)  # to whoever asks once the session has ended
        enrol(visitor, "Ruth Adeyemi").page.close()
        yield Desk(visitor)


def warning(page: Page) -> Locator:
    """The dialog before the end."""
    return page.get_by_role("dialog", name="You are about to be signed out")


def test_nobody_is_signed_out_without_a_word(desk: Desk) -> None:
    """Two minutes before the end a dialog takes the focus, says so, and one press stays."""
    page = desk.open("/keys")
    desk.wait(WARNED - 5)
    expect(warning(page)).to_be_hidden()
    desk.wait(6)
    expect(warning(page)).to_be_visible()
    expect(page.get_by_role("heading", name="You are about to be signed out")).to_be_focused()
    expect(page.locator("#session-clock")).to_have_text("2 minutes")
    desk.wait(65)
    expect(page.locator("#session-said")).to_have_text(re.compile("^You will be signed out in "))
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    page.keyboard.press("Enter")
    expect(warning(page)).to_be_hidden()
    desk.wait(WARNED - 5)
    assert page.evaluate("fetch('/api/ledger').then((answer) => answer.status)") == 200
    expect(warning(page)).to_be_hidden()


def test_work_on_another_page_counts_for_all(desk: Desk) -> None:
    """Somebody who works in one tab is not asked in the other whether they are there."""
    left, right = desk.open("/keys"), desk.open("/keys")
    desk.wait(WARNED - 60)
    right.reload()
    desk.wait(120)
    expect(warning(left)).to_be_hidden()


def test_whoever_comes_back_goes_on_in_place(desk: Desk) -> None:
    """After the end the page is covered; signing in uncovers it with what was typed."""
    page = desk.open("/keys")
    page.get_by_label("Passphrase", exact=True).fill(WORDS.split("\n", maxsplit=1)[0])
    before = desk.token()
    desk.wait(WARNED + 1)
    expect(warning(page)).to_be_visible()
    desk.wait(125)
    over = page.get_by_role("heading", name="You were signed out")
    expect(over).to_be_focused()
    backdrop = "getComputedStyle(document.querySelector('#session'), '::backdrop').backgroundColor"
    assert page.evaluate(backdrop) == "rgb(11, 12, 12)"
    page.get_by_role("button", name="Sign in as Ruth Adeyemi").click()
    expect(over).to_be_hidden()
    typed = page.get_by_label("Passphrase", exact=True)
    expect(typed).to_have_value(WORDS.split("\n", maxsplit=1)[0])
    assert desk.token() not in {"", before}


def test_a_form_that_comes_too_late_is_sent_again(desk: Desk) -> None:
    """A form without a session waits, to the letter, until its author has signed in."""
    page = desk.open("/keys")
    desk.end()
    action = f"/enquiries/{desk.house.enquiries['tia']}/record/ParentObjection"
    page.evaluate(
        """([action, words]) => {
          const form = Object.assign(document.createElement("form"), {method: "post", action});
          const field = Object.assign(document.createElement("textarea"), {name: "words"});
          field.value = words;
          form.append(field);
          document.body.append(form);
          form.submit();
        }""",
        [action, WORDS],
    )
    page.get_by_role("heading", name="You were signed out").wait_for()
    sent: list[str] = []
    page.on(
        "request", lambda one: sent.append(one.post_data or "") if one.method == "POST" else None
    )
    page.get_by_role("button", name="Sign in as Ruth Adeyemi and go on").click()
    page.wait_for_url(re.compile("/(record|drafts)/"))
    expect(page.locator("#session")).to_be_attached()
    again = next(one for one in sent if one.startswith("words="))
    assert WORDS.replace("\n", "\r\n") in page.evaluate(
        "(data) => new URLSearchParams(data).get('words')", again
    )


def test_leaving_at_once_leaves_nothing_to_go_back_to(desk: Desk) -> None:
    """“Exit this page” shows the weather, also by Shift three times; going back asks to sign in."""

    def weather(route: Route) -> None:
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    desk.visitor.context.route(EXIT_PAGE, weather)
    page = desk.open(f"/enquiries/{desk.house.enquiries['tia']}")
    page.locator(".govuk-exit-this-page__indicator").wait_for(state="attached")  # its script ran
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(EXIT_PAGE)
    for _ in range(PATIENCE // 50):  # nobody goes back before the session that they left has ended
        if desk.token() == "":
            break
        page.wait_for_timeout(50)
    page.go_back()
    page.wait_for_url(re.compile("/sign-in"))
    assert desk.token() == ""
    assert "Tia" not in page.content()
    desk.visitor.troubles.wait(page, f"request elsewhere: {EXIT_PAGE}")
    desk.visitor.troubles.found.clear()

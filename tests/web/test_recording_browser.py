"""Recording in a real browser: nothing that was typed is lost."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from api.forms.form import Form
from api.forms.offered import Offered
from domain.events import BY_NAME
from projections.parts import pieces, plain
from tests.web.author import Author, enrolled
from tests.web.house import House
from tests.web.measures import measured
from tests.web.reading import signed_in

SAID = (
    "The house was warm and there was food, and both children were in bed when we came.",
    "Nobody answered when we called again on Friday, so that we left a card.",
    "Tia has missed nine days of school since Easter, and no reason was given for six of them.",
)
OWN = {"how": "own_act"}
_ELSE = re.compile("^This draft was saved elsewhere")


@pytest.fixture
def ruth(browser: Browser, own_house: House) -> Iterator[Author]:
    """Ruth Adeyemi with a key of her own browser, at Tia’s case page."""
    with enrolled(browser, own_house, "Ruth Adeyemi") as author:
        author.go(f"/enquiries/{own_house.enquiries['tia']}")
        yield author


def test_what_is_typed_is_kept_without_being_asked_for(ruth: Author) -> None:
    """A laptop that is closed in the middle of a sentence opens at the same words."""
    page = ruth.page
    ruth.go(f"/enquiries/{ruth.visitor.house.enquiries['tia']}/record/ChildSeen")
    page.get_by_label("Where", exact=True).fill("the school hall")
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved at "))
    page.wait_for_url("**/drafts/*")
    again = ruth.visitor.context.new_page()
    again.goto(page.url)
    expect(again.get_by_label("Where", exact=True)).to_have_value("the school hall")


def test_two_tabs_never_overwrite_each_other(ruth: Author) -> None:
    """The second to save is told, and sees what the first one saved."""
    page, house = ruth.page, ruth.visitor.house
    ruth.visitor.troubles.allowed.add(409)
    ruth.go(f"/enquiries/{house.enquiries['tia']}/record/ChildSeen")
    page.get_by_label("Where", exact=True).fill("school")
    expect(page.locator("#saved")).to_have_text(re.compile("^Saved at "))
    page.wait_for_url("**/drafts/*")
    other = ruth.visitor.context.new_page()
    other.goto(page.url)
    with other.expect_response("**/keep"):  # that it was saved it says from the beginning
        other.get_by_label("Where", exact=True).fill("home")
    expect(other.locator("#saved")).to_have_text(re.compile("^Saved at "))
    page.get_by_label("Where", exact=True).fill("hospital")
    expect(page.locator("#saved")).to_have_text(_ELSE)
    _continue(page)
    expect(page.get_by_text("You saved this draft in another tab")).to_be_visible()
    expect(page.get_by_label("Where", exact=True)).to_have_value("home")


def test_going_back_finds_what_was_typed(ruth: Author) -> None:
    """From the check page, however fast the form was filled in and whatever was wrong before."""
    page = ruth.page
    ruth.visitor.troubles.allowed.add(422)
    ruth.go(f"/enquiries/{ruth.visitor.house.enquiries['tia']}/record/ParentInformed")
    first = page.url
    page.get_by_label("What they were told", exact=True).fill("That the school has called.")
    _continue(page)
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    page.wait_for_url("**/drafts/*")
    draft = page.url
    page.get_by_role("radio", name="By telephone").check()
    page.get_by_role("radio", name="Leanne Hart, mother").check()
    page.get_by_role("radio", name="Just now").check()
    _continue(page)
    page.wait_for_url(f"{draft}/check")
    for _ in range(2):  # the answer with its errors, and the form before it
        page.go_back()
        page.wait_for_url(draft)
        told = page.get_by_label("What they were told", exact=True)
        expect(told).to_have_value("That the school has called.")
    page.go_back()
    assert page.url not in (first, draft)


def _continue(page: Page) -> None:
    page.locator("#record .govuk-button-group button").first.click()


def _told_a_parent(author: Author, stream: str) -> None:
    """Fill in that a parent was told something, up to the words to sign."""
    page = author.page
    author.go(f"/enquiries/{stream}/record/ParentInformed")
    page.get_by_label("What they were told", exact=True).fill("That the school has called.")
    page.get_by_role("radio", name="By telephone").check()
    page.get_by_role("radio", name="Leanne Hart, mother").check()
    page.get_by_role("radio", name="Just now").check()
    _continue(page)
    page.wait_for_url("**/check")


def test_others_who_record_meanwhile_ask_nothing_of_the_author(ruth: Author) -> None:
    """The same words are signed at the next position; the author presses once. The pages on that
    way are for everybody.
    """
    page, house = ruth.page, ruth.visitor.house
    ruth.visitor.troubles.allowed.add(409)
    stream = house.enquiries["tia"]
    _told_a_parent(ruth, stream)
    sign = page.get_by_role("button", name="Sign and record")
    expect(sign).to_be_enabled()
    assert measured(page).wrong == ()
    for part in ("versions", "discard"):
        there = ruth.visitor.open(page.url.removeprefix(house.url).replace("check", part))
        assert measured(there).wrong == ()
    _record_meanwhile(house, stream)
    sign.click()
    expect(page.get_by_role("heading", name="Signed and recorded")).to_be_visible()
    assert measured(page).wrong == ()
    last, before = reversed(house.ledger.reads.entries(stream)[-2:])
    assert last.event.in_words() == "parent informed"
    assert before.event.in_words() == "professional dissent"


def test_what_was_recorded_is_not_signed_again_where_the_answer_is_lost(ruth: Author) -> None:
    """A connection that breaks after the ledger has admitted it: whoever comes back sees the entry,
    and not a draft that would record the same words twice.
    """
    page, house = ruth.page, ruth.visitor.house
    stream = house.enquiries["tia"]
    _told_a_parent(ruth, stream)
    check, before = page.url, len(house.ledger.reads.entries(stream))
    page.route("**/done", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Sign and record").click()
    ruth.visitor.troubles.wait(page, "failed: ")
    ruth.visitor.troubles.found.clear()  # the one that was made
    again = ruth.visitor.open(check.removeprefix(house.url))
    expect(again.get_by_role("heading", name="Signed and recorded")).to_be_visible()
    assert len(house.ledger.reads.entries(stream)) == before + 1


def test_what_is_signed_is_read_in_paragraphs_of_the_very_words(ruth: Author) -> None:
    """Before it is signed as after: each contribution begins a line, also to a screen reader, and
    put together the lines are what the device composes and the ledger holds.
    """
    page, house = ruth.page, ruth.visitor.house
    stream = house.enquiries["tia"]
    _long_minutes(ruth, stream)
    sign = page.get_by_role("button", name="Sign and record")
    expect(sign).to_be_enabled()
    told = page.locator("#statement .app-paragraph")
    before = told.all_text_contents()
    assert [one.count(said) for one in before for said in SAID if said in one] == [1] * len(SAID)
    assert len(before) > len(SAID)
    tops = told.evaluate_all("all => all.map((one) => one.getBoundingClientRect().top)")
    assert tops == sorted(set(tops))
    heard = page.locator("#statement").aria_snapshot()
    places = [heard.index(one) for one in SAID]
    assert places == sorted(places)
    sign.click()
    expect(page.get_by_role("heading", name="Signed and recorded")).to_be_visible()
    entry = house.ledger.reads.entries(stream)[-1]
    assert "".join(before) == plain(pieces(entry.frame.statement))
    ruth.go(f"/enquiries/{stream}/entries/{entry.seq}")
    assert page.locator("#statement .app-paragraph").all_text_contents() == before


def test_words_that_changed_meanwhile_stand_in_paragraphs_too(ruth: Author) -> None:
    """What the device composes counts, to the letter; what did not change stands where it stood."""
    page, house = ruth.page, ruth.visitor.house
    _long_minutes(ruth, house.enquiries["tia"])
    server = page.locator("#statement .app-paragraph").all_text_contents()
    other = "Nobody was at home, and nobody had been for a week."
    page.route("**/to-sign", lambda route: _changed(route, SAID[1], other))
    page.reload()
    expect(page.get_by_role("button", name="Sign and record")).to_be_enabled()
    told = page.locator("#statement .app-paragraph").all_text_contents()
    assert told == [one.replace(SAID[1], other) for one in server]
    assert page.locator("#statement blockquote").text_content() == "".join(told)


def _changed(route: Route, words: str, other: str) -> None:
    """What the ledger drafted, with other words in it."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace(words, other))


def _long_minutes(author: Author, stream: str) -> None:
    """Fill in the minutes of a discussion, up to the words to sign."""
    event = BY_NAME["StrategyRecord"]
    by = event.example["contributions"][0]["by"]
    told = [{"by": by, "text": said} for said in SAID]
    content = {"discussion": 1, "contributions": told, "occurred": "unknown", "source": OWN}
    form = Form(event, stream, Offered(datetime.now(UTC)))
    author.fill_in(f"/enquiries/{stream}/record/StrategyRecord", form.fill(content))
    _continue(author.page)
    author.page.wait_for_url(re.compile("/check$"))


def _record_meanwhile(house: House, stream: str) -> None:
    """Somebody else records something while the author reads."""
    data = {"concerns": 1, "reasons": "I see it otherwise."}
    signed_in(house, "priya").record("ProfessionalDissent", stream, data)

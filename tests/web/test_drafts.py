"""Drafts on pages: shown to those with whom they are shared, agreed to version by version."""

import re
from dataclasses import dataclass
from http import HTTPStatus

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from api.forms.summary import Row
from api.pages.draft_words import changes
from api.sessions import IDLE_SECONDS
from tests.web.house import House
from tests.web.measures import measured
from tests.web.reading import Reader, signed_in
from tests.web.visiting import visiting

SAID = "Police were called to the address twice."
MORE = "Police were called to the address three times."
FIELD = "contributions.0.text"


@dataclass
class Minutes:
    """Minutes that Ruth takes of Tia's strategy discussion, and who reads along."""

    house: House
    ruth: Reader
    priya: Reader
    path: str

    def write(self, words: str) -> None:
        """Ruth saves the minutes with these words."""
        about = {"_do": "later", "_version": str(self.version())}
        self.ruth.sent(self.path, {**ANSWERS, FIELD: words, **about})

    def version(self) -> int:
        """The version that stands."""
        return self.house.ledger.saved.get(self.path.rpartition("/")[2], self.ruth.id).version

    def agree(self, version: int) -> int:
        """Priya agrees to a version; how that was answered."""
        return self.priya.post(f"{self.path}/agree", {"version": str(version)}).status_code


ANSWERS = {"discussion": "1", "contributions": "1", "occurred": "now"}


@pytest.fixture
def minutes(module_house: House) -> Minutes:
    """Minutes that nobody else has seen yet."""
    ruth, priya = (signed_in(module_house, name) for name in ("ruth", "priya"))
    saved = module_house.ledger.saved
    before = {one.id for one in saved.mine(ruth.id)}
    record = f"{ruth.case('tia')}/record/StrategyRecord"
    assert ruth.sent(record, {**ANSWERS, FIELD: SAID, "_do": "later"}) == "/drafts"
    (new,) = (one for one in saved.mine(ruth.id) if one.id not in before)
    path = f"/enquiries/{new.stream}/drafts/{new.id}"
    assert f'href="{path}/share"' in ruth.page("/drafts")
    return Minutes(module_house, ruth, priya, path)


@pytest.fixture
def shared(minutes: Minutes) -> Minutes:
    """The same, shown to Priya."""
    led = minutes.ruth.sent(f"{minutes.path}/share", {"with": minutes.priya.id})
    assert led == f"{minutes.path}/follow"
    return minutes


def test_a_draft_is_its_authors_until_it_is_shared(minutes: Minutes) -> None:
    """A manager of the same enquiry sees neither the draft nor that there is one."""
    for part in ("", "/follow", "/live", "/versions", "/share", "/discard"):
        assert minutes.priya.get(f"{minutes.path}{part}").status_code == HTTPStatus.NOT_FOUND
    assert minutes.path not in minutes.priya.page("/drafts")
    minutes.ruth.sent(f"{minutes.path}/share", {"with": minutes.priya.id})
    assert minutes.path in minutes.priya.page("/drafts")
    assert SAID in minutes.priya.page(f"{minutes.path}/follow")


def test_a_draft_is_shared_with_readers_of_the_enquiry_alone(minutes: Minutes) -> None:
    """They are offered by name; whoever cannot open the enquiry is refused, whatever is sent."""
    page = minutes.ruth.page(f"{minutes.path}/share")
    assert minutes.priya.id in page
    registrar = minutes.house.told.keys["registrar"].practitioner
    assert registrar not in page
    for chosen in ({}, {"with": registrar}):
        answer = minutes.ruth.post(f"{minutes.path}/share", chosen)
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert 'href="#with"' in answer.text


def test_an_agreement_no_longer_counts_once_the_words_change(shared: Minutes) -> None:
    """And the page says so, with what changed since."""
    version = shared.version()
    assert shared.agree(version) == HTTPStatus.SEE_OTHER
    follow = f"{shared.path}/follow"
    assert f"Agrees</strong> to version {version}" in shared.ruth.page(follow)
    shared.write(MORE)
    page = shared.ruth.page(follow)
    assert "No longer counts" in page
    assert "Agrees</strong>" not in page
    compared = shared.priya.page(
        f"{shared.path}/versions?earlier={version}&later={shared.version()}"
    )
    gone, new = (_inside(tag, compared) for tag in ("del", "ins"))
    assert (gone, new) == (["twice."], ["three times."])


def _inside(tag: str, page: str) -> list[str]:
    found = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    return [re.sub(r"<span.*?</span>", "", one).strip() for one in found]


def test_nobody_agrees_to_words_that_they_have_not_read(shared: Minutes) -> None:
    """Whoever answers a page that has become old is shown the new words instead."""
    version = shared.version()
    shared.write(MORE)
    answer = shared.priya.post(f"{shared.path}/agree", {"version": str(version)})
    assert answer.status_code == HTTPStatus.CONFLICT
    assert MORE in answer.text
    assert "Agrees</strong>" not in shared.ruth.page(f"{shared.path}/follow")


def test_a_change_is_asked_for_with_words(shared: Minutes) -> None:
    """Its author reads them; without words there is nothing to change."""
    fields = {"version": str(shared.version())}
    empty = shared.priya.post(f"{shared.path}/return", {**fields, "reasons": " "})
    assert empty.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert 'href="#reasons"' in empty.text
    shared.priya.sent(f"{shared.path}/return", {**fields, "reasons": "Name the <b>officer</b>."})
    assert "Name the &lt;b&gt;officer&lt;/b&gt;." in shared.ruth.page(f"{shared.path}/follow")
    assert "Change asked for" in shared.ruth.page("/drafts")


def test_following_asks_for_what_is_new_and_keeps_nobody_signed_in(shared: Minutes) -> None:
    """A screen that nobody sits at signs itself out, however often it asks."""
    live = f"{shared.path}/live"
    first = shared.priya.get(live)
    again = {"If-None-Match": first.headers["ETag"]}
    assert shared.priya.get(live, headers=again).status_code == HTTPStatus.NOT_MODIFIED
    shared.write(MORE)
    assert MORE in shared.priya.get(live, headers=again).text
    shared.house.clock.now += IDLE_SECONDS - 60
    assert shared.priya.get(live).status_code == HTTPStatus.OK
    shared.house.clock.now += 120
    assert shared.priya.get(live).status_code == HTTPStatus.SEE_OTHER


def test_a_draft_that_nobody_has_seen_is_deleted_for_good(minutes: Minutes) -> None:
    """After a question, and by its author alone."""
    assert "deleted for good" in minutes.ruth.page(f"{minutes.path}/discard")
    assert minutes.ruth.sent(f"{minutes.path}/discard") == "/drafts"
    assert minutes.ruth.get(minutes.path).status_code == HTTPStatus.NOT_FOUND


def test_minutes_are_followed_while_they_are_taken(browser: Browser, shared: Minutes) -> None:
    """In two browsers: what one types the other sees, says aloud and agrees to; what they type
    themselves meanwhile stays, and a change takes their agreement back before their eyes.
    """
    house = shared.house
    with visiting(browser, house) as ruth, visiting(browser, house) as priya:
        ruth.carry(house.token("ruth"))
        priya.carry(house.token("priya"))
        form, follow = ruth.open(shared.path), priya.open(f"{shared.path}/follow")
        follow.get_by_label("Or ask for a change").fill("Who called them?")
        form.locator(f'[name="{FIELD}"]').fill(MORE)
        expect(follow.get_by_text(MORE)).to_be_visible()
        expect(follow.locator("#following-said")).to_contain_text("1 answer changed")
        expect(follow.get_by_label("Or ask for a change")).to_have_value("Who called them?")
        follow.get_by_role("button", name=f"Agree to version {shared.version()}").click()
        expect(follow.get_by_text("Agrees", exact=True)).to_be_visible()
        form.locator(f'[name="{FIELD}"]').fill(SAID)
        expect(follow.get_by_text("No longer counts")).to_be_visible()
        follow.get_by_role("button", name="Pause").click()
        expect(follow.get_by_text("Paused.")).to_be_visible()


def test_pages_about_a_draft_are_for_everybody(browser: Browser, shared: Minutes) -> None:
    """Axe finds nothing on them, and nothing is cut off or moves when they are enlarged."""
    shared.agree(shared.version())
    shared.write(MORE)
    with visiting(browser, shared.house) as priya:
        priya.carry(shared.house.token("priya"))
        for part in ("follow", "versions", "share"):
            assert measured(priya.open(f"{shared.path}/{part}")).wrong == ()


WORDS = st.text(alphabet="ab \n", max_size=12)
VERSION = st.dictionaries(st.sampled_from(["x", "y", "z"]), WORDS)


@given(before=VERSION, after=VERSION)
def test_a_comparison_shows_both_versions_whole(
    before: dict[str, str], after: dict[str, str]
) -> None:
    """What stayed and went is the earlier version, what stayed and came the later; answers that are
    the same are left out.
    """
    found = changes(_rows(before), _rows(after))
    told = {
        change.label: tuple(
            "".join(one.words for one in change.pieces if one.kind in kinds)
            for kinds in ({"same", "gone"}, {"same", "new"})
        )
        for change in found
    }
    differ = {one for one in {*before, *after} if before.get(one) != after.get(one)}
    assert told == {one: (before.get(one, ""), after.get(one, "")) for one in differ}


def _rows(version: dict[str, str]) -> list[Row]:
    return [Row(label=name, value=words, id=name) for name, words in version.items()]

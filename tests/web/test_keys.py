"""Keys in real browsers: codes, a second device, a key file, a lost device, and who is enrolled."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from api.cookie import NAME
from crypto.checknumber import check_number
from tests.api.serving import ORIGIN, Told, served
from tests.web.author import enrol
from tests.web.house import House
from tests.web.measures import measured
from tests.web.visiting import PHONE, Visitor, visiting

At = Callable[[], Visitor]
PASSPHRASE = "correct horse battery"
_FORGET_JOURNAL = """() => new Promise((done) => {
  const open = indexedDB.open("countersign");
  open.onsuccess = () => {
    const write = open.result.transaction("journal", "readwrite");
    write.objectStore("journal").clear();
    write.oncomplete = () => { open.result.close(); done(); };
  };
})"""
_FIRST_KID = """() => new Promise((done) => {
  const open = indexedDB.open("countersign");
  open.onsuccess = () => {
    const asked = open.result.transaction("keys").objectStore("keys").getAllKeys();
    asked.onsuccess = () => { open.result.close(); done(asked.result[0]); };
  };
})"""
_EXPORTED = """async () => {
  const open = indexedDB.open("countersign");
  const database = await new Promise((done) => { open.onsuccess = () => done(open.result); });
  const asked = database.transaction("keys").objectStore("keys").getAll();
  const [held] = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  return crypto.subtle.exportKey("pkcs8", held.key).then(() => "exported", (error) => error.name);
}"""


@pytest.fixture
def at(browser: Browser, module_house: House) -> Iterator[At]:
    """Browsers of their own."""
    with ExitStack() as until_the_end:
        yield lambda: until_the_end.enter_context(visiting(browser, module_house))


def code_on(page: Page) -> str:
    """Make a code on a page that can; the code."""
    page.get_by_role("button", name="Make a code").click()
    letters = page.locator("[data-letters]")
    expect(letters).to_have_text(re.compile(r"^[A-Z]{4}(-[A-Z]{4}){3}$"))
    return letters.inner_text()


def offer(visitor: Visitor, code: str) -> Page:
    """Type a code at another browser, as people type: small letters, spaces."""
    page = visitor.open("/enrol")
    page.get_by_label("One-time code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Read out your check number")).to_be_focused()
    return page


def compare(vouching: Page, offering: Page) -> None:
    """Two people compare the number by voice."""
    expect(vouching.get_by_role("heading", name="A key has come")).to_be_visible()
    shown = vouching.locator("[data-number]").inner_text().split()
    assert len(shown) == 6
    assert offering.locator("#number").inner_text().split() == shown
    vouching.get_by_role("button", name="The numbers are the same").click()


def sign(page: Page, words: str) -> None:
    """Read the statement in front of everything else, and sign it."""
    dialog = page.get_by_role("dialog", name="Check what you sign")
    expect(dialog.get_by_role("blockquote")).to_contain_text(words)
    dialog.get_by_role("button", name="Sign", exact=True).click()


def accept(page: Page) -> None:
    """The new key's own first entry."""
    expect(page.get_by_role("blockquote")).to_contain_text("accepted the key")
    page.get_by_role("button", name="Accept and sign").click()
    expect(page.get_by_role("heading", name="This browser has your key")).to_be_focused()


def here_on(page: Page) -> Locator:
    """The marks of keys that the browser itself holds."""
    return page.get_by_text("This browser", exact=True).filter(visible=True)


def stand_by(page: Page) -> None:
    """Look at what a stolen key signed since, and take up what is one's own."""
    page.get_by_role("link", name="2 entries signed with the key").click()
    page.get_by_role("button", name="Check and sign").click()
    expect(page.get_by_role("link", name="Select the entries that you stand by")).to_be_visible()
    assert measured(page).wrong == ()
    page.get_by_label("accepted the key").check()
    page.get_by_label("How you know that they are yours").fill("I was at the office")
    page.get_by_role("button", name="Check and sign").click()
    sign(page, "stands by the entries named here")
    expect(page.get_by_role("alert")).to_contain_text("You stand by the entries")
    expect(page.get_by_role("link", name="1 entry signed with the key")).to_be_visible()


def test_a_key_stays_in_its_browser_and_its_session_out_of_reach(
    at: At, module_house: House
) -> None:
    """Script can read neither the private key nor the cookie, and the cookie goes to no other site.

    The token that somebody had planted before is worth nothing once its holder has signed in.
    """
    visitor = at()
    planted = module_house.token("ruth")
    visitor.carry(planted)
    ruth = enrol(visitor, "Ruth Adeyemi")
    [cookie] = [one for one in visitor.context.cookies() if one["name"] == NAME]
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)
    assert cookie["value"] != planted
    assert ruth.page.evaluate("document.cookie") == ""
    assert ruth.page.evaluate(_EXPORTED) == "InvalidAccessError"
    visitor.context.clear_cookies()
    visitor.carry(planted)
    assert "/sign-in" in visitor.open("/keys").url


def test_a_second_device_and_a_lost_one(at: At) -> None:
    """The first device vouches for a telephone; the telephone revokes the first, which is out."""
    first, second = at(), at()
    samuel = enrol(first, "Samuel Oduya")
    samuel.page.goto(f"{first.house.url}/keys")
    telephone = offer(second, code_on(samuel.page))
    telephone.set_viewport_size(PHONE)
    compare(samuel.page, telephone)
    sign(samuel.page, "Samuel Oduya added a key for another device")
    expect(samuel.page.get_by_role("alert")).to_contain_text("The key was added")
    accept(telephone)
    telephone.goto(f"{first.house.url}/keys")
    expect(here_on(telephone)).to_have_count(1)

    samuel.page.goto(f"{first.house.url}/keys")
    here = samuel.page.get_by_role("region").filter(has=here_on(samuel.page))
    number = here.get_by_role("heading").inner_text().split()
    telephone.get_by_role("link", name=f"Revoke the key {number[0]}").click()
    telephone.get_by_label("It was stolen, or somebody else used it").check()
    telephone.get_by_role("button", name="Continue").click()
    expect(telephone.get_by_role("link", name="Enter a date")).to_be_visible()
    for part, value in {"day": "10", "month": "6", "year": "2026", "time": "9:45"}.items():
        telephone.locator(f"#compromised-{part}").fill(value)
    telephone.get_by_role("button", name="Continue").click()
    sign(telephone, "it was stolen. Others may have been able to sign with it since 10 June 2026")
    expect(telephone.get_by_role("alert")).to_contain_text("The key was revoked")
    stand_by(telephone)
    samuel.page.goto(f"{first.house.url}/keys")
    assert "/sign-in" in samuel.page.url
    first.troubles.allowed.add(401)
    samuel.page.get_by_role("button", name="Sign in as Samuel Oduya").click()
    expect(samuel.page.get_by_role("alert").first).to_contain_text("The key was revoked")


def test_a_key_file_opens_another_browser(at: At, tmp_path: Path) -> None:
    """A key of its own, wrapped under a passphrase, signs in where there was no key at all."""
    beth = enrol(at(), "Beth Calloway")
    beth.page.goto(f"{beth.visitor.house.url}/keys")
    beth.page.get_by_label("Passphrase", exact=True).fill("too short")
    beth.page.get_by_label("The same passphrase again").fill("too short")
    beth.page.get_by_role("button", name="Make a key file").click()
    expect(beth.page.get_by_role("alert")).to_contain_text("Enter 12 characters or more")
    beth.page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    beth.page.get_by_label("The same passphrase again").fill(PASSPHRASE)
    beth.page.get_by_role("button", name="Make a key file").click()
    sign(beth.page, "Beth Calloway added a key for another device")
    sign(beth.page, "Beth Calloway accepted the key")
    with beth.page.expect_download() as saved:
        beth.page.get_by_role("button", name="Save the key file").click()
    file = tmp_path / "countersign-key.json"
    saved.value.save_as(file)
    assert PASSPHRASE not in file.read_text()

    elsewhere = at()
    page = elsewhere.open("/sign-in?next=/keys")
    page.get_by_text("Use a key file").click()
    page.get_by_label("Key file", exact=True).set_input_files(file)
    page.get_by_label("Passphrase of the file").fill("not this one at all")
    page.get_by_role("button", name="Open the key file").click()
    expect(page.get_by_role("alert").first).to_contain_text("Not the one of this key file")
    page.get_by_label("Passphrase of the file").fill(PASSPHRASE)
    with page.expect_navigation(url=re.compile("/keys$")):
        page.get_by_role("button", name="Open the key file").click()
    expect(here_on(page)).to_have_count(1)


def test_a_registrar_enrols_somebody_and_their_manager_replaces_a_lost_key(
    at: At, module_house: House
) -> None:
    """Who was nobody this morning signs by noon; nothing of a form reached the server but to be
    drafted, and each entry of the directory stream has its author.
    """
    registrar = enrol(at(), "Morwenna Tregear").page
    registrar.goto(f"{module_house.url}/people/enrol")
    registrar.get_by_role("button", name="Check and sign").click()
    expect(registrar.get_by_role("alert")).to_contain_text("Make a code")
    browser = at()
    nora = offer(browser, code_on(registrar))
    compare(registrar, nora)
    registrar.get_by_role("button", name="Check and sign").click()
    expect(registrar.get_by_role("link", name="Enter their name")).to_be_visible()
    registrar.get_by_label("Full name").fill("Nora Quist")
    registrar.get_by_label("What shows who they are").fill("passport, seen in person")
    registrar.get_by_label("Role in the procedure").select_option("Social worker")
    registrar.get_by_label("Job title").fill("Social Worker")
    registrar.get_by_label("Agency").fill("Wexmere Children’s Services")
    registrar.get_by_role("button", name="Check and sign").click()
    sign(registrar, "Morwenna Tregear enrolled Nora Quist as Social Worker at Wexmere Children’s")
    expect(registrar.get_by_role("heading", name="Nora Quist")).to_be_visible()
    accept(nora)

    manager = enrol(at(), "Tomasz Zieliński").page
    manager.goto(registrar.url.split("?")[0])
    manager.get_by_role("button", name="Vouch for a new key").click()
    replacement = offer(at(), code_on(manager))
    compare(manager, replacement)
    manager.get_by_label("How you knew that it is them").fill("seen at the office")
    manager.get_by_role("button", name="Check and sign").click()
    sign(manager, "The person was identified by seen at the office")
    accept(replacement)
    entries = module_house.ledger.reads.entries(registrar.url.split("/")[-1].split("?")[0])
    names = {one.id: one.name for one in module_house.ledger.reads.directory().people.values()}
    assert [(type(one.event).__name__, names[one.author]) for one in entries] == [
        ("PractitionerEnrolled", "Morwenna Tregear"),
        ("KeyAccepted", "Nora Quist"),
        ("KeyAdded", "Tomasz Zieliński"),
        ("KeyAccepted", "Nora Quist"),
    ]


def test_another_address_says_which_is_the_ledgers(
    browser: Browser, demonstration: Told, tmp_path: Path
) -> None:
    """Keys are of one address: at another one nobody is asked for a code or a key."""
    with served(demonstration.copied(tmp_path / "data")) as house:
        page = browser.new_page()
        page.goto(f"{house.http.base_url}/sign-in?next=/keys")
        link = page.get_by_role("link", name=ORIGIN)
        expect(link).to_have_attribute("href", f"{ORIGIN}/sign-in?next=/keys")
        expect(page.get_by_role("button", name="Open the key file")).to_be_hidden()
        page.close()


def test_a_browser_that_keeps_nothing_says_so(at: At) -> None:
    """Where storage is refused, as in some private windows, it is said what to do."""
    page = at().context.new_page()
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('', 'InvalidStateError'); }"
    )
    page.goto(f"{at().house.url}/sign-in")
    expect(page.get_by_role("alert").first).to_contain_text("Leave private browsing")


def test_another_number_throws_the_key_away(at: At, module_house: House) -> None:
    """Who used a code that was meant for somebody else is turned down, and told so."""
    ruth = enrol(at(), "Ruth Adeyemi").page
    ruth.goto(f"{module_house.url}/keys")
    thief = offer(at(), code_on(ruth))
    ruth.get_by_role("button", name="They differ").click()
    expect(ruth.get_by_text("The key was thrown away")).to_be_visible()
    expect(thief.get_by_role("alert")).to_contain_text("This key was turned down")


def test_a_code_can_be_made_once_those_of_before_are_known(at: At) -> None:
    """Else the answer that lists them could have the new one in it, and hide all but its start."""
    ruth = enrol(at(), "Ruth Adeyemi")
    making = ruth.page.get_by_role("button", name="Make a code")
    before: list[bool] = []

    def look(route: Route) -> None:
        before.append(making.is_disabled())
        route.continue_()

    ruth.page.route("**/api/invitations", look, times=1)
    ruth.go("/keys")
    expect(making).to_be_enabled()
    assert before == [True]


def test_what_a_browser_did_not_sign_is_told(at: At) -> None:
    """A key that is new in one's name is told at sign-in; without news, nothing stands between
    somebody and their work.
    """
    ruth = enrol(at(), "Ruth Adeyemi")
    ruth.go_to_sign_in()
    ruth.sign_in()
    other = enrol(at(), "Ruth Adeyemi")
    ruth.go_to_sign_in()
    ruth.page.get_by_role("button", name="Sign in as Ruth Adeyemi").click()
    kid = str(other.page.evaluate(_FIRST_KID))
    told = ruth.page.get_by_role("listitem").filter(has_text="can sign")
    expect(told).to_have_text(f"The key {' '.join(check_number(kid))} can sign.")
    ruth.page.get_by_role("link", name="This was me: continue").click()
    ruth.go_to_sign_in()
    ruth.sign_in()


def test_a_key_that_somebody_else_used_is_told(at: At, module_house: House) -> None:
    """An entry with this browser's key that this browser does not know of stands out at sign-in
    and among one's keys.
    """
    ruth = enrol(at(), "Ruth Adeyemi")
    module_house.clock.now += 60
    ruth.go("/keys")
    ruth.page.get_by_role("link", name="Revoke the key").last.click()
    ruth.page.get_by_label("Another key took its place").check()
    ruth.page.get_by_role("button", name="Continue").click()
    sign(ruth.page, "another took its place")
    expect(ruth.page.get_by_role("alert")).to_contain_text("The key was revoked")
    ruth.page.evaluate(_FORGET_JOURNAL)  # as if another copy of the key had signed
    ruth.go_to_sign_in()
    ruth.page.get_by_role("button", name="Sign in as Ruth Adeyemi").click()
    words = "1 entry was recorded with the key of this browser, but not from this browser."
    expect(ruth.page.get_by_role("listitem").filter(has_text="but not from")).to_have_text(words)
    ruth.page.get_by_role("button", name="Look at my keys").click()
    expect(ruth.page.get_by_text(words)).to_be_visible()
    expect(ruth.page.get_by_role("table", name="and not signed here")).to_be_visible()

"""Home, the duty screen and search: what is whose, for each kind of reader."""

import re

import pytest

from api.cookie import NAME
from api.pages.task_words import ASKED
from api.sessions import IDLE_SECONDS
from domain.events import BY_NAME
from ledger.across.duty import TITLES, duty_screen
from ledger.register.tasks import ANSWERS
from ledger.views import Views
from tests.web.answers import links, main_of, words
from tests.web.house import House
from tests.web.reading import Reader, signed_in

ROLES = {
    "ruth": ("Your work", {"/countersign", "/drafts", "/search", "/log"}),
    "priya": ("Your work", {"/countersign", "/duty", "/decisions", "/people"}),
    "hallam": ("Your work", {"/countersign", "/drafts", "/search"}),
    "ellison": ("Inspection", {"/decisions", "/search", "/log"}),
    "registrar": ("The directory", {"/people", "/log"}),
}


def menu(markup: str) -> str:
    """The links at the top."""
    found = re.search(r'<nav aria-label="Menu".*?</nav>', markup, re.DOTALL)
    return found[0] if found else ""


@pytest.fixture(scope="module", params=ROLES)
def someone(request: pytest.FixtureRequest, house: House) -> Reader:
    """Somebody of each kind."""
    return signed_in(house, request.param)


@pytest.fixture
def priya(house: House) -> Reader:
    """A team manager."""
    return signed_in(house, "priya")


def test_home_is_for_whoever_reads_it(someone: Reader) -> None:
    """Each role has its own heading and the links that it can use, and no other role's."""
    markup = someone.page("/")
    heading, wanted = ROLES[someone.name]
    found = re.search(r"<h1[^>]*>(.*?)</h1>", markup)
    assert found
    assert found[1] == heading
    led = set(links(menu(markup)))
    assert wanted <= led
    assert ("/duty" in led) == (someone.name == "priya")
    assert ("/countersign" in led) == (heading == "Your work")


def test_nobody_has_a_home_without_signing_in(house: House) -> None:
    """They are led to where they sign in."""
    answer = house.client().get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in")


def test_every_link_of_home_leads_somewhere(someone: Reader) -> None:
    """No line leads to an address that there is not, or that this reader may not see."""
    for href in dict.fromkeys(links(someone.page("/"))):
        if href.startswith("/") and href != "/api":
            answer = someone.get(href.partition("#")[0])
            assert answer.status_code in {200, 303}, (someone.name, href, answer.status_code)


def test_the_count_beside_the_link_is_that_of_the_queue(priya: Reader) -> None:
    """On every page; where nothing waits there is none."""
    many = priya.work.many("countersign")
    assert many
    for path in ("/", "/countersign", "/help"):
        assert f"Countersign , waiting: {many}" in words(menu(priya.page(path)))
    assert "waiting" not in words(menu(signed_in(priya.house, "ruth").page("/")))


def test_home_counts_what_it_lists(house: House) -> None:
    """The number at the top is that of the whole list, which its own page shows."""
    ruth = signed_in(house, "ruth")
    home = main_of(ruth.page("/"))
    listed = {"overdue": "overdue", "to-do": "to do"}
    for name, said in listed.items():
        found = re.search(rf'href="#{name}"><span[^>]*>(\d+)</span> {said}', home)
        assert found, name
        whole = main_of(ruth.page(f"/work/{name}"))
        assert whole.count('<li class="app-work__line">') == int(found[1])


def test_actions_of_mine_are_told_with_who_owns_them(house: House) -> None:
    """An action of the strategy discussion leads its owner to the form that completes it."""
    home = signed_in(house, "ruth").page("/")
    assert "See Tia alone at school today" in words(home)
    assert any("/record/ActionCompleted?action=1" in href for href in links(home))
    assert "See Tia alone" not in signed_in(house, "macrae").page("/")


def test_whatever_somebody_is_asked_has_words() -> None:
    """For every event that asks somebody by name, home says what they are to do."""
    assert set(ASKED) == ANSWERS
    assert set(BY_NAME) >= ANSWERS


def test_several_capacities_are_told_apart(house: House) -> None:
    """One may look at what one does in one of them."""
    greene = signed_in(house, "greene")
    home = greene.page("/")
    held = greene.practitioner.capacities_in_force(
        Views(house.ledger).reading(house.enquiries["aisha"], None).now
    )
    assert len(held) > 1
    for one in held:
        assert f"/?as={one.id}" in links(home)
        assert one.title in words(greene.page(f"/?as={one.id}"))


def test_an_empty_home_says_so(house: House) -> None:
    """Kindly, and where to go."""
    home = words(signed_in(house, "macrae").page("/"))
    assert "Nothing waits for you" in home
    assert "Find another enquiry" in home


@pytest.fixture
def screen(priya: Reader) -> str:
    """The duty screen of a manager."""
    return priya.page("/duty")


def test_the_duty_screen_has_its_sections_in_order(priya: Reader, screen: str) -> None:
    """With the number of each, which is the register's."""
    sections = duty_screen(priya.house.ledger, priya.asking).sections
    wanted = [(TITLES[one.section], one.many) for one in sections]
    found = re.findall(r'<h2[^>]*>([^<]*) <span class="app-heading-count">(\d+)</span>', screen)
    assert [(title, int(many)) for title, many in found] == wanted


def test_the_duty_screen_says_that_records_cannot_be_read(own_house: House) -> None:
    """A manager must not take it for all there is."""
    ledger = own_house.ledger
    assert "cannot be read" not in signed_in(own_house, "priya").page("/duty")
    with ledger.store.database.write() as session:
        line = ledger.register.enquiries().items[0]
        session.run(
            "UPDATE register_streams SET kind = 'unreadable' WHERE stream = ?", (line.stream,)
        )
    shown = words(signed_in(own_house, "priya").page("/duty"))
    assert "1 record cannot be read, and nothing of it is on this screen." in shown


def test_the_duty_screen_stays_as_it_is_unless_asked(priya: Reader, screen: str) -> None:
    """It is drawn anew by itself only for whoever asks for that, and says when it was drawn."""
    assert 'http-equiv="refresh"' not in screen
    assert "As of 10 June 2026 at 10am" in words(screen)
    assert '<meta http-equiv="refresh" content="60">' in priya.page("/duty?refresh=true")


def test_a_screen_that_draws_itself_does_not_stay_signed_in(own_house: House) -> None:
    """Nobody sits at it: after the idle time it asks for a key, as any other page does."""
    priya = signed_in(own_house, "priya")
    for _ in range(2):
        own_house.clock.now += IDLE_SECONDS - 60
        assert "/sign-in" not in priya.get("/duty").headers.get("Location", "")
    own_house.clock.now += IDLE_SECONDS - 60
    assert priya.get("/duty?refresh=true").status_code == 200
    own_house.clock.now += 120
    assert priya.get("/duty?refresh=true").headers["Location"].startswith("/sign-in")


def test_what_awaits_authority_says_which_entry(screen: str) -> None:
    """As the page that its link leads to."""
    (line,) = re.findall(
        r'href="/enquiries/[^/]+/entries/(\d+)/countersign">[^<]+</a>\s*<div>([^<]+)</div>', screen
    )
    assert line[1] == f"Authorise: entry {line[0]}"


def test_a_team_narrows_the_duty_screen(priya: Reader) -> None:
    """To the enquiries in which somebody of it takes part; nobody is of a team that is not."""
    whole = main_of(priya.page("/duty"))
    own = main_of(priya.page("/duty?team=Assessment+Team+2"))
    none = main_of(priya.page("/duty?team=Nowhere"))
    many = [text.count("app-work__line--duty") for text in (whole, own, none)]
    assert many[0] >= many[1] > many[2] == 0


def test_search_finds_by_name_id_and_practitioner(priya: Reader) -> None:
    """Each leads to the enquiry; what was typed may come in the body or in the address."""
    tia = priya.house.enquiries["tia"]
    for asked in ("Tia", "mensah TIA", tia, "Ruth Adeyemi"):
        for markup in (priya.page(f"/search?q={asked}"), priya.post("/search", {"q": asked}).text):
            assert f"/enquiries/{tia}" in links(main_of(markup)), asked


def test_search_tells_nothing_of_what_one_may_not_see(house: House) -> None:
    """A teacher of one school finds the same where another family is and where none is."""
    macrae, tia = signed_in(house, "macrae"), house.enquiries["tia"]
    unknown = words(main_of(macrae.page("/search?q=Zzyzx")))
    for asked in ("Tia", tia, "Mensah"):
        found = words(main_of(macrae.page(f"/search?q={asked}")))
        assert found.replace(asked, "Zzyzx") == unknown
    assert "None that you may see" in words(macrae.page("/search?q=Ruth+Adeyemi"))


def test_search_asks_for_a_name(priya: Reader) -> None:
    """What holds no word is an error beside the field, with a link to it."""
    for asked in ("", " ", "!?"):
        answer = priya.post("/search", {"q": asked})
        assert answer.status_code == 422
        assert "#q" in links(answer.text)
        assert "<title>Error: " in answer.text


@pytest.mark.parametrize("path", ["/help", "/accessibility", "/cookies"])
def test_whoever_is_not_signed_in_can_read_about_it(house: House, path: str) -> None:
    """Help, accessibility and cookies are for everybody, and every page leads to them."""
    assert house.client().get(path).status_code == 200
    assert path in links(signed_in(house, "ruth").page("/"))


def test_the_cookies_page_is_true(house: House) -> None:
    """The one cookie that it names is the one that is given."""
    page = house.client().get("/cookies")
    assert NAME in page.text
    assert "set-cookie" not in page.headers

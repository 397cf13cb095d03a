"""Signing in over HTTP: where one is led, what the cookie is, what a real ledger never shows."""

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response

from api import cookie
from api.app import create_app
from api.cookie import NAME
from api.sessions import IDLE_SECONDS
from api.web.exiting import EXIT_PAGE, exit_page
from api.web.returning import HOME, local_path
from ledger.ledger import system_clock
from ledger.operating.create import Registrar, create_ledger
from ledger.replaying.replay import PASSPHRASE
from ledger.settings import Settings
from tests.api.serving import Person, client, serving
from tests.web.house import House

SITE = "https://countersign.example"
HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def http(house: House) -> httpx.Client:
    """Somebody without a browser who is not signed in."""
    return house.client(headers=HERE)


def proof(http: httpx.Client, house: House, name: str) -> dict[str, str]:
    """What a device sends in order to sign in."""
    someone = Person(http, house.told.keys[name])
    challenge = http.post("/api/challenges").json()
    statement = someone.statement(challenge, house.clock.now)
    return {"nonce": challenge["nonce"], "statement": statement}


@given(
    st.text() | st.from_regex(r"[/\\]{0,3}[a-z.:@\\]{0,8}[/\\]{0,2}[a-z.?#%]{0,8}", fullmatch=True)
)
def test_signing_in_leads_to_no_other_site(wanted: str) -> None:
    """Whatever address is asked for, a browser that follows it stays here."""
    assert urlsplit(urljoin(f"{SITE}/sign-in", local_path(wanted)))[:2] == urlsplit(SITE)[:2]


@pytest.mark.parametrize(
    "path", ["/keys", "/enquiries/x?as_of=2026-03-02T10:00:00Z", "/search?q=a+b"]
)
def test_signing_in_leads_back_to_the_page_that_was_asked_for(path: str) -> None:
    """A path of ours is kept to the letter, with its query."""
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path", ["//elsewhere.example", "/\\elsewhere.example", "https://a.b", "", "/\n/a"]
)
def test_an_address_that_leads_elsewhere_leads_home(path: str) -> None:
    """The known tricks, each by name."""
    assert local_path(path) == HOME


def test_a_page_without_a_session_asks_for_one(http: httpx.Client) -> None:
    """Whoever opens a page is sent to sign in, and comes back to it."""
    answer = http.get("/keys?done=added")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/sign-in?next=/keys%3Fdone%3Dadded",
    )


def test_the_token_is_in_the_cookie_and_nowhere_else(http: httpx.Client, house: House) -> None:
    """The page's script learns who is signed in, not the token; the JSON API takes the cookie."""
    answer = http.post("/sign-in", json=proof(http, house, "ruth"))
    token = http.cookies[NAME]
    assert answer.json()["name"] == "Ruth Adeyemi"
    assert token not in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert http.get("/api/sessions/current").json()["left"] == IDLE_SECONDS


def test_who_is_elsewhere_learns_why_in_the_one_form(http: httpx.Client, house: House) -> None:
    """A proof that is refused is a problem for the device to read, and gives no cookie."""
    answer = http.post("/sign-in", json=proof(http, house, "ruth") | {"nonce": "another"})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign-in-refused")
    assert "set-cookie" not in answer.headers


def test_signing_in_ends_the_session_before(http: httpx.Client, house: House) -> None:
    """A token that was planted in somebody's browser does not become theirs."""
    planted = house.token("priya")
    http.cookies.set(NAME, planted)
    answer = http.post("/sign-in", json=proof(http, house, "ruth"))
    assert planted not in answer.headers["set-cookie"]
    answer = house.client(cookies={NAME: planted}).get("/api/sessions/current")
    assert answer.status_code == 401


def test_signing_out_ends_the_session_and_the_cookie(http: httpx.Client, house: House) -> None:
    """Neither the browser nor the server remembers anything; a second time is no error."""
    http.post("/sign-in", json=proof(http, house, "ruth"))
    token = http.cookies[NAME]
    for _ in range(2):
        answer = http.post("/sign-out")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?out=1")
        assert NAME not in http.cookies
    answer = house.client(cookies={NAME: token}).get("/api/sessions/current")
    assert answer.status_code == 401


@pytest.mark.parametrize(("origin", "more"), [(SITE, {"secure"}), ("http://127.0.0.1:8000", set())])
def test_no_script_and_no_other_site_has_the_cookie(origin: str, more: set[str]) -> None:
    """On https it travels over TLS alone; it ends with the browser, and goes as it came."""
    given, taken = Response(), Response()
    cookie.give(given, "token", origin)
    cookie.take_back(taken, origin)
    for response in (given, taken):
        _, *parts = response.headers["set-cookie"].lower().split("; ")
        flags = {part for part in parts if not part.startswith(("expires", "max-age"))}
        assert flags == {"httponly", "samesite=lax", "path=/"} | more
    assert "max-age" not in given.headers["set-cookie"].lower()


def test_a_page_that_only_looks_keeps_nobody_signed_in(own_house: House) -> None:
    """An unattended page asks how long is left; that is not work."""
    http = own_house.client(headers=HERE)
    http.post("/sign-in", json=proof(http, own_house, "ruth"))
    for gone in (300, 600):
        own_house.clock.now += 300
        answer = http.get("/api/sessions/current", headers={"Countersign-Look": "1"})
        assert answer.json()["left"] == IDLE_SECONDS - gone
    assert http.get("/api/sessions/current").json()["left"] == IDLE_SECONDS


def test_a_form_without_a_session_waits_on_the_page(http: httpx.Client, house: House) -> None:
    """What was typed comes back to the browser that sent it, to the letter, and nothing runs."""
    path = f"/enquiries/{house.enquiries['tia']}/record/ChildSeen?occurred=x"
    typed = {"words": ['He said: “no” & <script>alert("x")</script>', "a\nb"], "place": "school"}
    answer = http.post(path, data=typed)
    assert answer.status_code == 401
    fields = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', answer.text))
    assert fields["place"] == "school"
    assert 'action="/enquiries/' in answer.text
    assert "<script>alert" not in answer.text
    assert answer.text.count('<input type="hidden" name="words"') == 2
    assert answer.headers["cache-control"] == "no-store"


def test_a_demonstration_hands_out_a_code_for_each(http: httpx.Client, house: House) -> None:
    """Everybody who holds a key is there once, with a code; and the page says what it is, twice."""
    page = http.get("/sign-in").text
    codes = re.findall(r"/enrol\?next=/#((?:[A-Z]{4}-){3}[A-Z]{4})", page)
    assert len(set(codes)) == len(codes) == len(list(house.told.devices.glob("*.json"))) - 1
    assert "Everybody here is invented" in page
    assert "Nothing here is a real record" in page


def test_a_real_ledger_shows_no_code_and_no_name(tmp_path: Path) -> None:
    """Not even where somebody left key files under the passphrase of demonstrations."""
    ledger, key = create_ledger(
        Settings(tmp_path / "data"),
        "ledger.example/real",
        Registrar("Ruth Adeyemi", "Children’s Services"),
        tmp_path / "data" / "devices" / "registrar.json",
        PASSPHRASE,
        clock=system_clock,
    )
    app = create_app(ledger, SITE, tmp_path / "data" / "devices")
    with serving(app) as url, client(url) as http:
        page = http.get("/sign-in").text
        offer = {"code": "BCDF-GHJK-MNPQ-RSTV", "x": key.device.public_key.hex()[:43]}
        assert http.post("/api/offers", json=offer).status_code == 422
    assert not re.search(r"[A-Z]{4}-[A-Z]{4}-[A-Z]{4}-[A-Z]{4}", page)
    for word in ("Ruth Adeyemi", "emonstration", "invented"):
        assert word not in page


@pytest.mark.parametrize("wanted", ["", "javascript:alert(1)", "//x", "data:text/html,x"])
def test_exit_this_page_leads_to_a_page(wanted: str) -> None:
    """What is no address of a site is not linked; without one it is the weather."""
    assert exit_page({"EXIT_PAGE": wanted}) == EXIT_PAGE
    assert exit_page({"EXIT_PAGE": "https://example.org/"}) == "https://example.org/"

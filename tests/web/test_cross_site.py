"""Another site can show nothing of ours and change nothing in the name of who is signed in here."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fastapi.routing import APIRoute
from playwright.sync_api import Browser

from api import pages
from api.app import _ROUTES as OPERATIONS
from api.cookie import NAME
from api.web.csrf import SAFE
from tests.api.serving import serving
from tests.web.house import House
from tests.web.visiting import visiting

FORBIDDEN = httpx.codes.FORBIDDEN
_FROM_ELSEWHERE: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "null"},
    {"Origin": "https://attacker.example"},
    {"Origin": "null"},
    {},
)


def _changes() -> Iterator[tuple[str, str]]:
    """Every operation that is not safe, at some path."""
    for module in (*OPERATIONS, *pages.ROUTES):
        for route in module.router.routes:
            assert isinstance(route, APIRoute)
            path = re.sub(r"{[^}]*}", "0190a6c0-0000-4000-8000-00000000e001", route.path)
            yield from ((method, path) for method in sorted((route.methods or set()) - SAFE))


@pytest.mark.parametrize("headers", _FROM_ELSEWHERE, ids=str)
def test_no_operation_of_ours_is_carried_out_for_another_site(
    house: House, headers: dict[str, str]
) -> None:
    """Each would sign out, share a draft or send a form as whoever reads the attacker's page.

    The last comes from no browser that we support: a cookie and no word of where it comes from.
    """
    http = house.client(cookies={NAME: house.token("ruth")})
    changes = list(_changes())
    assert len(changes) > 5
    for method, path in changes:
        answer = http.request(method, path, headers=headers)
        assert answer.status_code == FORBIDDEN, (method, path, answer.text)


@pytest.mark.parametrize("header", ["Sec-Fetch-Site", "Origin"])
def test_a_form_of_ours_is_taken_however_its_browser_says_so(house: House, header: str) -> None:
    """Either header is enough: older browsers send but the one, and others both."""
    headers = {header: {"Origin": house.url}.get(header, "same-origin")}
    http = house.client(cookies={NAME: house.token("ruth")}, headers=headers)
    answer = http.post("/sign-out")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?out=1")


def test_a_page_on_another_port_cannot_post_with_our_cookie(browser: Browser, house: House) -> None:
    """Cookies know no ports, so a browser sends ours along; where the form came from it says too.

    `Lax` alone would let it through.
    """
    with _attacker(house) as attacker, visiting(browser, house) as visitor:
        visitor.carry(house.token("ruth"))
        page = visitor.context.new_page()
        with page.expect_response(f"{house.url}/sign-out") as answered:
            page.goto(attacker)
        assert f"{NAME}=" in answered.value.request.all_headers()["cookie"]
        assert answered.value.status == FORBIDDEN
        visitor.troubles.found.clear()  # the attacker's page went elsewhere, as it should
        assert visitor.context.request.get(
            f"{house.url}/api/sessions/current"
        ).ok  # still signed in


def test_no_page_of_ours_is_shown_in_a_frame(browser: Browser, house: House) -> None:
    """A frame below an attacker's buttons would let a reader click what they do not see."""
    with _attacker(house) as attacker, pytest.raises(AssertionError, match="frame-ancestors"):
        _visit(browser, house, f"{attacker}/frame")


def _visit(browser: Browser, house: House, url: str) -> None:
    """Open somebody else's page, until a browser refuses what it asks for."""
    with visiting(browser, house) as visitor:
        page = visitor.context.new_page()
        page.goto(url)
        visitor.troubles.wait(page, "frame-ancestors")


@contextmanager
def _attacker(house: House) -> Iterator[str]:
    """Another site on this machine, whose page sends a form to ours at once."""
    app = FastAPI()
    form = f'<form method="post" action="{house.url}/sign-out"></form>'
    pages = {
        "/": f"{form}<script>document.forms[0].submit()</script>",
        "/frame": f'<iframe src="{house.url}/sign-in"></iframe>',
    }
    for path, html in pages.items():
        app.add_api_route(path, lambda html=html: HTMLResponse(html), include_in_schema=False)
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        with serving(app, listener) as url:
            yield url

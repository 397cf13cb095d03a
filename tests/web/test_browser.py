"""What the harness itself promises: a browser that goes nowhere else and keeps nothing quiet."""

import pytest
from playwright.sync_api import Browser

from tests.web.house import WEDNESDAY, House
from tests.web.visiting import visiting

_WRONGS = {
    "an uncaught error": ("setTimeout(() => { throw new Error('lost') })", "uncaught: .*lost"),
    "an error on the console": ("console.error('wrong')", "console error: wrong"),
    "a picture from elsewhere": ("new Image().src = 'http://example.org/a.png'", "example.org"),
    "an inline style": ("document.body.setAttribute('style', 'color: red')", "inline style"),
    "an answer of 404": ("fetch('/nowhere')", "status 404: "),
}
"""Scripts, and the words that tell what they did."""


@pytest.mark.parametrize(("script", "words"), _WRONGS.values(), ids=_WRONGS)
def test_whatever_goes_wrong_on_a_page_is_noticed(
    browser: Browser, house: House, script: str, words: str
) -> None:
    """Each would pass unseen by a test that only looks at what a page shows."""
    with pytest.raises(AssertionError, match=words):
        _run(browser, house, script)


def _run(browser: Browser, house: House, script: str) -> None:
    """Run a script on a page, until something goes wrong."""
    with visiting(browser, house) as visitor:
        page = visitor.open("/sign-in")
        page.evaluate(f"() => {{ {script} }}")
        visitor.troubles.wait(page)


def test_pages_show_the_time_of_the_ledger(browser: Browser, house: House) -> None:
    """So that a device accepts what the ledger drafts."""
    with visiting(browser, house) as visitor:
        page = visitor.open("/sign-in")
        assert page.evaluate("new Date().toISOString()").startswith(f"{WEDNESDAY:%Y-%m-%dT%H:%M}")

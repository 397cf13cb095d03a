"""Every listed page and state, measured in one visit each."""

from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser

from tests.web.house import House
from tests.web.measures import headed, measured, plainly, steady
from tests.web.pages_list import LISTED, Listed
from tests.web.visiting import Visitor, visiting


@pytest.mark.parametrize("who", LISTED, ids=str)
def test_each_listed_page_is_made_for_people(
    browser: Browser, house: House, who: str | None
) -> None:
    """WCAG 2.2 AA by axe, one h1 and headings in order, 400 % zoom and spaced text without
    sideways scrolling, no motion where it is reduced, under 100 kB, no layout shift, nothing
    inline, strict headers, and all its headings without JavaScript.
    """
    wrong: list[str] = []
    with ExitStack() as open_until_the_end:
        visitor = open_until_the_end.enter_context(visiting(browser, house))
        plain = open_until_the_end.enter_context(
            visiting(browser, house, java_script_enabled=False)
        )
        if who:
            token = house.token(who)
            visitor.carry(token)
            plain.carry(token)
        for listed in LISTED[who]:
            wrong += [f"{listed.id}: {one}" for one in _visit(visitor, plain, listed)]
    assert not wrong, "\n".join(wrong)


def _visit(visitor: Visitor, plain: Visitor, listed: Listed) -> list[str]:
    path = visitor.house.path(listed.path)
    page = visitor.context.new_page()
    answer = page.goto(visitor.house.url + path)
    assert answer
    if answer.status != listed.status:
        return [f"status {answer.status}"]
    wrong = [*headed(answer), *steady(page)]
    if listed.act:
        listed.act(page)
    found = measured(page)
    page.close()
    wrong += found.wrong
    if not (listed.act or listed.scripted):
        wrong += plainly(plain, path, found.headings)
    return wrong

"""Filling in a form by the names of its fields, as somebody with a mouse does: what an answer
opens is answered after it.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from playwright.sync_api import Locator, Page, expect

Answers = Mapping[str, Sequence[str]]
_OTHER: Final = "other"
_QUOTED: Final = str.maketrans({'"': '\\"', "\\": "\\\\"})
"""What a CSS string cannot hold as it is."""


def fill(page: Page, answers: Answers) -> None:
    """Give every answer, what another opens after it."""
    ordered = sorted(answers.items(), key=lambda item: item[0].count("."))
    for name, values in ordered:
        _lengthen(page, name, values)
    for name, values in ordered:
        _answer(page, name, values)


def _lengthen(page: Page, name: str, values: Sequence[str]) -> None:
    """Press “Add another” until a list is as long as it should be."""
    adding = page.locator(f'button[name="_add"][value="{name}"]')
    if not adding.count():
        return
    length = page.locator(f'input[type="hidden"][name="{name}"]')
    for many in range(int(length.input_value() or "0"), int(values[0])):
        adding.click()
        expect(length).to_have_value(str(many + 1))


def _answer(page: Page, name: str, values: Sequence[str]) -> None:
    found = page.locator(f'[name="{name}"]:not([type="hidden"]):not(button)')
    if not found.count():
        return
    _open(found.first)
    kind = found.first.evaluate("element => element.type")
    if kind == "select-one":
        value = _offered(found.locator("option"), values[0])
        found.select_option(value)
        _name(page, name, value, values[0])
    elif kind in {"radio", "checkbox"}:
        offered = [_offered(found, value) for value in values]
        for value in offered:
            found.and_(page.locator(f'[value="{value.translate(_QUOTED)}"]')).check()
        for chosen, value in zip(offered, values, strict=True):
            _name(page, name, chosen, value)
    else:
        found.fill(values[0])


def _name(page: Page, name: str, chosen: str, value: str) -> None:
    """Name somebody whom the page does not offer."""
    if chosen == _OTHER:
        parts = json.loads(value).items()
        fill(page, {f"{name}.{_OTHER}.{part}": [str(said)] for part, said in parts})


def _offered(choices: Locator, value: str) -> str:
    """The value of a choice: itself, or that of the practitioner whom it describes."""
    if not value.startswith("{"):
        return value
    named = json.loads(value)["as"]
    offered: list[list[str]] = choices.evaluate_all(
        "all => all.map(one => [one.value, (one.labels?.[0]?.innerText ?? one.text).trim()])"
    )
    found = (token for token, words in offered if words.removeprefix("Me: ").startswith(named))
    return next(found, _OTHER)


def _open(field: Locator) -> None:
    """Open the closed parts of the page that a field stands in."""
    for _ in range(4):
        closed = field.locator("xpath=ancestor::details[not(@open)]")
        if not closed.count():
            return
        closed.first.locator("> summary").click()
